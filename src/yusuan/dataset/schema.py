"""The data set's schema, ``yusuan.dataset/1``: its tables, their columns, types and meanings.

A column that is added keeps the version; one that is renamed, removed or means something else
makes the next. Names of tables and columns are those of SQL; the meanings are Chinese, for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from yusuan.ledger import DIMENSIONS

if TYPE_CHECKING:
    import pyarrow

SCHEMA: Final = "yusuan.dataset/1"
TEXT, WHOLE, MONEY, SHARE, TRUTH, JSON = (
    "VARCHAR",
    "INTEGER",
    "DECIMAL(20,4)",
    "DECIMAL(5,4)",
    "BOOLEAN",
    "JSON",
)

#: Dimensions that are columns of ``facts``; the others are in its ``rest``.
COMMON: Final = (
    "unit",
    "flow",
    "balance",
    "fund",
    "function",
    "nature",
    "dept_economic",
    "gov_economic",
    "item",
    "project",
    "procurement",
)
REST: Final = tuple(
    name for name in DIMENSIONS if name not in COMMON and name not in {"year", "stage"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type as SQL writes it, and its meaning."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row of it is, its columns in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _table(name: str, meaning: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, meaning, tuple(Column(*column) for column in columns))


_OF = ("disclosure", TEXT, "公开文件的编号")
_DIMENSIONS = {
    "unit": "预算单位（编码或名称）",
    "flow": "收支：revenue 收入，expenditure 支出",
    "balance": "结转口径",
    "fund": "资金",
    "function": "功能科目编码",
    "nature": "支出性质",
    "dept_economic": "部门经济科目编码",
    "gov_economic": "政府经济科目编码",
    "item": "事项（三公经费等）",
    "project": "项目名称",
    "procurement": "采购类别",
}

DISCLOSURES: Final = _table(
    "disclosures",
    "一份公开文件",
    ("id", TEXT, "编号：来源文件摘要的前 16 位"),
    ("key", TEXT, "公开的是什么：地区/部门/年度/阶段/口径；同一 key 的各版本是同一件事"),
    ("district", TEXT, "地区"),
    ("department", TEXT, "部门或单位的名称"),
    ("code", TEXT, "部门编码"),
    ("year", WHOLE, "年度"),
    ("stage", TEXT, "阶段：budget 预算，final 决算"),
    ("scope", TEXT, "口径：department 部门，unit 单位"),
    ("source", TEXT, "来源：published 本系统公布，budget 预算编制稿，read 读入的他处公开文件"),
    ("kind", TEXT, "来源文件的种类：docx、pdf、xlsx …"),
    ("path", TEXT, "来源文件的名称"),
    ("sha256", TEXT, "来源文件的摘要"),
    ("title", TEXT, "标题"),
    ("form_set", TEXT, "表样"),
    ("version", WHOLE, "版本号，从 1 起"),
    ("latest", TRUTH, "是不是最新的版本"),
    ("published", TEXT, "公布的日期"),
    ("tables", WHOLE, "表的张数"),
    ("facts", WHOLE, "数字的个数"),
    ("understood", WHOLE, "看懂的数字的个数"),
    ("numeric", WHOLE, "表里有数的格子数"),
    ("coverage", SHARE, "看懂的数字占表里有数的格子的比例"),
    ("passed", WHOLE, "核对相符的关系数"),
    ("rounding", WHOLE, "只差在四舍五入的关系数"),
    ("failed", WHOLE, "核对不符的关系数"),
    ("not_applicable", WHOLE, "不适用的核对数"),
    ("not_checked", WHOLE, "没有做的核对数"),
    ("untouched", WHOLE, "没有核对到的数字的个数"),
    ("errors", WHOLE, "错误的条数"),
    ("warnings", WHOLE, "警告的条数"),
    ("infos", WHOLE, "提示的条数"),
    ("withheld", WHOLE, "因含个人信息而没有收入的文字段数"),
)
TABLES: Final = _table(
    "tables",
    "公开文件里的一张表",
    _OF,
    ("table", TEXT, "表的编号"),
    ("ordinal", WHOLE, "在文件里的次序（和段落一起编）"),
    ("title", TEXT, "标题"),
    ("caption_left", TEXT, "表上方左侧的文字"),
    ("caption_right", TEXT, "表上方右侧的文字"),
    ("note", TEXT, "表下方的文字"),
    ("money_unit", TEXT, "金额单位"),
    ("form", TEXT, "已知表样中的表，写作 表样/表"),
    ("header", WHOLE, "表头的行数"),
    ("rows", WHOLE, "行数"),
    ("columns", WHOLE, "列数"),
    ("numeric", WHOLE, "有数的格子数"),
    ("understood", WHOLE, "看懂的数字的个数"),
)
CELLS: Final = _table(
    "cells",
    "表里照印的一格；没有列出的位置是空的",
    _OF,
    ("table", TEXT, "表的编号"),
    ("row", WHOLE, "行，从 0 起"),
    ("column", WHOLE, "列，从 0 起"),
    ("rowspan", WHOLE, "占几行"),
    ("colspan", WHOLE, "占几列"),
    ("text", TEXT, "照印的文字"),
    ("figure", TRUTH, "印的是不是数"),
    ("fact", TEXT, "数字的编号（facts.fact），没有则空"),
)
FACTS: Final = _table(
    "facts",
    "一个数字；维度的列空着是原件没有说，即包含全部",
    _OF,
    ("fact", TEXT, "数字的编号，在公开文件内唯一"),
    ("table", TEXT, "表的编号；文字里的数字为空"),
    ("row", TEXT, "行名，上下级之间用“ / ”"),
    ("column", TEXT, "列名，上下级之间用“ / ”"),
    ("printed", TEXT, "照印的样子"),
    ("amount", MONEY, "合多少元；放不下（细于 0.0001 元）时为空，见 printed"),
    ("precision", MONEY, "印出的最末一位是多少元"),
    ("understood", TRUTH, "行名、列名都看懂时为 true"),
    ("year", WHOLE, "数字的年度"),
    ("stage", TEXT, "数字的阶段"),
    *((name, TEXT, _DIMENSIONS[name]) for name in COMMON),
    ("rest", JSON, "其余维度：" + "、".join(REST)),
    ("remark", TEXT, "没看懂的原因，或读的时候补了什么"),
    ("place", JSON, "在原件的什么位置"),
)
PARAGRAPHS: Final = _table(
    "paragraphs",
    "公开文件里的一段文字",
    _OF,
    ("ordinal", WHOLE, "在文件里的次序（和表一起编）"),
    ("level", WHOLE, "标题的级别，1 最高；正文为空"),
    ("text", TEXT, "文字"),
    ("figures", JSON, "文字里的数：[起, 止, 数字的编号]"),
    ("withheld", TRUTH, "含个人信息，文字没有收入"),
)
PROJECTS: Final = _table(
    "projects",
    "一个项目",
    _OF,
    ("project", TEXT, "项目名称"),
    ("kind", TEXT, "出处：project 项目绩效表，list 项目汇总表，figures 只有数字"),
    ("amount", MONEY, "本年预算（元）；原件没有说或说法不一时为空"),
    ("fact", TEXT, "本年预算这个数字的编号"),
    ("fields", JSON, "表里其余的栏目：[栏目, 内容]"),
    ("goals", WHOLE, "目标的条数"),
    ("indicators", WHOLE, "指标的条数"),
)
TARGETS: Final = _table(
    "targets",
    "一条绩效目标或指标",
    _OF,
    ("project", TEXT, "项目名称；部门整体为空"),
    ("form", TEXT, "出处：whole 部门整体，project 项目，list 汇总表"),
    ("ordinal", WHOLE, "次序"),
    ("kind", TEXT, "goal 目标，indicator 指标"),
    ("horizon", TEXT, "annual 年度，period 实施期"),
    ("level1", TEXT, "一级指标；目标的名称"),
    ("level2", TEXT, "二级指标"),
    ("level3", TEXT, "三级指标"),
    ("operator", TEXT, "≥、≤、＝、定性 …"),
    ("value", TEXT, "指标值"),
    ("unit", TEXT, "计量单位"),
    ("text", TEXT, "目标的文字，或指标的内容、标准和备注"),
)
FINDINGS: Final = _table(
    "findings",
    "核对发现的一个问题",
    _OF,
    ("rule", TEXT, "规则"),
    ("severity", TEXT, "error 错误，warning 警告，info 提示"),
    ("message", TEXT, "问题（中文）"),
    ("message_en", TEXT, "问题（英文）"),
    ("expected", TEXT, "应为"),
    ("printed", TEXT, "印的"),
    ("difference", TEXT, "相差"),
    ("unit", TEXT, "应为、印的、相差的单位"),
    ("cause", TEXT, "可能的原因"),
    ("suspect", TEXT, "可疑的数字的编号"),
    ("suggestion", TEXT, "可疑的数字应改为"),
    ("basis", TEXT, "依据"),
    ("facts", JSON, "有关的数字的编号"),
    ("places", JSON, "在原件的什么位置"),
    ("accepted", TEXT, "认可的理由，没有则空"),
)
VERSIONS: Final = _table(
    "versions",
    "一个版本，和它与上一版本不同的地方",
    _OF,
    ("key", TEXT, "公开的是什么（disclosures.key）"),
    ("number", WHOLE, "版本号"),
    ("published", TEXT, "公布的日期"),
    ("reason", TEXT, "更正的原因"),
    (
        "changed",
        JSON,
        "不同之处：[{kind, where, before, after}]，kind 为 row、cell、sentence、note",
    ),
)
ENTITIES: Final = _table(
    "entities",
    "一个部门或单位，和它有哪些公开文件",
    ("district", TEXT, "地区"),
    ("department", TEXT, "部门或单位的名称"),
    ("code", TEXT, "部门编码"),
    ("first_year", WHOLE, "最早的年度"),
    ("last_year", WHOLE, "最近的年度"),
    ("disclosures", WHOLE, "公开文件的份数，各版本都算"),
)
CODES: Final = _table(
    "codes",
    "一个科目编码在一段年份里的名称",
    ("system", TEXT, "function 功能，dept_economic 部门经济，gov_economic 政府经济，revenue 收入"),
    ("code", TEXT, "编码"),
    ("name", TEXT, "名称"),
    ("level", TEXT, "类、款、项"),
    ("parent", TEXT, "上级编码"),
    ("valid_from", WHOLE, "起始年度，不知则空"),
    ("valid_to", WHOLE, "终止年度，不知则空"),
)
LABELS: Final = _table(
    "labels",
    "维度的成员（科目编码以外）的名称",
    ("dimension", TEXT, "维度"),
    ("member", TEXT, "成员"),
    ("parent", TEXT, "上级成员"),
    ("label", TEXT, "名称（中文）"),
    ("label_en", TEXT, "名称（英文）"),
)

#: Tables that come in parts, each with all rows of some disclosures, in the order of their ids.
IN_PARTS: Final = (TABLES, CELLS, FACTS, PARAGRAPHS, PROJECTS, TARGETS, FINDINGS)
#: Tables that each build writes as a whole.
WHOLE_TABLES: Final = (DISCLOSURES, ENTITIES, VERSIONS, CODES, LABELS)
ALL: Final = (DISCLOSURES, ENTITIES, *IN_PARTS, VERSIONS, CODES, LABELS)


def arrow(table: Table) -> pyarrow.Schema:
    """The Parquet schema of a table."""
    import pyarrow as pa

    kinds = {
        TEXT: pa.string(),
        JSON: pa.string(),
        WHOLE: pa.int32(),
        MONEY: pa.decimal128(20, 4),
        SHARE: pa.decimal128(5, 4),
        TRUTH: pa.bool_(),
    }
    return pa.schema([(column.name, kinds[column.type]) for column in table.columns])
