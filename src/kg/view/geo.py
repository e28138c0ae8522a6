"""What a page needs to draw a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def map_parts(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Scripts (name, text) and land (JSON text) that the map of a page needs; None where it has none."""
    return None
