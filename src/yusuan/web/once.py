"""Results that are dear, kept for the next who asks; asked for by many at once, computed once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Once(Generic[_K, _V]):
    """The last results of a computation by key; a failure is not kept."""

    def __init__(self, compute: Callable[[_K], _V], most: int) -> None:
        self._compute, self._most = compute, most
        self._kept: OrderedDict[_K, _V] = OrderedDict()
        self._under_way: dict[_K, threading.Lock] = {}
        self._lock = threading.Lock()

    def __call__(self, key: _K) -> _V:
        """The result of a key; whoever asks while it is computed waits for it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            own = self._under_way.setdefault(key, threading.Lock())
        with own:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                found = self._compute(key)
                with self._lock:
                    self._kept[key] = found
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    self._under_way.pop(key, None)
        return found

    def clear(self) -> None:
        """Forget every result."""
        with self._lock:
            self._kept.clear()
