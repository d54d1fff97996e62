"""A place in words, as a person looks it up: 第 3 页; 工作表“收支总表”B7; 第 241 行第 2 格."""

from __future__ import annotations

from yusuan.ledger import Place


def told(place: Place | None) -> str:
    """Where something stands; empty where the place knows nothing."""
    if place is None:
        return ""
    known = place.as_dict()
    if "sheet" in known:
        return f"工作表“{known['sheet']}”{known.get('cell', '')}"
    words = (
        ("page", "第 {} 页"),
        ("table", "第 {} 个表"),
        ("row", "第 {} 行"),
        ("column", "第 {} 列"),
        ("paragraph", "第 {} 段"),
        ("line", "第 {} 行"),
        ("cell", "第 {} 格"),
    )
    return "".join(word.format(known[name]) for name, word in words if name in known)
