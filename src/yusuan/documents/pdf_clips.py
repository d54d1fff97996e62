"""The boxes that the objects of a page are clipped to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, repeat

from yusuan.documents.pdf_calls import (
    ADDRESS,
    FIELDS,
    FLOAT,
    INT,
    Box,
    Pointer,
    asked,
    bind,
    pointer,
)

_MOST_CORNERS = 1000  # a clip with more is a drawing, not a cell

_clip = bind("FPDFPageObj_GetClipPath", ADDRESS)
_count = bind("FPDFClipPath_CountPaths", INT)
_length = bind("FPDFClipPath_CountPathSegments", INT)
_segment = bind("FPDFClipPath_GetPathSegment", ADDRESS)
_point = bind("FPDFPathSegment_GetPoint", INT)


class Clips:
    """The clips of one page that is open.

    Objects drawn under one clip share its segments in memory, and so do clips inside one another:
    each is known by the address of its first segment, and measured once.
    """

    def __init__(self) -> None:
        self._known: dict[int | None, Box | None] = {None: None}  # by the last path of a clip
        self._paths: dict[int | None, Box | None] = {None: None}

    def boxes(self, objects: Sequence[Pointer]) -> list[Box | None]:
        """The box each object is clipped to, in page space; None where nothing clips it."""
        clips = list(map(pointer, map(_clip, objects)))
        counts = list(map(_count, clips))
        if max(counts, default=0) <= 0:
            return [None] * len(clips)
        keys = [
            _segment(clip, count - 1, 0) if count > 0 else None
            for clip, count in zip(clips, counts, strict=True)
        ]
        known = self._known
        if not known.keys() >= set(keys):
            found = dict(zip(keys, zip(clips, counts, strict=True), strict=True))
            self._measure({key: found[key] for key in found.keys() - known.keys()})
        return [known[key] for key in keys]

    def _measure(self, new: Mapping[int | None, tuple[Pointer, int]]) -> None:
        """Get to know some clips, each with the number of its paths."""
        parts = {
            key: [_segment(clip, number, 0) for number in range(count)]
            for key, (clip, count) in new.items()
        }
        paths = {
            path: (new[key][0], number)
            for key, part in parts.items()
            for number, path in enumerate(part)
            if path not in self._paths
        }
        self._paths.update(zip(paths, _path_boxes(list(paths.values())), strict=True))
        for key, part in parts.items():
            self._known[key] = _common([box for path in part if (box := self._paths[path])])


def _common(boxes: Sequence[Box]) -> Box | None:
    if len(boxes) <= 1:
        return boxes[0] if boxes else None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _path_boxes(paths: Sequence[tuple[Pointer, int]]) -> list[Box | None]:
    """The box around each path of a clip, told by the clip and the number of the path in it."""
    clips, numbers = [clip for clip, _ in paths], [number for _, number in paths]
    counts = [count if 0 < count <= _MOST_CORNERS else 0 for count in map(_length, clips, numbers)]
    segments = list(
        map(
            _segment,
            chain.from_iterable(map(repeat, clips, counts)),
            chain.from_iterable(map(repeat, numbers, counts)),
            chain.from_iterable(map(range, counts)),
        )
    )
    corners = asked(_point, (list(map(pointer, segments)),), FIELDS[:2], FLOAT)
    xs, ys = corners[0::4], corners[1::4]
    boxes: list[Box | None] = []
    for stop, count in zip(accumulate(counts), counts, strict=True):
        part = slice(stop - count, stop)
        whole = count > 0 and None not in segments[part]
        boxes.append(
            (min(xs[part]), min(ys[part]), max(xs[part]), max(ys[part])) if whole else None
        )
    return boxes
