"""The reader as a whole: a report goes in, a reading comes out, the same each time."""

from __future__ import annotations

import datetime
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import pytest

from armstrail import __version__
from armstrail.model import Reading, Report, text_id
from armstrail.reading import FrameReader, Reader, load_reader

Read = Callable[..., Reading]
DAY = datetime.date(2014, 1, 17)
TEXT = (
    "In recent weeks Russia has stepped up deliveries of T-72 tanks to Syria, two diplomats said on Friday.\n\n"
    "“Dozens of Antonov transport planes have brought in drones,” one of them said. Moscow denies it."
)


def report(text: str, **given: object) -> Report:
    fields: dict[str, object] = {
        "id": text_id(text), "source": "a.txt", "url": None, "outlet": None, "published": DAY, "retrieved": None,
        "language": "en", "title": None, "text": text,
    }  # fmt: skip
    return Report.model_validate(fields | given)


def read_to_json(one: Report) -> str:
    return load_reader().read(one).to_json()


def test_the_reader_is_made_once() -> None:
    assert load_reader() is load_reader()


def test_a_reader_is_whatever_reads(reader: FrameReader) -> None:
    one: Reader = reader
    assert one.name == f"armstrail-frames {__version__}"


def test_a_reading_holds_its_report_and_names_its_reader(reader: FrameReader) -> None:
    given = report(TEXT)
    reading = reader.read(given)
    assert reading.report == given
    assert reading.claims
    assert {reading.reader, *(claim.reader for claim in reading.claims)} == {reader.name}


def test_a_reading_comes_back_from_its_file(reader: FrameReader) -> None:
    reading = reader.read(report(TEXT))
    assert Reading.model_validate_json(reading.to_json()) == reading
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_only_the_text_and_its_day_count(reader: FrameReader) -> None:
    plain = reader.read(report(TEXT)).claims
    other = report(TEXT, url="https://example.org/a", outlet="A paper", title="France sold tanks to Mali", source="b")
    assert reader.read(other).claims == plain


@pytest.mark.parametrize(
    ("published", "start", "end"),
    [
        ("2014-01-17", "2013-01-01", "2013-12-31"),
        ("1995-06-30", "1994-01-01", "1994-12-31"),
        # without a day of publication a relative date stays open
        (None, None, None),
    ],
)
def test_relative_dates_need_the_day_of_publication(
    read: Read, published: str | None, start: str | None, end: str | None
) -> None:
    [claim] = read("Russia sold tanks to India last year.", published and datetime.date.fromisoformat(published)).claims
    found = [day and day.isoformat() for day in (claim.period.start, claim.period.end)]
    assert found == [start, end]


def test_a_date_that_the_text_does_not_give_is_not_filled_in(read: Read) -> None:
    [claim] = read("Russia has delivered tanks to Syria.", DAY).claims
    assert (claim.period.start, claim.period.end) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        # line ends of all kinds, non-breaking spaces, signs of two code units, marks that turn the writing
        "Russia delivered tanks to Syria.\r\nIt rained.",
        "Russia\u00a0delivered tanks to\u00a0Syria.",
        "\ufeffRussia delivered tanks to Syria.",
        "🚢 Russia delivered tanks to Syria.",
        "Russia delivered tanks to Syria.\u200e",
        "RUSSIA DELIVERED TANKS TO SYRIA.",
        "Russia delivered tanks to Syria",
        "\n\n   Russia delivered tanks to Syria.   ",
    ],
)
def test_offsets_are_characters_of_the_text_as_it_came(read: Read, text: str) -> None:
    [claim] = read(text, DAY).claims
    claim.check_against(text)
    assert (claim.suppliers, claim.recipients) == (("RU",), ("SY",))
    assert {mention.text.upper() for mention in claim.mentions if mention.slot == "suppliers"} == {"RUSSIA"}
    for start, end in claim.evidence:
        assert "RUSSIA" in text[start:end].upper()


def test_a_very_long_sentence_and_a_very_long_word(read: Read) -> None:
    text = "Russia sold tanks to India " + "and rice to Nepal " * 300 + "." + "x" * 20_000
    for claim in read(text, DAY).claims:
        claim.check_against(text)


def test_new_processes_read_what_this_one_reads(reader: FrameReader) -> None:
    reports = [report(f"{TEXT} Iran sold {number} drones to Sudan.") for number in range(2, 10)]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        there = list(pool.map(read_to_json, reports, chunksize=4))
    assert there == [reader.read(one).to_json() for one in reports]


SIGNED = (
    "Russia had bought two frigates from France. The contract for the two ships was signed by the French "
    "shipbuilder DCNS and the Russian state arms exporter Rosoboronexport."
)
NOTIFIED = (
    "The United States will sell 40 fighter jets to Turkey. Turkey and Turkish companies had asked for them. "
    "The government has notified Congress of the sale."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a firm is, is not what it did; two great exporters sign: who sells is for another sentence to say
        (SIGNED, {("order", "FR", "RU")}),
        # a parliament is told by its own government
        (NOTIFIED, {("order", "US", "TR"), ("approval", "US", "TR"), ("talks", "US", "TR")}),
    ],
)
def test_sides_that_another_sentence_tells(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(one.act, *one.suppliers, *one.recipients) for one in read(text).claims}
    assert found <= expected
    assert found & {one for one in expected if one[0] == "order"}
