"""Makes the tables say what was decided: a claim's state and words, the transfer that it belongs to, merges, the sums.

The rules are those of `reconciling.decided`; here is only what has to be looked at again after a decision, so that the
tables are what they would be had all decisions been there from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from armstrail.model import Claim, Decision
from armstrail.reconciling import merged, relation, state_of
from armstrail.register import parts, sums
from armstrail.register.rows import facts, item_rows, party_rows
from armstrail.register.schema import claims, reports, transfers

Decisions = Callable[..., list[Decision]]  # all that concern what is named


def apply(
    connection: Connection, decisions: Decisions, claims: Sequence[str] = (), transfers: Sequence[str] = ()
) -> None:
    """Brings claims and transfers, and all that hangs on them, to what was decided. Those not there are passed over."""
    stirred = Stirred(set(), set(transfers))
    for claim in claims:
        _apply_to_claim(connection, claim, decisions(claim), stirred)
    if stirred.transfers:
        _apply_merges(connection, decisions, stirred)
    for number in sorted(stirred.sums):
        if _has_claims(connection, number):
            sums.recount(connection, number)
        else:
            sums.remove(connection, number)


class Stirred(NamedTuple):
    """What has to be looked at again: the sums of transfers, by number, and the merges of transfers, by id."""

    sums: set[int]
    transfers: set[str]


def _apply_to_claim(connection: Connection, name: str, decisions: list[Decision], stirred: Stirred) -> None:
    of = select(claims, reports.c.origin, reports.c.published).join(reports, reports.c.number == claims.c.report)
    row = connection.execute(of.where(claims.c.id == name)).first()
    if row is None:
        return
    read = Claim.model_validate_json(row.document)
    decided = state_of(read, decisions)
    now = decided.current or read
    document = decided.current.to_json() if decided.current else None
    own, root = sums.own_and_root(connection, relation(now), decided.transfer)
    values = {
        "state": decided.state,
        "decided": decided.last,
        "current": document,
        "transfer": root,
        "merged_from": None if own == root else own,
    }
    connection.execute(update(claims).where(claims.c.number == row.number).values(**values, **facts(now)))
    if document != row.current:
        parts.rewrite(connection, row.number, party_rows(now), item_rows(now))
    before = row.merged_from or row.transfer
    if own != before:
        was = connection.execute(select(transfers.c.id).where(transfers.c.number == before)).scalar_one()
        stirred.transfers.update((was, decided.transfer))
        stirred.sums.update((before, row.transfer, own, root))
    elif document != row.current or (row.state != decided.state and "rejected" in (row.state, decided.state)):
        stirred.sums.add(row.transfer)
    elif row.state != decided.state:
        sums.move(connection, root, sums.Counted(now, row.state, row.origin, row.published), decided.state)


def _apply_merges(connection: Connection, decisions: Decisions, stirred: Stirred) -> None:
    """Merges anew all that hang together with these transfers."""
    names, entries = _together(decisions, stirred.transfers)
    rows = {
        row.id: row
        for row in connection.execute(
            select(transfers.c.id, transfers.c.number, transfers.c.merged_into).where(transfers.c.id.in_(names))
        )
    }
    into = merged(entries, {name for name, row in rows.items() if _has_claims(connection, row.number)})
    for name, row in rows.items():
        root = rows[into[name]].number if name in into else None
        if row.merged_into != root:
            connection.execute(update(transfers).where(transfers.c.number == row.number).values(merged_into=root))
            moved = {"transfer": root or row.number, "merged_from": row.number if root else None}
            connection.execute(update(claims).where(_belongs(row.number)).values(**moved))
            stirred.sums.update({row.number, row.merged_into or row.number, root or row.number})


def _together(decisions: Decisions, names: Iterable[str]) -> tuple[set[str], list[Decision]]:
    """All transfers that merges join to these, whether they still count or not, and the decisions on them."""
    known: set[str] = set()
    found: dict[str, Decision] = {}
    new = set(names)
    while new:
        known |= new
        found |= {one.id: one for one in decisions(*sorted(new))}
        new = {target for one in found.values() if one.verdict == "merge" for target in one.targets} - known
    return known, sorted(found.values(), key=lambda one: one.number)


def _belongs(transfer: int) -> ColumnElement[bool]:
    """The claims that belong to a transfer by themselves, wherever it was merged into."""
    own = and_(claims.c.transfer == transfer, claims.c.merged_from.is_(None))
    return or_(claims.c.merged_from == transfer, own)


def _has_claims(connection: Connection, transfer: int) -> bool:
    return connection.execute(select(claims.c.number).where(_belongs(transfer)).limit(1)).first() is not None
