"""A project with two documents in its store, made once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kg as program
from program import Run

PACT = """\
---
title: Japan and the Philippines sign a supply pact
published: 2026-01-15
publisher: Example News
---

MANILA – Japan and the Philippines signed the Acquisition and Cross-Servicing Agreement in Manila on Thursday. The \
agreement has not yet entered into force. Japanese Foreign Minister Toshimitsu Motegi met Philippine Foreign Secretary \
Theresa Lazaro before the ceremony.
"""
SHOAL = """\
---
title: Water cannon at the shoal
published: 2025-09-17
publisher: Example Wire
---

MANILA – The Philippines and China dispute Scarborough Shoal. On Tuesday the China Coast Guard \
used water cannon against a Philippine vessel near Scarborough Shoal, the Philippine Coast Guard said. Japan and the \
United States are treaty allies.
"""


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory, kg: Run) -> Path:
    folder = tmp_path_factory.mktemp("made") / "project"
    folder.mkdir()
    (folder / "kg.toml").write_text("")
    (folder / "pact.txt").write_text(PACT, "utf-8")
    (folder / "shoal.txt").write_text(SHOAL, "utf-8")
    done = kg("ingest", "pact.txt", "shoal.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def no_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands under ``.kg`` of a project whose store holds what the reference data say, and no document."""
    folder = tmp_path_factory.mktemp("none")
    (folder / "kg.toml").write_text("")
    with program.open(folder).writing():
        pass
    return folder / ".kg"


@pytest.fixture
def project(made_project: Path, tmp_path: Path) -> Path:
    """A folder with a kg.toml, pact.txt and shoal.txt, and a store that holds both."""
    return Path(shutil.copytree(made_project, tmp_path / "project"))
