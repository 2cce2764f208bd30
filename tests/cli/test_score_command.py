"""`armstrail score`: a reading against the gold, with its differences; the same bytes as the guide's measure."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Run = Callable[..., Result]
GUIDE = Path(__file__).parents[2].parent / "shared" / "claims"
TEXT = "Russia delivered tanks to Syria."


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write_passages(name: str, **claims: list[Any]) -> Path:
        lines = [
            {"id": key, "text": TEXT, "claims": [json.loads(c.to_json()) for c in cs]} for key, cs in claims.items()
        ]
        path = tmp_path / name
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        return path

    return write_passages


def test_a_reading_file_against_the_gold(run: Run, write: Any, make_claim: Any) -> None:
    gold = write("gold.jsonl", a=[make_claim(TEXT)], b=[make_claim(TEXT)], c=[])
    reading = write("reading.jsonl", a=[make_claim(TEXT)], c=[make_claim(TEXT)])
    result = run("score", gold, reading)
    lines = result.stdout.splitlines()
    assert lines[0] == "1 passages of the gold set are not in the reading (counted as read with no claim): b …"
    assert lines[1] == "                       precision  recall     f1  gold"
    assert lines[4] == "claim                       50.0    50.0   50.0     2"
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.usefixtures("fixed_reader")
def test_without_a_reading_the_passages_are_read(run: Run, write: Any, make_claim: Any) -> None:
    gold = write("gold.jsonl", a=[make_claim(TEXT)], b=[make_claim(TEXT, act="order")])
    result = run("score", gold)
    assert "claim                       50.0    50.0   50.0     2" in result.stdout
    assert (result.exit_code, result.stderr) == (0, "")


def test_details_tell_what_differs(run: Run, write: Any, make_claim: Any) -> None:
    near = make_claim(TEXT, suppliers=["RU", "BY"])
    gold = write("gold.jsonl", a=[make_claim(TEXT)], b=[near, make_claim(TEXT, recipients=[])], c=[], d=[near])
    reading = write(
        "reading.jsonl",
        a=[make_claim(TEXT)],
        b=[make_claim(TEXT)],
        c=[make_claim(TEXT)],
        d=[make_claim(TEXT, act="talks")],
    )
    output = run("score", gold, reading, "--details").stdout
    assert output.partition(" " * 22)[0].splitlines() == [
        "b: 1 of 2 right, 1 read",
        "  near      BY, RU → SY delivery, reported: tanks (narrator)",
        "              suppliers: BY, RU, read as RU",
        "  missed    RU → ? delivery, reported: tanks (narrator)",
        "",
        "c: 0 of 0 right, 1 read",
        "  spurious  RU → SY delivery, reported: tanks (narrator)",
        "",
        "d: 0 of 1 right, 1 read",
        "  wrong     BY, RU → SY delivery, reported: tanks (narrator)",
        "              act: delivery, read as talks",
        "              suppliers: BY, RU, read as RU",
        "",
    ]


def test_json(run: Run, write: Any, make_claim: Any) -> None:
    gold = write("gold.jsonl", a=[make_claim(TEXT)], b=[make_claim(TEXT)])
    figures = json.loads(run("score", gold, gold, "--json").stdout)
    assert figures["figures"]["claim"] == {"precision": 100.0, "recall": 100.0, "f1": 100.0, "gold": 2}
    assert (figures["unread"], figures["details"]) == ([], None)
    assert json.loads(run("score", gold, gold, "--json", "--details").stdout)["details"]["a"]["right"] == 1


def test_errors_by_slot(run: Run, write: Any, make_claim: Any) -> None:
    gold = write("gold.jsonl", a=[make_claim(TEXT)], b=[make_claim(TEXT)], c=[make_claim(TEXT)])
    reading = write("reading.jsonl", a=[make_claim(TEXT, act="order")], b=[make_claim(TEXT, act="order", via=["LB"])])
    result = run("score", gold, reading, "--by", "slot")
    assert result.stdout.splitlines()[:5] == [
        "1 passages of the gold set are not in the reading (counted as read with no claim): c …",
        "errors by slot",
        "slot         error     gold      read   count  paired",
        "act          confused  delivery  order      2       2",
        "act          missing   delivery             1       0",
    ]
    assert "via          spurious            LB         1       1" in result.stdout
    told = json.loads(run("score", gold, reading, "--by", "slot", "--json").stdout)
    assert (told["by"], told["unread"]) == ("slot", ["c"])
    first = told["tables"]["errors by slot"][0]
    assert first == {
        "slot": "act", "error": "confused", "gold": "delivery", "read": "order", "count": 2, "paired": 2
    }  # fmt: skip


def test_a_screen_shows_the_most_frequent_rows_and_says_so(run: Run, write: Any, make_claim: Any) -> None:
    gold = write("gold.jsonl", **{f"p{n}": [make_claim(TEXT, recipients=[f"A{chr(65 + n)}"])] for n in range(12)})
    output = run("score", gold, write("none.jsonl"), "--by", "slot").stdout
    assert output.count("recipients ") == 8
    assert "… and 4 rows with fewer: --json has all" in output


@pytest.mark.parametrize("by", ["act", "region", "decade"])
def test_figures_of_a_part(run: Run, write: Any, make_claim: Any, by: str) -> None:
    gold = write("gold.jsonl", a=[make_claim(TEXT)])
    output = run("score", gold, gold, "--by", by).stdout
    row = {"act": "delivery", "region": "Western Asia  ", "decade": "no date  "}[by]
    [line] = [line for line in output.splitlines() if line.startswith(row)]
    assert line.split()[-8:] == "100.0 100.0 100.0 1 100.0 100.0 100.0 1".split()


def test_errors_by_construction_tell_how_far_the_reader_got(run: Run, tmp_path: Path, make_claim: Any) -> None:
    text = "Germany was silent about the tanks."
    claim = json.loads(make_claim(text, mentions=[]).to_json())
    line = {"id": "a", "text": text, "claims": [claim], "tags": {"construction": ["silence"]}}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(line) + "\n", "utf-8")
    tables = json.loads(run("score", gold, "--by", "construction", "--json").stdout)["tables"]
    assert [row["cause"] for row in tables["missed claims, why"]] == ["no candidate"]
    assert [row["construction"] for row in tables["constructions that the gold names"]] == ["silence"]
    other = json.loads(run("score", gold, gold, "--by", "construction", "--json").stdout)["tables"]
    assert other["missed claims, why"] == []
    assert run("score", gold, gold, "--by", "construction").stdout.startswith("missed claims, why\nnone\n")


@pytest.mark.usefixtures("fixed_reader")
def test_claims_that_are_less_sure_are_not_scored(run: Run, write: Any, make_claim: Any) -> None:
    gold = write("gold.jsonl", a=[make_claim(TEXT)])
    line = f"{'claim':22}{{:>10}}{{:>8}}{{:>7}}     1"
    assert line.format("100.0", "100.0", "100.0") in run("score", gold, "--min-confidence", "0.8").stdout
    assert line.format("100.0", "0.0", "0.0") in run("score", gold, "--min-confidence", "0.81").stdout
    # a reading that gives no confidence is whole
    assert line.format("100.0", "100.0", "100.0") in run("score", gold, gold, "--min-confidence", "1").stdout


@pytest.mark.parametrize("content", [b"{", b'{"id": "a", "text": "x"}', b"\xff\xfe\x00"])
def test_a_gold_file_that_is_none(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    result = run("score", path, path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"armstrail: {path}: line 1: ")
    assert result.stderr.count("\n") == 1


def test_a_gold_file_that_is_missing(run: Run, tmp_path: Path) -> None:
    result = run("score", tmp_path / "gold.jsonl")
    assert (result.exit_code, result.stderr) == (
        1,
        f"armstrail: {tmp_path / 'gold.jsonl'}: No such file or directory\n",
    )


@pytest.mark.skipif(not (GUIDE / "score.py").exists(), reason="the annotated passages are not here")
@pytest.mark.parametrize("options", [[], ["--json"], ["--json", "--details"]])
def test_same_bytes_as_the_measure(run: Run, tmp_path: Path, options: list[str]) -> None:
    """On a reading with one passage left out, one claim of each other lost and the next passage's claims added."""
    gold = GUIDE / "dev-2012-2020.jsonl"
    passages = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    reading = [
        {"id": passage["id"], "claims": passage["claims"][1:] + following["claims"]}
        for passage, following in zip(passages[1:], passages, strict=False)
    ]
    path = tmp_path / "reading.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in reading), "utf-8")
    command = [sys.executable, str(GUIDE / "score.py"), str(gold), str(path), *options]
    expected = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert run("score", gold, path, *options).stdout == expected
