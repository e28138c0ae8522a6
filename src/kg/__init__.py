"""A geopolitical knowledge graph: articles in, sourced claims as RDF out.

The same verbs as the command line::

    import kg

    g = kg.open("folder")
    g.ingest("article.txt")
    for row in g.query("parties"):
        print(row)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.app import App as App
    from kg.app import open_app as open  # noqa: A004 - kg.open() is the name that reads best

__version__ = "0.1.0"
__all__ = ["App", "KgError", "__version__", "open"]

_LAZY = {"App": ("kg.app", "App"), "open": ("kg.app", "open_app"), "KgError": ("kg.core.errors", "KgError")}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that ``import kg`` costs nothing."""
    if name not in _LAZY:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    from importlib import import_module

    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
