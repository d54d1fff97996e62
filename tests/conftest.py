"""What tests share: the folder of real documents, where it stands beside the checkout."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents; without it the test is skipped, and says so."""
    if not SHARED.is_dir():
        pytest.skip("the shared documents are not beside this checkout (../shared)")
    return SHARED
