"""How often the API may be asked from one address in a minute."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import Final

MINUTE: Final = 60


class Rate:
    """Counts of the minute that runs, by who asks; a process counts by itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._minute = 0
        self._asked: Counter[str] = Counter()

    def wait(self, who: str, most: int, now: int) -> int:
        """How many seconds somebody has to wait at a time in seconds; none within the rate."""
        with self._lock:
            if now // MINUTE != self._minute:
                self._minute = now // MINUTE
                self._asked.clear()
            self._asked[who] += 1
            return MINUTE - now % MINUTE if self._asked[who] > most else 0

    def clear(self) -> None:
        """Forget who has asked."""
        with self._lock:
            self._asked.clear()
