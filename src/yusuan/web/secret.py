"""The key that signs sessions, made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_NAME = "secret-key"


def secret_key(folder: Path) -> str:
    """The key of a data folder; one that is missing is made, readable by its owner only."""
    path = folder / _NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _written(path, secrets.token_urlsafe(60))
    return path.read_text("ascii").strip()


def _written(path: Path, key: str) -> None:
    """Whoever comes first writes it; a second process reads what the first wrote."""
    made = path.with_name(f"{_NAME}.{os.getpid()}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
