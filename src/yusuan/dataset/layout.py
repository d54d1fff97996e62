"""The folder of a data set: Parquet parts that never change, and one file that names them.

``dataset.json`` says which parts of which tables are the data set now, and what each part is made
from. A build writes new parts beside the old ones and then puts a new ``dataset.json`` in its
place, in one step: whoever reads finds the old data set or the new one. Parts that neither names
are removed by the build after.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from yusuan import __version__
from yusuan.dataset import schema

NAME: Final = "dataset.json"


class NoDataset(Exception):
    """A folder that holds no data set that can be read; one Chinese sentence for a person."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A disclosure that is in: its id, whose it is and with which units, what it was made from.

    ``input`` names the input it came from and ``digest`` what that held and how it was read:
    equal digests need no reading again. ``together`` names the files it was checked with.
    """

    id: str
    input: str
    digest: str
    entity: str
    units: tuple[tuple[str, str], ...]
    sha256: str
    together: str


@dataclass(frozen=True, slots=True)
class State:
    """What a data set is made of now; ``build`` names the files of the tables without parts."""

    build: str = ""
    taken: tuple[Taken, ...] = ()
    #: names of files in the folder of every table that comes in parts
    parts: tuple[str, ...] = ()
    search: str = ""
    schema: str = schema.SCHEMA
    yusuan: str = field(default=__version__)


def read(folder: Path) -> State:
    """What the folder holds; raises NoDataset."""
    try:
        found: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if found["schema"] != schema.SCHEMA:
            raise NoDataset(
                f"“{folder}”里的数据集是 {found['schema']}，"
                f"这个版本读 {schema.SCHEMA}，请重新生成。"
            )
        taken = tuple(_taken(one) for one in found.pop("taken"))
        parts = tuple(str(one) for one in found.pop("parts"))
        return State(taken=taken, parts=parts, **found)
    except OSError as error:
        raise NoDataset(
            f"“{folder}”里没有数据集（{NAME}），请先运行 yusuan dataset build。"
        ) from error
    except (ValueError, TypeError, KeyError) as error:
        raise NoDataset(f"“{folder / NAME}”已损坏，请重新生成数据集。") from error


def _taken(said: dict[str, Any]) -> Taken:
    units = tuple((str(code), str(name)) for code, name in said.pop("units"))
    return Taken(units=units, **said)


def write(folder: Path, state: State) -> None:
    """Make a state the folder's own, in one step."""
    put(folder / NAME, asdict(state))


def put(path: Path, said: Mapping[str, Any]) -> None:
    """Put JSON in the place of a file, in one step."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


class Busy(Exception):
    """A data set that another build is bringing up to date; a Chinese sentence for a person."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder while it is built, where the system can; raises Busy where another does."""
    with (folder / ".lock").open("wb") as lock:
        try:
            _lock(lock.fileno())
        except OSError as error:
            raise Busy(f"“{folder}”的数据集正在更新，请等它完成。") from error
        for left in folder.glob(".new-*"):  # of a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield


def _lock(handle: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def part(folder: Path, table: str, name: str) -> Path:
    """Where a part of a table is."""
    return folder / table / f"{name}.parquet"


def parts(folder: Path, state: State, table: str) -> list[Path]:
    """The files of a table."""
    whole = table in {one.name for one in schema.WHOLE_TABLES}
    names = (state.build,) if whole else state.parts
    return [part(folder, table, name) for name in names]


def sweep(folder: Path, *kept: State) -> None:
    """Remove the parts and indexes that none of the states names."""
    names = {name for one in kept for name in (*one.parts, one.build)}
    for table in schema.ALL:
        for path in (folder / table.name).glob("*.parquet"):
            if path.stem not in names:
                path.unlink(missing_ok=True)
    searches = {one.search for one in kept}
    for path in folder.glob("search-*.sqlite"):
        if path.name not in searches:
            path.unlink(missing_ok=True)
