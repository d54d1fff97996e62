"""Districts, departments, years and their budgets, from the first draft to the approved one."""
