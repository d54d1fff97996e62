"""The data set: many disclosures as tables of Parquet, to ask, compare, search and download.

In come budgets, published folders and any disclosure that can be read; out come a folder of
Parquet files of the schema ``yusuan.dataset/1``, and answers to questions about it::

    from yusuan import dataset

    with dataset.open("数据") as data:
        data.sql("SELECT department, sum(amount) FROM …")
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from yusuan.dataset.asking import ask
from yusuan.dataset.connection import QueryRefused
from yusuan.dataset.downloads import TooLong
from yusuan.dataset.layout import NoDataset
from yusuan.dataset.reading import SECONDS, Dataset
from yusuan.dataset.schema import SCHEMA
from yusuan.dataset.searching import Hit
from yusuan.dataset.values import Answer, Department, Figure, Issued, Sheet, Stream

__all__ = [
    "SCHEMA",
    "Answer",
    "Dataset",
    "Department",
    "Figure",
    "Hit",
    "Issued",
    "NoDataset",
    "QueryRefused",
    "Sheet",
    "Stream",
    "TooLong",
    "ask",
    "open",
]

MEMORY: Final = "1GB"


def open(  # noqa: A001 - dataset.open(…) reads as it should
    folder: str | os.PathLike[str], *, seconds: float = SECONDS, memory: str = MEMORY
) -> Dataset:
    """Open a data set for reading. A query may take so many seconds and so much memory.

    Raises NoDataset with a sentence for people where the folder holds none.
    """
    return Dataset(Path(folder), seconds=seconds, memory=memory)
