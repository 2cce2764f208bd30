"""What waits for a person: undecided claims, those of the transfers with the most origins first.

for name in undecided(register.engine, Wanted(party="RU")):
    case = look(connection, name)           the claim as it stands, its report, what was decided on it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, Select, exists, func, select, tuple_

from armstrail.model import Act, Claim, Decision, Derivation, Report, State
from armstrail.register.database import looking
from armstrail.register.decisions import on
from armstrail.register.schema import claim_parties, claims, reports, transfer_kinds, transfer_parties, transfers

_AT_ONCE = 50  # transfers that are looked up in one go


class Wanted(NamedTuple):
    """Which claims a reviewer wants to see; None is all."""

    party: str | None = None
    act: Act | None = None


class Case(NamedTuple):
    """A claim to decide on.

    `claim` is as it now stands; `last` the newest decision that concerns it; `origins` how many independent reports its
    transfer has.
    """

    id: str
    claim: Claim
    report: Report
    state: State
    last: str | None
    decisions: list[Decision]
    origins: int


def undecided(engine: Engine, wanted: Wanted) -> Iterator[str]:
    """The ids of undecided claims: by transfer, that with the most origins first; within one, the newest reports first.

    Looks up a few at a time, so that it costs the same in a register of any size; what is decided meanwhile may still
    be among them.
    """
    after: tuple[int, int] | None = None
    while True:
        with looking(engine) as connection:
            found = connection.execute(_transfers(wanted, after)).all()
        for transfer in found:
            with looking(engine) as connection:
                waiting = [row.id for row in connection.execute(_claims(wanted, transfer.number))]
            yield from waiting
        if not found:
            return
        after = (found[-1].origins, found[-1].number)


def count(connection: Connection, wanted: Wanted) -> int:
    """How many claims wait."""
    of = select(func.count()).select_from(claims).where(claims.c.state == "undecided", *_holds(wanted))
    return connection.execute(of).scalar_one()


def look(connection: Connection, name: str) -> Case:
    """A claim with what a reviewer needs to see of it."""
    of = (
        select(claims, reports.c.document.label("derivation"), transfers.c.origins)
        .join(reports, reports.c.number == claims.c.report)
        .join(transfers, transfers.c.number == claims.c.transfer)
    )
    row = connection.execute(of.where(claims.c.id == name)).one()
    return Case(
        id=name,
        claim=Claim.model_validate_json(row.current or row.document),
        report=Derivation.model_validate_json(row.derivation).report,
        state=row.state,
        last=row.decided,
        decisions=on(connection, name) if row.decided else [],
        origins=row.origins,
    )


def _transfers(wanted: Wanted, after: tuple[int, int] | None) -> Select[tuple[int, int]]:
    """The next transfers in which something waits."""
    of = select(transfers.c.number, transfers.c.origins).where(transfers.c.undecided > 0)
    if wanted.party:
        own = transfer_parties.c.transfer == transfers.c.number
        of = of.where(exists().where(own, transfer_parties.c.party == wanted.party))
    if wanted.act:
        kinds = transfer_kinds.c
        waits = (kinds.transfer == transfers.c.number, kinds.act == wanted.act, kinds.state == "undecided")
        of = of.where(exists().where(*waits))
    if after:
        of = of.where(tuple_(transfers.c.origins, transfers.c.number) < after)
    return of.order_by(transfers.c.origins.desc(), transfers.c.number.desc()).limit(_AT_ONCE)


def _claims(wanted: Wanted, transfer: int) -> Select[tuple[str]]:
    of = select(claims.c.id).join(reports, reports.c.number == claims.c.report)
    waits = of.where(claims.c.transfer == transfer, claims.c.state == "undecided", *_holds(wanted))
    newest = (reports.c.published.is_(None), reports.c.published.desc(), claims.c.number)
    return waits.order_by(*newest)


def _holds(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.act:
        yield claims.c.act == wanted.act
    if wanted.party:
        yield exists().where(claim_parties.c.claim == claims.c.number, claim_parties.c.party == wanted.party)
