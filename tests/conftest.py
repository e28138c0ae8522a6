"""What all tests share: where the checkout is, and the program as users call it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from program import CHECKOUT, Run, run

# Nothing is said about time, and a run for others to see gives the same result each time.
settings.register_profile("kg", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("kg")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def kg() -> Run:
    """The installed command: ``kg("query", ..., cwd=folder, input=text, env={...})``; output as text."""
    return run
