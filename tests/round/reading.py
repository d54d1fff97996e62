"""A volume written in a format and read again, and what differs in what it says."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from yusuan import checks
from yusuan.documents import reader
from yusuan.forms.recognise import recognise
from yusuan.ledger import Disclosure, Fact, Statement, TargetForm
from yusuan.publish.volume import Volume, grid_rows
from yusuan.publish.volume_files import write
from yusuan.standards.labels import fold

FORMATS = ("docx", "xlsx", "pdf", "html", "csv")


def read(volume: Volume, format_: str) -> Disclosure:
    """What is read from a volume that was written in a format."""
    if format_ == "csv":
        return recognise(reader.read_bytes(commas(volume), "预算公开.csv"))
    ((_, data),) = write(volume, format_)
    return recognise(reader.read_bytes(data, f"预算公开.{format_}"))


def commas(volume: Volume) -> bytes:
    """The tables of a volume one below the other, as a spreadsheet saves them: without merges."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([volume.title])
    for block in volume.tables:
        writer.writerow([])
        writer.writerow([block.title])
        writer.writerow([block.left, *[""] * max(block.table.columns - 2, 0), block.right])
        for row in grid_rows(block):
            texts = [""] * block.table.columns
            for cell in row:
                texts[cell.column] = cell.text
            writer.writerow(texts)
        if block.empty:
            writer.writerow([block.empty])
    return made.getvalue().encode("utf-8-sig")


def differences(wanted: Disclosure, found: Disclosure) -> list[str]:
    """What one disclosure says and the other does not, in words; nothing if they are the same."""
    said = list(_heads(wanted, found))
    one, two = _figures(wanted.facts), _figures(found.facts)
    said += [f"lost {_times(n)}{what}" for what, n in (one - two).items()]
    said += [f"new {_times(n)}{what}" for what, n in (two - one).items()]
    first, second = _forms(wanted.statements), _forms(found.statements)
    if len(first) != len(second):
        said.append(f"target forms {len(first)} → {len(second)}")
    for a, b in zip(first, second, strict=False):
        said += [f"form {a.name}: {what}" for what in _of_form(a, b)]
    return said


def _times(count: int) -> str:
    return f"{count} × " if count > 1 else ""


def _heads(wanted: Disclosure, found: Disclosure) -> Iterator[str]:
    for name in ("entity", "year", "stage", "form_set"):
        a, b = getattr(wanted, name), getattr(found, name)
        if a != b:
            yield f"{name} {a} → {b}"
    first, second = ([one.form for one in each.statements] for each in (wanted, found))
    if first != second:
        yield f"statements {first} → {second}"


def _figures(facts: Iterable[Fact]) -> Counter[str]:
    return Counter(
        f"{one.amount.value.normalize():f}±{one.amount.precision.normalize():f} "
        f"{'' if one.understood else '?'}{one.coordinates}"
        for one in facts
    )


def _forms(statements: Iterable[Statement]) -> list[TargetForm]:
    return [form for one in statements for form in one.targets]


def _of_form(a: TargetForm, b: TargetForm) -> Iterator[str]:
    yield from _lists("name", [a.kind, a.name], [b.kind, b.name])
    yield from _lists("field", *([o for o in f.fields if o[1]] for f in (a, b)))
    yield from _lists("goal", *([(o.label, o.text, o.horizon) for o in f.goals] for f in (a, b)))
    yield from _lists("cost", *([(o.name, o.basis, o.detail) for o in f.costs] for f in (a, b)))
    yield from _lists("task", a.tasks, b.tasks)
    indicators = (
        [
            (
                *(o.level1, o.level2, o.level3, o.value, o.content, o.unit, o.operator),
                *(o.standard, o.remark, o.horizon, o.goal),
            )
            for o in f.indicators
        ]
        for f in (a, b)
    )
    yield from _lists("indicator", *indicators)


def _lists(name: str, a: Iterable[object], b: Iterable[object]) -> Iterator[str]:
    one, two = Counter(map(_plain, a)), Counter(map(_plain, b))
    yield from (f"{name} lost {what}" for what in one - two)
    yield from (f"{name} new {what}" for what in two - one)
    if one == two and list(map(_plain, a)) != list(map(_plain, b)):
        yield f"{name} in another order"


def _plain(said: object) -> str:
    if isinstance(said, tuple):
        return "｜".join(fold(str(one)) for one in said)
    return fold(str(said))


#: The rules that compare figures with figures.
RELATIONS = frozenset(
    [
        "rows-add-up",
        "columns-add-up",
        "same-figure",
        "coarse-equals-fine",
        "revenue-equals-expenditure",
        "department-equals-government-economic",
        "target-form-adds-up",
        "units-make-department",
        "last-year-as-published",
    ]
)


def failed(found: Disclosure) -> list[str]:
    """Errors of any kind, and relations of figures that do not hold."""
    (result,) = checks.check((found,))
    return [
        f"{one.rule}: {one.message}"
        for one in result.findings
        if one.severity == "error" or one.rule in RELATIONS
    ]
