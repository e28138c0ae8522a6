"""The words that tell whose words others are, and whether what they say is so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.extract.factuality import Factuality


class Reporting:
    """The words of ``graph/lexicon/reporting.yaml``, and those of ``factuality.yaml``; ``humans`` are nouns for human
    beings, who may say something without having a name.
    """

    def __init__(self, data: Mapping[str, Any], factuality: Factuality, humans: frozenset[str] = frozenset()) -> None:
        self.factuality, self.humans = factuality, humans
        conditions: Mapping[str, Sequence[str]] = data["condition_nouns"]
        self.deny = frozenset(data["deny"])
        self.granted = frozenset(data["granted"])
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
        self.doubted, self.as_told = frozenset(data["doubted"]), frozenset(data["as_told"])
        self.negators, self.negative_verbs = frozenset(data["negators"]), frozenset(data["negative_verbs"])
        self.opinion = tuple(data["opinion"])
        self.attitudes, self.tell_of, self.label = (
            frozenset(data["attitudes"]),
            frozenset(data["tell_of"]),
            frozenset(data["label"]),
        )
        self.unsourced, self.dismiss = frozenset(data["unsourced"]), frozenset(data["dismiss"])
        self.evidence, self.establish = frozenset(data["evidence"]), frozenset(data["establish"])
        self.confirmed = frozenset(data["confirmed"])
        self.almost, self.occur = frozenset(data["almost"]), frozenset(data["occur"])
        self.fiction = frozenset(data["fiction"])
        self.held = frozenset(data["held"])
        self.fair, self.remarked = frozenset(data["fair"]), frozenset(data["remarked"])
        self.awaited, self.corresponds = frozenset(data["awaited"]), frozenset(data["corresponds"])
        self.real, self.grounded = frozenset(data["real"]), frozenset(data["grounded"])
        self.fancied, self.tempting = frozenset(data["fancied"]), frozenset(data["tempting"])
        self.unrealised, self.tried = frozenset(data["unrealised"]), frozenset(data["tried"])
        self.claims, self.views = frozenset(data["claims"]), frozenset(data["views"])
        self.mouthpieces, self.media = frozenset(data["mouthpieces"]), frozenset(data["media"])
        self.of_states = frozenset(data["of_states"])
        self.hold_back, self.give_up = frozenset(data["hold_back"]), frozenset(data["give_up"])
        self.ahead, self.deeds = frozenset(data["ahead"]), frozenset(data["deeds"])
        self.condition_nouns = {key: frozenset(nouns) for key, nouns in conditions.items()}
        self.demand, self.demand_for = frozenset(data["demand"]), frozenset(data["demand_for"])
        self.steps = frozenset(data["steps"])
        self.possible = frozenset(data["possible"])
        self.passive_say = frozenset(data["passive_say"])
        self.turned = frozenset(data["turned"])
        self.hard_conditions = frozenset(data["hard_conditions"])

    def words(self) -> frozenset[str]:
        """Lemmas of verbs and nouns that tell whose words others are."""
        return self.say | self.report | self.factive | self.sources | self.hearsay | {"according", "account"}
