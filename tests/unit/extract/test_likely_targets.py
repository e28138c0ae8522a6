"""Whom an act is likeliest upon that does not say it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import reading
from kg.core.errors import DataError
from kg.core.model import Claim
from kg.extract.extractor import Extractor
from kg.extract.likely_targets import RULE, LikelyTargets, Offer, Offered
from kg.extract.role_search import Sought
from program import CHECKOUT

PACKAGED = CHECKOUT / "graph" / "frames" / "targets.json"
RAIDS = (
    "Chadian aircraft bombed two Libyan outposts in the desert on Sunday. Niger and Mali were silent. "
    "Egypt denounced a grave crime."
)
LOSS = RAIDS.replace("denounced a grave crime", "deplored the loss of life")
Place = tuple[str, str]


class Listener(LikelyTargets):
    """Chooses nothing, and keeps what each act was offered, by its trigger and frame."""

    seen: dict[Place, Offered] = {}  # noqa: RUF012 - emptied by who reads the next text

    def instead(self, sought: Sought, offered: Offered) -> Offer | None:
        """None."""
        self.seen[sought.trigger.text, sought.frame.id] = offered
        return None

    def told(self, sought: Sought, offered: Offered) -> Offer | None:
        """None."""
        return self.instead(sought, offered)


def read(text: str, likely: LikelyTargets) -> list[Claim]:
    """The claims of a text, with likely targets by these weights."""
    annotator, rules = reading.by_rules()._stages
    extractor = Extractor(replace(rules.knowledge, targets=likely), rules.times, rules.names, rules.run)
    return list(extractor.extract(*annotator.annotate(reading.document(text))).claims)


def offered(text: str, trigger: str) -> Offered:
    """What an act of a text is offered."""
    Listener.seen.clear()
    read(text, Listener())
    return next(o for (word, _), o in Listener.seen.items() if word == trigger)


def names(found: Offered) -> list[str]:
    """Whom the offers name; nobody as '-'."""
    return ["+".join(r.entity.key for r in offer.refs) or "-" for offer in found.offers]


@pytest.mark.model
def test_nobody_and_all_states_named_but_the_actor_are_offered() -> None:
    """An act upon nobody who is told may be upon any state that was named, not upon the one who acts."""
    found = offered(RAIDS, "denounced")
    assert names(found)[0] == "-"
    assert {"TD", "NE", "ML"} <= set(names(found))
    assert "EG" not in names(found)


@pytest.mark.model
def test_what_each_has_done_is_known() -> None:
    """Whoever has just struck differs from whoever was struck in what is known of him."""
    found = offered(RAIDS, "denounced")
    chad = found.offers[names(found).index("TD")].features
    niger = found.offers[names(found).index("NE")].features
    assert "did=ASSAULT by~2" in chad
    assert "ACCUSE~did nothing" in niger


@pytest.mark.model
@pytest.mark.parametrize(
    ("weights", "target"),
    [
        ({"ACCUSE~did=ASSAULT by": 9.0}, {("EG", "ACCUSE", "TD")}),
        ({"nobody: always": 9.0}, {("EG", "ACCUSE", None)}),
        ({"untold: always": 1.0}, set()),
    ],
)
def test_an_act_without_target_is_told_where_that_is_likely(
    weights: dict[str, float], target: set[tuple[str, str, str | None]]
) -> None:
    """Upon whoever is likeliest, upon nobody, or not at all where that is not unlikely enough."""
    told = [c for c in read(RAIDS, LikelyTargets(weights)) if c.relation == "ACCUSE"]
    assert {(c.subject.key, c.relation, c.object.key if c.object else None) for c in told} == target
    assert all(RULE in "".join(c.trace) for c in told if c.object is not None)


@pytest.mark.model
@pytest.mark.parametrize(("weight", "target"), [(9.0, "TD"), (0.5, None)])
def test_one_far_likelier_is_taken_where_a_rule_finds_nobody(weight: float, target: str | None) -> None:
    """Whose deed is deplored, where his having done one speaks for him; nobody where that says little."""
    told = [c for c in read(LOSS, LikelyTargets({"ACCUSE~did=ASSAULT by": weight})) if c.relation == "ACCUSE"]
    assert [c.object.key if c.object else None for c in told] == [target]


@pytest.mark.model
def test_without_weights_only_rules_tell() -> None:
    """With no weights a text reads as by the rules."""
    assert read(RAIDS, LikelyTargets()) == list(reading.extraction(RAIDS).claims)


@pytest.mark.model
def test_a_target_that_its_clause_tells_is_never_exchanged() -> None:
    """Whoever stands in the clause is meant, however likely another may be."""
    text = "Niger and Mali met on Sunday. Egypt condemned Chad."
    told = read(text, LikelyTargets({"kind=State": 9.0, "found": -9.0}))
    assert ("EG", "ACCUSE", "TD") in {(c.subject.key, c.relation, c.object.key if c.object else None) for c in told}


def test_another_must_be_far_likelier_than_whoever_a_rule_has_found() -> None:
    """Somewhat likelier is not enough."""
    nobody, other = Offer((), frozenset({"a"})), Offer((), frozenset({"b"}))
    both = Offered([nobody, other], 0)
    sought: Sought = None  # type: ignore[assignment] - likelihoods look at what is known alone
    assert LikelyTargets({"b": 1.0}).instead(sought, both) is None
    assert LikelyTargets({"b": 1.2}).instead(sought, both) is other


def test_the_packaged_weights_are_those_of_the_features_that_are_asked_for() -> None:
    """They are numbers, and of nobody, of what is not told, and of whoever is named."""
    weights = json.loads(PACKAGED.read_text("utf-8"))["weights"]
    assert any(name.startswith("nobody: ") for name in weights)
    assert any(name.startswith("untold: ") for name in weights)
    assert any(name.startswith("back=") for name in weights)
    assert LikelyTargets.load(PACKAGED).weights == weights


def test_a_file_without_weights_is_refused_in_one_line(tmp_path: Path) -> None:
    """It is said which file, and how to make it anew."""
    path = tmp_path / "targets.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(DataError, match=r"targets\.json: holds no weights") as error:
        LikelyTargets.load(path)
    assert "tools/fit_targets.py" in str(error.value)
