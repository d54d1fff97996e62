"""Building a version: from the files of a revision to the files that are published.

It runs in a process of its own and knows no database.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from yusuan import books, compiling, workers
from yusuan.web.work.progress import tell

LIMITS: Final = workers.Limits(seconds=900.0)
#: Setting, the five formats, reading back.
STEPS: Final = 7


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: file name → text of the revision, and of the one published before."""

    files: Mapping[str, str]
    before: Mapping[str, str] | None
    folder: Path
    progress: Path


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it; ``error`` is one sentence where nothing is to be published."""

    error: str = ""
    title: str = ""
    files: tuple[dict[str, Any], ...] = ()
    warnings: tuple[dict[str, str | None], ...] = ()
    hints: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    changed: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of the manifest, which names all files with theirs."""
        return next((one["sha256"] for one in self.files if one["name"] == compiling.MANIFEST), "")


def build(order: Order) -> Built:
    """Write the whole disclosure; a kill leaves nothing or all of it."""
    tell(order.progress, 0, STEPS)
    opened = _opened(order.files)
    if opened.budget is None:
        return Built("留存的这一版读不出预算，请联系系统管理员。")
    try:
        composed = compiling.compose(opened.budget)
    except KeyError:
        return Built(f"没有“{opened.budget.entity.form_set}”这套公开表样，请先在首页改正。")
    gate = compiling.gate(opened, composed)
    if gate.errors:
        return Built(f"这一版还有 {len(gate.errors)} 处必须改正的错误：{gate.errors[0]}")
    if gate.unexplained:
        first = gate.unexplained[0].message
        return Built(f"这一版还有 {len(gate.unexplained)} 处警告没有说明原因：{first}")
    compiling.publish(
        composed, opened, order.folder,
        progress=lambda _, done, __: tell(order.progress, done + 1, STEPS),
    )  # fmt: skip
    return Built(
        title=composed.volume.title,
        files=tuple(compiling.published_files(order.folder)),
        warnings=tuple(one.as_dict() for one in gate.warnings),
        hints=composed.hints,
        private=compiling.personal_data(order.folder),
        changed=_changed(order, opened),
    )


def _opened(files: Mapping[str, str]) -> compiling.Opened:
    return compiling.Opened(*books.read_files({name: t.encode() for name, t in files.items()}))


def _changed(order: Order, opened: compiling.Opened) -> dict[str, Any]:
    """What differs from the version before, in words; nothing for the first."""
    before = _opened(order.before).budget if order.before else None
    if before is None or opened.budget is None:
        return {}
    return dataclasses.asdict(compiling.difference(before, opened.budget))
