"""Files for other programs: JSON that round-trips, CSV that a spreadsheet shows and does not run."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrail.cli.formats import COLUMNS, csv_rows, json_array, json_of
from armstrail.model import Claim, Passage, Reading, Report

SENTENCE = "Russia has delivered tanks to Syria, a minister said."


def reading(report: Report, *claims: Claim) -> Reading:
    return Reading(report=report, claims=claims, reader="fixed 1")


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(csv_rows(readings)))))


def test_json_has_the_keys_of_a_passage_file_in_their_order(make_report: Any, make_claim: Any) -> None:
    report = make_report(SENTENCE, url="https://wire.example/1", published="2014-01-18", title="Tanks")
    claim = make_claim(SENTENCE)
    line = json_of(reading(report, claim))
    assert list(json.loads(line)) == ["id", "url", "published", "title", "text", "claims", "responses"]
    passage = Passage.model_validate_json(line)
    assert (passage.id, passage.published, passage.text) == ("report.txt", report.published, SENTENCE)
    assert passage.claims == (claim,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_json_keeps_every_character_and_stays_one_line(make_report: Any, make_claim: Any, text: str) -> None:
    line = json_of(reading(make_report(text), make_claim(text)))
    assert json.loads(line)["text"] == text
    assert len(line.splitlines()) == 1
    assert "\x9b" not in line


def test_an_array_of_nothing_one_and_two(make_report: Any) -> None:
    one = reading(make_report("Nothing."))
    assert ["".join(json_array(n)).count("\n") for n in ([], [one], [one, one])] == [1, 3, 4]
    assert [len(json.loads("".join(json_array(n)))) for n in ([], [one], [one, one])] == [0, 1, 2]


def test_csv_has_a_row_a_claim_and_lists_in_one_cell(make_report: Any, make_claim: Any) -> None:
    items = [
        {"text": "tanks; old ones", "category": "tanks", "designation": None, "quantity": {"min": 24, "max": 99}},
        {"text": "missiles", "category": "air_defence", "designation": "S-300", "quantity": None},
    ]
    claim = make_claim(
        SENTENCE,
        suppliers=["RU", "BY"],
        items=items,
        value={"amount": 1500000, "currency": "USD"},
        confidence=0.6,
        period={"start": "2013-12-01", "end": None},
    )
    first, second = rows(reading(make_report(SENTENCE, outlet="Wire"), claim, make_claim(SENTENCE, act="talks")))
    assert first | {
        "id": "report.txt", "outlet": "Wire", "claim": "1", "act": "delivery", "suppliers": "RU; BY", "via": "",
        "items": "tanks, old ones; missiles", "categories": "tanks; air_defence", "designations": "; S-300",
        "quantities": "24–99; ", "confidence": "0.6", "value_amount": "1500000", "value_currency": "USD", "period_start": "2013-12-01",
        "evidence": SENTENCE, "evidence_spans": f"0:{len(SENTENCE)}", "reader": "fixed 1",
    } == first  # fmt: skip
    assert (second["claim"], second["act"], second["designations"], second["confidence"]) == ("2", "talks", "", "")


def test_csv_of_nothing_has_its_header() -> None:
    assert "".join(csv_rows([])) == ",".join(f'"{column}"' for column in COLUMNS) + "\n"


@pytest.mark.parametrize(
    "start",
    ["=", "+", "-", "@", "\t", "\r", "\n", "\t=", " =", "＝", "＋", "－", "＠"],  # full width counts too
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(
    make_report: Any, make_claim: Any, start: str
) -> None:
    text = f"{start}HYPERLINK(1)"
    [row] = rows(reading(make_report(text, title=text, source=text), make_claim(text)))
    for column in ("id", "title", "evidence"):
        assert row[column].startswith("'")
        assert "HYPERLINK(1)" in row[column]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_cell_is_run_or_broken(make_report: Any, make_claim: Any, text: str) -> None:
    source = {"kind": "anonymous", "state": None, "text": text}
    item = {"text": text, "category": "other", "designation": text, "quantity": None}
    claim = make_claim(text, source=source, items=[item])
    lines = list(csv_rows([reading(make_report(text, title=text), claim)]))
    assert [line.count("\n") for line in lines] == [1, 1]
    [row] = csv.DictReader(StringIO("".join(lines)))
    assert len(row) == len(COLUMNS)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) for cell in row.values())
