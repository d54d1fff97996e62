"""The reports of several bodies as a folder: a page each, and one that leads to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from yusuan.checks.findings import STATUSES
from yusuan.publish import check_page
from yusuan.publish.check_volume import Examined, title
from yusuan.publish.comparison import GONE, KEPT, NEW
from yusuan.publish.findings import ENDINGS, SEVERITIES
from yusuan.publish.page_frame import Face, framed
from yusuan.publish.volume import CHINESE, Entry

INDEX: Final = "index.html"


def pages(groups: Sequence[Sequence[Examined]]) -> Iterator[tuple[str, bytes]]:
    """Every page with its name in the folder, the index last."""
    names = _names(groups)
    for name, group in zip(names, groups, strict=True):
        yield name, check_page.write(group)
    yield INDEX, _index(list(zip(names, groups, strict=True)))


def _names(groups: Iterable[Sequence[Examined]]) -> list[str]:
    """A name for each body's page, after its first file; no two are alike anywhere."""
    taken: Counter[str] = Counter({Path(INDEX).stem: 1})
    found = []
    for group in groups:
        stem = Path(group[0].disclosure.origin.path).stem or "标准输入"
        taken[stem.lower()] += 1
        again = taken[stem.lower()]
        found.append(f"{stem}.html" if again == 1 else f"{stem}（{again}）.html")
    return found


def _index(listed: Sequence[tuple[str, Sequence[Examined]]]) -> bytes:
    changed = any(one.change for _, group in listed for one in group)
    changes = (NEW, GONE, KEPT) if changed else ()
    heads = ("单位", "文件", *SEVERITIES.values(), "已接受", *changes, *ENDINGS.values())
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(_row(name, group, changed=changed) for name, group in listed)
    main = (
        '<h2 id="list">各份报告</h2><div class="box"><table class="told">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    face = Face("核对报告", f"{len(listed)} 份", CHINESE, "checked")
    return framed(face, [Entry("各份报告", 1, "list")], main, {})


def _row(name: str, group: Sequence[Examined], *, changed: bool) -> str:
    severities = Counter(found.severity for one in group for found in one.result.findings)
    statuses = Counter(end.status for one in group for end in one.result.outcomes)
    found = [one.change for one in group if one.change]
    new, gone, kept = (
        sum(len(one.new) for one in found),
        sum(len(one.gone) for one in found),
        sum(one.kept for one in found),
    )
    numbers = (
        *(severities[key] for key in SEVERITIES),
        sum(len(one.result.accepted) for one in group),
        *((new, gone, kept) if changed else ()),
        *(statuses[key] for key in STATUSES),
    )
    files = "、".join(Path(one.disclosure.origin.path).name for one in group)
    cells = "".join(f'<td class="n">{number or "·"}</td>' for number in numbers)
    leads = f'<a href="{escape(quote(name))}">{escape(title(group[0].disclosure))}</a>'
    return f"<tr><td>{leads}</td><td>{escape(files)}</td>{cells}</tr>"
