"""Where graphs are kept (``kg.store.store``): an Oxigraph store on disk or in memory, or any SPARQL 1.1 server."""

from kg.store.engine import Engine
from kg.store.entries import Source
from kg.store.results import AcceptedRow, IngestResult, Outcome, RemovalReport
from kg.store.store import Check, Store

__all__ = ["AcceptedRow", "Check", "Engine", "IngestResult", "Outcome", "RemovalReport", "Source", "Store"]
