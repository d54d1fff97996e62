"""Running the application: the database made ready, then a server for production."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: The largest request that is taken, in bytes: the files of the check desk, and a little.
LARGEST = 210 * 2**20


def ready(data: Path | None = None, *, migrate: bool = True) -> None:
    """Set Django up on a data folder and bring the database to the present schema."""
    if data is not None:
        os.environ["YUSUAN_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yusuan.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    if migrate:
        call_command("migrate", interactive=False, verbosity=0)


def serve(host: str, port: int, threads: int) -> None:
    """Serve until interrupted; only after ``ready``."""
    import waitress

    from yusuan.web.wsgi import application

    with _worker():
        waitress.serve(
            application,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            clear_untrusted_proxy_headers=True,
            max_request_body_size=LARGEST,
            **_behind(),
        )


def _behind() -> dict[str, object]:
    """What the server believes of a reverse proxy: where there is none, nothing.

    YUSUAN_PROXY is its address, or 1 for one on this machine.
    """
    proxy = os.environ.get("YUSUAN_PROXY", "").strip()
    if proxy.lower() in {"", "0", "false", "no", "off"}:
        return {}
    own = proxy.lower() in {"1", "true", "yes", "on"}
    return {
        "trusted_proxy": "127.0.0.1" if own else proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


@contextmanager
def _worker() -> Iterator[None]:
    """The worker beside the server, in a process of its own: begun anew when it dies."""
    from django.conf import settings

    command = [sys.executable, "-m", "yusuan", "work", "--data", str(settings.DATA)]
    command += ["--parent", str(os.getpid())]
    over = threading.Event()
    keeper = threading.Thread(target=_kept_running, args=(command, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _kept_running(command: list[str], over: threading.Event) -> None:
    while not over.is_set():
        process = subprocess.Popen(command)  # noqa: S603
        while process.poll() is None and not over.wait(1.0):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()
        over.wait(1.0)


def work(parent: int | None = None) -> None:
    """Do the work that waits, until interrupted or the parent is gone; only after ``ready``."""
    from yusuan.web.work import loop

    loop.run(_alive(parent))


def _alive(parent: int | None) -> Callable[[], bool]:
    return lambda: parent is None or os.getppid() == parent
