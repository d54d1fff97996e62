"""The questions to a portal; lists are read page by page, and answers kept by their ETag."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

_EACH: Final = 200
_TRIES: Final = 3
_NOT_CHANGED: Final = 304
_BUSY: Final = 429


class Refused(Exception):
    """What the portal does not answer: the status of HTTP, and its sentence."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(f"{status}: {told}")
        self.status, self.told = status, told


class Portal:
    """A portal at an address: the one its pages are under, without ``/public/``.

    ``seconds`` is how long an answer may take; where the portal says that it was asked too often,
    the client waits as long as it is told and asks again.
    """

    def __init__(self, address: str, *, seconds: float = 30.0) -> None:
        if not address.startswith(("http://", "https://")):
            raise ValueError(address)
        self.root = f"{address.rstrip('/')}/api/v1"
        self.seconds = seconds
        self._known: dict[str, tuple[str, dict[str, Any]]] = {}

    def districts(self) -> Iterator[dict[str, Any]]:
        """The districts that have budgets."""
        return self._all("districts")

    def departments(self, district: str | None = None) -> Iterator[dict[str, Any]]:
        """The departments, of a district or of all."""
        return self._all("departments", district=district)

    def budgets(self, **which: object) -> Iterator[dict[str, Any]]:
        """The budgets, by ``district``, ``department``, ``year`` and ``stage`` where given."""
        return self._all("budgets", **which)

    def budget(self, identity: str) -> dict[str, Any]:
        """One budget by its id: its main figures, tables, projects, versions and files."""
        return self._asked(f"budgets/{quote(identity)}")

    def facts(self, identity: str, **which: object) -> Iterator[dict[str, Any]]:
        """The figures of a budget, by coordinates where given; amounts are 元 as text."""
        return self._all(f"budgets/{quote(identity)}/facts", **which)

    def table(self, identity: str, table: str) -> dict[str, Any]:
        """A table as it was published."""
        return self._asked(f"budgets/{quote(identity)}/tables/{quote(table)}")

    def search(self, words: str) -> Iterator[dict[str, Any]]:
        """What is found for some words."""
        return self._all("search", q=words)

    def _all(self, address: str, **said: object) -> Iterator[dict[str, Any]]:
        page = 1
        while True:
            found = self._asked(address, **said, page=page, per_page=_EACH)
            yield from found["items"]
            if page >= found["pages"]:
                return
            page += 1

    def _asked(self, address: str, **said: object) -> dict[str, Any]:
        values = {name: value for name, value in said.items() if value is not None}
        url = f"{self.root}/{address}" + (f"?{urlencode(values)}" if values else "")
        for left in reversed(range(_TRIES)):
            try:
                return self._read(url)
            except HTTPError as error:
                if error.code == _NOT_CHANGED:
                    return self._known[url][1]
                if error.code != _BUSY or not left:
                    raise Refused(error.code, _detail(error)) from error
                time.sleep(float(error.headers.get("Retry-After", "1")))
        raise AssertionError(url)

    def _read(self, url: str) -> dict[str, Any]:
        known = self._known.get(url)
        headers = {"Accept": "application/json"} | ({"If-None-Match": known[0]} if known else {})
        request = Request(url, headers=headers)  # noqa: S310 # http and https only, see above
        with urlopen(request, timeout=self.seconds) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            if answer.headers.get("ETag"):
                self._known[url] = (answer.headers["ETag"], found)
        return found


def _detail(error: HTTPError) -> str:
    """The sentence of a refusal."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError):
        return error.reason if isinstance(error.reason, str) else ""
    finally:
        error.close()
