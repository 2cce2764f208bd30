"""Sides that a sentence leaves open: filled from the passage where it tells them, open where it does not."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.lexicon import table
from armstrail.model import Claim, Passage, Reading
from armstrail.reading import load_reader
from armstrail.reading.open_sides import SIDES, offers

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def told(claim: Claim) -> str:
    return f"{claim.act} {', '.join(claim.suppliers)} > {', '.join(claim.recipients)}".replace("  ", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the same kind of goods to the same party: of one transfer
        (
            "Russia delivered S-300 missiles to Syria in May. The missiles were shipped to Syria by sea.",
            ["delivery RU > SY"],
        ),
        # other goods to somebody else: the passage does not say from whom
        (
            "Russia sold tanks to Syria. Rifles were smuggled to Mali.",
            ["order RU > SY", "delivery > ML"],
        ),
        # words that name nobody keep a side open
        ("Israel fought Hezbollah. Who sold Hezbollah the missiles was never told.", []),
        ("Russia sold tanks to Syria. A foreign dealer sold rifles to Mali.", ["order RU > SY"]),
        # the Security Council forbids; it supplies nobody
        ("The Security Council has forbidden the sale of arms to Haiti since June.", ["suspension > HT"]),
        # a force that goes somewhere itself goes over to nobody
        ("Ukraine hired a ship. Russia has sent a frigate.", []),
        ("Two F-22 jets have been sent by the United States to South Korea to take part in drills.", []),
    ],
)
def test_who_fills_an_open_side(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text, DAY).claims) == sorted(expected)


def test_a_filled_side_has_its_words(read: Read) -> None:
    text = "Russia delivered S-300 missiles to Syria in May. The missiles were shipped to Syria by sea."
    for claim in read(text, DAY).claims:
        claim.check_against(text)
        assert {mention.text for mention in claim.mentions if mention.slot == "suppliers"} == {"Russia"}


def test_the_table_has_the_features_that_are_computed() -> None:
    """Weights for what is never computed would be dead, features without one silent."""
    text = "Moscow is an ally. Syria got the tanks. Rifles were smuggled to Mali, a rebel leader in Libya said."
    passage = load_reader().passage(Passage(id="text", published=DAY, text=text).to_report())
    drafts = passage.stated()
    mentions = passage.mentions(drafts)
    computed = {
        name
        for draft in drafts
        for side in SIDES
        for one in offers(draft, side, drafts, mentions)
        for name in one.features
    }
    for side in SIDES:
        known = {row["feature"] for row in table("open-sides") if row["side"] == side}
        assert computed - known <= {"production", "support", "seizure", "approval", "talks", "suspension", "order"}


@pytest.mark.parametrize(
    "text", ["The rebels received Chinese-built rockets from Sudan.", "The rebels received Chinese rockets from Sudan."]
)
def test_who_made_the_goods_does_not_get_them(read, text):
    assert "CN" not in {party for claim in read(text).claims for party in claim.recipients}


def test_russian_made_needs_no_hyphen(read):
    (claim,) = read("Turkey's purchase of Russian made S-400 missiles angered Washington.").claims
    assert (claim.act, claim.suppliers, claim.recipients) == ("order", ("RU",), ("TR",))
