"""A page of the register: the transfers that pass a filter, in an order, and a token for the page that follows.

The token holds the place of the last row, not its number: what is added meanwhile moves no row to another page.
"""

from __future__ import annotations

import base64
import datetime
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Date, Integer, Select, Table, func, literal, select, tuple_

from armstrail.model import Goods, Period, Transfer
from armstrail.register.errors import RegisterError
from armstrail.register.query.facets import Facet, facets
from armstrail.register.query.filter import ALL, LATEST, Filter, Sort
from armstrail.register.query.found import Page
from armstrail.register.schema import transfer_items, transfer_kinds, transfer_parties, transfers

_FEW = (500, 4_000, 20_000)  # how far a facet's transfers are counted: the fewer first; dear ones to the end at once
_Place = tuple[Any, int]  # a row's value in the order asked for, and its number


class _Question(NamedTuple):
    """What is asked, made ready: the facet that few transfers pass, if there is one, and what all must fulfil.

    `dear` is what is better asked of few.
    """

    few: Facet | None
    conditions: list[ColumnElement[bool]]
    dear: list[ColumnElement[bool]]
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
    question = _question(connection, asked, sort, limit)
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


def _question(connection: Connection, asked: Filter, sort: Sort, limit: int) -> _Question:
    parts = list(facets(asked, connection.dialect.name))
    begin = _from_fewest(connection, parts, limit)
    shown = transfers.c.merged_into.is_(None) if asked.with_rejected else transfers.c.claims > 0
    conditions, dear = [shown], []
    for part in parts:
        if begin and part is begin[0]:
            continue
        if part.dear:
            conditions.append(part.roughly)
            dear.append(part.holds)
        elif any(part is one for one in begin):  # also few: found once for all
            conditions.append(transfers.c.number.in_(part.numbers))
        else:
            conditions.append(part.holds)
    return _Question(begin[0] if begin else None, conditions, dear, sort)


def _from_fewest(connection: Connection, parts: Sequence[Facet], limit: int) -> list[Facet]:
    """The facets that few transfers pass, the fewest first; none where going through all of them costs less.

    Going through all in their order ends when the page is full, soon where many pass every facet.
    """
    every = connection.execute(select(func.max(transfers.c.number))).scalar() or 0
    counted: dict[int, int] = {}  # how many pass a facet, by its place
    previous = 0
    for most in _FEW if parts else ():
        for place, part in enumerate(parts):
            if place not in counted or (not part.dear and counted[place] > previous):
                counted[place] = _up_to(connection, part, _FEW[-1] if part.dear else most)
        fewest = min(counted.values())
        if limit * math.prod(every / max(number, 1) for number in counted.values()) <= fewest:
            return []
        if fewest <= most:
            return [parts[place] for place in sorted(counted, key=lambda one: counted[one]) if counted[place] <= most]
        previous = most
    return []


def _up_to(connection: Connection, part: Facet, most: int) -> int:
    """How many transfers pass, or more than `most`: it is counted no further."""
    some = (part.numbers if part.counted is None else part.counted).limit(most // part.each + 1).subquery()
    return part.each * connection.execute(select(func.count()).select_from(some)).scalar_one()


def _rows(
    connection: Connection, question: _Question, after: _Place | None, limit: int, *, dated: bool
) -> list[_Place]:
    by, sort = transfers.c[question.sort.by], question.sort
    conditions = [by.is_not(None) if dated else by.is_(None), *question.conditions]
    if after:
        conditions.append(_beyond(by, after, sort))
    columns = select(by.label("by"), transfers.c.number.label("number")).where(*conditions)
    if not question.few:
        ordered = _ordered(columns.where(*question.dear), by, transfers.c.number, question.sort, dated=dated)
        return [(row.by, row.number) for row in connection.execute(ordered.limit(limit))]
    # Found first, then sorted: an order beside it would lead the database to go through all transfers.
    found = columns.where(transfers.c.number.in_(question.few.numbers)).cte("found").prefix_with("MATERIALIZED")
    ordered = _ordered(select(found.c.by, found.c.number), found.c.by, found.c.number, question.sort, dated=dated)
    if not question.dear:
        ordered = ordered.limit(limit)
    return _passing(connection, [(row.by, row.number) for row in connection.execute(ordered)], question.dear, limit)


def _passing(connection: Connection, places: list[_Place], dear: list[ColumnElement[bool]], limit: int) -> list[_Place]:
    """The first of these transfers that fulfil what costs much to ask, asked of some at a time."""
    if not dear:
        return places
    passing: list[_Place] = []
    start, several = 0, limit
    while start < len(places) and len(passing) < limit:
        some = places[start : start + several]
        of = select(transfers.c.number).where(transfers.c.number.in_([number for _, number in some]), *dear)
        fit = set(connection.execute(of).scalars())
        passing += [place for place in some if place[1] in fit]
        start, several = start + several, several * 2
    return passing[:limit]


def _ordered(
    found: Select[Any], by: ColumnElement[Any], number: ColumnElement[Any], sort: Sort, *, dated: bool
) -> Select[Any]:
    place = (by, number) if dated else (number,)
    return found.order_by(*(one.desc() if sort.descending else one.asc() for one in place))


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
    """The rows of a table by their transfers, which their first column names."""
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_of(table, table.c.transfer, numbers).order_by(*table.primary_key.columns)).all():
        grouped[row[0]].append(row)
    return grouped


def _transfer(row: Any, parties: list[Any], goods: list[Any], kinds: list[Any], *, with_rejected: bool) -> Transfer:
    given = json.loads(row.relation)
    roles: dict[str, list[str]] = defaultdict(list)
    for _, role, party in parties:
        roles[role].append(party)
    acts, modalities, source_kinds, states = _counted(kinds, with_rejected=with_rejected)
    named = tuple(map(_goods, goods)) if row.claims else _unnamed(given["categories"])
    return Transfer(
        id=row.id,
        # where all claims are rejected, the relation alone tells what they spoke of
        suppliers=tuple(roles["supplier"] if row.claims else given["suppliers"]),
        recipients=tuple(roles["recipient"] if row.claims else given["recipients"]),
        via=tuple(roles["via"]),
        categories=tuple(dict.fromkeys(one.category for one in named)),
        designations=tuple(dict.fromkeys(one.designation for one in named if one.designation)),
        goods=named,
        acts=acts,
        modalities=modalities,
        source_kinds=source_kinds,
        states=states,
        first=row.first,
        latest=row.latest,
        period=Period(start=row.period_start, end=row.period_end),
        origins=row.origins,
        claims=row.claims + states.get("rejected", 0),
        undecided=row.undecided,
    )


def _unnamed(categories: Iterable[Any]) -> tuple[Goods, ...]:
    return tuple(Goods(category=one, designation=None, min=None, max=None) for one in categories)


def _goods(row: Any) -> Goods:
    """Goods with their bounds; 0 stands for an open lower end. There may be hundreds: nothing is checked again."""
    _, category, designation, low, high = row
    return Goods.model_construct(category=category, designation=designation or None, min=low or None, max=high)


def _counted(kinds: list[Any], *, with_rejected: bool) -> Iterator[dict[Any, int]]:
    """How many claims have which act, modality, kind of source and state; most first."""
    acts, modalities, source_kinds, states = counters = (Counter[str](), Counter[str](), Counter[str](), Counter[str]())
    for _, act, modality, source_kind, state, claims in kinds:
        if with_rejected or state != "rejected":
            acts[act] += claims
            modalities[modality] += claims
            source_kinds[source_kind] += claims
            states[state] += claims
    for counter in counters:
        yield dict(sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])))
