"""What was done, by whom, when: a chain of entries that cannot be changed unnoticed."""
