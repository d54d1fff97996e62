"""A volume in every format, as files of one folder that is replaced as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from yusuan.publish import atomic, manifest
from yusuan.publish.gate import Gate
from yusuan.publish.volume import Volume

FORMATS: Final = ("docx", "pdf", "xlsx", "html", "data")
_NAMES: Final = {
    "docx": "预算公开.docx",
    "pdf": "预算公开.pdf",
    "xlsx": "预算公开.xlsx",
    "html": "index.html",
}
#: Told before each format: which, how many are done, and of how many.
Progress = Callable[[str, int, int], None]


def write(volume: Volume, format_: str) -> Iterator[tuple[str, bytes]]:
    """The files of one format, with their names below the folder."""
    from yusuan.publish import docx, opendata, page, pdf, xlsx

    if format_ == "data":
        yield from ((f"data/{name}", data) for name, data in opendata.files(volume))
        return
    writers = {"docx": docx.write, "pdf": pdf.write, "xlsx": xlsx.write, "html": page.write}
    yield _NAMES[format_], writers[format_](volume)


def write_all(
    volume: Volume,
    folder: Path,
    formats: Iterable[str] = FORMATS,
    progress: Progress | None = None,
    *,
    inputs: Mapping[str, str] | None = None,
    gate: Gate | None = None,
) -> list[Path]:
    """Write a volume into a folder with a manifest; a kill leaves the old folder or the new.

    ``inputs`` names what the volume was made from, with digests, and ``gate`` what it is warned
    of; both are recorded. Raises KeyError for a format that is not one of
    FORMATS. Gives the paths of the files, the manifest's last.
    """
    wanted = [name for name in formats if name in FORMATS or _refused(name)]
    files: dict[str, bytes] = {}
    for number, name in enumerate(wanted):
        if progress:
            progress(name, number, len(wanted))
        files.update(write(volume, name))
    files[manifest.NAME] = manifest.made(volume, files, inputs or {}, gate)
    with atomic.replaced(folder) as fresh:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if progress:
        progress("", len(wanted), len(wanted))
    return [folder / name for name in files]


def _refused(name: str) -> bool:
    raise KeyError(name)
