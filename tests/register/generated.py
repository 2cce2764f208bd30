"""Registers made to order: many reports on a few relations, and decisions of every kind on them, by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from tests.register.conftest import day, gathered_of, reading_of

from armstrail.model import Correction, Reading, Report
from armstrail.register import Register, RegisterError
from armstrail.register.database import looking
from armstrail.register.schema import claims, decisions, transfers

STATES = ["RU", "SY", "IR", "US", "UA"]
GOODS = ["tanks", "air_defence", "uav"]


def reader(report: Report) -> Reading:
    """Up to three claims, that follow from the text alone."""
    chance = random.Random(report.id)
    return reading_of(*(_claim(chance) for _ in range(chance.randrange(4))))(report)


def _claim(chance: random.Random) -> dict[str, Any]:
    supplier, recipient = chance.sample(STATES, 2)
    item = {
        "text": "goods", "category": chance.choice(GOODS), "designation": chance.choice([None, "S-300"]),
        "quantity": chance.choice([None, {"min": 24, "max": 99}]),
    }  # fmt: skip
    return {
        "suppliers": [supplier], "recipients": [recipient], "items": [item], "via": chance.choice([[], ["LB"]]),
        "act": chance.choice(["order", "delivery"]), "modality": chance.choice(["reported", "denied"]),
        "period": {"start": None, "end": chance.choice([None, day(3)])}, "confidence": chance.randrange(100) / 100,
    }  # fmt: skip


def fill(register: Register, reports: int, read: Callable[[Report], Reading] = reader) -> None:
    """Reports with all that makes them differ: versions of a page, reprints, files, signs that databases stumble over."""
    for number in range(reports):
        url = None if number % 5 == 0 else f"https://example.org/{number - number % 3 if number % 2 else number}"
        words = f"Report {number - number % 7 if number % 4 == 0 else number} of „tanks“\u2028\0 💥"
        given = {"published": day(1 + number % 28), "title": f"Title {number}\N{BULLET}", "url": url}
        register.add(gathered_of(words, source=f"{number}.txt", **given), read)


def decide(register: Register, wanted: int) -> None:
    """Decisions of every kind on whatever is there, undone and redone."""
    chance = random.Random(5)
    made = 0
    while made < wanted:
        with looking(register.engine) as connection:
            of_claims = connection.execute(select(claims.c.id).order_by(claims.c.id)).scalars().all()
            of_transfers = connection.execute(select(transfers.c.id).order_by(transfers.c.id)).scalars().all()
            log = connection.execute(select(decisions.c.id).order_by(decisions.c.number)).scalars().all()
        verdict = chance.choice(["accept", "reject", "unsure", "note", "correct", "merge", "split", "undo"])
        among = {"merge": of_transfers, "undo": log}.get(verdict, of_claims)
        named = chance.sample(among, min(len(among), 2 if verdict == "merge" else 1)) or ["0" * 64]
        state = chance.choice(STATES)
        wrong = [Correction(field="suppliers", value=[state], reference="register of the ministry, page 3")]
        try:
            given = {"corrections": wrong} if verdict == "correct" else {}
            register.decide(verdict, named, by="m.osei", why=f"because {made} …", **given)  # type: ignore[arg-type]
            made += 1
        except RegisterError:
            continue  # merged already, undone already, no side left
