"""What a name stands for that a person has shortened: `5f0c12` -> the one claim whose id begins so."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Table, select

from armstrail.register.errors import UnknownError
from armstrail.register.schema import claims, decisions, transfers

SHORTEST = 6  # characters of an id that a person has to give

_TABLES: dict[str, Table] = {"claim": claims, "transfer": transfers, "decision": decisions}
KINDS: tuple[str, ...] = tuple(_TABLES)


def full(connection: Connection, begins: str, among: Collection[str] = KINDS) -> str:
    """The whole id that begins so.

    Args:
        begins: at least six characters of an id.
        among: which kinds of things are looked for.

    Raises:
        UnknownError: none or several begin so, or it is too short to tell.
    """
    kinds = " or ".join(among)
    if len(begins) < SHORTEST or len(begins) > 64 or begins.strip("0123456789abcdef"):
        raise UnknownError(f"{begins}: a {kinds} is named by its id, or the first {SHORTEST} or more characters of it")
    low, high = begins.ljust(64, "0"), begins.ljust(64, "f")
    found: list[str] = []
    for kind in among:
        of = _TABLES[kind].c.id
        found += connection.execute(select(of).where(of.between(low, high)).order_by(of).limit(3)).scalars()
    if not found:
        raise UnknownError(f"{begins}: no {kinds} in the register has an id that begins so")
    if len(found) > 1:
        listed = ", ".join(one[: len(begins) + 4] for one in found[:3])
        raise UnknownError(f"{begins}: several begin so: {listed}{' …' if len(found) > 2 else ''}")
    return found[0]
