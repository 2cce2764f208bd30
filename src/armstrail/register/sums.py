"""What a transfer's row says of its claims: how many, from how many origins, in which days, of which parties and kinds.

A new claim is added to the sums, at a cost that does not grow with the transfer; after a decision they are made anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, Table, and_, case, delete, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement, Label

from armstrail.model import Claim, State
from armstrail.reconciling import Relation
from armstrail.register.rows import Row, item_rows, party_rows
from armstrail.register.schema import (
    claim_items,
    claim_parties,
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


def own_and_root(connection: Connection, of: Relation, name: str | None = None) -> tuple[int, int]:
    """The transfer of a relation, made if need be, and the one that it was merged into: the same where it was not.

    Args:
        name: the id of a transfer that a person has split off; by default the relation's own.
    """
    name = name or of.id
    none = dict.fromkeys(("claims", "undecided", "origins"), 0)
    made = insert(connection, transfers).values(id=name, relation=of.to_json(), **none)
    connection.execute(made.on_conflict_do_nothing(index_elements=["id"]))
    found = connection.execute(select(transfers.c.number, transfers.c.merged_into).where(transfers.c.id == name)).one()
    return found.number, found.merged_into or found.number


def count_in(connection: Connection, transfer: int, counted: Iterable[Counted]) -> None:
    """Adds claims to what a transfer says of its claims. A rejected claim counts only among the kinds."""
    for one in counted:
        _count_kind(connection, transfer, one)
        if one.state != "rejected":
            _count(connection, transfer, one)


def recount(connection: Connection, transfer: int) -> None:
    """Makes a transfer's sums anew from the claims that are now its own."""
    for table in _OVER_CLAIMS:
        connection.execute(delete(table).where(table.c.transfer == transfer))
    for table, rows in _anew(transfer):
        connection.execute(table.insert().from_select(list(rows.selected_columns.keys()), rows))
    connection.execute(update(transfers).where(transfers.c.number == transfer).values(**_row(connection, transfer)))


def remove(connection: Connection, transfer: int) -> None:
    """Takes away a transfer that no claim belongs to any more."""
    for table in _OVER_CLAIMS:
        connection.execute(delete(table).where(table.c.transfer == transfer))
    connection.execute(delete(transfers).where(transfers.c.number == transfer))


def move(connection: Connection, transfer: int, one: Counted, state: State) -> None:
    """What `recount` would do where a claim has only changed its state, and is rejected neither before nor after."""
    undecided = transfers.c.undecided + (int(state == "undecided") - int(one.state == "undecided"))
    connection.execute(update(transfers).where(transfers.c.number == transfer).values(undecided=undecided))
    of = transfer_kinds.c
    left = [of[name] == value for name, value in _kind(transfer, one).items()]
    connection.execute(update(transfer_kinds).where(*left).values(claims=of.claims - 1))
    connection.execute(delete(transfer_kinds).where(*left, of.claims == 0))
    _count_kind(connection, transfer, one._replace(state=state))


_OVER_CLAIMS = (transfer_parties, transfer_items, transfer_kinds, transfer_origins)


def _anew(transfer: int) -> Iterator[tuple[Table, Select[Any]]]:
    """The rows of each table that sums up a transfer's claims. A rejected claim counts only among the kinds."""
    here = literal(transfer).label("transfer")
    own = claims.c.transfer == transfer
    holds = and_(own, claims.c.state != "rejected")
    kinds = [claims.c[name] for name in ("act", "modality", "source_kind", "state")]
    yield transfer_kinds, select(here, *kinds, func.count().label("claims")).where(own).group_by(*kinds)
    by_claim = claim_parties.join(claims, claims.c.number == claim_parties.c.claim)
    of_parties = select(here, claim_parties.c.role, claim_parties.c.party).select_from(by_claim)
    yield transfer_parties, of_parties.where(holds).distinct()
    by_item = claim_items.join(claims, claims.c.number == claim_items.c.claim)
    designation = func.coalesce(claim_items.c.designation, "").label("designation")
    goods = select(here, claim_items.c.category, designation, *_bounds()).select_from(by_item)
    yield transfer_items, goods.where(holds).group_by(claim_items.c.category, designation)
    by_report = claims.join(reports, reports.c.number == claims.c.report)
    yield transfer_origins, select(here, reports.c.origin).select_from(by_report).where(holds).distinct()


def _bounds() -> Iterator[Label[int]]:
    """The widest bounds of goods, as `_count_item` widens them claim by claim."""
    low, high = claim_items.c.quantity_min, claim_items.c.quantity_max
    given = and_(claims.c.modality != "denied", or_(low.is_not(None), high.is_not(None)))
    least = func.min(case((given, func.coalesce(low, 0))))
    is_open = func.sum(case((and_(given, high.is_(None)), 1), else_=0)) > 0
    yield least.label("quantity_min")
    yield case((is_open, None), else_=func.max(case((given, high)))).label("quantity_max")


def _row(connection: Connection, transfer: int) -> dict[str, Any]:
    """What a transfer's own row says of its claims."""
    of = claims.c
    sums = select(
        func.count().label("claims"),
        func.coalesce(func.sum(case((of.state == "undecided", 1), else_=0)), 0).label("undecided"),
        func.count(reports.c.origin.distinct()).label("origins"),
        func.min(reports.c.published).label("first"),
        func.max(reports.c.published).label("latest"),
        func.min(func.coalesce(of.period_start, of.period_end)).label("period_start"),
        func.max(func.coalesce(of.period_end, of.period_start)).label("period_end"),
    ).select_from(claims.join(reports, reports.c.number == of.report))
    one = connection.execute(sums.where(of.transfer == transfer, of.state != "rejected")).one()
    return one._asdict()


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
    key = _kind(transfer, one)
    row = insert(connection, transfer_kinds).values(**key, claims=1)
    again = {"claims": transfer_kinds.c.claims + 1}
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=again))


def _kind(transfer: int, one: Counted) -> dict[str, Any]:
    """Which row of the kinds counts a claim."""
    return {
        "transfer": transfer,
        "act": one.claim.act,
        "modality": one.claim.modality,
        "source_kind": one.claim.source.kind,
        "state": one.state,
    }


def _earlier(column: Column[datetime.date], day: datetime.date | None) -> ColumnElement[datetime.date]:
    return column if day is None else case((column < day, column), else_=day)


def _later(column: Column[datetime.date], day: datetime.date | None) -> ColumnElement[datetime.date]:
    return column if day is None else case((column > day, column), else_=day)
