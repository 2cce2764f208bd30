"""Error tables as text, the most frequent rows of each first, or as JSON with all rows.

slot  error     gold      read      count  paired
act   confused  order     delivery      7       7
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from armstrail.cli.screen import visible

if TYPE_CHECKING:
    from armstrail.scoring import ErrorTable
    from armstrail.scoring.tables import Cell

_MOST = 8  # rows of one slot and kind of error, or of one list of words, that a screen shows
_LONG_LISTS = {"errors by slot": ("slot", "error"), "words that spurious claims rest on": ()}
_RARE = 3  # passages that a construction needs to be shown
_WIDEST = 44  # characters of a cell


def tables_as_data(tables: Sequence[ErrorTable], by: str, unread: Sequence[str]) -> str:
    """Every row of every table."""
    told = {table.title: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in tables}
    return json.dumps({"by": by, "unread": unread, "tables": told}, indent=1, ensure_ascii=False)


def tables_as_text(tables: Sequence[ErrorTable]) -> list[str]:
    """Each table under its title; what is left out of it is said in its last line."""
    lines: list[str] = []
    for table in tables:
        lines += ["", table.title] if lines else [table.title]
        lines += _lines(table)
    return lines


def _lines(table: ErrorTable) -> Iterator[str]:
    """The head and the rows in columns as wide as they need; numbers to the right."""
    rows, left_out = _shown(table)
    if not rows and not left_out:
        yield "none"
        return
    cells = [[_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in rows]
    numbers = [bool(rows) and all(not isinstance(row[at], str) for row in rows) for at in range(len(table.columns))]
    heads = _heads(table.columns, numbers)
    widths = [max(map(len, column)) for column in zip(*heads, *cells, strict=True)]
    for line in [*heads, *cells]:
        padded = [
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(line, widths, numbers, strict=True)
        ]
        yield "  ".join(padded).rstrip()
    if left_out:
        yield f"… and {left_out:,} rows with fewer: --json has all"


def _heads(columns: Sequence[str], numbers: Sequence[bool]) -> list[list[str]]:
    """One or two lines: numbers are narrow, so that "relation precision" over them stands on two."""
    upper = [column.rpartition(" ")[0] if number else "" for column, number in zip(columns, numbers, strict=True)]
    lower = [
        column.removeprefix(f"{above} ") if above else column for column, above in zip(columns, upper, strict=True)
    ]
    return [upper, lower] if any(upper) else [lower]


def _shown(table: ErrorTable) -> tuple[list[tuple[Cell, ...]], int]:
    """The rows that a screen has room for, and how many are left out."""
    rows = list(table.rows)
    if table.columns[0] == "construction":
        rows = [row for row in rows if int(row[1]) >= _RARE]
    elif (by := _LONG_LISTS.get(table.title)) is not None:
        places = [table.columns.index(column) for column in by]
        rows = [row for group in _groups(rows, places) for row in group[:_MOST]]
    return rows, len(table.rows) - len(rows)


def _groups(rows: Sequence[tuple[Cell, ...]], places: Sequence[int]) -> list[list[tuple[Cell, ...]]]:
    """Rows with equal cells at some places, in the order of the table."""
    groups: dict[tuple[Cell, ...], list[tuple[Cell, ...]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[place] for place in places), []).append(row)
    return list(groups.values())


def _cell(cell: Cell, column: str) -> str:
    """A value on one line; what is longer than a screen has room for is cut, but for what a cause means."""
    text = visible(cell) if isinstance(cell, str) else str(cell)
    return text if column == "meaning" or len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
