"""The bureau desk: control numbers, board, review, cuts, district totals, letters, notices."""
