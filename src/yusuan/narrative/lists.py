"""Lists of a text: which amounts are listed under which, in a sentence or over paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yusuan.ledger import Coordinates
from yusuan.ledger.claims import AMOUNT, COUNT, Claim
from yusuan.standards.dimensions import includes


@dataclass(slots=True, eq=False)
class Listing:
    """A list that is open: what it is of, and how its paragraphs are numbered.

    ``style`` is None until the first item says it; ``headings`` are those the list stands under.
    """

    whole: Claim | None
    above: Coordinates
    partial: bool
    headings: tuple[str, ...] = ()
    style: str | None = None
    number: int = 0  # of the last item
    axis: str = ""  # the classification its items are of, where the words before it say so
    of_heading: bool = False  # a heading that is itself an item and has no figure of its own


def refines(part: Coordinates, whole: Coordinates) -> bool:
    """Whether coordinates are those of a proper part: nothing said of the whole is unsaid."""
    if part == whole:
        return False
    said = whole.without("balance")
    return all(name in part and includes(name, said[name], part[name]) for name in said)


def agrees(part: Coordinates, whole: Coordinates) -> bool:
    """Whether nothing that both say keeps one from being within the other."""
    shared = (name for name in whole if name in part and name != "balance")
    return all(includes(name, whole[name], part[name]) for name in shared)


def settled(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, where what cannot be a part of its whole is no longer listed under it.

    Of a list that loses an item so, or has but one, no one says that it is all of the whole.
    """
    known = {claim.id: claim for claim in claims}
    lost, sizes = set[str](), Counter[str]()
    keep: dict[str, bool] = {}
    seen: dict[tuple[str, Coordinates], str] = {}
    for claim in claims:
        if not claim.whole:
            continue
        keep[claim.id] = _belongs(claim, known[claim.whole])
        if keep[claim.id] and claim.kind == AMOUNT and claim.understood:
            first = seen.setdefault((claim.whole, claim.coordinates), claim.id)
            keep[claim.id] = first == claim.id
            if first != claim.id:
                continue
        sizes[claim.whole] += keep[claim.id]
        if not keep[claim.id]:
            lost.add(claim.whole)
    for claim in claims:
        if not claim.whole:
            yield claim
        elif not keep[claim.id]:
            yield replace(claim, whole="", partial=False)
        elif claim.whole in lost or sizes[claim.whole] == 1:
            yield replace(claim, partial=True)
        else:
            yield claim


def _belongs(part: Claim, whole: Claim) -> bool:
    if part.kind != whole.kind:
        return False
    if part.kind == COUNT:
        return part.unit == whole.unit
    if not (part.understood and whole.understood):
        return True
    return refines(part.coordinates, whole.coordinates)


def is_current(claim: Claim) -> bool:
    """Whether a claim is of the document's own year and stage."""
    return "year" not in claim.coordinates and "stage" not in claim.coordinates


def only(claims: Iterable[Claim]) -> Claim | None:
    """The one claim that all of them repeat; None where they are of several things."""
    found = list(claims)
    if not found:
        return None
    first = found[0]
    same = all((c.coordinates, c.unit) == (first.coordinates, first.unit) for c in found)
    return first if len(found) == 1 or (same and first.understood) else None
