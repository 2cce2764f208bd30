"""A passage file: one report a line, in order; a broken line is a failure and the rest goes on."""

import datetime
import hashlib
import json

import pytest

from armstrail.gathering import Failure, Settings, gather
from armstrail.model import Report, text_id

DAY = datetime.date(2014, 1, 18)


def line(**fields: object) -> str:
    return json.dumps({"id": "p1", "text": "Chad sold guns.", **fields}, ensure_ascii=False)


def read(tmp_path, data: str | bytes, settings: Settings | None = None, name: str = "p.jsonl"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(gather([str(path)], settings or Settings())), str(path)


def test_a_line_is_a_report(tmp_path):
    text = "Chad sold  guns.\r\n\nPhoto: AFP "
    written = line(url="https://a.example/", published="2014-01-18", title="Guns", text=text)
    [report], _ = read(tmp_path, written + "\n")
    assert report == Report(
        id=text_id(text), source="p1", url="https://a.example/", outlet=None, published=DAY, retrieved=None,
        language=None, title="Guns", text=text, archived=hashlib.sha256(written.encode()).hexdigest(),
    )  # fmt: skip


def test_broken_lines_do_not_stop_the_others(tmp_path):
    lines = [
        line(id="a"),
        '{"id": "b", "text": ',
        "",
        '["no object"]',
        line(id="c", text=7),
        '{"id": "d"}',
        line(id="e"),
    ]
    found, path = read(tmp_path, "\n".join(lines))
    assert [getattr(item, "source", None) for item in found] == [
        "a",
        f"{path}, line 2",
        f"{path}, line 4",
        f"{path}, line 5",
        f"{path}, line 6",
        "e",
    ]
    assert [str(item).removeprefix(f"{path}, ") for item in found if isinstance(item, Failure)] == [
        "line 2: not JSON: Expecting value at character 21",
        "line 4: JSON, but no object with an `id` and a `text`",
        "line 5: `text`: input should be a valid string",
        "line 6: `text`: field required",
    ]


@pytest.mark.parametrize(("written", "reason"), [
    (line().encode()[:-3] + b"\xe9\"}", "not UTF-8: byte"),
    (b"[" * 100_000, "not JSON: "),
    (b'{"id": 7, "text": "x"}', "`id`: input should be a valid string"),
    (b'{"id": "a", "text": "\\ud800"}', "half a character"),
    (b'{"id": "a", "text": "x", "published": 20140118}', "`published`: '20140118' is no date (YYYY-MM-DD)"),
    (b'{"id": "a", "text": "x", "published": "18/01/2014"}', "`published`: '18/01/2014' is no date (YYYY-MM-DD)"),
    (b'{"id": "a", "text": "x", "published": "2014-02-30"}', "`published`: '2014-02-30' is no date (YYYY-MM-DD)"),
    (b"\0\0", "not JSON: "),
])  # fmt: skip
def test_what_is_wrong_with_a_line(tmp_path, written, reason):
    [first, failure, last], path = read(tmp_path, line().encode() + b"\n" + written + b"\n" + line().encode())
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert failure.source == f"{path}, line 2"
    assert failure.reason.startswith(reason)


@pytest.mark.parametrize(("published", "settings", "expected"), [
    ("2014-01-18T23:00:00Z", Settings(), DAY),
    (None, Settings(), None),
    (None, Settings(published=DAY), DAY),
    # a passage's own date stands
    ("2014-01-18", Settings(published=datetime.date(2020, 1, 1)), DAY),
    # so does one that a page would not be believed
    ("1962-10-16", Settings(), datetime.date(1962, 10, 16)),
])  # fmt: skip
def test_the_date_of_a_passage(tmp_path, published, settings, expected):
    [report], _ = read(tmp_path, line(published=published), settings)
    assert report.published == expected


def test_other_keys_and_claims_are_passed_over(tmp_path):
    [report], _ = read(
        tmp_path, line(claims=[{"act": "no such act"}], responses=7, corpus="x", language="en", outlet="Lens")
    )
    assert (report.text, report.language, report.outlet) == ("Chad sold guns.", "en", "Lens")


@pytest.mark.parametrize("name", ["p.jsonl", "p.ndjson", "p.txt", "p"])
def test_a_passage_file_shows_in_its_content(tmp_path, name):
    [report], _ = read(tmp_path, "\ufeff" + line(), name=name)
    assert report.source == "p1"


def test_a_passage_file_whose_first_line_is_broken(tmp_path):
    [failure, report], path = read(tmp_path, '{"id": "a", "text\n' + line(), name="p.txt")
    assert (failure.source, report.source) == (f"{path}, line 1", "p1")


def test_long_lines(tmp_path):
    long = line(text="Chad sold guns. " * 20_000)
    found, path = read(tmp_path, f"{long}\n{line()}\n{long}", Settings(page_bytes=400_000), "p.txt")
    assert [item.source for item in found] == ["p1"] * 3
    found, path = read(tmp_path, f"{line()}\n{long}\n{line()}\n{long}", Settings(page_bytes=100_000))
    assert [str(item) for item in found if isinstance(item, Failure)] == [
        f"{path}, line 2: over 100,000 bytes long",
        f"{path}, line 4: over 100,000 bytes long",
    ]
    assert [item.source for item in found if isinstance(item, Report)] == ["p1", "p1"]


def test_a_passage_file_may_be_larger_than_a_page(tmp_path):
    found, _ = read(tmp_path, f"{line()}\n" * 5_000, Settings(page_bytes=1_000))
    assert len(found) == 5_000


def test_a_passage_file_in_utf_16(tmp_path):
    [failure], _ = read(tmp_path, b"\xff\xfe" + line().encode("utf-16-le"))
    assert failure.reason == "a passage file is UTF-8; this one is UTF-16, or binary"


def test_an_empty_text_is_still_a_passage(tmp_path):
    [report], _ = read(tmp_path, line(text=""))
    assert report.text == ""
