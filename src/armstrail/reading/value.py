"""What a transfer costs: "$3.5bn" -> 3,500,000,000 USD. Currencies: lexicon/tables/currencies.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from armstrail.lexicon import cells, table
from armstrail.model import Value

_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "mln": 10**6, "mil": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9, "bln": 10**9, "trillion": 10**12, "crore": 10**7, "lakh": 10**5}
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_WORDS = r"(?P<words>a|one|two|three|four|five|six|seven|eight|nine|ten|half a)"
_SCALE = r"(?P<scale>thousand|million|billion|trillion|crore|lakh|mln|bln|mn|bn|mil|m|b|k)"
_SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"a": 1, "half a": 0.5}


@dataclass(frozen=True, slots=True)
class Price:
    """A sum of money and the characters that state it."""

    value: Value
    start: int
    end: int


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    codes = {form: row["code"] for row in table("currencies") for form in cells(row["forms"])}
    signs = "|".join(re.escape(f) for f in sorted(codes, key=len, reverse=True) if not f.isalpha() or f in ("Rs", "EUR"))
    names = "|".join(re.escape(f) for f in sorted(codes, key=len, reverse=True) if f[-1].isalpha())
    before = re.compile(rf"(?P<sign>{signs})\s?{_NUMBER}(?:[\s-]?{_SCALE}\b)?")
    after = re.compile(rf"\b(?:{_NUMBER}|{_WORDS})[\s-]?(?:{_SCALE}[\s-])?(?P<name>{names})\b")
    return before, after, codes


def prices(text: str) -> list[Price]:
    """The sums that a text names, in its order; a sum repeated in another currency in brackets counts once."""
    before, after, codes = _pattern()
    found: list[Price] = []
    for pattern, key in ((before, "sign"), (after, "name")):
        for match in pattern.finditer(text):
            if any(match.start() < p.end and p.start < match.end() for p in found):
                continue
            amount = _amount(match)
            if amount is not None:
                found.append(Price(Value(amount=amount, currency=codes[match[key]]), match.start(), match.end()))
    found.sort(key=lambda price: price.start)
    return [p for i, p in enumerate(found) if not (i and text[found[i - 1].end : p.start].strip() in ("(", "(about", "(around", "/", "or"))]


def _amount(match: re.Match[str]) -> int | float | None:
    groups = match.groupdict()
    if groups.get("number"):
        base = float(groups["number"].replace(",", ""))
    elif groups.get("words") and groups.get("scale"):
        base = _SMALL[groups["words"].lower()]
    else:
        return None
    total = base * _SCALES[groups["scale"].lower()] if groups.get("scale") else base
    return int(round(total)) if abs(total - round(total)) < 1e-6 else total
