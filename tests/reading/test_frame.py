"""Who gives and who gets where a licence, a contract, a journey or a neighbouring verb decides it."""

import datetime

import pytest

from armstrail.model import Report, text_id
from armstrail.reading import load_reader


def read(text: str) -> list[tuple[str, str]]:
    """Each claim's act and its sides, "RU > SY"."""
    report = Report(
        id=text_id(text), source="example", url=None, outlet=None, published=datetime.date(2014, 1, 17),
        retrieved=None, language="en", title=None, text=text,
    )  # fmt: skip
    claims = load_reader().read(report).claims
    return [(claim.act, f"{','.join(claim.suppliers)} > {','.join(claim.recipients)}") for claim in claims]


@pytest.mark.parametrize(
    ("text", "act", "sides"),
    [
        ("Australia awarded France a contract for 12 submarines.", "order", "FR > AU"),
        ("Saab was awarded a contract for 12 fighter jets by Brazil.", "order", "SE > BR"),
        ("Saab won a contract from Brazil for fighter jets.", "order", "SE > BR"),
        ("Saab won a Brazilian contract for fighter jets.", "order", "SE > BR"),
        ("Russia granted India a licence to manufacture T-90 tanks.", "approval", "RU > IN"),
        ("Britain granted an export licence for sniper rifles to Oman.", "approval", "GB > OM"),
        ("The tanks will be assembled in India under licence from Russia.", "production", "RU > IN"),
        ("Iran is to build tanks with Russian help.", "production", "RU > IR"),
        ("Poland will produce South Korean tanks at home.", "production", "KR > PL"),
        ("India and Russia jointly developed the cruise missile.", "production", "RU > IN"),
        ("The two submarines are on loan from Germany to Norway.", "delivery", "DE > NO"),
        ("Norway has two submarines on loan from Germany.", "delivery", "DE > NO"),
        ("Qatar has 24 fighter jets on order from France.", "order", "FR > QA"),
        ("Hezbollah's rockets come from Iran.", "delivery", "IR > hezbollah"),
        ("Russia is one of Syria's biggest arms suppliers.", "delivery", "RU > SY"),
        ("American missiles fell into the hands of the Taliban.", "delivery", "US > taliban"),
        ("South Africa resold the tanks to Rwanda.", "order", "ZA > RW"),
        ("The navy seized a ship carrying explosives from Turkey to Libya.", "seizure", "TR > LY"),
    ],
)
def test_sides(text, act, sides):
    assert (act, sides) in read(text)


def test_several_passives_share_their_agent():
    assert read("Hezbollah is armed and trained by Iran.") == [
        ("delivery", "IR > hezbollah"),
        ("support", "IR > hezbollah"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Pentagon awarded Lockheed Martin a contract for 50 fighter jets.",
        "Lockheed Martin won a contract from the Pentagon for missiles.",
        "A rocket fell into Israel on Tuesday.",
        "India will build tanks at a plant in Avadi.",
        "Germany is building tanks of its own.",
        "Britain will train Kenyan nurses.",
        "Two F-16s landed in Poland for the air show.",
        "The Indian army took its tanks to the border with Pakistan.",
        "The navy intercepted a ship carrying explosives.",
        "The general instructed his troops to fire missiles at Iraq.",
    ],
)
def test_what_passes_to_nobody_is_no_claim(text):
    assert read(text) == []
