"""The whole site as files of one folder, for any web server; the folder is replaced as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from yusuan.portal.site import Site
from yusuan.publish import atomic

#: Told how many addresses are written, and of how many.
Progress = Callable[[int, int], None]


def build(site: Site, folder: Path, progress: Progress | None = None) -> int:
    """Write every page and file; a kill leaves the old folder or the new. Gives their number."""
    addresses = [*site.pages(), *site.files()]
    with atomic.replaced(folder) as fresh:
        for number, address in enumerate(addresses):
            if progress:
                progress(number, len(addresses))
            path = fresh / (
                f"{address}index.html" if address.endswith("/") or not address else address
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(site.page(address).body)
    if progress:
        progress(len(addresses), len(addresses))
    return len(addresses)
