"""The whole register as JSON lines, the same bytes for the same register, wherever and in what order it was made.

{"type":"report","id":"c7ad…","document":{…},"reader":"…","origin":"5be1…","responses":[],"claims":[{"id":"…",…}]}
{"type":"transfer","id":"9f86…","relation":{…},"claims":3,"undecided":2,"origins":1,…}
{"type":"decision","number":1,"verdict":"accept",…}

Reports by their ids, then transfers by theirs, then decisions in their order. No number of a database is in it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Row, Select, select

from armstrail.model import escaped
from armstrail.register.database import looking
from armstrail.register.schema import claims, decisions, origins, readers, reports, transfers

if TYPE_CHECKING:
    from armstrail.register.store import Register

_PAGE = 200  # rows that are in memory at once


def jsonl(register: Register) -> Iterator[str]:
    """The lines of a register, of one state of it, each with its line end; in the memory of some hundred reports."""
    with looking(register.engine) as connection:
        for lines in (_reports(connection), _transfers(connection), _decisions(connection)):
            for line in lines:
                yield escaped(line) + "\n"


def paged(connection: Connection, of: Select[Any], by: Column[Any]) -> Iterator[list[Row[Any]]]:
    """The rows of a query in the order of a column that is unique, some hundred at a time."""
    rows = connection.execute(of.order_by(by).limit(_PAGE)).all()
    while rows:
        yield list(rows)
        rows = connection.execute(of.where(by > getattr(rows[-1], by.name)).order_by(by).limit(_PAGE)).all()


def _reports(connection: Connection) -> Iterator[str]:
    of = select(reports, readers.c.name, origins.c.key)
    of = of.join(readers, readers.c.number == reports.c.reader).join(origins, origins.c.number == reports.c.origin)
    for page in paged(connection, of, reports.c.id):
        found = _claims(connection, [row.number for row in page])
        for row in page:
            yield _object(
                type='"report"',
                id=_quoted(row.id),
                document=row.document,
                reader=_quoted(row.name),
                origin=_quoted(row.key),
                responses=row.responses,
                claims=f"[{','.join(found[row.number])}]",
            )


def _claims(connection: Connection, of: list[int]) -> dict[int, list[str]]:
    """The claims of some reports, in the order of each text."""
    found = defaultdict(list)
    told = select(claims, transfers.c.id.label("transfer_id")).join(transfers, transfers.c.number == claims.c.transfer)
    told = told.where(claims.c.report.in_(of)).order_by(claims.c.report, claims.c.place)
    for row in connection.execute(told):
        found[row.report].append(
            _object(
                id=_quoted(row.id),
                document=row.document,
                current=row.current or "null",
                state=_quoted(row.state),
                decided=_quoted(row.decided),
                transfer=_quoted(row.transfer_id),
            )
        )
    return found


def _transfers(connection: Connection) -> Iterator[str]:
    other = transfers.alias()
    of = select(transfers, other.c.id.label("other")).outerjoin(other, other.c.number == transfers.c.merged_into)
    for page in paged(connection, of, transfers.c.id):
        for row in page:
            yield _object(
                type='"transfer"',
                id=_quoted(row.id),
                relation=row.relation,
                claims=str(row.claims),
                undecided=str(row.undecided),
                origins=str(row.origins),
                first=_quoted(row.first and row.first.isoformat()),
                latest=_quoted(row.latest and row.latest.isoformat()),
                period_start=_quoted(row.period_start and row.period_start.isoformat()),
                period_end=_quoted(row.period_end and row.period_end.isoformat()),
                merged_into=_quoted(row.other),
            )


def _decisions(connection: Connection) -> Iterator[str]:
    for page in paged(connection, select(decisions), decisions.c.number):
        for row in page:
            yield f'{{"type":"decision",{row.document.removeprefix("{")}'


def _object(**members: str) -> str:
    """A JSON object of members that are JSON already: documents go out to the byte as they are stored."""
    return "{" + ",".join(f'"{name}":{value}' for name, value in members.items()) + "}"


def _quoted(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False)
