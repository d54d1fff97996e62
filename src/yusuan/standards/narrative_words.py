"""What the explanation may ask a clerk for, by kind: standing texts, quantities, counts."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """What texts, quantities and counts templates may ask for: kind → key → Chinese words."""
    file = resources.files("yusuan.standards") / "data" / "narrative" / "words.csv"
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        found[row["kind"]][row["key"]] = row["label"]
    return MappingProxyType(dict(found))
