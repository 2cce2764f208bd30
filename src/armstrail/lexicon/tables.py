"""Reads the tables of the lexicon: CSV, one fact a row, each with its source, its examples and its look-alikes.

by_form("containers")["shipments"]  ->  the row of "shipment"
word_class("light")                 ->  {"make", "give", "sign", ...}
"""

from __future__ import annotations

import calendar
import csv
import datetime
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Row = Mapping[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of a table in the order of its file, every cell a stripped string.

    Raises:
        ValueError: a row has more or fewer cells than the header; the message names the table and the line.
    """
    with (files("armstrail.lexicon") / "tables" / f"{name}.csv").open(encoding="utf-8") as lines:
        reader = csv.reader(lines)
        header = next(reader)
        rows = []
        for cells in reader:
            if len(cells) != len(header):
                raise ValueError(
                    f"{name}.csv, line {reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            rows.append(dict(zip(header, map(str.strip, cells), strict=True)))
    return tuple(rows)


@cache
def by_form(name: str) -> Mapping[str, Row]:
    """The rows of a table that has the columns `form` and `plural`, by either of them."""
    return {form: row for row in table(name) for form in (row["form"], row["plural"]) if form}


def cells(text: str) -> tuple[str, ...]:
    """The parts of a list cell: `a|b` -> ("a", "b"); an empty cell has none."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def first_day(text: str) -> datetime.date | None:
    """The first day of `2014`, `2014-03` or `2014-03-18`; None for an empty cell."""
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def last_day(text: str) -> datetime.date | None:
    """The last day of `2014`, `2014-03` or `2014-03-18`; None for an empty cell.

    Raises:
        ValueError: there is no such day or month, as in `2014-13`.
    """
    if not text:
        return None
    parts = tuple(map(int, text.split("-")))
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (*parts, 12)[:2]
    if not 1 <= month <= 12:
        raise ValueError(f"{text} is no month")
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class of `word-classes.csv`: "light" -> make, give, sign, ...

    Raises:
        KeyError: there is no such class.
    """
    words = frozenset(row["form"] for row in table("word-classes") if row["class"] == name)
    if not words:
        raise KeyError(name)
    return words
