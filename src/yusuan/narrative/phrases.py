"""What each placeholder says: words and figures, each figure bound to its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from yusuan.ledger import Coordinates
from yusuan.ledger.budgets import Budget, Project, Unit
from yusuan.narrative.changes import change, reason
from yusuan.narrative.figures import Figure
from yusuan.narrative.language import Division, Placeholder
from yusuan.narrative.texts import Span
from yusuan.narrative.writer import Here, Piece, Pieces, Saying, Writer
from yusuan.standards.narrative_words import words

PROJECTS = Coordinates.parse("flow=expenditure nature=project")


def _constant(make: Callable[[Writer], str]) -> Saying:
    return lambda writer, one, here: [Piece(make(writer))]  # noqa: ARG005


def _we(writer: Writer) -> str:
    return "本部门" if writer.budget.entity.scope == "department" else "本单位"


def _amount(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    about = one.about.at(here.about)
    figure = writer.figure(about)
    return None if figure is None else writer.money(figure, about)


def _share(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    part, whole = one.about.at(here.about), one.whole.at(here.about)
    figures = writer.figure(part), writer.figure(whole)
    return _shared(writer, *figures, writer.names.describe(part), writer.names.describe(whole))


def _shared(
    writer: Writer, part: Figure | None, whole: Figure | None, name: str, of: str
) -> Pieces | None:
    if part is None or whole is None or not whole.value:
        return None
    printed = writer.template.style.percent(part.value, whole.value)
    operands = (part.facts, whole.facts)
    return [Piece(printed, Span(0, 0, printed, "share", operands, f"{name}÷{of}")), Piece("%")]


def _division(one: Placeholder, here: Here) -> tuple[Division, Coordinates]:
    assert one.division is not None
    return one.division, one.division.about.at(here.about)


def _list(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    division, about = _division(one, here)
    found = writer.divided(division, about)
    if "project" in about and len(found) == 1:
        return None  # the only line of a project is the project itself
    entries = []
    for member, figure in found.items():
        place = about | {division.dimension: member}
        label = writer.names.label(division.dimension, member)
        entries.append([Piece(label), *writer.money(figure, place)])
    return _joined(entries, "、")


def _shares(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    division, about = _division(one, here)
    whole, entries = writer.figure(about), []
    of = writer.names.describe(about)
    for member, figure in writer.divided(division, about).items():
        place = about | {division.dimension: member}
        label = writer.names.label(division.dimension, member)
        share = _shared(writer, figure, whole, writer.names.describe(place), of)
        tail = [Piece("，占"), *share] if share else []
        entries.append([Piece(label), *writer.money(figure, place), *tail])
    return _joined(entries, "；")


def _levels(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    """The department's own office and its subordinate units, where it has both."""
    about = one.about.at(here.about)
    whole, of = writer.figure(about), writer.names.describe(about)
    entries = []
    for own in (True, False):
        units = [unit for unit in writer.budget.units if unit.own == own]
        known = [writer.known(about | {"unit": unit.code}) for unit in units]
        figures = [figure for figure in known if figure is not None]
        if not units or len(figures) < len(known):
            return None  # not a department of both, or money that is not known by unit
        label, total = _level(units, own=own), sum(figures, Figure(Decimal(0)))
        share = _shared(writer, total, whole, label, of)
        tail = [Piece("，占"), *share] if share else []
        entries.append([Piece(label), *_money_of(writer, total, label + of), *tail])
    return _joined(entries, "；")


def _level(units: Sequence[Unit], *, own: bool) -> str:
    label = "本级" if own else "所属单位"
    return label if len(units) == 1 else f"{label}（{len(units)}个）"


def _money_of(writer: Writer, figure: Figure, formula: str) -> Pieces:
    """A sum that has no coordinates of its own."""
    printed = writer.template.style.money(figure.value)
    span = Span(0, 0, printed, "amount", (figure.facts,), formula)
    return [Piece(printed, span), Piece(writer.template.style.unit)]


def _names(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    division, about = _division(one, here)
    found = writer.years.current.parts(about, division.dimension, division.size)
    labels = [writer.names.label(division.dimension, member) for member in found]
    return _joined([[Piece(label)] for label in dict.fromkeys(labels)], "、")


def _joined(entries: Sequence[Pieces], between: str) -> Pieces | None:
    joined: list[Piece] = []
    for entry in entries:
        joined.extend([Piece(between), *entry] if joined else entry)
    return joined or None


def _passage(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:  # noqa: ARG001
    text = "".join(passage_texts(writer.budget, one.key))
    return [Piece(text.rstrip("。"), quoted=True)] if text else None


def passage_texts(budget: Budget, key: str) -> tuple[str, ...]:
    """The paragraphs of a standing text, in order."""
    found = sorted((one for one in budget.passages if one.key == key), key=lambda one: one.number)
    lines = (line.strip() for one in found for line in one.text.splitlines())
    return tuple(line for line in lines if line)


def _quantity(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:  # noqa: ARG001
    found = next((each for each in writer.budget.quantities if each.key == one.key), None)
    if found is None:
        return None
    label = words()["quantity"][one.key]
    return [writer.counted(found.value, "quantity", label), Piece(found.unit)]


def _people(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:  # noqa: ARG001
    entered = people(writer.budget, one.key)
    if entered is None:
        return None
    label = words()["people"][one.key]
    return [writer.counted(Decimal(entered), "count", f"各单位{label}之和"), Piece("人")]


def people(budget: Budget, key: str) -> int | None:
    """The posts, staff or retirees of all units; None where no unit has entered them."""
    numbers: list[int | None] = [getattr(unit, key) for unit in budget.units]
    entered = [number for number in numbers if number is not None]
    return sum(entered) if entered else None


def _count(writer: Writer, one: Placeholder, here: Here) -> Pieces:  # noqa: ARG001
    value = Decimal(count(writer.budget, one.key))
    return [writer.counted(value, "count", words()["count"][one.key])]


def count(budget: Budget, key: str) -> int:
    """How many units, projects … the budget's lists hold."""
    match key:
        case "units":
            return len(budget.units)
        case "own_units":
            return sum(unit.own for unit in budget.units)
        case "subordinate_units":
            return sum(not unit.own for unit in budget.units)
        case "projects":
            return len(budget.projects)
        case "whole_targets":
            goals = sum(not one.project for one in budget.goals)
            return goals + sum(not one.project for one in budget.indicators)
    return len(targeted(budget))


def targeted(budget: Budget) -> tuple[str, ...]:
    """The keys of the projects that have performance goals or indicators."""
    stated = {one.project for one in budget.goals} | {one.project for one in budget.indicators}
    return tuple(one.key for one in budget.projects if one.key in stated)


def _targeted(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:  # noqa: ARG001
    named = {one.key: one.name for one in writer.budget.projects}
    members = {one.key for one in costed(writer.budget)}
    members |= {*writer.years.current.members(PROJECTS, "project")}
    figures = []
    for key in targeted(writer.budget):
        member = next((one for one in (key, named[key]) if one in members), None)
        known = writer.figure(PROJECTS | {"project": member}) if member else None
        if known is None:
            message = f"项目“{named[key]}”设定了绩效目标，但没有金额；请在支出里录入。"
            writer.problems.add("unknown_figure", message, PROJECTS | {"project": key})
            return None
        figures.append(known)
    return writer.money(sum(figures, Figure(Decimal(0))), PROJECTS) if figures else None


def costed(budget: Budget) -> tuple[Project, ...]:
    """Projects that no spending names, and whose cost lines all say what they cost."""
    spent = {one.project for one in budget.spending}
    lines = {one.project for one in budget.costs}
    open_ = {one.project for one in budget.costs if one.amount is None}
    return tuple(one for one in budget.projects if one.key in lines - spent - open_)


def _use(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:  # noqa: ARG001
    project = next(
        (each for each in writer.budget.projects if here.project in (each.key, each.name)), None
    )
    said = project.use if project else ""
    return [Piece(said.rstrip("。；"), quoted=True)] if said else None


def _units(writer: Writer) -> str:
    return "、".join(unit.name for unit in writer.budget.units)


def _tables(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:  # noqa: ARG001
    return [Piece("、".join(f"《{title}》" for title in writer.empty))] if writer.empty else None


def _label(writer: Writer, one: Placeholder, here: Here) -> Pieces:  # noqa: ARG001
    return [Piece(here.label)]


def _number(writer: Writer, one: Placeholder, here: Here) -> Pieces:  # noqa: ARG001
    return [Piece(str(here.number))]


def _text(writer: Writer, one: Placeholder, here: Here) -> Pieces:  # noqa: ARG001
    return [Piece(here.text, quoted=True)]


def _change(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    return change(writer, one.about.at(here.about))


def _reason(writer: Writer, one: Placeholder, here: Here) -> Pieces | None:
    return reason(writer, one.about.at(here.about))


SAYINGS: Mapping[str, Saying] = {
    "name": _constant(lambda writer: writer.budget.entity.name),
    "district": _constant(lambda writer: writer.budget.entity.district),
    "year": _constant(lambda writer: str(writer.budget.entity.year)),
    "lastyear": _constant(lambda writer: str(writer.budget.entity.year - 1)),
    "we": _constant(_we),
    "units": _constant(_units),
    "tables": _tables,
    "label": _label,
    "number": _number,
    "text": _text,
    "use": _use,
    "targeted": _targeted,
    "amount": _amount,
    "change": _change,
    "reason": _reason,
    "share": _share,
    "list": _list,
    "shares": _shares,
    "levels": _levels,
    "names": _names,
    "passage": _passage,
    "quantity": _quantity,
    "people": _people,
    "count": _count,
}
