"""A field of a claim as a person types it, and back: `Syria, hezbollah`, `2014-01..`, `tanks | tanks | T-72 | 24..99`.

parse("recipients", "Syria", None) == ["SY"];  written(claim, "recipients") == "SY"
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from armstrail.cli.days import first_and_last
from armstrail.model import ACTS, CATEGORIES, MODALITIES, MODES, SOURCE_KINDS, Claim, Corrected, Quantity

NOTHING = "-"
_PARTIES = "names or codes, as Syria, hezbollah"
_GOODS = "designation | number, as 24..99 or 30.. or 49; several separated by ;"

# What is typed for each field; `-` empties one that may be empty.
HOW: dict[Corrected, str] = {
    "act": ", ".join(ACTS),
    "modality": ", ".join(MODALITIES),
    "suppliers": _PARTIES,
    "recipients": _PARTIES,
    "via": _PARTIES,
    "origins": _PARTIES,
    "items": f"goods | category | {_GOODS}. Categories: {', '.join(CATEGORIES)}",
    "period": "days, as 2014-01-18, 2014-01, 2013..2014-03, 2014.. or ..2014",
    "source": f"kind | state | words for the speaker. Kinds: {', '.join(SOURCE_KINDS)}",
    "value": "a price, as 1,500,000 USD",
    "transport": f"words | {'/'.join(MODES)} | {_GOODS}",
    "trend": "increase, decrease",
}


def parse(field: Corrected, typed: str, day: datetime.date | None) -> Any:
    """What was typed, in the claim's JSON. JSON itself may be typed too.

    Args:
        day: of the report; what a name stands for depends on it.

    Raises:
        ValueError: it is not understood, and how it would be.
    """
    typed = typed.strip()
    if typed[:1] in ("[", "{", '"'):
        return json.loads(typed)
    if typed == NOTHING:
        typed = ""
    match field:
        case "suppliers" | "recipients" | "via" | "origins":
            return [code(name, day) for name in _parts(typed, ",")]
        case "items":
            return [_item(one) for one in _parts(typed, ";")]
        case "transport":
            return [_transport(one) for one in _parts(typed, ";")] or None
        case "period":
            return _period(typed)
        case "source":
            kind, state, text = _cells(typed, 3)
            return {"kind": kind, "state": code(state, day) if state else None, "text": text}
        case "value":
            return _value(typed)
        case _:
            return typed or None


def written(claim: Claim, field: Corrected) -> str:
    """A field as it would be typed."""
    now: Any = getattr(claim, field)
    if not now:
        return NOTHING
    match field:
        case "suppliers" | "recipients" | "via" | "origins":
            return ", ".join(now)
        case "items":
            return "; ".join(_joined([i.text, i.category, i.designation, _range(i.quantity)]) for i in now)
        case "transport":
            return "; ".join(_joined([t.text, t.mode, t.designation, _range(t.quantity)]) for t in now)
        case "period":
            return f"{now.start or ''}..{now.end or ''}" if now.start or now.end else NOTHING
        case "source":
            return _joined([now.kind, now.state, now.text])
        case "value":
            return f"{now.amount} {now.currency}"
        case _:
            return str(now)


def find_words(text: str, typed: str) -> list[tuple[int, int]]:
    """Where a text has these very words: spaces and line ends may be others, and quotes and dashes the plain ones."""
    words = [re.escape(word.translate(_PLAIN)) for word in typed.split()]
    if not words:
        return []
    return [found.span() for found in re.finditer(r"\s+".join(words), text.translate(_PLAIN))]


# Each one character for one, so that places stay where they are.
_PLAIN = str.maketrans("’‘“”–—‑", "''\"\"---")


def _parts(typed: str, at: str) -> list[str]:
    return [part.strip() for part in typed.split(at) if part.strip()]


def _cells(typed: str, number: int) -> list[str | None]:
    """The parts between |, as many as there can be; what was left out is None."""
    cells = [cell.strip() or None for cell in typed.split("|")]
    if len(cells) > number:
        raise ValueError(f"{typed}: there are at most {number} parts between |")
    return [None if cell == NOTHING else cell for cell in cells] + [None] * (number - len(cells))


def _joined(cells: Iterable[str | None]) -> str:
    return " | ".join(cell or NOTHING for cell in cells).removesuffix(f" | {NOTHING}").removesuffix(f" | {NOTHING}")


def code(name: str, day: datetime.date | None) -> str:
    """The code of a state or the name of a group, as the lexicon has it."""
    from armstrail.lexicon import find, table

    if any(row["code"] == name for row in table("states")):
        return name
    taken = [found for found in find(name, day) if found.entry.is_party and found.text == name]
    if taken:
        return taken[0].entry.id
    if name == name.lower():
        return name
    raise ValueError(f"{name}: not in the lexicon; a code (SY), or the name of a group in lower case")


def _item(typed: str) -> dict[str, Any]:
    text, category, designation, number = _cells(typed, 4)
    return {"text": text, "category": category, "designation": designation, "quantity": _quantity(number)}


def _transport(typed: str) -> dict[str, Any]:
    text, mode, designation, number = _cells(typed, 4)
    return {"text": text, "mode": mode, "designation": designation, "quantity": _quantity(number)}


def _quantity(typed: str | None) -> dict[str, int | None] | None:
    if typed is None:
        return None
    low, high = _ends(typed.replace(",", ""), int)
    return {"min": low, "max": high}


def _range(quantity: Quantity | None) -> str | None:
    if quantity is None:
        return None
    low, high = ("" if end is None else str(end) for end in (quantity.min, quantity.max))
    return low if low == high else f"{low}..{high}"


def _value(typed: str) -> dict[str, Any] | None:
    if not typed:
        return None
    found = re.fullmatch(r"([\d,]+(?:\.\d+)?)\s*([A-Z]{3})", typed)
    if not found:
        raise ValueError(f"{typed}: not like 1,500,000 USD")
    amount = found[1].replace(",", "")
    return {"amount": float(amount) if "." in amount else int(amount), "currency": found[2]}


def _period(typed: str) -> dict[str, str | None]:
    if not typed:
        return {"start": None, "end": None}
    first, last = _ends(typed, first_and_last)
    return {"start": str(first[0]) if first else None, "end": str(last[1]) if last else None}


def _ends(typed: str, read: Callable[[str], Any]) -> tuple[Any, Any]:
    """Both ends of `24..99`, `30..`, `..50`, `49`; None is open."""
    low, dots, high = typed.partition("..")
    try:
        ends = [read(end.strip()) if end.strip() else None for end in (low, high if dots else low)]
    except ValueError:
        raise ValueError(f"{typed}: not understood") from None
    return ends[0], ends[1]
