"""How many pieces a phrase counts: "dozens of tanks" -> 24..99. Words: lexicon/tables/quantities.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from armstrail.lexicon import table
from armstrail.model import Quantity

_UNITS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_NUMBER_WORDS = "|".join([*_UNITS, *_TENS, *_SCALES])
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)(?:[ -](?:hundred|thousand|million|billion|dozen))?|(?:(?:{_NUMBER_WORDS})(?:[ -](?:and )?(?:{_NUMBER_WORDS}))*)"
_LEAST = r"more than|over|at least|no fewer than|no less than|in excess of|upwards of|above"
_MOST = r"up to|as many as|at most|no more than|fewer than|less than|under|nearly|almost"
_ABOUT = r"about|around|some|roughly|approximately|an estimated|nearly|almost"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of pieces in a text and the characters that state it."""

    quantity: Quantity
    start: int
    end: int


def number(text: str) -> int | None:
    """The whole number that digits or words give: "1,200" -> 1200, "two dozen" -> 24; None where it is none."""
    total, current = 0, 0.0
    for word in re.split(r"[ -]+", text.lower().strip()):
        if word == "and":
            continue
        if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", word):
            current += float(word.replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * _SCALES[word]
        elif word in _SCALES:
            total, current = total + int((current or 1) * _SCALES[word]), 0
        else:
            return None
    return total + int(current)


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, Quantity]]:
    bounds = {row["form"]: Quantity(min=int(row["min"]), max=int(row["max"])) for row in table("quantities")}
    words = "|".join(re.escape(form) for form in sorted(bounds, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT}))\s+)?(?:(?P<low>{NUMBER})\s*(?:-|–|to|or)\s*(?P<high>{NUMBER})\b|(?P<cue>{words})\b|(?P<number>{NUMBER})\b)", re.IGNORECASE)
    return pattern, bounds


def counts(text: str) -> Iterator[Count]:
    """The numbers that a text states, in its order: a count, not yet of what."""
    pattern, bounds = _cues()
    for match in pattern.finditer(text):
        quantity = _quantity(match, bounds)
        if quantity is not None:
            yield Count(quantity, match.start(), match.end())


def _quantity(match: re.Match[str], bounds: dict[str, Quantity]) -> Quantity | None:
    if match["low"]:
        low, high = number(match["low"]), number(match["high"])
        return Quantity(min=low, max=high) if low is not None and high is not None and low < high else None
    if match["cue"]:
        cue = bounds[match["cue"].lower()]
        if match["least"]:
            return Quantity(min=cue.min, max=None)
        return cue
    value = number(match["number"])
    if value is None:
        return None
    if match["least"]:
        return Quantity(min=value, max=None)
    if match["most"] and match["most"].lower() not in ("nearly", "almost"):
        return Quantity(min=None, max=value)
    return Quantity(min=value, max=value)
