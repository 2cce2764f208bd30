"""What an entry of the lexicon is: who or what a form stands for, and when.

states.csv: SUHH, "Moscow" until 1991-12-25  ->  Entry(kind="state", id="SUHH", role="capital", ...)
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from armstrail.lexicon.tables import Row, cells, first_day, last_day, table

Kind = Literal[
    "state", "seat", "leader", "group", "company", "body", "region", "outlet", "goods", "designation", "hide"
]
Role = Literal["name", "demonym", "capital", "surname", "plural"]
PARTY_KINDS: frozenset[Kind] = frozenset({"state", "seat", "leader", "group", "company", "body", "region"})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One row of a table under one of its roles. `id` is a party's code or name, a category or a designation."""

    kind: Kind
    id: str
    role: Role
    guard: str
    since: datetime.date | None
    until: datetime.date | None
    table: str
    row: Row = field(repr=False)

    def holds(self, on: datetime.date | None) -> bool:
        """Does the form stand for this on that day? Without a day: does it today?

        A leader speaks for the state from the first day in office on: a text of 2014 may tell of 2005.
        """
        if on is None:
            return self.until is None or self.kind == "leader"
        if self.since and on < self.since:
            return False
        return self.kind == "leader" or self.until is None or on <= self.until

    def in_office(self, on: datetime.date | None) -> bool:
        """Holds, and has not ended either."""
        return self.holds(on) and (on is None or self.until is None or on <= self.until)

    @property
    def is_party(self) -> bool:
        """Does it name somebody who may give or get, not goods or an outlet?"""
        return self.kind in PARTY_KINDS


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table becomes entries: which column names the thing, and which columns hold forms in which role."""

    table: str
    kind: Kind
    id: Callable[[Row], str]
    forms: tuple[tuple[str, Role], ...]


_LAYOUTS = (
    _Layout(
        "states", "state", lambda r: r["code"], (("forms", "name"), ("demonyms", "demonym"), ("capitals", "capital"))
    ),
    _Layout("seats", "seat", lambda r: r["code"], (("form", "name"),)),
    _Layout("leaders-a", "leader", lambda r: r["code"], (("forms", "name"), ("surnames", "surname"))),
    _Layout("leaders-b", "leader", lambda r: r["code"], (("forms", "name"), ("surnames", "surname"))),
    _Layout("groups", "group", lambda r: r["id"], (("forms", "name"),)),
    _Layout("companies", "company", lambda r: r["code"], (("forms", "name"),)),
    _Layout("bodies", "body", lambda r: r["id"], (("forms", "name"),)),
    _Layout("regions", "region", lambda r: r["id"], (("forms", "name"),)),
    _Layout("outlets", "outlet", lambda r: r["name"], (("forms", "name"),)),
    _Layout("goods", "goods", lambda r: r["category"], (("form", "name"), ("plural", "plural"))),
    _Layout("designations", "designation", lambda r: r["designation"], (("forms", "name"),)),
    _Layout("hides", "hide", lambda r: r["form"], (("form", "name"),)),
)
ENTRY_TABLES = tuple(layout.table for layout in _LAYOUTS if layout.kind != "hide")


def _entries(layout: _Layout) -> Iterator[tuple[str, Entry]]:
    """A table's forms with what they stand for, one entry for each row and role."""
    for row in table(layout.table):
        since, until = first_day(row.get("from", "")), last_day(row.get("until", ""))
        for column, role in layout.forms:
            if row[column]:
                entry = Entry(layout.kind, layout.id(row), role, row.get("guard", ""), since, until, layout.table, row)
                for form in cells(row[column]):
                    yield form, entry


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[str, Entry], ...]:
    """Every written form of every entry, in the order of the tables."""
    return tuple(pair for layout in _LAYOUTS for pair in _entries(layout))
