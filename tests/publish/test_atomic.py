"""However a build ends, whoever looks finds the old folder or the new one, whole."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yusuan.publish import atomic, manifest

ROOT = Path(__file__).parents[2]

#: Replaces a folder again and again, killed one line later each time, and says what was found.
KILLED = """
import json, os, signal, sys
from pathlib import Path
from yusuan.publish import atomic

target, swaps = Path(sys.argv[1]), sys.argv[2] == "swap"
if not swaps:
    atomic._exchanged = lambda one, other: False

def fill(folder, word):
    for name in "abc":
        (folder / name).write_text(word)

def run(word, last):
    lines = 0
    def trace(frame, event, arg):
        nonlocal lines
        if frame.f_code.co_filename not in (atomic.__file__, "<string>"):
            return None
        lines += event == "line"
        if lines >= last:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)
    with atomic.replaced(target) as fresh:
        fill(fresh, word)
    sys.settrace(None)

def found():
    return sorted((one.name, one.read_text()) for one in target.iterdir())

with atomic.replaced(target) as fresh:
    fill(fresh, "0")
old, states, last = "0", [], 0
while True:
    last += 1
    word = str(last)
    child = os.fork()
    if not child:
        run(word, last)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not swaps:
        atomic.recover(target)
    whole = [[(name, one) for name in "abc"] for one in (old, word)]
    now = found() if target.is_dir() else None
    states.append("old" if now == whole[0] else "new" if now == whole[1] else f"half: {now}")
    old = word if states[-1] == "new" else old
    if not os.WIFSIGNALED(status):
        break
atomic.recover(target)
print(json.dumps([states, sorted(one.name for one in target.parent.iterdir())]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("way", ["swap", "two renames"])
def test_a_kill_at_any_line_leaves_the_old_folder_or_the_new(tmp_path: Path, way: str) -> None:
    called = [sys.executable, "-c", KILLED, str(tmp_path / "out"), way.split()[0]]
    done = subprocess.run(called, capture_output=True, text=True, timeout=120, check=True)
    states, left = json.loads(done.stdout)
    assert len(states) > 30
    assert set(states) == {"old", "new"}
    assert states[-1] == "new"
    assert left == ["out"]


def test_a_build_that_fails_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with atomic.replaced(target) as fresh:
        (fresh / "a").write_text("old")
    with pytest.raises(RuntimeError), atomic.replaced(target) as fresh:
        (fresh / "a").write_text("new")
        raise RuntimeError
    assert (target / "a").read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_file_of_the_old_folder_is_not_in_the_new(tmp_path: Path) -> None:
    target = tmp_path / "out"
    for name in ("a", "b"):
        with atomic.replaced(target) as fresh:
            (fresh / name).write_text(name)
    assert [one.name for one in target.iterdir()] == ["b"]


def test_the_folder_of_another_program_at_work_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / f".out.new-{os.getppid()}"
    theirs.mkdir()
    atomic.recover(tmp_path / "out")
    assert theirs.is_dir()


#: Publishes two disclosures in turn for ever, and says when one is written.
WRITES = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.publish.volumes import small
from yusuan.publish.volume_files import write_all

volumes = [replace(small(), entity=name) for name in ("甲", "乙")]
while True:
    for volume in volumes:
        write_all(volume, Path(sys.argv[1]), ["html"])
        print("written", flush=True)
"""


def test_a_kill_at_a_moment_of_chance_leaves_a_folder_that_verifies(tmp_path: Path) -> None:
    target = tmp_path / "out"
    chance = random.Random(6)
    for _ in range(8):
        command = [sys.executable, "-c", WRITES, str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"written\n"
            time.sleep(chance.random() / 20)
            writer.kill()
        assert manifest.verify(target) == []
    atomic.recover(target)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
