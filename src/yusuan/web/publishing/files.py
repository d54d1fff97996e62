"""The files of a version: which there are, what they are, and sending one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from django.http import FileResponse, Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yusuan.publish.media import media_type
from yusuan.web.publishing.models import Version
from yusuan.web.work.jobs import Stage

_WORDS: Final[dict[str, str | Promise]] = {
    "docx": _("Word 文档"),
    "pdf": _("PDF 文档"),
    "xlsx": _("Excel 表格"),
    "html": _("网页"),
}
_DATA: Final[dict[str, str | Promise]] = {
    "facts.csv": _("全部数字（CSV）"),
    "figures.csv": _("每个数字印在哪里（CSV）"),
    "facts.json": _("全部数字（JSON）"),
    "facts.parquet": _("全部数字（Parquet）"),
    "datapackage.json": _("数据说明（Data Package）"),
    "manifest.json": _("清单和校验值"),
}
PAGE: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file as it is offered for download: its size is in bytes."""

    name: str
    words: str | Promise
    size: int
    sha256: str
    data: bool


def offered(version: Version) -> list[Offered]:
    """The files of a version, documents before data."""
    found = [_offered(one["name"], one["size"], one["sha256"]) for one in version.files]
    order = [*_WORDS, ""]
    suffixes = {one.name: PurePosixPath(one.name).suffix[1:] for one in found}
    return sorted(
        found,
        key=lambda one: (one.data, order.index("" if one.data else suffixes[one.name]), one.name),
    )


def _offered(name: str, size: int, sha256: str) -> Offered:
    path = PurePosixPath(name)
    words = _DATA.get(path.name)
    suffix = path.suffix[1:]
    if words is None and suffix in _WORDS and len(path.parts) == 1:
        return Offered(name, _WORDS[suffix], size, sha256, data=False)
    return Offered(name, words or path.name, size, sha256, data=True)


def sent(version: Version | None, name: str, *, inline: bool = False) -> FileResponse:
    """One file of a version; Http404 where it has none of that name."""
    if version is None or version.stage != Stage.READY:
        raise Http404
    if name not in {one["name"] for one in version.files}:
        raise Http404
    path = version.folder / name
    if not path.is_file():
        raise Http404
    dossier = version.dossier
    shown = f"{dossier.department.name}{dossier.year.year}年{path.name}"
    return attached(path, media_type(name), shown, inline=inline)


def attached(path: Path, kind: str, name: str = "", *, inline: bool = False) -> FileResponse:
    """A file that is sent as it is, to be kept unless ``inline``."""
    return FileResponse(
        path.open("rb"), as_attachment=not inline, filename=name or path.name, content_type=kind
    )
