"""Backup and restore: what comes back is what was there, and nothing is overwritten."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web import serving
from tests.web.commands import run
from tests.web.places import EXAMPLES


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The environment of a database; PostgreSQL is a server of its own."""
    if request.param == "sqlite":
        yield {}
        return
    if serving.postgres_programs() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    import psycopg

    with serving.postgres() as first:
        with psycopg.connect(first, autocommit=True) as connection:
            connection.execute("CREATE DATABASE second")
        yield {"first": first, "second": first.rpartition("/")[0] + "/second"}


def url(database: dict[str, str], which: str) -> dict[str, str]:
    return {"DATABASE_URL": database[which]} if database else {}


def test_everything_comes_back(tmp_path: Path, database: dict[str, str]) -> None:
    first, second, archive = tmp_path / "first", tmp_path / "second", tmp_path / "all.tar"
    run("demo", "--no-serve", "--examples", EXAMPLES, "--data", first, **url(database, "first"))
    pages = {one.relative_to(first) for one in (first / "published").rglob("*.html")}
    assert pages
    (first / "published" / ".1.new-7").mkdir()
    (first / "published" / ".1.new-7" / "half").write_bytes(b"half")
    said = run("backup", archive, "--data", first, **url(database, "first"))
    assert "预算 4 份" in said
    assert archive.stat().st_mode & 0o077 == 0
    restored = run("restore", archive, "--data", second, **url(database, "second"))
    assert "预算 4 份" in restored
    assert all((second / one).read_bytes() == (first / one).read_bytes() for one in pages)
    assert (second / "secret-key").read_bytes() == (first / "secret-key").read_bytes()
    assert not (second / "published" / ".1.new-7").exists()
    said = run("audit", "--data", second, **url(database, "second"))
    assert "没有发现改动" in said
    assert "0 条记录" not in said
    again = run("demo", "--no-serve", "--data", second, "--examples", EXAMPLES,
                **url(database, "second"))  # fmt: skip
    assert "已经在了" in again
    refused = run("restore", archive, "--data", second, code=2, **url(database, "second"))
    assert "已经有数据" in refused
    if database:
        third = run("restore", archive, "--data", tmp_path / "x", code=2, **url(database, "second"))
        assert "已经有表" in third
        assert not (tmp_path / "x").exists()


def test_a_damaged_or_foreign_archive_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    run("audit", "--data", tmp_path / "data", ready=True)
    archive = tmp_path / "all.tar"
    run("backup", archive, "--data", tmp_path / "data")
    assert "已经有了" in run("backup", archive, "--data", tmp_path / "data", code=2)
    data = archive.read_bytes()
    at = data.index(b"SQLite format 3")
    (tmp_path / "bad.tar").write_bytes(data[: at + 200] + b"\xff\xff" + data[at + 202 :])
    (tmp_path / "short.tar").write_bytes(data[: len(data) // 2])
    (tmp_path / "none.tar").write_bytes(b"nothing")
    evil = {"schema": "yusuan.backup/1", "vendor": "sqlite", "migrations": [], "rows": {},
            "at": "", "files": [{"name": "../evil", "size": 1, "sha256": ""}]}  # fmt: skip
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        for name, content in (("manifest.json", json.dumps(evil).encode()), ("../evil", b"x")):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    for name in ("bad", "short", "none", "evil"):
        said = run("restore", tmp_path / f"{name}.tar", "--data", tmp_path / "to", code=2)
        assert said.count("\n") == 1, said
        assert not (tmp_path / "to").exists()
    assert not (tmp_path.parent / "evil").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "all.tar", "bad.tar", "data", "evil.tar", "none.tar", "short.tar",
    ]  # fmt: skip
    assert "没有数据" in run("backup", tmp_path / "y.tar", "--data", tmp_path / "no", code=2)
