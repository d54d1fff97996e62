"""A manifest lists what a folder holds, and verifying tells what is no longer so."""

import json
from pathlib import Path

import pytest

from tests.publish.volumes import small
from yusuan import __version__
from yusuan.publish import manifest
from yusuan.publish.gate import Gate, Warned
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


GATE = Gate((), (Warned("X-03", "001", "一句", "补缴"), Warned("L-01", "002", "又一句")))


def test_warnings_are_recorded_with_what_was_said_to_them(tmp_path: Path) -> None:
    write_all(small(), tmp_path / "公开", ["html"], gate=GATE)
    found = json.loads((tmp_path / "公开" / manifest.NAME).read_bytes())
    assert [one["explanation"] for one in found["warnings"]] == ["补缴", None]
    assert manifest.warnings(tmp_path / "公开") == GATE.warnings
    assert manifest.changed(tmp_path / "公开", GATE) == []


def test_a_warning_taken_out_or_put_in_is_told(tmp_path: Path) -> None:
    write_all(small(), tmp_path / "公开", ["html"], gate=GATE)
    other = Gate((), (GATE.warnings[0], Warned("L-02", "003", "第三句")))
    assert manifest.changed(tmp_path / "公开", other) == [
        "清单没有记警告 L-02｜003。",
        "清单记的警告 L-01｜002 与预算不符。",
    ]


def test_a_draft_with_errors_is_not_to_be_published(tmp_path: Path) -> None:
    write_all(small(), tmp_path / "公开", ["html"], gate=Gate(("收支不平",)))
    [problem] = manifest.verify(tmp_path / "公开")
    assert "有 1 处错误，不能公开" in problem


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
