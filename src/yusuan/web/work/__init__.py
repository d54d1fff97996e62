"""Work that takes longer than a page may: queued as rows, done by a process of its own."""
