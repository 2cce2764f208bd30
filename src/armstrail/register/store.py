"""The register: reports with their claims, kept for good; adding is all or nothing for each report.

register = open_register("armstrail.db")
register.add(gathered, read=reader.read)      -> "added"; a second time "unchanged"; the page changed: "new version"
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Engine, Table, insert, select

from armstrail import __version__
from armstrail.gathering import Archive, Gathered
from armstrail.model import Correction, Decision, Derivation, Reading, Report, Retrieval, Transfer, Verdict
from armstrail.reconciling import relation
from armstrail.register import decisions, names, parts, query, sums
from armstrail.register.database import archive_folder, database_url, looking, open_database, writing
from armstrail.register.names import KINDS, Kind
from armstrail.register.query import Filter, Hit, Page, PartyView, ReportView, Sort, StoredClaim
from armstrail.register.query.filter import ALL, LATEST
from armstrail.register.rows import ClaimRows, address, claim_rows, content_id, report_row
from armstrail.register.schema import claims, origins, readers, reports

Outcome = Literal["added", "new version", "unchanged"]


class Stored(NamedTuple):
    """What became of a report that was added: `reading` is None where it brought nothing new."""

    report: Report
    outcome: Outcome
    reading: Reading | None = None


@cache
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
        with looking(self.engine) as connection:
            if _stored(connection, gathered.report):
                return Stored(gathered.report, "unchanged")
            previous = _latest(connection, address(gathered.report))
        reading = read(gathered.report)
        return Stored(gathered.report, self._keep(gathered, previous, reading), reading)

    def _keep(self, gathered: Gathered, previous: str | None, reading: Reading) -> Outcome:
        """Archives and stores; where another process has stored a version of this page meanwhile, as the one after it.

        A derivation that was archived before that stays in the archive, and no report names it.
        """
        while True:
            derivation = Derivation(report=gathered.report, extractor=extractor(), previous=previous)
            self._archive(gathered, derivation)
            with writing(self.engine) as connection:
                latest = _latest(connection, address(gathered.report))
                if latest == previous:
                    is_new = store_reading(connection, derivation, reading)
                    return ("new version" if previous else "added") if is_new else "unchanged"
                if _stored(connection, gathered.report):
                    return "unchanged"
            previous = latest

    def decide(  # noqa: PLR0913 - as of `decisions.decide`
        self,
        verdict: Verdict,
        targets: Sequence[str],
        *,
        by: str,
        why: str = "",
        corrections: Iterable[Correction] = (),
        at: datetime.datetime | None = None,
        seen: Mapping[str, str | None] | None = None,
    ) -> Decision:
        """Writes a person's decision into the log and applies it: `decisions.decide`.

        Raises:
            ConflictError, UnknownError, RegisterError: nothing was written, and why.
        """
        told: dict[str, Any] = {"by": by, "why": why, "corrections": corrections, "at": at, "seen": seen}
        return decisions.decide(self.engine, verdict, targets, **told)

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

    def kind_and_id(self, begins: str, among: Sequence[Kind] = KINDS) -> tuple[Kind, str]:
        """What an id, or its first six characters or more, names; UnknownError where nothing or several things do."""
        with looking(self.engine) as connection:
            return names.kind_and_id(connection, begins, among)

    def knows(self, party: str) -> bool:
        """Does any claim name this party, by its code?"""
        with looking(self.engine) as connection:
            return query.knows_party(connection, party)

    def log(self) -> list[Decision]:
        """The log of decisions, the first one first."""
        with looking(self.engine) as connection:
            return list(decisions.log(connection))

    def decisions_on(self, target: str) -> list[Decision]:
        """What persons said of a claim, a transfer or a decision, and the undos of that, in order."""
        with looking(self.engine) as connection:
            return decisions.on(connection, target)

    def decision(self, name: str) -> Decision | None:
        """The decision with this id."""
        with looking(self.engine) as connection:
            return decisions.entry(connection, name)

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


def store_reading(connection: Connection, derivation: Derivation, reading: Reading) -> bool:
    """Stores what was read from a derivation that is in the archive; False where the same is there already."""
    row = report_row(derivation, reading)
    row["reader"] = _named(connection, readers, "name", reading.reader)
    row["origin"] = _origin(connection, derivation)
    found = sums.insert(connection, reports).values(**row).on_conflict_do_nothing(index_elements=["content"])
    if (number := connection.execute(found.returning(reports.c.number)).scalar()) is None:
        return False
    stored = [
        (claim, relation(claim), rows)
        for claim, rows in zip(reading.claims, claim_rows(row["id"], reading.claims), strict=True)
    ]
    for claim, of, rows in stored:
        own, transfer = sums.own_and_root(connection, of)
        place = {"report": number, "transfer": transfer, "merged_from": None if own == transfer else own}
        _store_claim(connection, rows, place)
        counted = sums.Counted(claim, "undecided", row["origin"], row["published"])
        sums.count_in(connection, transfer, [counted])
    relations = {of.id for _, of, _ in stored}
    decisions.catch_up(connection, [rows.claim["id"] for _, _, rows in stored], sorted(relations))
    return True


def _origin(connection: Connection, derivation: Derivation) -> int:
    """That of the version before, else the text: all versions of a page are one origin, and so are its copies."""
    before = select(reports.c.origin).where(reports.c.id == derivation.previous)
    known = connection.execute(before).scalar() if derivation.previous else None
    return known or _named(connection, origins, "key", derivation.report.id)


def _stored(connection: Connection, report: Report) -> bool:
    """Is it there already, with all that it brings?"""
    content = content_id(report, extractor())
    return connection.execute(select(reports.c.id).where(reports.c.content == content)).first() is not None


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


def _store_claim(connection: Connection, rows: ClaimRows, of: dict[str, int | None]) -> None:
    number = connection.execute(insert(claims).values(**rows.claim, **of).returning(claims.c.number)).scalar_one()
    parts.write(connection, number, rows.parties, rows.items)
