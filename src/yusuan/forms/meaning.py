"""Which of its senses a label has here: decided by what stands above and beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from yusuan.ledger import Coordinates
from yusuan.standards import classification
from yusuan.standards.dimensions import CODED, ancestors, includes
from yusuan.standards.vocabulary import Sense, senses

FIGURE_ROLES = frozenset({"member", "total", "amount"})
#: Where the neighbours do not decide, these come first.
_ORDER = ("item", "fund", "balance", "nature", "dept_economic", "function", "gov_economic")


def meanings(label: str, year: int | None) -> tuple[Sense, ...]:
    """The senses in which a label can head or lead figures."""
    return tuple(sense for sense in senses(label, year) if sense.role in FIGURE_ROLES)


def ranking(labels: Iterable[str], year: int | None, cue: str | None) -> tuple[str, ...]:
    """The systems labels standing together speak in, the likeliest first.

    A label that belongs to one system only weighs double; the cue (what the title or the heading
    says of the axis) wins over systems that explain no more than it does.
    """
    weights: Counter[str] = Counter()
    for label in dict.fromkeys(labels):
        systems = {s.system for s in meanings(label, year) if s.role == "member" and s.system}
        for system in systems:
            weights[system] += 2 if len(systems) == 1 else 1
    if cue is not None and cue in weights:
        weights[cue] += max(weights.values())
    known = {system: rank for rank, system in enumerate(_ORDER)}
    return tuple(sorted(weights, key=lambda s: (-weights[s], known.get(s, len(_ORDER)))))


def choose(candidates: Sequence[Sense], order: Sequence[str], *above: Coordinates) -> Sense | None:
    """The sense that fits: of the likeliest system, and within what stands above if it can be.

    ``above`` is asked in turn: the heading first, then the title. None where several official
    codes fit equally well: an ambiguous label is not understood.
    """
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    systems = [*order, *(sense.system for sense in candidates)]
    system = next(s for s in systems if any(sense.system == s for sense in candidates))
    pool = [sense for sense in candidates if sense.system == system]
    if system in FIGURE_ROLES:
        return pool[0]
    for coordinates in above:
        refining = [sense for sense in pool if _refines(sense, coordinates)]
        pool = refining or pool
    return _shortest(pool, system)


def _refines(sense: Sense, above: Coordinates) -> bool:
    return any(
        name in above and above[name] != member and includes(name, above[name], member)
        for name, member in sense.coordinates.items()
        if name in CODED
    )


def _shortest(found: Sequence[Sense], system: str | None) -> Sense | None:
    if system not in CODED:
        return found[0]
    best = min(len(sense.coordinates[system]) for sense in found)
    shortest = [sense for sense in found if len(sense.coordinates[system]) == best]
    # the vocabulary's own senses stand first; beyond them two codes of one name are ambiguous
    if len({sense.coordinates[system] for sense in shortest}) > 1:
        return None
    return shortest[0]


def merge(above: Coordinates, below: Coordinates) -> Coordinates:
    """What a deeper label adds: it wins, and one economic classification replaces the other."""
    if "dept_economic" in below and "gov_economic" not in below:
        above = above.without("gov_economic")
    if "gov_economic" in below and "dept_economic" not in below:
        above = _beside_government(above, below["gov_economic"])
    merged = above | below
    if merged.get("fund") and above.get("fund") and "fund" in below:
        merged = merged | {"fund": _finer_fund(above["fund"], below["fund"])}
    return merged


def _beside_government(above: Coordinates, code: str) -> Coordinates:
    """A department class says nothing more beside a government code that only it goes into.

    505 对事业单位经常性补助 takes in both 301 and 302: there the class has to stay.
    """
    if "dept_economic" not in above:
        return above
    classes = {dept[:3] for dept in classification.correspondence_back(code, "any", None)}
    return above.without("dept_economic") if len(classes) < 2 else above


def _finer_fund(above: str, below: str) -> str:
    return above if below in ancestors("fund", above) else below
