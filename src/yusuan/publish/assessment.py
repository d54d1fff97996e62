"""A year's self-assessment as a volume, to be written in every format by the usual writers."""

from __future__ import annotations

from typing import Final

from yusuan.assessing import assessments, weighted_mean
from yusuan.ledger.budgets import Budget
from yusuan.publish import assessment_forms as forms
from yusuan.publish.assessment_text import report
from yusuan.publish.volume import Part, Volume

FORMATS: Final = ("docx", "pdf", "xlsx", "html")
NAME: Final = "绩效自评报告"


def volume(budget: Budget, scheme: str = "") -> Volume:
    """The report, the list of results, every form, and how each score was computed.

    Raises ValueError where a budget has no indicators, KeyError for a scheme that is not known.
    """
    who, year = budget.entity.name, budget.entity.year
    found = assessments(budget, scheme)
    if not found:
        raise ValueError("没有绩效指标，不能自评。")
    mean = weighted_mean(found)
    tables = [
        forms.listing(found, mean, who),
        *(forms.form(one, number, who, year) for number, one in enumerate(found, 1)),
    ]
    parts = (
        Part("绩效自评报告", tuple(report(found, who, year))),
        Part("绩效自评表", tuple(tables)),
        Part("附：评分计算过程", (forms.computed(found),)),
    )
    return Volume(f"{who}{year}年度{NAME}", who, year, "绩效自评", parts)


def written(made: Volume, format_: str) -> bytes:
    """The file of a format; raises KeyError for one that is not of FORMATS."""
    from yusuan.publish import docx, page, pdf, xlsx

    writers = {"docx": docx.write, "pdf": pdf.write, "xlsx": xlsx.write, "html": page.write}
    return writers[format_](made)
