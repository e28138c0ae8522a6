"""Scoring facts against gold facts."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from kg.core.errors import DataError
from kg.evaluate.page import page
from kg.evaluate.score import Article, Report, gold_names, load_facts, same_date, same_name, score

FIXTURES = Path(__file__).parents[2] / "golden" / "scoring"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "gold"


def articles(gold: Path, found: Path) -> list[Article]:
    return [
        Article(
            name,
            (gold / f"{name}.txt").read_text("utf-8"),
            load_facts(gold / f"{name}.gold.jsonl"),
            load_facts(found / f"{name}.jsonl"),
        )
        for name in gold_names(gold)
    ]


@pytest.mark.parametrize("by", ["relation", "document", "rule", "confidence"])
def test_recorded_numbers(by: str) -> None:
    """Small articles with hits, misses, false facts, second readings and inversions score as recorded, line by line."""
    report = score(articles(FIXTURES / "gold", FIXTURES / "found"), by=by)
    assert report.lines(20) == (FIXTURES / f"expected-{by}.txt").read_text("utf-8").splitlines()


def test_no_facts_at_all() -> None:
    """Nothing found in nothing scores 0, not an error."""
    assert score([]).lines()[-1] == "facts P=0.000 R=0.000 F1=0.000"


@pytest.mark.parametrize(
    ("left", "right", "person", "same"),
    [
        ("Ferdinand Marcos Jr.", "Marcos", True, True),
        ("Ferdinand Marcos Jr.", "Marcos", False, False),
        ("Peña", "PENA", False, True),
        ("JP", "Japan", False, False),
        ("JP", "jp", False, True),
        ("Treaty of Mutual Aid", "the Treaty on Mutual Aid", False, True),
        ("Reciprocal Access Agreement", "Japan-Philippines Reciprocal Access Agreement", False, True),
        ("Agreement", "Reciprocal Access Agreement", False, False),
        (None, None, False, True),
        (None, "JP", False, False),
    ],
)
def test_same_name(left: object, right: object, person: bool, same: bool) -> None:
    """Codes are equal or not; names may differ in small words, accents, and for persons in given names."""
    assert same_name(left, right, person) is same


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("2024-05/2024-08", "2024-06-30", True),
        ("2024-05/2024-08", "2024", False),
        ("2024", "2024-02", True),
        ("2024-02", "2024", False),
        (None, None, True),
        ("2024", None, False),
        ("2024~", "2024", True),
    ],
)
def test_same_date(gold: str | None, found: str | None, same: bool) -> None:
    """A date is right where it equals the gold's or lies within it."""
    assert same_date(gold, found) is same


def test_wrong_folder_and_file(tmp_path: Path) -> None:
    """A folder without gold, gold without text, and a line that is not JSON are told."""
    with pytest.raises(DataError, match="holds no NAME.gold.jsonl"):
        gold_names(tmp_path)
    (tmp_path / "a.gold.jsonl").write_text('{"s": 1}\n{')
    with pytest.raises(DataError, match="a.txt is missing"):
        gold_names(tmp_path)
    with pytest.raises(DataError, match="line 2 is not JSON"):
        load_facts(tmp_path / "a.gold.jsonl")


def test_page_escapes_and_marks() -> None:
    """The page shows hits, misses and false facts, loads nothing, and escapes every text."""
    some = articles(FIXTURES / "gold", FIXTURES / "found")
    evil = '<script>alert(1)</script> "><img src=x onerror=alert(1)> Japan'
    fact = {"s": evil, "r": "status", "o": evil, "stance": "stated", "quote": "<script>"}
    some.append(Article(evil, evil, [fact], [{**fact, "r": "AID"}]))
    html = page(some, score(some, by="relation"))
    assert "<script" not in html and "<img" not in html
    assert all(f'<mark class="{kind}"' in html for kind in ("hit", "miss", "false", "optional"))
    assert "http" not in html.replace("http-equiv", "")


def _outside() -> dict[str, object] | None:
    path = SHARED / "score.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("outside_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)


@pytest.mark.skipif(
    not (SHARED / "score.py").exists(), reason="the scorer that ours follows is not beside this checkout"
)
def test_agrees_with_the_scorer_it_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On real gold facts, distorted at random, every line of the report is that of the outside scorer."""
    outside = _outside()
    assert outside
    gold, chance = SHARED / "dev", random.Random(7)
    for name in gold_names(gold):
        rows = []
        for fact in load_facts(gold / f"{name}.gold.jsonl"):
            for _ in range(chance.choice((0, 1, 1, 1, 2))):
                row = dict(fact)
                for key in chance.sample(
                    ("s", "o", "r", "date", "stance", "holder", "place", "quote", "alt"), chance.choice((0, 1, 2))
                ):
                    row[key] = chance.choice((None, chance.choice(load_facts(gold / f"{name}.gold.jsonl")).get(key)))
                rows.append(
                    {"r": fact["r"]}
                    | {k: v for k, v in row.items() if not (k in ("quote", "stance", "r") and v is None)}
                )
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    for by in ("relation", "document"):
        monkeypatch.setattr("sys.argv", ["score.py", str(gold), str(tmp_path), "--by", by, "--misses", "9"])
        outside["main"]()  # type: ignore[operator]
        theirs = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
        ours: Report = score(articles(gold, tmp_path), by=by)
        assert [" ".join(line.split()) for line in ours.lines(9)] == theirs
