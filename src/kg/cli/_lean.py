"""What the program leaves out of the packages that it loads."""

from __future__ import annotations

import gc
import sys
from types import ModuleType

_UNUSED = "spacy.cli"
"""The commands of spaCy's own program, which it imports with itself for one function (``spacy.info``): with them come
typer, weasel, requests and httpx, a third of the time that the import of spaCy takes."""


def leave_out_commands_of_spacy() -> None:
    """Let ``import spacy`` find an empty module in their place: for a process that is the program itself only."""
    if "spacy" in sys.modules or _UNUSED in sys.modules:
        return
    package, module = ModuleType(_UNUSED), ModuleType(f"{_UNUSED}.info")
    package.__path__ = []
    module.info = None  # type: ignore[attr-defined]
    sys.modules[_UNUSED], sys.modules[f"{_UNUSED}.info"] = package, module


def collect_garbage_rarely() -> None:
    """Have Python look for garbage in cycles less often: what a command loads is kept, and looked through in vain."""
    gc.set_threshold(20_000)
