"""How a workbook looks: one place for its colours, letters and number formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_FONT: Final = "微软雅黑"
_INK: Final = "#1F3A5F"
_LINE: Final = "#BFC9D6"
AMOUNT: Final = "#,##0.00########"

_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "plain": {"valign": "vcenter"},
    "title": {"bold": True, "font_size": 18, "font_color": _INK, "valign": "vcenter"},
    "lead": {"font_color": "#5B6B7F", "text_wrap": True, "valign": "top"},
    "section": {"bold": True, "font_size": 12, "font_color": _INK, "bottom": 2},
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK},
    "heading": {"bold": True, "font_color": _INK, "bg_color": "#DCE6F1"},
    "label": {"bold": True, "bg_color": "#EEF3F8", "border": 1, "valign": "vcenter"},
    "given": {"border": 1, "bg_color": "#FFFBE6", "num_format": "@", "locked": False},
    "given_number": {"border": 1, "bg_color": "#FFFBE6", "align": "left", "locked": False},
    "fixed": {"border": 1, "bg_color": "#EEF3F8"},
    "hint": {"font_color": "#5B6B7F", "border": 1, "text_wrap": True},
    "link": {"font_color": "#0563C1", "underline": 1, "border": 1},
    "cell": {"border": 1, "text_wrap": True},
    "count": {"border": 1, "align": "center"},
    "money": {"border": 1, "num_format": AMOUNT, "align": "right"},
    "status": {"border": 1, "align": "center"},
    "row": {},
    "row_money": {"num_format": AMOUNT, "align": "right"},
    "row_some": {"num_format": f"{AMOUNT};-{AMOUNT};", "align": "right"},  # nought is not shown
    "row_count": {"num_format": "General;-General;", "align": "right"},
    "row_status": {"align": "center"},
    "good": {"font_color": "#1E6B33", "bg_color": "#E3F3E6"},
    "bad": {"font_color": "#9C0006", "bg_color": "#FFDCDC", "bold": True},
    "wanting": {"bg_color": "#FFF2CC"},
    "text": {"num_format": "@", "locked": False, "valign": "top"},
    "quoted": {"num_format": "@", "locked": False, "valign": "top", "quote_prefix": True},
    "long": {"num_format": "@", "locked": False, "valign": "top", "text_wrap": True},
    "long_quoted": {
        "num_format": "@",
        "locked": False,
        "valign": "top",
        "text_wrap": True,
        "quote_prefix": True,
    },
    "amount": {"num_format": AMOUNT, "locked": False, "valign": "top", "align": "right"},
    "number": {"num_format": "General", "locked": False, "valign": "top", "align": "right"},
    "free": {"locked": False},
}
_CONDITIONAL: Final = frozenset(("good", "bad", "wanting"))
_HEADINGS: Final = {
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
    "border": 1,
    "border_color": _LINE,
}


class Looks:
    """The formats of one workbook, made when they are first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._book.add_format(self._properties(name))
        return self._made[name]

    def _properties(self, name: str) -> dict[str, Any]:
        look = _LOOKS[name]
        if name in _CONDITIONAL:
            return look
        if name in ("required", "heading"):
            look = _HEADINGS | look
        edge = {"border_color": _LINE} if "border" in look else {}
        return {"font_name": _FONT, "font_size": 10, "valign": "vcenter"} | edge | look


def printable(text: str) -> str:
    """A text fit for where the writer escapes no control characters."""
    return "".join(each if each.isprintable() else " " for each in text)[:255]
