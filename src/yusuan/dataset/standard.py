"""The tables of the standards: the classifications by year, and the names of members."""

from __future__ import annotations

from typing import Any

from yusuan.dataset import schema
from yusuan.standards.classification import SYSTEMS, codes
from yusuan.standards.dimensions import members


def rows() -> dict[schema.Table, list[dict[str, Any]]]:
    """The rows of each table of the standards."""
    return {
        schema.CODES: [
            {name: getattr(one, name) for name in schema.CODES.names}
            for system in SYSTEMS
            for code in codes(system)
            for one in codes(system).history(code)
        ],
        schema.LABELS: [
            {
                "dimension": one.dimension,
                "member": one.key,
                "parent": one.parent,
                "label": one.label,
                "label_en": one.label_en,
            }
            for one in members().values()
        ],
    }
