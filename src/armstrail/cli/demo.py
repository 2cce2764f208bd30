"""`armstrail demo`: the sample reports that come with the program, and who supplied whom in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from armstrail.model import Claim, Reading

_SAMPLES = (".html", ".txt", ".jsonl")

NEXT = """\
Claims and reports are counted as they stand: a reprint counts like the wire
story that it carries.

Read your own reports: pages, text files, folders, addresses
  armstrail read report.html
  armstrail read report.txt --published 2014-01-18
  armstrail read *.html --format csv > claims.csv
See what a word stands for, and since when
  armstrail lexicon find Moscow --on 1985-06-01
Everything that a command can do
  armstrail read --help"""


def demo() -> None:
    """Read the sample reports, show their claims and who supplied whom.

    The samples were written for Armstrail and retell public events of the past. Nothing is stored or fetched.
    """
    import sys

    from armstrail.cli.read import Tally
    from armstrail.cli.screen import Bar, console
    from armstrail.cli.table import show
    from armstrail.gathering import Settings
    from armstrail.pipeline import read_all

    screen, tally = console(), Tally()
    kept: list[Reading] = []
    with Bar("reading the samples") as bar:
        for reading in tally.reported(read_all(samples(), Settings()), bar):
            kept.append(_named_by_file(reading))
            with bar.hidden(sys.stdout):
                show(screen, kept[-1])
    screen.print(register(kept))
    typer.echo(f"\n{tally}\n\n{NEXT}")
    if tally.not_read:
        raise typer.Exit(1)


def samples() -> list[str]:
    """The sample reports of the package, by name."""
    folder = Path(str(files("armstrail") / "samples"))
    return [str(path) for path in sorted(folder.iterdir()) if path.suffix in _SAMPLES]


def _named_by_file(reading: Reading) -> Reading:
    """The same with the sample's name for its source: nobody needs to know where the package lies."""
    name = Path(reading.report.source).name
    return reading.model_copy(update={"report": reading.report.model_copy(update={"source": name})})


def register(readings: Iterable[Reading]) -> Table:
    """A row for each supplier and recipient: what is said of them, in how many reports, how often it is denied.

    Most claims first; relations with a side that nobody named last.
    """
    from rich.table import Table

    from armstrail.cli import wording

    title = "Who is said to have supplied whom"
    rows = Table(title=title, title_justify="left", title_style="bold underline", box=None, padding=(0, 2, 0, 0))
    rows.add_column("supplier → recipient", no_wrap=True)
    rows.add_column("said")
    for heading in ("claims", "reports", "denied"):
        rows.add_column(heading, justify="right")
    relations = sorted(_by_relation(readings).items(), key=lambda row: ("?" in row[0], -len(row[1]), row[0]))
    for (supplier, recipient), said in relations:
        acts = dict.fromkeys(claim.act for _, claim in said)
        denied = sum(claim.modality == "denied" for _, claim in said)
        reports = len({report for report, _ in said})
        sides = f"{wording.party(supplier)} → {wording.party(recipient)}"
        rows.add_row(sides, ", ".join(acts), f"{len(said)}", f"{reports}", f"{denied or ''}")
    return rows


def _by_relation(readings: Iterable[Reading]) -> dict[tuple[str, str], list[tuple[str, Claim]]]:
    """(supplier, recipient) -> (report, claim); a side that is left open is "?"."""
    said = defaultdict(list)
    for reading in readings:
        for claim in reading.claims:
            for supplier in claim.suppliers or ("?",):
                for recipient in claim.recipients or ("?",):
                    said[supplier, recipient].append((reading.report.id, claim))
    return dict(said)
