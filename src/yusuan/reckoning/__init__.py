"""Texts with numbers come in; quantities, targets and recomputed accounts go out.

Pure: it knows no forms and no documents, only how clerks write numbers, demands and arithmetic.
"""

from yusuan.reckoning.accounts import Account, account
from yusuan.reckoning.formulas import Computation, computations
from yusuan.reckoning.quantities import Quantity, fold, quantities
from yusuan.reckoning.targets import Deadline, Target, printed, targets

__all__ = [
    "Account",
    "Computation",
    "Deadline",
    "Quantity",
    "Target",
    "account",
    "computations",
    "fold",
    "printed",
    "quantities",
    "targets",
]
