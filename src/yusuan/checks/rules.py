"""The rules these checks apply: one record each, listed by the command line and the docs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from yusuan.checks import disclosing, performance, text
from yusuan.checks.rule import Rule

DERIVED = (
    Rule(
        "rows-add-up",
        "表内行合计：上级行等于下级各行之和，合计等于各行之和，其中项不大于所属的行。",
        "Within a table a line equals the sum of the lines under it, and no part exceeds it.",
        "error",
        "《政府收支分类科目》：类、款、项逐级汇总",
    ),
    Rule(
        "columns-add-up",
        "表内列合计：合计、小计列等于同一表头下各列之和。",
        "Within a table a total column equals the sum of the columns under its heading.",
        "error",
        "《预算法》第三十二条：按规定的科目和要求编制预算草案",
    ),
    Rule(
        "same-figure",
        "同一事实多处一致：同一个数字在各张表和文字说明里应当相同。",
        "A figure printed in several places is the same everywhere.",
        "error",
        "《政府信息公开条例》第六条：准确公开政府信息",
    ),
    Rule(
        "coarse-equals-fine",
        "粗细口径一致：一张表的数字等于另一张表中组成它的各数之和。",
        "A figure in one table equals the sum of the finer figures that make it up in another.",
        "error",
        "《政府收支分类科目》：功能分类与经济分类反映同一笔支出",
    ),
    Rule(
        "revenue-equals-expenditure",
        "收支平衡：收入总计等于支出总计。",
        "Total revenue equals total expenditure.",
        "error",
        "《预算法》第十二条：收支平衡的原则",
    ),
    Rule(
        "department-equals-government-economic",
        "两套经济分类一致：部门预算经济分类按对应关系换算后等于政府预算经济分类。",
        "The two economic classifications agree through the official correspondence.",
        "error",
        "财预〔2017〕98号：两套经济分类科目的对应关系",
    ),
    Rule(
        "target-form-adds-up",
        "目标表内合计：资金来源、支出明细、所列项目之和分别等于所属的金额。",
        "In a target form sources, spending lines and projects add up to what they belong to.",
        "error",
        "财预〔2015〕88号：绩效目标与预算同步申报",
    ),
    Rule(
        "units-make-department",
        "部门等于所属单位之和：部门预算由本部门及其所属各单位预算组成。",
        "A department's budget is the sum of its units' budgets.",
        "error",
        "《预算法》第八条：各部门预算由本部门及其所属各单位预算组成",
    ),
    Rule(
        "last-year-as-published",
        "上年数与上年公开数一致：今年公开的上年数等于上年公开的当年数。",
        "Last year's figures are those published last year.",
        "warning",
        "《政府信息公开条例》第六条：准确公开政府信息",
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType(
    {rule.id: rule for rule in (*DERIVED, *text.RULES, *disclosing.RULES, *performance.RULES)}
)


#: The families of rules, each under its name, in the order a report tells them.
FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "表内加总": ("rows-add-up", "columns-add-up"),
        "表与表之间": (
            "same-figure",
            "coarse-equals-fine",
            "revenue-equals-expenditure",
            "department-equals-government-economic",
        ),
        "部门与单位、今年与上年": ("units-make-department", "last-year-as-published"),
        "文字说明": tuple(rule.id for rule in text.RULES),
        "公开要求": tuple(rule.id for rule in disclosing.RULES),
        "绩效目标": ("target-form-adds-up", *(rule.id for rule in performance.RULES)),
    }
)
_FAMILY = {rule: family for family, rules in FAMILIES.items() for rule in rules}


def family_of(identity: str) -> str:
    """The family a rule belongs to; 其他 for one that is not listed."""
    return _FAMILY.get(identity, "其他")


def name_of(identity: str) -> str:
    """The short name of a rule; one that is not listed is called by its slug."""
    rule = RULES.get(identity)
    return rule.name if rule else identity
