"""The values everything else speaks in: amounts, coordinates, facts, statements.

Nothing comes in but Python's standard library; nothing here reads, checks or prints.
"""

from yusuan.ledger.alerts import Alert
from yusuan.ledger.amounts import UNITS, Amount, Printed, amount_of, in_unit, is_dash, parse_number
from yusuan.ledger.amounts import total as total_of
from yusuan.ledger.claims import Claim, Passage
from yusuan.ledger.coordinates import DIMENSIONS, Coordinates
from yusuan.ledger.facts import Fact, Place
from yusuan.ledger.statements import (
    CostLine,
    Disclosure,
    Goal,
    Indicator,
    Line,
    Measure,
    Origin,
    Remark,
    Section,
    Statement,
    TargetForm,
)

__all__ = [
    "DIMENSIONS",
    "UNITS",
    "Alert",
    "Amount",
    "Claim",
    "Coordinates",
    "CostLine",
    "Disclosure",
    "Fact",
    "Goal",
    "Indicator",
    "Line",
    "Measure",
    "Origin",
    "Passage",
    "Place",
    "Printed",
    "Remark",
    "Section",
    "Statement",
    "TargetForm",
    "amount_of",
    "in_unit",
    "is_dash",
    "parse_number",
    "total_of",
]
