"""What the tests of the pages ask of an open page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .acts import settle


def data(page: Any) -> dict[str, list[dict[str, Any]]]:
    """Nodes and edges of the page, as its JSON has them."""
    return json.loads(page.locator("#kg-data").text_content())  # type: ignore[no-any-return]


def claims(page: Any) -> dict[str, list[dict[str, Any]]]:
    """Claims and documents of the page, as its JSON has them."""
    return json.loads(page.locator("#kg-claims").text_content())  # type: ignore[no-any-return]


def named(page: Any, *names: str) -> list[str]:
    """The ids of the nodes of these names."""
    ids = {node["name"]: node["id"] for node in data(page)["nodes"]}
    return [ids[name] for name in names]


def drawn(page: Any) -> tuple[set[str], set[str]]:
    """The names of the things and the ids of the ties that the picture holds."""
    held = page.evaluate("kgDrawn()")
    names = {node["id"]: node["name"] for node in data(page)["nodes"]}
    return {names[one] for one in held["nodes"]}, set(held["edges"])


def show(page: Any, view: str) -> None:
    """Go to a view by its tab."""
    page.get_by_role("tab", name=view.title(), exact=True).click()


def box(found: Any) -> dict[str, float]:
    """Where an element stands, in CSS pixels from the window's corner, once the page has settled.

    Measured inside the page: a view that draws anew between two questions of the driver has no box for the old element.
    """
    settle(found.page)
    return found.evaluate(  # type: ignore[no-any-return]
        "(one) => { const { x, y, width, height } = one.getBoundingClientRect(); return { x, y, width, height }; }"
    )


def listed(page: Any) -> set[str]:
    """The ids of the ties that the table lists; the page stays in the table."""
    show(page, "table")
    return set(page.locator("#ties tbody tr").evaluate_all("(rows) => rows.map((row) => row.dataset.edge)"))


def until(page: Any, condition: str) -> None:
    """Wait until a condition (a JavaScript expression) holds; the page's policy forbids Playwright's own way of it."""
    page.evaluate(
        f"() => new Promise((done) => {{ const look = () => ({condition} ? done() : setTimeout(look, 20)); look(); }})"
    )


def choose(page: Any, name: str, field: str = "find") -> None:
    """Find something by name and take the first that is found."""
    page.fill(f"#{field}", name)
    page.press(f"#{field}", "Enter")


def saved(page: Any, kind: str, folder: Path) -> Path:
    """The file that the page saves when asked for a kind: png, svg, csv, turtle."""
    if not page.locator("#saving").is_visible():
        page.locator("#do-save").click()
    with page.expect_download() as download:
        page.locator(f"#save-{kind}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def stopped_by_policy(seen: Any) -> None:
    """Were there a flaw in the page, its policy would still stop it: HTML from a string, new scripts, requests."""
    for flaw in ("document.body.innerHTML = '<img src=x onerror=trip(1)>'",
                 "document.write('<img src=x onerror=trip(2)>')",
                 "document.body.append(Object.assign(document.createElement('script'), {src: 'data:,trip(3)'}))"):  # fmt: skip
        with pytest.raises(Exception, match="Trusted(HTML|Script)"):
            seen.page.evaluate(f"() => {{ {flaw} }}")
    assert seen.page.evaluate("fetch('https://evil.example/').then(() => 'sent', () => 'stopped')") == "stopped"
    tripped = seen.page.evaluate("window.tripped.splice(0)")
    assert any(one.startswith("policy:") for one in tripped) and not any(one.startswith("ran:") for one in tripped)
    seen.errors.clear()
    seen.requests.clear()
