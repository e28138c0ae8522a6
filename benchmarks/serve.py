"""``kg serve`` under 16 clients, one of which runs away, and under a thousand hostile requests: ``make bench-serve``.

All figures are of one run on one machine; take the ratios. Clients and server share the processors. Nothing here is
asserted but what the hostile run must not do: change the store, reach another server, or stop the server.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import httpx

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT / "tests"))

from hostile_requests import Canary, bodies, raw_requests, targets  # noqa: E402
from kg.store import Store  # noqa: E402
from samples import JP, PH, US, Article, concept, thing  # noqa: E402
from served import Served, make_project, received, serving  # noqa: E402

CLIENTS = 16
QUERIES = (
    "/sparql?query=SELECT%20%3Fs%20%7B%20%3Ft%20kg%3AhasParty%20%3Fs%20%7D%20LIMIT%20100",
    "/queries/allies?x=JP", "/queries/treaties-between?x=JP&y=PH", "/queries/who-claims?feature=Scarborough%20Shoal",
    "/sparql?query=ASK%20%7B%20state%3AJP%20kg%3AalliedWith%20state%3AUS%20%7D",
)  # fmt: skip
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def fill(folder: Path, documents: int) -> None:
    """A project whose store has so many documents of a treaty each, besides those that tests have."""
    make_project(folder)
    with Store.open(folder / ".kg" / "store") as store:
        for number in range(documents):
            treaty = thing("Treaty", f"Agreement number {number}")
            article = (
                Article(f"report-{number}", published=f"20{number % 20 + 5:02}-03-01", publisher=f"Paper {number % 9}")
                .says(f"They signed {number}.", treaty, "status", concept("TreatyStatus", "Signed"), "2005-01")
                .says("It binds Japan", treaty, "hasParty", JP).says("and the Philippines.", treaty, "hasParty", PH)
                .says("Allies they are.", JP, "alliedWith", US)
            )  # fmt: skip
            store.ingest(article.extraction())


async def load(address: str, clients: int, seconds: float, runaways: int) -> tuple[list[float], Counter[int]]:
    """Latencies in seconds of the ordinary requests, and the statuses of the runaways."""
    until = time.perf_counter() + seconds
    latencies: list[float] = []
    ended: Counter[int] = Counter()

    async with httpx.AsyncClient(base_url=address, timeout=100, verify=False, trust_env=False) as client:

        async def ordinary(start: int) -> None:
            paths = cycle(QUERIES[start % len(QUERIES) :] + QUERIES[: start % len(QUERIES)])
            while time.perf_counter() < until:
                begin = time.perf_counter()
                response = await client.get(next(paths), headers={"accept": "application/json"})
                latencies.append(time.perf_counter() - begin)
                if response.status_code != 200:
                    raise SystemExit(f"bench: status {response.status_code}: {response.text}")

        async def running_away() -> None:
            while time.perf_counter() < until:
                ended[(await client.get("/sparql", params={"query": RUNAWAY})).status_code] += 1

        await asyncio.gather(
            *(ordinary(n) for n in range(clients - runaways)), *(running_away() for _ in range(runaways))
        )
    return latencies, ended


def at(latencies: list[float], share: float) -> float:
    """A quantile in milliseconds."""
    return sorted(latencies)[min(len(latencies) - 1, int(share * len(latencies)))] * 1000


def line(what: str, value: str, more: str = "") -> None:
    print(f"{what:56} {value:>22}  {more}", flush=True)


def latency(served: Served, seconds: float) -> None:
    """One client, sixteen, and sixteen of which one sends nothing but runaways."""
    asyncio.run(load(served.address, 4, 2, 0))  # workers start as they are needed
    results = {}
    for name, clients, runaways in (
        ("1 client", 1, 0),
        ("16 clients", CLIENTS, 0),
        ("16 clients, 1 runaway", CLIENTS, 1),
    ):
        latencies, ended = asyncio.run(load(served.address, clients, seconds, runaways))
        results[name] = latencies
        rate = len(latencies) / seconds
        line(
            f"{name}: p50, p99",
            f"{at(latencies, 0.5):.1f} ms, {at(latencies, 0.99):.1f} ms",
            f"{rate:.0f} requests/s {dict(ended) or ''}",
        )
    with_one, without = results["16 clients, 1 runaway"], results["16 clients"]
    line("  with the runaway by without: p50, p99",
         f"ratio {at(with_one, 0.5) / at(without, 0.5):.2f}, {at(with_one, 0.99) / at(without, 0.99):.2f}")  # fmt: skip


def hostile(served: Served, folder: Path, wanted: int) -> None:
    """A thousand hostile requests; SystemExit where one of them did what none may."""
    chance = random.Random(2026)
    before = contents(folder)
    statuses: Counter[str] = Counter()
    begin = time.perf_counter()
    raw = served.send_raw(raw_requests(chance, 60))
    with Canary() as canary, served.client() as client:
        requests = [*targets(canary.address), *bodies(canary.address, chance, wanted)][:wanted]
        for method, path, headers, body in requests:
            response = client.request(method, path, headers=headers, content=body)
            statuses[str(response.status_code)] += 1
            if response.status_code == 500 or "Traceback" in response.text:
                raise SystemExit(f"bench: {method} {path[:200]} gave {response.status_code}: {response.text[:200]}")
        for connection in raw:
            answer = received(connection)
            statuses[answer[9:12].decode("ascii", "replace") or "closed"] += 1
        if canary.seen or contents(folder) != before:
            raise SystemExit(f"bench: reached {canary.seen}, store changed: {contents(folder) != before}")
        alive = client.get("/sparql", params={"query": "ASK { state:JP kg:alliedWith state:US }"})
    if alive.json() != {"head": {}, "boolean": True} or "internal error" in served.errors():
        raise SystemExit(f"bench: the server is not well: {alive.text} {served.errors()}")
    line(
        f"{sum(statuses.values())} hostile requests",
        f"{time.perf_counter() - begin:.1f} s",
        "nothing reached, nothing changed, and it serves on",
    )
    line("  their statuses", "", " ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))


def contents(folder: Path) -> list[str]:
    with Store.open(folder / ".kg" / "store", read_only=True) as store:
        return [str(quad) for quad in store.quads()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--requests", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        fill(folder, given.documents)
        with serving(folder, "--rate", "0", "--timeout", "3") as served:
            latency(served, given.seconds)
            hostile(served, folder, given.requests)


if __name__ == "__main__":
    main()
