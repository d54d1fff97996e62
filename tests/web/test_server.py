"""The server as it is deployed: its settings, behind a proxy, and the worker beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_HTTPS = {"YUSUAN_HTTPS": "1", "YUSUAN_HOSTS": "ys.example.gov.cn,localhost", "YUSUAN_PROXY": "1"}


def environment(data: Path, **more: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("YUSUAN", "DJANGO"))}
    return {**inherited, "YUSUAN_DATA": str(data), **more}


def test_the_settings_of_production_are_clean(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=ROOT, env=environment(tmp_path, **_HTTPS), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


class _Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args, **_named):
        return None


def asked(port: int, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(f"http://localhost:{port}/", headers=headers)
    try:
        with urllib.request.build_opener(_Still).open(request, timeout=20) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers.get("Location", "")


def children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(one) for one in found.stdout.split()]


def awaited(what, seconds: float = 60.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := what():
                return found
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.3)
    pytest.fail("it took too long")


@pytest.mark.skipif(sys.platform != "linux", reason="reads the table of processes")
def test_the_server_trusts_its_proxy_and_keeps_a_worker(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "yusuan",
        "serve",
        "--data",
        str(tmp_path),
        "--port",
        str(port),
    ]
    with subprocess.Popen(
        command, env=environment(tmp_path, **_HTTPS), stderr=subprocess.DEVNULL
    ) as server:
        try:
            awaited(lambda: asked(port)[0])
            assert asked(port) == (301, f"https://localhost:{port}/")
            status, location = asked(port, **{"X-Forwarded-Proto": "https"})
            assert (status, location.split("?")[0]) == (302, "/login/")
            (worker,) = awaited(lambda: children(server.pid))
            os.kill(worker, signal.SIGKILL)
            (again,) = awaited(lambda: [one for one in children(server.pid) if one != worker])
        finally:
            server.kill()
    awaited(lambda: not Path(f"/proc/{again}").exists())
