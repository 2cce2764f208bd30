"""The parts of a filter, each told in two ways: the transfers that it lets through, and whether it lets one through.

supplier RU    numbers: the transfers in the index of parties under RU     holds: this transfer has RU among its parties

Which way is fast depends on how many there are: few are taken from the index and sorted, of many the first in the order
asked for are soon found one by one (`paging.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Exists, Select, Table, and_, exists, func, or_, select, true, union_all

from armstrail.model import ACTS, MODALITIES, SOURCE_KINDS, STATES
from armstrail.register.query.filter import Days, Filter
from armstrail.register.query.words import has_words, matches, report_words
from armstrail.register.schema import (
    claim_items,
    claim_parties,
    claims,
    reports,
    transfer_items,
    transfer_kinds,
    transfer_parties,
    transfers,
)

_CLAIMS = 3  # that a report has, about
_DECIDED = {True: ("accepted", "rejected", "unsure"), False: ("undecided",), None: STATES}


class Facet(NamedTuple):
    """One condition on transfers.

    `numbers` may name one transfer several times. `counted` costs less, where need be; each of its rows stands for
    `each` of those.
    `dear`: whether it costs much to ask it of one transfer, as all of its claims are looked at; `roughly` is then what
    must hold too, and costs nothing.
    """

    numbers: Select[Any]
    holds: ColumnElement[bool]
    counted: Select[Any] | None = None
    each: int = 1
    dear: bool = False
    roughly: ColumnElement[bool] = true()


def facets(asked: Filter, dialect: str) -> Iterator[Facet]:
    """The conditions that a filter sets, but for those on single columns that cost nothing."""
    for roles, codes in (
        (("supplier",), asked.supplier),
        (("recipient",), asked.recipient),
        (("supplier", "recipient", "via", "origin"), asked.party),
    ):
        if codes:
            yield _part(transfer_parties, claim_parties, {"party": codes, "role": roles}, asked)
    if asked.category:
        yield _part(transfer_items, claim_items, {"category": asked.category}, asked)
    if asked.designation:
        yield _part(transfer_items, claim_items, {"designation": asked.designation}, asked)
    if asked.act or asked.modality or asked.source_kind or asked.state or asked.decided is not None:
        yield _kind(asked)
    if asked.min_origins > 1:
        enough = transfers.c.origins >= asked.min_origins
        yield Facet(select(transfers.c.number.label("transfer")).where(enough), enough)
    if any(asked.period):
        yield _period(asked)
    if any(asked.published):
        yield _published(asked)
    if asked.text:
        yield _text(asked, dialect)


def _part(of_transfer: Table, of_claim: Table, given: dict[str, Sequence[str]], asked: Filter) -> Facet:
    """Parties or goods. Those of rejected claims stand only with the claims themselves."""

    def fits(table: Table) -> ColumnElement[bool]:
        return and_(*(table.c[name].in_(values) for name, values in given.items()))

    numbers = select(of_transfer.c.transfer).where(fits(of_transfer))
    holds: ColumnElement[bool] = _there(of_transfer, of_transfer.c.transfer == transfers.c.number, fits(of_transfer))
    if not asked.with_rejected:
        return Facet(numbers, holds)
    has = exists(
        select(1).select_from(of_claim).where(of_claim.c.claim == claims.c.number, fits(of_claim)).offset(0)
    ).correlate(claims)
    rejected = and_(claims.c.state == "rejected", has)
    either = union_all(numbers, select(claims.c.transfer).where(rejected)).subquery()
    of_rejected = _there(claims, claims.c.transfer == transfers.c.number, rejected)
    return Facet(select(either.c.transfer), or_(holds, of_rejected), numbers, dear=True)


def _kind(asked: Filter) -> Facet:
    """What must hold for one claim. The numbers name every column, so that one index serves whichever were given."""
    states = set(asked.state or STATES) & set(_DECIDED[asked.decided])
    if not asked.with_rejected:
        states.discard("rejected")
    of = transfer_kinds.c
    given = (
        (of.act, asked.act, ACTS),
        (of.modality, asked.modality, MODALITIES),
        (of.source_kind, asked.source_kind, SOURCE_KINDS),
        (of.state, sorted(states) if len(states) < len(STATES) else (), STATES),
    )
    numbers = select(of.transfer).where(*(column.in_(values or every) for column, values, every in given))
    # Of one transfer, by its number alone: `coalesce` keeps the databases from taking the other index.
    fits = and_(true(), *(func.coalesce(column, "").in_(values) for column, values, _ in given if values))
    return Facet(numbers, _there(transfer_kinds, of.transfer == transfers.c.number, fits))


def _period(asked: Filter) -> Facet:
    """Days that a claim names: one that is open on a side names the day on its other side."""
    hull = _overlap(transfers.c.period_start, transfers.c.period_end, asked.period)
    start, end = claims.c.period_start, claims.c.period_end
    named = _overlap(func.coalesce(start, end), func.coalesce(end, start), asked.period)
    one = _there(claims, claims.c.transfer == transfers.c.number, _counts(asked), named)
    counted = select(transfers.c.number.label("transfer")).where(hull)
    numbers = counted.where(one)
    if not asked.with_rejected:
        return Facet(numbers, one, counted, dear=True, roughly=hull)
    # the days of rejected claims are not among those of the transfer
    rejected = select(claims.c.transfer).where(claims.c.state == "rejected", named)
    return Facet(select(union_all(numbers, rejected).subquery().c.transfer), one, counted, dear=True)


def _published(asked: Filter) -> Facet:
    inside = _overlap(reports.c.published, reports.c.published, asked.published)
    joined = claims.join(reports, reports.c.number == claims.c.report)
    counts = and_(_counts(asked), inside)
    numbers = select(claims.c.transfer).select_from(joined).where(counts)
    counted = select(reports.c.number).where(inside)
    one = _there(joined, claims.c.transfer == transfers.c.number, counts)
    if asked.with_rejected:
        return Facet(numbers, one, counted, _CLAIMS, dear=True)
    hull = _overlap(transfers.c.first, transfers.c.latest, asked.published)
    return Facet(numbers, one, counted, _CLAIMS, dear=True, roughly=hull)


def _text(asked: Filter, dialect: str) -> Facet:
    if dialect == "sqlite":
        index, row, fits = report_words, report_words.c.rowid, matches(asked.text)
    else:
        index, row, fits = reports, reports.c.number, has_words(asked.text)
    joined = index.join(claims, claims.c.report == row)
    numbers = select(claims.c.transfer).select_from(joined).where(fits, _counts(asked))
    has_them = _there(index, row == claims.c.report, fits).correlate(claims)
    one = _there(claims, claims.c.transfer == transfers.c.number, _counts(asked), has_them)
    return Facet(numbers, one, select(row).select_from(index).where(fits), _CLAIMS, dear=True)


def _counts(asked: Filter) -> ColumnElement[bool]:
    """Is the claim one that counts? Those not rejected, or all of them."""
    return true() if asked.with_rejected else claims.c.state.in_(("undecided", "accepted", "unsure"))


def _overlap(first: ColumnElement[Any], last: ColumnElement[Any], days: Days) -> ColumnElement[bool]:
    start, end = days
    return and_(last >= start if start else last.is_not(None), first <= (end or datetime.date.max))


def _there(table: Any, *conditions: ColumnElement[bool]) -> Exists:
    """Is there a row? OFFSET 0 keeps PostgreSQL from making one join of it all: each transfer is asked by itself."""
    return exists(select(1).select_from(table).where(*conditions).offset(0).correlate(transfers))
