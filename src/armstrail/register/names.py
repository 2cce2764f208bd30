"""What a name stands for that a person has shortened: `5f0c12` -> the one claim whose id begins so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import ColumnElement, Connection, select

from armstrail.register.errors import UnknownError
from armstrail.register.schema import claims, decision_targets, decisions, reports, transfers

Kind = Literal["report", "claim", "transfer", "decision", "target"]
KINDS: tuple[Kind, ...] = ("report", "claim", "transfer", "decision")
SHORTEST = 6  # characters of an id that a person has to give

_IDS: dict[Kind, ColumnElement[str]] = {
    "report": reports.c.id,
    "claim": claims.c.id,
    "transfer": transfers.c.id,
    "decision": decisions.c.id,
    "target": decision_targets.c.target,  # what some decision names, also one that is not there any more
}
_ID = re.compile(r"[0-9a-f]{1,64}")


def full(connection: Connection, begins: str, among: Sequence[Kind] = KINDS) -> str:
    """The whole id that begins so; as `kind_and_id`."""
    return kind_and_id(connection, begins, among)[1]


def kind_and_id(connection: Connection, begins: str, among: Sequence[Kind] = KINDS) -> tuple[Kind, str]:
    """What an id, or its first characters, names.

    Args:
        begins: at least six characters of an id.
        among: which kinds of things are looked for, the first kind first.

    Raises:
        UnknownError: nothing, or more than one thing; or it is too short to tell.
    """
    what = " or ".join(kind for kind in among if kind in KINDS)
    if not _ID.fullmatch(begins) or len(begins) < SHORTEST:
        raise UnknownError(f"{begins}: a {what} is named by its id, or the first {SHORTEST} or more characters of it")
    found: dict[str, Kind] = {}
    for kind in among:
        of = _IDS[kind]
        ids = (
            select(of).where(of.between(begins.ljust(64, "0"), begins.ljust(64, "f"))).distinct().order_by(of).limit(3)
        )
        for one in connection.execute(ids).scalars():
            found.setdefault(one, kind)
    match list(found.items()):
        case []:
            raise UnknownError(f"{begins}: no {what} in the register has an id that begins so")
        case [(one, kind)]:
            return kind, one
        case several:
            told = ", ".join(f"{kind} {one[: max(12, len(begins) + 4)]}" for one, kind in several[:3])
            raise UnknownError(f"{begins}: several begin so: {told}")
