"""`armstrail add`: reports archived, read and stored, once and for all."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from armstrail.cli.read import AllowHost, Published, Sources, settings_of
from armstrail.cli.stored import ArchiveFolder, Database, opened

if TYPE_CHECKING:
    from armstrail.gathering import Failure
    from armstrail.register import Stored


def add(
    sources: Sources,
    published: Published = None,
    allow_host: AllowHost = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No line for each report, only the last one.")] = False,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Archive reports, read them, and store their claims in the register.

    The register is made where there is none yet. Each report is kept whole or not at all: what has its line is on the
    disk. The same again changes nothing; a page whose text has changed is a new version beside the old one.
    """
    from armstrail.cli.screen import Bar, complain
    from armstrail.pipeline import add_all
    from armstrail.register import Stored

    tally = Added()
    settings = settings_of(published, allow_host)
    with opened(database, archive, make=True) as register, Bar("adding") as bar:
        try:
            for one in add_all(register, sources, settings):
                tally.count(one)
                if not isinstance(one, Stored):
                    with bar.hidden(sys.stderr):
                        complain(one.source, one.reason)
                elif not quiet:
                    with bar.hidden(sys.stdout):
                        typer.echo(line(one))
                bar.step()
        finally:  # a full disk ends it early; what was stored before is
            with bar.hidden(sys.stdout):
                typer.echo(str(tally))
    if tally.counted["not read"]:
        raise typer.Exit(1)


def line(stored: Stored) -> str:
    """`new version  Israel says navy seized rockets (red-sea.html): 3 claims`."""
    from armstrail.cli.screen import visible
    from armstrail.cli.wording import count

    report = stored.report
    named = f"{report.title} ({report.source})" if report.title else report.source
    claims = f": {count(len(stored.reading.claims), 'claim')}" if stored.reading else ""
    return visible(f"{stored.outcome:<11}  {named}{claims}")


class Added:
    """What became of the reports."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()

    def count(self, one: Stored | Failure) -> None:
        """One more, stored or not read."""
        from armstrail.register import Stored

        if not isinstance(one, Stored):
            self.counted["not read"] += 1
            return
        self.counted[one.outcome] += 1
        if one.reading and one.outcome != "unchanged":
            self.counted["claim"] += len(one.reading.claims)

    def __str__(self) -> str:
        """`12 added, 3 unchanged, 1 new version, 40 claims, 2 not read`; what there was none of is left out."""
        from armstrail.cli import wording

        of = self.counted
        told = [f"{of['added']:,} added"]
        told += [f"{of['unchanged']:,} unchanged"] if of["unchanged"] else []
        told += [wording.count(of["new version"], "new version")] if of["new version"] else []
        told += [wording.count(of["claim"], "claim")]
        return ", ".join(told + ([f"{of['not read']:,} not read"] if of["not read"] else []))
