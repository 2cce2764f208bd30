"""`armstrail read` from the command line to the last line, with a reader that gives what it is told."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from armstrail.gathering import Failure, Settings
from armstrail.model import Passage, Reading

Run = Callable[..., Result]
pytestmark = pytest.mark.usefixtures("fixed_reader")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two text files, and two passages with a broken line between them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("Russia delivered tanks to Syria, a minister said.\n", "utf-8")
    (tmp_path / "two.txt").write_text("The weather was fine. The ministry declined to comment.\n", "utf-8")
    passage = {"url": None, "published": "2014-01-18", "title": "Tanks for Syria"}
    lines = [
        json.dumps({"id": "p-1", **passage, "text": "Russia delivered tanks to Syria."}),
        '{"id": "p-2", "text"',
        json.dumps({"id": "p-3", **passage, "text": "Élysée"}),
    ]
    (tmp_path / "some.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path


def test_jsonl_is_an_object_a_report_in_the_order_of_the_input(run: Run, folder: Path) -> None:
    result = run("read", "some.jsonl", "one.txt", "two.txt", "--format", "jsonl")
    passages = [Passage.model_validate_json(line) for line in result.stdout.splitlines()]
    assert [(p.id, len(p.claims or ()), len(p.responses or ())) for p in passages] == [
        ("p-1", 1, 0), ("p-3", 0, 0), ("one.txt", 1, 0), ("two.txt", 0, 1)
    ]  # fmt: skip
    for passage in passages:
        for claim in passage.claims or ():
            claim.check_against(passage.text)


def test_json_is_the_same_in_one_array(run: Run, folder: Path) -> None:
    lines = run("read", "some.jsonl", "one.txt", "--format", "jsonl").stdout.splitlines()
    assert json.loads(run("read", "some.jsonl", "one.txt", "--format", "json").stdout) == [*map(json.loads, lines)]


def test_csv_is_a_row_a_claim(run: Run, folder: Path) -> None:
    output = run("read", "some.jsonl", "one.txt", "two.txt", "--format", "csv").stdout
    assert [row["id"] for row in csv.DictReader(StringIO(output))] == ["p-1", "one.txt"]


def test_the_table_ends_with_what_was_read(run: Run, folder: Path) -> None:
    result = run("read", "one.txt", "two.txt")
    assert "  0.80 Russia (RU) → Syria (SY) · delivery, reported · tanks\n" in result.stdout
    assert "  declined to comment: The ministry, Russia (RU)\n" in result.stdout
    assert result.stdout.splitlines()[-1] == "2 reports, 1 claim"
    assert (result.stderr, result.exit_code) == ("", 0)


@pytest.mark.parametrize(
    ("least", "claims"), [([], 2), (["0"], 2), (["0.3"], 2), (["0.31"], 1), (["0.8"], 1), (["1"], 0)]
)
def test_claims_that_are_less_sure_are_left_out(run: Run, folder: Path, least: list[str], claims: int) -> None:
    (folder / "unsure.txt").write_text("Russia perhaps delivered tanks to Syria.", "utf-8")
    options = ["--min-confidence", *least] if least else []
    written = run("read", "one.txt", "unsure.txt", "--format", "jsonl", *options).stdout.splitlines()
    assert sum(len(json.loads(line)["claims"]) for line in written) == claims
    assert (
        run("read", "one.txt", "unsure.txt", *options).stdout.splitlines()[-1].startswith(f"2 reports, {claims} claim")
    )


@pytest.mark.parametrize("share", ["1.01", "-0.5", "nan", "inf", "60"])
@pytest.mark.parametrize("command", ["read", "score"])
def test_a_share_is_from_0_to_1(run: Run, command: str, share: str) -> None:
    result = run(command, "x.jsonl", "--min-confidence", share)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].endswith(f"'--min-confidence': {share} is not a number from 0 to 1")


def test_what_fails_gets_a_line_and_the_rest_is_read(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_text("We stumble here.", "utf-8")
    result = run("read", "missing.txt", "some.jsonl", "bad.txt", "one.txt")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "3 reports, 2 claims, 3 not read"
    missing, broken, stumbled = result.stderr.splitlines()
    assert missing.startswith("armstrail: missing.txt: ")
    assert broken.startswith("armstrail: some.jsonl, line 2: ")
    assert stumbled == "armstrail: bad.txt: the reader failed on it: ValueError: no head␛[31m"


def test_a_name_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    assert run("read", "\x1b[2Jmissing.txt").stderr.startswith("armstrail: ␛[2Jmissing.txt: ")


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        ([], Settings()),
        (["--published", "2014-01-18"], Settings(published=datetime.date(2014, 1, 18))),
        (["--allow-host", "Wiki.intra", "--allow-host", "b"], Settings(allowed_hosts=frozenset({"wiki.intra", "b"}))),
    ],
)
def test_options_reach_gathering(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], settings: Settings
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(
        "armstrail.gathering.gather", lambda sources, given: iter(seen.append((list(sources), given)) or ())
    )
    assert run("read", "a", "b", *arguments).exit_code == 0
    assert seen == [(["a", "b"], settings)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "x", "--published", "January"],
        ["read", "x", "--format", "xml"],
        ["read", "x", "--min-confidence", "high"],
        ["score", "x", "--by", "outlet"],
        ["lead", "x"],
        ["read", "--no"],
    ],
)
def test_what_is_not_understood_is_status_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: armstrail" in result.stderr


def test_lines_are_sent_on_as_they_come(run: Run, monkeypatch: pytest.MonkeyPatch, make_report: Any) -> None:
    """The first line is out before the second source is touched: somebody may be waiting at the other end."""
    from armstrail.cli.read import Format, write_all
    from armstrail.cli.screen import Bar

    written = StringIO()
    flushed: list[int] = []
    monkeypatch.setattr(written, "flush", lambda: flushed.append(len(written.getvalue())))
    monkeypatch.setattr("sys.stdout", written)

    def slowly() -> Any:
        for number in range(3):
            assert len(flushed) == number
            yield Reading(report=make_report(f"Text {number}."), claims=(), reader="fixed 1")

    with Bar("reading") as bar:
        write_all(Format.JSONL, slowly(), bar)
    assert len(flushed) == 3
    assert flushed[-1] == len(written.getvalue())


def test_one_report_at_a_time(monkeypatch: pytest.MonkeyPatch, make_report: Any) -> None:
    """A batch of any length is never held as a whole."""
    from armstrail.pipeline import read_all

    taken: list[str] = []

    def gather(sources: list[str], settings: Settings) -> Any:
        for source in sources:
            taken.append(source)
            yield Failure(source, "empty") if source == "b" else make_report("Text.", source=source)

    monkeypatch.setattr("armstrail.gathering.gather", gather)
    batch = read_all(["a", "b", "c"], Settings())
    next(batch)
    assert taken == ["a"]
    assert [type(one).__name__ for one in batch] == ["Failure", "Reading"]
