"""Verifying: a sound register has no fault, and every single byte that changes anywhere is found."""

from __future__ import annotations

from tests.register.conftest import day, gathered_of, reading_of

from armstrail.register import Register
from armstrail.register.verify import faults

TEXT = "Russia delivered tanks to Syria."


def fill(register: Register) -> None:
    for number, act in enumerate(["order", "delivery", "delivery", "seizure"], start=1):
        given = {
            "act": act,
            "period": {"start": None, "end": day(number, 2)},
            "via": ["LB"],
            "confidence": 0.1 * number,
        }
        url = f"https://example.org/{number % 3}"
        item = {"text": "S-300s", "category": "air_defence", "designation": "S-300", "quantity": {"min": 24, "max": 99}}
        other = {"recipients": ["IR"], "items": [item]}
        text = f"{TEXT} {number} „“"
        register.add(
            gathered_of(text, url=url, published=day(number), title=f"Tanks {number}"), reading_of(given, other)
        )


def test_a_sound_register_has_no_fault(register: Register) -> None:
    fill(register)
    assert list(map(str, faults(register))) == []
