"""What the register answers: pages of transfers, claims and reports as they are kept, what a party gave and got."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from armstrail.model import Category, Claim, Report, Response, Span, State, Transfer


@dataclass(frozen=True, slots=True)
class Page:
    """Some transfers in their order; `after` asks for those that follow, None where these were the last."""

    transfers: tuple[Transfer, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it is kept. `id` is its name in the archive, `archived` that of its original bytes."""

    id: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    address: str
    archived: str | None


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as it now stands; `as_read` is what the reader gave, where a person has corrected it."""

    id: str
    claim: Claim
    state: State
    transfer: str
    report_id: str
    report: Report
    as_read: Claim | None = None


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with all that belongs to it.

    `versions` are what stood at its address, the oldest first, itself included; `copies` other addresses that carry its
    text. `extractor` took the text from the original bytes, `reader` read it.
    """

    stored: StoredReport
    report: Report
    extractor: str
    reader: str
    claims: tuple[StoredClaim, ...]
    responses: tuple[Response, ...]
    versions: tuple[StoredReport, ...]
    copies: tuple[StoredReport, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """What passed between a party and one partner of one kind of goods: how many transfers, claims, denials of them."""

    partner: str | None
    category: Category
    transfers: int
    claims: int
    denied: int
    latest: datetime.date | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party by what it is said to have given, got, and passed on; most claims first.

    `passed_on` names the recipients of what went through its hands, `stocks` those of what came from its stocks.
    `denials` are the last claims that its own officials deny.
    """

    code: str
    gave: tuple[Partner, ...]
    got: tuple[Partner, ...]
    passed_on: tuple[Partner, ...]
    stocks: tuple[Partner, ...]
    denials: tuple[StoredClaim, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that has the words that were searched: the best part of its text, `marks` where they stand in it."""

    report: StoredReport
    claims: int
    snippet: str
    marks: tuple[Span, ...]
