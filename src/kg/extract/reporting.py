"""The words that tell whose words others are, and whether what they say is so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Reporting:
    """The words of ``graph/lexicon/reporting.yaml``."""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self.deny = frozenset(data["deny"])
        self.prevent = frozenset(data["prevent"])
        self.report = frozenset(data["report"])
        self.say, self.factive = frozenset(data["say"]), frozenset(data["factive"])
        self.future, self.likely, self.prospect = (
            frozenset(data["future"]),
            frozenset(data["likely"]),
            frozenset(data["prospect"]),
        )
        self.judges = frozenset(data["judges"])
        self.sources, self.hearsay = frozenset(data["sources"]), frozenset(data["hearsay"])
        self.negators, self.negative_verbs = frozenset(data["negators"]), frozenset(data["negative_verbs"])
        self.opinion = tuple(data["opinion"])
        self.hard_conditions = frozenset(data["hard_conditions"])

    def words(self) -> frozenset[str]:
        """Lemmas of verbs and nouns that tell whose words others are."""
        return self.say | self.report | self.factive | self.sources | self.hearsay | {"according", "account"}
