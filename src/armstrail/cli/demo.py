"""`armstrail demo`: the sample reports that come with the program, and the register that they make."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from armstrail.gathering import Failure
    from armstrail.model import Reading
    from armstrail.register import Stored

_SAMPLES = (".html", ".txt", ".jsonl")
_ROWS = 12

NEXT = """\
A claim is what a source says, not a fact. Reports that carry one text count as
one origin.

Read your own reports: pages, text files, folders, addresses
  armstrail read report.html
  armstrail read report.txt --published 2014-01-18
Keep them in a register, and ask it
  armstrail add reports/
  armstrail register --supplier Iran --min-origins 2
  armstrail search rockets
  armstrail show IR
See what a word stands for, and since when
  armstrail lexicon find Moscow --on 1985-06-01
Everything that a command can do
  armstrail register --help"""


def demo() -> None:
    """Read the sample reports, show their claims and the register that they make.

    The samples were written for Armstrail and retell public events of the past. The register is a temporary one;
    nothing is fetched.
    """
    import sys
    from tempfile import TemporaryDirectory

    from armstrail.cli.read import Tally
    from armstrail.cli.screen import Bar, console
    from armstrail.cli.stored import opened
    from armstrail.cli.table import show
    from armstrail.cli.transfers import transfer_table
    from armstrail.gathering import Settings
    from armstrail.pipeline import add_all
    from armstrail.register import Sort

    screen, tally = console(), Tally()
    with (
        TemporaryDirectory(prefix="armstrail-demo-") as folder,
        opened(f"{folder}/armstrail.db", Path(folder) / "archive", make=True) as register,
    ):
        with Bar("reading the samples") as bar:
            batch = add_all(register, samples(), Settings())
            for reading in tally.reported((_read(one) for one in batch), bar):
                with bar.hidden(sys.stdout):
                    show(screen, _named_by_file(reading))
        page = register.page(sort=Sort("claims"), limit=_ROWS)
        screen.print(
            transfer_table(page.transfers, title="The register: who is said to have supplied whom, most claims first")
        )
    typer.echo(f"\n{tally}\n\n{NEXT}")
    if tally.not_read:
        raise typer.Exit(1)


def samples() -> list[str]:
    """The sample reports of the package, by name."""
    folder = Path(str(files("armstrail") / "samples"))
    return [str(path) for path in sorted(folder.iterdir()) if path.suffix in _SAMPLES]


def _read(one: Stored | Failure) -> Reading | Failure:
    """What was read of a report that was stored; nothing where it was there already."""
    from armstrail.model import Reading
    from armstrail.register import Stored

    if not isinstance(one, Stored):
        return one
    return one.reading or Reading(report=one.report, claims=(), reader="")


def _named_by_file(reading: Reading) -> Reading:
    """The same with the sample's name for its source: nobody needs to know where the package lies."""
    name = Path(reading.report.source).name
    return reading.model_copy(update={"report": reading.report.model_copy(update={"source": name})})
