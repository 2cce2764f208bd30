"""Rebuilding: the same register again, byte for byte; where the reader has changed, what differs and which decisions hang."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.register import generated
from tests.register.conftest import claim_of, gathered_of, reading_of

from armstrail.gathering import Settings
from armstrail.model import Reading, Report
from armstrail.pipeline import add_all
from armstrail.register import Register, RegisterError, open_register
from armstrail.register.differences import Difference, Hanging, Named, Summary, compared, differences
from armstrail.register.export import jsonl
from armstrail.register.rebuild import rebuild
from armstrail.register.verify import faults

TEXT = "Russia delivered tanks to Syria. Iran ordered drones."


@pytest.fixture
def new(tmp_path: Path, register: Register) -> Iterator[Register]:
    """An empty register on the same archive."""
    made = open_register(str(tmp_path / "new.db"), register.archive.folder)
    yield made
    made.close()


def test_five_hundred_reports_and_two_hundred_decisions_come_out_byte_for_byte(
    register: Register, new: Register
) -> None:
    generated.fill(register, 300)
    generated.decide(register, 120)
    generated.fill(register, 500)  # decisions lie before reports, and after
    generated.decide(register, 80)
    before = "".join(jsonl(register))
    made = rebuild(register, new, generated.reader)
    assert made.decisions == 200
    assert made.reports > 400
    assert "".join(jsonl(new)) == before
    assert list(map(str, faults(register))) == []
    assert list(map(str, faults(new))) == []


def test_from_one_kind_of_database_into_the_other(register: Register, open_again: object, tmp_path: Path) -> None:
    generated.fill(register, 20)
    generated.decide(register, 10)
    between = open_register(str(tmp_path / "between.db"), register.archive.folder)
    rebuild(register, between, generated.reader)
    assert "".join(jsonl(between)) == "".join(jsonl(register))
    between.close()


def test_the_samples_with_the_real_reader(tmp_path: Path) -> None:
    from armstrail.cli.demo import samples
    from armstrail.reading import load_reader

    register = open_register(str(tmp_path / "old.db"))
    assert all(not hasattr(one, "reason") for one in add_all(register, samples(), Settings()))
    generated.decide(register, 10)
    new = open_register(str(tmp_path / "new.db"), tmp_path / "copy")
    new.archive.take_over(register.archive)
    rebuild(register, new, load_reader().read)
    assert "".join(jsonl(new)) == "".join(jsonl(register))
    *found, summary = differences(register, load_reader().read)
    assert found == []
    assert isinstance(summary, Summary)
    assert summary.same > 10
    assert list(faults(new)) == []


def test_into_a_filled_register_is_refused(register: Register, new: Register) -> None:
    register.add(gathered_of(TEXT), reading_of({}))
    rebuild(register, new, reading_of({}))
    with pytest.raises(RegisterError, match="not empty"):
        rebuild(register, new, reading_of({}))


def test_stopped_in_the_middle_it_can_be_run_again(register: Register, new: Register) -> None:
    generated.fill(register, 10)
    left = iter(range(6))

    def tires(report: Report) -> Reading:
        if next(left, None) is None:
            raise ValueError("tired")
        return generated.reader(report)

    with pytest.raises(RegisterError, match="the reader failed on it: ValueError: tired"):
        rebuild(register, new, tires)
    assert list(jsonl(new)) == []
    rebuild(register, new, generated.reader)
    assert list(jsonl(new)) == list(jsonl(register))


def test_all_takes_what_the_register_does_not_name(register: Register, new: Register) -> None:
    generated.fill(register, 30)
    empty = open_register(str(new.engine.url.database) + ".empty", register.archive.folder)
    rebuild(empty, new, generated.reader, everything=True)
    assert sorted(jsonl(new)) == sorted(jsonl(register))
    empty.close()


def test_what_would_be_read_otherwise_and_which_decisions_hang(register: Register, new: Register) -> None:
    first, second = {"evidence": [[0, 32]]}, {"recipients": ["IR"], "evidence": [[31, 33]]}
    kept = {"suppliers": ["UA"], "evidence": [[40, 50]]}
    stored = register.add(gathered_of(TEXT), reading_of(first, second, kept))
    assert stored.reading
    ids = [one["id"] for one in _claims(register)]
    for target in ids:
        register.decide("accept", [target], by="m.osei", why="two wires")
    transfer = [one["transfer"] for one in _claims(register)]
    register.decide("merge", [transfer[0], transfer[1]], by="m.osei")

    def now(report: Report) -> Reading:
        return reading_of(
            {"modality": "planned", "evidence": [[0, 30]]},
            {"suppliers": ["CN"], "evidence": [[45, 50]]},
            kept | {"confidence": 0.1},
        )(report)

    *found, hanging, summary = differences(register, now)
    assert [(one.kind, one.fields, len(one.decisions)) for one in found if isinstance(one, Difference)] == [
        ("changed", ("modality", "evidence"), 1),
        ("lost", (), 1),
        ("gained", (), 0),
    ]
    assert isinstance(hanging, Hanging)
    assert (hanging.decision.verdict, hanging.targets) == ("merge", (transfer[1],))
    assert summary == Summary(reports=1, same=1, gained=1, lost=1, changed=1, hanging=3)

    # rebuilt, all four are still in the log, and hang on what is not there; read as before, nothing hangs any more
    rebuild(register, new, now)
    assert [line for line in jsonl(new) if '"type":"decision"' in line] == [
        line for line in jsonl(register) if '"type":"decision"' in line
    ]
    assert list(map(str, faults(new))) == []
    *_, again = differences(new, now)
    assert isinstance(again, Summary)
    assert (again.same, again.hanging) == (3, 3)
    *_, back = differences(new, reading_of(first, second, kept))
    assert isinstance(back, Summary)
    assert back.hanging == 0


def _claims(register: Register) -> list[dict[str, str]]:
    lines = list(map(json.loads, list(jsonl(register))))
    return [claim for line in lines if line["type"] == "report" for claim in line["claims"]]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ([], [], []),
        # nothing in common but the report
        ([{"evidence": [[0, 5]]}], [{"evidence": [[6, 9]]}], [(0, None), (None, 0)]),
        # the one with more equal fields
        ([{}], [{"act": "order", "modality": "denied"}, {"act": "order"}], [(0, 1), (None, 0)]),
        # each once
        ([{}, {"via": ["LB"]}], [{"act": "order"}], [(0, 0), (1, None)]),
    ],
)
def test_pairs(before: list[dict[str, object]], after: list[dict[str, object]], pairs: list[object]) -> None:
    sides = [
        [Named(f"{side}{at}", claim_of(TEXT, **one)) for at, one in enumerate(given)]
        for side, given in (("b", before), ("a", after))
    ]
    found = [(one and int(one.id[1:]), other and int(other.id[1:])) for one, other in compared(*sides)]
    assert found == pairs
