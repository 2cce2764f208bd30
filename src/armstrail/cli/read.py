"""`armstrail read`: the claims of reports, each with the words that it rests on."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from armstrail.cli.confidence import MinConfidence, sure_readings

if TYPE_CHECKING:
    from armstrail.cli.screen import Bar
    from armstrail.gathering import Failure, Settings
    from armstrail.model import Reading


class Format(StrEnum):
    """How claims are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Text files, HTML pages, passage files (.jsonl), folders of these, http(s) addresses, "
        "or - for standard input.",
    ),
]
Published = Annotated[
    datetime.datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The day that the reports were published, as 2014-01-18, where you know it better than the files do. "
        'From it, "last week" is counted; without any, it stays open. Passages keep their own.',
    ),
]
AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        metavar="HOST",
        help="Read pages of this host even though its address is private. May be given several times.",
    ),
]


def settings_of(published: datetime.datetime | None, allow_host: list[str] | None) -> Settings:
    """How sources are read, as the options say."""
    from armstrail.gathering import Settings

    hosts = frozenset(map(str.lower, allow_host or ()))
    return Settings(published=published.date() if published else None, allowed_hosts=hosts)


def read(
    sources: Sources,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="table: to look at. jsonl: a JSON object a report, the moment it is read. json: one array of them. "
            "csv: a row a claim, safe to open in a spreadsheet.",
        ),
    ] = Format.TABLE,
    published: Published = None,
    allow_host: AllowHost = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Read reports: who is said to have supplied what to whom.

    The table shows a line a claim, before it how sure it is (0.87: of a hundred such claims, 87 have the right sides);
    under it the sentence that it was read from, the words that carry it marked, and the speaker. Nothing is stored. A
    source that cannot be read gets a line on standard error; the others are read.
    """
    from armstrail.cli.screen import Bar
    from armstrail.pipeline import read_all

    settings = settings_of(published, allow_host)
    tally = Tally()
    with Bar("reading") as bar:
        batch = tally.reported(sure_readings(read_all(sources, settings), min_confidence), bar)
        if form is Format.TABLE:
            show_all(batch, bar)
        else:
            write_all(form, batch, bar)
    if form is Format.TABLE:
        typer.echo(str(tally))
    if tally.not_read:
        raise typer.Exit(1)


class Tally:
    """What was read, what was found, and what was not read."""

    def __init__(self) -> None:
        self.reports = self.claims = self.not_read = 0

    def reported(self, batch: Iterable[Reading | Failure], bar: Bar) -> Iterator[Reading]:
        """The readings; each failure becomes a line on standard error."""
        from armstrail.cli.screen import complain
        from armstrail.model import Reading

        for one in batch:
            if isinstance(one, Reading):
                self.reports += 1
                self.claims += len(one.claims)
                yield one
            else:
                self.not_read += 1
                with bar.hidden(sys.stderr):
                    complain(one.source, one.reason)
            bar.step()

    def __str__(self) -> str:
        from armstrail.cli.wording import count

        counted = [count(self.reports, "report"), count(self.claims, "claim")]
        return ", ".join([*counted, f"{self.not_read:,} not read"] if self.not_read else counted)


def show_all(batch: Iterable[Reading], bar: Bar) -> None:
    """Prints readings as they come."""
    from armstrail.cli.screen import console
    from armstrail.cli.table import show

    screen = console()
    for reading in batch:
        with bar.hidden(sys.stdout):
            show(screen, reading)


def write_all(form: Format, batch: Iterable[Reading], bar: Bar) -> None:
    """Writes readings as they come, in UTF-8 whatever the terminal, each line sent on at once."""
    from armstrail.cli.formats import csv_rows, json_array, jsonl
    from armstrail.cli.screen import utf8

    utf8()
    for line in {Format.JSONL: jsonl, Format.JSON: json_array, Format.CSV: csv_rows}[form](batch):
        with bar.hidden(sys.stdout):
            sys.stdout.write(line)
            sys.stdout.flush()
