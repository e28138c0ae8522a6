"""How a server is run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from kg.core.errors import UsageError

SHORTEST_TOKEN = 16
"""Characters: what can be guessed is no token."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``kg serve`` is told; units are in the names of its options."""

    project: Path
    evidence: str = "quote"
    base: str = ""
    host: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ()
    """Further names that clients may call the server by."""
    token: str | None = field(default=None, repr=False)
    timeout: float = 10.0
    """Seconds that a query or a page may take."""
    memory: int = 1000
    """Megabytes that a worker may take for it."""
    rate: float = 50.0
    """Requests that a client may send in a second, on average; 0: as many as it likes."""
    workers: int = field(default_factory=lambda: max(4, min(8, (os.cpu_count() or 2) + 2)))
    rows: int = 100_000
    """Rows or triples in an answer."""
    size: int = 32_000_000
    """Bytes in an answer."""
    body: int = 1_000_000
    """Bytes in a request."""
    patience: float = 10.0
    """Seconds within which a request must have arrived."""

    def check(self) -> None:
        """UsageError where the address is no loopback address and there is no token, or a token is too short."""
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise UsageError(f"the token is shorter than {SHORTEST_TOKEN} characters", remedy="make a longer one")
        if self.token is None and not self.is_loopback:
            remedy = "put one into the environment and name it with --token-env NAME"
            raise UsageError(f"{self.host} can be reached from other machines, and there is no token", remedy=remedy)

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the address."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def names(self) -> frozenset[str]:
        """What a ``Host`` header may say, without its port."""
        known = {"localhost", "127.0.0.1", "[::1]", *(name.lower() for name in self.hosts)}
        if self.host not in ("0.0.0.0", "::"):
            known.add(f"[{self.host}]" if ":" in self.host else self.host.lower())
        return frozenset(known)
