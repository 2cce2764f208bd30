"""Values in words, as the table and the spreadsheet have them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from armstrail.cli import wording
from armstrail.model import Item, Period, Quantity, Source, Transport, Value


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (49, 49, "49"),
        (24, 99, "24–99"),
        (30, None, "30 or more"),
        (None, 50, "up to 50"),
        (2000, 9999, "2,000–9,999"),
        (None, None, ""),
        # none is a number too
        (0, 0, "0"),
    ],
)
def test_quantity(low: int | None, high: int | None, words: str) -> None:
    assert wording.quantity(Quantity(min=low, max=high)) == words


def test_no_quantity() -> None:
    assert wording.quantity(None) == ""


@pytest.mark.parametrize(
    ("text", "designation", "count", "words"),
    [
        ("armoured vehicles", None, None, "armoured vehicles"),
        ("drones", None, (24, 99), "drones (24–99)"),
        ("the missiles", "S-300", (4, 4), "the missiles (S-300, 4)"),
        # what the words say already is not said again
        ("S-300 missiles", "S-300", None, "S-300 missiles"),
    ],
)
def test_item(text: str, designation: str | None, count: tuple[int, int] | None, words: str) -> None:
    quantity = Quantity(min=count[0], max=count[1]) if count else None
    assert wording.item(Item(text=text, category="other", designation=designation, quantity=quantity)) == words


def test_transport_and_value() -> None:
    means = Transport(text="freighters", mode="sea", designation=None, quantity=Quantity(min=2, max=2))
    assert wording.transport(means) == "by sea: freighters (2)"
    assert wording.value(Value(amount=1_500_000_000, currency="USD")) == "1,500,000,000 USD"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2014-01-14", "2014-01-14", "2014-01-14"),
        ("2013-12-01", "2013-12-31", "2013-12"),
        ("2012-02-01", "2012-02-29", "2012-02"),
        ("2013-01-01", "2013-12-31", "2013"),
        ("2010-01-01", "2012-12-31", "2010–2012"),
        ("2013-12-05", "2014-01-07", "2013-12-05 to 2014-01-07"),
        # the day of the report is now
        ("2013-12-01", "2014-01-18", "since 2013-12"),
        ("2013-12-05", "2014-01-18", "since 2013-12-05"),
        ("2013-12-05", None, "since 2013-12-05"),
        ("2014-01-18", "2014-01-18", "2014-01-18"),
        (None, "2014-12-31", "until 2014"),
        (None, "2014-06-30", "until 2014-06-30"),
        (None, None, ""),
    ],
)
def test_period(start: str | None, end: str | None, words: str) -> None:
    period = Period.model_validate({"start": start, "end": end})
    assert wording.period(period, published=datetime.date(2014, 1, 18)) == words


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ({"kind": "narrator", "state": None, "text": None}, "narrator: the report itself"),
        ({"kind": "anonymous", "state": None, "text": "a source"}, "anonymous: a source"),
        ({"kind": "official", "state": "RU", "text": "Moscow"}, "official: Moscow, Russia (RU)"),
    ],
)
def test_source(speaker: dict[str, Any], words: str) -> None:
    assert wording.source(Source.model_validate(speaker)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [("RU", "Russia (RU)"), ("SUHH", "Soviet Union (SUHH)"), ("hezbollah", "hezbollah"), ("QQ", "QQ")],
)
def test_party(name: str, words: str) -> None:
    assert wording.party(name) == words


def test_a_side_that_is_left_open() -> None:
    assert wording.parties(()) == "?"


def test_counts() -> None:
    assert [wording.count(number, "claim") for number in (0, 1, 31)] == ["0 claims", "1 claim", "31 claims"]


@pytest.mark.parametrize(("share", "shown"), [(0.6, "0.60 "), (0.0, "0.00 "), (1.0, "1.00 "), (None, "")])
def test_confidence(share: float | None, shown: str) -> None:
    assert wording.confidence(share) == shown
