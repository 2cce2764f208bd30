"""Figures of small tables by hand, what holds for all tables, and agreement with the measure of the guide."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from armstrail.model import ACTS, MODALITIES, SOURCE_KINDS, Claim
from armstrail.scoring import (
    FIGURES,
    SLOTS,
    BadPassage,
    Figure,
    Score,
    load_claims,
    score,
    similarity,
    slots_of,
)

Count = tuple[int | None, int | None] | None
Figures = tuple[int, int, int]
Readings = Mapping[str, Sequence[Claim]]
TANKS: dict[str, Any] = {"text": "tanks", "category": "tanks", "designation": None, "quantity": None}


def claim(**given: Any) -> Claim:
    """Russia delivered tanks to Syria, the narrator says; `given` is what is special."""
    fields: dict[str, Any] = {
        "act": "delivery", "modality": "reported", "suppliers": ["RU"], "recipients": ["SY"], "via": [], "origins": [],
        "items": [TANKS], "period": {"start": None, "end": None},
        "source": {"kind": "narrator", "state": None, "text": None}, "value": None, "evidence": [[0, 1]],
    }  # fmt: skip
    return Claim.model_validate(fields | given)


def item(category: str, designation: str | None = None, count: Count = None) -> dict[str, Any]:
    quantity = {"min": count[0], "max": count[1]} if count else None
    return {"text": category, "category": category, "designation": designation, "quantity": quantity}


def figures(gold: Sequence[Claim], found: Sequence[Claim], name: str) -> Figures:
    """Right, spurious and missing in one passage."""
    figure = score({"p": gold}, {"p": found}).figures[name]
    return figure.right, figure.spurious, figure.missing


# --- slots -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "slot", "values"),
    [
        # a designation counts by its letters and digits
        ({"items": [item("air_defence", "S-300 PMU")]}, "designations", {"s300pmu"}),
        # a quantity belongs to its category, an open end is written out
        ({"items": [item("tanks", count=(30, None)), item("uav")]}, "quantities", {"tanks:30-None"}),
        # a period counts by its years, either of them open
        ({"period": {"start": "2013-12-01", "end": "2014-01-18"}}, "period", {"2013/2014"}),
        ({"period": {"start": None, "end": "2014-12-31"}}, "period", {"/2014"}),
        ({}, "period", set()),
        # a price counts to three figures
        ({"value": {"amount": 1_249_000_000, "currency": "USD"}}, "value", {"USD1.25e+09"}),
        ({"value": {"amount": 0, "currency": "USD"}}, "value", set()),
        ({"source": {"kind": "official", "state": "RU", "text": "Moscow"}}, "source_state", {"RU"}),
        ({"items": []}, "categories", set()),
    ],
)
def test_slots_of_a_claim(given: dict[str, Any], slot: str, values: set[str]) -> None:
    assert slots_of(claim(**given))[slot] == values


def test_similarity_weighs_parties_most() -> None:
    base = slots_of(claim())
    assert similarity(base, base) == 1
    assert similarity(base, slots_of(claim(suppliers=["IR"]))) < similarity(base, slots_of(claim(act="order")))


# --- small tables by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "found", "name", "expected"),
    [
        # relevance counts passages, whatever the claims say
        ([claim()], [claim(act="talks"), claim()], "relevance", (1, 0, 0)),
        ([claim()], [], "relevance", (0, 0, 1)),
        ([], [claim()], "relevance", (0, 1, 0)),
        # relations are distinct pairs; an unknown side is a pair of its own
        ([claim(), claim(act="support")], [claim()], "relation", (1, 0, 0)),
        ([claim(suppliers=["RU", "IR"])], [claim()], "relation", (1, 0, 1)),
        ([claim(suppliers=[])], [claim()], "relation", (0, 1, 1)),
        # a claim: act and modality equal, the rest overlaps
        ([claim(suppliers=["RU", "IR"])], [claim()], "claim", (1, 0, 0)),
        ([claim(items=[TANKS, item("uav")])], [claim()], "claim", (1, 0, 0)),
        ([claim(items=[])], [claim(items=[])], "claim", (1, 0, 0)),
        ([claim(items=[])], [claim()], "claim", (0, 1, 1)),
        ([claim(modality="denied")], [claim()], "claim", (0, 1, 1)),
        ([claim(suppliers=[])], [claim()], "claim", (0, 1, 1)),
        # exact: nothing more, nothing less, and the same kind of source
        ([claim(suppliers=["RU", "IR"])], [claim()], "exact", (0, 1, 1)),
        ([claim()], [claim(source={"kind": "media", "state": None, "text": "Vedomosti"})], "exact", (0, 1, 1)),
        ([claim()], [claim(via=["LB"])], "exact", (1, 0, 0)),
        # slots: the values of the pair, and all values of a claim without a partner
        ([claim(suppliers=["RU", "IR"])], [claim(suppliers=["RU", "BY"])], "slot suppliers", (1, 1, 1)),
        ([claim(), claim(act="support", suppliers=["IR"])], [claim()], "slot suppliers", (1, 0, 1)),
        ([claim()], [claim(), claim(act="talks", items=[item("uav")])], "slot categories", (1, 1, 0)),
    ],
)
def test_figures_of_a_small_table(gold: list[Claim], found: list[Claim], name: str, expected: Figures) -> None:
    assert figures(gold, found, name) == expected


@pytest.mark.parametrize(
    ("figure", "precision", "recall", "f1"),
    [
        (Figure(2, 1, 0), 66.7, 100.0, 80.0),
        (Figure(0, 3, 2), 0.0, 0.0, 0.0),
        # nothing read, nothing wrong; nothing to read, nothing missed
        (Figure(0, 0, 4), 100.0, 0.0, 0.0),
        (Figure(0, 4, 0), 0.0, 100.0, 0.0),
        (Figure(0, 0, 0), 100.0, 100.0, 100.0),
    ],
)
def test_percentages(figure: Figure, precision: float, recall: float, f1: float) -> None:
    assert (figure.precision, figure.recall, figure.f1) == (precision, recall, f1)


def test_a_passage_that_was_not_read_counts_as_read_without_a_claim() -> None:
    result = score({"a": [claim()], "b": [claim()]}, {"b": [claim()], "elsewhere": [claim()]})
    assert result.unread == ("a",)
    assert result.figures["claim"] == Figure(right=1, spurious=0, missing=1)
    assert list(result.passages) == ["a", "b"]


def test_the_difference_of_a_pair_names_its_slots_in_the_order_of_the_guide() -> None:
    [pair] = score({"p": [claim()]}, {"p": [claim(suppliers=["IR"], modality="denied")]}).passages["p"].pairs
    assert pair.slots == ["modality", "suppliers"]


# --- what holds for all tables ---------------------------------------------------------------------------------------


def one_of(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


PARTIES = st.lists(st.sampled_from(["RU", "SY", "IR", "hezbollah"]), max_size=2, unique=True)
ITEMS = st.builds(
    item,
    one_of("tanks", "uav", "air_defence"),
    one_of(None, "S-300", "T-72"),
    one_of(None, (24, 99), (30, None)),
)


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    suppliers, recipients = draw(PARTIES), draw(PARTIES)
    assume(suppliers or recipients)
    return claim(
        act=draw(one_of(*ACTS[:3])),
        modality=draw(one_of(*MODALITIES[:2])),
        suppliers=suppliers,
        recipients=recipients,
        via=draw(PARTIES),
        items=draw(st.lists(ITEMS, max_size=2)),
        period=draw(st.fixed_dictionaries({"start": one_of(None, "2013-12-01"), "end": one_of(None, "2014-01-18")})),
        source=draw(
            st.fixed_dictionaries(
                {"kind": one_of(*SOURCE_KINDS[:3]), "state": one_of(None, "RU"), "text": st.none()},
            )
        ),
        value=draw(one_of(None, {"amount": 1.5e9, "currency": "USD"})),
    )


CLAIMS = st.lists(any_claim(), max_size=4)
READINGS = st.dictionaries(st.sampled_from(["a", "b", "c"]), CLAIMS, max_size=3)


@given(READINGS)
def test_gold_against_itself_is_100(gold: dict[str, list[Claim]]) -> None:
    assert {(f.precision, f.recall, f.f1) for f in score(gold, gold).figures.values()} == {(100.0, 100.0, 100.0)}


@given(CLAIMS, CLAIMS)
def test_exchanging_the_readings_exchanges_precision_and_recall(left: list[Claim], right: list[Claim]) -> None:
    assume(unambiguous(left, right))
    there, back = score({"p": left}, {"p": right}), score({"p": right}, {"p": left})
    for name in FIGURES:
        one, other = there.figures[name], back.figures[name]
        assert (one.precision, one.recall, one.f1) == (other.recall, other.precision, other.f1)


@given(CLAIMS, CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(gold: list[Claim], found: list[Claim], random: Any) -> None:
    mixed_gold, mixed_found = random.sample(gold, len(gold)), random.sample(found, len(found))
    before, after = score({"p": gold}, {"p": found}), score({"p": mixed_gold}, {"p": mixed_found})
    for name in FIGURES if unambiguous(gold, found) else ("relevance", "relation"):
        assert before.figures[name] == after.figures[name]
    assert summed_similarity(before) == pytest.approx(summed_similarity(after))


def summed_similarity(result: Score) -> float:
    return sum(similarity(pair.gold, pair.found) for pair in result.passages["p"].pairs)


def unambiguous(gold: Sequence[Claim], found: Sequence[Claim]) -> bool:
    """Is only one pairing best? Of several equal ones the measure takes the first, a matter of order."""
    left, right = sorted(([slots_of(c) for c in claims] for claims in (gold, found)), key=len)
    sums: dict[frozenset[tuple[str, str]], float] = {}
    for chosen in permutations(range(len(right)), len(left)):
        values = frozenset((repr(left[row]), repr(right[column])) for row, column in enumerate(chosen))
        sums[values] = sum(similarity(left[row], right[column]) for row, column in enumerate(chosen))
    best = sorted(sums.values(), reverse=True)
    return len(best) < 2 or best[0] - best[1] > 1e-9


# --- passage files ---------------------------------------------------------------------------------------------------


def line_of(key: str, *claims: Claim) -> str:
    return json.dumps({"id": key, "other": 1, "claims": [json.loads(c.to_json()) for c in claims]})


def test_a_passage_file_is_read_by_id(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\ufeff" + line_of("a", claim()) + "\n\n" + line_of("b") + "\n", encoding="utf-8")
    assert load_claims(path) == {"a": (claim(),), "b": ()}


def test_the_later_of_two_lines_with_one_id_counts(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line_of("a", claim()) + "\n" + line_of("a") + "\n", encoding="utf-8")
    assert load_claims(path) == {"a": ()}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b'{"id": "b", "claims": [', "line 2"),
        (b'{"id": "b"}', "claims: Field required"),
        (b'{"id": "b", "claims": null}', "claims: "),
        (b'{"id": "b", "claims": [{"act": "gift"}]}', "claims.0.act: "),
        (b'{"id": "\xff", "claims": []}', "line 2"),
        (b"[]", "line 2"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: bytes, complaint: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(line_of("a", claim()).encode() + b"\n" + line + b"\n")
    with pytest.raises(BadPassage) as error:
        load_claims(path)
    assert complaint in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


# --- agreement with the measure that lies beside the guide -----------------------------------------------------------

GUIDE = Path(__file__).parents[2].parent / "shared" / "claims"
beside_the_guide = pytest.mark.skipif(not (GUIDE / "score.py").exists(), reason="the annotated passages are not here")


@pytest.fixture(scope="module")
def measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure", GUIDE / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def assert_agrees(measure: ModuleType, gold: Readings, reading: Readings) -> None:
    """Every figure, every pair and every claim without a partner."""
    expected, details = measure.compare(documents(gold), documents(reading))
    ours = score(gold, reading)
    for name, figure in ours.figures.items():
        theirs = expected.get(name) or measure.Tally().figures()
        assert theirs == {
            "precision": figure.precision, "recall": figure.recall, "f1": figure.f1, "gold": figure.gold
        }  # fmt: skip
    for key, passage in ours.passages.items():
        theirs = details[key]
        assert [theirs[name] for name in ("gold", "found", "right")] == [passage.gold, passage.found, passage.right]
        assert theirs["differences"] == [
            {slot: [sorted(pair.gold[slot]), sorted(pair.found[slot])] for slot in pair.slots} for pair in passage.pairs
        ]
        for name, claims in (("missed", passage.missed), ("spurious", passage.spurious)):
            assert theirs[name] == [{slot: sorted(c[slot]) for slot in SLOTS if c[slot]} for c in claims]


def documents(reading: Readings) -> dict[str, dict[str, Any]]:
    return {key: {"id": key, "claims": [json.loads(c.to_json()) for c in claims]} for key, claims in reading.items()}


@beside_the_guide
@settings(max_examples=200)
@given(gold=READINGS, reading=READINGS)
def test_figures_agree_with_the_measure(measure: ModuleType, gold: Readings, reading: Readings) -> None:
    assert_agrees(measure, gold, reading)


@beside_the_guide
@pytest.mark.parametrize("name", ["first", "dev", "dev-2012-2020", "dev-other-times"])
def test_figures_agree_on_the_annotated_passages(measure: ModuleType, name: str) -> None:
    """Against themselves, against nothing, and against readings with something left out, doubled or exchanged."""
    gold = load_claims(GUIDE / f"{name}.jsonl")
    keys = list(gold)
    shifted = {key: gold[other] for key, other in zip(keys, keys[1:] + keys[:1], strict=True)}
    assert_agrees(measure, gold, gold)
    assert_agrees(measure, gold, {})
    assert_agrees(measure, gold, shifted)
    assert_agrees(measure, gold, {key: claims[1:] for key, claims in gold.items()})
    assert_agrees(measure, gold, {key: (*claims, *shifted[key])[::-1] for key, claims in gold.items()})
