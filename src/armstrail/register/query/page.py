"""A page of the register: the transfers that pass a filter, in an order, and a token for the page that follows.

The token holds the place of the last row, not its number: what is added meanwhile moves no row to another page.
"""

from __future__ import annotations

import base64
import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Date, Integer, Select, Table, func, literal, select, tuple_

from armstrail.model import Goods, Period, Transfer
from armstrail.register.errors import RegisterError
from armstrail.register.query.facets import Facet, facets
from armstrail.register.query.filter import ALL, LATEST, Filter, Sort
from armstrail.register.query.found import Page
from armstrail.register.schema import transfer_items, transfer_kinds, transfer_parties, transfers

_FEW = (500, 20_000)  # transfers that are sorted rather than looked for in their order: first the fewer are tried
_Place = tuple[Any, int]  # a row's value in the order asked for, and its number


class _Question(NamedTuple):
    """What is asked, made ready: the facet that few transfers pass, if there is one, and what all must fulfil."""

    few: Facet | None
    conditions: list[ColumnElement[bool]]
    sort: Sort


def page(
    connection: Connection, asked: Filter = ALL, sort: Sort = LATEST, after: str | None = None, limit: int = 50
) -> Page:
    """The transfers that pass a filter.

    Args:
        after: the token of the page before.
        limit: how many transfers a page has at most.

    Raises:
        RegisterError: `after` is no token of this order, or `asked.text` has no word.
    """
    place = _place(after, sort) if after else None
    question = _question(connection, asked, sort)
    found: list[_Place] = []
    # Rows without a date come last: two questions, each of which an index answers.
    if place is None or place[0] is not None:
        found += _rows(connection, question, place, limit + 1, dated=True)
    if len(found) <= limit and sort.by in ("latest", "first"):
        undated = place if place and place[0] is None else None
        found += _rows(connection, question, undated, limit + 1 - len(found), dated=False)
    shown = found[:limit]
    token = _token(shown[-1], sort) if len(found) > limit else None
    return Page(tuple(rows(connection, [number for _, number in shown], with_rejected=asked.with_rejected)), token)


def rows(connection: Connection, numbers: Sequence[int], *, with_rejected: bool = False) -> list[Transfer]:
    """Transfers by their numbers, in this order."""
    by_number = {row.number: row for row in connection.execute(_of(transfers, transfers.c.number, numbers))}
    parties = _grouped(connection, transfer_parties, numbers)
    goods = _grouped(connection, transfer_items, numbers)
    kinds = _grouped(connection, transfer_kinds, numbers)
    return [
        _transfer(by_number[one], parties[one], goods[one], kinds[one], with_rejected=with_rejected) for one in numbers
    ]


def _question(connection: Connection, asked: Filter, sort: Sort) -> _Question:
    parts = list(facets(asked, connection.dialect.name))
    few = _fewest(connection, parts)
    conditions = [part.holds for part in parts if part is not few]
    if asked.with_rejected:
        conditions.append(transfers.c.merged_into.is_(None))
    else:
        conditions.append(transfers.c.claims > 0)
    return _Question(few, conditions, sort)


def _fewest(connection: Connection, parts: Sequence[Facet]) -> Facet | None:
    """The facet that the fewest transfers pass, if they are few; no more than so many are counted."""
    for most in _FEW:
        counted = []
        for place, part in enumerate(parts):
            some = part.numbers.limit(most + 1).subquery()
            if (number := connection.execute(select(func.count()).select_from(some)).scalar_one()) <= most:
                counted.append((number, place))
        if counted:
            return parts[min(counted)[1]]
    return None


def _rows(
    connection: Connection, question: _Question, after: _Place | None, limit: int, *, dated: bool
) -> list[_Place]:
    by, sort = transfers.c[question.sort.by], question.sort
    conditions = [*question.conditions, by.is_not(None) if dated else by.is_(None)]
    if after:
        conditions.append(_beyond(by, after, sort))
    columns = select(by.label("by"), transfers.c.number.label("number")).where(*conditions)
    found: Select[Any] = columns
    place: tuple[ColumnElement[Any], ColumnElement[Any]] = (by, transfers.c.number)
    if question.few:
        # Found first, then sorted: an order beside it would lead the database to go through all transfers.
        taken = columns.where(transfers.c.number.in_(question.few.numbers)).cte("found").prefix_with("MATERIALIZED")
        found, place = select(taken.c.by, taken.c.number), (taken.c.by, taken.c.number)
    if not dated:
        place = (place[1], place[1])
    ordered = found.order_by(*(one.desc() if sort.descending else one.asc() for one in dict.fromkeys(place)))
    return [(row.by, row.number) for row in connection.execute(ordered.limit(limit))]


def _beyond(by: ColumnElement[Any], after: _Place, sort: Sort) -> ColumnElement[bool]:
    value, number = after
    if value is None:
        return transfers.c.number < number if sort.descending else transfers.c.number > number
    mine = tuple_(by, transfers.c.number)
    last = tuple_(literal(value, by.type), literal(number, Integer))
    return mine < last if sort.descending else mine > last


def _token(place: _Place, sort: Sort) -> str:
    value = place[0].isoformat() if isinstance(place[0], datetime.date) else place[0]
    told = json.dumps([sort.by, sort.descending, value, place[1]], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _place(token: str, sort: Sort) -> _Place:
    """Where a token points to."""
    try:
        padded = token + "=" * (-len(token) % 4)
        by, descending, value, number = json.loads(base64.b64decode(padded, b"-_", validate=True))
        if (by, descending) != (sort.by, sort.descending) or not isinstance(number, int):
            raise ValueError(token)
        if value is None or not isinstance(transfers.c[by].type, Date):
            return (value if value is None else int(value)), number
        return datetime.date.fromisoformat(value), number
    except (ValueError, TypeError):
        raise RegisterError(f"{token}: not the end of a page in this order") from None


def _of(table: Table, column: ColumnElement[Any], numbers: Sequence[int]) -> Select[Any]:
    return select(table).where(column.in_(numbers))


def _grouped(connection: Connection, table: Table, numbers: Sequence[int]) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_of(table, table.c.transfer, numbers).order_by(*table.primary_key.columns)):
        grouped[row.transfer].append(row)
    return grouped


def _transfer(row: Any, parties: list[Any], goods: list[Any], kinds: list[Any], *, with_rejected: bool) -> Transfer:
    given = json.loads(row.relation)
    kinds = [kind for kind in kinds if with_rejected or kind.state != "rejected"]
    roles: dict[str, list[str]] = defaultdict(list)
    for part in parties:
        roles[part.role].append(part.party)
    rejected = sum(kind.claims for kind in kinds if kind.state == "rejected")
    return Transfer(
        id=row.id,
        # where all claims are rejected, the relation alone tells what they spoke of
        suppliers=tuple(roles["supplier"] if row.claims else given["suppliers"]),
        recipients=tuple(roles["recipient"] if row.claims else given["recipients"]),
        via=tuple(roles["via"]),
        goods=tuple(map(_goods, goods)) if row.claims else _unnamed(given["categories"]),
        acts=_counted(kinds, "act"),
        modalities=_counted(kinds, "modality"),
        source_kinds=_counted(kinds, "source_kind"),
        states=_counted(kinds, "state"),
        first=row.first,
        latest=row.latest,
        period=Period(start=row.period_start, end=row.period_end),
        origins=row.origins,
        claims=row.claims + rejected,
        undecided=row.undecided,
    )


def _unnamed(categories: Iterable[Any]) -> tuple[Goods, ...]:
    return tuple(Goods(category=one, designation=None, min=None, max=None) for one in categories)


def _goods(row: Any) -> Goods:
    """Goods with their bounds; 0 stands for an open lower end."""
    return Goods(
        category=row.category, designation=row.designation or None, min=row.quantity_min or None, max=row.quantity_max
    )


def _counted(kinds: list[Any], column: str) -> dict[Any, int]:
    """How many claims have which value, most first."""
    counted: Counter[str] = Counter()
    for kind in kinds:
        counted[getattr(kind, column)] += kind.claims
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
