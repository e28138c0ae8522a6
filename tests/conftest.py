"""What all tests share: where the checkout is, and the program as users call it."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from program import CHECKOUT, READ, Run, run

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


FIRST = (
    "tests/functional/test_house.py",
    "tests/functional/test_kill.py",
    "tests/functional/test_readme.py",
    "tests/functional/test_incremental.py",
    "tests/functional/test_build.py",
    "tests/golden/test_scores.py",
    "tests/browser/",
    "tests/functional/",
    "tests/unit/app/",
    "tests/unit/annotate/test_relevance.py",
    "tests/unit/check/test_conformance.py",
    "tests/unit/test_pipeline_properties.py",
)
"""The files and folders whose tests take longest: begun last, one of them would keep one worker busy alone."""


def _rank(item: pytest.Item) -> int:
    """The place of a test's file among those that come first."""
    return next((n for n, start in enumerate(FIRST) if item.nodeid.startswith(start)), len(FIRST))


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder for what its processes have read; those that xdist starts have it from the one before."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.TemporaryDirectory(prefix="kg-tests-")
        os.environ[READ] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests come first, so that the short ones fill the end of the run; files keep their order otherwise."""
    items.sort(key=_rank)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: it is kept out of the collection of garbage, which comes less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
