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
Counts are of claims and reports as they stand: a reprint counts like the wire story that it carries.

Read your own:
  armstrail read report.html                        a page, a text file, a folder, an address
  armstrail read report.txt --published 2014-01-18  the day from which "last week" counts
  armstrail read *.html --format csv > claims.csv   a row a claim, for a spreadsheet
  armstrail lexicon find Moscow --on 1985-06-01     what a word stands for, and since when"""


def demo() -> None:
    """Read the sample reports, show their claims and who supplied whom.

    The samples were written for Armstrail and retell public events of the past. Nothing is stored or fetched.
    """
    import sys

    from armstrail.cli.batch import readings
    from armstrail.cli.read import Tally
    from armstrail.cli.screen import Bar, console
    from armstrail.cli.table import show
    from armstrail.gathering import Settings

    screen, tally = console(), Tally()
    kept: list[Reading] = []
    with Bar("reading the samples") as bar:
        for reading in tally.reported(readings(samples(), Settings()), bar):
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
    """A row for each supplier and recipient, most claims first: what is said of them, in how many reports, denials."""
    from rich import box
    from rich.table import Table

    from armstrail.cli import wording

    rows = Table(title="Who is said to have supplied whom", title_justify="left", box=box.SIMPLE_HEAD)
    for heading in ("supplier", "recipient", "said"):
        rows.add_column(heading, overflow="fold")
    for heading in ("claims", "reports", "denied"):
        rows.add_column(heading, justify="right")
    for (supplier, recipient), said in sorted(_by_relation(readings).items(), key=lambda row: (-len(row[1]), row[0])):
        acts = dict.fromkeys(claim.act for _, claim in said)
        denied = sum(claim.modality == "denied" for _, claim in said)
        reports = len({report for report, _ in said})
        sides = (wording.party(supplier), wording.party(recipient))
        rows.add_row(*sides, ", ".join(acts), f"{len(said)}", f"{reports}", f"{denied or ''}")
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
