"""How alike two short texts are: whether they may speak of the same thing."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

#: Words that any two texts share.
_EMPTY = (
    "工作",
    "项目",
    "经费",
    "情况",
    "开展",
    "全年",
    "完成",
    "人员",
    "费用",
    "其他",
    "每年",
    "每月",
    "服务",
)


@lru_cache(maxsize=8192)
def shared_words(name: str, text: str) -> float:
    """How much of a name stands in a text, in runs of two letters and more, from 0 to 1."""
    blocks = SequenceMatcher(None, name, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / max(len(name), 1)


@lru_cache(maxsize=8192)
def common(one: str, other: str) -> int:
    """The length of the longest run that two texts share, words without content left out."""
    for word in _EMPTY:
        one, other = one.replace(word, "，"), other.replace(word, "。")
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
