"""The web application: Django over the core.

It stores, asks the core, and shows; no rule of budgets is written here.

``accounts`` knows people and the posts they hold, ``budgeting`` the districts, departments, years
and budgets, ``audit`` what was done. A view fetches for the user who asks, or raises; every write
is a service in one transaction, with its entry in the audit log.
"""
