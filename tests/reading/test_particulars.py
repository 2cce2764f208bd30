"""Which date and which price belong to a transfer, in sentences of 17 January 2014 (a Friday)."""

import datetime

import pytest

from armstrail.model import Report, text_id
from armstrail.reading import load_reader


def read(text):
    """The claims of a report of that day."""
    report = Report(
        id=text_id(text), source="example", url=None, outlet=None, published=datetime.date(2014, 1, 17), retrieved=None,
        language="en", title=None, text=text,
    )  # fmt: skip
    return load_reader().read(report).claims


def periods(text):
    return [f"{claim.period.start or ''}..{claim.period.end or ''}" for claim in read(text)]


@pytest.mark.parametrize(("text", "expected"), [
    # the guide: since, last year, by
    ("Russia has sent shells to Syria since the summer of last year.", ["2013-06-01..2014-01-17"]),
    ("Russia delivered tanks to Syria on Tuesday.", ["2014-01-14..2014-01-14"]),
    ("Poland will deliver tanks to Ukraine on Tuesday.", ["2014-01-21..2014-01-21"]),
    ("Iran may deliver rockets to Syria on Tuesday.", ["2014-01-21..2014-01-21"]),
    ("Poland will deliver tanks to Ukraine within two years.", ["2014-01-17..2016-01-17"]),
    # what began has no end
    ("Deliveries of tanks from Russia to Syria started last year.", ["2013-01-01.."]),
    ("Russia began delivering S-300s to Syria in 2012.", ["2012-01-01.."]),
    # after an event of a year
    ("After the overthrow of the Shah in 1979, Iran cancelled contracts with the United States for destroyers.",
     ["1979-01-01.."]),
    # two predicates, two dates
    ("Russia sold Syria tanks in 2010 and said in 2013 that it would sell it jets.", ["2010-01-01..2010-12-31", ".."]),
    # an order is dated by the agreement, not by the delivery
    ("In May France agreed to sell Egypt 24 jets by 2016.", ["2013-05-01..2013-05-31"]),
    ("Poland signed a contract on Tuesday to buy tanks from Germany next year.", ["2014-01-14..2014-01-14"]),
    # an embargo's own year is where it begins, and not when it is lifted
    ("The Security Council may lift the 1992 arms embargo on Somalia.", [".."]),
    # the day on which somebody called or accused is no period
    ("Moscow appealed again today to Iran to stop sending weapons to Hezbollah.", [".."]),
])  # fmt: skip
def test_when(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Russia sold Syria tanks worth $1.2 billion.", (1_200_000_000, "USD")),
    ("Russia sold Syria tanks in a $500m deal.", (500_000_000, "USD")),
    ("Under a $500m deal Russia sold Syria tanks.", (500_000_000, "USD")),
    ("Russia sold Syria tanks valued at about $2 billion.", (2_000_000_000, "USD")),
    ("Russia sold Syria tanks costing $40 million.", (40_000_000, "USD")),
    ("Russia sold Syria missiles which cost $300 million.", (300_000_000, "USD")),
    # the unit price times the number
    ("Russia sold Syria 10 tanks for $10 million each.", (100_000_000, "USD")),
    # sums of other things
    ("Russia sold Syria tanks, and $3 billion in economic aid.", None),
    ("Egypt, which has a debt of $3 billion, bought tanks from Russia.", None),
    ("Russia, whose defence budget is $60 billion, delivered tanks to Syria.", None),
])  # fmt: skip
def test_for_how_much(text, expected):
    (claim,) = read(text)
    assert (claim.value and (claim.value.amount, claim.value.currency)) == expected


@pytest.mark.parametrize(("goods", "expected"), [
    # all, and a part of them
    ("48 of the 72 fighter jets", [("aircraft", None, (48, 48))]),
    ("the first of 12 tanks", [("tanks", None, (1, 1))]),
    ("one of two frigates", [("ships", None, (1, 1))]),
    ("one-third of the 72 tanks", [("tanks", None, None)]),
    # what holds goods does not count them
    ("three crates of rifles", [("small_arms", None, None)]),
    ("a batch of 10 tanks", [("tanks", None, (10, 10))]),
    ("a pair of frigates", [("ships", None, (2, 2))]),
    ("upwards of 100 tanks", [("tanks", None, (100, None))]),
    ("tanks (20)", [("tanks", None, (20, 20))]),
    # a number of pieces that looks like a year
    ("2000 rifles", [("small_arms", None, (2000, 2000))]),
    ("20,000 rounds of ammunition", [("ammunition", None, (20000, 20000))]),
    # two types before one noun, each with its number or both without
    ("10 T-72 and 20 T-90 tanks", [("tanks", "T-72", (10, 10)), ("tanks", "T-90", (20, 20))]),
    ("12 MiG-29 and Su-27 fighters", [("aircraft", "MiG-29", None), ("aircraft", "Su-27", None)]),
    # missiles and launchers of an air defence
    ("20 Blowpipe missiles and 10 launchers", [("air_defence", "Blowpipe", (20, 20)), ("air_defence", None, (10, 10))]),
    ("missiles and rocket launchers", [("missiles", None, None), ("artillery", None, None)]),
])  # fmt: skip
def test_how_many_of_what(goods, expected):
    (claim,) = read(f"Russia delivered {goods} to Syria.")
    found = [(i.category, i.designation, i.quantity and (i.quantity.min, i.quantity.max)) for i in claim.items]
    assert found == expected
