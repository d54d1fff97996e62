"""The administrator's desk: districts, departments, years, people and their posts."""
