"""Every row of every table finds its examples and none of its look-alikes."""

import datetime
import re

import pytest

from armstrail.lexicon import ENTRY_TABLES, Row, cells, find, table
from armstrail.lexicon.tables import first_day, last_day

DATED = re.compile(r"@(\d{4}(?:-\d\d){0,2}) (.*)", re.DOTALL)


def dated(example: str, row: Row) -> tuple[str, datetime.date]:
    """An example and the day on which it was written: its own, else within the row's years."""
    if match := DATED.fullmatch(example):
        day = first_day(match[1])
        assert day
        return match[2], day
    return example, last_day(row.get("until", "")) or last_day(row.get("from", "")) or datetime.date(2020, 1, 1)


def names(example: str, row: Row) -> bool:
    text, on = dated(example, row)
    return any(entry.row is row for found in find(text, on) for entry in found.alternatives)


@pytest.mark.parametrize("name", ENTRY_TABLES)
def test_each_row_finds_its_examples(name):
    examples = [(row, example) for row in table(name) for example in cells(row["examples"])]
    missed = [(row["source"], example) for row, example in examples if not names(example, row)]
    assert not missed, f"{len(missed)} of {len(table(name))}: {missed[:20]}"


@pytest.mark.parametrize("name", ENTRY_TABLES)
def test_no_row_finds_its_look_alikes(name):
    wrong = [example for row in table(name) for example in cells(row["not"]) if names(example, row)]
    assert not wrong, wrong[:20]


@pytest.mark.parametrize("name", ENTRY_TABLES)
def test_each_row_has_a_source_and_an_example(name):
    bare = [tuple(row.values())[:3] for row in table(name) if not row["source"] or not cells(row["examples"])]
    assert not bare, bare[:20]


@pytest.mark.parametrize("row", table("hides"), ids=lambda row: row["form"])
def test_what_is_hidden_is_neither_goods_nor_party(row):
    for example in cells(row["examples"]):
        start = example.index(row["form"])
        inside = [one for one in find(example) if one.start < start + len(row["form"]) and start < one.end]
        assert not inside, inside
