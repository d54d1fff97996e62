"""Commands of the application in a process of their own, on a data folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_READY = (
    "import sys; from pathlib import Path; from yusuan.web import server;"
    " server.ready(Path(sys.argv[1]))"
)


def run(*arguments: object, code: int = 0, ready: bool = False, **environment: str) -> str:
    """Run a command and tell what it printed; ``ready`` makes the database first."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("YUSUAN", "DJANGO"))}
    env = {**inherited, **environment}
    if ready:
        folder = Path(str(arguments[list(arguments).index("--data") + 1]))
        subprocess.run([sys.executable, "-c", _READY, str(folder)], env=env, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "yusuan", *map(str, arguments)],
        env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr
