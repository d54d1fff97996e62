"""Small pieces of HTML that several pages share: amounts, changes, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from yusuan.ledger import Fact
from yusuan.portal.figures import Figure
from yusuan.portal.setting import Setting
from yusuan.publish.page_svg import amount as in_words


def link(href: str, text: str, kind: str = "") -> str:
    """A link; ``kind`` is its class."""
    look = f' class="{kind}"' if kind else ""
    return f'<a{look} href="{escape(href)}">{escape(text)}</a>'


def money(value: Decimal) -> str:
    """An amount of 元 as a table of 万元 prints it."""
    return in_words(value).removesuffix("万元")


def figure(setting: Setting, one: Figure, *, unit: bool = True, up: str = "") -> str:
    """A figure as a link to its meaning, on a page ``up`` steps below the edition's."""
    text = in_words(one.amount) if unit else money(one.amount)
    leads = setting.meanings.sum(one.name, one.amount, one.facts)
    if not leads:
        return escape(text)
    href = up + setting.href(one.facts[0].id)
    return f'<a class="f" href="{href}" data-f="{escape(leads)}">{escape(text)}</a>'


def fact(setting: Setting, one: Fact, up: str = "") -> str:
    """A printed figure in 万元 as a link to its meaning, on a page ``up`` below the edition's."""
    leads = f'class="f" href="{up}{setting.href(one.id)}" data-f="{escape(one.id)}"'
    return f"<a {leads}>{money(one.amount.value)}</a>"


def moved(gap: Decimal, rate: Decimal | None) -> str:
    """A change in words: 增加 12.00万元（+3.1%）."""
    if not gap:
        return "持平"
    share = f"（{rate:+.1f}%）" if rate is not None else ""
    return f"{'增加' if gap > 0 else '减少'} {in_words(abs(gap))}{share}"


def table(
    heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]], label: str, kind: str = "list"
) -> str:
    """A table of HTML cells under heads, which are (text, class)."""
    first = "".join(f'<th scope="col"{_look(look)}>{escape(text)}</th>' for text, look in heads)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td{_look(look)}>{cell}</td>" for (_, look), cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="box" tabindex="0" role="region" aria-label="{escape(label)}">'
        f'<table class="{kind}"><thead><tr>{first}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _look(look: str) -> str:
    return f' class="{look}"' if look else ""


def size(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / 1024:,.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MB"
