"""What a claim allows: parties, bounds, spans that hold their words, and nothing that the guide does not name."""

from __future__ import annotations

import copy
import hashlib
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from armstrail.model import (
    ACTS,
    CATEGORIES,
    MODALITIES,
    SOURCE_KINDS,
    Claim,
    Item,
    Mention,
    Passage,
    Period,
    Quantity,
    Response,
    Source,
    Span,
    Transport,
    Value,
    parse_party,
    text_id,
)

TEXT = "Russia sold tanks to Syria."
TANKS = {"text": "tanks", "category": "tanks", "designation": None, "quantity": None}


def claim(**given: Any) -> Claim:
    """Russia sold tanks to Syria, the narrator says; `given` is what is special."""
    fields: dict[str, Any] = {
        "act": "order", "modality": "reported", "suppliers": ["RU"], "recipients": ["SY"], "via": [], "origins": [],
        "items": [TANKS], "period": {"start": None, "end": None},
        "source": {"kind": "narrator", "state": None, "text": None}, "value": None, "evidence": [[0, len(TEXT)]],
    }  # fmt: skip
    return Claim.model_validate(fields | given)


# --- parties ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        # ISO 3166-1, and the codes that the guide adds
        *("RU", "SY", "TW", "XK", "PS"),
        # ISO 3166-3
        *("SUHH", "YUCS", "CSHH", "DDDE"),
        # groups, bodies, regions, criminals: names in lower case
        *(
            "hezbollah",
            "free syrian army",
            "african union",
            "the west",
            "gulf states",
            "mexican cartels",
            "m23",
            "al-nusra front",
        ),
    ],
)
def test_a_party(name: str) -> None:
    assert parse_party(name) == name
    assert claim(suppliers=[name]).suppliers == (name,)


@pytest.mark.parametrize(
    "name", ["", "Syria", "Sy", "RUS", "R", "RU ", " hezbollah", "hezbollah ", "Hezbollah", "R1", "ABCDE", "\n"]
)
def test_no_party(name: str) -> None:
    with pytest.raises(ValueError, match="is no party"):
        parse_party(name)
    for side in ("suppliers", "recipients", "via", "origins"):
        with pytest.raises(ValidationError):
            claim(**{side: ["RU", name]})


@given(st.text())
def test_a_party_is_a_code_or_in_lower_case(name: str) -> None:
    try:
        party = parse_party(name)
    except ValueError:
        return
    assert party == name
    assert name == name.lower() == name.strip() or (name.isascii() and name.isupper() and len(name) in (2, 4))


# --- bounds ----------------------------------------------------------------------------------------------------------


@given(st.none() | st.integers(0), st.none() | st.integers(0))
def test_a_quantity_is_in_order_or_refused(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        with pytest.raises(ValueError, match="ends before it starts"):
            Quantity(min=low, max=high)
    else:
        assert (Quantity(min=low, max=high).min, Quantity(min=low, max=high).max) == (low, high)


@given(st.none() | st.dates(), st.none() | st.dates())
def test_a_period_is_in_order_or_refused(start: Any, end: Any) -> None:
    if start and end and start > end:
        with pytest.raises(ValueError, match="ends before it starts"):
            Period(start=start, end=end)
    else:
        assert (Period(start=start, end=end).start, Period(start=start, end=end).end) == (start, end)


# --- what a claim needs and what it refuses --------------------------------------------------------------------------


def test_one_side_is_enough_and_none_is_not() -> None:
    assert claim(suppliers=[]).recipients == ("SY",)
    assert claim(recipients=[]).suppliers == ("RU",)
    with pytest.raises(ValueError, match="neither side known"):
        claim(suppliers=[], recipients=[], via=["LB"])


@pytest.mark.parametrize(
    "given",
    [
        {"act": "gift"}, {"modality": "certain"}, {"trend": "up"}, {"act": None},
        {"items": [TANKS | {"category": "arms"}]},
        {"source": {"kind": "witness", "state": None, "text": None}}, {"period": {"start": "2014-02-30", "end": None}},
        {"period": {"start": None}}, {"value": {"amount": "much", "currency": "USD"}}, {"evidence": []},
        {"transport": [{"text": "a mule", "mode": "mule", "designation": None, "quantity": None}]},
        # nothing that the guide does not name, at any depth
        {"supplier": "RU"}, {"items": [TANKS | {"calibre": "125 mm"}]},
        {"period": {"start": None, "end": None, "exact": True}},
        {"source": {"kind": "narrator", "state": None, "text": None, "name": "x"}},
        {"value": {"amount": 1, "currency": "USD", "unit": 1}},
        {"mentions": [{"slot": "act", "value": "order", "start": 0, "end": 1, "text": "R", "page": 1}]},
        {"mentions": [{"slot": "price", "value": "1", "start": 0, "end": 1, "text": "R"}]},
    ],
    ids=repr,
)  # fmt: skip
def test_a_claim_that_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        claim(**given)


@pytest.mark.parametrize(
    "slot",
    ["act", "modality", "suppliers", "recipients", "via", "origins", "items", "period", "source", "value", "evidence"],
)
def test_a_field_of_the_guide_may_not_be_left_out(slot: str) -> None:
    fields = claim().model_dump(exclude_unset=True)
    del fields[slot]
    with pytest.raises(ValidationError, match="Field required"):
        Claim.model_validate(fields)


@pytest.mark.parametrize("share", [None, 0, 0.57, 1])
def test_a_confidence_is_a_share_or_none(share: float | None) -> None:
    assert claim(confidence=share).confidence == share


@pytest.mark.parametrize("share", [-0.1, 1.01, float("nan")])
def test_no_confidence(share: float) -> None:
    with pytest.raises(ValidationError):
        claim(confidence=share)


def test_the_words_of_the_guide() -> None:
    assert ACTS == ("talks", "order", "approval", "delivery", "production", "support", "suspension", "seizure")
    assert MODALITIES == ("reported", "planned", "possible", "denied")
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 21
    assert SOURCE_KINDS == ("official", "group", "company", "organisation", "media", "anonymous", "narrator")


# --- spans -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("span", [[-1, 3], [3, 3], [5, 2], [0, 0]])
def test_evidence_that_is_no_span(span: list[int]) -> None:
    with pytest.raises(ValueError, match="evidence"):
        claim(evidence=[[0, 4], span])


def test_evidence_beyond_the_text() -> None:
    claim(evidence=[[0, len(TEXT)]]).check_against(TEXT)
    with pytest.raises(ValueError, match=r"evidence 0-28 lies outside a text of 27 characters"):
        claim(evidence=[[0, len(TEXT) + 1]]).check_against(TEXT)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        # another word, another case, a character off, beyond the end, counted from the end
        (0, 6, "Russian"), (0, 6, "russia"), (1, 7, "Russia"), (0, 7, "Russia"), (21, 40, "Syria.."), (-6, -1, "Syrie"),
    ],
)  # fmt: skip
def test_a_quote_that_is_not_at_its_offsets(start: int, end: int, quote: str) -> None:
    wrong = claim(mentions=[{"slot": "suppliers", "value": "RU", "start": start, "end": end, "text": quote}])
    with pytest.raises(ValueError, match=r"suppliers 'RU': the text has .* the claim quotes"):
        wrong.check_against(TEXT)


def test_nothing_similar_is_searched_for() -> None:
    right = claim(mentions=[{"slot": "suppliers", "value": "RU", "start": 0, "end": 6, "text": "Russia"}])
    right.check_against(TEXT)
    with pytest.raises(ValueError, match="the text has ' Russi'"):
        right.check_against(f" {TEXT}")


def test_an_offset_below_0_is_refused() -> None:
    with pytest.raises(ValueError, match="recipients"):
        claim(mentions=[{"slot": "recipients", "value": "SY", "start": -6, "end": -1, "text": "Syria"}]).check_against(
            TEXT
        )


@given(st.text(min_size=1), st.data())
def test_a_mention_cut_from_a_text_holds_against_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = Mention(slot="suppliers", value="RU", start=start, end=end, text=text[start:end])
    assert cut.span == Span(start, end)
    whole = claim(mentions=[cut.model_dump()], evidence=[[start, end]])
    whole.check_against(text)
    with pytest.raises(ValueError, match="suppliers"):
        whole.check_against(text[: end - 1])


# --- frozen ----------------------------------------------------------------------------------------------------------

VALUES: list[BaseModel] = [
    claim(),
    Item(text="tanks", category="tanks", designation=None, quantity=None),
    Quantity(min=1, max=2),
    Period(start=None, end=None),
    Source(kind="narrator", state=None, text=None),
    Value(amount=1, currency="USD"),
    Transport(text="a ship", mode="sea", designation=None, quantity=None),
    Mention(slot="act", value="order", start=7, end=11, text="sold"),
    Response(kind="declined", text=TEXT, state=None, evidence=Span(0, 4)),
    Passage(id="a", text=TEXT),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_never_changes(value: BaseModel) -> None:
    name = next(iter(type(value).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, name, getattr(value, name))


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_travels_between_processes(value: BaseModel) -> None:
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)


def test_a_claim_is_a_key() -> None:
    assert len({claim(), claim(), claim(act="talks")}) == 2


# --- the name of a report --------------------------------------------------------------------------------------------


def test_a_report_is_named_by_its_text() -> None:
    assert text_id(TEXT) == hashlib.sha256(TEXT.encode()).hexdigest()
    assert text_id(TEXT) != text_id(TEXT + " ")


@given(st.text(st.characters()))
def test_any_text_has_a_name(text: str) -> None:
    assert len(text_id(text)) == 64
