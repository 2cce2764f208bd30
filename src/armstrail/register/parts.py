"""The rows of a claim's parties and goods: written with the claim, and again where a person has corrected it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from armstrail.register import sums
from armstrail.register.rows import Row
from armstrail.register.schema import claim_items, claim_parties, parties


def write(connection: Connection, claim: int, of_parties: Sequence[Row], of_items: Sequence[Row]) -> None:
    """Writes the rows of a claim that has none yet."""
    for row in of_parties:
        connection.execute(sums.insert(connection, parties).values(code=row["party"]).on_conflict_do_nothing())
    for table, several in ((claim_parties, of_parties), (claim_items, of_items)):
        if several:
            connection.execute(insert(table), [row | {"claim": claim} for row in several])


def rewrite(connection: Connection, claim: int, of_parties: Sequence[Row], of_items: Sequence[Row]) -> None:
    """Writes other rows in their place."""
    for table in (claim_parties, claim_items):
        connection.execute(delete(table).where(table.c.claim == claim))
    write(connection, claim, of_parties, of_items)
