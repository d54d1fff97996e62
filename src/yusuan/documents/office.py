"""DOC, WPS and RTF files, and old XML workbooks: turned by LibreOffice into what we read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from yusuan.documents import docx, limits, xlsx
from yusuan.documents.model import Document, Note, Source, UnreadableDocument

_PROGRAMS: Final = ("soffice", "libreoffice")
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/opt/libreoffice/program/soffice",
)
_MISSING: Final = (
    "读取这种旧格式需要 LibreOffice，请安装它，或者用 Word、WPS 把文件另存为 {} 再试。"
)
_SLOW: Final = "LibreOffice 转换这个文件超过 {} 秒仍未完成，请用 Word、WPS 另存为 {} 再试。"
_FAILED: Final = "LibreOffice 无法转换这个文件，可能已损坏或加密，请用 Word、WPS 另存为 {} 再试。"
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""


def read(data: bytes, source: Source) -> Document:
    """The Document a DOC, WPS or RTF file holds; raises UnreadableDocument."""
    return _said(docx.read(convert(data, ".doc", "docx"), source))


def read_workbook(data: bytes, source: Source) -> Document:
    """The Document of a workbook that only LibreOffice opens; raises UnreadableDocument."""
    return _said(xlsx.read(convert(data, ".xml", "xlsx"), source))


def _said(document: Document) -> Document:
    note = Note("旧格式的文件，已用 LibreOffice 转换后读取。")
    return replace(document, notes=(note, *document.notes))


def program() -> str | None:
    """LibreOffice's program, if it is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """The file in the format ``target``; LibreOffice has a profile of its own and a time limit."""
    office = program()
    if office is None:
        raise UnreadableDocument(_MISSING.format(f".{target}"))
    with tempfile.TemporaryDirectory(prefix="yusuan-") as name:
        folder = Path(name)
        (folder / f"in{suffix}").write_bytes(data)
        (folder / "profile/user").mkdir(parents=True)
        (folder / "profile/user/registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        _run(office, folder, suffix, target)
        made = folder / "out" / f"in.{target}"
        if not made.is_file() or made.stat().st_size > limits.FILE_BYTES * 2:
            raise UnreadableDocument(_FAILED.format(f".{target}"))
        return made.read_bytes()


def _run(office: str, folder: Path, suffix: str, target: str) -> None:
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        "--convert-to", target, "--outdir", str(folder / "out"), str(folder / f"in{suffix}"),
    ]  # fmt: skip
    silent = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - a fixed command; the file's name is ours
        command, stdin=silent, stdout=silent, stderr=silent, cwd=folder, start_new_session=True
    ) as process:
        try:
            process.wait(limits.OFFICE_SECONDS)
        except subprocess.TimeoutExpired as error:
            message = _SLOW.format(limits.OFFICE_SECONDS, f".{target}")
            raise UnreadableDocument(message) from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started; its launcher would leave the real process behind."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
