"""Asks a language model at an OpenAI-compatible address (``POST .../chat/completions``), and remembers its answers.

The address is the one that the user names; nothing else is asked. The key, if there is one, comes from the environment
and goes to no file. An answer is cached by what was asked, of which model: the same text costs once.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.core.errors import KgError, UsageError
from kg.extract.llm.prompt import Prompt
from kg.files import write_atomic

KEY = "KG_LLM_KEY"
"""The environment variable that holds the key of the address."""
_LARGEST = 4_000_000
_AGAIN = (408, 409, 429, 500, 502, 503, 504)
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Options:
    """Which model to ask, and where. ``url`` is the address up to ``/v1``; ``seconds`` bounds one answer."""

    url: str
    model: str
    seconds: float = 300.0
    most_tokens: int = 8192

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise UsageError(f"'{self.url}' is no address of a language model", remedy="write --llm-url http://.../v1")
        if not self.model:
            raise UsageError("no language model is named", remedy="add --llm-model NAME")


@dataclass(frozen=True, slots=True)
class Usage:
    """What was asked of a model: requests sent, answers taken from the cache, tokens read and written by the model."""

    requests: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.requests + other.requests, self.cached + other.cached, self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )  # fmt: skip


@dataclass(slots=True)
class Client:
    """Sends passages to the model. ``cache`` is a folder, ``wait`` what waits between tries (seconds)."""

    options: Options
    prompt: Prompt
    cache: Path | None = None
    wait: Callable[[float], None] = time.sleep
    key: str | None = field(default_factory=lambda: os.environ.get(KEY), repr=False)

    def facts(self, passage: str, published: str | None) -> tuple[list[Any], Usage]:
        """The rows that the model gives for a passage, unchecked, and what that took. Raises KgError."""
        body = self._body(passage, published)
        path = self._cached(body)
        if path is not None and (known := _read(path)) is not None:
            return _rows(known, self.options.url), Usage(cached=1)
        answer = self._ask(body)
        rows = _rows(answer, self.options.url)
        if path is not None:
            write_atomic(path, json.dumps(answer, ensure_ascii=False, sort_keys=True) + "\n")
        told = answer.get("usage")
        used = told if isinstance(told, dict) else {}
        return rows, Usage(1, 0, _number(used.get("prompt_tokens")), _number(used.get("completion_tokens")))

    def _body(self, passage: str, published: str | None) -> dict[str, Any]:
        form = {"name": "facts", "strict": True, "schema": self.prompt.schema}
        return {
            "model": self.options.model, "messages": self.prompt.messages(passage, published), "temperature": 0,
            "seed": 0, "max_tokens": self.options.most_tokens,
            "response_format": {"type": "json_schema", "json_schema": form},
        }  # fmt: skip

    def _cached(self, body: Mapping[str, Any]) -> Path | None:
        name = hashlib.sha256(json.dumps(body, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
        return self.cache / f"{name}.json" if self.cache else None

    def _ask(self, body: Mapping[str, Any]) -> dict[str, Any]:
        import httpx

        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        url, trouble = f"{self.options.url.rstrip('/')}/chat/completions", ""
        with httpx.Client(timeout=self.options.seconds, trust_env=False, headers=headers) as client:
            for attempt in range(_TRIES):
                if attempt:
                    self.wait(2.0**attempt)
                try:
                    with client.stream("POST", url, json=body) as response:
                        data = _bounded(response, url)
                        status = response.status_code
                except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                    trouble = " ".join(str(error).split())[:200] or type(error).__name__
                    continue
                if status == 200:
                    return _object(data, url)
                trouble = f"status {status}"
                if status not in _AGAIN:
                    break
        remedy = f"check --llm-url, --llm-model and {KEY}"
        raise KgError(f"the language model does not answer ({trouble})", where=url, remedy=remedy)


def _bounded(response: Any, url: str) -> bytes:
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > _LARGEST:
            raise KgError("the language model answers without end", where=url, remedy="try another model")
        parts.append(part)
    return b"".join(parts)


def _object(data: bytes, url: str) -> dict[str, Any]:
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _odd(url) from error
    if not isinstance(answer, dict):
        raise _odd(url)
    return answer


def _rows(answer: Mapping[str, Any], url: str) -> list[Any]:
    """The facts in an answer; KgError where it is not of the asked form."""
    try:
        content = answer["choices"][0]["message"]["content"]
        facts = json.loads(_bare(content))["facts"]
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError) as error:
        raise _odd(url) from error
    if not isinstance(facts, list):
        raise _odd(url)
    return facts


def _bare(content: str) -> str:
    """JSON without the fence that some models put around it."""
    inner = content.strip()
    if inner.startswith("```") and inner.endswith("```"):
        inner = inner.removeprefix("```json").removeprefix("```").removesuffix("```")
    return inner


def _odd(url: str) -> KgError:
    remedy = "name a model that can answer in JSON by a schema"
    return KgError("the language model did not answer with the JSON that was asked for", where=url, remedy=remedy)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        answer = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None  # it is asked again, and written anew
    return answer if isinstance(answer, dict) else None


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0
