"""What number formats show."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.documents.number_format import exact, plain, shown, shown_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("111.6768", "0.00", "111.68"),
        ("1.005", "0.00", "1.01"),  # half up, on the decimal digits
        ("-0.125", "0.00", "-0.13"),
        ("60", "0", "60"),
        ("0.4773", "0.00%", "47.73%"),
        ("0", "0.00;-0.00;;@", ""),
        ("-1.5", "0.00;-0.00;;@", "-1.50"),
        ("3", ";;@", ""),
        ("0", "0.00;-0.00;", ""),
        ("1234.5", ACCOUNTING, "1,234.50"),
        ("0", ACCOUNTING, "-"),
        ("-5", "#,##0.00_);[Red](#,##0.00)", "(5.00)"),
        ("12345", "0!.0,", "1.2"),
        ("12345678", "#,##0,", "12,346"),
        ("3", '#,##0.00"万元"', "3.00万元"),
        ("5", "[$¥-804]#,##0.00", "¥5.00"),
        ("5", "00", "05"),
        ("33.3", "0.0#", "33.3"),
        ("1234567", "0.00E+00", "1.23E+06"),
        ("9.999", "0.00E+00", "1.00E+01"),
        ("20220105", "0000-00-00", "2022-01-05"),
        ("120", "[>=100]0.0;0.00", "120.0"),
        ("5", "[>=100]0.0;0.00", "5.00"),
        ("2010301", "@", "2010301"),
        ("0.30000000000000004", "General", "0.3"),
        ("508.9253", "General", "508.9253"),
        ("44562", 'yyyy"年"m"月"d"日";@', "2022年1月1日"),
        ("44562.75", "yyyy/m/d h:mm", "2022/1/1 18:00"),
        ("44562.75", "h:mm AM/PM", "6:00 PM"),
        ("44562", "[$-804]aaaa", "星期六"),
        ("1.5", "[h]:mm:ss", "36:00:00"),
    ],
)
def test_a_number_is_shown_as_its_format_says(number, number_format, text):
    assert shown(exact(number), number_format) == text


def test_the_noise_of_binary_fractions_never_shows():
    assert plain(exact(0.1 + 0.2)) == "0.3"


def test_a_date_beyond_the_calendar_is_shown_as_its_number():
    assert shown(Decimal("1E9"), "yyyy-mm-dd") == "1000000000"


def test_dates_can_count_from_1904():
    assert shown(Decimal(1), "yyyy-mm-dd", from_1904=True) == "1904-01-02"


def test_a_text_is_shown_by_the_section_for_texts():
    assert shown_text("甲", '0;-0;0;"第"@"号"') == "第甲号"
    assert shown_text("甲", ";;;") == ""
    assert shown_text("甲", "0.00") == "甲"


@given(st.text(max_size=30), st.decimals(allow_nan=False, allow_infinity=False))
def test_any_format_shows_something(number_format, number):
    assert isinstance(shown(exact(number), number_format), str)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_two_places_are_never_further_off_than_half_a_hundredth(number):
    text = shown(number, "#,##0.00")
    assert abs(Decimal(text.replace(",", "")) - number) <= Decimal("0.005")
