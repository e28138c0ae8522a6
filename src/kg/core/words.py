"""Lists of words that modules go by, read from the data files of ``kg/words``.

A file a stage (``annotate``, ``link``, ``extract``), in it a table a module, in that a key a list; ``shared.toml`` has
the lists that more than one module goes by, such as the verbs of public blame. A list is a string of words parted by
blanks, or an array where a word has a blank in it; ``@name`` in it stands for all of the shared list of that name, and
``-word`` after it leaves one out. ``kg/words/README.md`` says how they are written.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kg.core.errors import DataError

_FOLDER = Path(__file__).resolve().parent.parent / "words"
SHARED = "shared"
"""The file of the lists that are not one module's alone."""


def word_set(name: str) -> frozenset[str]:
    """The words of a list, as ``'extract.valency.hires'`` or ``'shared.blame'``. Raises DataError for unknown names."""
    return frozenset(word_list(name))


def word_list(name: str) -> tuple[str, ...]:
    """As :func:`word_set`, in the order in which the list is written, each word once."""
    return _expanded(name, ())


def _expanded(name: str, above: tuple[str, ...]) -> tuple[str, ...]:
    if name in above:
        raise DataError(f"the list '{name}' is a part of itself", where="kg/words", remedy=f"see {' > '.join(above)}")
    stage, _, path = name.partition(".")
    found: object = lists(stage)
    for part in path.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, str):
        found = found.split()
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise DataError(f"there is no list '{path}'", where=f"kg/words/{stage}.toml", remedy="add it, or mend its name")
    kept: dict[str, None] = {}
    for word in found:
        if word.startswith("@"):
            kept.update(dict.fromkeys(_expanded(f"{SHARED}.{word[1:]}", (*above, name))))
        elif word.startswith("-") and len(word) > 1:
            if kept.pop(word[1:], 0) == 0:
                raise DataError(f"'{word}' leaves out nothing", where=f"kg/words: {name}", remedy="remove it")
        else:
            kept[word] = None
    return tuple(kept)


@cache
def lists(stage: str) -> dict[str, object]:
    """The tables of a file as they are written: lists by module and key; those of ``shared`` by their name."""
    path = _FOLDER / f"{stage}.toml"
    if not path.is_file():
        raise DataError(f"there is no file '{stage}.toml'", where="kg/words", remedy="mend the name of the list")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=f"kg/words/{stage}.toml", remedy="mend the file") from error
