"""The register: reports with their claims, kept for good; adding is all or nothing for each report.

register = open_register("armstrail.db")
register.add(gathered, read=reader.read)      -> "added"; a second time "unchanged"; the page changed: "new version"
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Engine, Table, insert, select

from armstrail import __version__
from armstrail.gathering import Archive, Gathered
from armstrail.model import Decision, Derivation, Reading, Report, Retrieval, Transfer
from armstrail.reconciling import relation
from armstrail.register import query, sums
from armstrail.register.database import archive_folder, database_url, looking, open_database, writing
from armstrail.register.query import Filter, Hit, Page, PartyView, ReportView, Sort, StoredClaim
from armstrail.register.query.filter import ALL, LATEST
from armstrail.register.rows import ClaimRows, address, claim_rows, content_id, report_row
from armstrail.register.schema import claim_items, claim_parties, claims, origins, parties, readers, reports

Outcome = Literal["added", "new version", "unchanged"]


class Stored(NamedTuple):
    """What became of a report that was added: `reading` is None where it brought nothing new."""

    report: Report
    outcome: Outcome
    reading: Reading | None = None


def extractor() -> str:
    """The program that takes the text out of original bytes, with its version and that of the library under it."""
    try:
        return f"armstrail {__version__}, trafilatura {version('trafilatura')}"
    except PackageNotFoundError:
        return f"armstrail {__version__}"


class Register:
    """What is stored, and how it grows. Several processes may have the same register open."""

    def __init__(self, engine: Engine, archive: Archive) -> None:
        self.engine = engine
        self.archive = archive

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    def add(self, gathered: Gathered, read: Callable[[Report], Reading]) -> Stored:
        """Archives a report, has it read, and stores what was read; when this returns, all of it is on the disk.

        What brings nothing new is neither archived nor read again. Another text at the same address is a new version,
        beside the old one.

        Raises:
            ArchiveError, RegisterError: it could not be written; then nothing of it is in the register.
        """
        by = extractor()
        content = content_id(gathered.report, by)
        with looking(self.engine) as connection:
            if connection.execute(select(reports.c.id).where(reports.c.content == content)).first():
                return Stored(gathered.report, "unchanged")
            previous = _latest(connection, address(gathered.report))
        derivation = Derivation(report=gathered.report, extractor=by, previous=previous)
        reading = read(gathered.report)
        self._archive(gathered, derivation)
        return Stored(gathered.report, self.store(derivation, reading), reading)

    def store(self, derivation: Derivation, reading: Reading) -> Outcome:
        """Stores what was read from a derivation that is in the archive."""
        with writing(self.engine) as connection:
            row = report_row(derivation, reading)
            row["reader"] = _named(connection, readers, "name", reading.reader)
            row["origin"] = _named(connection, origins, "key", self._first_text(derivation))
            found = sums.insert(connection, reports).values(**row).on_conflict_do_nothing(index_elements=["content"])
            if (number := connection.execute(found.returning(reports.c.number)).scalar()) is None:
                return "unchanged"
            for claim, rows in zip(reading.claims, claim_rows(row["id"], reading.claims), strict=True):
                transfer = sums.transfer_number(connection, relation(claim))
                _store_claim(connection, rows, {"report": number, "transfer": transfer})
                counted = sums.Counted(claim, "undecided", row["origin"], row["published"])
                sums.count_in(connection, transfer, [counted])
        return "new version" if derivation.previous else "added"

    def page(self, asked: Filter = ALL, sort: Sort = LATEST, after: str | None = None, limit: int = 50) -> Page:
        """The transfers that pass a filter, some at a time; `query/` tells more, as for what follows.

        Raises:
            RegisterError: `after` is not of this order, or there is no word in `asked.text`.
        """
        with looking(self.engine) as connection:
            return query.page(connection, asked, sort, after, limit)

    def transfers(self, asked: Filter = ALL, sort: Sort = LATEST) -> Iterator[Transfer]:
        """All transfers that pass a filter, page by page."""
        after = None
        while True:
            page = self.page(asked, sort, after, limit=500)
            yield from page.transfers
            if (after := page.after) is None:
                return

    def search(self, words: str, limit: int = 20, skip: int = 0) -> list[Hit]:
        """The reports that have all the words, the last published first."""
        with looking(self.engine) as connection:
            return query.search(connection, words, limit, skip)

    def report(self, name: str) -> ReportView:
        """A report by its id, or the first characters of it; UnknownError where there is none, or several."""
        with looking(self.engine) as connection:
            return query.report(connection, name)

    def claim(self, name: str) -> StoredClaim:
        """A claim by its id, as `report`."""
        with looking(self.engine) as connection:
            return query.claim(connection, name)

    def transfer(self, name: str) -> Transfer:
        """A transfer by its id, as `report`."""
        with looking(self.engine) as connection:
            return query.transfer(connection, name)

    def claims_of(self, transfer: str, limit: int | None = None) -> list[StoredClaim]:
        """The claims of a transfer by the day of their reports, rejected ones among them."""
        with looking(self.engine) as connection:
            return query.transfer_claims(connection, query.transfer(connection, transfer).id, limit)

    def decisions_on(self, target: str) -> list[Decision]:
        """What persons said of a claim or a transfer, in order."""
        with looking(self.engine) as connection:
            return query.decisions_on(connection, target)

    def party(self, name: str, limit: int = 20) -> PartyView:
        """What a party gave, got, passed on and denied; by its name or code."""
        with looking(self.engine) as connection:
            return query.party(connection, query.party_code(name), limit)

    def _archive(self, gathered: Gathered, derivation: Derivation) -> None:
        report = gathered.report
        self.archive.keep(
            gathered.original,
            Retrieval(
                original=hashlib.sha256(gathered.original).hexdigest(),
                source=report.source,
                url=report.url,
                time=report.retrieved or datetime.datetime.now(datetime.UTC).replace(microsecond=0),
                headers=gathered.headers,
                tool=f"armstrail {__version__}",
            ),
        )
        self.archive.derive(derivation)

    def _first_text(self, derivation: Derivation) -> str:
        """The text of the first report at an address: all versions of a page are one origin, and so are its copies."""
        while derivation.previous:
            derivation = self.archive.derivation(derivation.previous)
        return derivation.report.id


def open_register(database: str | None = None, archive: str | Path | None = None, *, make: bool = True) -> Register:
    """Opens a register; makes it where none is yet.

    Args:
        database: a path or an SQLAlchemy URL; by default that of the environment, else `armstrail.db` here.
        archive: the folder of original bytes; by default that of the environment, else beside the SQLite file.
        make: False to refuse where there is none yet.

    Raises:
        RegisterError: it cannot be opened.
    """
    url = database_url(database)
    folder = archive_folder(url, str(archive) if archive else None)
    return Register(open_database(url, make=make), Archive(folder))


def _latest(connection: Connection, where: str) -> str | None:
    """The newest report at an address."""
    of = select(reports.c.id).where(reports.c.address == where).order_by(reports.c.number.desc()).limit(1)
    return connection.execute(of).scalar()


def _named(connection: Connection, table: Table, column: str, value: str) -> int:
    """The number of a row that is known by one value, made if need be."""
    of = select(table.c.number).where(table.c[column] == value)
    if (number := connection.execute(of).scalar()) is None:
        connection.execute(sums.insert(connection, table).values({column: value}).on_conflict_do_nothing())
        number = connection.execute(of).scalar_one()
    return int(number)


def _store_claim(connection: Connection, rows: ClaimRows, of: dict[str, int]) -> None:
    number = connection.execute(insert(claims).values(**rows.claim, **of).returning(claims.c.number)).scalar_one()
    for row in rows.parties:
        connection.execute(sums.insert(connection, parties).values(code=row["party"]).on_conflict_do_nothing())
    for table, several in ((claim_parties, rows.parties), (claim_items, rows.items)):
        if several:
            connection.execute(insert(table), [row | {"claim": number} for row in several])
