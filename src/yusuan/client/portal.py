"""The questions to a portal; lists are read page by page, and answers kept by their ETag."""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

Data = dict[str, Any]
_EACH: Final = 200
_TRIES: Final = 3
_KEPT: Final = 500
_LONGEST: Final = 120.0  # seconds that are waited before asking again
_NOT_CHANGED: Final = 304
_BUSY: Final = frozenset({429, 503})


class Refused(Exception):
    """What the portal does not answer: the status of HTTP, and its sentence."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(f"{status}: {told}")
        self.status, self.told = status, told


class Portal:
    """A portal at an address: the one its pages are under, without ``/public/``.

    ``seconds`` is how long an answer may take; where the portal says that it was asked too often,
    the client waits as long as it is told and asks again. Every question raises Refused where the
    portal does not answer it, and OSError where it cannot be reached. Amounts are 元 as text.
    """

    def __init__(self, address: str, *, seconds: float = 30.0) -> None:
        if not address.startswith(("http://", "https://")):
            raise ValueError(address)
        self.root = f"{address.rstrip('/')}/api/v1"
        self.seconds = seconds
        self._known: OrderedDict[str, tuple[str, Data]] = OrderedDict()

    def districts(self) -> Iterator[Data]:
        """The districts that have budgets."""
        return self._all("districts")

    def departments(self, district: str | None = None) -> Iterator[Data]:
        """The departments, of a district or of all."""
        return self._all("departments", district=district)

    def department(self, district: str, department: str) -> Data:
        """One department by its ids: its name, and the years it has budgets of."""
        return self._asked(f"departments/{quote(district, '')}/{quote(department, '')}")

    def budgets(self, **which: object) -> Iterator[Data]:
        """The budgets, by ``district``, ``department``, ``year`` and ``stage`` where given."""
        return self._all("budgets", **which)

    def budget(self, identity: str) -> Data:
        """One budget by its id: its main figures, tables, projects, versions and files."""
        return self._asked(f"budgets/{quote(identity)}")

    def facts(self, identity: str, **which: object) -> Iterator[Data]:
        """The figures of a budget, by coordinates where given, such as ``function="2080505"``."""
        return self._all(f"budgets/{quote(identity)}/facts", **which)

    def fact(self, identity: str, fact: str) -> Data:
        """One figure of a budget, with the address where it stands on a page."""
        return self._asked(f"budgets/{quote(identity)}/facts/{quote(fact, '')}")

    def table(self, identity: str, table: str) -> Data:
        """A table as it was published."""
        return self._asked(f"budgets/{quote(identity)}/tables/{quote(table, '')}")

    def search(self, words: str) -> Iterator[Data]:
        """What is found for some words."""
        return self._all("search", q=words)

    def _all(self, address: str, **said: object) -> Iterator[Data]:
        page = 1
        while True:
            found = self._asked(address, **said, page=page, per_page=_EACH)
            yield from found["items"]
            if page >= found["pages"]:
                return
            page += 1

    def _asked(self, address: str, **said: object) -> Data:
        values = {name: value for name, value in said.items() if value is not None}
        url = f"{self.root}/{address}" + (f"?{urlencode(values)}" if values else "")
        for left in reversed(range(_TRIES)):
            try:
                return self._read(url)
            except HTTPError as error:
                with error:
                    if error.code == _NOT_CHANGED:
                        return self._known[url][1]
                    if error.code not in _BUSY or not left:
                        raise Refused(error.code, _detail(error)) from error
                    wait = _seconds(error.headers.get("Retry-After", ""))
            time.sleep(wait)
        raise AssertionError(url)

    def _read(self, url: str) -> Data:
        known = self._known.get(url)
        headers = {"Accept": "application/json"} | ({"If-None-Match": known[0]} if known else {})
        request = Request(url, headers=headers)  # noqa: S310 # http and https only, see above
        with urlopen(request, timeout=self.seconds) as answer:  # noqa: S310
            found: Data = json.load(answer)
            self._keep(url, answer.headers.get("ETag"), found)
        return found

    def _keep(self, url: str, etag: str | None, found: Data) -> None:
        if etag:
            self._known[url] = (etag, found)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)


def _seconds(said: str) -> float:
    """How long to wait, as an answer says it; a second where it says nothing of use."""
    return min(float(said), _LONGEST) if said.isdecimal() else 1.0


def _detail(error: HTTPError) -> str:
    """The sentence of a refusal."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError):
        return error.reason if isinstance(error.reason, str) else ""
