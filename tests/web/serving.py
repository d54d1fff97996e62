"""The application as people run it: its own process, on SQLite or on a PostgreSQL of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Served:
    url: str
    data: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def command(self, *arguments: str) -> str:
        """What a command of yusuan says, on the same data."""
        ran = subprocess.run(
            [sys.executable, "-m", "yusuan", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout + ran.stderr


def environment(data: Path, database: str = "") -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("YUSUAN_", "DJANGO_"))}
    kept |= {"YUSUAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "yusuan.web.settings"}
    kept["PYTHONPATH"] = str(ROOT / "src")
    kept.pop("DATABASE_URL", None)
    return kept | ({"DATABASE_URL": database} if database else {})


def start(
    data: Path, database: str = "", port: int = 0, more: Mapping[str, str] | None = None
) -> Served:
    port = port or free_port()
    said = environment(data, database) | dict(more or {})
    with (data / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "yusuan", "serve", "--data", str(data), "--port", str(port)],
            env=said,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    served = Served(f"http://127.0.0.1:{port}", data, said, process)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, (data / "server.log").read_text()
        try:
            urllib.request.urlopen(served.url + "/login/", timeout=2)
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return served
    raise AssertionError((data / "server.log").read_text())


def stop(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    try:
        served.process.wait(15)
    except subprocess.TimeoutExpired:
        served.process.kill()
        served.process.wait()


@contextmanager
def serving(database: str = "", more: Mapping[str, str] | None = None) -> Iterator[Served]:
    with tempfile.TemporaryDirectory(prefix="yusuan-serving-") as folder:
        served = start(Path(folder), database, more=more)
        try:
            yield served
        finally:
            stop(served)


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's programs, newest version first; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server in a folder of its own; its address. It refuses to run as root."""
    programs = postgres_programs()
    assert programs is not None
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="yusuan-pg-") as folder:
        data = Path(folder) / "data"
        if user:
            shutil.chown(folder, user)
        make = [str(programs / "initdb"), "-D", str(data), "-U", "yusuan", "-A", "trust"]
        _run([*make, "--no-sync", "-E", "UTF8", "--locale=C"], folder, user)
        port = free_port()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        control = [str(programs / "pg_ctl"), "-D", str(data)]
        _run([*control, "-l", f"{folder}/log", "-w", "-o", options, "start"], folder, user)
        try:
            where = ["-h", "127.0.0.1", "-p", str(port), "-U", "yusuan", "yusuan"]
            _run([str(programs / "createdb"), *where], folder, user)
            yield f"postgres://yusuan@127.0.0.1:{port}/yusuan"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder, user)


def _run(command: list[str], folder: str, user: str | None) -> None:
    """Run a program of PostgreSQL; the server inherits what it is given, so nothing is a pipe."""
    subprocess.run(
        command,
        user=user,
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
