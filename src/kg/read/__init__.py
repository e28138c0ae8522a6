"""Read documents: bytes to :class:`~kg.core.model.Document`. The only contract is :func:`read`."""

from kg.read.text import read

__all__ = ["read"]
