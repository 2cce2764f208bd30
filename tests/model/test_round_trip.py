"""What a file holds is what the types write back: every key, every value, in the same order."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.model import ACTS, CATEGORIES, MODALITIES, SOURCE_KINDS, Claim, Passage, text_id

OWN = Path(__file__).with_name("passages.jsonl")
GUIDE = Path(__file__).parents[2].parent / "shared" / "claims"
FILES = [OWN, *sorted((Path(__file__).parents[1] / "passages").glob("*.jsonl")), *sorted(GUIDE.glob("*.jsonl"))]


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def document(claim: Claim) -> dict[str, Any]:
    return dict(json.loads(claim.to_json()))


def ordered(value: Any) -> str:
    """A document as text: two are equal only with the same keys in the same order, and 1 is not 1.0."""
    return json.dumps(value, ensure_ascii=False)


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_claims_of_a_file_come_back_as_they_were(path: Path) -> None:
    for line in lines(path):
        for wanted in json.loads(line).get("claims", ()):
            assert ordered(document(Claim.model_validate_json(ordered(wanted)))) == ordered(wanted)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_lines_of_a_file_come_back_as_they_were(path: Path) -> None:
    # a key of the line's own (where it was taken from, the construction it stands for) is kept, but moves to the end
    for line in lines(path):
        wanted = json.loads(line)
        assert json.loads(Passage.model_validate_json(line).to_json()) == wanted
        known = {key: value for key, value in wanted.items() if key in Passage.model_fields}
        assert ordered(json.loads(Passage.model_validate(known).to_json())) == ordered(known)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_evidence_lies_in_the_text(path: Path) -> None:
    for line in lines(path):
        passage = Passage.model_validate_json(line)
        for claim in passage.claims or ():
            claim.check_against(passage.text)


def test_what_was_never_given_is_not_written() -> None:
    first, second = [Passage.model_validate_json(line) for line in lines(OWN)][:2]
    assert first.claims
    assert second.claims
    assert {"transport", "trend"} <= document(first.claims[0]).keys()
    assert not {"transport", "trend", "mentions", "reader"} & document(second.claims[0]).keys()


def test_signs_are_written_as_they_are_and_a_line_is_one_line() -> None:
    written = [Passage.model_validate_json(line).to_json() for line in lines(OWN)]
    assert "“Dozens of Antonov" in written[0]
    assert "für" in written[1]
    assert not any("\n" in line for line in written)


# --- any claim -------------------------------------------------------------------------------------------------------

STATES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
NAMES = st.sampled_from(["hezbollah", "free syrian army", "the west", "m23", "al-nusra front", "fatah al-islam"])
PARTY = STATES | st.sampled_from(["SUHH", "YUCS"]) | NAMES
PARTIES = st.lists(PARTY, max_size=3)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
WHOLE = st.none() | st.integers(0, 10**7)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(datetime.date.isoformat)


@st.composite
def quantities(draw: st.DrawFn) -> dict[str, int | None] | None:
    low, high = sorted([draw(WHOLE), draw(WHOLE)], key=lambda n: n or 0)
    return draw(st.sampled_from([None, {"min": low, "max": high}, {"min": low, "max": None}]))


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "text": draw(WORDS),
        "category": draw(st.sampled_from(CATEGORIES)),
        "designation": draw(st.none() | WORDS),
        "quantity": draw(quantities()),
    }


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """A claim's document, as somebody might have annotated it."""
    start, end = sorted([draw(DAYS), draw(DAYS)])
    amount = st.integers(0, 10**13) | st.floats(0, 1e13)
    spans = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda span: [span[0], span[0] + span[1]])
    wanted = {
        "act": draw(st.sampled_from(ACTS)),
        "modality": draw(st.sampled_from(MODALITIES)),
        "suppliers": draw(PARTIES),
        "recipients": [draw(PARTY), *draw(PARTIES)],
        "via": draw(PARTIES),
        "origins": draw(PARTIES),
        "items": draw(st.lists(items(), max_size=3)),
        "period": {"start": draw(st.sampled_from([None, start])), "end": draw(st.sampled_from([None, end]))},
        "source": {
            "kind": draw(st.sampled_from(SOURCE_KINDS)),
            "state": draw(st.none() | STATES),
            "text": draw(st.none() | WORDS),
        },
        "value": draw(st.none() | amount.map(lambda amount: {"amount": amount, "currency": "USD"})),
        "evidence": draw(st.lists(spans, min_size=1, max_size=3)),
    }
    if draw(st.booleans()):
        wanted["trend"] = draw(st.sampled_from([None, "increase", "decrease"]))
    return wanted


@given(claims())
def test_any_claim_comes_back_as_it_was(wanted: dict[str, Any]) -> None:
    claim = Claim.model_validate_json(ordered(wanted))
    assert ordered(document(claim)) == ordered(wanted)
    assert Claim.model_validate_json(claim.to_json()) == claim


@given(claims(), WORDS, WORDS)
def test_any_line_comes_back_as_it_was(claim: dict[str, Any], key: str, text: str) -> None:
    wanted = {"id": key, "url": None, "published": "2014-01-17", "title": None, "text": text, "claims": [claim]}
    assert ordered(json.loads(Passage.model_validate_json(ordered(wanted)).to_json())) == ordered(wanted)


def test_a_passage_as_a_report() -> None:
    line = {
        "id": "p-1",
        "url": "https://a.example/",
        "published": "2014-01-18",
        "title": "Guns",
        "text": "Chad sold guns.",
    }
    report = Passage.model_validate(line | {"outlet": "Wire", "language": 7, "claims": []}).to_report()
    assert (report.id, report.source, report.text) == (text_id("Chad sold guns."), "p-1", "Chad sold guns.")
    assert (report.url, report.title, report.outlet) == ("https://a.example/", "Guns", "Wire")
    assert (report.published, report.language, report.archived) == (datetime.date(2014, 1, 18), None, None)
