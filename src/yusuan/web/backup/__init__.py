"""Backup and restore: the database and the files of the data folder in one archive."""
