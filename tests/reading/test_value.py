"""Values: every way to state a price; every currency by its own examples."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.lexicon import cells, table
from armstrail.reading.value import prices


def sums(text: str) -> list[str]:
    """`3500000000 USD` for each price."""
    return [f"{price.value.amount} {price.value.currency}" for price in prices(text)]


@pytest.mark.parametrize(("text", "expected"), [
    # the currency before the sum
    ("$3.5bn", "3500000000 USD"),
    ("$110 billion", "110000000000 USD"),
    ("a $3.5-billion deal", "3500000000 USD"),
    ("$2B", "2000000000 USD"),
    ("€1 billion", "1000000000 EUR"),
    ("£100m", "100000000 GBP"),
    ("£2.75bn", "2750000000 GBP"),
    ("US$1.5 billion", "1500000000 USD"),
    ("A$2.5 billion", "2500000000 AUD"),
    ("C$15 billion", "15000000000 CAD"),
    ("S$5 million", "5000000 SGD"),
    ("USD 3 million", "3000000 USD"),
    ("DM 200 million", "200000000 DEM"),
    ("SFr 30 million", "30000000 CHF"),
    ("Rs 590 crore", "5900000000 INR"),
    ("Rs. 1.2 lakh crore", "1200000000000 INR"),
    ("₹590 crore", "5900000000 INR"),
    ("$1,234,567.50", "1234567.5 USD"),
    ("$240,000", "240000 USD"),
    # the currency behind the sum
    ("300 million euros", "300000000 EUR"),
    ("1.2 billion dollars", "1200000000 USD"),
    ("240,000 US dollars each", "240000 USD"),
    ("3 billion U.S. dollars", "3000000000 USD"),
    ("3 MILLION DOLLARS", "3000000 USD"),
    ("5 million Canadian dollars", "5000000 CAD"),
    ("5,000 crore rupees", "50000000000 INR"),
    ("500 million marks", "500000000 DEM"),
    ("3 billion Swiss francs", "3000000000 CHF"),
    ("2 trillion won", "2000000000000 KRW"),
    ("3 million USD", "3000000 USD"),
    ("5 million pounds", "5000000 GBP"),
    # joined to a noun
    ("a 2.5-billion guilder order", "2500000000 NLG"),
    ("a 500-million-mark deal", "500000000 DEM"),
    ("a 20-million-dollar deal", "20000000 USD"),
    # old wires
    ("2.9 billion dlrs", "2900000000 USD"),
    ("a 150 mln stg contract", "150000000 GBP"),
    ("1.3 mln ringgit", "1300000 MYR"),
    # in words
    ("half a billion dollars", "500000000 USD"),
    ("a billion dollars", "1000000000 USD"),
    ("a half-billion-dollar deal", "500000000 USD"),
    ("two and a half billion dollars", "2500000000 USD"),
    ("two hundred million dollars", "200000000 USD"),
    # a bound is the amount
    ("up to $13 billion", "13000000000 USD"),
    ("more than $6 billion", "6000000000 USD"),
    # of two sums the first (the guide knows one amount)
    ("between $2 billion and $3 billion", "2000000000 USD"),
    ("$2-3 billion", "2000000000 USD"),
    ("$2 to $3 billion", "2000000000 USD"),
    ("between 2 and 3 billion dollars", "2000000000 USD"),
    # said again in another currency
    ("the $8bn (£6bn) deal", "8000000000 USD"),
    ("€500 million (US$589 million)", "500000000 EUR"),
    ("240 million rand (about $60 million)", "240000000 ZAR"),
    ("1 billion euros, or some $1.1 billion", "1000000000 EUR"),
])  # fmt: skip
def test_a_price(text, expected):
    assert sums(text) == [expected]


@pytest.mark.parametrize("text", [
    # no amount
    "billions of dollars", "a multi-million-dollar deal", "several billion dollars", "tens of millions of dollars",
    "a few million dollars", "several hundred million dollars", "a dollar", "three dollars", "$0", "dollars",
    # weights, verbs, marks
    "500 pounds of explosives", "a 500-pound bomb", "2 million pounds of ammunition", "in 2014 won a contract",
    "only 3 won contracts", "passed the 1 million mark",
    # the money of a year
    "in constant 1990 dollars", "in 1990 dollars",
    # no currency that we know
    "X$5 million", "20 million", "F$",
    "",
])  # fmt: skip
def test_no_price(text):
    assert sums(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("on sale for $6.8 million, but the price was $30 million", ["$6.8 million", "$30 million"]),
    ("$7 million openly and an additional $13 million a year", ["$7 million", "$13 million"]),
    ("$5 million to 10 rebels", ["$5 million"]),
    ("$5 million and 10 tanks", ["$5 million"]),
    ("worth 2.9 billion dlrs in 1987", ["2.9 billion dlrs"]),
    ("$3 B-52s", ["$3"]),
])  # fmt: skip
def test_the_words_of_a_price(text, expected):
    assert [text[price.start : price.end] for price in prices(text)] == expected


def test_an_amount_is_exact():
    assert [price.value.amount for price in prices("$2.3 million, $0.07 million, $1.005bn")] == [
        2_300_000,
        70_000,
        1_005_000_000,
    ]


@pytest.mark.parametrize("row", table("currencies"), ids=lambda row: row["code"])
def test_each_currency_finds_its_examples_and_no_look_alike(row):
    def codes(text):
        return [price.value.currency for price in prices(text)]

    assert row["source"]
    assert all(codes(example) == [row["code"]] for example in cells(row["examples"]))
    assert not any(row["code"] in codes(look_alike) for look_alike in cells(row["not"]))


@pytest.mark.parametrize(
    ("form", "code"), [(form, row["code"]) for row in table("currencies") for form in cells(row["forms"])]
)
def test_each_form_of_a_currency_is_read(form, code):
    texts = [f"worth {form} 3 million", f"worth 3 million {form}", f"a 3-million-{form} deal"]
    assert code in [price.value.currency for text in texts for price in prices(text)]


def test_no_form_names_two_currencies():
    forms = [form for row in table("currencies") for form in cells(row["forms"])]
    assert len(forms) == len(set(forms))


# --- properties -------------------------------------------------------------------------------------------------------

PIECES = (
    "$ US$ € £ Rs DM 3 3.5 1,200 0 2014 million billion bn m k crore lakh mln dollars euros pounds won marks "
    "dlrs stg of to and or between ( ) - half a two hundred more than about"
).split()
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join))


@given(texts)
def test_prices_lie_in_the_text_in_order(text):
    found = prices(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(any(sign.isdigit() for sign in text[one.start : one.end]) or one.value.amount >= 100 for one in found)


@given(texts)
def test_a_price_is_more_than_nothing_and_finite(text):
    assert all(0 < one.value.amount < 10**40 and len(one.value.currency) == 3 for one in prices(text))


@given(st.integers(min_value=1, max_value=10**11), st.sampled_from(["$", "€", "£"]))
def test_a_whole_amount_is_kept(amount, sign):
    assert [price.value.amount for price in prices(f"for {sign}{amount:,} a year")] == [amount]
