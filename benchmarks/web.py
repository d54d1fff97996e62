"""The pages people use most, with many departments and years, beside a bare Django view.

    python benchmarks/web.py                        100 departments × 5 years × 500 lines
    python benchmarks/web.py --departments 20 --years 1 2 5 --lines 500

Each page is asked for by several people at once, in the server that ``yusuan serve`` runs; the
bare view answers "ok" on the same server in the same run. It prints requests a second, p50, p95
and p99, the ratio to the bare view, and how each page grows with the years.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.web import serving  # noqa: E402
from tests.web.clerks import Clerk, Work, save_for_a_while  # noqa: E402

PASSWORD = "a sample password"
PEOPLE = 8


def main() -> None:
    """Print a table for each number of years."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--departments", type=int, default=100)
    asked.add_argument("--years", type=int, nargs="+", default=[1, 5])
    asked.add_argument("--lines", type=int, default=500)
    asked.add_argument("--seconds", type=float, default=5)
    asked.add_argument("--postgres", action="store_true")
    given = asked.parse_args()
    for years in given.years:
        if given.postgres:
            with serving.postgres() as database:
                _measured(given, years, database)
        else:
            _measured(given, years, "")


def _measured(given: argparse.Namespace, years: int, database: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        environment = serving.environment(data, database)
        filled = _fill(environment, given.departments, years, given.lines)
        served = serving.start(data, database)
        try:
            print(f"\n{given.departments} departments × {years} years × {given.lines} lines"
                  f" (filled in {filled:.0f} s)")  # fmt: skip
            _table(served, given.seconds)
        finally:
            serving.stop(served)


def _fill(environment: dict[str, str], departments: int, years: int, lines: int) -> float:
    import subprocess

    start = time.perf_counter()
    script = (
        "import sys; sys.path.insert(0, '.')\n"
        "from yusuan.web import server\n"
        "server.ready()\n"
        "from benchmarks.web_district import fill\n"
        f"fill({departments}, {years}, {lines}, {PASSWORD!r})\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)
    return time.perf_counter() - start


def _table(served: serving.Served, seconds: float) -> None:
    clerk = Clerk(served.url)
    clerk.sign_in("clerk1", PASSWORD)
    budget = clerk.budgets()[0]
    bureau = Clerk(served.url)
    bureau.sign_in("budget", PASSWORD)
    year = 1  # the newest was made first
    pages = {
        "bare view": (clerk, "/bare/"),
        "desk": (clerk, "/"),
        "budget": (clerk, f"/budgets/{budget}/"),
        "grid": (clerk, f"/budgets/{budget}/lists/spending/"),
        "rows": (clerk, f"/budgets/{budget}/rows/spending/"),
        "changes": (clerk, f"/budgets/{budget}/changes/?since=0"),
        "live findings": (clerk, f"/budgets/{budget}/live/"),
        "bureau: desk": (bureau, "/"),
        "bureau: board": (bureau, f"/review/years/{year}/"),
        "bureau: totals": (bureau, f"/review/years/{year}/totals/"),
        "public": (Clerk(served.url), "/public/"),
    }
    print(f"{'page':16}{'per s':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'× bare':>9}")
    bare = 0.0
    for name, (who, path) in pages.items():
        times, spent = _asked(who, path, seconds)
        bare = bare or statistics.median(times)
        _line(name, times, spent, bare)
    work = Work()
    start = time.perf_counter()
    threads = [
        threading.Thread(
            target=save_for_a_while,
            args=(Clerk(served.url, dict(clerk.cookies)), budget, seconds, work, number),
            kwargs={"mine": number},
        )
        for number in range(PEOPLE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _line("save a cell", work.times, time.perf_counter() - start, bare)
    assert not work.wrong, work.wrong[:3]


def _asked(who: Clerk, path: str, seconds: float) -> tuple[list[float], float]:
    times: list[float] = []

    def ask() -> None:
        one = Clerk(who.url, dict(who.cookies))
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            start = time.perf_counter()
            status, _ = one.ask("GET", path)
            times.append(time.perf_counter() - start)
            assert status == 200, (path, status)

    start = time.perf_counter()
    threads = [threading.Thread(target=ask) for _ in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - start


def _line(name: str, times: list[float], spent: float, bare: float) -> None:
    ordered = sorted(times)
    at = [
        1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part))]
        for part in (0.5, 0.95, 0.99)
    ]
    ratio = statistics.median(times) / bare
    print(f"{name:16}{len(times) / spent:8.0f}{at[0]:9.1f}{at[1]:9.1f}{at[2]:9.1f}{ratio:9.1f}")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT / "src"))
    main()
