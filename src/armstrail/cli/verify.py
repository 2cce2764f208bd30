"""`armstrail verify`: is everything still what it was? Every byte of the archive, every cell of the register."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from armstrail.cli.stored import ArchiveFolder, Database

if TYPE_CHECKING:
    from armstrail.gathering import Archive

STATUSES = "Exit status: 0 no fault; 1 there are faults, each on its line; 2 the command was not understood."


def verify(database: Database = None, archive: ArchiveFolder = None) -> None:
    """Check that nothing in archive and register has changed.

    Hashes every file of the archive again, makes every cell of every table again from the documents that it follows
    from, and checks that each decision is bound to the one before. Each fault is a line: where, and what. Nothing is
    changed, and a damaged register can be verified too.

    The last line names the newest decision. Keep it elsewhere: entries taken from the end of the log leave no other
    mark.
    """
    from armstrail.cli.screen import Bar, complain, visible
    from armstrail.cli.wording import count
    from armstrail.gathering import Archive
    from armstrail.register import RegisterError
    from armstrail.register.database import archive_folder, database_url
    from armstrail.register.verify import faults_at

    try:
        url = database_url(database)
    except RegisterError as error:
        complain("verify", str(error))
        raise typer.Exit(1) from None
    kept = Archive(archive_folder(url, str(archive) if archive else None))
    found = 0
    with Bar("verifying") as bar:
        for fault in faults_at(url, kept):
            found += 1
            with bar.hidden(sys.stdout):
                typer.echo(visible(str(fault)))
            bar.step()
    if found:
        typer.echo(count(found, "fault"))
        raise typer.Exit(1)
    _tell(database, kept)


def _tell(database: str | None, kept: Archive) -> None:
    """What is in order, what lies unused in the archive, and where the log ends."""
    from armstrail.cli.stored import opened
    from armstrail.cli.wording import count
    from armstrail.register.verify import last_decision, unused

    with opened(database, Path(kept.folder)) as register:
        for path in unused(register):
            typer.echo(f"note: {path}: archived, but in no report: adding was stopped there; add its source again")
        number, name = last_decision(register)
    log = f"the log ends with decision {number:,}, {name}" if number else "no decisions yet"
    files = sum(1 for kind in ("originals", "retrievals", "derivations") for _ in kept.names(kind))
    typer.echo(f"no fault in {count(files, 'archived file')} and the register; {log}")
