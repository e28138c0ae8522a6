"""Each page at three sizes, light and dark: no controls over one another, no words cut off, pages that stay small.

The screenshots are left in the test's folder, to be looked at.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from .helpers import settle

pytestmark = pytest.mark.browser
SIZES = {"phone": (360, 740), "laptop": (1280, 800), "wide": (1920, 1080)}
PAGES = ("index", "alliances", "disputes", "all")

# What one can press or type in and sees: its box as far as its scrolled ancestors show it, and its words.
CONTROLS = """() => {
  const seen = [];
  for (const one of document.querySelectorAll('button, input, select, summary, a[href], [role=tab]')) {
    if (one.closest('svg') || !one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    if (getComputedStyle(one).clipPath !== 'none') continue;
    let { left, top, right, bottom } = one.getBoundingClientRect();
    for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflow === 'visible') continue;
      const frame = box.getBoundingClientRect();
      left = Math.max(left, frame.left); top = Math.max(top, frame.top);
      right = Math.min(right, frame.right); bottom = Math.min(bottom, frame.bottom);
    }
    if (right - left < 2 || bottom - top < 2) continue;
    const words = (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40);
    seen.push({ words: `${one.localName}#${one.id} ${words}`, left, top, right, bottom, inside: one.closest('label, summary, button, a') !== one });
  }
  return seen;
}"""
CUT = """() => [...document.querySelectorAll('button, label, summary, legend, th, h1, h2, h3, p, a')]
  .filter((one) => !one.closest('svg, #status, .unseen-words, .scroll') && one.checkVisibility() && one.textContent.trim()
    && getComputedStyle(one).clipPath === 'none'
    && (one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 0 && getComputedStyle(one).overflowX !== 'visible'
      || one.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
  .map((one) => `${one.localName}: ${one.textContent.trim().slice(0, 50)}`)"""
LETTERS = """() => { const all = [...document.querySelectorAll('#map .name, #timeline .tick-name')].filter((one) => one.checkVisibility())
  .map((one) => { const b = one.getBoundingClientRect(); return { words: one.textContent, left: b.left, top: b.top, right: b.right, bottom: b.bottom }; });
  return all; }"""


def overlapping(boxes: list[dict[str, Any]], by: float = 2.0) -> list[tuple[str, str]]:
    """Pairs of boxes that cover each other by more than so many pixels both ways, and do not contain one another."""
    found = []
    for a, b in combinations(boxes, 2):
        wide = min(a["right"], b["right"]) - max(a["left"], b["left"])
        high = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        if wide > by and high > by and not (a.get("inside") or b.get("inside")):
            found.append((a["words"], b["words"]))
    return found


def faults(page: Any, name: str) -> list[str]:
    found = [f"{name}: {a} over {b}" for a, b in overlapping(page.evaluate(CONTROLS))]
    found += [f"{name}: cut: {words}" for words in page.evaluate(CUT)]
    found += [f"{name}: names over each other: {a}, {b}" for a, b in overlapping(page.evaluate(LETTERS), 3)]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"{name}: {wider} pixels wider than the screen"] if wider > 0 else [])]


@pytest.mark.parametrize("size", SIZES)
def test_no_control_is_covered_and_no_word_is_cut(browser: Any, sample: Path, tmp_path: Path, size: str) -> None:
    """Every page, in light and dark, and the other views of one of them, is whole at this size."""
    width, height = SIZES[size]
    context = browser.new_context(offline=True, viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    found: list[str] = []
    for name in PAGES:
        views = ("network", "map", "timeline", "table") if name == "all" else ("network",)
        for view in views:
            address = (sample / "exports" / f"{name}.html").as_uri() + ("" if view == "network" else f"#view={view}")
            page.goto("about:blank")
            page.goto(address, wait_until="load")
            if name != "index":
                page.wait_for_selector("body[data-ready=yes]", timeout=60_000)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                settle(page)
                shot = f"{name}-{view}-{size}-{scheme}"
                page.screenshot(path=tmp_path / f"{shot}.png")
                if scheme == "light":
                    found += faults(page, shot)
    context.close()
    assert len(list(tmp_path.glob("*.png"))) == 14
    assert (found, errors) == ([], [])


def test_the_ground_is_light_and_dark(browser: Any, sample: Path) -> None:
    """What is asked for light is light on the screen, what is asked for dark is dark, the picture's names too."""
    context = browser.new_context(offline=True, viewport={"width": 800, "height": 600})
    page = context.new_page()
    page.goto((sample / "exports" / "all.html").as_uri())
    page.wait_for_selector("body[data-ready=yes]", timeout=60_000)
    grounds = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settle(page)
        grounds[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert grounds == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}


def test_pages_of_the_sample_stay_under_three_megabytes(sample: Path) -> None:
    """No page of the sample graph is larger than 3 MB, the map and its outlines included."""
    sizes = {path.name: path.stat().st_size for path in (sample / "exports").glob("*.html")}
    assert set(sizes) >= {f"{name}.html" for name in PAGES}
    assert {name: size for name, size in sizes.items() if size > 3_000_000} == {}
    assert b"kg-land" in (sample / "exports" / "disputes.html").read_bytes()
