"""A claim's values in words: `24–99`, `since 2013-12`, `Russia (RU)`, `anonymous: a Middle East security source`."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from armstrail.lexicon import table
from armstrail.model import Claim, Item, Period, Quantity, Source, Transport, Value


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """The name of each state in the lexicon; of a state with several rows, that of the first."""
    return {row["code"]: row["name"] for row in reversed(table("states"))}


def party(name: str) -> str:
    """A state by name with its code, `Russia (RU)`; others as the guide has them, `hezbollah`."""
    state = _names().get(name)
    return f"{state} ({name})" if state else name


def parties(names: tuple[str, ...]) -> str:
    """All of a side; `?` where the report leaves it open."""
    return ", ".join(map(party, names)) or "?"


def category(kind: str) -> str:
    """`air defence` for `air_defence`."""
    return kind.replace("_", " ")


def quantity(count: Quantity | None) -> str:
    """`49`, `24–99`, `30 or more`, `up to 50`; nothing where the report gives no number."""
    if count is None or (count.min is None and count.max is None):
        return ""
    if count.max is None:
        return f"{count.min:,} or more"
    if count.min is None:
        return f"up to {count.max:,}"
    return f"{count.min:,}" if count.min == count.max else f"{count.min:,}–{count.max:,}"


def item(goods: Item) -> str:
    """The report's words, then what they do not say themselves: `missiles (S-300, 24–99)`."""
    return _with_details(goods.text, goods.designation, goods.quantity)


def transport(means: Transport) -> str:
    """`by air: Il-76s (2)`."""
    return f"by {means.mode}: {_with_details(means.text, means.designation, means.quantity)}"


def _with_details(text: str, designation: str | None, count: Quantity | None) -> str:
    named = designation if designation and designation.lower() not in text.lower() else None
    details = ", ".join(filter(None, (named, quantity(count))))
    return f"{text} ({details})" if details else text


def value(price: Value) -> str:
    """`1,500,000,000 USD`."""
    return f"{price.amount:,} {price.currency}"


def period(days: Period, published: datetime.date | None) -> str:
    """`2013`, `2013-12`, `2013-12-05`, `2013-12-01 to 2014-01-17`, `since 2013-12`, `until 2014`.

    Since then and until the report: a period that ends on the day of the report is `since` its start.
    """
    start, end = days.start, days.end
    if start and end and (whole := _whole(start, end)):
        return whole
    if start and (end is None or end == published):
        return f"since {_whole(start, _month_end(start)) if start.day == 1 else start}"
    if start and end:
        return f"{start} to {end}"
    if end:
        return f"until {end.year if (end.month, end.day) == (12, 31) else end}"
    return ""


def _whole(start: datetime.date, end: datetime.date) -> str:
    """The one name of these days: a day, a month or a year; nothing for others."""
    if start == end:
        return f"{start}"
    if start.day == 1 and end == _month_end(start):
        return f"{start:%Y-%m}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    return ""


def _month_end(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def source(speaker: Source) -> str:
    """`anonymous: a Middle East security source`; for the narrator, that it is the report itself."""
    if speaker.kind == "narrator":
        return "narrator: the report itself"
    said_by = f"{speaker.kind}: {speaker.text}" if speaker.text else speaker.kind
    return f"{said_by}, {party(speaker.state)}" if speaker.state else said_by


def remarks(claim: Claim) -> list[str]:
    """What a claim says beyond parties, act and goods: the stocks, the means, the price, the trend."""
    return [
        *([f"from stocks of {parties(claim.origins)}"] if claim.origins else []),
        *map(transport, claim.transport or ()),
        *([value(claim.value)] if claim.value else []),
        *({"increase": ["increasing"], "decrease": ["decreasing"]}.get(claim.trend or "", [])),
    ]


def confidence(share: float | None) -> str:
    """A narrow column, `0.87 `; nothing where the reader gives none."""
    return "" if share is None else f"{share:.2f} "


def count(number: int, what: str) -> str:
    """`1 claim`, `31 claims`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
