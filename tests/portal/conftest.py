"""The site of the examples: built once, read as pages, and served as any web server would."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from yusuan.portal import static
from yusuan.portal.folder import Folder
from yusuan.portal.frame import Face
from yusuan.portal.site import Site

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BUDGETS = ("jianghan-2022", "shifeng-2020", "hetang-2024", "shifeng-2023-targets")
YEAR = "wuhan-jianghan/renminzhengfubangongshi/2022/"
OTHER = "zhuzhou-shifeng/renminzhengfubangongshi/2020/"
HOME = "https://budget.example.org/"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    data = tmp_path_factory.mktemp("data")
    for name in BUDGETS:
        shutil.copytree(EXAMPLES / name, data / name)
    left: list[str] = []
    found = Folder(data, tmp_path_factory.mktemp("store"), left.append)
    assert left == []
    return found


@pytest.fixture(scope="session")
def site(shelf: Folder) -> Site:
    return Site(shelf, Face(home=HOME))


@pytest.fixture(scope="session")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("site") / "site"
    static.build(site, found)
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """The address of the static site, below a folder of its host."""
    root = folder.parent
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/site/"
    server.shutdown()
    server.server_close()
    thread.join()
