"""``kg init``: a new project folder."""

from __future__ import annotations

from pathlib import Path

import click

from kg.app.new_project import make_project


@click.command("init", short_help="Make a project folder with a sample article.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also where the folder has something in it; nothing of it is overwritten.")
def command(folder: Path, force: bool) -> int:
    """Make a project folder with settings and a sample article.

    \b
    Example:
      kg init pacts
      kg -C pacts build
    """
    for name in make_project(folder, force=force):
        click.echo(f"wrote {folder / name}")
    click.echo(f"now put articles into {folder / 'graph' / 'sources'} and call: kg -C {folder} build")
    return 0
