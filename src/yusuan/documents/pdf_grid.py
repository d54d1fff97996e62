"""Rulings become grids: which lines belong together, and where a cell begins and ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from yusuan.documents.pdf_calls import Box
from yusuan.documents.pdf_rulings import Drawing, Ruling, joined

NEAR = 2.0  # points; lines nearer than this are one line
GAP = 3.0  # points; a ruling may be broken by so much and still be one
COVERED = 0.6  # of a cell's side must be ruled for the side to be there
MOST_CELLS = 200_000  # positions of one grid


@dataclass(slots=True)
class Slot:
    """One cell of a grid before it has text: where it begins, its span, and its box.

    Not frozen, like a run: freezing triples what making one costs.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    owner: tuple[tuple[int, ...], ...]  # for each row and column the number of its slot

    @property
    def box(self) -> Box:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def slot_at(self, x: float, y: float) -> int | None:
        """The number of the slot that holds a point; None outside the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None


def grids(drawing: Drawing) -> list[Grid]:
    """The grids that the rulings of a page make, the smallest first."""
    if not drawing.horizontals or not drawing.verticals:
        return []
    horizontals = joined(drawing.horizontals, NEAR, GAP)
    verticals = joined(drawing.verticals, NEAR, GAP)
    found = [
        grid
        for across, down in _components(horizontals, verticals)
        if (grid := _grid(across, down)) is not None
    ]
    return sorted(found, key=lambda grid: _area(grid.box))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _components(
    horizontals: list[Ruling], verticals: list[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Horizontal and vertical rulings that hang together by crossing or touching."""
    parents = list(range(len(horizontals) + len(verticals)))

    def root(of: int) -> int:
        while parents[of] != of:
            parents[of] = of = parents[parents[of]]
        return of

    verticals = sorted(verticals, key=attrgetter("at"))
    positions = [ruling.at for ruling in verticals]
    for number, line in enumerate(horizontals):
        low = bisect_left(positions, line.start - GAP)
        high = bisect_right(positions, line.end + GAP)
        at, mine = line.at, root(number)
        for other in range(low, high):
            if verticals[other].start - GAP <= at <= verticals[other].end + GAP:
                parents[root(len(horizontals) + other)] = mine
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate(horizontals):
        groups[root(number)][0].append(line)
    for number, line in enumerate(verticals):
        groups[root(len(horizontals) + number)][1].append(line)
    return list(groups.values())


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    if not across or not down:
        return None
    across, down = _closed(across, down)
    xs, ys = _positions(down), _positions(across)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None  # a frame is not a table
    if (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS:
        return None
    walls = _sides(down, xs, ys)
    floors = _sides(across, ys, xs)
    return grid_of(xs, ys, walls, floors)


def grid_of(
    xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]
) -> Grid:
    """The grid of lines at these places; ``walls`` and ``floors`` say where a side is there.

    A wall is looked up by its x and its row, a floor by its y and its column.
    """
    slots, owner = _slots(xs, ys, walls, floors)
    return Grid(tuple(xs), tuple(ys), tuple(slots), owner)


def _closed(across: list[Ruling], down: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """The rulings with the outer sides that are not drawn, but where two or more lines end."""
    sides = _missing(across, down)
    ends = _missing(down, [*across])
    return [*across, *ends], [*down, *sides]


def _missing(lines: list[Ruling], crossing: list[Ruling]) -> list[Ruling]:
    """The sides across ``lines`` that are not drawn, though two or more of them end there."""
    first, last = min(line.at for line in crossing), max(line.at for line in crossing)
    top, bottom = min(line.at for line in lines), max(line.at for line in lines)
    beyond = (
        [line.start for line in lines if line.start < first - 2 * GAP],
        [line.end for line in lines if line.end > last + 2 * GAP],
    )
    sides = []
    for ends in beyond:
        for end in sorted(ends):
            if sum(abs(other - end) <= NEAR for other in ends) >= 2:
                sides.append(Ruling(end, top, bottom))
                break
    return sides


def _positions(lines: Sequence[Ruling]) -> list[float]:
    positions: list[float] = []
    for at in sorted(line.at for line in lines):
        if not positions or at - positions[-1] > NEAR:
            positions.append(at)
    return positions


def _sides(lines: list[Ruling], positions: list[float], cuts: list[float]) -> list[list[bool]]:
    """For each line of the grid and each step between the cuts: is that side ruled?"""
    steps = len(cuts) - 1
    covered = [[0.0] * steps for _ in positions]
    for line in lines:
        shares = covered[_nearest(positions, line.at)]
        start, end = line.start, line.end
        for step in range(
            max(0, bisect_right(cuts, start) - 1), min(steps, bisect_left(cuts, end))
        ):
            low, high = cuts[step], cuts[step + 1]
            if start <= low and high <= end:  # nearly always, and the rest takes thrice the time
                shares[step] += 1.0
            else:
                shares[step] += max(0.0, min(end, high) - max(start, low)) / (high - low)
    return [[share >= COVERED for share in shares] for shares in covered]


def _nearest(positions: list[float], at: float) -> int:
    above = bisect_left(positions, at)
    if above == len(positions) or (above and at - positions[above - 1] <= positions[above] - at):
        return above - 1
    return above


def _slots(
    xs: list[float], ys: list[float], walls: list[list[bool]], floors: list[list[bool]]
) -> tuple[list[Slot], tuple[tuple[int, ...], ...]]:
    """Cells, each grown right and down from its corner until a side stops it."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = [[-1] * columns for _ in range(rows)]
    slots: list[Slot] = []
    for row, (owners, *sides) in enumerate(zip(owner, *walls[:columns], strict=True)):
        floor = floors[row + 1]
        for column in range(columns):
            if owners[column] >= 0:
                continue
            right, bottom = column + 1, row + 1
            while right < columns and not sides[right] and owners[right] < 0:
                right += 1
            if right == column + 1 and floor[column]:
                owners[column] = len(slots)
            else:
                while bottom < rows and _open(floors[bottom], owner[bottom], column, right):
                    bottom += 1
                for line in owner[row:bottom]:
                    line[column:right] = [len(slots)] * (right - column)
            box = xs[column], ys[row], xs[right], ys[bottom]
            slots.append(Slot(row, column, bottom - row, right - column, box))
    return slots, tuple(map(tuple, owner))


def _open(floor: list[bool], owners: list[int], left: int, right: int) -> bool:
    return not any(floor[left:right]) and all(owner < 0 for owner in owners[left:right])
