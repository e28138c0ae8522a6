"""Where graphs are kept: an Oxigraph store on disk (``kg.store.embedded``)."""

from kg.store.embedded import Check, Store
from kg.store.results import AcceptedRow, IngestResult, Outcome, RemovalReport

__all__ = ["AcceptedRow", "Check", "IngestResult", "Outcome", "RemovalReport", "Store"]
