"""What a data set is built from: budgets, published folders, and files that can be read."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Final

from yusuan import __version__, compiling, pipeline
from yusuan.dataset import schema
from yusuan.dataset.records import BUDGET, PUBLISHED, READ, About

_WORDS: Final = tuple(one.name for one in fields(About) if one.name != "changed")


class WrongList(Exception):
    """A list of what is known of the inputs that cannot be read; a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input: its path, what it is (published | budget | read), what is known beside it."""

    path: Path
    kind: str
    about: About = field(default_factory=About)


def sources(paths: Iterable[Path], about: Mapping[Path, About] | None = None) -> Iterator[Source]:
    """Every input that the paths name, each once; a path that is not there is one to be read."""
    known = {path.resolve(): one for path, one in (about or {}).items()}
    seen: set[Path] = set()
    for path in paths:
        for source in _below(path):
            real = source.path.resolve()
            if real not in seen:
                seen.add(real)
                yield replace(source, about=_nearest(real, known))


def _nearest(path: Path, known: Mapping[Path, About]) -> About:
    """What is said of a path or, where nothing is, of the nearest folder it is in."""
    return next((known[one] for one in (path, *path.parents) if one in known), About())


def _below(path: Path) -> Iterator[Source]:
    if not path.is_dir():
        yield _file(path)
        return
    for top, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if compiling.MANIFEST in names or pipeline.BUDGET in names:
            folders.clear()
            yield Source(Path(top), PUBLISHED if compiling.MANIFEST in names else BUDGET)
            continue
        for one in sorted(names):
            hides = one.startswith((".", "~$")) or Path(one).stem.lower() == "readme"
            known = Path(one).suffix.lower() in pipeline.KNOWN and not pipeline.is_aside(one)
            if known and not hides:
                yield _file(Path(top, one))


def _file(path: Path) -> Source:
    is_budget = path.is_file() and compiling.is_budget(path)
    return Source(path, BUDGET if is_budget else READ)


def content(source: Source) -> str:
    """The SHA-256 of what an input holds; of a published folder, of its list of digests."""
    path = source.path
    if source.kind == PUBLISHED:
        return _digest((path / compiling.MANIFEST).read_bytes())
    if not path.is_dir():
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    found = hashlib.sha256()
    for one in sorted(path.iterdir()):
        if one.is_file() and not one.name.startswith("."):
            found.update(f"{one.name}\0{_digest(one.read_bytes())}\0".encode())
    return found.hexdigest()


def digest(source: Source, sha256: str) -> str:
    """What decides whether an input has to be read again: it, what is said of it, our version."""
    said = [sha256, source.kind, asdict(source.about), schema.SCHEMA, __version__, _standards()]
    return _digest(json.dumps(said, ensure_ascii=False).encode())


def _standards() -> str:
    from yusuan.publish import manifest

    return manifest.standards_version()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_about(path: Path) -> dict[Path, About]:
    """What a CSV says of inputs: ``path`` (as seen from the CSV) and the fields of ``About``.

    Raises WrongList with the row.
    """
    found: dict[Path, About] = {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongList(f"读不了“{path}”，请核对路径，并存为 UTF-8 的 CSV。") from error
    reader = csv.DictReader(text.splitlines())
    unknown = set(reader.fieldnames or ()) - {"path", *_WORDS}
    if unknown or "path" not in (reader.fieldnames or ()):
        raise WrongList(f"“{path}”的列只能是 path、{'、'.join(_WORDS)}。")
    for number, row in enumerate(reader, 2):
        version = _of(row, "version")
        if version and not version.isdecimal():
            raise WrongList(f"“{path}”第 {number} 行的 version 不是整数：{version}。")
        found[path.parent / row["path"]] = About(
            _of(row, "district"),
            _of(row, "department"),
            _of(row, "code"),
            int(version) if version else None,
            _of(row, "published"),
            _of(row, "reason"),
        )
    return found


def _of(row: Mapping[str, str | None], name: str) -> str:
    return (row.get(name) or "").strip()
