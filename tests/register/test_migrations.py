"""The tables that the migrations make are those of schema.py; a register of the first schema opens, and keeps what it holds."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from tests.register.conftest import gathered_of, reading_of

from armstrail.register import Register, RegisterError, open_register
from armstrail.register.database import HEAD, database_url, writing
from armstrail.register.export import jsonl
from armstrail.register.migrate import upgrade
from armstrail.register.schema import metadata
from armstrail.register.verify import faults

FIRST = "0001"  # the first schema that was released
WORDS = "report_words"  # and the tables that FTS5 keeps behind it: `schema.py` does not know them


def ours(thing: object, name: str | None, kind: str, *_: Any) -> bool:
    """Not the search's own: it is made by hand in the migrations, for each database in its words."""
    return not (name or "").startswith((WORDS, "ix_reports_words")) and (kind, name) != ("column", "words")


def differing(connection: Connection) -> list[object]:
    given = {"include_object": ours, "compare_type": True, "compare_server_default": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=given), metadata))


@pytest.mark.filterwarnings("ignore:Did not recognize type")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
def test_migrations_make_the_tables_of_the_schema(register: Register) -> None:
    with register.engine.connect() as connection:
        assert differing(connection) == []
        if connection.dialect.name == "postgresql":  # alembic compares no checks
            found = connection.execute(
                text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'ck_claims_state'")
            ).scalar()
        else:
            found = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'claims'")).scalar()
        assert all(state in str(found) for state in ("'undecided'", "'accepted'", "'rejected'", "'unsure'"))


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("armstrail.register") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_register_of_the_first_schema_opens_and_is_brought_up_to_date(database: str, tmp_path: Path) -> None:
    engine = create_engine(database_url(database))
    with engine.begin() as connection:
        upgrade(connection, FIRST)
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == FIRST
    engine.dispose()
    register = open_register(database, tmp_path / "archive")
    register.add(gathered_of("Russia delivered tanks to Syria."), reading_of({}))
    assert len(list(jsonl(register))) == 2
    assert list(map(str, faults(register))) == []
    register.close()


def test_a_register_of_a_newer_armstrail_is_left_alone(register: Register, database: str) -> None:
    with writing(register.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterError, match="made by a newer armstrail"):
        open_register(database)
