"""Everything that can be downloaded: the files of each edition, and the figures of all."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from yusuan.portal import dataset, html
from yusuan.portal.editions import Edition, NotSet, Shelf
from yusuan.portal.frame import Page, Shown
from yusuan.portal.lists import called
from yusuan.publish import facts as facts_out
from yusuan.publish.media import media_type

_log = logging.getLogger(__name__)

#: The files of all figures of all editions, and what each is.
BULK: Final = {
    "facts.csv": "全部数字（CSV，可以用 Excel 打开）",
    "facts.json": "全部数字（JSON）",
    "facts.parquet": "全部数字（Parquet，适合分析）",
    "dataset.zip": "数据集：数字、目标、文字、表格、核对结果（Parquet 和 datapackage.json）",
}


def shown(editions: Sequence[Edition]) -> Shown:
    """The page of all downloads."""
    rows = (
        (
            html.link(f"../{one.address}", f"{one.department.name} {called(one)}"),
            "、".join(
                f'<a href="../{one.address}file/{escape(quote(file.name))}" download>'
                f"{escape(file.words)}</a>"
                for file in one.files
            )
            or "没有文件",
            html.link(f"../{one.address}figures.json", "主要数字（JSON）"),
        )
        for one in editions
    )
    table = html.table((("预算", ""), ("文件", ""), ("比较用的数字", "")), rows, "每份预算的文件")
    everything = "".join(
        f'<li><a href="../data/{name}" download>{words}</a></li>' for name, words in BULK.items()
    )
    main = (
        f'<h1>下载数据</h1><h2 id="all">全部预算的全部数字</h2><ul>{everything}</ul>'
        '<p class="note">一行一个数：哪份文件、哪张表、哪一行哪一列、'
        "印的是什么、合多少元、说的是什么。"
        "金额都以元为单位。数据可以自由使用，请注明来源。</p>"
        '<p class="note">数据集解开后可以用 yusuan query 或任何能读 Parquet 的软件查询；'
        "各表和各列写在 datapackage.json 里。</p>"
        f'<h2 id="each">每份预算的文件</h2>{table}'
    )
    about = "下载全部预算的数字：CSV、JSON、Parquet，以及每份预算的 Word、PDF、Excel 和网页。"
    return Shown("download/", "下载数据", main, about, [("地区和部门", "")])


def bulk(name: str, editions: Iterable[Edition], shelf: Shelf) -> Page:
    """The figures of all editions in one file; KeyError for a name that is not one of BULK."""
    if name == "dataset.zip":
        return Page(dataset.package(editions, shelf), media_type(name))
    writers = {
        "facts.csv": lambda rows, out: facts_out.write_csv(rows, out, bom=True),
        "facts.json": facts_out.write_json,
        "facts.parquet": facts_out.write_parquet,
    }
    made = io.BytesIO()
    writers[name](_rows(editions, shelf), made)
    return Page(made.getvalue(), media_type(name))


def _rows(editions: Iterable[Edition], shelf: Shelf) -> Iterator[facts_out.Row]:
    for edition in editions:
        try:
            yield from shelf.facts(edition)
        except NotSet:
            _log.warning("the figures of %s cannot be had", edition.address)


def sent(shelf: Shelf, edition: Edition, name: str) -> Page:
    """One file of an edition; KeyError where it has none of that name."""
    if name not in {one.name for one in edition.files}:
        raise KeyError(name)
    return Page(shelf.file(edition, name), media_type(name))
