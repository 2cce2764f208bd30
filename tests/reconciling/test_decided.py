"""The rules of decisions: which count, what state a claim is in, where it belongs, which transfers are one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from tests.register.conftest import claim_of

from armstrail.model import FIRST, Correction, Decision
from armstrail.reconciling import Relation, corrected, counting, loose, merged, relation, split_id, standing, state_of

TEXT = "Russia delivered tanks to Syria, and Iraq got none."
CLAIM = claim_of(
    TEXT,
    mentions=[
        {"slot": "recipients", "value": "SY", "start": 26, "end": 31, "text": "Syria"},
        {"slot": "items", "value": "tanks", "start": 17, "end": 22, "text": "tanks"},
        {"slot": "quantity", "value": "2..2", "start": 17, "end": 22, "text": "tanks"},
    ],
)
NAME = "c" * 64


def log_of(*told: Any) -> list[Decision]:
    """Entries as `accept`, or (`undo`, number of an entry), or (verdict, targets), or a correction of the claim."""
    entries: list[Decision] = []
    for number, one in enumerate(told, start=1):
        given: tuple[str, Any] = one if isinstance(one, tuple) else (one, NAME)
        verdict, what = given
        fields: dict[str, Any] = {"verdict": verdict, "targets": (what,)}
        if verdict == "undo":
            fields["targets"] = (entries[what - 1].id,)
        elif verdict == "correct":
            fields |= {"targets": (NAME,), "corrections": (what,)}
        elif not isinstance(what, str):
            fields["targets"] = what
        entry = Decision(
            number=number, by="osei", at=datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC),
            previous=entries[-1].id if entries else FIRST, id=FIRST, **fields,
        )  # fmt: skip
        entries.append(entry.model_copy(update={"id": entry.hashed}))
    return entries


def to(value: Sequence[str], field: str = "recipients") -> Correction:
    return Correction.model_validate({"field": field, "value": list(value), "reference": "UN"})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], []),
        (["accept", "reject"], [1, 2]),
        (["accept", ("undo", 1)], []),
        # an undo that is undone takes nothing back
        (["accept", ("undo", 1), ("undo", 2)], [1]),
        (["accept", ("undo", 1), ("undo", 2), ("undo", 3)], []),
        # twice undone is undone as long as one of them stands
        (["accept", ("undo", 1), ("undo", 1), ("undo", 2)], []),
        (["accept", "reject", ("undo", 1)], [2]),
    ],
)
def test_which_count(told: list[Any], expected: list[int]) -> None:
    log = log_of(*told)
    assert [entry.number for entry in counting(log)] == expected
    assert {entry.number for entry in standing(log)} >= set(expected)


@pytest.mark.parametrize(
    ("told", "state", "recipients"),
    [
        ([], "undecided", ["SY"]),
        (["accept"], "accepted", ["SY"]),
        (["accept", "reject"], "rejected", ["SY"]),
        (["accept", "reject", ("undo", 2)], "accepted", ["SY"]),
        (["accept", "note"], "accepted", ["SY"]),
        (["note"], "undecided", ["SY"]),
        (["unsure", ("split", NAME)], "unsure", ["SY"]),
        # a correction accepts, and stays where the claim is decided anew
        ([("correct", to(["IQ"]))], "accepted", ["IQ"]),
        ([("correct", to(["IQ"])), "reject"], "rejected", ["IQ"]),
        (["reject", ("correct", to(["IQ"])), ("undo", 2)], "rejected", ["SY"]),
        # corrections add up
        ([("correct", to(["IQ"])), ("correct", to([], "suppliers"))], "accepted", ["IQ"]),
        # what builds on one that was undone has no effect: a claim has a side
        ([("correct", to([], "suppliers")), ("correct", to([])), ("undo", 1)], "accepted", []),
    ],
)
def test_the_state_of_a_claim(told: list[Any], state: str, recipients: list[str]) -> None:
    log = log_of(*told)
    decided = state_of(CLAIM, log)
    assert (decided.state, list((decided.current or CLAIM).recipients)) == (state, recipients)
    assert decided.last == (log[-1].id if log else None)


def test_a_correction_that_builds_on_an_undone_one() -> None:
    log = log_of(("correct", to(["IQ"])), ("correct", to([], "suppliers")), ("undo", 1))
    open_side = claim_of(TEXT, recipients=[])
    assert loose(CLAIM, log) is None
    assert loose(open_side, log) == log[1]
    assert state_of(open_side, log)[:2] == ("undecided", None)


def test_the_words_of_a_correction_take_the_place_of_those_read() -> None:
    given = Correction.model_validate(
        {
            "field": "items",
            "value": [
                {"text": "tanks", "category": "tanks", "designation": "T-72", "quantity": {"min": 3, "max": None}}
            ],
            "span": (17, 22),
            "text": "tanks",
        }
    )
    now = corrected(CLAIM, [given])
    now.check_against(TEXT)
    assert [(one.slot, one.value) for one in now.mentions] == [
        ("recipients", "SY"), ("items", "tanks"), ("designation", "T-72"), ("quantity", "3.."),
    ]  # fmt: skip


def test_a_split_holds_until_the_claim_speaks_of_something_else() -> None:
    log = log_of(("split", NAME))
    assert state_of(CLAIM, log).transfer == split_id(log[0], relation(CLAIM)) != relation(CLAIM).id
    log = log_of(("split", NAME), ("correct", to(["IQ"])))
    assert state_of(CLAIM, log).transfer == Relation(("RU",), ("IQ",), ("tanks",)).id
    log = log_of(("split", NAME), ("correct", to(["IQ"])), ("undo", 2))
    assert state_of(CLAIM, log).transfer == split_id(log[0], relation(CLAIM))


@pytest.mark.parametrize(
    ("told", "there", "expected"),
    [
        ([], "ab", {}),
        (["ab"], "ab", {"b": "a"}),
        (["ab", ("undo", 1)], "ab", {}),
        # merged ones that are merged again: all follow
        (["ab", "ca"], "abc", {"b": "c", "a": "c"}),
        (["ab", "bc"], "abc", {"b": "a", "c": "a"}),
        (["ab", "bc", ("undo", 1)], "abc", {"c": "b"}),
        (["ab", "cd", "bd"], "abcd", {"b": "a", "d": "a", "c": "a"}),
        (["ab", "ba"], "ab", {"b": "a"}),
        # what is not there takes no part
        (["abc"], "bc", {"c": "b"}),
        (["ab"], "a", {}),
        (["ab"], "", {}),
    ],
)
def test_which_transfers_are_one(told: list[Any], there: str, expected: dict[str, str]) -> None:
    log = log_of(*(one if isinstance(one, tuple) else ("merge", tuple(one)) for one in told))
    assert merged(log, there) == expected
