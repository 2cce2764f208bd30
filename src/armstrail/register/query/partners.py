"""What a party is said to have given, got and passed on, by partner and kind of goods; what its officials deny."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from armstrail.register.errors import UnknownError
from armstrail.register.query.found import Partner, PartyView, StoredClaim
from armstrail.register.query.lookup import claims_of, stored_claims
from armstrail.register.schema import (
    claim_parties,
    claims,
    parties,
    reports,
    transfer_items,
    transfer_kinds,
    transfer_parties,
    transfers,
)

# In which role the party stands, and who is its partner then.
_SIDES = {
    "gave": ("supplier", "recipient"),
    "got": ("recipient", "supplier"),
    "passed_on": ("via", "recipient"),
    "stocks": ("origin", "recipient"),
}


def party(connection: Connection, code: str, limit: int = 20) -> PartyView:
    """A party by its code or name as claims have it; of each list the first `limit`.

    Raises:
        UnknownError: no claim in the register names it.
    """
    if not knows_party(connection, code):
        raise UnknownError(f"{code}: no claim in the register names such a party")
    sides = {name: _partners(connection, code, *roles, limit=limit) for name, roles in _SIDES.items()}
    return PartyView(code=code, denials=_denials(connection, code, limit), **sides)


def knows_party(connection: Connection, code: str) -> bool:
    """Whether a claim names it, or once did."""
    return connection.execute(select(parties.c.code).where(parties.c.code == code)).first() is not None


def _partners(connection: Connection, code: str, role: str, partner: str, *, limit: int) -> tuple[Partner, ...]:
    mine, theirs, goods = transfer_parties.alias("mine"), transfer_parties.alias("theirs"), _goods()
    claimed = func.sum(transfers.c.claims)
    of = (
        select(
            theirs.c.party,
            goods.c.category,
            func.count().label("transfers"),
            claimed.label("claims"),
            func.sum(_denied()).label("denied"),
            func.max(transfers.c.latest).label("latest"),
        )
        .select_from(mine)
        .join(transfers, transfers.c.number == mine.c.transfer)
        .join(goods, goods.c.transfer == mine.c.transfer)
        .outerjoin(theirs, (theirs.c.transfer == mine.c.transfer) & (theirs.c.role == partner))
        .where(mine.c.party == code, mine.c.role == role)
        .group_by(theirs.c.party, goods.c.category)
        .order_by(claimed.desc(), theirs.c.party, goods.c.category)
        .limit(limit)
    )
    found = connection.execute(of)
    return tuple(Partner(row.party, row.category, row.transfers, row.claims, row.denied, row.latest) for row in found)


def _goods() -> Any:
    """The kinds of goods of each transfer, each once, however many types of it there are."""
    return select(transfer_items.c.transfer, transfer_items.c.category).distinct().subquery("goods")


def _denied() -> Any:
    """How many claims of a transfer say that it was not so."""
    of = transfer_kinds.c
    denials = case((of.modality == "denied", of.claims), else_=0)
    counted: Select[Any] = select(func.coalesce(func.sum(denials), 0)).where(
        of.transfer == transfers.c.number, of.state != "rejected"
    )
    return counted.scalar_subquery()


def _denials(connection: Connection, code: str, limit: int) -> tuple[StoredClaim, ...]:
    """The last claims that name the party and that its own state, or itself, denies."""
    named = select(claim_parties.c.claim).where(claim_parties.c.party == code)
    of = claims_of().where(claims.c.number.in_(named), claims.c.modality == "denied", claims.c.state != "rejected")
    latest_first = (reports.c.published.is_(None), reports.c.published.desc(), claims.c.number.desc())
    found = stored_claims(connection, of.order_by(*latest_first).limit(limit * 10))
    return tuple(one for one in found if one.claim.source.state == code)[:limit]
