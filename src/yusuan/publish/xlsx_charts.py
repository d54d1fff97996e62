"""Pictures as charts of the workbook itself, on one sheet with the values they are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from yusuan.publish.volume import Picture

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_SONG: Final = "宋体"
_BLUE: Final = "#2F6F9F"
_ROWS: Final = 20  # of the sheet, at least, that a chart takes
_LABELS: Final = {
    True: {"value": True},
    False: {"value": True, "position": "inside_end", "font": {"color": "#FFFFFF"}},
}
_WIDTH, _HEIGHT = 560, 380  # pixels


def add(workbook: Workbook, title: str, pictures: Sequence[Picture]) -> None:
    """Add the sheet: left the values, right of them the chart."""
    sheet = workbook.add_worksheet(title)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 3)
    plain = workbook.add_format({"font_name": _SONG, "font_size": 10, "border": 1})
    bold = workbook.add_format({"font_name": _SONG, "font_size": 12, "bold": True})
    head = workbook.add_format(
        {"font_name": _SONG, "font_size": 10, "bold": True, "border": 1, "bg_color": "#EFEFEF"}
    )
    top = 0
    for one in pictures:
        sheet.write_string(top, 0, one.title, bold)
        sheet.write_string(top + 1, 0, "项目", head)
        sheet.write_string(top + 1, 1, one.series.name, head)
        for row, (label, value) in enumerate(
            zip(one.labels, one.series.values, strict=True), top + 2
        ):
            sheet.write_string(row, 0, label, plain)
            if value is None:
                sheet.write_string(row, 1, "未评分", plain)
            else:
                sheet.write_number(row, 1, float(value), plain)
        sheet.insert_chart(top + 1, 3, _chart(workbook, title, one, top + 2))
        top += max(_ROWS + 2, len(one.labels) + 4)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _chart(workbook: Workbook, sheet: str, one: Picture, first: int) -> Chart:
    radar = one.kind == "radar"
    chart = workbook.add_chart(
        {"type": "radar", "subtype": "with_markers"} if radar else {"type": "bar"}
    )
    last = first + len(one.labels) - 1
    series = {
        "name": one.series.name,
        "categories": [sheet, first, 0, last, 0],
        "values": [sheet, first, 1, last, 1],
        "data_labels": _LABELS[radar],
    }
    look = (
        {"line": {"color": _BLUE, "width": 2}} if radar else {"fill": {"color": _BLUE}, "gap": 60}
    )
    chart.add_series({**series, **look})
    chart.set_title({"name": one.title, "name_font": {"name": _SONG, "size": 12}})
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    scale = {"min": 0, "max": float(one.most), "major_unit": float(one.most / 5)}
    if radar:
        chart.set_y_axis({**scale, "major_gridlines": {"visible": True}})
    else:
        chart.set_x_axis(scale)
        chart.set_y_axis({"reverse": True, "num_font": {"name": _SONG}})
    return chart
