"""What a transfer's row says of its claims: how many, from how many origins, in which days, of which parties and kinds.

A new claim is added to the sums, at a cost that does not grow with the transfer; after a decision they are made anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Column, Connection, Table, case, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement

from armstrail.model import Claim, State
from armstrail.reconciling import Relation
from armstrail.register.rows import Row, item_rows, party_rows
from armstrail.register.schema import (
    claims,
    reports,
    transfer_items,
    transfer_kinds,
    transfer_origins,
    transfer_parties,
    transfers,
)


class Counted(NamedTuple):
    """A claim as it now stands, with what its report adds."""

    claim: Claim
    state: State
    origin: int
    published: datetime.date | None


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows what to do where the row is there already (ON CONFLICT), in the database's own words."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def transfer_number(connection: Connection, of: Relation, name: str | None = None) -> int:
    """The transfer of a relation, made if need be; the one that it was merged into, if it was.

    Args:
        name: the id of a transfer that a person has split off; by default the relation's own.
    """
    name = name or of.id
    none = dict.fromkeys(("claims", "undecided", "origins"), 0)
    made = insert(connection, transfers).values(id=name, relation=of.to_json(), **none)
    connection.execute(made.on_conflict_do_nothing(index_elements=["id"]))
    found = connection.execute(select(transfers.c.number, transfers.c.merged_into).where(transfers.c.id == name)).one()
    while found.merged_into is not None:
        columns = select(transfers.c.number, transfers.c.merged_into)
        found = connection.execute(columns.where(transfers.c.number == found.merged_into)).one()
    return int(found.number)


def count_in(connection: Connection, transfer: int, counted: Iterable[Counted]) -> None:
    """Adds claims to what a transfer says of its claims. A rejected claim counts only among the kinds."""
    for one in counted:
        _count_kind(connection, transfer, one)
        if one.state != "rejected":
            _count(connection, transfer, one)


def recount(connection: Connection, transfer: int) -> None:
    """Makes a transfer's sums anew from the claims that are now its own."""
    for table in (transfer_parties, transfer_items, transfer_kinds, transfer_origins):
        connection.execute(delete(table).where(table.c.transfer == transfer))
    empty = {"claims": 0, "undecided": 0, "origins": 0}
    days = dict.fromkeys(("first", "latest", "period_start", "period_end"))
    connection.execute(update(transfers).where(transfers.c.number == transfer).values(**empty, **days))
    count_in(connection, transfer, counted(connection, transfer))


def counted(connection: Connection, transfer: int) -> list[Counted]:
    """The claims of a transfer as they now stand, in the order in which they came."""
    document = func.coalesce(claims.c.current, claims.c.document).label("document")
    of = select(document, claims.c.state, reports.c.origin, reports.c.published).join(
        reports, reports.c.number == claims.c.report
    )
    rows = connection.execute(of.where(claims.c.transfer == transfer).order_by(claims.c.number))
    return [Counted(Claim.model_validate_json(row.document), row.state, row.origin, row.published) for row in rows]


def _count(connection: Connection, transfer: int, one: Counted) -> None:
    origin = insert(connection, transfer_origins).values(transfer=transfer, origin=one.origin)
    made = origin.on_conflict_do_nothing().returning(transfer_origins.c.origin)
    is_new = connection.execute(made).first() is not None
    of = transfers.c
    changed = {
        "claims": of.claims + 1,
        "undecided": of.undecided + int(one.state == "undecided"),
        "origins": of.origins + int(is_new),
        "first": _earlier(of.first, one.published),
        "latest": _later(of.latest, one.published),
        "period_start": _earlier(of.period_start, one.claim.period.start or one.claim.period.end),
        "period_end": _later(of.period_end, one.claim.period.end or one.claim.period.start),
    }
    connection.execute(update(transfers).where(of.number == transfer).values(**changed))
    for row in party_rows(one.claim):
        connection.execute(
            insert(connection, transfer_parties).values(transfer=transfer, **row).on_conflict_do_nothing()
        )
    for item in item_rows(one.claim):
        _count_item(connection, transfer, item, denied=one.claim.modality == "denied")


def _count_item(connection: Connection, transfer: int, item: Row, *, denied: bool) -> None:
    """Goods of a claim. A number that is denied is none."""
    low, high = (None, None) if denied else (item["quantity_min"], item["quantity_max"])
    given = low is not None or high is not None
    key = {"transfer": transfer, "category": item["category"], "designation": item["designation"] or ""}
    row = insert(connection, transfer_items).values(
        **key, quantity_min=(low or 0) if given else None, quantity_max=high
    )
    if not given:
        connection.execute(row.on_conflict_do_nothing())
        return
    of, new = transfer_items.c, row.excluded
    first = of.quantity_min.is_(None)
    wider = {
        "quantity_min": case((first | (new.quantity_min < of.quantity_min), new.quantity_min), else_=of.quantity_min),
        "quantity_max": case(
            (first | new.quantity_max.is_(None) | (new.quantity_max > of.quantity_max), new.quantity_max),
            else_=of.quantity_max,
        ),
    }
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=wider))


def _count_kind(connection: Connection, transfer: int, one: Counted) -> None:
    key = {
        "transfer": transfer,
        "act": one.claim.act,
        "modality": one.claim.modality,
        "source_kind": one.claim.source.kind,
        "state": one.state,
    }
    row = insert(connection, transfer_kinds).values(**key, claims=1)
    again = {"claims": transfer_kinds.c.claims + 1}
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=again))


def _earlier(column: Column[datetime.date], day: datetime.date | None) -> ColumnElement[datetime.date]:
    return column if day is None else case((column < day, column), else_=day)


def _later(column: Column[datetime.date], day: datetime.date | None) -> ColumnElement[datetime.date]:
    return column if day is None else case((column > day, column), else_=day)
