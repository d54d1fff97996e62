"""How far a piece of work is, in a small file between the process that works and the one that asks.

Knows no database, so that a bare process can use it.
"""

from __future__ import annotations

from pathlib import Path


def tell(path: Path, done: int, total: int) -> None:
    """Write how far the work is; called by the work itself."""
    path.write_text(f"{done}/{total}", "ascii")


def told(path: Path) -> tuple[int, int]:
    """How much is done, and of how much; (0, 0) where nothing was told yet."""
    try:
        done, total = path.read_text("ascii").split("/")
        return int(done), int(total)
    except (OSError, ValueError):
        return 0, 0
