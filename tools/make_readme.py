"""Puts what the first command of the README prints, and its exit status, into both READMEs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md", ROOT / "README.zh-CN.md")
#: How many lines are shown of the block that begins with this; others are left out.
SHOWN = {"读到的表": 5, "勾稽检查": 8, "发现的问题": 10}


def check() -> tuple[str, int]:
    """What the README's check prints, and its exit status."""
    path = re.search(r"yusuan check ([\w./-]+)", README[0].read_text(encoding="utf-8"))
    assert path, "the README has no command to check an example"
    command = [sys.executable, "-m", "yusuan", "check", path[1]]
    settings = os.environ | {"COLUMNS": "80"}
    ran = subprocess.run(  # noqa: S603 - our own command on our own example
        command, cwd=ROOT, env=settings, capture_output=True, encoding="utf-8", check=False
    )
    return ran.stdout, ran.returncode


def excerpt(output: str) -> str:
    """The head of the report and the beginning of its main blocks."""
    first, *rest = output.strip().split("\n\n")
    shown = [first]
    for block in rest:
        lines = block.split("\n")
        most = next((size for words, size in SHOWN.items() if block.startswith(words)), 0)
        if most:
            shown.append("\n".join([*lines[:most], *(["  …"] if len(lines) > most else [])]))
    return "\n\n".join(shown)


def filled(text: str, output: str, status: int) -> str:
    """A README with the excerpt and the status in their places."""
    block = f"```text\n{excerpt(output)}\n```"
    text = _between(text, "excerpt", f"\n{block}\n")
    return _between(text, "status", str(status))


def _between(text: str, name: str, content: str) -> str:
    head, _, rest = text.partition(f"<!-- {name} -->")
    tail = rest.partition(f"<!-- /{name} -->")[2]
    return f"{head}<!-- {name} -->{content}<!-- /{name} -->{tail}"


if __name__ == "__main__":
    printed, code = check()
    for page in README:
        page.write_text(filled(page.read_text(encoding="utf-8"), printed, code), encoding="utf-8")
