"""What a published folder holds: each file with its digest, and what it was made with and from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from yusuan import __version__
from yusuan.publish.gate import Gate, Warned
from yusuan.publish.volume import Volume

NAME: Final = "manifest.json"
SCHEMA: Final = "yusuan.manifest/1"


def made(
    volume: Volume, files: Mapping[str, bytes], inputs: Mapping[str, str], gate: Gate | None = None
) -> bytes:
    """The manifest of files; ``inputs`` names what the volume was made from, with digests.

    ``gate`` is what it was published with: the warnings and what was said to them, and the errors
    of a draft.
    """
    passed = gate or Gate()
    described = {
        "schema": SCHEMA,
        "title": volume.title,
        "entity": volume.entity,
        "year": volume.year,
        "stage": volume.stage,
        "yusuan": __version__,
        "standards": standards_version(),
        "inputs": [{"name": name, "sha256": inputs[name]} for name in sorted(inputs)],
        "errors": list(passed.errors),
        "warnings": [one.as_dict() for one in passed.warnings],
        "files": [
            {"name": name, "size": len(files[name]), "sha256": digest(files[name])}
            for name in sorted(files)
        ],
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


@cache
def standards_version() -> str:
    """The digest of all data of the standards: equal where every definition is equal."""
    found = hashlib.sha256()
    data = resources.files("yusuan.standards") / "data"
    for name, file in sorted(_below(data, ""), key=lambda pair: pair[0]):
        content = file.read_bytes()
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        name = f"{path}{one.name}"
        if one.is_dir():
            yield from _below(one, f"{name}/")
        elif not one.name.endswith(".pyc"):
            yield name, one


def verify(folder: Path) -> list[str]:
    """What is wrong with a published folder, a Chinese sentence each; empty where nothing is."""
    try:
        described = _read(folder)
        files = list(_listed(described))
        errors = len(described["errors"])
    except OSError:
        return [f"{folder} 里没有 {NAME}，不是发布的文件夹，请核对路径。"]
    except (ValueError, TypeError, KeyError):
        return [f"{folder / NAME} 已损坏，无法核对，请重新生成。"]
    problems = [found for name, size, sha in files for found in _file(folder, name, size, sha)]
    draft = f"这是内部核对稿，生成时有 {errors} 处错误，不能公开，请改正后重新生成。"
    unlisted = _unlisted(folder, {name for name, _, _ in files})
    return [*([draft] if errors else []), *problems, *unlisted]


def warnings(folder: Path) -> tuple[Warned, ...]:
    """The warnings a folder was published with; none where its manifest cannot be read."""
    try:
        return tuple(Warned.of(one) for one in _read(folder)["warnings"])
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def changed(folder: Path, gate: Gate) -> list[str]:
    """How the recorded warnings differ from those its budget gives, a Chinese sentence each."""
    recorded, now = warnings(folder), gate.warnings
    told = [f"清单没有记警告 {one.rule}｜{one.about}。" for one in now if one not in recorded]
    told += [
        f"清单记的警告 {one.rule}｜{one.about} 与预算不符。" for one in recorded if one not in now
    ]
    if told and _read(folder).get("standards") != standards_version():
        told.append("生成时用的标准数据与现在的版本不同，警告可能因此不同。")
    return told


def _read(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / NAME).read_bytes())
    return read


def inputs(folder: Path) -> dict[str, str]:
    """What a published folder says it was made from; nothing where it cannot be read."""
    try:
        return {str(one["name"]): str(one["sha256"]) for one in _read(folder)["inputs"]}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _listed(described: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    if described["schema"] != SCHEMA:
        raise ValueError(described["schema"])
    for one in described["files"]:
        yield str(one["name"]), int(one["size"]), str(one["sha256"])


def _file(folder: Path, name: str, size: int, sha: str) -> Iterator[str]:
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        yield f"清单里的文件名 {name} 不在发布的文件夹里，请重新生成。"
    elif not path.is_file():
        yield f"缺少文件 {name}，请重新生成。"
    else:
        data = path.read_bytes()
        if len(data) != size or digest(data) != sha:
            yield f"文件 {name} 在发布后被改动过，请重新生成。"


def _unlisted(folder: Path, names: Iterable[str]) -> Iterator[str]:
    known = {*names, NAME}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in known:
            yield f"文件 {name} 不在清单里，不是这次发布的，请移走。"
