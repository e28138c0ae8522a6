"""Networks as interactive pages: :func:`render` gives one self-contained HTML file, :func:`write` writes it."""

from kg.view.page import render, write

__all__ = ["render", "write"]
