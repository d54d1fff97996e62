"""How labels are compared: width, spaces, brackets and numbering folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》*")
_BRACKETS = str.maketrans({"〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")"})
_CHINESE = "一二三四五六七八九十百"
#: Styles of numbering, outermost first in the usual order of official documents.
_STYLES = (
    ("part", re.compile(rf"第[{_CHINESE}]+[部章]分?")),
    ("chinese", re.compile(rf"([{_CHINESE}]+)[、.,]")),
    ("chinese_bracket", re.compile(rf"\(([{_CHINESE}]+)\)、?")),
    ("digit", re.compile(r"(\d{1,2})[、.,](?!\d)")),
    ("digit_bracket", re.compile(r"\((\d{1,2})\)[、.]?")),
    ("digit_half", re.compile(r"(\d{1,2})\)")),
    ("circle", re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])")),
)
_OF_WHICH = re.compile(r"^(其中|#|＃)[:：,、]?")
_UNIT = re.compile(r"\((?:单位:)?(?:万元|元|亿元|千元)\)$")
_YEAR = re.compile(r"^(?:\d{4}|本)年度?")
_QUALIFIER = re.compile(r"\((?:类|款|项|类级|款级|项级|必填|选填)\)$")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A label as it is compared: NFKC, no white space, no quotes, plain brackets."""
    # NFKC would turn circled numbers into digits; they are kept apart first.
    kept = "".join(c if "①" <= c <= "⑳" else unicodedata.normalize("NFKC", c) for c in text)
    return "".join(kept.translate(_BRACKETS).translate(_QUOTES).split())


@lru_cache(maxsize=65536)
def numbering(text: str) -> tuple[str | None, str | None, str]:
    """The style of a label's numbering, the number itself, and the label without it.

    「（一）一般公共服务支出」 gives ("chinese_bracket", "一", "一般公共服务支出").
    """
    folded = fold(text)
    for style, pattern in _STYLES[1:]:
        match = pattern.match(folded)
        if match and len(folded) > match.end():
            return style, match[1], folded[match.end() :]
    return None, None, folded


@lru_cache(maxsize=65536)
def is_part(text: str) -> bool:
    """Whether the label says 其中: only a part of the line above it."""
    return bool(_OF_WHICH.match(numbering(text)[2])) or bool(_OF_WHICH.match(fold(text)))


@lru_cache(maxsize=65536)
def variants(text: str) -> tuple[str, ...]:
    """The forms of a label to look up, the most literal first."""
    folded = fold(text)
    forms = [folded]
    bare = _OF_WHICH.sub("", numbering(folded)[2])
    bare = _OF_WHICH.sub("", numbering(bare)[2])
    forms.append(bare)
    forms.append(_UNIT.sub("", bare))
    forms.append(_QUALIFIER.sub("", forms[-1]))
    forms.append(_YEAR.sub("", forms[-1]))
    forms.extend([form.rstrip(":：") for form in forms])
    return tuple(dict.fromkeys(form for form in forms if form))
