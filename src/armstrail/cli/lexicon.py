"""`armstrail lexicon`: what the program knows about a word, and where that comes from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from armstrail.lexicon import Entry, Row

STATUSES = "Exit status: 0 the lexicon has the word; 1 it does not; 2 the command was not understood."

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, help="Look up a word that reports use.")

# The columns whose cells are written forms; a state is also found by its code.
_FORMS = ("form", "forms", "plural", "lemma", "name", "designation", "demonyms", "capitals", "surnames")
_LAST = ("source", "examples", "not")
_GUARDS = {
    "context": "only with a word of the trade or a number close by",
    "name": "not as a part of a longer name",
}


@app.callback()
def lexicon() -> None:
    """The words that Armstrail reads by: parties, goods, what is done with them, and who says so."""


@app.command(epilog=STATUSES)
def find(
    word: Annotated[
        str,
        typer.Argument(
            metavar="WORD", help="A word or a phrase, as a report writes it: Moscow, S-300s, take delivery."
        ),
    ],
    on: Annotated[
        datetime.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day of the report, as 1985-06-01: names change hands. Today.",
        ),
    ] = None,
) -> None:
    """Show what a word stands for, and why.

    First what the word is taken for in a report of that day; then every row of the lexicon that has it, whether it
    counts on that day or not.
    """
    from rich.text import Text

    from armstrail.cli.layout import Hanging
    from armstrail.cli.screen import complain, console
    from armstrail.lexicon import find as find_entries

    day = on.date() if on else datetime.datetime.now(tz=datetime.UTC).date()
    taken = find_entries(word, day)
    rows = rows_of(word) + [(entry.table, entry.row) for found in taken for entry in found.alternatives]
    if not rows:
        close = close_to(word)
        complain(word, f"not in the lexicon; it has {', '.join(close)}" if close else "not in the lexicon")
        raise typer.Exit(1)
    screen = console()
    screen.print(Text(f"In a report of {day}:", "bold"))
    for found in taken:
        screen.print(Hanging(_taken_for(found.text, found.alternatives), 2, 4))
    if not taken:
        screen.print(Text("  by itself it names no party and no goods"))
    seen: set[int] = set()
    for table, row in rows:
        if id(row) not in seen:
            seen.add(id(row))
            screen.print()
            screen.print(Text(f"{table}.csv", "bold"))
            for fact in _facts(row):
                screen.print(Hanging(fact, 2, 15))


def rows_of(word: str) -> list[tuple[str, Row]]:
    """(table, row) of each row that has the word as one of its forms, whatever the case and whatever the day."""
    from armstrail.lexicon import table
    from armstrail.lexicon.fold import fold

    wanted = fold(word.strip()).casefold()
    return [
        (name, row)
        for name in table_names()
        for row in table(name)
        if any(fold(form).casefold() == wanted for form in _forms(name, row))
    ]


def close_to(word: str) -> list[str]:
    """Up to three forms of the lexicon that are written much like it: `Moscow` for `Muscow`."""
    from difflib import get_close_matches

    from armstrail.lexicon import table

    forms = dict.fromkeys(form for name in table_names() for row in table(name) for form in _forms(name, row))
    return get_close_matches(word.strip(), forms, cutoff=0.75)


def _forms(name: str, row: Row) -> Iterator[str]:
    """The forms of a row; of a state, its code too."""
    from armstrail.lexicon import cells

    for column in (*_FORMS, "code") if name == "states" else _FORMS:
        yield from cells(row.get(column, ""))


def table_names() -> list[str]:
    """The lexicon's tables, by name."""
    folder = files("armstrail.lexicon") / "tables"
    return sorted(path.name.removesuffix(".csv") for path in folder.iterdir() if path.name.endswith(".csv"))


def _taken_for(text: str, entries: tuple[Entry, ...]) -> Text:
    """`“Moscow” is Soviet Union (SUHH) — state, capital`; the likeliest first."""
    from rich.text import Text

    from armstrail.cli import wording
    from armstrail.cli.screen import visible

    meanings = dict.fromkeys(f"{wording.party(entry.id)} — {entry.kind}, {entry.role}" for entry in entries)
    return Text(visible(f"“{text}” is {', or '.join(meanings)}"))


def _facts(row: Row) -> Iterator[Text]:
    """`forms  Russia, Russian Federation`: each cell that holds something, then source and examples."""
    from rich.text import Text

    from armstrail.lexicon import cells

    def fact(label: str, value: str) -> Text:
        return Text.assemble((f"{label:12} ", "dim"), value)

    for column, cell in row.items():
        if cell and column not in _LAST:
            yield fact(column, _GUARDS.get(cell, cell) if column == "guard" else ", ".join(cells(cell)))
    yield fact("source", row["source"])
    for label, column in (("found in", "examples"), ("not in", "not")):
        if row[column]:
            yield fact(label, "; ".join(map(_example, cells(row[column]))))


def _example(example: str) -> str:
    """`“Russian tanks” (1985-01-01)` for `@1985-01-01 Russian tanks`."""
    if not example.startswith("@"):
        return f"“{example}”"
    day, _, words = example.removeprefix("@").partition(" ")
    return f"“{words}” ({day})"
