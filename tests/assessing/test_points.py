"""Points add up, whatever they are shared among."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.assessing.made import indicator
from yusuan.assessing.points import shared, split
from yusuan.assessing.weights import weights
from yusuan.standards.assessment import conventions

HUNDREDTHS = st.integers(0, 10_000).map(lambda one: Decimal(one) / 100)
CLASSES = [
    *("output.quantity", "output.quality", "output.cost", "cost.economic", "outcome.social"),
    *("outcome.sustainable", "satisfaction.beneficiary"),
]


@given(HUNDREDTHS, st.lists(st.integers(0, 50).map(Decimal), min_size=1, max_size=30))
def test_shares_add_up_and_none_is_a_hundredth_off(total: Decimal, parts: list[Decimal]) -> None:
    found = shared(total, parts)
    assert sum(found) == total
    whole = sum(parts)
    for share, part in zip(found, parts, strict=True):
        exact = total * part / whole if whole else total / len(parts)
        assert abs(share - exact) <= Decimal("0.01")


def test_what_is_left_goes_to_the_first() -> None:
    assert split(Decimal(50), 3) == [Decimal("16.67"), Decimal("16.67"), Decimal("16.66")]


@given(
    st.lists(
        st.tuples(st.sampled_from(CLASSES), st.none() | st.integers(-5, 60).map(Decimal)),
        min_size=1,
        max_size=12,
    ),
    st.booleans(),
    st.sampled_from(["2020", "2021"]),
)
def test_the_points_of_a_subject_are_a_hundred(
    said: list[tuple[str, Decimal | None]], money: bool, scheme: str
) -> None:
    chosen = conventions().scheme(scheme)
    indicators = [indicator(key, "甲", "1", weight=weight) for key, weight in said]
    counted = [one for one in indicators if chosen.class_of(one.level2)]
    assert len(counted) == len(indicators)
    found = weights(chosen, counted, money=money)
    assert found.execution + sum(found.indicators) == 100
    assert all(one >= 0 for one in found.indicators)


def test_an_absent_class_gives_its_points_to_the_others_and_it_is_said() -> None:
    usual = conventions().scheme("2020")
    found = weights(
        usual, [indicator(CLASSES[0], "甲", "1"), indicator(CLASSES[4], "乙", "1")], money=True
    )
    assert found.indicators == [Decimal("56.25"), Decimal("33.75")]
    assert "没有设满意度指标 10 分" in found.remarks[0]


def test_given_weights_stand_and_the_rest_share_what_is_left() -> None:
    usual = conventions().scheme("2020")
    given = [
        indicator("output.quantity", "甲", "1", weight=Decimal(30)),
        indicator("output.quality", "乙", "1"),
        indicator("output.timeliness", "丙", "1"),
        indicator("outcome.social", "丁", "1"),
        indicator("satisfaction.beneficiary", "戊", "1"),
    ]
    found = weights(usual, given, money=True)
    assert found.indicators == [Decimal(one) for one in (30, 10, 10, 30, 10)]
    assert found.remarks == []


def test_weights_that_do_not_add_up_are_told_and_scaled() -> None:
    usual = conventions().scheme("2020")
    given = [
        indicator("output.quantity", "甲", "1", weight=Decimal(30)),
        indicator("output.quality", "乙", "1", weight=Decimal(10)),
        indicator("outcome.social", "丁", "1"),
        indicator("satisfaction.beneficiary", "戊", "1"),
    ]
    found = weights(usual, given, money=True)
    assert found.indicators[:2] == [Decimal("37.5"), Decimal("12.5")]
    assert "加起来是 40 分，应为 50 分" in found.remarks[0]


def test_weights_of_ninety_in_all_stand_though_the_classes_differ() -> None:
    usual = conventions().scheme("2020")
    given = [
        indicator("output.quantity", "甲", "1", weight=Decimal(60)),
        indicator("outcome.social", "丁", "1", weight=Decimal(30)),
    ]
    found = weights(usual, given, money=True)
    assert found.indicators == [60, 30]
    assert "产出指标 60 分" in found.remarks[0]
