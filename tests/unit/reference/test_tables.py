"""Tables of reference data are read with their line numbers, and what is wrong in them is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Project
from kg.core.errors import DataError
from kg.core.rdf_terms import REFERENCE
from kg.reference import Reference, StatusEvent, TermOfOffice
from kg.reference.quads import ReferenceQuads
from kg.reference.rows import TABLES
from kg.reference.tables import read_table

ROOT = Path(__file__).resolve().parents[3]
HEADER = "person\taliases\tpost\ttitle\tof\tfrom\tto\tsource\tretrieved\n"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_read(tmp_path: Path) -> None:
    """Columns may come in any order and be left out; lists are divided, comments skipped, lines counted."""
    path = table(
        tmp_path, "# why\n" + HEADER + "A B\tB A|A. B.\tother\tEnvoy\tKE\t2020\t\thttps://e.example/x\t2026-01-02\n"
    )
    (row,) = read_table([path], TermOfOffice)
    assert (row.names, row.from_, row.to, row.acting, row.line) == (("A B", "B A", "A. B."), "2020", "", "", 3)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("A B\t\tother\tEnvoy\tKE\t2020-13\t\thttps://e.example/x\t2026-01-02", "terms.tsv:2: 'from'"),
        ("A B\t\tother\tEnvoy\tKE\t2020\t\tsomewhere\t2026-01-02", "terms.tsv:2: 'source'"),
        ("A B\t\tother\tEnvoy\tKE\t2020\t\thttps://e.example/x\tyesterday", "terms.tsv:2: 'retrieved'"),
        ("\t\tother\tEnvoy\tKE\t2020\t\thttps://e.example/x\t2026-01-02", "terms.tsv:2: 'person' is blank"),
        ("A B\t\tother\tEnvoy\tKE\t2020\t\thttps://e.example/x\t2026-01-02\tmore", "terms.tsv:2: 10 cells"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, cells: str, told: str) -> None:
    """A wrong date, address or number of cells, and a blank that must be filled, is told with file and line."""
    with pytest.raises(DataError) as error:
        read_table([table(tmp_path, HEADER + cells + "\n")], TermOfOffice)
    assert str(error.value).startswith(told)


def test_an_unknown_column_is_told(tmp_path: Path) -> None:
    """A misspelt column is an error that lists the columns."""
    with pytest.raises(DataError, match="unknown column 'preson'"):
        read_table([table(tmp_path, HEADER.replace("person", "preson"))], TermOfOffice)


def test_a_projects_rows_extend_the_packaged(tmp_path: Path) -> None:
    """A project's own table is read after the packaged one, not in its place."""
    folder = tmp_path / "graph" / "reference"
    folder.mkdir(parents=True)
    (tmp_path / "kg.toml").touch()
    packaged = Reference(Project.find(ROOT)).rows(StatusEvent)
    (folder / "treaty-status.tsv").write_text(
        "treaty\tstatus\tdate\tsource\tretrieved\nmy-pact\tSigned\t2020\thttps://e.example/x\t2026-01-02\n",
        encoding="utf-8",
    )
    rows = Reference(Project.find(tmp_path)).rows(StatusEvent)
    assert rows[: len(packaged)] == packaged
    assert [row.treaty for row in rows[len(packaged) :]] == ["my-pact"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_packaged_tables_are_well_formed(name: str) -> None:
    """Each packaged table can be read, with a source and a day of retrieval a row, and no row twice."""
    rows = Reference(Project.find(ROOT)).rows(TABLES[name])
    values = [tuple(getattr(r, f) for f in r.__dataclass_fields__ if f not in ("file", "line")) for r in rows]
    assert len(set(values)) == len(values)


def test_quads_are_all_of_the_reference_graph() -> None:
    """Every quad of the reference data is in its own graph, none in the accepted view."""
    assert {quad.graph_name for quad in ReferenceQuads(Reference(Project.find(ROOT)))} <= {REFERENCE}
