"""Every table as it can be compared between two databases: by names that mean the same in both, not by their numbers.

claim_parties   claim 5f0c… · role supplier · party RU
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, String, Table, Text, text

from armstrail.register.schema import decisions, metadata


@dataclass(frozen=True, slots=True)
class Compared:
    """A table: what names a row, and what else it says, each as SQL. `sorts` is how many of the columns name it."""

    name: str
    columns: tuple[str, ...]
    sorts: tuple[tuple[str, bool], ...]  # and whether it is text

    def rows(self, connection: Connection) -> Iterator[Row[Any]]:
        """All rows in the order of their names, as the database's driver gives them, a few at a time."""
        bytewise = ' COLLATE "C"' if connection.dialect.name == "postgresql" else ""
        order = ", ".join(sql + bytewise * is_text for sql, is_text in self.sorts)
        query = text(f"SELECT {', '.join(self.columns)} FROM {self.name} x ORDER BY {order}")  # noqa: S608 - the schema's names
        yield from connection.execute(query, execution_options={"yield_per": 500})

    def key(self, row: Row[Any]) -> tuple[tuple[int, Any], ...]:
        """What the rows are sorted by, as both databases sort: nothing, numbers, text, bytes."""
        return tuple(map(_place, row[: len(self.sorts)]))

    def where(self, row: Row[Any]) -> str:
        """`claim_parties, row 5f0c…, supplier, RU`."""
        return f"{self.name}, row {', '.join(str(value) for value in row[: len(self.sorts)])}"


def _place(value: object) -> tuple[int, Any]:
    match value:
        case None:
            return (0, 0)
        case int() | float():
            return (1, value)
        case str():
            return (2, value)
        case bytes():
            return (3, value)
    return (4, str(value))


def _compared(table: Table) -> Compared:
    named = list(table.primary_key.columns) if "number" not in table.c or table is decisions else [_name(table)]
    said = [column for column in table.columns if column not in named and (column.name != "number")]
    columns = tuple(f'{_sql(column)} AS "{column.name}"' for column in [*named, *said])
    return Compared(table.name, columns, tuple((_sql(column), _is_text(column)) for column in named))


def _name(table: Table) -> Column[Any]:
    """The column that means the same in every database, where a number does not."""
    return next(table.c[name] for name in ("id", "key", "name") if name in table.c)


def _sql(column: Column[Any]) -> str:
    """The value of a column; for a number that leads to another table, the name that it has there.

    A number that leads nowhere is given as it is, so that the row still has its place.
    """
    of = f'x."{column.name}"'
    if not _leads(column):
        return of
    other = next(iter(column.foreign_keys)).column.table
    return f"coalesce((SELECT y.{_name(other).name} FROM {other.name} y WHERE y.number = {of}), 'number ' || {of})"  # noqa: S608


def _leads(column: Column[Any]) -> bool:
    return any(key.column.name == "number" and key.column.table is not decisions for key in column.foreign_keys)


def _is_text(column: Column[Any]) -> bool:
    return _leads(column) or isinstance(column.type, String | Text)


TABLES = tuple(map(_compared, metadata.sorted_tables))
