"""yusuan (预算): read, check, compile and publish the budgets of Chinese government departments."""

__version__ = "0.1.0"
