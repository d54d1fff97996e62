"""The reports of a check as files: a page for each body, and a workbook of all findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from yusuan.cli.output import destination

if TYPE_CHECKING:
    from yusuan.documents import Document
    from yusuan.documents.pdf_pictures import Picture
    from yusuan.pipeline import Checked
    from yusuan.publish.comparison import Comparison


def write_html(
    checked: Sequence[Checked],
    documents: Mapping[str, Document],
    target: Path,
    changed: Comparison | None = None,
    pictures: Mapping[str, tuple[Picture, ...]] = MappingProxyType({}),
) -> None:
    """Write the report of one body to a file, of several into a folder with an index."""
    from yusuan.publish import check_index, check_page
    from yusuan.publish.check_volume import Examined

    changes = iter(changed.changes if changed else ())
    groups = [
        [
            Examined(
                documents[disclosure.origin.path],
                disclosure,
                result,
                next(changes, None),
                pictures.get(disclosure.origin.path, ()),
            )
            for disclosure, result in zip(one.disclosures, one.results, strict=True)
        ]
        for one in checked
    ]
    if len(groups) == 1 and not target.is_dir():
        with destination(str(target)) as stream:
            stream.write(check_page.write(groups[0]))
        return
    folder = _folder(target)
    for name, page in check_index.pages(groups):
        with destination(str(folder / name)) as stream:
            stream.write(page)


def _folder(target: Path) -> Path:
    if target.suffix and not target.is_dir():
        told = f"几个单位的报告要写进文件夹，请把“{target}”换成文件夹的名称。"
        raise click.ClickException(told)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"写不了“{target}”，请换一个位置。") from error
    return target


def write_xlsx(checked: Sequence[Checked], target: Path, changed: Comparison | None = None) -> None:
    """Write the findings of all documents as a workbook."""
    from yusuan.publish import findings_book

    with destination(str(target)) as stream:
        groups = [(one.disclosures, one.results) for one in checked]
        findings_book.write_xlsx(groups, stream, changed)
