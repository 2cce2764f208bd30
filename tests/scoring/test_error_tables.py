"""Where a reading errs: by slot, act, region, decade and construction, on small tables by hand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.lexicon import cells, table
from armstrail.model import ACTS, Claim, Span
from armstrail.reading.explain import Seen
from armstrail.scoring import (
    MISSED,
    SPURIOUS,
    GoldPassage,
    by_act,
    by_construction,
    by_decade,
    by_region,
    by_slot,
    load_passages,
    region_of,
    score,
    why_missed,
    why_spurious,
)


def claim(**given: Any) -> Claim:
    """Russia delivered tanks to Syria, the narrator says in the first ten characters; `given` is what is special."""
    fields: dict[str, Any] = {
        "act": "delivery", "modality": "reported", "suppliers": ["RU"], "recipients": ["SY"], "via": [], "origins": [],
        "items": [{"text": "tanks", "category": "tanks", "designation": None, "quantity": None}],
        "period": {"start": None, "end": None}, "source": {"kind": "narrator", "state": None, "text": None},
        "value": None, "evidence": [[0, 10]],
    }  # fmt: skip
    return Claim.model_validate(fields | given)


def passage(*claims: Claim, **given: Any) -> dict[str, GoldPassage]:
    return {"p": GoldPassage.model_validate({"id": "p", "claims": claims, **given})}


def rows(tables: Any, at: int = 0) -> list[tuple[Any, ...]]:
    return list(tables[at].rows)


GOODS = [{"text": "drones", "category": "uav", "designation": None, "quantity": None}]


# --- by slot ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ([claim()], [claim()], []),
        # both have a value that the other lacks
        ([claim()], [claim(act="order")], [("act", "confused", "delivery", "order", 1, 1)]),
        # only one of them has
        ([claim(suppliers=["RU", "IR"])], [claim()], [("suppliers", "missing", "IR", "", 1, 1)]),
        ([claim()], [claim(via=["LB"])], [("via", "spurious", "", "LB", 1, 1)]),
    ],
)
def test_the_errors_of_a_slot(gold: list[Claim], found: list[Claim], expected: list[Any]) -> None:
    assert rows(by_slot(passage(*gold), {"p": found})) == expected


def test_a_missed_claim_is_not_in_pairs_and_the_largest_comes_first():
    gold = passage(claim(), claim(act="talks", suppliers=["US"]), claim(act="talks", suppliers=["FR"]))
    found = rows(by_slot(gold, {"p": [claim()]}))
    assert found[0] == ("act", "missing", "talks", "", 2, 0)
    assert ("suppliers", "missing", "FR", "", 1, 0) in found


# --- by act -----------------------------------------------------------------------------------------------------------


def test_a_claim_under_another_act_is_missed_under_its_own_and_spurious_under_the_other():
    figures = {row[0]: row[1:] for row in rows(by_act(passage(claim()), {"p": [claim(act="order")]}))}
    #                             relation p, r, f1, gold; claim p, r, f1, gold
    assert figures["delivery"] == (100.0, 100.0, 100.0, 1, 100.0, 0.0, 0.0, 1)
    assert figures["order"] == (100.0, 100.0, 100.0, 0, 0.0, 100.0, 0.0, 0)


CLAIMS = st.lists(
    st.builds(
        claim,
        act=st.sampled_from(ACTS),
        suppliers=st.sampled_from([["RU"], ["IR"], []]),
        modality=st.sampled_from(["reported", "denied"]),
    ),
    max_size=4,
)


@given(CLAIMS, CLAIMS)
def test_the_acts_add_up_to_the_whole(gold: list[Claim], found: list[Claim]) -> None:
    whole = score({"p": gold}, {"p": found}).figures["claim"]
    assert sum(row[-1] for row in rows(by_act(passage(*gold), {"p": found}))) == whole.gold
    missed, spurious = why_missed(gold, found, None), why_spurious(gold, found)
    assert sum(cause is not None for cause in missed) == whole.missing
    assert sum(cause is not None for cause in spurious) == whole.spurious
    assert set(missed) <= {None, *MISSED}
    assert set(spurious) <= {None, *SPURIOUS}


# --- by region, by decade ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "region"),
    [
        ([claim()], "Western Asia"),
        # where most recipients lie; of equals the first named
        ([claim(recipients=["EG", "SD"]), claim()], "Northern Africa"),
        ([claim(), claim(recipients=["EG"])], "Western Asia"),
        # a group counts where it fights, a state that is no more beside its neighbours
        ([claim(recipients=["taliban"])], "Southern Asia"),
        ([claim(recipients=["DDDE"])], "Western Europe"),
        # no recipient: the suppliers
        ([claim(recipients=[])], "Eastern Europe"),
        ([claim(suppliers=["nato"], recipients=["the west"])], "no region"),
        ([], "no region"),
    ],
)
def test_the_region_of_a_passage(claims: list[Claim], region: str) -> None:
    assert region_of(claims) == region


def test_every_state_of_the_lexicon_lies_in_one_region():
    listed = [code for row in table("world-regions") for code in cells(row["codes"])]
    assert len(listed) == len(set(listed))
    assert {row["code"] for row in table("states")} - set(listed) == {"AQ"}


def test_a_passage_without_a_claim_counts_where_the_reading_puts_it():
    [row] = rows(by_region(passage(), {"p": [claim()]}))
    assert row[:3] == ("Western Asia", 1, 0.0)


@pytest.mark.parametrize(("published", "decade"), [("1989-12-31", "1980s"), ("1990-01-01", "1990s"), (None, "no date")])
def test_the_decade_of_a_passage(published: str | None, decade: str) -> None:
    [row] = rows(by_decade(passage(claim(), published=published), {"p": [claim()]}))
    assert row == (decade, 1, 100.0, 100.0, 100.0, 1, 100.0, 100.0, 100.0, 1)


# --- by construction --------------------------------------------------------------------------------------------------

ELSEWHERE = [[20, 30]]


def seen(candidate: bool, predicates: int, *parties: str) -> Seen:
    return Seen(Span(0, 10), candidate, (Span(0, 1),) * predicates, frozenset(parties))


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        ([claim()], None),
        ([claim(source={"kind": "official", "state": "RU", "text": "Moscow"})], None),
        ([claim(act="order")], "other act"),
        ([claim(modality="denied")], "other modality"),
        ([claim(items=GOODS)], "other goods"),
        ([claim(suppliers=[])], "side missing"),
        ([claim(suppliers=["IR"], recipients=["LB"])], "other sides"),
        # what was read from another sentence of other parties is no reading of this one
        ([claim(suppliers=["IR"], recipients=["LB"], evidence=ELSEWHERE)], "nothing read there"),
        ([], "nothing read there"),
    ],
)
def test_why_a_claim_was_missed(found: list[Claim], cause: str | None) -> None:
    assert why_missed([claim()], found, None) == [cause]


@pytest.mark.parametrize(
    ("sentences", "cause"),
    [
        ([], "no candidate"),
        ([seen(False, 0, "RU", "SY")], "no candidate"),
        ([seen(True, 0, "RU", "SY")], "no predicate"),
        ([seen(True, 1, "RU")], "sides elsewhere"),
        ([seen(True, 1, "RU", "SY", "IR")], "nothing made of it"),
    ],
)
def test_how_far_the_reader_got_with_a_missed_claim(sentences: list[Seen], cause: str) -> None:
    assert why_missed([claim()], [], sentences) == [cause]


def test_what_two_sources_say_and_was_read_once():
    official = claim(source={"kind": "official", "state": "RU", "text": "Moscow"})
    assert why_missed([claim(), official], [claim()], None) == [None, "other source"]
    assert why_spurious([claim()], [claim(), official]) == [None, "told again"]


@pytest.mark.parametrize(
    ("gold", "cause"),
    [
        ([], "no claim in the passage"),
        ([claim(suppliers=["IR"], recipients=["LB"], evidence=ELSEWHERE)], "no claim there"),
        ([claim(suppliers=["IR"], recipients=["LB"])], "other sides"),
        ([claim(recipients=[])], "side missing"),
        ([claim(act="talks")], "other act"),
    ],
)
def test_what_a_spurious_claim_stands_beside(gold: list[Claim], cause: str) -> None:
    assert why_spurious(gold, [claim()]) == [cause]


def test_the_tables_by_construction():
    word = {"slot": "act", "value": "delivery", "start": 0, "end": 4, "text": "Sent"}
    gold = passage(claim(act="order"), tags={"construction": ["Third-party call", "passive"], "region": "x"})
    missed, spurious, words, constructions = by_construction(gold, {"p": [claim(mentions=[word])]})
    assert [row[:2] for row in missed.rows] == [("other act", 1)]
    assert [row[:2] for row in spurious.rows] == [("other act", 1)]
    assert words.rows == (("sent", 1, 1),)
    assert constructions.rows == (
        ("passive", 1, 1, 1, 1, "other act"),
        ("third party call", 1, 1, 1, 1, "other act"),
    )


def test_without_tags_there_is_no_table_of_constructions():
    assert len(by_construction(passage(claim()), {"p": []})) == 3


# --- gold with day and constructions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "constructions"),
    [
        ({}, ()),
        ({"construction": "sold X to Y"}, ("sold x to y",)),
        ({"tags": {"construction": ["no-claim", "No claim"]}}, ("no claim",)),
        ({"tags": ["anything"]}, ()),
        ({"tags": {"construction": [1]}}, ()),
    ],
)
def test_the_constructions_of_a_line(given: dict[str, Any], constructions: tuple[str, ...]) -> None:
    assert GoldPassage.model_validate({"id": "p", "claims": [], **given}).constructions == constructions


def test_a_line_keeps_its_day(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "p", "published": "1987-05-01", "claims": []}\n', encoding="utf-8")
    assert load_passages(path)["p"].published == datetime.date(1987, 5, 1)
