"""Brings the tables of a register up to date, step by step, by Alembic; `migrations/versions` has a file a step."""

from __future__ import annotations

from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, to: str = "head") -> None:
    """Takes all steps that the register has not taken yet, within the transaction of `connection`."""
    command.upgrade(_config(connection), to)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("armstrail.register") / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
