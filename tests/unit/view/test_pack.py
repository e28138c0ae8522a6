"""Lists by column say the same as the lists."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.pack import MANY, packed

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.text("ab<0", max_size=3), st.lists(st.integers(0, 3), max_size=2)
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["id", "name", "x"]), VALUES.filter(lambda v: v is not None)),
    min_size=1,
    max_size=5,
)


def row_of(column: dict[str, Any], i: int) -> Any:
    """What a column has in a row, as templates/pack.js reads it; None for nothing."""
    if "same" in column:
        return column["same"]
    if "of" in column:
        return column["of"][column["at"][i]] if column["at"][i] >= 0 else None
    if "rest" in column:
        return column["prefix"] + column["rest"][i]
    if "table" in column:
        return read(column["table"])[i]
    if "raw" in column:
        return column["raw"][i]
    return column["prefix"] + str(column["numbers"][i] if "numbers" in column else i)


def read(table: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [{key: row_of(column, i) for key, column in table["columns"].items()} for i in range(table["count"])]
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


@settings(deadline=None, max_examples=25)
@given(ROWS, st.integers(0, 3))
def test_reading_gives_what_was_packed(some: list[dict[str, Any]], spread: int) -> None:
    """Whatever the rows have, reading their columns gives the same rows; and the columns are plain JSON."""
    rows = [{**some[i % len(some)], **({"n": f"n{i * spread}"} if spread else {})} for i in range(MANY)]
    block = json.loads(json.dumps(packed({"things": rows, "few": some})))
    assert read(block["things"]) == rows
    assert block["few"] == some


def test_what_edges_say_is_left_out_where_their_kind_says_it() -> None:
    """A sentence of the kind with its names is left out; one of its own stays; a span's claims stay where they differ."""
    nodes = [{"id": f"n{i}", "name": f"State {i}"} for i in range(MANY)]
    edges = [
        {"id": f"e{i}", "kind": "alliance", "from": "n0", "to": f"n{i}", "says": f"State 0 and State {i} are allies", "claims": [i],
         "spans": [{"from": "2020-01-01", "claims": [i]}, {"to": "2021-01-01", "claims": [i, 0]}]}
        for i in range(MANY)
    ]  # fmt: skip
    edges[7]["says"] = "State 0 saved State 7"
    looks = {"alliance": {"says": "{from} and {to} are allies"}}
    found = read(packed({"nodes": nodes, "edges": edges}, looks)["edges"])
    assert [edge["id"] for edge in found if "says" in edge] == ["e7"] and found[7]["says"] == "State 0 saved State 7"
    assert found[5]["spans"] == [{"from": "2020-01-01"}, {"to": "2021-01-01", "claims": [5, 0]}]


def test_short_lists_stay_as_they_are() -> None:
    """A page of few things has its lists as they are."""
    block = {"nodes": [{"id": "n0", "name": "State"}], "edges": [], "title": "A page"}
    assert packed(block, {}) == block
