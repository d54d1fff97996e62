"""What was read: facts, and the statements (tables) they stand in as lines × measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from yusuan.ledger.claims import Claim, Passage
from yusuan.ledger.coordinates import Coordinates
from yusuan.ledger.facts import Fact, Place


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a section: its label path, what it means, and how it stands among the others."""

    index: int  # row in the grid, 0-based
    path: tuple[str, ...]
    coordinates: Coordinates
    understood: bool = True
    partial: bool = False  # 其中: only a part of the line above
    total: bool = False  # 合计, 总计 …
    level: int | None = (
        None  # depth in the printed outline (一、→0, （一）→1 …), where there is one
    )
    count: str = ""  # how many, in words and figures, where the list has a column for it


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of figures: its header path from the root, and what it means."""

    index: int  # column in the grid, 0-based
    path: tuple[str, ...]
    coordinates: Coordinates
    understood: bool = True
    partial: bool = False
    total: bool = False  # 合计 or 小计 of the measures beside it, within its parent heading
    #: identities of the header cells above, root first; a shared prefix is a shared heading
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a table: lines × measures; a table with lists side by side has several.

    ``cells`` holds what each printed cell is: a Fact, or None where the cell is blank or a dash.
    A key that is missing has no cell at all (a covered or lost one).
    """

    lines: tuple[Line, ...]
    measures: tuple[Measure, ...]
    cells: dict[tuple[int, int], Fact | None]  # (line number, measure number) within the section
    coordinates: Coordinates = Coordinates()  # what the title and the section's heading say

    def column(self, measure: int) -> Iterator[tuple[int, Fact | None]]:
        """The cells of one measure, with their line numbers, from top to bottom."""
        for line in range(len(self.lines)):
            if (line, measure) in self.cells:
                yield line, self.cells[line, measure]


@dataclass(frozen=True, slots=True)
class Remark:
    """What reading has to say of a table or a document; Chinese, for people."""

    message: str
    place: Place | None = None
    kind: str = "note"  # note | reconstruction | not_understood


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator as printed, each field as it stands; levels are class names."""

    level1: str
    level2: str
    level3: str
    value: str = ""
    content: str = ""  # 指标值内容
    unit: str = ""  # 度量单位
    operator: str = ""  # 指标值类型
    standard: str = ""  # 绩效标准 / 指标值确定依据 / 指标值说明
    remark: str = ""  # 备注
    horizon: str = ""  # annual | period | "" where the form has only one
    goal: str = ""  # the goal it belongs to, where goals are numbered
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class CostLine:
    """One spending line of a project form, each field as it stands."""

    name: str
    basis: str = ""  # 测算依据及说明
    detail: str = ""  # 支出明细, where the form has both a content and a detail column
    amounts: tuple[str, ...] = ()  # ids of facts
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One performance goal: its label (年度目标1), its horizon, its text."""

    label: str
    text: str
    horizon: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TargetForm:
    """A performance-target form, or one row of a list of them: every printed field.

    ``kind`` is ``whole`` (部门整体), ``list`` (a row of 专项资金汇总表) or ``project``.
    ``fields`` maps a printed label to its printed text, in order, for all that is neither a goal,
    an indicator nor a cost line (职责, 实施期, 立项依据, check boxes with ☑/☐ …).
    """

    kind: str
    name: str
    fields: tuple[tuple[str, str], ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    costs: tuple[CostLine, ...] = ()
    tasks: tuple[tuple[str, ...], ...] = ()  # 年度主要任务: cells of each row
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One table as it was read."""

    id: str  # t07
    title: str
    unit: str | None  # 元, 万元 …; None where nothing says it
    place: Place
    rows: int
    columns: int
    form: str | None = None  # key of our form set, as in jianghan-2022/t07
    sections: tuple[Section, ...] = ()
    loose: tuple[Fact, ...] = ()  # figures outside lines × measures, as in target forms
    targets: tuple[TargetForm, ...] = ()
    remarks: tuple[Remark, ...] = ()
    numeric: int = 0  # numeric cells: amounts, not codes, years or serial numbers
    empty: bool = False  # a table without any figure

    @property
    def facts(self) -> Iterator[Fact]:
        """Every figure of the table."""
        for section in self.sections:
            yield from (fact for fact in section.cells.values() if fact is not None)
        yield from self.loose

    @property
    def understood(self) -> int:
        """How many figures were understood."""
        return sum(fact.understood for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file something was read from."""

    path: str
    sha256: str
    kind: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One document as it was read: whose, of which year and stage, and its statements."""

    origin: Origin
    entity: str | None
    year: int | None
    stage: str | None  # budget | final
    scope: str | None = None  # department | unit
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    form_set: str | None = None
    kind: str = "disclosure"
    units: tuple[tuple[str, str], ...] = field(default=())  # unit code → name, as printed
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def facts(self) -> Iterator[Fact]:
        """Every figure of the document: those of the tables, then those of the sentences."""
        for statement in self.statements:
            yield from statement.facts
        yield from (fact for claim in self.claims if (fact := claim.fact))
