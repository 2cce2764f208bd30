"""Every table as it can be compared between two databases: by names that mean the same in both, not by their numbers.

claim_parties   claim 5f0c… · role supplier · party RU
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text


@dataclass(frozen=True, slots=True)
class Compared:
    """A table: the columns that name a row, those that say something of it, and where they are had from.

    A number that leads nowhere is named as it is, so that the row still has its place.
    """

    name: str
    keys: dict[str, str]
    columns: dict[str, str]
    source: str

    def rows(self, connection: Connection) -> Iterator[Row[Any]]:
        """All rows in the order of their keys, as the database's driver gives them, a few at a time."""
        bytewise = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
        told = ", ".join(f"{sql} AS {column}" for column, sql in (self.keys | self.columns).items())
        order = ", ".join(sql + bytewise * (column not in _NUMBERS) for column, sql in self.keys.items())
        query = text(f"SELECT {told} FROM {self.source} ORDER BY {order}")  # noqa: S608 - constants of this file
        yield from connection.execute(query, execution_options={"yield_per": 500})

    def key(self, row: Row[Any]) -> tuple[tuple[int, Any], ...]:
        """What the rows are sorted by, as both databases sort: nothing, numbers, text, bytes."""
        return tuple(map(_place, row[: len(self.keys)]))

    def where(self, row: Row[Any]) -> str:
        """`claim_parties, row 5f0c…, supplier, RU`."""
        return f"{self.name}, row {', '.join(str(value) for value in row[: len(self.keys)])}"


def _place(value: object) -> tuple[int, Any]:
    match value:
        case None:
            return (0, 0)
        case bool() | int() | float():
            return (1, value)
        case str():
            return (2, value)
        case bytes():
            return (3, value)
    return (4, str(value))


_NUMBERS = {"place", "number"}


def _same(*columns: str) -> dict[str, str]:
    return {column: f'{_ROW}."{column}"' for column in columns}


_ROW = "x"
_CLAIM = {"claim": "coalesce(c.id, 'number ' || x.claim)"}
_OF_CLAIM = "LEFT JOIN claims c ON c.number = x.claim"
_TRANSFER = {"transfer": "coalesce(t.id, 'number ' || x.transfer)"}
_OF_TRANSFER = "LEFT JOIN transfers t ON t.number = x.transfer"
_ORIGIN = "coalesce(o.key, 'number ' || x.origin)"

TABLES = (
    Compared(
        "reports",
        _same("id"),
        _same(
            "content", "text_id", "address", "previous", "archived", "url", "outlet", "published", "title", "text",
            "document", "responses", "digest",
        )
        | {"reader": "coalesce(r.name, 'number ' || x.reader)", "origin": _ORIGIN},
        "reports x LEFT JOIN readers r ON r.number = x.reader LEFT JOIN origins o ON o.number = x.origin",
    ),
    Compared(
        "claims",
        _same("id"),
        _same(
            "place", "document", "current", "state", "decided", "act", "modality", "source_kind", "period_start",
            "period_end", "confidence",
        )
        | {"report": "coalesce(r.id, 'number ' || x.report)"}
        | _TRANSFER,
        f"claims x LEFT JOIN reports r ON r.number = x.report {_OF_TRANSFER}",
    ),
    Compared("claim_parties", _CLAIM | _same("role", "party"), {}, f"claim_parties x {_OF_CLAIM}"),
    Compared(
        "claim_items",
        _CLAIM | _same("place"),
        _same("category", "designation", "quantity_min", "quantity_max"),
        f"claim_items x {_OF_CLAIM}",
    ),
    Compared(
        "transfers",
        _same("id"),
        _same("relation", "claims", "undecided", "origins", "first", "latest", "period_start", "period_end")
        | {"merged_into": "coalesce(t.id, 'number ' || x.merged_into)"},
        "transfers x LEFT JOIN transfers t ON t.number = x.merged_into",
    ),
    Compared("transfer_parties", _TRANSFER | _same("role", "party"), {}, f"transfer_parties x {_OF_TRANSFER}"),
    Compared("transfer_items", _TRANSFER | _same("category", "designation"), {}, f"transfer_items x {_OF_TRANSFER}"),
    Compared(
        "transfer_kinds",
        _TRANSFER | _same("act", "modality", "source_kind", "state"),
        _same("claims"),
        f"transfer_kinds x {_OF_TRANSFER}",
    ),
    Compared(
        "transfer_origins",
        _TRANSFER | {"origin": _ORIGIN},
        {},
        f"transfer_origins x {_OF_TRANSFER} LEFT JOIN origins o ON o.number = x.origin",
    ),
    Compared("decisions", _same("number"), _same("id", "previous", "document"), "decisions x"),
    Compared(
        "decision_targets",
        _same("target") | {"number": "x.decision"},
        {},
        "decision_targets x",
    ),
    Compared("parties", _same("code"), {}, "parties x"),
    Compared("origins", _same("key"), {}, "origins x"),
    Compared("readers", _same("name"), {}, "readers x"),
)  # fmt: skip
