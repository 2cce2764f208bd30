"""`armstrail export`: the whole register in a file for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from armstrail.cli.stored import ArchiveFolder, Database, opened


class ExportFormat(StrEnum):
    """What a register is written as."""

    JSONL = "jsonl"


def export(
    form: Annotated[
        ExportFormat,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl: everything, a JSON object a line: reports with their claims, transfers, decisions.",
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Write it there, whole or not at all; else to standard output."),
    ] = None,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Write the whole register for other programs.

    The same register gives the same bytes, in whichever database it lies and in whatever order it was made: two exports
    can be compared, and the SHA-256 of one names what the register said on a day.
    """
    from armstrail.cli.screen import complain, utf8
    from armstrail.gathering.whole import write_whole
    from armstrail.register.export import jsonl

    with opened(database, archive) as register:
        lines = {ExportFormat.JSONL: jsonl}[form](register)
        if to is None:
            utf8()
            sys.stdout.writelines(lines)
            return
        try:
            write_whole(to, (line.encode() for line in lines))
        except OSError as error:
            complain(str(to), f"cannot be written: {error.strerror or error}")
            raise typer.Exit(1) from None
