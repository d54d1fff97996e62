"""A budget on disk: a folder of TOML and CSV, or one Excel workbook; the same content.

A ``Budget`` goes in and files come out, and the way back: a budget with every problem that was
met, each with its sheet, its cell, and what to do about it. Amounts in files are in the unit that
the file states (万元 unless another is asked for), in the value they are 元.
"""

from yusuan.books.canonical import content_hash
from yusuan.books.folder import (
    csv_of,
    files_of,
    is_folder,
    read_files,
    read_folder,
    write_folder,
)
from yusuan.books.problems import Problem
from yusuan.books.template import blank, write_blank_workbook
from yusuan.books.wording import words
from yusuan.books.workbook import TooLong, workbook_bytes, write_workbook
from yusuan.books.workbook_reading import is_workbook, read_workbook

__all__ = [
    "Problem",
    "TooLong",
    "blank",
    "content_hash",
    "csv_of",
    "files_of",
    "is_folder",
    "is_workbook",
    "read_files",
    "read_folder",
    "read_workbook",
    "words",
    "workbook_bytes",
    "write_blank_workbook",
    "write_folder",
    "write_workbook",
]
