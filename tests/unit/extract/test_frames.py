"""Frame files are refused, with file and frame named, where the program could not use them as they are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.config import Project
from kg.core.errors import DataError
from kg.core.ontology import Ontology
from kg.extract.conditions import CONDITIONS
from kg.extract.frames import MACROS, WHOLE_PATHS, FrameSet
from kg.extract.paths import STEPS

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "graph" / "frames").glob("*.yaml"))
LISTS = yaml.safe_load((ROOT / "graph" / "lexicon" / "events.yaml").read_text("utf-8"))


def load(folder: Path, text: str) -> FrameSet:
    """The frames of one file with that text."""
    file = folder / "own.yaml"
    file.write_text(text, "utf-8")
    return FrameSet.load([file])


def frame(**changes: object) -> str:
    """A file with one good frame, changed."""
    row = {
        "id": "greet",
        "emit": {"event": "CONSULT"},
        "trigger": {"verb": ["greet"]},
        "s": ["subject"],
        "o": ["object"],
    }
    return yaml.safe_dump([row | changes])


def test_good_frame_is_loaded(tmp_path: Path) -> None:
    """A frame without faults is there under its id."""
    assert [f.id for f in load(tmp_path, frame()).frames] == ["greet"]


def test_empty_file_has_no_frames(tmp_path: Path) -> None:
    """A file with nothing but a comment is a file without frames."""
    assert load(tmp_path, "# none yet\n").frames == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (frame(verb="greet"), "greet has unknown keys ['verb']"),
        (frame(trigger={"verb": ["greet"], "objet": ["guest"]}), "greet has unknown keys ['objet']"),
        (frame(emit={"event": "CONSULT", "status": "Signed"}), "greet must emit one thing"),
        (frame(trigger={"object": ["guest"]}), "greet has no verb, noun or adj"),
        (frame(s=["subjekt"]), "greet has an unknown path 'subjekt' in s"),
        (frame(o=["object.whoose"]), "greet has an unknown path 'object.whoose' in o"),
        (frame(o=["after"]), "greet has an unknown path 'after' in o"),
        (frame(o=["object:with"]), "greet has an unknown path 'object:with' in o"),
        (frame(place=["in"]), "greet has an unknown path 'in' in place"),
        (frame(s=["latest.poss"]), "greet has an unknown path 'latest.poss' in s"),
        (frame(confidence=0.5), "greet has unknown keys"),
        (
            "- {id: greet, emit: {event: CONSULT}, trigger: {verb: [greet], particle: [off]}}",
            "greet has a word that YAML does not read as one",
        ),
        (
            "- {id: greet, emit: {event: CONSULT}, trigger: {verb: [null]}}",
            "greet has a word that YAML does not read as one",
        ),
        (frame(trigger={"verb": ["@greetings"]}), "names a list '@greetings' that is not there"),
        ("- {id: greet, trigger: {verb: [greet]}}", "a frame lacks id, emit or trigger"),
        ("- greet", "a frame lacks id, emit or trigger"),
        ("greet: {emit: {event: CONSULT}}", "not a list of frames"),
        ("- id: [greet", "not valid YAML"),
    ],
)
def test_wrong_frame_is_refused(tmp_path: Path, text: str, told: str) -> None:
    """What is wrong with a frame is told in one line, with the file, when the file is loaded."""
    with pytest.raises(DataError) as raised:
        load(tmp_path, text)
    assert told in str(raised.value) and "own.yaml" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_list_of_the_lexicon_stands_for_its_words(tmp_path: Path) -> None:
    """'@troops' among the words of a condition is each word of the list of that name."""
    file = tmp_path / "own.yaml"
    file.write_text(frame(trigger={"verb": ["greet"], "object": ["@troops", "guest"]}), "utf-8")
    one = FrameSet.load([file], {"troops": ["platoon", "squad"]}).frames[0]
    assert one.conditions["object"] == {"platoon", "squad", "guest"}


def test_two_frames_of_one_name_are_refused(tmp_path: Path) -> None:
    """Claims carry the name of their frame, so a name stands for one frame."""
    with pytest.raises(DataError, match="two frames are called greet"):
        load(tmp_path, frame() + frame())


def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    """A frame file that is no UTF-8 text is named."""
    file = tmp_path / "own.yaml"
    file.write_bytes(b"- id: \xff\xfe")
    with pytest.raises(DataError, match=r"own\.yaml"):
        FrameSet.load([file])


def test_macros_are_made_of_known_steps(tmp_path: Path) -> None:
    """Each macro can be used alone and at the end of a path."""
    for name in MACROS:
        assert load(tmp_path, frame(o=[name, f"object.{name}"])).frames


def test_frames_of_the_project_load() -> None:
    """The project's own frames pass all checks, and emit what the ontology knows."""
    ontology = Ontology.load(Project.find(ROOT).data("ontology.ttl"))
    known = {
        "event": set(ontology.event_types),
        "status": {*ontology.statuses, "Party"},
        "relation": set(ontology.relations),
    }
    for one in FrameSet.load(FILES, LISTS).frames:
        assert one.value in known.get(one.emit, {one.value}), one.id
        assert one.emit in {*known, "term", "holds"}, one.id
        for path in (*one.s, *one.o, *one.place):
            assert path in WHOLE_PATHS or all(
                step.partition(":")[0] in {*STEPS, "after", "if"} for step in path.split(".")
            )


def test_conditions_of_event_frames_are_known() -> None:
    """The condition that a frame on events names with ``about`` is one that the program can ask, and each is named."""
    frames = FrameSet.load(FILES, LISTS).frames
    assert {str(one.extra["about"]) for one in frames if one.emit == "event" and "about" in one.extra} == {*CONDITIONS}
