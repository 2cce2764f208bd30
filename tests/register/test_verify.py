"""Verifying: a sound register has no fault, and every single byte that changes anywhere is found."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from tests.register import generated
from tests.register.conftest import gathered_of, reading_of
from typer.testing import CliRunner, Result

from armstrail.cli.app import app
from armstrail.gathering import Archive
from armstrail.model import Derivation
from armstrail.register import Register, open_register
from armstrail.register.database import database_url, writing
from armstrail.register.schema import metadata
from armstrail.register.verify import faults, faults_at, last_decision, unused

CHANGES = 100


def fill(register: Register) -> None:
    generated.fill(register, 24)
    generated.decide(register, 16)


def other(byte: int, chance: random.Random) -> int:
    return byte ^ chance.randrange(1, 256)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register in SQLite that nobody has open."""
    folder = tmp_path_factory.mktemp("sound")
    register = open_register(str(folder / "armstrail.db"))
    fill(register)
    register.close()
    return folder


def test_a_sound_register_has_no_fault(register: Register) -> None:
    fill(register)
    assert list(map(str, faults(register))) == []


def contents(path: Path) -> object:
    """All that SQLite finds in a file, and whether it holds together."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    try:
        schema = connection.execute("SELECT * FROM sqlite_master").fetchall()
        rows = [
            connection.execute(f'SELECT * FROM "{one[1].decode()}"').fetchall() for one in schema if one[0] == b"table"
        ]
        return schema, rows, connection.execute("PRAGMA integrity_check").fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)
    finally:
        connection.close()


@pytest.mark.parametrize("part", range(4))  # so that a failure says which
def test_a_changed_byte_of_the_sqlite_file_is_found(sound: Path, tmp_path: Path, part: int) -> None:
    """A byte that SQLite does not use, where it reads all as before, has changed nothing: another one is drawn."""
    chance = random.Random(part)
    whole, damaged = (sound / "armstrail.db").read_bytes(), tmp_path / "damaged.db"
    as_it_was, changes = contents(sound / "armstrail.db"), 0
    while changes < CHANGES // 4:
        at = chance.randrange(len(whole))
        damaged.write_bytes(whole[:at] + bytes([other(whole[at], chance)]) + whole[at + 1 :])
        if contents(damaged) != as_it_was:
            changes += 1
            found = list(faults_at(database_url(str(damaged)), Archive(sound / "armstrail.archive")))
            assert found, f"byte {at}: {whole[at]} is now {damaged.read_bytes()[at]}"


def test_a_changed_byte_of_the_archive_is_found(sound: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    folder = tmp_path / "archive"
    shutil.copytree(sound / "armstrail.archive", folder)
    url = database_url(str(sound / "armstrail.db"))
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    assert list(faults_at(url, Archive(folder))) == []
    for _ in range(CHANGES):
        path = chance.choice(paths)
        content = path.read_bytes()
        at = chance.randrange(len(content))
        path.chmod(0o644)
        path.write_bytes(content[:at] + bytes([other(content[at], chance)]) + content[at + 1 :])
        found = list(Archive(folder).faults())
        assert [fault.where for fault in found] == [str(path.relative_to(folder))]
        path.write_bytes(content)
    next(path for path in paths if "derivations" in path.parts).unlink()
    told = [fault.what for fault in faults_at(url, Archive(folder))]
    assert told
    assert all("missing" in what for what in told)


@pytest.fixture
def loose(register: Register) -> Iterator[Connection]:
    """A connection that may break what ties the tables together, and takes back all that it does."""
    engine = create_engine(register.engine.url)
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
    engine.dispose()


def test_a_changed_byte_of_any_cell_is_found(register: Register, loose: Connection) -> None:
    """Also where the database keeps no trace of it: a person with the right to write has changed it."""
    fill(register)
    chance = random.Random(2)
    changes = 0
    while changes < CHANGES:
        table = chance.choice(metadata.sorted_tables)
        column = chance.choice(list(table.columns))
        if column.name == "number" and table.name != "decisions":
            continue  # the database's own: what it ties together is compared, and what it is says nothing
        key = "ctid" if loose.dialect.name == "postgresql" else "rowid"
        rows = loose.execute(text(f'SELECT {key}, "{column.name}" FROM {table.name} WHERE "{column.name}" IS NOT NULL'))
        cells = [(row[0], str(row[1])) for row in rows if str(row[1])]
        loose.rollback()
        if not cells:
            continue
        row, was = chance.choice(cells)
        at = chance.randrange(len(was))
        sign = chance.choice("0123456789") if was[at].isdigit() else chr(ord(was[at]) ^ chance.randrange(1, 32))
        now = was[:at] + sign + was[at + 1 :]
        if now == was or _change(loose, f"{table.name}.{key}", column.name, row, now, was=was) is None:
            continue
        changes += 1
        assert list(faults(register)), f"{table.name}.{column.name}: {was!r} is now {now!r}"
        assert _change(loose, f"{table.name}.{key}", column.name, row, was, new_row=True) is not None
    assert list(map(str, faults(register))) == []


_moved: dict[str, str] = {}


def _change(
    loose: Connection, key: str, column: str, row: object, value: str, *, was: str = "", new_row: bool = False
) -> str | None:
    """Writes a cell; None where the database does not take the value. PostgreSQL moves the row."""
    table, _, name = key.partition(".")
    place = _moved.pop("to") if new_row and name == "ctid" else row
    value_as, row_as = (
        (f"CAST(:value AS {_kind(table, column, loose)})", "CAST(:row AS tid)")
        if name == "ctid"
        else (":value", ":row")
    )
    query = f'UPDATE {table} SET "{column}" = {value_as} WHERE {name} = {row_as} RETURNING {name}, "{column}"'
    try:
        moved, stands = loose.execute(text(query), {"value": value, "row": place}).one()
        if not new_row and str(stands) == was:
            raise ValueError("the database reads it as what it was")
        loose.commit()
    except (DBAPIError, ValueError):
        loose.rollback()
        return None
    _moved["to"] = str(moved)
    return str(moved)


def _kind(table: str, column: str, loose: Connection) -> str:
    return metadata.tables[table].c[column].type.compile(loose.dialect)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE claims SET state = 'rejected' WHERE number = 1", "claims, row {claim} (state): 'rejected'"),
        ("UPDATE reports SET title = 'Tonks' WHERE number = 1", "reports, row {report} (title): 'Tonks', where its documents give 'Tanks'"),
        ("DELETE FROM decision_targets", "decision_targets, row {claim}, 1: is missing, and the documents give it"),
        ("UPDATE decisions SET document = replace(document, 'm.osei', 'm.isei')", "decisions, entry 1 (document): changed"),
        ("UPDATE alembic_version SET version_num = '9'", "alembic_version: 9, where this armstrail knows"),
        ("UPDATE claims SET document = replace(document, '\"RU\"', '\"UA\"')", "reports, row {report} (digest)"),
    ],
)  # fmt: skip
def test_a_fault_says_what_and_where(register: Register, change: str, told: str) -> None:
    register.add(gathered_of("Russia delivered tanks to Syria.", title="Tanks"), reading_of({}))
    with register.engine.connect() as connection:
        claim = connection.execute(text("SELECT id FROM claims")).scalar_one()
        report = connection.execute(text("SELECT id FROM reports")).scalar_one()
    register.decide("accept", [claim], by="m.osei")
    with writing(register.engine) as connection:
        connection.execute(text(change))
    found = list(map(str, faults(register)))
    assert any(fault.startswith(told.format(claim=claim, report=report)) for fault in found), found


def test_what_is_no_database_any_more_is_a_fault_and_the_archive_is_still_verified(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "armstrail.db").write_bytes(b"not a database, long enough to be none" * 100)
    shutil.copytree(sound / "armstrail.archive", tmp_path / "armstrail.archive")
    stray = tmp_path / "armstrail.archive" / "originals" / "stray"
    stray.write_text("x")
    first, *others = map(
        str, faults_at(database_url(str(tmp_path / "armstrail.db")), Archive(tmp_path / "armstrail.archive"))
    )
    assert first.startswith("originals/stray: does not belong here")
    assert any("the file is no SQLite database" in one for one in others)


def test_what_was_archived_and_not_stored_is_no_fault(register: Register) -> None:
    register.add(gathered_of("Russia delivered tanks to Syria."), reading_of({}))
    gathered = gathered_of("Iran delivered drones.", source="drones.txt")
    name = register.archive.derive(Derivation(report=gathered.report, extractor="armstrail 0"))
    register.archive.keep(
        gathered.original, next(register.archive.retrievals()).model_copy(update={"original": gathered.report.archived})
    )
    assert list(map(str, faults(register))) == []
    assert list(unused(register)) == [f"derivations/{name[:2]}/{name}"]


def test_the_command(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(sound, tmp_path / "copy")
    path = tmp_path / "copy" / "armstrail.db"
    monkeypatch.setenv("ARMSTRAIL_DATABASE", str(path))
    register = open_register(str(path))
    number, name = last_decision(register)
    register.close()
    good = _run("verify")
    assert (good.exit_code, number) == (0, 16)
    assert good.output.endswith(f"the log ends with decision 16, {name}\n")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE reports SET title = 'a' || char(27) || '[2J' WHERE number = 1")
    connection.close()
    bad = _run("verify")
    assert bad.exit_code == 1
    assert "\x1b" not in bad.output
    assert "(title): " in bad.output
    path.write_bytes(path.read_bytes()[:5000])
    assert _run("verify").exit_code == 1
    path.unlink()
    missing = _run("verify")
    assert (missing.exit_code, missing.output.count("\n")) == (1, 2)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), prog_name="armstrail")
