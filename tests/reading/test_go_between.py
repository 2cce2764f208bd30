"""Through whom goods pass, told by a noun or verb of its own; who gives and who gets in real reports' ways of saying it."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bulgaria shipped rifles to Angola using Togo as a conduit.", ("BG", "AO", "TG")),
        ("Bulgaria sold rifles to Liberia with Burkina Faso as the middleman.", ("BG", "LR", "BF")),
        ("A shipment of Bulgarian rifles for Angola passed through Togo.", ("BG", "AO", "TG")),
        ("Jordan acted as an intermediary in the sale of South African howitzers to Iraq.", ("ZA", "IQ", "JO")),
        ("Austria shipped rifles to Iraq via the Jordanian port of Aqaba.", ("AT", "IQ", "JO")),
        # nobody is said to pass them on
        ("Bulgaria used rifles as a bargaining chip and sold them to Angola.", ("BG", "AO", "")),
    ],
)
def test_who_passes_goods_on(read, text, expected):
    assert [(*one.suppliers, *one.recipients, *(one.via or ("",))) for one in read(text).claims][:1] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a noun that is joined only to be denied is no side
        ("The rifles that Norway shipped to Mali and not Niger were new.", ("NO", "ML")),
        # two that sign: who sells more sells
        ("South Korea and Peru signed a contract to export two frigates.", ("KR", "PE")),
        # who is given money buys
        ("India will provide $50 million to Nepal to buy military equipment.", ("IN", "NP")),
        # a licence to a firm: the firm sells
        ("The Belgian firm FN Herstal was given a licence to export rifles to Libya.", ("BE", "LY")),
        # a contract: to whom it is awarded sells
        ("Peru awarded a contract to Sweden to supply fighter jets.", ("SE", "PE")),
        # stocks are their owner's
        ("Some 200,000 rifles were exported from Bosnia's stockpiles, mostly to Iraq.", ("BA", "IQ")),
        # the object of praise and blame did it
        ("Peru's president hailed Russia for agreeing to sell fighter aircraft to his country.", ("RU", "PE")),
        # behind the price
        ("Germany has authorised arms deliveries worth 326.5 million euros to Chad in 2023.", ("DE", "TD")),
        ("France has sold, with their blessing, millions of dollars worth of military hardware to Chad.", ("FR", "TD")),
        # two verbs share what stands behind the second
        ("Most of Kenya's frigates were bought from or donated by Norway.", ("NO", "KE")),
        # "itself", and a lease of another's
        ("Iran has equipped itself with Chinese missiles.", ("CN", "IR")),
        ("The United States wants to lease a Swedish attack submarine.", ("SE", "US")),
    ],
)
def test_sides_as_reporters_tell_them(read, text, expected):
    assert [(*one.suppliers, *one.recipients) for one in read(text).claims][:1] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Rival militias armed with artillery clashed despite the efforts of Syrian officers.",
        "Iran has the ability to deliver chemical weapons in artillery shells.",
        "British Aerospace announced the sale of 18 jets to four airlines.",
        "The United States and the Soviet Union signed a strategic arms agreement.",
        "The United States operates AWACS reconnaissance aircraft in the Gulf.",
        "Kenya received Soviet-era tanks.",
    ],
)
def test_what_is_no_transfer(read, text):
    assert read(text).claims == ()
