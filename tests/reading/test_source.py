"""Who says so: a source written `anonymous`, `official RU`; who was asked and did not answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Claim, Reading

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)


def source(claim: Claim) -> str:
    return f"{claim.source.kind} {claim.source.state or ''}".strip()


def gap(reason: str, *values: object) -> object:
    """A row that is right and not yet read so."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nobody says so
        ("Russia delivered missiles to Syria.", "narrator"),
        ("Russia has reportedly delivered missiles to Syria.", "narrator"),
        ("Reports say that Russia has delivered missiles to Syria.", "narrator"),
        # a state, a capital, a ministry, a titled person
        ("Moscow said it had delivered missiles to Syria.", "official RU"),
        ("Russia delivered missiles to Syria, the Russian foreign ministry said.", "official RU"),
        ("The Russian envoy to the UN said Moscow had delivered missiles to Syria.", "official RU"),
        ("US Secretary of State John Kerry said Russia had delivered missiles to Syria.", "official US"),
        ("President Vladimir Putin said Russia had delivered missiles to Syria.", "official RU"),
        ("Members of Congress said the United States had sent rifles to Syrian rebels.", "official US"),
        # not named: anonymous, with the state
        ("Sources said Russia had delivered missiles to Syria.", "anonymous"),
        ("Officials who declined to be named said Russia had delivered missiles to Syria.", "anonymous"),
        ("Israeli defence officials say Iran has sent rockets to Hezbollah.", "anonymous IL"),
        ("A Pentagon official said the United States had sent rifles to Syrian rebels.", "anonymous US"),
        ("A Middle East security source said Russia had delivered missiles to Syria.", "anonymous"),
        # the agency that the text comes from is never the source
        ("A Pentagon official told Reuters that the US had sent rifles to Syrian rebels.", "anonymous US"),
        # groups, activists, companies
        ("A spokesman for the Free Syrian Army said Saudi Arabia had sent rifles to the rebels.", "group"),
        ("An activist said Qatar had sent rifles to Syrian rebels.", "group"),
        ("Boeing said it had delivered helicopters to India.", "company US"),
        ("A spokesman for Boeing said India had bought helicopters from the company.", "company US"),
        ("Rebel officials said Qatar had sent rifles to Syrian rebels.", "group"),
        # who admits speaks of his own side
        ("Nujoma conceded that Hezbollah had got rockets from Iran.", "group"),
        # monitors, analysts, UN bodies, courts
        ("Amnesty International said France had sold tanks to Egypt.", "organisation"),
        ("Russia delivered missiles to Syria, analysts said.", "organisation"),
        ("A UN panel of experts reported that Iran had shipped missiles to the Houthis.", "organisation"),
        ("A court in Paris found that Libya had sent rifles to Mali.", "organisation FR"),
        ("Russia delivered missiles to Syria, Human Rights Watch said.", "organisation"),
        ("Russia has sold tanks to Syria, according to documents seen by Reuters.", "organisation"),
        ("Russia has sold tanks to Syria, according to court papers.", "organisation"),
        ("Russia has sold tanks to Syria, an indictment said.", "organisation"),
        ("Russia has sold tanks to Syria, said Mark Fitz of the Arms Institute.", "organisation"),
        # a speech that only sets the scene of another
        (
            "Russia may send Mali rifles, diplomats in Cairo said, after France had insisted that they be locked up.",
            "anonymous",
        ),
        # what scholars study is not where they are from; diplomats are not of the capital that they are posted to
        ("Russia has sold tanks to Syria, a Russia analyst said.", "organisation"),
        ("Russia has sold tanks to Syria, diplomats in Cairo said.", "anonymous"),
        # another outlet; one that cites somebody unnamed is as anonymous as he is
        ("Vedomosti reported that Russia had sold tanks to Syria.", "media"),
        ("Russia has sold tanks to Syria, the newspaper Vedomosti reported.", "media"),
        ("The New York Times reported, citing unnamed officials, that Russia had sold tanks to Syria.", "anonymous"),
        ("Vedomosti reported, citing a source, that Russia had sold tanks to Syria.", "anonymous"),
        ("Russia has sold tanks to Syria, the daily Vedomosti said, quoting diplomats.", "anonymous"),
        # who only adds what others say stays the source
        ("The ministry said, citing press reports, that Russia had sold tanks to Syria.", "official"),
        # where the words stand
        ("No jets have come to Mali from Belarus, the head of the Belarusian army, Ivan Petrov, said.", "official BY"),
        ("An officer of the Russian navy’s main staff said Moscow had sold Iran submarines.", "anonymous RU"),
        ("According to Israeli officials, Iran has sent rockets to Hezbollah.", "anonymous IL"),
        ("Iran has sent rockets to Hezbollah, according to Israeli officials.", "anonymous IL"),
        ("Iran, Israeli officials say, has sent rockets to Hezbollah.", "anonymous IL"),
        ("Israeli officials said on Friday that Iran had sent rockets to Hezbollah.", "anonymous IL"),
        # who accuses, alleges, denies, warns, pledges, calls
        ("Israel accused Iran of sending rockets to Hezbollah.", "official IL"),
        ("Israel alleges that Iran has sent rockets to Hezbollah.", "official IL"),
        ("Iran denies that it has sent rockets to Hezbollah.", "official IR"),
        ("Iran rejected claims that it had sent rockets to Hezbollah.", "official IR"),
        ("Iran rejected the accusation that it had sent rockets to Hezbollah.", "official IR"),
        ("Israel urged Russia not to sell missiles to Iran.", "official IL"),
        ("Russia promised to supply Egypt with tanks.", "official RU"),
        ("Taiwan has asked the United States for submarines.", "official TW"),
        ("The Security Council banned arms sales to Liberia.", "organisation"),
        ("Beijing criticised Washington for its arms sales to Taiwan.", "official CN"),
    ],
)  # fmt: skip
def test_the_kind_and_state_of_a_source(read: Read, text: str, expected: str) -> None:
    claims = read(text, DAY).claims
    assert [source(claim) for claim in claims] == [expected]
    assert claims[0].source.text is None or claims[0].source.text in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation over several sentences
        (
            "“Iran has sent rockets to Hezbollah. It has sent rifles to Hamas as well,” an Israeli official said.",
            ["anonymous IL", "anonymous IL"],
        ),
        (
            "“Iran has sent rockets to Hezbollah,” an Israeli official said. “It has sent rifles to Hamas as well.”",
            ["anonymous IL", "anonymous IL"],
        ),
        # "we" is whoever's quotation it is
        ("Israel’s prime minister spoke. “We think Iran has sent rockets to Hezbollah,” he said.", ["official IL"]),
        # a bare name is who he was when he was introduced, in a sentence without goods too
        (
            "Defence Minister Ivan Ivanov of Russia came to Cairo. Ivanov said Moscow had sold tanks to Egypt.",
            ["official RU"],
        ),
        ("A confidential paper is going round. The paper says Iran has sent rockets to Hezbollah.", ["organisation"]),
        # "the ministry" is of the state whose official spoke before
        (
            "The White House said Iran had sent rockets to Hezbollah. The Defence Ministry denied that Iran had.",
            ["official US"],
        ),
        # "he", "the source": the one last introduced
        ("An Israeli official spoke on Friday. He said Iran had sent rockets to Hezbollah.", ["anonymous IL"]),
        ("Foreign minister Sergei Lavrov spoke on Friday. He said Russia had sold Iran missiles.", ["official RU"]),
        (
            "A security source said Iran had sent rockets to Hezbollah. The source said Russia had sold Syria missiles.",
            ["anonymous", "anonymous"],
        ),
        # what the passage says in between is its own
        (
            "Israel said Iran had sent rockets to Hezbollah. Russia has delivered missiles to Syria.",
            ["official IL", "narrator"],
        ),
        # two sources, two claims; the denial beside the assertion
        (
            "Israel said Iran had sent rockets to Hezbollah. Iran denied sending rockets to Hezbollah.",
            ["official IL", "official IR"],
        ),
        (
            "Israel accused Iran of sending rockets to Hezbollah. Tehran denies the accusation.",
            ["official IL", "official IR"],
        ),
        (
            "Israel accused Iran of sending rockets to Hezbollah. Tehran denies the charge.",
            ["official IL", "official IR"],
        ),
        # a denial as a relative clause, an apposition, in words that name no transfer
        ("Israel accuses Iran of sending rockets to Hezbollah, which Tehran denies.", ["official IL", "official IR"]),
        ("Israel says Iran has sent Hezbollah rockets, a charge Tehran denies.", ["official IL", "official IR"]),
        ("Israel says Iran has sent Hezbollah rockets, a charge denied by Tehran.", ["official IL", "official IR"]),
        ("Israel said Iran had sent rockets to Hezbollah, but Iran denied it.", ["official IL", "official IR"]),
        ("Israel said Iran had sent rockets to Hezbollah. Tehran has denied this.", ["official IL", "official IR"]),
        (
            "Israel said Iran had sent Hezbollah rockets. Iran called the claim nonsense.",
            ["official IL", "official IR"],
        ),
        ("Israel said Iran had sent Hezbollah rockets. Iran did not deny the claim.", ["official IL"]),
        # a third party's denial is not of what was alleged of others
        ("Israel said Iran had sent rockets to Hezbollah. Russia denied the charge.", ["official IL"]),
        # states named together as speakers make one claim each
        ("Israel and Egypt said Iran had sent rockets to Hamas.", ["official IL", "official EG"]),
        ("Officials and diplomats said Iran had sent rockets to Hamas.", ["anonymous"]),
        # speakers of one government are one source
        (
            "The Israeli army said Iran had armed Hezbollah. Israel’s defence minister said Iran had armed Hezbollah.",
            ["official IL"],
        ),
    ],
)
def test_voices_of_a_passage(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(map(source, read(text, DAY).claims)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "asked", "kind", "state"),
    [
        ("Russia’s foreign ministry declined to comment.", "Russia’s foreign ministry", "declined", "RU"),
        ("The Pentagon declined to comment on the deliveries.", "The Pentagon", "declined", "US"),
        ("Iran’s embassy could not be reached for comment.", "Iran’s embassy", "unreachable", "IR"),
    ],
)
def test_who_was_asked_is_kept_and_is_no_claim(read: Read, text: str, asked: str, kind: str, state: str) -> None:
    reading = read(text, DAY)
    assert reading.claims == ()
    [response] = reading.responses
    assert (response.kind, response.state) == (kind, state)
    assert response.text == asked
    assert text[slice(*response.evidence)] == text


@pytest.mark.parametrize(
    "text",
    [
        # who does not know says nothing
        "The ministry said it did not know whether Iran had sent rockets to Hezbollah.",
        "The Pentagon said it could not confirm that Iran had sent rockets to Hezbollah.",
        "Russia declined to say whether it had sold missiles to Syria.",
    ],
)
def test_a_source_that_cannot_confirm_makes_no_claim(read: Read, text: str) -> None:
    assert read(text, DAY).claims == ()


def test_who_speaks_is_no_side(read: Read) -> None:
    [claim] = read("According to Israeli officials, Iran has sent rockets to Hezbollah.", DAY).claims
    assert (claim.suppliers, claim.recipients) == (("IR",), ("hezbollah",))


def test_who_speaks_at_the_start_is_no_recipient(read: Read) -> None:
    [claim] = read("According to a French diplomat, Russia delivered missiles to Syria.", DAY).claims
    assert (claim.suppliers, claim.recipients) == (("RU",), ("SY",))
