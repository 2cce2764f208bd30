"""`export`, `rebuild` and `rebuild --diff` as they are typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import FixedReader, MakeReport, claim_of
from typer.testing import Result

from armstrail.gathering import Gathered
from armstrail.model import Reading, Report
from armstrail.register import Register, open_register

Run = Callable[..., Result]
TEXT = "Russia delivered tanks to Syria, a minister said."


class Planned(FixedReader):
    """Reads everything as planned."""

    def read(self, report: Report) -> Reading:
        claims = (claim_of(report.text, modality="planned", recipients=["SY", "IR"]),)
        return Reading(report=report, claims=claims, reader="fixed 2")


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport, fixed_reader: None) -> Register:
    """One report with a title that a terminal would obey, and one decision, in the register of the environment."""
    monkeypatch.setenv("ARMSTRAIL_DATABASE", str(tmp_path / "armstrail.db"))
    monkeypatch.chdir(tmp_path)
    register = open_register()
    stored = register.add(
        Gathered(make_report(TEXT, title="Tanks\x1b[2J", archived=_SHA256), TEXT.encode()), FixedReader().read
    )
    assert stored.reading
    return register


_SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_export_goes_to_a_file_or_to_standard_output(run: Run, register: Register, tmp_path: Path) -> None:
    done = run("export", "jsonl", "--to", tmp_path / "all.jsonl")
    assert (done.exit_code, done.output) == (0, "")
    assert [one["type"] for one in lines(tmp_path / "all.jsonl")] == ["report", "transfer"]
    assert run("export", "jsonl").output == (tmp_path / "all.jsonl").read_text("utf-8")
    assert not list(tmp_path.glob(".all*"))


def test_export_where_nothing_can_be_written(run: Run, register: Register, tmp_path: Path) -> None:
    done = run("export", "jsonl", "--to", tmp_path / "missing" / "all.jsonl")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "cannot be written: No such file or directory" in done.output


def test_rebuilt_with_a_copy_of_the_archive_it_is_the_same(run: Run, register: Register, tmp_path: Path) -> None:
    done = run("rebuild", "--into", tmp_path / "new.db", "--archive-into", tmp_path / "copy")
    assert (done.exit_code, done.output) == (
        0,
        f"{tmp_path / 'new.db'}: 1 report, 1 claim, 0 decisions; its archive is {tmp_path / 'copy'}\n",
    )
    new = run("export", "jsonl", "--database", tmp_path / "new.db", "--archive", tmp_path / "copy")
    assert new.output == run("export", "jsonl").output
    again = run("rebuild", "--into", tmp_path / "new.db")
    assert (again.exit_code, again.output) == (
        1, f"armstrail: {tmp_path / 'new.db'}: not empty: a register is rebuilt into a new one\n",
    )  # fmt: skip


@pytest.mark.parametrize("arguments", [[], ["--diff", "--into", "x.db"], ["--diff", "--all"]])
def test_either_into_or_diff(run: Run, register: Register, arguments: list[str]) -> None:
    assert run("rebuild", *arguments).exit_code == 2


def test_no_difference(run: Run, register: Register) -> None:
    told = "1 report read again: 1 claim the same, 0 gained, 0 lost, 0 changed; no decision hangs on a claim that would not be there\n"
    assert " ".join(run("rebuild", "--diff").output.split()) == told.strip()


def test_a_difference_with_the_decision_that_hangs_on_it(
    run: Run, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = json.loads(run("export", "jsonl").output.splitlines()[0])["claims"][0]["id"]
    register.decide("accept", [claim], by="m.osei", why="both wires")
    monkeypatch.setattr("armstrail.reading.load_reader", Planned)
    done = run("rebuild", "--diff", env={"COLUMNS": "200"})
    assert done.exit_code == 0
    title, head, *details, summary = done.output.splitlines()
    assert title == "Tanks␛[2J"
    assert head == "  ~ Russia (RU) → Syria (SY) · delivery, reported · tanks"
    assert [line.strip() for line in details] == [
        "modality: reported, now planned",
        "recipients: Syria (SY), now Syria (SY), Iran (IR)",
        details[-1].strip(),
    ]
    assert details[-1].strip().startswith("hangs: accept by m.osei, 20")
    assert summary.endswith("1 changed; 1 decision hangs on what would not be there: kept, without effect")
    changed, counted = map(json.loads, run("rebuild", "--diff", "--format", "jsonl").output.splitlines())
    assert (changed["type"], changed["before"]["id"], changed["fields"]) == (
        "changed",
        claim,
        ["modality", "recipients"],
    )
    assert counted == {"type": "summary", "reports": 1, "same": 0, "gained": 0, "lost": 0, "changed": 1, "hanging": 1}
