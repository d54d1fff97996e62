"""What is said of a change against the year before, and when it needs a reason.

The base of a rate is the earlier figure. Where that is zero no rate is printed; where it is not
known nothing is said, and the clerk is told which figure to enter.
"""

from __future__ import annotations

from decimal import Decimal

from yusuan.ledger import Coordinates
from yusuan.narrative.figures import Figure
from yusuan.narrative.texts import Span
from yusuan.narrative.writer import Piece, Pieces, Writer
from yusuan.standards.nesting import refines

_RATE = "（{0}－上年）÷上年"


def change(writer: Writer, about: Coordinates) -> Pieces | None:
    """「比上年增加67.51万元，增长6.87%」, 「与上年持平」; None where a year is not known."""
    now, before = writer.figure(about), writer.years.earlier.figure(about)
    if now is None:
        return None
    if before is None:
        _ask_for_earlier(writer, about)
        return None
    if now.value == before.value:
        return [Piece("与上年持平" if now.value else "与上年相同")]
    return _changed(writer, about, now, before)


def _ask_for_earlier(writer: Writer, about: Coordinates) -> None:
    """Ask for an earlier figure, or once for all of them where there is none.

    A section that need not be published need not compare either.
    """
    if not writer.problems.required:
        return
    if not len(writer.years.earlier):
        message = "没有录入上年数，与上年的比较都没有写；请在上年数里录入。"
        writer.problems.add("unknown_figure", message)
        return
    what = writer.names.describe(about)
    message = f"没有上年“{what}”的数，与上年的比较未写；请在上年数里补录。"
    writer.problems.add("unknown_figure", message, about)


def _changed(writer: Writer, about: Coordinates, now: Figure, before: Figure) -> Pieces:
    style, what = writer.template.style, writer.names.describe(about)
    operands = (now.facts, before.facts)
    printed = style.money(abs(now.value - before.value))
    if not Decimal(printed.replace(",", "")):
        return [Piece("与上年基本持平")]
    more = now.value > before.value
    span = Span(0, 0, printed, "change", operands, f"{what}－上年{what}", about=about)
    said = [Piece("比上年增加" if more else "比上年减少"), Piece(printed, span), Piece(style.unit)]
    if not before.value:
        return [*said, Piece("，上年未安排，增长率不可比")]
    return [*said, *_rate(writer, about, now, before)]


def _rate(writer: Writer, about: Coordinates, now: Figure, before: Figure) -> Pieces:
    style, what = writer.template.style, writer.names.describe(about)
    printed = style.percent(abs(now.value - before.value), before.value)
    if not Decimal(printed.replace(",", "")):
        return [Piece("，基本持平")]
    operands = (now.facts, before.facts)
    span = Span(0, 0, printed, "rate", operands, _RATE.format(what), about=about)
    words = "，增长" if now.value > before.value else "，下降"
    steady = Decimal(printed.replace(",", "")) < writer.template.reasons.steady
    return [Piece(words), Piece(printed, span), Piece("%，基本持平" if steady else "%")]


def reason(writer: Writer, about: Coordinates) -> Pieces | None:
    """The clerk's reason for a change; a problem where the change is large and none is given."""
    now, before = writer.known(about), writer.years.earlier.figure(about)
    if now is None or before is None or now.value == before.value:
        return None
    said = _given(writer, about, now, before)
    if said:
        return [Piece(_bare(said), quoted=True)]
    if _needs_reason(writer, now, before):
        _ask(writer, about, now, before)
    return None


def _bare(text: str) -> str:
    """A reason without the words that the sentence around it has already."""
    said = text.strip().rstrip("。；")
    for opening in ("主要原因是", "主要原因：", "主要原因为", "原因是", "原因："):
        said = said.removeprefix(opening)
    return said


def _given(writer: Writer, about: Coordinates, now: Figure, before: Figure) -> str:
    """The reason for just this, or for the same change told of a wider or a narrower figure."""
    wanted = about.without("year", "stage")
    reasons = [(one.about.without("year", "stage"), one.text) for one in writer.budget.reasons]
    exact = next((text for where, text in reasons if where == wanted), "")
    if exact:
        return exact
    for where, text in reasons:
        if _related(where, wanted) and _same_change(writer, where, now, before):
            return text
    return ""


def _related(one: Coordinates, other: Coordinates) -> bool:
    """Whether one is a part of the other, or they are the two sides of one budget."""
    return (
        refines(one, other) or refines(other, one) or one.without("flow") == other.without("flow")
    )


def _same_change(writer: Writer, where: Coordinates, now: Figure, before: Figure) -> bool:
    current, earlier = writer.known(where), writer.years.earlier.figure(where)
    return (
        current is not None
        and earlier is not None
        and (current.value, earlier.value) == (now.value, before.value)
    )


def _needs_reason(writer: Writer, now: Figure, before: Figure) -> bool:
    limits, moved = writer.template.reasons, abs(now.value - before.value)
    if moved < limits.amount:
        return False
    return not before.value or moved * 100 / before.value >= limits.rate


def _ask(writer: Writer, about: Coordinates, now: Figure, before: Figure) -> None:
    """Ask for a reason, once for figures of which one is the other."""
    asked = [one.about for one in writer.problems.found if one.kind == "missing_reason"]
    if any(_related(one, about) and _same_change(writer, one, now, before) for one in asked):
        return
    style, what = writer.template.style, writer.names.describe(about)
    message = (
        f"“{what}”由上年的 {style.money(before.value)} {style.unit}变为 "
        f"{style.money(now.value)} {style.unit}，变动较大，没有写原因；"
        f"请在增减原因里补一条：{writer.names.spelt(about)}。"
    )
    writer.problems.add("missing_reason", message, about)
