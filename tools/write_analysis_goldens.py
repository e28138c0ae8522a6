"""Write the golden tables of analyses; a person reviews those of obligations against the texts of the treaties."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from kg import open as kg_open
from kg.analyse.obligations import obligations
from kg.analyse.obligations_told import told
from kg.analyse.reach import Attack
from kg.analyse.treaties import Treaties
from kg.analyse.two_sources import comparison_told
from kg.app import analysis
from kg.config import Project
from kg.reference import Reference

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "analyses"
CASES = {
    "vessel": Attack("CN", "PH", "south-china-sea", "forces"),
    "senkaku": Attack("CN", "JP", "senkaku-islands"),
    "taiwan": Attack("CN", "TW"),
    "feature": Attack("CN", "PH", "thitu-island"),
}


SAMPLES = ("scarborough-shoal", "huangyan-dao-encounter-2025", "acsa-japan-philippines", "raa-japan-philippines")
"""The sample articles whose store the differences are told from, the two on one event first."""


def differences() -> None:
    """What changed between two days, and how two samples tell one event, from a store of four samples."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kg.toml").write_text("")
        app = kg_open(folder)
        for name in SAMPLES:
            app.ingest(ROOT / "graph" / "sources" / f"{name}.txt")
        dates = analysis.diff_dates(app, "2024-01-01", "2026-02-01")
        sources = comparison_told(analysis.compare(app, *SAMPLES[:2]), app.ontology)
        for name, result in (("diff-dates", dates), ("diff-sources", sources)):
            (GOLDEN / f"{name}.txt").write_text(result.to_text(), "utf-8")
            print(f"wrote {name}.txt")


def main() -> None:
    """One file a case, as of 1 February 2026; then the differences."""
    treaties = Treaties(Reference(Project.find(ROOT)), date(2026, 2, 1))
    for name, attack in CASES.items():
        text = told(obligations(treaties, attack), treaties).to_text()
        (GOLDEN / f"obligations-{name}.txt").write_text(text, "utf-8")
        print(f"wrote obligations-{name}.txt")


if __name__ == "__main__":
    main()
    differences()
