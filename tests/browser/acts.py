"""Each act of a test on a page ends when the page has settled.

A browser answers a key or a click in several steps: the box that a key opens tells so in a task of its own, a view
measures itself in the frame that shows it and draws in the next. A test that looks in between sees the old picture, once
in some hundreds of runs. So every act of the driver (a key, a click, a filled field) waits here until the page has drawn
two frames and done what was queued; what takes longer by design (typing into the address, playing) a test waits for by
its condition.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

ACTS = {
    "Page": "check click dblclick fill hover press select_option set_checked set_viewport_size tap type uncheck emulate_media",
    "Locator": "blur check clear click dblclick drag_to fill focus hover press press_sequentially select_option set_checked "
    "tap type uncheck",
    "Keyboard": "down insert_text press type up",
    "Mouse": "click dblclick down move up wheel",
    "Touchscreen": "tap",
}
# a page that is not seen draws no frame
SETTLED = """new Promise((done) => (document.hidden ? setTimeout(done)
  : requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))"""


def settle(page: Any) -> None:
    """Wait until the page has drawn two frames and done what was queued before them."""
    page.evaluate(SETTLED)


def _page_of(owner: Any, pages: Callable[[], list[Any]]) -> list[Any]:
    if hasattr(owner, "page"):
        return [owner.page]
    return [owner] if hasattr(owner, "evaluate") and hasattr(owner, "goto") else pages()


def acts_settle(sync_api: Any, pages: Callable[[], list[Any]]) -> None:
    """From now on each act of the driver's classes waits until its page has settled.

    ``pages()`` gives the open pages: a keyboard or a mouse does not tell to which it belongs. An act that left the page
    (a link, a reload) has nothing to wait for.
    """
    for name, acts in ACTS.items():
        kind = getattr(sync_api, name)
        for act in acts.split():
            setattr(kind, act, _settling(getattr(kind, act), sync_api.Error, pages))


def _settling(act: Callable[..., Any], error: type[Exception], pages: Callable[[], list[Any]]) -> Callable[..., Any]:
    if hasattr(act, "__wrapped__"):
        return act

    @wraps(act)
    def settling(owner: Any, *args: Any, **named: Any) -> Any:
        result = act(owner, *args, **named)
        for page in _page_of(owner, pages):
            try:
                settle(page)
            except error as problem:
                if not any(word in str(problem) for word in ("navigat", "destroyed", "closed")):
                    raise
        return result

    return settling
