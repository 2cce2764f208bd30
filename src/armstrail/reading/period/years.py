"""Which four digits name a year: "in 2000 rifles were sold", not "2000 rifles", "resolution 1970", "Mirage 2000"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armstrail.reading.period.words import MONTH_NAME, before

_PLAIN_YEAR = re.compile(r"(?<!\w)(?:19[4-9][0-9]|20[0-4][0-9])(?!\w)")
NO_YEAR_AFTER = re.compile(
    r"[,.]?[0-9]|-[A-Za-z]|\s*(?:%|mm\b|km\b|kg\b|hrs?\b|hours\b|GMT\b|percent\b|per\s+cent\b|miles\b|met(?:er|re)s\b"
    r"|feet\b|pounds\b|tons\b|tonnes\b|hundred\b|thousand\b|million\b|billion\b|crore\b|lakh\b|bn\b|mln\b)"
)
_NUMBERED = re.compile(
    r"\b(?:resolutions?|nos?\.?|number|boeing|airbus|mirage|falcon|saab|model|type|mark|mk\.?|flight|case|article"
    r"|section|unit|route|rs\.?|dm|block)\s+(?:no\.?\s+)?"
    r"(?:[0-9]+(?:\s*\([0-9]+\))?(?:,|,?\s+and|,?\s+or)\s+)*$|[$€£]\s$",
    re.IGNORECASE,
)
_HYPHENED = re.compile(rf"(?:\b(?:pre|post|mid|early|late|fiscal)|{MONTH_NAME})-$", re.IGNORECASE)
_ADJECTIVES = (
    "assault machine automatic sniper hunting hand heavy light armou?red guided cruise ballistic artillery "
    "mortar combat fighter attack military foreign used new old more other rebel elite"
)
_PIECES = (
    "troops soldiers men fighters rebels militants militiamen mercenaries advis[eo]rs instructors personnel "
    "people civilians refugees rifles carbines guns pistols revolvers weapons firearms missiles rockets rounds "
    "shells bombs mines grenades mortars launchers cartridges bullets projectiles tanks aircraft jets planes "
    "helicopters drones vehicles trucks jeeps pick-?ups boats ships pieces units sets boxes crates cases copies "
    "vests helmets radios AK-?47s? RPGs? Kalashnikovs? M-?16s?"
)
_COUNTED = re.compile(
    rf"\s+(?:(?:[A-Z][\w.-]*|[a-z]+-[a-z]+|{'|'.join(_ADJECTIVES.split())})\s+){{0,3}}"
    rf"(?:{'|'.join(_PIECES.split())})\b(?!['’])"
)
# What stands before a year, not before a number of pieces: "in 2000 rifles were sold", "the 2012 missiles".
_DATING = re.compile(
    r"(?:\b(?:the|this|that|his|her|its|their|our|in|since|until|till|by|from|before|after|during|early|late|mid"
    r"|through|throughout|between|fiscal|year)|['’]s|s['’])[\s-]+$",
    re.IGNORECASE,
)


def iterate_years(text: str) -> Iterator[int]:
    """Years that a text names: a name in a sentence about 1962 means what it meant in 1962."""
    for match in _PLAIN_YEAR.finditer(text):
        if is_year(text, match.start(), match.end()):
            yield int(match[0])


def is_year(text: str, start: int, end: int) -> bool:
    """Do these four digits name a year? Not in "2000 rifles", "resolution 1970", "Mirage 2000" or "2010-built"."""
    if NO_YEAR_AFTER.match(text, end) or before(_NUMBERED, text, start):
        return False
    if start and text[start - 1] in "$€£¥₹#.,/-–" and not before(_HYPHENED, text, start):
        return False
    return not is_counted(text, end) or before(_DATING, text, start) is not None


def is_counted(text: str, end: int) -> bool:
    """Does what goods or people are called in the plural follow here: "Russian rifles", "anti-tank missiles"?"""
    return _COUNTED.match(text, end) is not None
