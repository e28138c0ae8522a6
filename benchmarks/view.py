"""How soon a page is ready and how smoothly it moves: kg's page beside pyvis and sigma.js, in one run: ``make bench``.

    python benchmarks/view.py [--sizes 200 2000 10000] [--cap SECONDS] [--keep FOLDER]

The same scale-free graphs (3 edges a node) are shown by: the page of kg; pyvis as it comes (with physics); pyvis with
the same computed positions and no physics; sigma.js with the same positions (fetched by npm, else left out). Each page
is opened in headless Chromium without a graphics card, 1280 x 800 pixels, network off. Ready is from the start of the
navigation to the frame after the first drawing, the best of three (pyvis as it comes: one, ended at the cap). A pan is
a mouse that drags the picture in circles, a zoom a wheel turned to and fro, for three seconds each; frames are those
that the browser gives to ``requestAnimationFrame``, and beside them stands what one cost: milliseconds of processor
time of all processes of the browser, which remains comparable where the machine has other work. So does the processor
time until ready, in brackets. Take the ratios: absolute figures depend on the machine. Nothing here is asserted.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright
from pyvis.network import Network

from kg.analyse.networks import NetworkRow, Thing, alliance_network
from kg.core.model import ID_BASE, Stance
from kg.view import render
from kg.view.layout_large import arrange

CHECKOUT = Path(__file__).resolve().parent.parent
PARTS = CHECKOUT / "build" / "bench-parts"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SECONDS = 3.0
_PLAIN = str.maketrans({" ": "-", ",": None, ".": None})
Positions = Mapping[int, tuple[float, float]]

# Runs before the page: notes when it is ready, and every frame that the browser gives.
WATCH = """
window.frames_ = []; window.ready_ = null;
window.done_ = () => requestAnimationFrame(() => { window.ready_ ??= performance.now(); });
const beat = (now) => { window.frames_.push(now); requestAnimationFrame(beat); };
requestAnimationFrame(beat);
new MutationObserver(() => { if (document.body?.dataset.ready === 'yes') window.done_(); })
  .observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds until ready (None: not within the cap) and of processor time; frames a second, and ms of it for one."""

    ready: float | None
    work: float = 0.0
    pan: tuple[float, float] | None = None
    zoom: tuple[float, float] | None = None


# --- pages ------------------------------------------------------------------------------------------------------------


def scale_free(count: int) -> nx.Graph[int]:
    return nx.barabasi_albert_graph(count, 3, seed=1)


def rows(graph: nx.Graph[int]) -> Iterator[NetworkRow]:
    """A claim with a document and a sentence for each edge."""

    def state(number: int) -> Thing:
        return Thing(f"{ID_BASE}state/s{number:05}", f"State {number}", ("State",))

    for number, (left, right) in enumerate(sorted(graph.edges())):
        quote = f"State {left} and State {right} are allies, as paper {number % 50} wrote in report {number}."
        yield NetworkRow(
            claim=f"{ID_BASE}claim/{number:06}", relation="alliedWith", subject=state(left), object=state(right),
            stance=Stance.STATED, accepted=True, document=f"{ID_BASE}doc/{number % 500}",
            title=f"Report {number % 500}", uri=f"https://news.example/{number % 500}",
            publisher=f"Paper {number % 50}", published="2026-01-10", quote=quote, start=0, end=len(quote),
            quote_sha256=hashlib.sha256(quote.encode()).hexdigest(), rule="bench",
        )  # fmt: skip


def kg_page(graph: nx.Graph[int], _: Positions) -> str:
    network = alliance_network(rows(graph))
    return render(network, title="Scale-free", subtitle="", newest="2026-01-10")


def pyvis_page(graph: nx.Graph[int], at: Positions | None) -> str:
    """pyvis's own page. Filled directly: its add_edge looks through all edges each time, which is not measured here."""
    net = Network(height="780px", width="100%", cdn_resources="in_line")
    dot: dict[str, Any] = {"shape": "dot", "color": "#97c2fc"}
    net.nodes = [
        {"id": n, "label": f"State {n}", **dot, **({"x": at[n][0], "y": at[n][1]} if at else {})} for n in graph
    ]
    net.edges = [{"from": left, "to": right} for left, right in graph.edges()]
    if at:
        net.toggle_physics(False)
    ready = "network.once('afterDrawing', done_);"
    if not at:
        ready = "network.once('stabilizationIterationsDone', () => network.once('afterDrawing', done_));"
    html: str = net.generate_html()
    return html.replace("drawGraph();", f"drawGraph(); {ready}", 1)


def sigma_page(graph: nx.Graph[int], at: Positions) -> str:
    nodes = [
        {"key": str(n), "attributes": {"x": at[n][0], "y": -at[n][1], "size": 4, "label": f"State {n}"}} for n in graph
    ]
    edges = [{"source": str(left), "target": str(right)} for left, right in graph.edges()]
    data = json.dumps({"nodes": nodes, "edges": edges})
    parts = "".join(
        f"<script>{(PARTS / n).read_text('utf-8')}</script>" for n in ("graphology.umd.min.js", "sigma.min.js")
    )
    return (
        "<!DOCTYPE html><meta charset=utf-8><style>html,body,#s{margin:0;width:100%;height:100vh}</style>"
        "<div id=s></div>"
        f"{parts}<script type='application/json' id=d>{data}</script><script>"
        "const g = new graphology.Graph(); g.import(JSON.parse(document.getElementById('d').textContent));"
        "const s = new Sigma(g, document.getElementById('s')); s.once('afterRender', done_); s.refresh();</script>"
    )


def sigma_parts() -> bool:
    """Whether sigma.js is there, fetched where it is not."""
    if not (PARTS / "sigma.min.js").is_file():
        tool = CHECKOUT / "tools" / "web_parts.py"
        done = subprocess.run(
            [sys.executable, str(tool), "--dev", str(PARTS)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"bench: sigma.js is left out ({(done.stderr or done.stdout).strip()})", file=sys.stderr)
            return False
    return True


# --- measuring --------------------------------------------------------------------------------------------------------


def worked(browser: Any) -> float:
    """Seconds of processor time that the browser has taken so far, in all its processes."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return float(sum(process["cpuTime"] for process in processes))


def opened(browser: Any, path: Path, cap: float) -> tuple[Any, float | None]:
    """The page, and seconds until it was ready; None where the cap came first."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    context.add_init_script(WATCH)
    page = context.new_page()
    until = time.perf_counter() + cap
    with contextlib.suppress(PlaywrightTimeout):
        page.goto(path.as_uri(), wait_until="commit", timeout=cap * 1000)
        page.set_default_timeout(cap * 1000)
        # asked from outside, since the page's policy forbids to make code of a string
        while time.perf_counter() < until:
            ready = page.evaluate("window.ready_")
            if ready is not None:
                return page, ready / 1000
            time.sleep(0.05)
    return page, None


def frames(page: Any, move: Callable[[float], None]) -> tuple[float, float]:
    """Frames a second while something is moved, and the processor time that one costs in ms."""
    before = worked(page.context.browser)
    begin = page.evaluate("performance.now()")
    until = time.perf_counter() + SECONDS
    while (now := time.perf_counter()) < until:
        move(SECONDS - (until - now))
    end, stamps = page.evaluate("[performance.now(), window.frames_]")
    count = sum(begin < stamp <= end for stamp in stamps)
    return count / ((end - begin) / 1000), (worked(page.context.browser) - before) * 1000 / max(count, 1)


def moved(page: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Pan and zoom of a page that is ready. The drag begins near a corner, where there is no node to be dragged."""
    box = page.evaluate(
        """() => { const c = document.querySelector('canvas').getBoundingClientRect();
        return [c.left, c.top, c.width, c.height]; }"""
    )
    left, top, wide, high = box
    start = left + wide - 30, top + high - 40
    page.mouse.move(*start)
    page.mouse.down()
    pan = frames(
        page,
        lambda t: page.mouse.move(
            start[0] - 150 + 150 * math.cos(t * 3), start[1] - 150 + 150 * math.sin(t * 3 + math.pi / 2)
        ),
    )
    page.mouse.up()
    page.mouse.move(left + wide / 2, top + high / 2)
    page.wait_for_timeout(400)
    zoom = frames(page, lambda t: page.mouse.wheel(0, -120 if math.sin(t * 4) > 0 else 120))
    return pan, zoom


def measured(play: Any, path: Path, times: int, cap: float) -> Measured:
    """Each opening in a browser of its own, so that none profits from, or suffers from, the one before."""
    best: Measured = Measured(None)
    for number in range(times):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        try:
            before = worked(browser)
            page, ready = opened(browser, path, cap)
            if ready is None:
                return best
            work = worked(browser) - before
            last = number == times - 1
            pan, zoom = moved(page) if last else (None, None)
            best = Measured(min(ready, best.ready or ready), min(work, best.work or work), pan, zoom)
        finally:
            browser.close()
    return best


def line(size: int, name: str, found: Measured, megabytes: float, cap: float) -> None:
    ready = f"{found.ready:.2f} s ({found.work:.2f})" if found.ready is not None else f"> {cap:.0f} s"
    pan, zoom = (f"{m[0]:5.1f} fps ({m[1]:4.0f} ms)" if m else "-" for m in (found.pan, found.zoom))
    print(f"{size:>7}  {name:26} {ready:>15} {pan:>20} {zoom:>20} {megabytes:6.1f} MB", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000, 10000])
    parser.add_argument("--cap", type=float, default=45.0, help="seconds after which a page that is not ready is left")
    parser.add_argument("--only", nargs="+", help="names of the pages to measure")
    parser.add_argument("--keep", type=Path, help="folder that the pages are kept in")
    options = parser.parse_args()
    if CHROMIUM is None:
        print("bench: no Chromium here, pages are not measured (apt-get install chromium)", file=sys.stderr)
        return 0
    kinds: dict[str, tuple[Callable[[nx.Graph[int], Any], str], int]] = {
        "kg": (kg_page, 3),
        "pyvis as it comes": (lambda graph, _: pyvis_page(graph, None), 1),
        "pyvis, positions given": (pyvis_page, 3),
        "sigma.js, positions given": (sigma_page, 3),
    }
    if not sigma_parts():
        del kinds["sigma.js, positions given"]
    print(f"{'nodes':>7}  {'page':26} {'ready (work)':>15} {'pan (a frame)':>20} {'zoom (a frame)':>20}  size")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            graph = scale_free(size)
            edges = [(str(left), str(right), 1) for left, right in graph.edges()]
            placed = arrange([str(n) for n in graph], edges, {str(n): (60.0, 50.0) for n in graph}, seed=7)
            at = {n: placed[str(n)] for n in graph}
            for kind, (make, times) in kinds.items():
                if options.only and kind not in options.only:
                    continue
                path = folder / f"{kind.translate(_PLAIN)}-{size}.html"
                path.write_text(make(graph, at), "utf-8")
                line(size, kind, measured(play, path, times, options.cap), path.stat().st_size / 1e6, options.cap)
    return 0


if __name__ == "__main__":
    sys.exit(main())
