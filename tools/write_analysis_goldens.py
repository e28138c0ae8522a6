"""Write the golden tables of obligations; a person reviews them against the texts of the treaties."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.analyse.obligations import obligations
from kg.analyse.obligations_told import told
from kg.analyse.reach import Attack
from kg.analyse.treaties import Treaties
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


def main() -> None:
    """One file a case, as of 1 February 2026."""
    treaties = Treaties(Reference(Project.find(ROOT)), date(2026, 2, 1))
    for name, attack in CASES.items():
        text = told(obligations(treaties, attack), treaties).to_text()
        (GOLDEN / f"obligations-{name}.txt").write_text(text, "utf-8")
        print(f"wrote obligations-{name}.txt")


if __name__ == "__main__":
    main()
