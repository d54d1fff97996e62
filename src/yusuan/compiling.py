"""The order of compiling: books are read, everything is composed and checked, then published."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yusuan.ledger import Alert, in_unit
from yusuan.ledger.budgets import Answer, Budget
from yusuan.standards.dimensions import label

if TYPE_CHECKING:
    from yusuan.books import Problem
    from yusuan.derive import Comparison
    from yusuan.publish.compose import Composed
    from yusuan.publish.gate import Gate, Warned
    from yusuan.publish.volume_files import Progress
    from yusuan.standards.cost_standards import CostStandard


@dataclass(frozen=True, slots=True)
class Opened:
    """What reading a budget's books gave: the budget if there is one, and every problem."""

    budget: Budget | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing that was typed had to be left out."""
        return self.budget is not None and all(p.severity != "error" for p in self.problems)

    @property
    def warnings(self) -> tuple[Alert, ...]:
        """What was typed that must be put right or explained."""
        asked = (one for one in self.problems if one.rule and one.severity == "warning")
        return tuple(Alert(one.rule, one.about, str(one)) for one in asked)


def budgets(path: Path) -> list[Path]:
    """The budgets a path names: those below a folder that is none itself, else the path.

    Hidden files, lock files of an open editor (~$…) and published folders are passed over.
    """
    if not path.is_dir() or _is_books(path):
        return [path]
    return list(_below(path)) or [path]


def _below(folder: Path) -> Iterator[Path]:
    from yusuan.publish import manifest

    for one in sorted(folder.iterdir()):
        if one.name.startswith((".", "~$")):
            continue
        if one.is_symlink() and one.is_dir():
            continue  # it might lead back here
        if one.is_dir() and not (one / manifest.NAME).exists():
            yield from [one] if _is_books(one) else _below(one)
        elif one.is_file() and one.suffix.lower() == ".xlsx":
            yield one


def _is_books(folder: Path) -> bool:
    from yusuan.books.folder import FILE

    return (folder / FILE).is_file()


def open_books(path: Path) -> Opened:
    """Read a budget from its folder or its workbook."""
    from yusuan import books

    reading = books.read_folder if path.is_dir() else books.read_workbook
    return Opened(*reading(path))


def is_budget(path: Path) -> bool:
    """Whether a path is a budget's own folder or workbook, and no published file."""
    from yusuan import books

    if path.is_dir():
        return books.is_folder(path)
    return path.suffix.lower() == ".xlsx" and books.is_workbook(path)


def save(budget: Budget, path: Path, blank: Container[str] = ()) -> None:
    """Write a budget as a workbook where the path ends in .xlsx, else as a folder.

    The amounts of the lists named ``blank`` are left to be typed.
    """
    from yusuan import books

    if path.suffix.lower() == ".xlsx":
        books.write_workbook(budget, path, blank=blank)
    else:
        books.write_folder(budget, path, blank=blank)


def compose(budget: Budget, standards: Sequence[CostStandard] = ()) -> Composed:
    """Everything that follows from a budget, read back and checked, its own standards too."""
    from yusuan.publish.compose import compose as composed

    return composed(budget, standards)


def gate(opened: Opened, composed: Composed) -> Gate:
    """What stands between a budget and its publication: its errors, its warnings, its answers."""
    from yusuan.publish import gate as gates

    errors = (*(str(p) for p in opened.problems if p.severity == "error"), *composed.errors)
    answers = opened.budget.answers if opened.budget else ()
    return gates.gate(errors, (*opened.warnings, *composed.warnings), answers)


def to_answer(warnings: Iterable[Warned]) -> bytes:
    """Warnings as rows of the list of answers, with the explanations still to be written."""
    from yusuan import books

    rows = (Answer(one.rule, one.about, one.explanation, one.message) for one in warnings)
    return books.csv_of("answers", tuple(rows))


def publish(
    composed: Composed,
    opened: Opened,
    folder: Path,
    formats: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write a composed budget in all or some formats; a kill leaves the old folder or the new."""
    from yusuan import books
    from yusuan.publish.volume_files import FORMATS, write_all

    assert opened.budget is not None
    inputs = {"budget": books.content_hash(opened.budget)}
    return write_all(
        composed.volume,
        folder,
        formats or FORMATS,
        progress,
        inputs=inputs,
        gate=gate(opened, composed),
    )


def verified(folder: Path, opened: Opened | None = None) -> list[str]:
    """What is wrong with a published folder: files changed, or made from another budget.

    Raises KeyError where there is no form set of the budget's name.
    """
    from yusuan import books
    from yusuan.publish import manifest

    problems = manifest.verify(folder)
    if opened is None or opened.budget is None:
        return problems
    if manifest.inputs(folder).get("budget") != books.content_hash(opened.budget):
        return [*problems, "文件夹不是由这份预算生成的，或预算后来改过，请重新生成。"]
    return [*problems, *manifest.changed(folder, gate(opened, compose(opened.budget)))]


#: The file of a published folder that names all others with their digests.
MANIFEST = "manifest.json"


def published_files(folder: Path) -> Iterator[dict[str, Any]]:
    """Every file of a published folder, the manifest too: name, size and SHA-256."""
    from yusuan.publish import manifest

    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        yield {"name": name, "size": len(data), "sha256": manifest.digest(data)}


def personal_data(folder: Path) -> tuple[str, ...]:
    """What the published Word says of persons that it must not, a sentence each.

    Raises ValueError where it cannot be read back.
    """
    from yusuan import pipeline
    from yusuan.checks.disclosing import privacy

    (path,) = folder.glob("*.docx")
    reading = pipeline.read(pipeline.Request(str(path)))
    if reading.disclosure is None:
        raise ValueError(reading.problem)
    rules = {one.id for one in privacy.RULES}
    (result,) = pipeline.check((reading.disclosure,)).results
    return tuple(one.message for one in result.findings if one.rule in rules)


def warned(folder: Path) -> tuple[Warned, ...]:
    """The warnings that a folder was published with, each with its explanation."""
    from yusuan.publish import manifest

    return manifest.warnings(folder)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two budgets, in words: rows, cells of tables, sentences.

    A pair is (before, after); one side is empty where only the other budget has it.
    """

    rows: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str, str], ...]  # where, before, after
    sentences: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()  # what could not be compared, and why


def difference(before: Budget, after: Budget) -> Difference:
    """The rows that changed and the cells and sentences that moved with them.

    Raises KeyError where there is no form set of a budget's name.
    """
    from yusuan import books, derive

    rows = [(books.words(c.list, c.row), c.added) for c in derive.changes(before, after)]
    found = derive.compare(before, after)
    cells = [
        (f"《{cell.title}》{cell.row}，{cell.column}", cell.before, cell.after)
        for cell in found.moved
    ]
    old, new = _sentences(before), _sentences(after)
    gone = [(text, "") for text in old if text not in new]
    come = [("", text) for text in new if text not in old]
    return Difference(
        tuple(("", text) if added else (text, "") for text, added in rows),
        tuple(cells),
        (*gone, *come),
        tuple(_uncompared(found)),
    )


def _uncompared(found: Comparison) -> Iterator[str]:
    """What one budget does not give because its revenue is not what it spends."""
    for one in found.out_of_balance if found.uncompared else ():
        side, more = "改后" if one.later else "改前", "多" if one.gap > 0 else "少"
        gap, fund = in_unit(abs(one.gap), "万元"), label("fund", one.fund)
        yield f"{side}：单位 {one.unit or '（没有写）'} 的{fund}，收入比支出{more} {gap} 万元。"
    if found.uncompared:
        yield f"收支不等就推不出收入用在哪些功能科目，有 {found.uncompared} 格没有比较。"


def _sentences(budget: Budget) -> dict[str, None]:
    """The paragraphs of the explanation, in their order."""
    from yusuan import derive, narrative

    text = narrative.explanation(budget, derive.facts(budget), budget.entity.form_set)
    return {p.text: None for section in text.sections for p in section.paragraphs}


def recovered(path: Path) -> tuple[Budget | None, tuple[str, ...]]:
    """The budget that a published disclosure follows from, with what could not be known."""
    from yusuan import derive, pipeline

    (reading,) = pipeline.read_all([pipeline.Request(str(path))], jobs=1)
    if reading.disclosure is None:
        return None, (reading.problem,)
    if reading.disclosure.year is None or not reading.disclosure.entity:
        return None, ("没有读出单位名称或年度，不能从这份文件新建预算。",)
    budget, remarks = derive.recover(reading.disclosure)
    return budget, tuple(remark.message for remark in remarks)


#: The lists whose amounts are typed anew each year.
PRICED = ("spending", "revenue", "purchases")


def next_year(budget: Budget, *, keep: bool = False) -> tuple[Budget, tuple[str, ...]]:
    """The next year's budget as this year's leaves it, and what the clerk has to look at.

    Unless amounts are to be ``keep``-ed, what depends on them is open, and those of the lists
    ``PRICED`` are to be saved blank. Raises KeyError where there is no form set of its name.
    """
    from yusuan import assessing, derive, narrative
    from yusuan.forms.last_year import printed_next_year
    from yusuan.standards.form_sets import form_set

    facts, entity = derive.facts(budget), budget.entity
    printed = printed_next_year(form_set(entity.form_set), facts, entity.year)
    compared = dict(printed) | narrative.compared(budget, facts, entity.form_set)
    begun, remarks = derive.following(budget, compared)
    found = assessing.carried(budget, begun)
    said = [remark.message for remark in remarks]
    if count := sum(a != b for a, b in zip(begun.projects, found.projects, strict=True)):
        said.append(f"{count} 个项目带入了上年的自评结果和预算执行，请核对文字。")
    return (found if keep else derive.unpriced(found)), tuple(said)
