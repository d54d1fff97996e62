"""Who may ask what: every address of the application with its rule, and a place to ask at."""
