"""The reader, loaded once, and reports made of a text."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from armstrail.model import Passage, Reading, Report
from armstrail.reading import FrameReader, load_reader

Read = Callable[..., Reading]


def report_of(text: str, published: datetime.date | None = None) -> Report:
    return Passage(id="report.txt", published=published, text=text).to_report()


@pytest.fixture(scope="session")
def reader() -> FrameReader:
    return load_reader()


@pytest.fixture(scope="session")
def read(reader: FrameReader) -> Read:
    """What the reader makes of a text: `read("Iran armed Hezbollah.", published=date(2014, 3, 18))`."""

    def read(text: str, published: datetime.date | None = None) -> Reading:
        return reader.read(report_of(text, published))

    return read
