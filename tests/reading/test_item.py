"""Which goods, of what kind, of what type, how many: an item written `tanks T-72 24-99`."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Claim, Item, Reading

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def written(item: Item) -> str:
    """`tanks`, `aircraft MiG-29`, `artillery 200-999`, `ships 4-`."""
    parts = [item.category, item.designation or ""]
    if item.quantity:
        low, high = item.quantity.min, item.quantity.max
        parts.append(f"{'' if low is None else low}-{'' if high is None else high}")
    return " ".join(part for part in parts if part)


def gap(reason: str, *values: object) -> object:
    """A row that is right and not yet read so."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, strict=True))


def only(read: Read, text: str) -> Claim:
    [claim] = read(text, DAY).claims
    return claim


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        # each category of the guide
        ("tanks", ["tanks"]),
        ("armoured personnel carriers", ["armoured_vehicles"]),
        ("army trucks", ["vehicles"]),
        ("howitzers", ["artillery"]),
        ("multiple rocket launchers", ["artillery"]),
        ("mortars", ["artillery"]),
        ("fighter jets", ["aircraft"]),
        ("attack helicopters", ["helicopters"]),
        ("drones", ["uav"]),
        ("loitering munitions", ["uav"]),
        ("patrol boats", ["ships"]),
        ("a submarine", ["ships 1-1"]),
        ("anti-tank missiles", ["missiles"]),
        ("ballistic missiles", ["missiles"]),
        ("torpedoes", ["missiles"]),
        ("shoulder-fired anti-aircraft missiles", ["air_defence"]),
        ("anti-aircraft guns", ["air_defence"]),
        ("cluster bombs", ["bombs"]),
        ("assault rifles", ["small_arms"]),
        ("rocket-propelled grenades", ["small_arms"]),
        ("mortar shells", ["ammunition"]),
        ("land mines", ["ammunition"]),
        ("night-vision goggles", ["sensors"]),
        ("radars", ["sensors"]),
        ("jamming equipment", ["electronic_warfare"]),
        ("military radios", ["communications"]),
        ("spare parts for helicopters", ["parts"]),
        ("body armour", ["protective"]),
        ("nerve agents", ["chemical"]),
        ("weapons", ["unspecified"]),
        ("military equipment", ["unspecified"]),
        # the noun decides, not what stands before it
        ("radar-guided missiles", ["missiles"]),
        ("tank shells", ["ammunition"]),
        ("helicopter engines", ["parts"]),
        # a type name, spelt as the text spells it or not
        ("MiG-29 fighters", ["aircraft MiG-29"]),
        ("S-300s", ["air_defence S-300"]),
        ("S\u2011300 missiles", ["air_defence S-300"]),
        ("T-72 tanks", ["tanks T-72"]),
        ("Igla missiles", ["air_defence Igla"]),
        ("Bayraktar TB2 drones", ["uav Bayraktar TB2"]),
        ("TB2s", ["uav TB2"]),
        ("Mi-28 helicopters", ["helicopters Mi-28"]),
        # several kinds
        ("tanks, drones and rifles", ["small_arms", "tanks", "uav"]),
        ("24 Su-35 jets and four submarines", ["aircraft Su-35 24-24", "ships 4-4"]),
        ("T-72 tanks and BMP-2s", ["armoured_vehicles BMP-2", "tanks T-72"]),
        gap("two types before one noun", "Buk and Pantsir systems", ["air_defence Buk", "air_defence Pantsir"]),
        # a bare "weapons" beside named kinds is no item of its own
        ("weapons, tanks and drones", ["tanks", "uav"]),
        ("arms and ammunition", ["ammunition"]),
        # examples
        ("weapons, including tanks and drones,", ["tanks", "uav"]),
        ("weapons such as tanks and drones", ["tanks", "uav"]),
        gap("among them", "heavy weapons, among them tanks and howitzers,", ["artillery", "tanks"]),
        # unless it has a quantity
        gap("examples of counted weapons", "2,000 weapons, among them rifles,", ["small_arms", "unspecified 2000-2000"]),
    ],
)  # fmt: skip
def test_goods(read: Read, goods: str, expected: list[str]) -> None:
    claim = only(read, f"Russia delivered {goods} to Syria.")
    assert sorted(map(written, claim.items)) == expected


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        ("49 tanks", ["tanks 49-49"]),
        ("1,200 tanks", ["tanks 1200-1200"]),
        ("forty-nine tanks", ["tanks 49-49"]),
        ("a tank", ["tanks 1-1"]),
        # a dozen is twelve, dozens are at least two and fewer than a hundred
        ("a dozen tanks", ["tanks 12-12"]),
        ("two dozen tanks", ["tanks 24-24"]),
        ("dozens of tanks", ["tanks 24-99"]),
        ("hundreds of tanks", ["tanks 200-999"]),
        ("thousands of rifles", ["small_arms 2000-9999"]),
        # open ends
        ("more than 30 tanks", ["tanks 30-"]),
        ("at least 30 tanks", ["tanks 30-"]),
        ("up to 50 tanks", ["tanks -50"]),
        # "about" leaves the number
        ("about 100 tanks", ["tanks 100-100"]),
        ("some 100 tanks", ["tanks 100-100"]),
        ("between 20 and 30 tanks", ["tanks 20-30"]),
        # each kind its own
        ("12 tanks and hundreds of rifles", ["small_arms 200-999", "tanks 12-12"]),
        ("36 MiG-29 fighters", ["aircraft MiG-29 36-36"]),
        # a number in a type name or of money, weight and containers counts no pieces
        ("T-72 tanks", ["tanks T-72"]),
        ("$40 million worth of tanks", ["tanks"]),
        ("300 tonnes of ammunition", ["ammunition"]),
        ("40 containers of ammunition", ["ammunition"]),
        ("two truckloads of rifles", ["small_arms"]),
        ("a shipload of rockets", ["artillery"]),
        ("a cargo of tanks", ["tanks"]),
        # a calibre neither
        ("122 mm rockets", ["artillery"]),
        ("155mm howitzers", ["artillery"]),
        ("30 155mm howitzers", ["artillery 30-30"]),
    ],
)
def test_how_many(read: Read, goods: str, expected: list[str]) -> None:
    claim = only(read, f"Russia delivered {goods} to Syria.")
    assert sorted(map(written, claim.items)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # to arm names no item
        ("Iran armed Hezbollah.", [[]]),
        ("Iran trained Hezbollah fighters.", [[]]),
        ("Russia sent military advisers to Syria.", [[]]),
        # equipment that is operated for another is one
        ("Russian advisers operate drones for the Syrian army.", [["uav"]]),
        # military aid is one, civil aid is none
        ("The United States gave Jordan military aid worth $100 million.", [["unspecified"]]),
        ("The United States gave Jordan humanitarian aid worth $100 million.", []),
        ("The United States sent Ukraine food and tents.", []),
        ("The United States sent Ukraine medicine, and later sent it rifles.", [["small_arms"]]),
        ("China built a hospital for Sudan.", []),
        # the type name that the passage gives elsewhere
        (
            "Russia delivered S-300 missiles to Syria in May. The missiles were shipped to Syria by sea.",
            [["air_defence S-300"]],
        ),
        # the recipient and its goods side by side
        ("Iran sent Hezbollah rockets.", [["artillery"]]),
        (
            "Iran sent Hezbollah weapons including rockets and anti-tank missiles.",
            [["artillery", "missiles"]],
        ),
    ],
)
def test_items_of_all_claims(read: Read, text: str, expected: list[list[str]]) -> None:
    assert [sorted(map(written, claim.items)) for claim in read(text, DAY).claims] == expected


@pytest.mark.parametrize(
    ("goods", "text"),
    [
        ("old tanks", "tanks"),
        ("S-300 air defence systems", "S-300 air defence systems"),
        ("night-vision goggles", "night-vision goggles"),
    ],
)
def test_an_item_has_the_words_of_the_passage(read: Read, goods: str, text: str) -> None:
    [item] = only(read, f"Russia delivered {goods} to Syria.").items
    assert text in item.text
    assert item.text in f"Russia delivered {goods} to Syria."
