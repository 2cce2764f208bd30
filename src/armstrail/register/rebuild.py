"""The register made again from what it rests on: archived reports, the reader and lexicon of today, the decisions.

rebuild(old, new, read)      the same reports, read again, and every decision; all of it or nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sqlalchemy import select

from armstrail.gathering import Archive
from armstrail.model import Derivation, Reading, Report
from armstrail.register.database import looking, shown, writing
from armstrail.register.decisions import log, replay
from armstrail.register.errors import RegisterError
from armstrail.register.export import paged
from armstrail.register.schema import decisions, reports
from armstrail.register.store import Register, store_reading


class Rebuilt(NamedTuple):
    """How much was made again."""

    reports: int
    claims: int
    decisions: int


def rebuild(
    old: Register,
    new: Register,
    read: Callable[[Report], Reading],
    *,
    everything: bool = False,
    step: Callable[[], None] = lambda: None,
) -> Rebuilt:
    """Fills an empty register with the reports of another, read again, and with its decisions.

    One transaction: killed in the middle, nothing is there, and it can be run again. The new register rests on its own
    archive, which has to hold what the reports are taken from: the same folder, or a copy (`Archive.take_over`).

    Args:
        everything: also what the archive holds and the old register does not name.
        step: called after each report.

    Raises:
        RegisterError: the new register is not empty, or the reader failed on a report.
        ArchiveError: a report is missing from the archive, or has changed there.
    """
    refuse_if_filled(new)
    counted, read_claims = 0, 0
    with looking(old.engine) as before, writing(new.engine) as connection:
        names = stored(old)
        for name in _with_the_rest(names, new.archive) if everything else names:
            derivation = new.archive.derivation(name)
            reading = read_again(read, derivation)
            if store_reading(connection, derivation, reading):
                counted, read_claims = counted + 1, read_claims + len(reading.claims)
            step()
        entries = 0
        for decision in log(before):
            replay(connection, decision)
            entries += 1
    return Rebuilt(counted, read_claims, entries)


def refuse_if_filled(new: Register) -> None:
    """Raises a RegisterError where something is stored already."""
    with looking(new.engine) as connection:
        for table in (reports, decisions):
            if connection.execute(select(table.c.number).limit(1)).first():
                raise RegisterError(f"{shown(new.engine.url)}: not empty: a register is rebuilt into a new one")


def stored(register: Register) -> Iterator[str]:
    """The ids of a register's reports in the order in which they came."""
    with looking(register.engine) as connection:
        for page in paged(connection, select(reports.c.number, reports.c.id), reports.c.number):
            for row in page:
                yield row.id


def read_again(read: Callable[[Report], Reading], derivation: Derivation) -> Reading:
    """A reading, as `add` would have it.

    Raises:
        RegisterError: the reader failed; which report it was.
    """
    try:
        return read(derivation.report)
    except Exception as error:
        what = f"the reader failed on it: {type(error).__name__}: {error}"
        raise RegisterError(f"{derivation.report.source}: {what}") from error


def _with_the_rest(names: Iterator[str], archive: Archive) -> Iterator[str]:
    """These, then all others of an archive, each after the version that stood there before it."""
    seen: set[str] = set()
    for name in names:
        seen.add(name)
        yield name
    for name in archive.names("derivations"):
        versions: list[str] = []
        before: str | None = name
        while before and before not in seen:
            seen.add(before)
            versions.append(before)
            before = archive.derivation(before).previous
        yield from reversed(versions)
