"""What all tests share: where the checkout is, and the program as users call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from program import CHECKOUT, Run, run


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def kg() -> Run:
    """The installed command: ``kg("query", ..., cwd=folder, input=text, env={...})``; output as text."""
    return run
