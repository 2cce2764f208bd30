"""Adding a report: once and only once, its versions linked, its claims counted in the transfers that they speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from tests.register.conftest import day, gathered_of, reading_of

from armstrail.register import Register, sums
from armstrail.register.database import looking, writing
from armstrail.register.schema import claims, metadata, reports, transfers

TEXT = "Russia delivered tanks to Syria."


def everything(register: Register) -> dict[str, list[tuple[object, ...]]]:
    with looking(register.engine) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def test_what_was_read_is_stored_with_its_original(register: Register) -> None:
    gathered = gathered_of(TEXT, published=day(18))
    stored = register.add(gathered, reading_of({}))
    assert (stored.outcome, stored.reading and len(stored.reading.claims)) == ("added", 1)
    with looking(register.engine) as connection:
        report = connection.execute(select(reports)).one()
        claim = connection.execute(select(claims)).one()
        transfer = connection.execute(select(transfers)).one()
    assert register.archive.original(report.archived) == gathered.original
    assert register.archive.derivation(report.id).report == gathered.report
    assert (claim.report, claim.transfer, claim.state) == (report.number, transfer.number, "undecided")
    assert (transfer.claims, transfer.undecided, transfer.origins, transfer.first) == (1, 1, 1, day(18))
    assert list(register.archive.faults()) == []


@pytest.mark.parametrize(
    "again",
    [
        {},
        # the same file by another way
        {"source": "elsewhere/report.txt"},
    ],
)
def test_the_same_again_changes_nothing(register: Register, again: dict[str, str]) -> None:
    register.add(gathered_of(TEXT), reading_of({}))
    before = everything(register)

    def never(_: object) -> None:
        raise AssertionError("read again")

    assert register.add(gathered_of(TEXT, **again), never).outcome == "unchanged"  # type: ignore[arg-type]
    assert everything(register) == before


def test_other_bytes_with_the_same_text_are_no_other_report(register: Register) -> None:
    url = "https://example.org/story"
    register.add(gathered_of(TEXT, url=url, original=b"<p>Russia ..."), reading_of({}))
    other = gathered_of(TEXT, url=url, original=b"<p class=new>Russia ...")
    assert register.add(other, reading_of({})).outcome == "unchanged"


def test_a_changed_page_is_a_new_version_of_the_same_origin(register: Register) -> None:
    url = "https://example.org/story"
    register.add(gathered_of(TEXT, url=url), reading_of({}))
    assert register.add(gathered_of(f"{TEXT} Corrected.", url=url), reading_of({})).outcome == "new version"
    with looking(register.engine) as connection:
        first, second = connection.execute(select(reports).order_by(reports.c.number)).all()
        transfer = connection.execute(select(transfers)).one()
    assert (first.previous, second.previous) == (None, first.id)
    assert (transfer.claims, transfer.origins) == (2, 1)


def test_a_reprint_is_no_second_origin(register: Register) -> None:
    for host in ("one", "two"):
        register.add(gathered_of(TEXT, url=f"https://{host}.example.org/"), reading_of({}))
    with looking(register.engine) as connection:
        assert connection.execute(select(transfers.c.claims, transfers.c.origins)).one() == (2, 1)


def test_equal_claims_of_one_report_are_two(register: Register) -> None:
    register.add(gathered_of(TEXT), reading_of({}, {}))
    with looking(register.engine) as connection:
        assert len(set(connection.execute(select(claims.c.id)).scalars())) == 2


def test_sums_made_anew_are_the_same(register: Register) -> None:
    for number, act in enumerate(["order", "delivery", "delivery"], start=1):
        given = {"act": act, "period": {"start": None, "end": day(number, 2)}, "via": ["LB"]}
        register.add(gathered_of(f"{TEXT} {number}", published=day(number)), reading_of(given, {"recipients": ["IR"]}))
    before = everything(register)
    with writing(register.engine) as connection:
        for number in connection.execute(select(transfers.c.number)).scalars().all():
            sums.recount(connection, number)
    assert everything(register) == before


def test_two_at_once_store_a_report_once(open_again: Callable[[], Register]) -> None:
    one, other = open_again(), open_again()

    def meanwhile(report: object) -> object:
        one.add(gathered_of(TEXT), reading_of({}))
        return reading_of({})(report)  # type: ignore[arg-type]

    assert other.add(gathered_of(TEXT), meanwhile).outcome == "unchanged"  # type: ignore[arg-type]
    with looking(one.engine) as connection:
        assert len(connection.execute(select(reports.c.id)).all()) == 1
