"""An entry holds on some days, and stands for something that a claim may name."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.lexicon import ENTRY_TABLES, Entry, forms, table
from armstrail.lexicon.entry import PARTY_KINDS, Kind
from armstrail.model import CATEGORIES, parse_party

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
FIRST, LAST = datetime.date(1971, 2, 3), datetime.date(1999, 8, 9)


def entry(kind: Kind = "state", since: datetime.date | None = FIRST, until: datetime.date | None = LAST) -> Entry:
    return Entry(kind, "SUHH", "name", "", since, until, "states", {})


@pytest.mark.parametrize(
    ("kind", "on", "holds", "in_office"),
    [
        # both ends are included
        ("state", FIRST, True, True),
        ("state", LAST, True, True),
        ("state", FIRST - datetime.timedelta(1), False, False),
        ("state", LAST + datetime.timedelta(1), False, False),
        # without a day: today, when it has ended
        ("state", None, False, False),
        # a text of later years tells of a former leader, one of earlier years does not know of him
        ("leader", LAST + datetime.timedelta(1), True, False),
        ("leader", FIRST - datetime.timedelta(1), False, False),
        ("leader", LAST, True, True),
    ],
)
def test_the_days_of_an_entry(kind: Kind, on: datetime.date | None, holds: bool, in_office: bool) -> None:
    assert entry(kind).holds(on) is holds
    assert entry(kind).in_office(on) is in_office


@given(st.none() | DAYS)
def test_an_entry_with_open_ends_holds_always(on: datetime.date | None) -> None:
    assert entry(since=None, until=None).holds(on)
    assert entry(since=None, until=None).in_office(on)


@given(DAYS, DAYS, DAYS)
def test_who_is_in_office_holds(since: datetime.date, until: datetime.date, on: datetime.date) -> None:
    for kind in ("state", "leader"):
        one = entry(kind, since, until)
        assert one.holds(on) or not one.in_office(on)


def test_what_a_party_is() -> None:
    assert {"state", "seat", "leader", "group", "company", "body", "region"} == PARTY_KINDS
    assert entry("leader").is_party
    assert not entry("goods").is_party


# --- the tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRY_TABLES)
def test_each_table_gives_entries_for_all_its_rows(name: str) -> None:
    rows = {id(one.row) for _, one in forms() if one.table == name}
    assert [row for row in table(name) if id(row) not in rows] == []


def test_each_party_is_one_that_a_claim_may_name() -> None:
    # a company made up of several states has no code of its own
    wrong = set()
    for _, one in forms():
        if one.is_party and one.id:
            try:
                parse_party(one.id)
            except ValueError:
                wrong.add((one.table, one.id))
    assert sorted(wrong) == []


def test_all_goods_have_a_category_of_the_guide() -> None:
    named = {one.id for _, one in forms() if one.kind == "goods"} | {row["category"] for row in table("designations")}
    assert sorted(named - set(CATEGORIES)) == []


def test_no_entry_ends_before_it_begins() -> None:
    assert [(form, one) for form, one in forms() if one.since and one.until and one.since > one.until] == []


def test_no_cell_gives_a_form_twice() -> None:
    counted = Counter((form, one.role, one.table, id(one.row)) for form, one in forms())
    assert [key[:3] for key, number in counted.items() if number > 1] == []


def test_forms_have_no_blanks_at_their_ends() -> None:
    assert [form for form, _ in forms() if form != form.strip() or not form] == []
