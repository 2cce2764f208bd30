"""The options that every command on a register has, and the register that they name: `--database`, `--archive`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from armstrail.register import Register

Database = Annotated[
    str | None,
    typer.Option(
        metavar="PATH|URL",
        help="The register: an SQLite file, or the URL of a PostgreSQL database. By default ARMSTRAIL_DATABASE, else "
        "armstrail.db here.",
    ),
]
ArchiveFolder = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Where the original bytes are kept. By default ARMSTRAIL_ARCHIVE, else beside the SQLite file.",
    ),
]


@contextmanager
def opened(database: str | None, archive: Path | None, *, make: bool = False) -> Iterator[Register]:
    """The register that is meant. What goes wrong with it is one line on standard error, and exit status 1."""
    from armstrail.cli.screen import visible
    from armstrail.gathering import ArchiveError
    from armstrail.register import RegisterError, open_register

    try:
        register = open_register(database, archive, make=make)
        try:
            yield register
        finally:
            register.close()
    except (ArchiveError, RegisterError) as error:
        print(visible(f"armstrail: {error}"), file=sys.stderr, flush=True)
        raise typer.Exit(1) from None
