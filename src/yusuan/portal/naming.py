"""Addresses of districts and departments, made of their names: they stay while the names do."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from yusuan.dataset.working import district_of as place_of
from yusuan.portal.editions import Named

_PLACE: Final = re.compile(
    r"(?:(?P<province>[^省市区县州盟旗]{2,6}(?:省|自治区))?"
    r"(?P<city>[^省市区县州盟旗]{1,6}(?:市|自治州|地区|盟))?"
    r"(?P<county>[^省市区县州盟旗]{1,6}(?:区|县|旗|市))?)"
)
_BEFORE: Final = ("中共", "中国共产党")
_END: Final = re.compile("(?:自治区|自治州|地区|省|市|区|县|盟|旗)$")
#: What a name must have left after its district, so that 「区财政局」 stays whole.
_LEAST: Final = 2


def district_of(entity: str, said: str = "") -> Named:
    """The district a body is of: as it is said, else as its name begins; else none is known."""
    name = said or place_of(entity)
    if not name:
        return Named("others", "其他")
    found = _PLACE.match(name)
    parts = [found["city"], found["county"]] if found else []
    known = [one for one in parts if one] or [name]
    return Named("-".join(_spelt(_END.sub("", one) or one) for one in known), name)


def department_of(entity: str, district: Named) -> Named:
    """A department with its name's address: its pinyin, without the district's name."""
    bare = next((entity.removeprefix(one) for one in _BEFORE if entity.startswith(one)), entity)
    place = next((p for p in _tails(district.name) if bare.startswith(p)), "")
    rest = bare.removeprefix(place)
    if rest.startswith("委"):  # 「江苏省委」 is the committee of the province
        rest = place[-1:] + rest
    own = rest if len(rest) >= _LEAST else bare
    party = "zhonggong-" if bare != entity else ""
    return Named(party + _spelt(own), entity)


def _tails(name: str) -> list[str]:
    """A district's name with and without what it is a part of, the longest first."""
    found = _PLACE.match(name)
    parts = [one for one in found.groups() if one] if found else []
    return [name, *("".join(parts[n:]) for n in range(1, len(parts))), *parts[-1:]]


@lru_cache(maxsize=4096)
def _spelt(text: str) -> str:
    from pypinyin import lazy_pinyin

    spelt = "".join(lazy_pinyin(text))
    return re.sub(r"[^a-z0-9]+", "-", spelt.lower()).strip("-") or "x"
