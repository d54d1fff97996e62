"""Rows of a list in steps, as procurement is printed: class, project and item, what is bought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from yusuan.ledger import Coordinates

_BETWEEN = ">"  # between the parts of a line's name


@dataclass(frozen=True, slots=True)
class Step:
    """A row of an outline: what it stands for as a whole, and what it alone shows."""

    whole: Coordinates
    own: Coordinates
    label: str = ""  # words of a line above, where the document names it and no code does
    axes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Node:
    below: dict[Step, _Node] = field(default_factory=dict)


def steps(outline: Sequence[Sequence[str]], found: Sequence[Coordinates]) -> Iterator[Step]:
    """The rows for what there are figures of, in the order of the figures, parts below wholes."""
    axes = [axis for step in outline for axis in step]
    spoken = [one.only(*axes) for one in found]
    root = _Node()
    for one in spoken:
        node = root
        for step in _path(one, outline, frozenset(spoken)):
            node = node.below.setdefault(step, _Node())
    yield from _walk(root)


def _walk(node: _Node) -> Iterator[Step]:
    """The steps from top to bottom; what the step before on the same level said is not repeated."""
    before = Coordinates()
    for step, below in node.below.items():
        same = [axis for axis in step.axes[:-1] if before.get(axis) == step.own.get(axis)]
        yield replace(step, own=step.own.without(*same))
        yield from _walk(below)
        before = step.own


def _path(
    one: Coordinates, outline: Sequence[Sequence[str]], spoken: frozenset[Coordinates]
) -> Iterator[Step]:
    above = _line_above(one, spoken)
    whole = Coordinates()
    for number, axes in enumerate(outline):
        own = one.only(*axes)
        if "line" in own and above:
            rest = own["line"][len(above) + 1 :]
            own = own | {"line": rest} if rest else own.without("line")
        label = above if number == len(outline) - 2 else ""
        whole = whole | one.only(*axes)
        if own or label:
            about = whole | {"line": label} if label else whole
            yield Step(about, own, label, tuple(axes))


def _line_above(one: Coordinates, spoken: frozenset[Coordinates]) -> str:
    """The line that a line is a part of, or is itself, where others are parts of it."""
    line = one.get("line", "")
    parts = line.split(_BETWEEN)
    for size in range(len(parts) - 1, 0, -1):
        above = _BETWEEN.join(parts[:size])
        if one | {"line": above} in spoken:
            return above
    own = f"{line}{_BETWEEN}"
    has_parts = line and any(
        other.get("line", "").startswith(own) and other.without("line") == one.without("line")
        for other in spoken
    )
    return line if has_parts else ""
