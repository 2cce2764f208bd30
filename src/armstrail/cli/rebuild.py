"""`armstrail rebuild`: the register made again from archive, lexicon, reader and decisions; or what would differ."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from armstrail.cli.stored import ArchiveFolder, Database, opened

if TYPE_CHECKING:
    from armstrail.register import Register


class DiffFormat(StrEnum):
    """How differences are written."""

    TABLE = "table"
    JSONL = "jsonl"


def rebuild(  # noqa: PLR0913, PLR0917 - its options
    into: Annotated[
        str | None,
        typer.Option(
            metavar="NEW",
            help="The new register: a path, or the URL of a database with nothing in it. The old one stays.",
        ),
    ] = None,
    archive_into: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Copy the archive there, so that the new register stands on its own."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also reports that are in the archive and in no register.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Store nothing: show what would be read otherwise, claim by claim.")
    ] = False,
    form: Annotated[
        DiffFormat, typer.Option("--format", help="With --diff. table: to look at. jsonl: a JSON object a difference.")
    ] = DiffFormat.TABLE,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Make the register again from its archive, with the reader and lexicon of today and all decisions.

    Where reader and lexicon are the same, `armstrail export jsonl` of the new register gives the same bytes. Stopped in
    the middle, nothing is there, and the command can be given again.
    """
    if diff == bool(into) or (diff and (archive_into or everything)):
        raise typer.BadParameter("either --into NEW, with --archive-into and --all if you like, or --diff")
    with opened(database, archive) as register:
        if diff:
            _show(register, form)
        else:
            assert into
            _rebuild(register, into, archive_into, everything=everything)


def _show(register: Register, form: DiffFormat) -> None:
    from armstrail.cli.differing import jsonl, show
    from armstrail.cli.screen import Bar, utf8
    from armstrail.reading import load_reader
    from armstrail.register.differences import differences

    with Bar("reading again") as bar:
        found = differences(register, load_reader().read, bar.step)
        if form is DiffFormat.TABLE:
            show(found, bar)
            return
        utf8()
        for line in jsonl(found):
            with bar.hidden(sys.stdout):
                sys.stdout.write(line)


def _rebuild(old: Register, into: str, archive_into: Path | None, *, everything: bool) -> None:
    from armstrail.cli.screen import Bar
    from armstrail.cli.wording import count
    from armstrail.reading import load_reader
    from armstrail.register import open_register
    from armstrail.register.database import shown
    from armstrail.register.rebuild import rebuild, refuse_if_filled

    new = open_register(into, archive_into or old.archive.folder)
    try:
        refuse_if_filled(new)
        if archive_into:
            new.archive.take_over(old.archive)
        with Bar("rebuilding") as bar:
            made = rebuild(old, new, load_reader().read, everything=everything, step=bar.step)
    finally:
        new.close()
    counted = ", ".join([count(made.reports, "report"), count(made.claims, "claim"), count(made.decisions, "decision")])
    typer.echo(f"{shown(new.engine.url)}: {counted}; its archive is {new.archive.folder}")
