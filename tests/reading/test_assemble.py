"""What becomes one claim, and which side the passage supplies: a claim written `order RU > SY`."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Claim, Reading

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def short(claim: Claim) -> str:
    return f"{claim.act} {', '.join(sorted(claim.suppliers))} > {', '.join(sorted(claim.recipients))}"


def gap(reason: str, *values: object) -> object:
    """A row that is right and not yet read so."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        # one claim, its items the union
        ("Russia delivered tanks to Syria. It delivered drones to Syria as well.", ["tanks", "uav"]),
        ("Russia delivered tanks to Syria. Moscow also delivered drones to Damascus.", ["tanks", "uav"]),
        # what is named twice is one item
        ("Russia delivered tanks to Syria. The tanks were delivered to Syria by Russia in May.", ["tanks"]),
        # a later mention takes the type name given elsewhere
        ("Russia delivered T-72 tanks to Syria. Russia delivered the tanks to Syria by sea.", ["tanks T-72"]),
        # a bare "weapons" goes where kinds are named
        ("Russia delivered weapons to Syria. Russia delivered tanks to Syria.", ["tanks"]),
        # dated deliveries in the words of one source are one claim
        ("Russia delivered tanks to Syria in 2011. Russia delivered drones to Syria in 2012.", ["tanks", "uav"]),
    ],
)
def test_the_same_relation_is_one_claim(read: Read, text: str, items: list[str]) -> None:
    [claim] = read(text, DAY).claims
    assert short(claim) == "delivery RU > SY"
    assert sorted(f"{item.category} {item.designation or ''}".strip() for item in claim.items) == items


def test_the_evidence_of_a_merged_claim_is_every_sentence_that_says_so(read: Read) -> None:
    text = "Russia delivered tanks to Syria. It rained. Moscow also delivered drones to Damascus."
    [claim] = read(text, DAY).claims
    assert [text[start:end] for start, end in claim.evidence] == [
        "Russia delivered tanks to Syria.",
        "Moscow also delivered drones to Damascus.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another act, another side, another modality, another source
        ("Russia sold tanks to Syria. Russia trained the Syrian army.", ["order RU > SY", "support RU > SY"]),
        ("Russia delivered tanks to Syria. Iran delivered tanks to Syria.", ["delivery IR > SY", "delivery RU > SY"]),
        ("Russia delivered tanks to Syria. Russia delivered tanks to Iran.", ["delivery RU > IR", "delivery RU > SY"]),
        ("Russia delivered tanks to Syria. Russia will deliver drones to Syria.", ["delivery RU > SY"] * 2),
        ("Russia delivered tanks to Syria. Israel said Russia had delivered drones to Syria.", ["delivery RU > SY"] * 2),
        ("Israel said Russia had delivered tanks to Syria. Turkey said Russia had delivered tanks to Syria.",
         ["delivery RU > SY"] * 2),
        # unnamed sources are one source
        gap("officials and sources",
            "Officials said Russia had delivered tanks to Syria. Sources said Russia had delivered drones to Syria.",
            ["delivery RU > SY"]),
        # each contract with a price or a date of its own
        ("Russia sold Algeria tanks for $1 billion. Russia sold Algeria submarines for $2 billion.", ["order RU > DZ"] * 2),
        ("Algeria bought tanks from Russia in 2006. Algeria bought submarines from Russia in 2010.", ["order RU > DZ"] * 2),
        # giving and taking are opposite relations
        ("Russia sold tanks to Iran. Iran sold drones to Russia.", ["order IR > RU", "order RU > IR"]),
    ],
)  # fmt: skip
def test_what_makes_a_claim_of_its_own(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(map(short, read(text, DAY).claims)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the side that a sentence leaves out, where the passage has it
        ("Russia sold tanks to Syria. The tanks were delivered to Syria in May.", ["delivery RU > SY", "order RU > SY"]),
        ("Russia sold tanks to Syria. Damascus received the tanks in May.", ["delivery RU > SY", "order RU > SY"]),
        ("Egypt signed a contract with France for jets. The jets were delivered to Egypt in May.",
         ["delivery FR > EG", "order FR > EG"]),
        # where it has none, the side stays open
        ("The tanks were delivered to Syria in May.", ["delivery  > SY"]),
        # one transfer does not lend its supplier to another recipient's goods
        ("Russia sold tanks to Syria. Rifles were smuggled to Mali.", ["delivery  > ML", "order RU > SY"]),
    ],
)  # fmt: skip
def test_sides_are_completed_from_the_passage(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(map(short, read(text, DAY).claims)) == expected


def test_claims_stand_in_the_order_of_the_text(read: Read) -> None:
    claims = read("Iran armed Hezbollah. Russia delivered tanks to Syria. Qatar sent rifles to Mali.", DAY).claims
    assert [claim.suppliers for claim in claims] == [("IR",), ("RU",), ("QA",)]


def test_no_party_stands_on_both_sides(read: Read) -> None:
    for claim in read("Russia sold tanks to Syria. Syria sold tanks. Syria received tanks.", DAY).claims:
        assert not set(claim.suppliers) & set(claim.recipients)
