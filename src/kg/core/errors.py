"""Every error of kg that a user may see.

The tree::

    KgError                 exit code 1; the message is one line: what, where, remedy
    ├── UsageError          exit code 2: the call itself is wrong
    ├── ReadError           a document cannot be read
    ├── ModelError          the language model is missing or not the pinned one
    ├── DataError           a packaged or project data file (ontology, frame, lexicon, shape, query) is wrong
    ├── ValidationError     a document's graph breaks a SHACL shape; nothing was stored
    ├── StoreError          the store is locked, damaged, full or not there
    └── QueryError          a query is malformed, unknown, or lacks a parameter

Foreign errors are translated where they enter the program and none is swallowed.
"""

from __future__ import annotations

import os


class KgError(Exception):
    """A failure that is told to the user in one line: what is wrong, where, and the remedy."""

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        line = f"{where}: {what}" if where else what
        super().__init__(" ".join((f"{line}; {remedy}" if remedy else line).split()))


class UsageError(KgError):
    """The call itself is wrong (an unknown option value, a missing argument)."""

    exit_code = 2


class ReadError(KgError):
    """A document cannot be read: empty, binary, not UTF-8, too large, not English, wrong front matter."""


class ModelError(KgError):
    """The language model is missing, or its files are not the pinned ones."""


class DataError(KgError):
    """A data file of the package or the project is wrong: ontology, frame, lexicon, shape or query."""


class ValidationError(KgError):
    """The graph of a document breaks a SHACL shape; nothing of it was stored."""


class StoreError(KgError):
    """The store is locked, damaged, full or not there."""


class QueryError(KgError):
    """A query is malformed, unknown, or lacks a parameter."""


def fault(error: Exception) -> str:
    """What is told of a fault of the program itself: its kind and place; KG_DEBUG=1 shows its trace, too."""
    if os.environ.get("KG_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return f"internal error, {type(error).__name__}: {error} ({_innermost(error)})"


def _innermost(error: Exception) -> str:
    """Where an error of the program itself was raised, as ``module:line``."""
    trace, where = error.__traceback__, "?"
    while trace:
        where = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
