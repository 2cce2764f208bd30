"""`armstrail add`, `register`, `show`, `search`: what they print, what they leave behind, how they fail."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import Result

from armstrail.cli import vocabulary
from armstrail.cli.register import days_of
from armstrail.model import ACTS, CATEGORIES, MODALITIES, SOURCE_KINDS, STATES

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fixed_reader: None) -> Path:
    """Reports to add, in the folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ARMSTRAIL_DATABASE", raising=False)
    monkeypatch.delenv("ARMSTRAIL_ARCHIVE", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text("Russia delivered tanks to Syria, a minister said.", "utf-8")
    (reports / "two.txt").write_text("Russia delivered tanks to Syria\x1b[2J again.", "utf-8")
    (reports / "none.txt").write_text("Nothing happened.", "utf-8")
    return tmp_path


@pytest.fixture
def added(folder: Path, run: Run) -> Path:
    assert run("add", "reports", "--published", "2014-01-18").exit_code == 0
    return folder


def test_add_says_what_became_of_each_and_of_all(folder: Path, run: Run) -> None:
    first = run("add", "reports")
    assert first.exit_code == 0
    assert first.stdout.splitlines() == [
        "added        reports/none.txt: 0 claims",
        "added        reports/one.txt: 1 claim",
        "added        reports/two.txt: 1 claim",
        "3 added, 2 claims",
    ]
    assert {path.name for path in folder.iterdir()} >= {"armstrail.db", "armstrail.archive"}
    (folder / "reports" / "one.txt").write_text("Russia delivered more tanks to Syria.", "utf-8")
    again = run("add", "reports", "missing.txt", "--quiet")
    assert (again.exit_code, again.stdout) == (1, "0 added, 2 unchanged, 1 new version, 1 claim, 1 not read\n")
    assert again.stderr == "armstrail: missing.txt: no such file or folder\n"


def test_add_where_nothing_can_be_written(folder: Path, run: Run) -> None:
    blocked = folder / "file"
    blocked.write_text("no folder", "utf-8")
    for options in (["--database", blocked / "a.db"], ["--database", "b.db", "--archive", blocked / "archive"]):
        result = run("add", "reports", *options)
        assert result.exit_code == 1
        assert result.stderr.startswith("armstrail: ")
        assert result.stderr.count("\n") == 1
    assert "no transfer" in run("register", "--database", "b.db").stdout


@pytest.mark.parametrize("command", [["register"], ["show", "RU"], ["search", "tanks"]])
def test_asking_makes_no_register(folder: Path, run: Run, command: list[str]) -> None:
    result = run(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "armstrail: armstrail.db: no register there yet: `armstrail add` makes one\n"
    assert not (folder / "armstrail.db").exists()


def test_the_environment_names_the_register(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMSTRAIL_DATABASE", str(folder / "kept.db"))
    monkeypatch.setenv("ARMSTRAIL_ARCHIVE", str(folder / "elsewhere"))
    assert run("add", "reports").exit_code == 0
    assert (folder / "kept.db").exists()
    assert (folder / "elsewhere" / "originals").is_dir()
    assert "Russia (RU) → Syria (SY)" in run("register").stdout


@pytest.mark.usefixtures("added")
def test_the_register_as_table_json_and_csv(run: Run) -> None:
    table = run("register").stdout
    assert "Russia (RU) → Syria (SY)" in table
    assert "tanks · delivery 2" in table
    assert "1 transfer" in table
    [row] = json.loads(run("register", "--format", "json").stdout)
    assert (row["origins"], row["claims"], row["categories"], row["latest"]) == (2, 2, ["tanks"], "2014-01-18")
    assert [json.loads(line) for line in run("register", "--format", "jsonl").stdout.splitlines()] == [row]
    [cells] = csv.DictReader(StringIO(run("register", "--format", "csv").stdout))
    assert (cells["suppliers"], cells["acts"], cells["origins"]) == ("RU", "delivery 2", "2")
    assert json.loads(run("register", "--format", "json", "--supplier", "Syria").stdout) == []


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("options", "found"),
    [
        ("--supplier Russia --recipient SY", True),
        ("--supplier Iran --supplier Russia", True),
        ("--supplier Iran", False),
        ("--party syria --category tanks --act delivery --modality reported --source-kind narrator", True),
        ("--act order", False),
        ("--state undecided --undecided", True),
        ("--decided", False),
        ("--published 2014", True),
        ("--published 2014-02..", False),
        ("--published ..2014-01-18 --min-origins 2", True),
        ("--min-origins 3", False),
        ("--period 2014", False),
        ("--text minister --sort origins --ascending", True),
        ("--designation T-72", False),
    ],
)
def test_the_filters_of_the_register(run: Run, options: str, found: bool) -> None:
    result = run("register", "--format", "json", *options.split())
    assert (result.exit_code, bool(json.loads(result.stdout))) == (0, found)


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("options", "status"),
    [
        ("--after x", 1), ("--supplier Nowhereland", 1), ("--text ()", 1),
        ("--period soon", 2), ("--period 2014..2013", 2), ("--period ..", 2), ("--act gift", 2), ("--limit 0", 2),
    ],
)  # fmt: skip
def test_a_question_that_is_none(run: Run, options: str, status: int) -> None:
    result = run("register", *options.split())
    assert (result.exit_code, result.stdout) == (status, "")
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("added")
def test_show_finds_what_a_name_means(run: Run) -> None:
    [row] = json.loads(run("register", "--format", "json").stdout)
    transfer = run("show", row["id"][:8])
    assert transfer.exit_code == 0
    assert "[Russia] [delivered] [tanks] to [Syria]" in transfer.stdout
    [hit] = json.loads(run("search", "minister", "--format", "json").stdout)
    report = run("show", hit["id"]).stdout
    for words in ("Russia delivered tanks to Syria, a minister said.", "(SHA-256)", "fixed 1", "reports/one.txt"):
        assert words in report
    claim = next(line.split()[0] for line in report.splitlines() if line.endswith("undecided"))
    assert "transfer" in run("show", claim).stdout
    party = run("show", "Russia").stdout
    assert "Is said to have given" in party
    assert "Syria (SY)" in party


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("name", ["Germany", "zzzz", "abcdef01", "ab", "\x1b[31m"])
def test_show_of_what_is_not_there_is_one_line(run: Run, name: str) -> None:
    result = run("show", name)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "\x1b" not in result.stderr


@pytest.mark.usefixtures("added")
def test_search_marks_the_words_and_harms_no_terminal(run: Run) -> None:
    result = run("search", "tank", "delivers")
    assert result.exit_code == 0
    assert "Russia [delivered] [tanks] to Syria" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stdout.endswith("2 reports\n")
    assert run("search", "tank", "--limit", "1").stdout.endswith("1 report; more: --skip 1\n")
    assert run("search", '"(').exit_code == 1


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (vocabulary.ActName, ACTS), (vocabulary.ModalityName, MODALITIES), (vocabulary.SourceKindName, SOURCE_KINDS),
        (vocabulary.StateName, STATES), (vocabulary.CategoryName, CATEGORIES),
    ],
)  # fmt: skip
def test_options_have_the_words_of_the_model(names: type, words: tuple[str, ...]) -> None:
    assert tuple(one.value for one in names) == words  # type: ignore[attr-defined]


def test_sorts_are_those_of_the_register() -> None:
    from armstrail.cli.register import SortName
    from armstrail.register.query import SortKey

    assert tuple(SortName) == get_args(SortKey)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("2014", ("2014-01-01", "2014-12-31")),
        ("2014-02", ("2014-02-01", "2014-02-28")),
        ("2014-12", ("2014-12-01", "2014-12-31")),
        ("2014-03-05", ("2014-03-05", "2014-03-05")),
        ("2013..2014-06", ("2013-01-01", "2014-06-30")),
        ("2014..", ("2014-01-01", "None")),
        ("..2014", ("None", "2014-12-31")),
    ],
)
def test_days(told: str, days: tuple[str, str]) -> None:
    assert tuple(map(str, days_of(told, "--period"))) == days
