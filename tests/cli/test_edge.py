"""The edge of the command line: wrong calls, breaks, colours, and how fast it starts."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.samples import right, wrong
from yusuan import __version__
from yusuan.cli import commands, run

Captured = pytest.CaptureFixture[str]
YUSUAN = [sys.executable, "-m", "yusuan"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["chekc", "a"], "没有“chekc”这个命令"),
        (["check"], "缺少参数 路径…"),
        (["check", "--fromat", "x", "a"], "没有选项 --fromat，是不是 --format"),
        (["check", "--format", "xml", "a"], "选项 --format：“xml”不在可选范围内"),
        (["check", "a", "--jobs", "0"], "选项 --jobs：“0”应为大于零的整数"),
        (["check", "a", "--jobs", "二"], "选项 --jobs：“二”应为大于零的整数"),
        (["check", "a", "--format"], "选项 --format 的用法不对"),
        (["forms", "a", "b"], "参数太多"),
    ],
)
def test_a_wrong_call_is_one_chinese_sentence(call: list[str], said: str, capsys: Captured) -> None:
    assert run(call) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_the_version_is_told(capsys: Captured) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"yusuan {__version__}\n"


@pytest.mark.parametrize("call", [[], ["-h"], *([name, "--help"] for name in commands.commands)])
def test_help_is_chinese(call: list[str], capsys: Captured) -> None:
    assert run(call) == 0
    said = capsys.readouterr().out
    assert said.startswith("用法：yusuan")
    assert not {"Usage", "Options", "Show", "COMMAND", "ARGS"} & set(
        said.replace(":", " ").replace("[", " ").replace("]", " ").split()
    )


def test_every_option_is_explained() -> None:
    for command in commands.commands.values():
        for param in command.params:
            assert getattr(param, "help", "") or param.param_type_name == "argument", param.name


def test_help_and_version_start_within_half_a_second() -> None:
    for option in ("--help", "--version"):
        began = time.perf_counter()
        subprocess.run([*YUSUAN, option], check=True, capture_output=True)
        best = time.perf_counter() - began
        if best > 0.5:  # another process may have had the machine: the second time counts
            began = time.perf_counter()
            subprocess.run([*YUSUAN, option], check=True, capture_output=True)
            best = time.perf_counter() - began
        assert best < 0.5


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from yusuan.cli import run; run(['--help']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(ran.stdout.split())
    assert not loaded & {"pyarrow", "lxml", "openpyxl", "pypdfium2", "yusuan.forms.recognise"}


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    ran = subprocess.Popen(
        [*YUSUAN, "extract", str(right(tmp_path)), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert ran.stdout
    assert ran.stderr
    ran.stdout.close()
    assert (ran.wait(30), ran.stderr.read()) == (0, b"")
    ran.stderr.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_an_interruption_is_told_and_gives_130(tmp_path: Path) -> None:
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    ran = subprocess.Popen([*YUSUAN, "check", str(pipe)], stderr=subprocess.PIPE)
    with pipe.open("wb"):  # opens when the command reads, however long its start took
        time.sleep(0.3)
        ran.send_signal(signal.SIGINT)
        ran.wait(30)
    _, said = ran.communicate(timeout=30)
    assert (ran.returncode, said.decode().strip()) == (130, "yusuan：已中断。")


def test_a_fault_of_ours_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("坏了")

    monkeypatch.delenv("YUSUAN_DEBUG", raising=False)
    monkeypatch.setattr(sys.modules["yusuan.cli.rules"], "show", fail)
    assert run(["rules"]) == 70
    assert "程序出错，请把这行信息告诉我们：RuntimeError: 坏了" in capsys.readouterr().err


def test_output_to_a_file_or_a_pipe_has_no_colours(tmp_path: Path, capsys: Captured) -> None:
    run(["check", str(wrong(tmp_path))])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_no_color_is_set(
    no_color: str,
    coloured: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", no_color)
    run(["check", str(wrong(tmp_path))])
    assert ("\x1b[31m" in capsys.readouterr().out) is coloured


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "没有" / "报告.txt"
    assert run(["check", str(right(tmp_path)), "-o", str(target)]) == 2
    assert "没有这个文件夹" in capsys.readouterr().err


def test_several_files_show_their_progress_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    run(["check", str(right(tmp_path)), str(wrong(tmp_path))])
    assert "读取文件" in capsys.readouterr().err
