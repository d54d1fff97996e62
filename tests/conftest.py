"""What tests share: the folder of real documents, and that nothing is skipped unseen in CI."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
IN_CI = os.environ.get("CI", "").lower() == "true"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents; without it the test is skipped, and says so."""
    if not SHARED.is_dir():
        pytest.skip("the shared documents are not beside this checkout (../shared)")
    return SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """In CI a test that was skipped has failed: what it would have shown was not shown."""
    return _not_skipped((yield), item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a whole module that was skipped."""
    return _not_skipped((yield), collector.nodeid)


def _not_skipped(report: Any, where: str) -> Any:
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{where} was skipped, and in CI nothing may be: {report.longrepr}"
    return report
