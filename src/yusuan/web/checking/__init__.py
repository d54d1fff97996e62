"""The check desk: files that people drop are checked, and nothing is kept unless saved."""
