"""A worker process: tasks in on standard input, replies out on standard output (see :mod:`kg.serve.pool`).

``python -m kg.serve.worker KIND PROJECT EVIDENCE MEMORY ROWS SIZE`` with KIND ``query`` (SPARQL alone, starts at once)
or ``page`` (pages and networks, which load more).
"""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from kg.core.errors import KgError
from kg.serve.replies import Made
from kg.serve.sandbox import bound_memory, confine


def main(arguments: list[str]) -> int:
    """Answer until standard input ends."""
    kind, project, evidence, memory, rows, size = arguments
    confine(writes=kind == "page")  # reading a text again wants a place for temporary files
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but replies gets into the stream of replies
    tasks = _tasks(kind, project, evidence, int(rows), int(size))
    _send(target, Made(b"", "text/plain"))
    bounded = False
    while (task := _receive(source)) is not None:
        try:
            tasks.open(task["snapshot"])
            if not bounded:
                bound_memory(int(memory))
                bounded = True
            made = tasks.run(task)
        except MemoryError:
            _send(target, Made(b"", "text/plain", 503, {"x-ends": "memory"}))
            return 1
        except KgError as error:
            made = Made(str(error), "text/plain", getattr(error, "status", 400))
        except RecursionError:
            made = Made("the request is nested too deeply; simplify it", "text/plain", 400)
        except Exception as error:
            if os.environ.get("KG_DEBUG"):
                import traceback

                traceback.print_exc()
            made = Made(f"internal error ({type(error).__name__}); please report it", "text/plain", 500)
        _send(target, made)
        del made
    return 0


def _tasks(kind: str, project: str, evidence: str, rows: int, size: int) -> Any:
    if kind == "query":
        from kg.serve.queries import QueryTasks

        return QueryTasks(Path(project), evidence, rows, size)
    from kg.serve.pages import PageTasks

    return PageTasks(Path(project), evidence)


def _receive(source: BinaryIO) -> dict[str, Any] | None:
    head = source.read(4)
    if len(head) < 4:
        return None
    content: dict[str, Any] = json.loads(source.read(int.from_bytes(head, "big")))
    return content


def _send(target: BinaryIO, made: Made) -> None:
    body = made.body.encode("utf-8", "replace") if isinstance(made.body, str) else made.body
    kind = made.media_type
    if kind.startswith("text/") and "charset" not in kind:
        kind += "; charset=utf-8"
    headers = {"content-type": kind, **made.headers}
    head = json.dumps({"status": made.status, "headers": headers, "length": len(body)}).encode()
    target.write(len(head).to_bytes(4, "big") + head + body)
    target.flush()


if __name__ == "__main__":
    gc.set_threshold(50_000)
    sys.exit(main(sys.argv[1:]))
