"""A document told as lines of text with little tables between, for the rules of a publication.

Lines are passages; 「《表名》…」 begins a little table as in ``tools.book``, up to a blank line;
its title is a passage too, in its place among the lines.
"""

from __future__ import annotations

from dataclasses import replace

from tests.checks.tools import Spot, book, results
from yusuan.ledger import Disclosure, Passage, Remark


def paper(text: str, **about: object) -> Disclosure:
    """The document that the lines describe."""
    lines: list[str] = []
    tables: list[str] = []
    within = False
    for line in (one.strip() for one in text.strip().splitlines()):
        if line.startswith("《") and "》" in line and "|" not in line and "预算》的" not in line:
            within = True
            lines.append(line.strip("《").partition("》")[0])
            tables.append(line)
        elif not line:
            within = False
        elif within:
            tables.append(line)
        else:
            lines.append(line)
    passages = tuple(Passage(f"p{n}", one, Spot(n)) for n, one in enumerate(lines, 1))
    return replace(book("\n".join(tables)), passages=passages, **about)  # type: ignore[arg-type]


def said(text: str | Disclosure, rule: str) -> list[str]:
    """What a rule finds, in words."""
    document = paper(text) if isinstance(text, str) else text
    return [one.message for one in results(document)[0].findings if one.rule == rule]


def ended(text: str | Disclosure, rule: str) -> set[tuple[str, str]]:
    """How a rule ended, and why."""
    document = paper(text) if isinstance(text, str) else text
    return {(o.status, o.reason) for o in results(document)[0].outcomes if o.rule == rule}


def hidden(message: str) -> Remark:
    """A remark of reading about what a file does not show."""
    return Remark(message, Spot(1))
