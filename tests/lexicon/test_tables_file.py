"""A table is read strictly: a line that does not fit is named, and a date is a first or a last day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.lexicon import cells, table
from armstrail.lexicon.tables import first_day, last_day

HEAD = "form,meaning,source\n"
Written = Callable[[str], str]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """The name of a table with these lines under a header: a whole path stands for itself."""

    def write(lines: str) -> str:
        (tmp_path / "few.csv").write_text(HEAD + lines, encoding="utf-8", newline="")
        return str(tmp_path / "few")

    return write


def test_the_rows_in_the_order_of_the_file(written: Written) -> None:
    rows = table(written("b, two ,x\na,one,y\n"))
    assert rows == ({"form": "b", "meaning": "two", "source": "x"}, {"form": "a", "meaning": "one", "source": "y"})


def test_quotes_commas_and_empty_cells(written: Written) -> None:
    [row] = table(written('"a, b",,"said ""x"""\n'))
    assert row == {"form": "a, b", "meaning": "", "source": 'said "x"'}


@pytest.mark.parametrize(
    ("lines", "line", "count"),
    [
        ("a,one\n", 2, 2),
        ("a,one,x\nb,two,y,z\n", 3, 4),
        ("a,one,x\nb,two, and,y\n", 3, 4),
        ("a,one,x\n\nb,two,y\n", 3, 0),
        # the line of the file, where a cell holds a line end
        ('a,"one\nmore",x\nb\n', 4, 1),
    ],
)
def test_a_ragged_row_is_named_with_its_table_and_line(written: Written, lines: str, line: int, count: int) -> None:
    with pytest.raises(ValueError, match=rf"few\.csv, line {line}: {count} cells, the header has 3"):
        table(written(lines))


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        table("no-such-table")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a|b", ("a", "b")), ("", ()), ("a", ("a",)), ("a | b|", ("a", "b")), ("|", ()), ("a b|c,d", ("a b", "c,d"))],
)
def test_cells(text: str, expected: tuple[str, ...]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2014-12", "2014-12-01", "2014-12-31"),
        ("2014-03-18", "2014-03-18", "2014-03-18"),
    ],
)
def test_the_first_and_the_last_day(text: str, first: str, last: str) -> None:
    assert first_day(text) == datetime.date.fromisoformat(first)
    assert last_day(text) == datetime.date.fromisoformat(last)


def test_an_empty_cell_has_no_day() -> None:
    assert first_day("") is None
    assert last_day("") is None


@pytest.mark.parametrize(
    "text",
    [
        "2014-02-30",
        "spring 2014",
        "2014/03",
        "2014-13",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(ValueError, match=r"."):
            read(text)


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)))
def test_a_day_lies_between_the_ends_of_its_month_and_year(day: datetime.date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        first, last = first_day(text), last_day(text)
        assert first
        assert last
        assert first <= day <= last
