"""Is the register still what its documents make of it? Every byte of the archive, every cell of every table.

reports, row 5f0c… (title): 'Rvssia sends tanks', where its documents give 'Russia sends tanks'

The archive is hashed again. The tables are made once more from the archived reports, the stored claims and the
decisions, in a temporary file, and both are compared, cell by cell. So whatever `add` and `decide` write is checked by
the same rules that wrote it. Nothing is held in memory but a few rows.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, create_engine, event, select, text
from sqlalchemy.engine import URL

from armstrail.gathering import Archive, ArchiveError, Fault
from armstrail.model import FIRST, Claim, Decision, Derivation, Reading
from armstrail.register.database import HEAD, begin, clear_errors, looking, shown
from armstrail.register.decisions import replay
from armstrail.register.errors import RegisterError
from armstrail.register.export import paged
from armstrail.register.rows import derivation_id
from armstrail.register.schema import claims, decisions, metadata, readers, reports
from armstrail.register.store import store_reading
from armstrail.register.tables import TABLES, Compared

if TYPE_CHECKING:
    from armstrail.register.store import Register

_WORDS = (
    "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum \
WHERE attrelid = 'reports'::regclass AND attname = 'words'"
)
_WIDEST = 80  # characters of a value that a fault shows


def faults(register: Register) -> Iterator[Fault]:
    """What is wrong in the archive and in the database of a register, each with its place."""
    yield from faults_at(register.engine.url, register.archive)


def faults_at(url: URL, archive: Archive) -> Iterator[Fault]:
    """The same where the register cannot even be opened any more: the archive first, then as much as can be read."""
    yield from archive.faults()
    engine = _read_only(url)
    try:
        unopened = list(_each_told(shown(url), lambda: _in(engine, _opens)))
        yield from unopened
        if unopened:
            return
        yield from _each_told(
            shown(url),
            lambda: _file(url),
            lambda: _in(engine, _version),
            lambda: _in(engine, _structure),
            lambda: _words(engine, url),
            lambda: _in(engine, _chain),
            lambda: _tables(engine, archive),
        )
    finally:
        engine.dispose()


def unused(register: Register) -> Iterator[str]:
    """What the archive holds and the register does not: derivations that were archived before a process was killed.

    No fault: the same sources, added again, are stored; nobody was told that these were.
    """
    with looking(register.engine) as connection:
        for name in register.archive.names("derivations"):
            if connection.execute(select(reports.c.id).where(reports.c.id == name)).first() is None:
                yield f"derivations/{name[:2]}/{name}"


def last_decision(register: Register) -> tuple[int, str]:
    """Number and id of the newest entry of the log. Whoever has written it down elsewhere knows if entries are gone."""
    with looking(register.engine) as connection:
        newest = select(decisions.c.number, decisions.c.id).order_by(decisions.c.number.desc()).limit(1)
        row = connection.execute(newest).first()
        return (row.number, row.id) if row else (0, FIRST)


def _each_told(where: str, *checks: Callable[[], Iterator[Fault]]) -> Iterator[Fault]:
    """The faults of all checks; one that cannot go on, because what it reads is damaged, is a fault itself."""
    for check in checks:
        try:
            yield from check()
        except RegisterError as error:
            yield Fault(where, str(error).removeprefix(f"{where}: "))
        except (ValueError, TypeError) as error:  # a value of another kind than its column's
            yield Fault(where, f"cannot be read any further: {str(error).splitlines()[0]}")


def _in(engine: Engine, check: Callable[[Connection], Iterator[Fault]]) -> Iterator[Fault]:
    with looking(engine) as connection:
        yield from check(connection)


def _read_only(url: URL) -> Engine:
    """An engine that changes nothing, not even the file's header."""
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url)
    else:
        engine = create_engine(_opened(url, "ro"))
        event.listen(engine, "connect", _by_hand)
    event.listen(engine, "begin", begin)
    return engine


def _opened(url: URL, mode: str) -> URL:
    where = Path(url.database or "").absolute().as_uri()
    return URL.create("sqlite", database=where, query={"mode": mode, "uri": "true"})


def _by_hand(connection: Any, _: object) -> None:
    connection.isolation_level = None


def _file(url: URL) -> Iterator[Fault]:
    """The bytes of a SQLite file that it does not look at itself: they are as `add` leaves them."""
    if url.get_backend_name() != "sqlite":
        return
    path = Path(url.database or "")
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
        journal = path.with_name(f"{path.name}-wal")
        if journal.exists() and journal.stat().st_size:
            return  # somebody is writing: the newest head stands in the journal
    except OSError as error:
        raise RegisterError(f"{shown(url)}: cannot be read: {error.strerror}") from None
    # https://www.sqlite.org/fileformat2.html: journal in WAL; default cache, encoding, user version; vacuum,
    # application; reserved for expansion
    expected = {18: b"\2\2", 48: bytes(4), 56: bytes([0, 0, 0, 1]), 60: bytes(12), 72: bytes(20)}
    for at, should in expected.items():
        if (found := head[at : at + len(should)]) != should:
            yield Fault(
                f"{shown(url)}, byte {at}", f"{found.hex()} in the head of the file, where {should.hex()} belongs"
            )


def _opens(connection: Connection) -> Iterator[Fault]:
    """Is there a database at all, with tables in it?"""
    if not connection.dialect.get_table_names(connection):
        yield Fault(shown(connection.engine.url), "nothing in it: no register")


def _version(connection: Connection) -> Iterator[Fault]:
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if found != [HEAD]:
        told = ", ".join(map(str, found)) or "nothing"
        yield Fault(
            "alembic_version", f"{told}, where this armstrail knows {HEAD}: open the register once to update it"
        )


def _structure(connection: Connection) -> Iterator[Fault]:
    """What SQLite finds in its own file, and the tables by which it goes."""
    if connection.dialect.name != "sqlite":
        return
    for said in connection.execute(text("PRAGMA integrity_check")).scalars():
        if said != "ok":
            yield Fault("the database file", " ".join(str(said).split()))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Fault(f"{row[0]}, row number {row[1]}", f"names what is not in {row[2]}")
    found, should = _schema(connection), _new_schema()
    for name in sorted(found.keys() | should.keys()):
        if found.get(name) != should.get(name):
            yield Fault(f"schema, {name}", f"{_short(found.get(name))}, where {_short(should.get(name))} belongs")


def _schema(connection: Connection) -> dict[str, str | None]:
    rows = connection.execute(text("SELECT type || ' ' || name AS named, tbl_name, sql FROM sqlite_master"))
    return {row.named: f"{row.tbl_name}: {' '.join(str(row.sql).split())}" for row in rows}


def _new_schema() -> dict[str, str | None]:
    """The tables of a register made now."""
    from armstrail.register.migrate import upgrade

    engine = create_engine("sqlite://")
    with engine.connect() as connection, connection.begin():
        upgrade(connection)
        return _schema(connection)


def _words(engine: Engine, url: URL) -> Iterator[Fault]:
    """Does the search find each report by its own words?"""
    if url.get_backend_name() == "sqlite":
        able = create_engine(_opened(url, "rw"))
        event.listen(able, "connect", _by_hand)
        check = "INSERT INTO report_words(report_words, rank) VALUES ('integrity-check', 1)"  # writes nothing
        try:
            with clear_errors(able), able.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                connection.exec_driver_sql(check)
                connection.exec_driver_sql("ROLLBACK")
        except RegisterError as error:
            yield Fault("report_words", f"the index of words does not fit the reports: {error}")
        finally:
            able.dispose()
        return
    with looking(engine) as connection:
        made_by = connection.execute(text(_WORDS)).scalar_one()
        wrong = connection.execute(text(f"SELECT id FROM reports WHERE words IS DISTINCT FROM ({made_by})"))  # noqa: S608
        for row in wrong:
            yield Fault(f"reports, row {row.id} (words)", "the index of words does not fit the report")


def _chain(connection: Connection) -> Iterator[Fault]:
    """The log of decisions: numbers without gaps, each entry bound to the one before, each id that of its entry."""
    number, previous = 0, FIRST
    for page in paged(connection, select(decisions), decisions.c.number):
        for row in page:
            where = f"decisions, entry {row.number}"
            if row.number != number + 1:
                yield Fault(where, f"follows entry {number}: what lay between is gone")
            if row.previous != previous:
                yield Fault(f"{where} (previous)", f"{row.previous}, where the entry before is {previous}")
            yield from _entry(where, row)
            number, previous = row.number, row.id


def _entry(where: str, row: Row[Any]) -> Iterator[Fault]:
    try:
        decision = Decision.model_validate_json(row.document)
    except ValidationError as error:
        yield Fault(f"{where} (document)", f"no decision: {error.errors(include_url=False)[0]['msg']}")
        return
    if decision.hashed != decision.id or decision.to_json() != row.document:
        yield Fault(f"{where} (document)", f"changed: its id {decision.id} is not that of what it says")
    for column in ("number", "id", "previous"):
        if (stands := getattr(row, column)) != (says := getattr(decision, column)):
            yield Fault(f"{where} ({column})", f"{_short(stands)}, where its document gives {_short(says)}")


def _tables(engine: Engine, archive: Archive) -> Iterator[Fault]:
    """Makes all tables once more, and compares."""
    with TemporaryDirectory(prefix="armstrail-verify-") as folder:
        again = create_engine(URL.create("sqlite", database=str(Path(folder) / "again.db")))
        event.listen(again, "connect", _in_haste)
        try:
            metadata.create_all(again)
            with looking(engine) as stands, again.begin() as made:
                yield from _make_again(stands, made, archive)
                for table in TABLES:
                    yield from _each_told(table.name, lambda table=table: _compare(table, stands, made))  # type: ignore[misc]
        finally:
            again.dispose()


def _in_haste(connection: Any, _: object) -> None:
    """A file that nobody needs after a crash."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")


def _make_again(stands: Connection, made: Connection, archive: Archive) -> Iterator[Fault]:
    of = select(reports, readers.c.name).outerjoin(readers, readers.c.number == reports.c.reader)
    for page in paged(stands, of, reports.c.number):
        for row in page:
            yield from _each_told(f"reports, row {row.id}", lambda row=row: _report(stands, made, row, archive))  # type: ignore[misc]
    for page in paged(stands, select(decisions), decisions.c.number):
        for row in page:
            try:
                replay(made, Decision.model_validate_json(row.document))
            except (ValidationError, RegisterError):
                continue  # the chain has told of it


def _report(stands: Connection, made: Connection, row: Row[Any], archive: Archive) -> Iterator[Fault]:
    """Stores a report again, from the archive if it can be, and tells where archive and register disagree."""
    where = f"reports, row {row.id}"
    try:
        derivation = archive.derivation(row.id)
    except ArchiveError as error:
        yield Fault(where, str(error))
        derivation = Derivation.model_validate_json(row.document)
        if derivation_id(derivation) != row.id:
            yield Fault(f"{where} (document)", "changed: its SHA-256 is not the report's id")
    documents = select(claims.c.document).where(claims.c.report == row.number).order_by(claims.c.place)
    read = [Claim.model_validate_json(document) for document in stands.execute(documents).scalars()]
    reading = Reading.model_validate(
        {"report": derivation.report, "claims": read, "reader": str(row.name), "responses": json.loads(row.responses)}
    )
    if not store_reading(made, derivation, reading):
        yield Fault(where, "there twice: another row has the same content")


def _compare(table: Compared, stands: Connection, made: Connection) -> Iterator[Fault]:
    """Two sorted streams of the same table, side by side."""
    left, right = table.rows(stands), table.rows(made)
    one, other = next(left, None), next(right, None)
    while one or other:
        if other is None or (one is not None and table.key(one) < table.key(other)):
            assert one is not None
            yield Fault(table.where(one), "is there, and no document gives it")
            one = next(left, None)
        elif one is None or table.key(other) < table.key(one):
            if table.name != "parties":  # one that only a decision named, undone before its claim came back
                yield Fault(table.where(other), "is missing, and the documents give it")
            other = next(right, None)
        else:
            yield from _cells(table, one, other)
            one, other = next(left, None), next(right, None)


def _cells(table: Compared, one: Row[Any], other: Row[Any]) -> Iterator[Fault]:
    for column, stands, should in zip(one._fields, map(_plain, one), map(_plain, other), strict=True):
        if (type(stands), stands) != (type(should), should):
            told = f"{_short(stands, should)}, where its documents give {_short(should, stands)}"
            yield Fault(f"{table.where(one)} ({column})", told)


def _plain(value: object) -> object:
    """A value as SQLite has it, which knows no days."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _short(value: object, beside: object = None) -> str:
    """A value that fits a line; of two long texts, the part in which they begin to differ."""
    told = repr(value)
    if len(told) <= _WIDEST:
        return told
    other = repr(beside)
    differs = next((at for at, (a, b) in enumerate(zip(told, other, strict=False)) if a != b), 0)
    start = max(0, differs - _WIDEST // 4)
    return f"{'…' if start else ''}{told[start : start + _WIDEST]}{'…' if start + _WIDEST < len(told) else ''}"
