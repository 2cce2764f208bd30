"""What is said about a transfer, and how sure: written `delivery reported`."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Claim, Reading

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def said(claim: Claim) -> str:
    return f"{claim.act} {claim.modality}"


def gap(reason: str, *values: object) -> object:
    """A row that is right and not yet read so."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # delivery: what went over
        ("Russia delivered tanks to Syria.", "delivery reported"),
        ("Russia has been a major supplier of arms to Syria.", "delivery reported"),
        ("Iran smuggled rockets to Hezbollah.", "delivery reported"),
        ("Germany donated tanks to Ukraine.", "delivery reported"),
        ("Russian-supplied tanks of the Syrian army stood near Homs.", "delivery reported"),
        # sold and gone over
        ("Firms were punished for the sales and transfer of Russian arms to Syria.", "delivery reported"),
        # "should" with a date expects, without one it calls
        ("The German tanks should be delivered to Ukraine by May.", "delivery planned"),
        ("The contract for Russian helicopters for Brazil should be signed in April.", "order planned"),
        ("German tanks should be delivered to Ukraine.", "talks possible"),
        # what one has not done yet with a draft, or would do by it
        ("Two senators introduced a bill to block the American sale of bombs to Saudi Arabia.", "suspension possible"),
        ("It would stop American arms sales to Turkey.", "suspension possible"),
        ("The United States said it would stop American arms sales to Turkey.", "suspension planned"),
        # what is denied, and what is not
        ("Washington put no figure on the sale of F-16s to Pakistan.", "order reported"),
        ("Austria took no part in the delivery of rifles to Croatia.", "delivery denied"),
        ("Russia refused for years to sell Georgia tanks.", "delivery denied"),
        # a penalty is for what was done
        ("Congress may impose sanctions on Turkey for its purchase of S-400 missiles from Russia.", "order reported"),
        ("Critics spoke of Afghan requests for NATO to supply their forces with tanks.", "talks reported"),
        # order: what was agreed or signed
        ("Russia sold tanks to Algeria.", "order reported"),
        ("Algeria signed a contract with Russia for tanks.", "order reported"),
        ("Russia agreed to supply tanks to Algeria.", "order reported"),
        ("Poland ordered tanks from South Korea.", "order reported"),
        # an intention, an unsigned purchase or pledge
        ("Russia will sell tanks to Algeria.", "order planned"),
        ("Algeria plans to buy tanks from Russia.", "order planned"),
        ("Russia pledged to supply tanks to Algeria.", "order planned"),
        # talks: interest, requests, offers
        ("Algeria is in talks with Russia to buy tanks.", "talks reported"),
        ("Iraq asked the United States for helicopters.", "talks reported"),
        ("Russia offered tanks to Algeria.", "talks reported"),
        ("Iraq has requested helicopters from the United States.", "talks reported"),
        ("Algeria is interested in buying Russian tanks.", "talks reported"),
        ("The United States is considering sending rifles to Syrian rebels.", "talks possible"),
        ("Activists urged the United States to send rifles to Syrian rebels.", "talks possible"),
        # approval
        ("The United States approved the sale of helicopters to Iraq.", "approval reported"),
        ("Germany granted a licence for the export of tanks to Qatar.", "approval reported"),
        ("Russia lifted a ban on sales of missiles to Iran.", "approval reported"),
        ("Russia lifted its ban on the delivery of missiles to Iran.", "approval reported"),
        ("The Pentagon notified Congress of a possible sale of missiles to Taiwan.", "approval reported"),
        # production, support
        ("India will build Russian tanks under licence.", "production planned"),
        ("Iran trained Hezbollah fighters.", "support reported"),
        ("Russian technicians maintain helicopters for the Syrian army.", "support reported"),
        gap("instructors who train", "American instructors train Syrian rebels.", "support reported"),
        # suspension
        ("Germany suspended arms exports to Saudi Arabia.", "suspension reported"),
        ("Russia halted the delivery of missiles to Iran.", "suspension reported"),
        ("France cancelled the sale of warships to Russia.", "suspension reported"),
        ("Germany refused a licence for the export of tanks to Qatar.", "suspension reported"),
        ("The Netherlands will stop arms exports to Egypt.", "suspension planned"),
        ("Amnesty International called on France to stop selling arms to Egypt.", "suspension possible"),
        ("Israel urged Russia not to sell missiles to Iran.", "suspension possible"),
        ("The United States no longer supplies arms to Egypt.", "suspension reported"),
        ("The European Union imposed an arms embargo on Syria.", "suspension reported"),
        # seizure: goods lost or stopped on the way
        ("Islamic State captured tanks from the Iraqi army.", "seizure reported"),
        ("Israel intercepted a ship carrying rockets from Iran to Hamas.", "seizure reported"),
        # planned, possible, denied
        ("Russia will deliver tanks to Syria.", "delivery planned"),
        ("Russia is to deliver tanks to Syria next year.", "delivery planned"),
        ("Russia may deliver tanks to Syria.", "delivery possible"),
        ("Russia might have delivered tanks to Syria.", "delivery possible"),
        ("Russia could deliver tanks to Syria.", "delivery possible"),
        ("Russia has allegedly delivered tanks to Syria.", "delivery possible"),
        ("Iran is suspected of supplying rockets to Hezbollah.", "delivery possible"),
        ("Iran is accused of supplying rockets to Hezbollah.", "delivery possible"),
        ("Russia has not delivered tanks to Syria.", "delivery denied"),
        ("Russia has never supplied tanks to Syria.", "delivery denied"),
        ("Russia has not yet delivered the S-300s to Syria.", "delivery denied"),
        ("Iran denies that it has supplied rockets to Hezbollah.", "delivery denied"),
        ("Iran denies arming Hezbollah.", "delivery denied"),
        # a refusal where nothing has flowed yet
        ("The United States refused to supply missiles to Syrian rebels.", "delivery denied"),
        ("Germany promised not to give tanks to Ukraine.", "delivery denied"),
        # claimed, suggested, reportedly: what somebody says is his business
        ("Russia has reportedly delivered tanks to Syria.", "delivery reported"),
        ("Israel claimed that Iran had supplied rockets to Hezbollah.", "delivery reported"),
        ("Documents suggest that Iran supplied rockets to Hezbollah.", "delivery reported"),
        # on a condition
        ("Russia will deliver missiles to Syria if Israel attacks.", "delivery planned"),
        # a question
        ("Officials asked whether Russia had delivered missiles to Syria.", None),
        # "not only" denies nothing
        ("Russia has not only delivered tanks to Syria.", "delivery reported"),
        # a denial of something else denies nothing
        ("Russia, which has not signed the treaty, delivered tanks to Syria.", "delivery reported"),
        # a claim that is rejected is a denial, whatever the words
        ("Iran rejected accusations that it supplied rockets to the Houthis.", "delivery denied"),
        ("Tehran brushed aside accusations that it armed the Houthis.", "delivery denied"),
        ("Moscow called the charge that it had supplied tanks to the separatists baseless.", "delivery denied"),
        ("Rwanda dismissed as false the allegation that it had supplied rifles to the M23 rebels.", "delivery denied"),
        ("Iran confirmed reports that it had supplied drones to Russia.", "delivery reported"),
        ("There is no evidence that Iran supplied drones to Sudan.", "delivery denied"),
        # nobody, none, neither
        ("None of the rifles were delivered by Germany to Chad.", "delivery denied"),
        ("Argentina has neither sold nor supplied tanks to Ecuador.", "delivery denied"),
        ("Russia has yet to deliver missiles to Iran.", "delivery denied"),
        ("It was not the first time Iran had supplied rockets to Hezbollah.", "delivery reported"),
        # phrases of verb and noun
        ("The delivery of German tanks to Qatar is on hold.", "suspension reported"),
        ("Washington placed a hold on the sale of fighter jets to Turkey.", "suspension reported"),
        ("Germany backed out of the sale of tanks to Qatar.", "suspension reported"),
        ("Berlin gave the nod to the sale of submarines to Egypt.", "approval reported"),
        ("Berlin gave a green light for Estonia to send howitzers to Ukraine.", "approval reported"),
        ("Washington gave Qatar permission to ship rifles to the Libyan rebels.", "approval reported"),
        # who halts, and who only considers, wants or tries to
        ("Germany is considering halting arms sales to Turkey.", "suspension possible"),
        ("Israel does not want Germany to sell submarines to Egypt.", "suspension possible"),
        ("Israel blockaded Gaza to stop Iran from supplying Hamas with rockets.", "suspension possible"),
        ("Germany decided to stop arms exports to Turkey.", "suspension reported"),
        ("Iran tried to obtain missiles from Russia.", "talks reported"),
        # possible, planned
        ("There is a danger that Libya will sell missiles to Chad.", "order possible"),
        ("It is possible that Libya will sell missiles to Chad.", "order possible"),
        ("Russia is about to deliver missiles to Iran.", "delivery planned"),
        ("Iran could retaliate by supplying rockets to Hezbollah.", "delivery possible"),
        # a verdict
        ("A Dutchman was acquitted of supplying rifles to Liberia.", "delivery denied"),
        # what is due under a contract is ordered, under a plan it is not
        ("Under a deal signed in May, Russia will deliver missiles to India.", "order reported"),
        ("Under the plan, Britain would deliver frigates to Poland.", "delivery planned"),
        # a bill
        ("A bill in Congress would halt arms sales to Saudi Arabia.", "suspension possible"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_transfer(read: Read, text: str, expected: str | None) -> None:
    assert [said(claim) for claim in read(text, DAY).claims] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two acts
        ("Iran armed and trained Hezbollah.", ["delivery reported", "support reported"]),
        ("Hezbollah is armed and trained by Iran.", ["delivery reported", "support reported"]),
        ("Russia has sold Syria tanks but has not delivered the tanks to Syria.", ["delivery denied", "order reported"]),
        ("Russia signed a contract to supply Iran with missiles in 2007, but never delivered them.",
         ["delivery denied", "order reported"]),
        # one act, two modalities
        ("Russia delivered tanks to Syria and will deliver missiles to Syria.", ["delivery planned", "delivery reported"]),
        ("Russia has delivered tanks to Syria and may deliver missiles to Syria.", ["delivery possible", "delivery reported"]),
        ("Germany pledged $100 million in military aid to Ukraine.", ["order planned"]),
    ],
)  # fmt: skip
def test_several_things_said(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(map(said, read(text, DAY).claims)) == expected


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Russia has stepped up supplies of tanks to Syria.", "increase"),
        ("Russia has increased its deliveries of tanks to Syria.", "increase"),
        ("Russia has reduced its deliveries of tanks to Syria.", "decrease"),
        ("Russia delivered tanks to Syria.", None),
    ],
)
def test_trend(read: Read, text: str, trend: str | None) -> None:
    assert [claim.trend for claim in read(text, DAY).claims] == [trend]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sent its tanks to Ukraine for overhaul.",
        "Russian missiles go to Kazakhstan to be dismantled.",
        "The war went on, so that rebels do not get missiles from Turkey.",
        "The Ukrainian-operated ship was carrying tanks.",
    ],
)
def test_what_comes_back_or_is_only_feared_is_no_transfer(read: Read, text: str) -> None:
    assert not read(text).claims


def test_who_cancels_a_contract_may_be_its_buyer(read: Read) -> None:
    claims = read("Iran canceled contracts for destroyers.").claims
    assert not any("IR" in claim.suppliers for claim in claims)
