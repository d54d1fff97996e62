"""District totals on the page and as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yusuan.books import exact
from yusuan.web.budgeting.models import Year
from yusuan.web.review import rights, sheets, totals
from yusuan.web.sending import attachment
from yusuan.web.who import person, signed_in

_MOST = 3  # dimensions down
_SHOWN = 1000  # rows; the workbook has them all


def _asked(request: HttpRequest) -> tuple[list[str], str, str]:
    """The dimensions down and across, and the stage; Http404 where there is no such one."""
    down = [one for one in request.GET.getlist("by") if one][:_MOST] or ["department"]
    down = list(dict.fromkeys(down))
    across, stage = request.GET.get("across", ""), request.GET.get("stage", "submitted")
    known = {*totals.DIMENSIONS, ""}
    if not {*down, across} <= known or stage not in totals.STAGES:
        raise Http404
    return down, "" if across in down else across, stage


def _table(request: HttpRequest, year: Year) -> totals.Totals:
    down, across, stage = _asked(request)
    return totals.table(rights.of_year(person(request), year), down, across, stage)


@signed_in
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Money of the district by the dimensions that are asked for."""
    user = person(request)
    year = rights.year(user, pk)
    down, across, stage = _asked(request)
    found = _table(request, year)
    return render(
        request,
        "review/totals.html",
        {
            "year": year,
            "years": rights.years(user).order_by("-year", "district"),
            "table": found,
            "rows": found.rows[:_SHOWN],
            "more": len(found.rows) - _SHOWN,
            "down": [*down, *[""] * (_MOST - len(down))],
            "across": across,
            "stage": stage,
            "stages": totals.STAGES,
            "dimensions": totals.DIMENSIONS.values(),
            "usual": [(title, _query(by, over)) for title, by, over in totals.USUAL],
            "query": request.GET.urlencode(),
        },
    )


def _query(by: tuple[str, ...], across: str) -> str:
    return "&".join([*(f"by={one}" for one in by), f"across={across}"])


@signed_in
@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same table as a workbook, in 万元."""
    year = rights.year(person(request), pk)
    found = _table(request, year)
    heads = (*found.heads, *found.across, "合计")
    rows: list[list[sheets.Cell]] = [
        [*names, *(exact.in_unit(one, "万元") for one in (*cells, total))]
        for names, cells, total in [
            *found.rows,
            (("合计", *[""] * (len(found.heads) - 1)), found.sums, found.total),
        ]
    ]
    if not found.across:
        rows = [[*row[: len(found.heads)], row[-1]] for row in rows]
    stage = totals.STAGES[_asked(request)[2]]
    above = (f"{year.district} {year.year} 年部门预算汇总（{stage}）", "单位：万元")
    data = sheets.write(sheets.Page("汇总", heads, rows, above))
    return attachment(data, f"totals-{year.year}.xlsx")
