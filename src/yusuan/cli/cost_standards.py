"""The user's own list of cost standards: named, or beside what is checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from yusuan.standards.cost_standards import CostStandard


def standards_beside(path: Path) -> tuple[CostStandard, ...]:
    """The list in a budget's folder, or beside its workbook; none where there is none."""
    from yusuan.standards.cost_standards import FILE

    beside = (path if path.is_dir() else path.parent) / FILE
    return standards_of(beside) if beside.is_file() else ()


def standards_of(path: Path) -> tuple[CostStandard, ...]:
    """The list in a file; a wrong call where it cannot be read."""
    from yusuan.standards import cost_standards
    from yusuan.standards.errors import InvalidDefinition

    try:
        return cost_standards.read(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"打不开开支标准表“{path}”，请核对路径，并存为 UTF-8。") from None
    except InvalidDefinition as error:
        raise click.UsageError(f"{error}。") from None
