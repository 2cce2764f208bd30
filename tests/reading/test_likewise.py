"""What one does as another has done: "Finland did the same"."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Claim, Reading

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def told(claim: Claim) -> str:
    return f"{claim.act} {claim.modality} {', '.join(claim.suppliers)} > {', '.join(claim.recipients)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Germany has halted arms exports to Turkey. Finland and Norway did the same.",
            ["suspension reported DE > TR", "suspension reported FI, NO > TR"],
        ),
        (
            "Germany has halted arms exports to Turkey, something France has already done.",
            ["suspension reported DE > TR", "suspension reported FR > TR"],
        ),
        (
            "Kenya ordered 20 tanks from Russia. Uganda will follow suit.",
            ["order planned RU > UG", "order reported RU > KE"],
        ),
        (
            "Germany sent rifles to Ukraine. Hungary did not do so.",
            ["delivery denied HU > UA", "delivery reported DE > UA"],
        ),
        # nobody new, or nothing told before
        ("Germany sent rifles to Ukraine. Germany did the same in May.", ["delivery reported DE > UA"]),
        ("Germany met Ukraine. Hungary did the same.", []),
        ("Germany sent rifles to Ukraine. The suit that Hungary filed goes on.", ["delivery reported DE > UA"]),
    ],
)
def test_likewise(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text, DAY).claims) == sorted(expected)


def test_likewise_has_its_words(read: Read) -> None:
    text = "Germany has halted arms exports to Turkey. Finland did the same."
    claims = read(text, DAY).claims
    for claim in claims:
        claim.check_against(text)
    assert {mention.text for mention in claims[1].mentions if mention.slot == "suppliers"} == {"Finland"}
