"""Who gives and who gets, as the guide names them: a claim's sides, written `RU > SY`."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Claim, Reading

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def sides(claim: Claim) -> str:
    return f"{', '.join(sorted(claim.suppliers))} > {', '.join(sorted(claim.recipients))}".strip()


def gap(reason: str, *values: object) -> object:
    """A row that is right and not yet read so."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a state by its name, its adjective, its people
        ("Russia sold Syria 36 jets.", ["RU > SY"]),
        ("Russian tanks were delivered to Syria.", ["RU > SY"]),
        ("The Russians delivered tanks to the Syrians.", ["RU > SY"]),
        ("The Syrian army received tanks from the Russian government.", ["RU > SY"]),
        # by its capital or seat of power
        ("Moscow has delivered missiles to Damascus.", ["RU > SY"]),
        ("The Kremlin agreed to supply helicopters to Iraq.", ["RU > IQ"]),
        ("The White House approved the sale of missiles to Taiwan.", ["US > TW"]),
        # by a leader, by the forces of one
        ("President Vladimir Putin has given Egypt 46 fighter jets.", ["RU > EG"]),
        ("Iran shipped rockets to Assad’s forces.", ["IR > SY"]),
        # by an agency or company
        ("Rosoboronexport delivered 12 Mi-28 helicopters to Iraq.", ["RU > IQ"]),
        ("Boeing sold 15 Chinook helicopters to India.", ["US > IN"]),
        ("India bought 15 helicopters from Boeing.", ["US > IN"]),
        ("Lockheed Martin delivered F-16s to Oman.", ["US > OM"]),
        ("Lockheed Martin delivered six F-16 fighters to Oman.", ["US > OM"]),
        # by an official or ministry
        ("The Polish defence ministry bought tanks from South Korea.", ["KR > PL"]),
        # a group
        ("Iran shipped rockets to Hezbollah.", ["IR > hezbollah"]),
        ("Tehran armed the Houthis.", ["IR > houthis"]),
        # a group without a name of its own, by its country
        ("Qatar sent weapons to rebels in Libya.", ["QA > libyan rebels"]),
        ("The United States supplied missiles to Syrian rebels.", ["US > syrian rebels"]),
        ("The United States supplied missiles to the rebels in Syria.", ["US > syrian rebels"]),
        ("U.S.-backed rebels in Syria received missiles from Saudi Arabia.", ["SA > syrian rebels"]),
        ("Turkey smuggled rifles to the opposition in Syria.", ["TR > syrian rebels"]),
        # only the country that it went to
        ("Iran smuggled rifles into Lebanon.", ["IR > LB"]),
        # a body, a region
        ("NATO supplied radars to Ukraine.", ["nato > UA"]),
        ("Gulf states sent rifles to Syrian rebels.", ["gulf states > syrian rebels"]),
        # a side that is left open
        ("An unknown supplier delivered rifles to Mali.", ["> ML"]),
        ("Russia sold radars to an unnamed foreign buyer.", ["RU >"]),
    ],
)  # fmt: skip
def test_the_names_of_a_party(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(sides(claim) for claim in read(text, DAY).claims) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # lists
        ("Russia and Belarus sold tanks to Sudan.", ["BY, RU > SD"]),
        ("Russia sold tanks to Sudan, Chad and Mali.", ["RU > ML, SD, TD"]),
        # "such as", "including", "among them"
        ("Countries such as Bulgaria and Romania sold ammunition to Saudi Arabia.", ["BG, RO > SA"]),
        ("Several countries, including Poland and Estonia, delivered howitzers to Ukraine.", ["EE, PL > UA"]),
        gap("examples of a region", "Russia sold tanks to African states such as Uganda and Sudan.", ["RU > SD, UG"]),
        # an apposition names the same party or is no party
        ("Poland, a NATO member, bought 250 tanks from the United States.", ["US > PL"]),
        ("Syria’s main ally, Russia, has shipped missiles to Damascus.", ["RU > SY"]),
        ("Russia, Syria’s main ally, has shipped missiles to Damascus.", ["RU > SY"]),
        ("Israel’s enemy Hezbollah received rockets from Iran.", ["IR > hezbollah"]),
        # a possessor of the goods or the act
        ("Syria’s purchase of Russian missiles alarmed Israel.", ["RU > SY"]),
        ("Russia’s arms deliveries to Syria have grown.", ["RU > SY"]),
        ("Iran’s supply of rockets to Hamas has stopped.", ["IR > hamas"]),
        # an adjective of the goods is the supplier where somebody got them
        ("Turkey has bought Russian missiles.", ["RU > TR"]),
        ("Sudan received Chinese-made rockets.", ["CN > SD"]),
        # but an age is no state
        ("Poland delivered Soviet-era tanks to Ukraine.", ["PL > UA"]),
        ("Belarus sold Soviet-designed tanks to Sudan.", ["BY > SD"]),
        # who backs a group is no party
        ("Turkish-backed rebels in Syria received missiles from Qatar.", ["QA > syrian rebels"]),
        # a place, an opponent, an accuser, a holder of stocks is no party
        ("In Geneva, Russia agreed to sell missiles to Iran.", ["RU > IR"]),
        ("Russia delivered missiles to Iran despite Israeli protests.", ["RU > IR"]),
        ("Ukraine received missiles from Germany to fight Russia.", ["DE > UA"]),
        ("Israel said that Iran had shipped rockets to Hezbollah.", ["IR > hezbollah"]),
        # each leg is a claim of its own
        ("Iran’s rockets reached Hezbollah.", ["IR > hezbollah"]),
        ("Hundreds of American missiles that Saudi Arabia passed to Syrian rebels have turned up in Iraq.",
            ["SA > syrian rebels", "US > SA"],
        ),
        # who wins an order sells, who awards one buys
        ("Norway awarded a contract for submarines to Germany.", ["DE > NO"]),
        ("Italy won an order from Poland for helicopters.", ["IT > PL"]),
        # who is permitted, condemned, kept supplied
        ("Washington cleared Denmark to send fighter jets to Ukraine.", ["DK > UA"]),
        ("The United States gave the okay to Qatar to ship weapons to Jordan.", ["QA > JO"]),
        ("The EU imposed sanctions on Iran for supplying drones to Russia.", ["IR > RU"]),
        ("Russia had agreed to keep India supplied with spare parts for its tanks.", ["RU > IN"]),
        # between two: who usually sells
        ("Russia and Iran held talks on the delivery of missiles.", ["RU > IR"]),
        ("Talks on the sale of tanks between Syria and Russia go on.", ["RU > SY"]),
        # a name right behind the verb, whatever follows it
        ("China has sold Pakistan M-11 missiles, the official said.", ["CN > PK"]),
        ("France sold Iraq’s Mirage jets to Iran.", ["FR > IR"]),
        # pronouns are not who acts in their own clause
        ("Iran said Russia would sell it missiles.", ["RU > IR"]),
        ("Ukraine says that Iran has supplied its ally in Moscow with drones.", ["IR > RU"]),
        # the grammar of a noun's phrase
        ("Japan handed over six patrol boats fitted with machine guns to Vietnam.", ["JP > VN"]),
        ("It was Zimbabwe that sold Brazil the rockets.", ["ZW > BR"]),
        ("Pompeo notified Congress of the sale of bombs to Saudi Arabia, along with Jordan.", ["US > JO, SA"]),
        ("Iran bought missiles from Syria through a firm in Dubai.", ["SY > IR"]),
        # not: what is not handed over
        ("The missile brought down the Syrian jet over Turkey.", []),
        ("The army of Peru, which uses Soviet-built helicopters, has no part in it.", []),
    ],
)  # fmt: skip
def test_who_stands_where(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(sides(claim) for claim in read(text, DAY).claims) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "the group", "it", "they", "which", "its ally", "we"
        ("Iran has trained Hezbollah and supplied the group with rockets.", ["IR > hezbollah", "IR > hezbollah"]),
        ("Iran has backed Hezbollah for decades. It has given the group thousands of rockets.", ["IR > hezbollah"]),
        ("The Houthis took Sanaa in September. They have received missiles from Iran.", ["IR > houthis"]),
        ("Russia is Syria’s main supplier of arms.", ["RU > SY"]),
        ("Syria is at war. Russia is its main supplier of arms.", ["RU > SY"]),
        ("Turkey signed a deal with Russia and received its first missiles from Moscow.", ["RU > TR"]),
        ("Poland, which bought 250 tanks from South Korea, paid in cash.", ["KR > PL"]),
        ("South Korea, from which Poland bought 250 tanks, is pleased.", ["KR > PL"]),
        gap("`them`", "The rebels in Mali are strong. Libya sent them rifles.", ["LY > malian rebels"]),
        ("Damascus received missiles from its Russian ally.", ["RU > SY"]),
        ("Iran sent rockets to its ally Hezbollah.", ["IR > hezbollah"]),
        ("“We have delivered the missiles to Syria,” Russia’s defence minister said.", ["RU > SY"]),
        # a pronoun in a clause set first
        ("Because it wanted better missiles, India bought S-400 systems from Russia.", ["RU > IN", "RU > IN"]),
        # whose army, whose fighters
        ("The Iraqi army fled Mosul. Iran fears chaos. The United States sold 20 tanks to the army.", ["US > IQ"]),
        ("Fighters of many flags met. Iran gave the fighters rifles. Hezbollah fighters left.", ["IR > hezbollah"]),
        # what the passage is about, never who acts on it
        ("Chad wants rifles. Chad asked for them in Paris in May. Portugal sold the country mortars.", ["PT > TD"]),
        ("Taiwan is under threat from China. Belgium sold the island rifles.", ["BE > TW"]),
        ("A war goes on in Libya. Qatar sent missiles to the rebel council.", ["QA > libyan rebels"]),
        ("Hungary confirmed that Austria had sold rifles to the republic of Croatia.", ["AT > HR"]),
        # not: rebels of who arms them
        ("The minister insisted that Rwanda had armed the rebels.", ["RW > rebels"]),
    ],
)  # fmt: skip
def test_words_that_point_to_a_party(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(sides(claim) for claim in read(text, DAY).claims) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # the same words at another time
        ("Moscow delivered MiG-21 fighters to Ethiopia.", "1978-05-02", ["SUHH > ET"]),
        ("Moscow delivered MiG-21 fighters to Ethiopia.", "2008-05-02", ["RU > ET"]),
        ("Prague sold rifles to Ethiopia.", "1978-05-02", ["CSHH > ET"]),
        ("Belgrade sold rifles to Libya.", "1985-05-02", ["YUCS > LY"]),
        ("The Soviet Union delivered MiG-21 fighters to Ethiopia.", "2008-05-02", ["SUHH > ET"]),
        # a sentence about another time names the parties of that time
        ("In 1978 Moscow delivered MiG-21 fighters to Ethiopia.", "2008-05-02", ["SUHH > ET"]),
    ],
)
def test_names_belong_to_a_time(read: Read, text: str, published: str, expected: list[str]) -> None:
    claims = read(text, datetime.date.fromisoformat(published)).claims
    assert [sides(claim) for claim in claims] == expected


@pytest.mark.parametrize(
    ("text", "via", "origins"),
    [
        ("Iran shipped rockets to Hezbollah through Syria.", ["SY"], []),
        ("Iran sent rockets to Hezbollah via Syria.", ["SY"], []),
        ("Russia sent tanks to Sudan by way of Belarus.", ["BY"], []),
        gap("drawn from", "Saudi Arabia sent Syrian rebels rifles drawn from Croatian stocks.", [], ["HR"]),
        ("Saudi Arabia sent Syrian rebels rifles from stocks in Croatia.", [], ["HR"]),
    ],
)
def test_who_helps_and_whose_stocks(read: Read, text: str, via: list[str], origins: list[str]) -> None:
    [claim] = read(text, DAY).claims
    assert (list(claim.via), list(claim.origins)) == (via, origins)


@pytest.mark.parametrize(
    "text",
    [
        # a state's own procurement, own weapons, parades, combat
        "The French army received its first Leclerc tanks on Friday.",
        "Iran unveiled a new missile at a parade in Tehran.",
        "Israeli jets struck Syrian tanks near Damascus.",
        "Russia moved its missiles to the Ukrainian border.",
        "Russia moved missiles to the Ukrainian border.",
        "North Korea tested a ballistic missile on Sunday.",
        # other goods, other transfers
        "Russia sold wheat to Egypt.",
        "Arsenal sold the striker to Barcelona.",
        "Poland bought gas from the United States.",
        "The hospital received beds from Germany.",
        # figures of speech
        "Residents of Paris are up in arms over plans to sell the park.",
        "The minister gave the opposition ammunition.",
        # rankings without a counterpart
        "The United States remains the largest exporter of arms.",
    ],
)
def test_no_party_no_claim(read: Read, text: str) -> None:
    assert read(text, DAY).claims == ()
