"""Where a SPARQL server takes queries, changes and whole graphs: from the one address that a user gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.core.errors import UsageError


@dataclass(frozen=True, slots=True)
class Addresses:
    """``graphs`` is that of the Graph Store Protocol, None where there is none or it is not known."""

    query: str
    update: str
    graphs: str | None = None

    @classmethod
    def of(cls, address: str, update: str = "", graphs: str = "") -> Addresses:
        """The addresses of a server by that for queries; ``update`` and ``graphs`` where they are told.

        Known are the layouts of Oxigraph, Fuseki, GraphDB and RDF4J, and Neptune; on any other server changes go to
        where queries go. Raises UsageError where the address is none, or has a password in it.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise UsageError("is no address of a store", where=address, remedy="write https://host/path")
        if parts.username or parts.password:
            remedy = "set KG_STORE_USER and KG_STORE_PASSWORD, and leave them out of the address"
            raise UsageError("the address of the store has a name or password in it", remedy=remedy)
        found = cls._layout(address.rstrip("/"), parts.path.rstrip("/"), parts.hostname)
        return cls(found.query, update or found.update, graphs or found.graphs)

    @classmethod
    def _layout(cls, address: str, path: str, host: str) -> Addresses:
        if path.endswith("/query"):  # Oxigraph at the top, Fuseki below the name of a data set
            base = address.removesuffix("/query")
            return cls(address, f"{base}/update", f"{base}/store" if path == "/query" else f"{base}/data")
        if re.search(r"/repositories/[^/]+$", path):  # GraphDB, RDF4J
            return cls(address, f"{address}/statements", f"{address}/rdf-graphs/service")
        if ".neptune." in host and path == "/sparql":
            return cls(address, address, f"{address}/gsp/")
        if not path:
            return cls(f"{address}/", f"{address}/")
        return cls(address, address)

    def of_virtuoso(self) -> Addresses:
        """Where Virtuoso keeps graphs: ``/sparql-auth`` has ``/sparql-graph-crud-auth`` beside it."""
        base, _, name = self.query.rpartition("/")
        if self.graphs or name not in ("sparql", "sparql-auth"):
            return self
        return Addresses(self.query, self.update, f"{base}/{name.replace('sparql', 'sparql-graph-crud')}")
