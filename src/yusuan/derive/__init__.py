"""What follows from a budget, and the budget that a published disclosure follows from.

In goes a Budget and out come its facts (``facts``), or in goes a Disclosure and out comes the
Budget it can be derived from (``recover``). Nothing here reads or writes a file.
"""

from yusuan.derive.diff import Change, Comparison, Moved, OutOfBalance, changes, compare
from yusuan.derive.facts import facts
from yusuan.derive.following import following, unpriced
from yusuan.derive.names import names, renamed, units
from yusuan.derive.places import Entry
from yusuan.derive.problems import problems
from yusuan.derive.recover import recover
from yusuan.derive.tables import table
from yusuan.derive.within import within

__all__ = [
    "Change",
    "Comparison",
    "Entry",
    "Moved",
    "OutOfBalance",
    "changes",
    "compare",
    "facts",
    "following",
    "names",
    "problems",
    "recover",
    "renamed",
    "table",
    "units",
    "unpriced",
    "within",
]
