"""A small client of the API of a portal: budgets, figures and tables of any site that serves it.

It needs nothing but the standard library::

    from yusuan.client import Portal

    portal = Portal("https://budget.example.gov.cn")
    for budget in portal.budgets(year=2024):
        for fact in portal.facts(budget["id"], item="three_publics"):
            print(budget["department_name"], fact["printed"], fact["amount"])
"""

from yusuan.client.portal import Portal, Refused

__all__ = ["Portal", "Refused"]
