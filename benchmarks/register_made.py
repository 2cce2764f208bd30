"""Makes registers of any size that are skewed as real ones are, and fills databases with them faster than `add` does.

Few states are in most claims, few kinds of goods in most transfers, most reports are of late years; three claims a
report, every tenth report a reprint. The same number gives the same reports.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, text

from armstrail.lexicon import table
from armstrail.model import ACTS, CATEGORIES, Claim, Derivation, Passage, Reading, Report
from armstrail.reconciling import relation
from armstrail.register import Register
from armstrail.register.database import writing
from armstrail.register.rows import claim_rows, report_row
from armstrail.register.store import store_reading

READER = "benchmark 1"
_STATES = [row["code"] for row in table("states") if len(row["code"]) == 2]
_GOODS: list[str] = [kind for kind in CATEGORIES if kind != "unspecified"]
_TYPES = {kind: [row["designation"] for row in table("designations") if row["category"] == kind] for kind in _GOODS}
_MODALITIES = {"reported": 80, "planned": 9, "denied": 6, "possible": 5}
_SOURCES = {"narrator": 45, "official": 28, "media": 12, "anonymous": 7, "organisation": 4, "group": 2, "company": 2}
_STATES_OF_CLAIMS = {"undecided": 960, "accepted": 25, "rejected": 10, "unsure": 5}
_FILLER = (
    "according to officials familiar with the deal the shipment left port last week and a second one is to follow "
    "before the end of the year while parliament debates the price and groups ask for an embargo on such weapons"
).split()
_LAST = datetime.date(2026, 6, 30)
_BATCH = 5_000  # reports that are written at once


def derivations(claims: int, seed: int = 0) -> Iterator[tuple[Derivation, Reading]]:
    """Reports with their readings until there are so many claims."""
    dice = random.Random(seed)
    shown: list[str] = []
    number = made = 0
    while made < claims:
        number += 1
        several = [
            _claim(dice) for _ in range(min(claims - made, dice.choices((1, 2, 3, 4, 6), (15, 25, 25, 20, 15))[0]))
        ]
        made += len(several)
        reprint = shown and dice.random() < 0.1
        words = (
            dice.choice(shown)
            if reprint
            else f"Report {seed}-{number}. {' '.join(map(_sentence, several))} {_filler(dice)}"
        )
        if len(shown) < 1000:
            shown.append(words)
        report = _report(words, f"https://site{dice.randrange(400)}.example.org/{seed}/{number}", dice)
        read = [Claim.model_validate(one | {"evidence": [(0, len(words))]}) for one in several]
        derivation = Derivation(report=report, extractor="benchmark 1")
        yield derivation, Reading(report=report, claims=tuple(read), reader=READER)


def store(register: Register, derivation: Derivation, reading: Reading) -> None:
    """Adds a report as `add` does once it is archived."""
    with writing(register.engine) as connection:
        store_reading(connection, derivation, reading)


def fill(registers: Sequence[Register], claims: int, *, decided: bool = True, seed: int = 0) -> None:
    """Writes the rows that adding the reports one by one would have written; some claims decided if so wished."""
    with contextlib.ExitStack() as stack:
        writers = [stack.enter_context(_writer(register.engine)) for register in registers]
        rows = _Rows(random.Random(seed), decided=decided)
        made = derivations(claims, seed)
        while batch := list(itertools.islice(made, _BATCH)):
            for writer in writers:
                writer.write(rows.of_reports(batch) if writer is writers[0] else rows.last)
        for writer in writers:
            writer.write(rows.of_all())
            writer.finish()


class _Rows:
    """Rows by their tables, numbered."""

    def __init__(self, dice: random.Random, *, decided: bool) -> None:
        self._dice, self._decided = dice, decided
        self._origins: dict[str, int] = {}
        self._transfers: dict[str, int] = {}
        self._relations: list[dict[str, Any]] = []
        self._parties: set[str] = set()
        self._reports = self._claims = 0
        self.last: dict[str, list[dict[str, Any]]] = {}

    def of_reports(self, batch: Iterable[tuple[Derivation, Reading]]) -> dict[str, list[dict[str, Any]]]:
        made: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("reports", "claims", "claim_parties", "claim_items")
        }
        for derivation, reading in batch:
            self._reports += 1
            row = report_row(derivation, reading)
            origin = self._origins.setdefault(derivation.report.id, len(self._origins) + 1)
            made["reports"].append(row | {"number": self._reports, "reader": 1, "origin": origin})
            for claim, rows in zip(reading.claims, claim_rows(row["id"], reading.claims), strict=True):
                self._claims += 1
                state = self._dice.choices(*_weighted(_STATES_OF_CLAIMS))[0] if self._decided else "undecided"
                keys = {
                    "number": self._claims,
                    "report": self._reports,
                    "transfer": self._transfer(claim),
                    "state": state,
                }
                made["claims"].append(rows.claim | keys)
                made["claim_parties"] += [one | {"claim": self._claims} for one in rows.parties]
                made["claim_items"] += [one | {"claim": self._claims} for one in rows.items]
                self._parties.update(one["party"] for one in rows.parties)
        self.last = made
        return made

    def of_all(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "readers": [{"number": 1, "name": READER}],
            "origins": [{"number": number, "key": key} for key, number in self._origins.items()],
            "parties": [{"code": code} for code in sorted(self._parties)],
            "transfers": self._relations,
        }

    def _transfer(self, claim: Claim) -> int:
        of = relation(claim)
        known = of.to_json()
        if known not in self._transfers:
            self._transfers[known] = len(self._transfers) + 1
            sums = dict.fromkeys(("claims", "undecided", "origins"), 0)
            self._relations.append({"number": self._transfers[known], "id": of.id, "relation": known} | sums)
        return self._transfers[known]


# The sums as `sums.py` makes them, of all transfers at once.
_COUNTED = "claims JOIN reports ON reports.number = claims.report WHERE claims.state <> 'rejected'"
_GIVEN = "claims.modality <> 'denied' AND (quantity_min IS NOT NULL OR quantity_max IS NOT NULL)"
_SUMS = (
    """
    INSERT INTO transfer_kinds (transfer, act, modality, source_kind, state, claims)
    SELECT transfer, act, modality, source_kind, state, count(*) FROM claims GROUP BY 1, 2, 3, 4, 5
    """,
    f"INSERT INTO transfer_origins (transfer, origin) SELECT DISTINCT claims.transfer, reports.origin FROM {_COUNTED}",
    """
    INSERT INTO transfer_parties (transfer, role, party) SELECT DISTINCT claims.transfer, role, party
    FROM claim_parties JOIN claims ON claims.number = claim_parties.claim WHERE claims.state <> 'rejected'
    """,
    f"""
    INSERT INTO transfer_items (transfer, category, designation, quantity_min, quantity_max)
    SELECT claims.transfer, category, coalesce(designation, ''),
        min(CASE WHEN {_GIVEN} THEN coalesce(quantity_min, 0) END),
        CASE WHEN sum(CASE WHEN {_GIVEN} AND quantity_max IS NULL THEN 1 ELSE 0 END) = 0
            THEN max(CASE WHEN {_GIVEN} THEN quantity_max END) END
    FROM claim_items JOIN claims ON claims.number = claim_items.claim WHERE claims.state <> 'rejected' GROUP BY 1, 2, 3
    """,
    f"""
    UPDATE transfers SET claims = s.claims, undecided = s.undecided, origins = s.origins, first = s.first,
        latest = s.latest, period_start = s.period_start, period_end = s.period_end
    FROM (
        SELECT claims.transfer, count(*) AS claims, count(DISTINCT reports.origin) AS origins,
            sum(CASE WHEN claims.state = 'undecided' THEN 1 ELSE 0 END) AS undecided,
            min(reports.published) AS first, max(reports.published) AS latest,
            min(coalesce(period_start, period_end)) AS period_start,
            max(coalesce(period_end, period_start)) AS period_end
        FROM {_COUNTED} GROUP BY 1
    ) AS s WHERE s.transfer = transfers.number
    """,
)


class _Writer:
    """Writes rows in bulk: no index and no foreign key is kept meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.sqlite = connection.dialect.name == "sqlite"
        which = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_%'"
            if self.sqlite
            else "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_%'"
        )
        self._indexes = [tuple(row) for row in connection.execute(text(which))]
        for name, _ in self._indexes:
            connection.execute(text(f"DROP INDEX {name}"))
        if not self.sqlite:
            connection.execute(text("SET session_replication_role = replica"))

    def write(self, rows: dict[str, list[dict[str, Any]]]) -> None:
        for name, several in rows.items():
            if several:
                self._rows(name, list(several[0]), [tuple(row.values()) for row in several])

    def finish(self) -> None:
        """Sums, indexes, the numbers that come next, and what the database's planner has to know."""
        for statement in (*_SUMS, *(made for _, made in self._indexes)):
            self.connection.execute(text(statement))
        if not self.sqlite:
            self.connection.execute(text("SET session_replication_role = origin"))
            for name in ("readers", "origins", "reports", "transfers", "claims"):
                last = f"SELECT setval(pg_get_serial_sequence('{name}', 'number'), (SELECT max(number) FROM {name}))"
                self.connection.execute(text(last))
        self.connection.execute(text("ANALYZE"))

    def _rows(self, name: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
        raw: Any = self.connection.connection.driver_connection
        listed = ", ".join(columns)
        if self.sqlite:
            plain = [tuple(str(cell) if isinstance(cell, datetime.date) else cell for cell in row) for row in rows]
            raw.executemany(f"INSERT INTO {name} ({listed}) VALUES ({', '.join('?' * len(columns))})", plain)
            return
        with raw.cursor().copy(f"COPY {name} ({listed}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


@contextlib.contextmanager
def _writer(engine: Engine) -> Iterator[_Writer]:
    with engine.connect().execution_options(write=True) as connection:
        if connection.dialect.name == "sqlite":
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute("PRAGMA journal_mode = OFF")  # the next connection sets it again
            raw.execute("PRAGMA synchronous = OFF")
            raw.execute("PRAGMA cache_size = -400000")
        with connection.begin():
            yield _Writer(connection)
    if engine.dialect.name == "postgresql":  # as its server does by itself in time: index-only scans need it
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _report(words: str, url: str, dice: random.Random) -> Report:
    day = _LAST - datetime.timedelta(days=int(dice.paretovariate(0.7) * 200) % 16_000)
    report = Passage(id=url, text=words, url=url, title=words[:70]).to_report()
    return report.model_copy(update={
        "published": day if dice.random() < 0.97 else None,
        "outlet": f"Outlet {dice.randrange(400)}",
        "archived": hashlib.sha256(url.encode()).hexdigest(),
    })  # fmt: skip


def _claim(dice: random.Random) -> dict[str, Any]:
    giver, taker = _state(dice, 1.2), _state(dice, 0.8)
    kinds = {_GOODS[_zipf(dice, len(_GOODS), 1.0)] for _ in range(1 + (dice.random() < 0.2))}
    start = _LAST - datetime.timedelta(days=int(dice.paretovariate(0.7) * 250) % 18_000)
    return {
        "act": dice.choices(ACTS, (6, 25, 8, 38, 6, 5, 6, 6))[0],
        "modality": dice.choices(*_weighted(_MODALITIES))[0],
        "suppliers": [giver] if dice.random() < 0.9 else [],
        "recipients": [taker],
        "via": [_state(dice, 1.0)] if dice.random() < 0.04 else [],
        "origins": [giver] if dice.random() < 0.02 else [],
        "items": [_item(dice, kind) for kind in sorted(kinds)],
        "period": {"start": start, "end": start + datetime.timedelta(days=dice.choice((0, 6, 30, 364)))}
        if dice.random() < 0.6 else {"start": None, "end": None},
        "source": {"kind": dice.choices(*_weighted(_SOURCES))[0], "state": None, "text": None},
        "value": None,
        "mentions": [],
        "confidence": round(dice.uniform(0.2, 0.95), 2),
        "reader": READER,
    }  # fmt: skip


def _item(dice: random.Random, kind: str) -> dict[str, Any]:
    types = _TYPES[kind]
    name = types[_zipf(dice, len(types), 1.1)] if types and dice.random() < 0.5 else None
    least = dice.choice((1, 2, 6, 12, 24, 100)) if dice.random() < 0.4 else None
    quantity = {"min": least, "max": dice.choice((least, least * 2, None))} if least else None
    return {"text": name or kind.replace("_", " "), "category": kind, "designation": name, "quantity": quantity}


def _sentence(claim: dict[str, Any]) -> str:
    goods = " and ".join(item["text"] for item in claim["items"])
    giver, taker = (" ".join(claim[side]) or "Somebody" for side in ("suppliers", "recipients"))
    return f"{giver} is said to have sent {taker} {goods} after the {claim['act']}."


def _filler(dice: random.Random) -> str:
    return " ".join(dice.choices(_FILLER, k=25)) + "."


def _state(dice: random.Random, skew: float) -> str:
    return _STATES[_zipf(dice, len(_STATES), skew) * 7 % len(_STATES)]


_heaped: dict[tuple[int, float], list[float]] = {}


def _zipf(dice: random.Random, several: int, skew: float) -> int:
    """A number below `several`; the first are the most frequent."""
    if (several, skew) not in _heaped:
        _heaped[several, skew] = list(itertools.accumulate(1 / (place + 1) ** skew for place in range(several)))
    return dice.choices(range(several), cum_weights=_heaped[several, skew])[0]


def _weighted(shares: dict[str, int]) -> tuple[list[str], list[int]]:
    return list(shares), list(shares.values())
