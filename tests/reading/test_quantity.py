"""Quantities: what counts pieces and what only looks like it; every word of the table by its own examples."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.lexicon import cells, table
from armstrail.reading.quantity import counts, number


def bounds(text: str) -> list[tuple[int | None, int | None]]:
    return [(count.quantity.min, count.quantity.max) for count in counts(text)]


def words(text: str) -> list[str]:
    return [text[count.start : count.end] for count in counts(text)]


@pytest.mark.parametrize(("text", "expected"), [
    # the guide: "49" is 49–49
    ("49 tanks", (49, 49)),
    ("1,200 rifles", (1200, 1200)),
    ("1250 TOW missiles", (1250, 1250)),
    ("ten UAVs", (10, 10)),
    ("twenty-one guns", (21, 21)),
    ("one hundred and fifty tanks", (150, 150)),
    ("a hundred and twenty tanks", (120, 120)),
    ("seventeen hundred guns", (1700, 1700)),
    ("2 million rounds", (2_000_000, 2_000_000)),
    ("2.3 million rounds", (2_300_000, 2_300_000)),
    ("two and a half million rounds", (2_500_000, 2_500_000)),
    ("half a million rounds", (500_000, 500_000)),
    ("30-odd tanks", (30, 30)),
    ("72 F-15E aircraft", (72, 72)),
    ("2000 rifles", (2000, 2000)),
    ("1,970 rifles", (1970, 1970)),
    # the guide: "a missile" counts as 1–1
    ("a missile", (1, 1)),
    ("an F-16", (1, 1)),
    ("a 155mm howitzer", (1, 1)),
    ("one of the tanks", (1, 1)),
    # words that stand for a number
    ("a dozen tanks", (12, 12)),
    ("half a dozen tanks", (6, 6)),
    ("a half-dozen tanks", (6, 6)),
    ("two dozen tanks", (24, 24)),
    ("another dozen tanks", (12, 12)),
    ("a couple of tanks", (2, 2)),
    ("both tanks", (2, 2)),
    # the guide: "dozens" 24–99, "hundreds" 200–999, "thousands" 2000–9999
    ("dozens of tanks", (24, 99)),
    ("several dozen tanks", (24, 99)),
    ("scores of tanks", (40, 99)),
    ("hundreds of tanks", (200, 999)),
    ("thousands of tanks", (2000, 9999)),
    ("tens of thousands of rifles", (20_000, 99_999)),
    ("hundreds of thousands of rounds", (200_000, 999_999)),
    ("several hundred thousand rounds", (200_000, 999_999)),
    # the guide: "more than 30" 30–null
    ("more than 30 tanks", (30, None)),
    ("over 100 tanks", (100, None)),
    ("well over 100 tanks", (100, None)),
    ("at least 10 tanks", (10, None)),
    ("no fewer than 10 tanks", (10, None)),
    ("more than two dozen tanks", (24, None)),
    ("over a hundred tanks", (100, None)),
    ("10 or more tanks", (10, None)),
    ("20+ tanks", (20, None)),
    # the guide: "up to 50" null–50
    ("up to 50 tanks", (None, 50)),
    ("as many as 50 tanks", (None, 50)),
    ("no more than 50 tanks", (None, 50)),
    ("fewer than 50 tanks", (None, 50)),
    ("up to a dozen tanks", (None, 12)),
    ("50 or fewer tanks", (None, 50)),
    ("up to 50 or more tanks", (None, 50)),
    # the guide: "about 100" 100–100
    ("about 100 tanks", (100, 100)),
    ("nearly 200 tanks", (200, 200)),
    ("some 40 tanks", (40, 40)),
    ("an estimated 300 tanks", (300, 300)),
    ("an additional 50 tanks", (50, 50)),
    # from one number to another
    ("between six and eight submarines", (6, 8)),
    ("20 to 30 jets", (20, 30)),
    ("20-30 jets", (20, 30)),
    ("20–30 jets", (20, 30)),
    ("two or three jets", (2, 3)),
    ("two to three hundred tanks", (200, 300)),
    ("20 to 30 thousand rounds", (20_000, 30_000)),
    ("between 500 and one thousand tanks", (500, 1000)),
])  # fmt: skip
def test_a_number_of_pieces(text, expected):
    assert bounds(text) == [expected]


@pytest.mark.parametrize("text", [
    # calibres, measures
    "155mm shells", "155 mm shells", "155-mm shells", "155-millimeter guns", "7.62 mm rounds", "7.62x39mm rounds",
    ".50-caliber guns", "500-pound bombs", "2,000lb bombs", "20 km", "300 miles", "20 tons of shells",
    # shares
    "40 percent", "65 pct", "40%", "40 per cent", "two-thirds", "a third of the tanks", "a quarter of the tanks",
    # money
    "$20 million", "20 million dollars", "€30", "2.9 billion dlrs", "Rs 590 crore", "2.5-billion guilder", "DM 200",
    "hundreds of billions of dollars", "millions of dollars",
    # ranks, ages, ordinals
    "No. 2", "Lt. 2nd class", "aged 34", "Jo Dean, 63, sold it", "34-year-old men", "the 10th", "top 10",
    # types
    "F-16", "S-300 missiles", "Type 59 tanks", "Mk 82 bombs", "MiG-29s", "T- 72 tanks",
    # times
    "three days", "10 years", "24 hours", "12 March", "on March 12", "in 2012", "the 2012 deal", "5 a.m.",
    "at 9:20", "10-day",
    # other numbers
    "resolution 1970", "no one", "one another", "1.5 tanks", "1,2", "15-member", "five-star",
    # an article before what is no piece itself
    "a lot of tanks", "a number of tanks", "a new batch of tanks", "a few tanks",
    "tanks", "",
])  # fmt: skip
def test_no_number_of_pieces(text):
    assert bounds(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("the last six of 20 fighters", ["six", "20"]),
    ("more than 30 tanks and up to a dozen jets", ["more than 30", "up to a dozen"]),
    ("ten 500-pound bombs, 10 or more jets", ["ten", "10 or more"]),
    ("in March 12 tanks", ["12"]),
    ("asked about a tank", ["a"]),
    ("12 March 2,000 rifles", ["2,000"]),
    ("for $7.5 million 1,250 missiles", ["1,250"]),
])  # fmt: skip
def test_the_words_of_a_count(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("1,200", 1200),
    ("two dozen", 24),
    ("Half a dozen", 6),
    ("two hundred thousand", 200_000),
    ("a hundred and one", 101),
    ("two million three hundred", 2_000_300),
    ("2.3 million", 2_300_000),
    ("5 crore", 50_000_000),
    ("7.62", None),
    ("tanks", None),
    ("12,34", None),
    ("", None),
])  # fmt: skip
def test_number(text, expected):
    assert number(text) == expected


@pytest.mark.parametrize("row", table("quantities"), ids=lambda row: row["form"])
def test_each_word_finds_its_examples_and_no_look_alike(row):
    meant = (int(row["min"]), int(row["max"]))
    assert row["source"]
    assert all(meant in bounds(example) for example in cells(row["examples"]))
    assert not any(meant in bounds(look_alike) for look_alike in cells(row["not"]))


# --- properties -------------------------------------------------------------------------------------------------------

PIECES = (
    "a an the half dozen dozens two twenty-one hundred thousands million and of to or between more than up over "
    "under some nearly at least 1 20 1,200 2.5 2014 - – 155 mm % $ € dollars No. Type F-16 tanks rifles years "
    "March or fewer plus + 0"
).split()
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


@given(texts)
def test_counts_lie_in_the_text_in_order(text):
    found = list(counts(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(texts)
def test_a_count_has_a_bound_and_no_more_at_least_than_at_most(text):
    for one in counts(text):
        low, high = one.quantity.min, one.quantity.max
        assert low is not None or high is not None
        assert low is None or high is None or 0 <= low <= high


@given(st.integers(min_value=1, max_value=10**11))
def test_digits_are_read_with_and_without_commas(value):
    assert number(f"{value:,}") == number(str(value)) == value


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text):
    assert number(text) is None or number(text) >= 0
