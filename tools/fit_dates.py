"""Fit which date is the likeliest for an act that nothing dates: ``graph/frames/dates.json``, from annotated articles.

    python tools/fit_dates.py [--check]

The open articles under ``tests/golden/articles`` are read without likely dates. For each undated claim that is a fact
of theirs, "no date" and all dates that the text offers (``kg.extract.likely_dates.Offers``) are told right or wrong by
the fact's own date, and a conditional logit with an L2 penalty is fitted. What the penalty and the features should be
was chosen on fifths of the open articles, each left out in turn. Relations of which few facts have a date that could be
found so get none. Then it is printed how many dates are right, wrong, and of facts without date: of the blind articles,
and, with ``--check``, of each fifth that is left out (nothing is written then).

``tools/fit_confidence.py`` looks at dates too: it is to be run afterwards.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import kg
from fitting import annotated, conditional_logit
from kg.core.model import Claim, When
from kg.evaluate.score import load_facts, pair, same_date
from kg.extract import likely_dates
from kg.extract.likely_dates import LikelyDates, Offer, Offers
from kg.files import write_atomic
from score_passages import ROOT

_PENALTY = 0.7
_RAREST = 4
_FEWEST = 10
"""Facts with a date that is offered to them, of a relation that is dated so."""
_FOLDS = 5


@dataclass(frozen=True)
class Choice:
    """What an undated claim is offered, and the date of the fact that it is."""

    relation: str
    offers: list[Offer]
    date: str | None

    @property
    def right(self) -> list[bool]:
        """Of each offer, whether it is right; where none is, no date is."""
        right = [same_date(self.date, o.when.edtf if o.when is not None else None) for o in self.offers]
        return right if any(right) else [o.when is None for o in self.offers]


class Recorder(LikelyDates):
    """Dates nothing, and keeps what each undated claim was offered."""

    seen: list[tuple[Claim, list[Offer]]] = []  # noqa: RUF012 - emptied by who reads the next document

    def of(self, claim: Claim, offers: Offers) -> When | None:
        """None."""
        if claim.date is None:
            self.seen.append((claim, list(offers.of(claim))))
        return None


def _read_from(claim: Claim) -> tuple[object, ...]:
    """How a claim was read, which stays the same when its names are linked."""
    return claim.relation, claim.evidence.start, claim.evidence.end, claim.stance, claim.trace


def choices(app: kg.App, *, blind: bool) -> Iterator[list[Choice]]:
    """The choices of each annotated article."""
    for path, gold in annotated(blind=blind):
        Recorder.seen.clear()
        claims, facts = app.extract(path).claims, load_facts(gold)
        pairs, _ = pair(facts, [claim.row() for claim in claims], path.read_text("utf-8"))
        offered = {_read_from(claim): offers for claim, offers in Recorder.seen}
        yield [
            Choice(claims[n].relation, offers, facts[fact].get("date"))
            for fact, n in pairs.items()
            if (offers := offered.get(_read_from(claims[n]))) is not None
        ]


def dated_so(known: Iterable[Choice]) -> frozenset[str]:
    """The relations of which enough facts have a date that is offered to them."""
    often = Counter(c.relation for c in known if c.date is not None and not c.right[0])
    return frozenset(relation for relation, times in often.items() if times >= _FEWEST)


def fit(known: Sequence[Choice]) -> LikelyDates:
    """The weights under which what is right is likeliest, less a penalty on their squares."""
    relations = dated_so(known)
    known = [choice for choice in known if choice.relation in relations]
    told = [[offer.features for offer in choice.offers] for choice in known]
    return LikelyDates(conditional_logit(told, [choice.right for choice in known], _RAREST, _PENALTY), relations)


def tally(likely: LikelyDates, known: Iterable[Choice], least: float) -> Counter[str]:
    """How many dates that are at least so likely are right, wrong, or of facts without one; how many facts have one."""
    found: Counter[str] = Counter()
    for choice in known:
        found["undated claims"] += 1
        found["of facts with a date"] += choice.date is not None
        if choice.relation not in likely.relations:
            continue
        share, n = max((share, -n) for n, share in enumerate(likely.likelihoods(choice.offers)))
        when = choice.offers[-n].when
        if when is not None and share >= least:
            found["of none" if choice.date is None else "right" if same_date(choice.date, when.edtf) else "wrong"] += 1
    return found


def table(name: str, tallies: Callable[[float], Counter[str]]) -> str:
    """What is found, by how likely a date must be."""
    cells = [(least, tallies(least)) for least in (0.7, 0.6, 0.5, 0.4, 0.3)]
    some = cells[0][1]
    rows = (f"from {least:g} {t['right']} right, {t['wrong']} wrong, {t['of none']} of none" for least, t in cells)
    return (
        f"{name} ({some['undated claims']} undated, {some['of facts with a date']} of facts with a date): "
        + "; ".join(rows)
    )


def main() -> int:
    """Fit, print the tables, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="leave each fifth out in turn, and write nothing")
    options = parser.parse_args()
    likely_dates.LikelyDates = Recorder  # type: ignore[misc] - what the pipeline will load
    app = kg.open(ROOT)
    app.keep(0.0)
    articles = list(choices(app, blind=False))
    known = [choice for found in articles for choice in found]
    unseen = [choice for found in choices(app, blind=True) for choice in found]
    if options.check:
        folds = [[c for n, found in enumerate(articles) if n % _FOLDS == k for c in found] for k in range(_FOLDS)]
        fits = [fit([c for n, fold in enumerate(folds) if n != k for c in fold]) for k in range(_FOLDS)]
        left_out = lambda least: sum((tally(f, fold, least) for f, fold in zip(fits, folds, strict=True)), Counter())  # noqa: E731
        print(table("open articles, left out", left_out))
    likely = fit(known)
    print(f"{len(known)} choices, {len(likely.weights)} weights, of {', '.join(sorted(likely.relations))}")
    print(table("blind articles", lambda least: tally(likely, unseen, least)))
    if not options.check:
        data = {"relations": sorted(likely.relations), "weights": likely.weights}
        write_atomic(ROOT / likely_dates.WEIGHTS, json.dumps(data, indent=0, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
