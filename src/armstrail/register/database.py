"""Opens a register's database: one SQLite file (WAL), or a PostgreSQL server; brings its tables up to date.

ARMSTRAIL_DATABASE   a path, or an SQLAlchemy URL; `armstrail.db` where it is not set
ARMSTRAIL_ARCHIVE    the archive's folder; beside the SQLite file where it is not set: `armstrail.archive`
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from armstrail.register.errors import RegisterError

DATABASE = "ARMSTRAIL_DATABASE"
ARCHIVE = "ARMSTRAIL_ARCHIVE"
HEAD = "0001"  # the newest migration

_WAIT = 60  # seconds that a writer waits for another one
# Compiling a query to machine code (jit) or starting workers takes longer than any query of ours; on the disks of today
# a page in an index is not four times as dear as the next one.
_POSTGRESQL = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"
_WRITER = 8_241_917  # the advisory lock of PostgreSQL that the one writer holds


def database_url(named: str | None = None) -> URL:
    """The database that the user means: as named, else by the environment, else `armstrail.db` here.

    Raises:
        RegisterError: neither a path nor a URL of SQLite or PostgreSQL.
    """
    place = named or os.environ.get(DATABASE) or "armstrail.db"
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except ArgumentError:
        raise RegisterError(f"{place}: no path and no database URL") from None
    match url.get_backend_name():
        case "sqlite":
            return url
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise RegisterError(f"{other}: a register lies in SQLite or PostgreSQL")


def archive_folder(url: URL, named: str | None = None) -> Path:
    """The archive that belongs to a database: as named, else by the environment, else beside the SQLite file."""
    place = named or os.environ.get(ARCHIVE)
    if place:
        return Path(place)
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(url.database).with_suffix(".archive")
    return Path("armstrail.archive")


def open_database(url: URL, *, make: bool = True) -> Engine:
    """An engine on a database whose tables are those of this version.

    Args:
        make: whether a database that is not there is made, and an older one brought up to date.

    Raises:
        RegisterError: it cannot be opened or made, it is none of ours, or a newer version made it.
    """
    if url.get_backend_name() == "sqlite" and not make and not Path(url.database or "").is_file():
        raise RegisterError(f"{url.database}: no register there yet: `armstrail add` makes one")
    server = {"pool_pre_ping": True, "connect_args": {"options": _POSTGRESQL}}
    engine = create_engine(url, **({} if url.get_backend_name() == "sqlite" else server))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", begin)
    try:
        with clear_errors(engine):
            _bring_up_to_date(engine, make=make)
    except RegisterError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write: committed whole at its end, or not at all."""
    with clear_errors(engine), engine.connect().execution_options(write=True) as connection, connection.begin():
        yield connection


@contextmanager
def looking(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the register and writes nothing."""
    with clear_errors(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def clear_errors(engine: Engine) -> Iterator[None]:
    """What the database complains of, as a `RegisterError` that names the database in one line."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
        raise RegisterError(f"{shown(engine.url)}: {_IN_WORDS.get(said[0], said[0])}") from error
    except SQLAlchemyError as error:
        raise RegisterError(f"{shown(engine.url)}: {error}") from error


_IN_WORDS = {
    "database or disk is full": "the disk is full; nothing of this report was stored",
    "attempt to write a readonly database": "it may not be written to",
    "unable to open database file": "the database cannot be opened: is the folder there, and may it be written to?",
    "file is not a database": "not a register: the file is no SQLite database",
    "database disk image is malformed": "damaged: `armstrail verify` tells more, `armstrail rebuild` makes it anew",
}


def shown(url: URL) -> str:
    """A database by its path, or its URL without the password."""
    return url.database or ":memory:" if url.get_backend_name() == "sqlite" else url.render_as_string()


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where `begin` says so
    for setting in (
        f"busy_timeout = {_WAIT * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "cache_size = -65536",  # 64 MB: the upper levels of every index of a million claims
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def begin(connection: Connection) -> None:
    """Writers take turns, in both databases: the log of decisions is one chain, and no two can wait for each other."""
    write = connection.get_execution_options().get("write", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
    elif write:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _bring_up_to_date(engine: Engine, *, make: bool) -> None:
    with engine.connect() as connection, connection.begin():
        stands = _version(connection)
    if stands == HEAD:
        return
    if stands is not None and stands > HEAD:
        raise RegisterError(f"{shown(engine.url)}: made by a newer armstrail (tables {stands}, this one knows {HEAD})")
    if not make:
        hint = "no register there yet: `armstrail add` makes one" if stands is None else "made by an older armstrail"
        raise RegisterError(f"{shown(engine.url)}: {hint}")
    from armstrail.register.migrate import upgrade

    with writing(engine) as connection:
        if _version(connection) != HEAD:  # another process may have been faster
            upgrade(connection)


def _version(connection: Connection) -> str | None:
    """Which migration the tables are of; None where there are none.

    Raises:
        RegisterError: there are tables, and they are not a register's.
    """
    tables = set(connection.dialect.get_table_names(connection))
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if tables:
        raise RegisterError(f"{shown(connection.engine.url)}: a database, but not a register")
    return None
