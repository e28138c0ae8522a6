"""Fit whom an act is likeliest upon that does not say it: ``graph/frames/targets.json``, from annotated text.

    python tools/fit_targets.py [--check]

The open articles, and the bank, under ``tests/golden`` are read with all acts told, upon nobody where no rule finds
upon whom. For each of these, all who are offered (``kg.extract.likely_targets.TargetOffers``) are told right or wrong
by the facts that have its actor, its type and its words, and a conditional logit with an L2 penalty is fitted; where
there is no such fact, "no act is told" is right. What the penalty and the features should be was chosen on fifths of
the texts, each left out in turn. Then it is printed how many acts are told, how many of these are facts, and how many
have the right target: of the blind articles, and, with ``--check``, of each fifth that is left out (nothing is written
then).

``tools/fit_dates.py`` and ``tools/fit_confidence.py`` look at targets too: they are to be run afterwards.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg
from fitting import annotated, conditional_logit
from kg.core.model import Claim
from kg.evaluate.score import Fact, load_facts, names, overlap, same_name
from kg.extract import likely_targets
from kg.extract.likely_targets import LikelyTargets, Offer, Offered
from kg.extract.role_search import Sought
from kg.files import write_atomic
from score_passages import ROOT, passages, read

BANK = ROOT / "tests" / "golden" / "bank"
_PENALTY = 2.0
_RAREST = 4
_FOLDS = 5
_TRIGGER = re.compile(r"trigger .* at (\d+)$")
Place = tuple[int, str]
"""The position of a trigger, and the frame."""


@dataclass(frozen=True)
class Choice:
    """What an act is offered, and of each offer whether a fact has it; ``told``: whether it is told in any case."""

    offers: Sequence[Offer]
    right: list[bool]
    untold: frozenset[str]
    told: bool

    @property
    def known(self) -> list[frozenset[str]]:
        """What is known of each offer, and, last, of no act."""
        return [*(offer.features for offer in self.offers), self.untold]


class Recorder(LikelyTargets):
    """Tells all acts, upon nobody, and keeps what each was offered."""

    seen: dict[Place, tuple[Offered, bool]] = {}  # noqa: RUF012 - emptied by who reads the next document

    def of(self, sought: Sought, offered: Offered, *, told: bool) -> Offer | None:
        """Nobody."""
        self.seen[sought.trigger.start, sought.frame.id] = offered, told
        return offered.offers[0]


def _place(claim: Claim) -> Place | None:
    at = next((m for line in claim.trace if (m := _TRIGGER.match(line))), None)
    return (int(at[1]), claim.rule) if at is not None else None


def choices(claims: Iterable[Claim], facts: Sequence[Fact], text: str) -> Iterator[Choice]:
    """What the acts of one text were offered, and what its facts have."""
    done: set[tuple[Place, str]] = set()
    for claim in claims:
        place = _place(claim)
        if place not in Recorder.seen or place is None or (place, claim.subject.iri) in done:
            continue
        done.add((place, claim.subject.iri))
        offered, told = Recorder.seen[place]
        row = claim.row()
        mine = [f for f in facts if f["r"] == claim.relation and same_side(f, row, "s")]
        mine = [f for f in mine if not f["quote"] or overlap(f, row, text)]
        right = [any(_is_upon(fact, offer) for fact in mine) for offer in offered.offers]
        yield Choice(offered.offers, right, offered.untold, told)


def _is_upon(fact: Fact, offer: Offer) -> bool:
    """Whether a fact has one of those whom an offer names, or nobody as the offer."""
    entities = [r.entity for r in offer.refs]
    rows = [{"o": e.key, "alt": {"o": [e.name, *e.aliases]}} for e in entities] or [{"o": None}]
    return any(same_side(fact, row, "o") for row in rows)


def same_side(fact: Fact, found: Fact, side: str) -> bool:
    """Whether two facts have one name in common on a side, or nobody there."""
    both = ((x, y) for x in names(fact, side) for y in names(found, side))
    return any(same_name(x, y, person=False) for x, y in both if (x is None) == (y is None))


def of_articles(app: kg.App, *, blind: bool) -> Iterator[list[Choice]]:
    """The choices of each annotated article."""
    for path, gold in annotated(blind=blind):
        Recorder.seen.clear()
        yield list(choices(app.extract(path).claims, load_facts(gold), path.read_text("utf-8")))


def of_bank(app: kg.App, files: Iterable[Path]) -> Iterator[list[Choice]]:
    """The choices of each passage of the bank."""
    for path in files:
        for passage in passages(path):
            Recorder.seen.clear()
            for _, claims in read(app, [passage]):
                yield list(choices(claims, passage.facts, passage.document))


def fit(known: Sequence[Choice]) -> LikelyTargets:
    """The weights under which what is right is likeliest, less a penalty on their squares."""
    right = [[*choice.right, not any(choice.right)] for choice in known]
    return LikelyTargets(conditional_logit([choice.known for choice in known], right, _RAREST, _PENALTY))


def tally(likely: LikelyTargets, known: Iterable[Choice]) -> Counter[str]:
    """How many acts there are that are told in any case and how many others, how many are told, and how rightly."""
    found: Counter[str] = Counter()
    for choice in known:
        offer = likely.of(_ANY, Offered(choice.offers, choice.untold), told=choice.told)
        kind = "told" if choice.told else "lacking"
        found[kind] += 1
        found[f"{kind}, facts"] += any(choice.right)
        found[f"{kind}, right upon nobody"] += choice.right[0]
        if offer is not None:
            found[f"{kind}, given"] += 1
            found[f"{kind}, given, facts"] += any(choice.right)
            found[f"{kind}, given, right"] += choice.right[choice.offers.index(offer)]
    return found


_ANY: Any = None
"""Likelihoods do not look at the act but by what is known of it."""


def table(name: str, found: Counter[str]) -> str:
    """What is found."""
    return (
        f"{name}: of {found['told']} acts told of nobody ({found['told, facts']} facts) "
        f"{found['told, right upon nobody']} right so, {found['told, given, right']} with likely targets; "
        f"of {found['lacking']} others ({found['lacking, facts']} facts) {found['lacking, given']} told, "
        f"{found['lacking, given, facts']} of them facts, {found['lacking, given, right']} with the right target"
    )


def main() -> int:
    """Fit, print the tables, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="leave each fifth out in turn, and write nothing")
    options = parser.parse_args()
    likely_targets.LikelyTargets = Recorder  # type: ignore[misc] - what the pipeline will load
    app = kg.open(ROOT)
    app.keep(0.0)
    texts = {
        "open articles": list(of_articles(app, blind=False)),
        "bank": list(of_bank(app, sorted(BANK.glob("*.txt")))),
    }
    blind = [choice for found in of_articles(app, blind=True) for choice in found]
    if options.check:
        every = [(name, n, c) for name, found in texts.items() for n, choices in enumerate(found) for c in choices]
        fits = [fit([c for _, n, c in every if n % _FOLDS != k]) for k in range(_FOLDS)]
        for name in texts:
            folds = [[c for of, n, c in every if of == name and n % _FOLDS == k] for k in range(_FOLDS)]
            print(table(f"{name}, left out", sum((tally(f, x) for f, x in zip(fits, folds, strict=True)), Counter())))
    known = [choice for found in texts.values() for choices in found for choice in choices]
    likely = fit(known)
    print(f"{len(known)} acts, {len(likely.weights)} weights")
    print(table("blind articles", tally(likely, blind)))
    if not options.check:
        data = {"weights": likely.weights}
        write_atomic(ROOT / likely_targets.WEIGHTS, json.dumps(data, indent=0, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
