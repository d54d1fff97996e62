"""A manifest lists what a folder holds, and verifying tells what is no longer so."""

import json
from pathlib import Path

import pytest

from tests.publish.volumes import small
from yusuan import __version__
from yusuan.publish import manifest
from yusuan.publish.volume_files import FORMATS, write_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_all(small(), tmp_path / "公开", ["xlsx", "html"], inputs={"预算.xlsx": "ab" * 32})
    return tmp_path / "公开"


def test_an_unchanged_folder_has_no_problems(folder: Path) -> None:
    assert manifest.verify(folder) == []


def test_it_names_versions_inputs_and_files(folder: Path) -> None:
    found = json.loads((folder / manifest.NAME).read_bytes())
    assert found["yusuan"] == __version__
    assert found["standards"] == manifest.standards_version()
    assert found["inputs"] == [{"name": "预算.xlsx", "sha256": "ab" * 32}]
    assert [one["name"] for one in found["files"]] == ["index.html", "预算公开.xlsx"]


def test_a_changed_file_is_named(folder: Path) -> None:
    with (folder / "index.html").open("ab") as stream:
        stream.write(b" ")
    assert manifest.verify(folder) == ["文件 index.html 在发布后被改动过，请重新生成。"]


def test_a_missing_file_and_one_too_many_are_named(folder: Path) -> None:
    (folder / "index.html").rename(folder / "other.html")
    assert manifest.verify(folder) == [
        "缺少文件 index.html，请重新生成。",
        "文件 other.html 不在清单里，不是这次发布的，请移走。",
    ]


def test_a_manifest_cannot_lead_out_of_its_folder(folder: Path) -> None:
    path = folder / manifest.NAME
    path.write_text(
        path.read_text(encoding="utf-8").replace("index.html", "../x"), encoding="utf-8"
    )
    assert any("../x 不在发布的文件夹里" in problem for problem in manifest.verify(folder))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "other/1", "files": []}'])
def test_a_damaged_manifest_is_said_to_be_one(folder: Path, content: str) -> None:
    (folder / manifest.NAME).write_text(content, encoding="utf-8")
    [problem] = manifest.verify(folder)
    assert "已损坏" in problem


def test_a_folder_without_a_manifest_is_no_published_one(tmp_path: Path) -> None:
    [problem] = manifest.verify(tmp_path)
    assert "不是发布的文件夹" in problem


def test_every_format_is_written_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    paths = write_all(small(), tmp_path / "a", progress=lambda *one: told.append(one))
    assert all(path.is_file() for path in paths)
    assert told == [*((name, number, 5) for number, name in enumerate(FORMATS)), ("", 5, 5)]


def test_a_format_that_is_not_known_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_all(small(), tmp_path / "a", ["odt"])
    assert list(tmp_path.iterdir()) == []
