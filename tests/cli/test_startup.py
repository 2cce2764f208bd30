"""The program as it is started: what it imports, how it leaves, and that a closed pipe ends it quietly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from armstrail import __version__

HEAVY = {"sqlalchemy", "spacy", "thinc", "trafilatura", "lxml", "httpx", "numpy", "pydantic", "ahocorasick_rs", "rich"}

# The command line with a reader that gives no claims, so that nothing has to be loaded.
WITHOUT_READING = """
import armstrail.reading
from armstrail.model import Reading

class Reader:
    def read(self, report):
        return Reading(report=report, claims=(), reader="none")

armstrail.reading.load_reader = Reader
from armstrail.cli import main
main()
"""


def armstrail(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "armstrail", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "tolerated"),
    [
        (["--help"], set()),
        (["--version"], set()),
        # typer takes the arguments of a verb apart with pydantic
        (["read", "--help"], {"pydantic"}),
        (["lexicon", "find", "--help"], {"pydantic"}),
        (["add", "--help"], {"pydantic"}),
        (["register", "--help"], {"pydantic"}),
        (["show", "--help"], {"pydantic"}),
        (["search", "--help"], {"pydantic"}),
        (["review", "--help"], {"pydantic"}),
        (["decide", "--help"], {"pydantic"}),
        (["decisions", "--help"], {"pydantic"}),
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str], tolerated: set[str]) -> None:
    code = (
        "import sys\nfrom armstrail.cli import main\n"
        f"sys.argv = ['armstrail', *{arguments!r}]\n"
        "try: main()\n"
        f"finally: print(*{HEAVY - tolerated!r} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.split()) == (0, [])


def test_version() -> None:
    done = armstrail("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"armstrail {__version__}\n", "")


def test_help_names_every_verb_and_the_statuses() -> None:
    output = armstrail("--help").stdout
    verbs = "read add register show search demo score review decide decisions export rebuild verify lexicon".split()
    for word in (*verbs, "Exit status: 0"):
        assert word in output


@pytest.mark.parametrize("arguments", [[], ["lexicon"], ["read"], ["reed", "x.txt"]])
def test_what_is_not_understood_is_status_2(arguments: list[str]) -> None:
    assert armstrail(*arguments).returncode == 2


@pytest.fixture
def passages(tmp_path: Path) -> Path:
    """More than a pipe holds."""
    path = tmp_path / "passages.jsonl"
    text = "Nothing happened. " * 100
    path.write_text("".join(json.dumps({"id": f"p-{n}", "text": text}) + "\n" for n in range(200)), "utf-8")
    return path


@pytest.mark.parametrize("form", ["jsonl", "table", "json", "csv"])
def test_a_pipe_that_closes_early_ends_it_quietly(passages: Path, form: str) -> None:
    command = [sys.executable, "-c", WITHOUT_READING, "read", str(passages), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == (0 if form == "csv" else 1)  # a CSV of no claims is its header: it was all read


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["lexicon", "find", "supply"]])
def test_a_pipe_that_nobody_reads(arguments: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "armstrail", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("arguments", [["--help"], ["lexicon", "find", "supply"], ["read", "missing.txt"]])
def test_closed_output(arguments: list[str]) -> None:
    command = f'exec "{sys.executable}" -m armstrail {" ".join(arguments)} >&-'
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if "missing.txt" in arguments else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", [["--help"], ["lexicon", "find", "supply"]])
def test_a_full_disk_is_said_in_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "armstrail", *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("armstrail: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["jsonl", "json", "csv"])
def test_files_for_programs_are_utf_8_whatever_the_terminal(tmp_path: Path, form: str) -> None:
    path = tmp_path / "élysée.txt"
    path.write_text("The Élysée said “nothing”.", "utf-8")
    command = [sys.executable, "-c", WITHOUT_READING, "read", str(path), "--format", form]
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\r" not in done.stdout
    assert form == "csv" or "The Élysée said “nothing”." in done.stdout.decode("utf-8")


def test_a_terminal_of_few_signs_gets_what_it_can_show(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("The Élysée said nothing.", "utf-8")
    command = [sys.executable, "-c", WITHOUT_READING, "read", str(path)]
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_bar_where_standard_error_is_no_terminal(passages: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_READING, "read", str(passages), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 200)
