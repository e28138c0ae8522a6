"""How sure claims are."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from kg.core.errors import DataError
from kg.core.model import Claim, Entity, Evidence, Stance
from kg.extract.confidence import Confidence, features, step
from program import CHECKOUT
from samples import claims

PACKAGED = CHECKOUT / "graph" / "frames" / "confidence.json"


def claim(relation: str, rule: str, *trace: str, names: tuple[str, str] = ("Peru", "Chile")) -> Claim:
    """A claim that was read so."""
    subject, object_ = (Entity(f"https://example.org/{name}", "State", name, name[:2].upper()) for name in names)
    return Claim("d" * 64, subject, relation, object_, Stance.STATED, Evidence(10, 30, "x" * 20), rule, trace=trace)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("trigger 'signed' (relcl) at 1790", "trigger _ (relcl) at #"),
        ("subject 'United States' (nsubj) = US: named (name)", "subject _ (nsubj): named (name)"),
        ("object 'Chile's fleet' (dobj) = CL: forces of a state", "object _ (dobj): forces of a state"),
        ("date 2006-06-12 from 'June 12, 2006', anchor text, rule full-date", "date from _, anchor text, rule full-date"),
        ("stance negated: negated by a word at 'is'", "stance negated: negated by a word at _"),
        ("of China Coast Guard", "of _"),
        ("of nobody: the text does not tell", "of nobody: the text does not tell"),
        ("stance stated: said as a fact", "stance stated: said as a fact"),
    ],
)  # fmt: skip
def test_a_step_is_told_without_its_names(line: str, told: str) -> None:
    """A line of a trace loses words, names, dates and numbers, and keeps what was done."""
    assert step(line) == told


def test_what_is_learned_is_told_of_any_state() -> None:
    """The same way of reading is as sure whoever the two are."""
    lines = "trigger 'accused' (ROOT) at {0}", "subject '{1}' (nsubj) = {2}: named (name)"
    one = claim("ACCUSE", "accuse", *(line.format(5, "Peru", "PE") for line in lines))
    other = claim("ACCUSE", "accuse", *(line.format(77, "Mali", "ML") for line in lines), names=("Mali", "Niger"))
    assert features(one) == features(other)
    assert features(one) != features(replace(one, relation="REQUEST"))


def test_weights_of_what_a_claim_tells_are_added_up() -> None:
    """The logistic function of the bias and of the weights of what is known, in hundredths."""
    one = claim("ACCUSE", "accuse", "stance stated: said as a fact")
    sure = Confidence(1.0, {"rule=accuse": 1.0, "ACCUSE~stance stated: said as a fact": 0.5, "rule=other": -9.0})
    assert sure.of(one) == 0.92
    assert [name for name, _ in sure.known(one)] == ["rule=accuse", "ACCUSE~stance stated: said as a fact"]
    assert Confidence().of(one) == 0.5


@given(claims())
def test_nothing_is_quite_sure(one: Claim) -> None:
    """Any claim has a confidence from 0.01 to 0.99, the same each time."""
    sure = Confidence.load(PACKAGED)
    assert 0.01 <= sure.of(one) <= 0.99
    assert sure.of(one) == sure.of(replace(one))


@pytest.mark.parametrize(
    "content", ["", "[]", '{"bias": 0}', '{"bias": "x", "weights": {}}', '{"bias": 0, "weights": 3}']
)
def test_a_file_without_weights_is_refused(tmp_path: Path, content: str) -> None:
    """What is no table of weights is told in one line, with the remedy."""
    path = tmp_path / "confidence.json"
    path.write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"confidence\.json.*holds no weights"):
        Confidence.load(path)


def test_the_packaged_weights_are_finite() -> None:
    """The packaged file has some thousands of weights, none of them extreme."""
    data = json.loads(PACKAGED.read_text("utf-8"))
    assert len(data["weights"]) > 1000
    assert all(abs(weight) < 10 for weight in data["weights"].values())
