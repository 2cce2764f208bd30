"""What a name stands for that a person has shortened: `5f0c12` -> the one claim whose id begins so."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, select

from armstrail.register.errors import UnknownError
from armstrail.register.schema import claims, decision_targets, decisions, transfers

SHORTEST = 6  # characters of an id that a person has to give

_IDS: dict[str, ColumnElement[str]] = {
    "claim": claims.c.id,
    "transfer": transfers.c.id,
    "decision": decisions.c.id,
    "target": decision_targets.c.target,  # also one that is not there any more
}
KINDS = ("claim", "transfer", "decision")


def full(connection: Connection, begins: str, among: Collection[str] = KINDS) -> str:
    """The whole id that begins so.

    Args:
        begins: at least six characters of an id.
        among: which kinds of things are looked for; a `target` is what some decision names, though it may have gone.

    Raises:
        UnknownError: none or several begin so, or it is too short to tell.
    """
    kinds = " or ".join(kind for kind in among if kind in KINDS)
    if len(begins) < SHORTEST or len(begins) > 64 or begins.strip("0123456789abcdef"):
        raise UnknownError(f"{begins}: a {kinds} is named by its id, or the first {SHORTEST} or more characters of it")
    low, high = begins.ljust(64, "0"), begins.ljust(64, "f")
    names: set[str] = set()
    for kind in among:
        of = _IDS[kind]
        names.update(connection.execute(select(of).where(of.between(low, high)).distinct().limit(3)).scalars())
    found = sorted(names)
    if not found:
        raise UnknownError(f"{begins}: no {kinds} in the register has an id that begins so")
    if len(found) > 1:
        listed = ", ".join(one[: len(begins) + 4] for one in found[:3])
        raise UnknownError(f"{begins}: several begin so: {listed}{' …' if len(found) > 2 else ''}")
    return found[0]
