"""`armstrail lexicon find`: what a word stands for on a day, and the rows that say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("word", "on", "taken_for"),
    [
        ("Moscow", "1985-06-01", "“Moscow” is Soviet Union (SUHH) — state, capital"),
        ("Moscow", "2014-01-18", "“Moscow” is Russia (RU) — state, capital"),
        ("tanks", "2014-01-18", "“tanks” is tanks — goods, plural"),
        # a phrase is read as a report is
        ("Syria got tanks", "2014-01-18", "“Syria” is Syria (SY) — state, name"),
    ],
)
def test_what_a_word_is_taken_for(run: Run, word: str, on: str, taken_for: str) -> None:
    result = run("lexicon", "find", word, "--on", on)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == f"In a report of {on}:"
    assert f"  {taken_for}" in result.stdout


def test_rows_are_shown_whether_they_count_on_that_day_or_not(run: Run) -> None:
    output = run("lexicon", "find", "Moscow", "--on", "2014-01-18").stdout
    assert "  code         SUHH" in output
    assert "  until        1991-12-25" in output
    assert "  source       ISO 3166-3" in output
    assert "  found in     “" in output


@pytest.mark.parametrize("word", ["say", "HUNDREDS", "supply"])
def test_words_that_name_no_party_and_no_goods_have_their_rows_too(run: Run, word: str) -> None:
    result = run("lexicon", "find", word)
    assert result.exit_code == 0
    assert "by itself it names no party and no goods" in result.stdout
    assert ".csv\n" in result.stdout


def test_a_word_that_is_not_there(run: Run) -> None:
    result = run("lexicon", "find", "\x1b[1mqqxyzzyqq")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "armstrail: ␛[1mqqxyzzyqq: not in the lexicon\n")


def test_a_word_that_is_there_in_another_form(run: Run) -> None:
    result = run("lexicon", "find", "Muscow")
    assert result.exit_code == 1
    assert "Moscow" in result.stderr


def test_a_day_that_is_none(run: Run) -> None:
    assert run("lexicon", "find", "Moscow", "--on", "yesterday").exit_code == 2
