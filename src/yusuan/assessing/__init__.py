"""Targets after the budget: scored, monitored, reviewed, and carried into the next year.

Pure functions over a ``Budget`` (``ledger.budgets``): nothing here reads or writes a file. Every
number that is a convention stands in ``standards/data/assessment.toml`` with its source.
"""

from yusuan.assessing.carrying import carried
from yusuan.assessing.model import Assessment, Item, Money
from yusuan.assessing.monitoring import Monitoring, Progress, monitorings
from yusuan.assessing.recording import unrecorded
from yusuan.assessing.reviewing import (
    Reviewed,
    may_enter_next_step,
    may_pass_unrevised,
    reviewed,
)
from yusuan.assessing.scoring import assessments, weighted_mean

__all__ = [
    "Assessment",
    "Item",
    "Money",
    "Monitoring",
    "Progress",
    "Reviewed",
    "assessments",
    "carried",
    "may_enter_next_step",
    "may_pass_unrevised",
    "monitorings",
    "reviewed",
    "unrecorded",
    "weighted_mean",
]
