"""The words of which times are made: months, weekdays, numbers, seasons, units."""

from __future__ import annotations

import calendar
import re

_REACH = 40  # characters before a time in which the words stand that lead to it

MONTHS = {
    variant: number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number], "Sept" if number == 9 else "")
    for variant in (name, name.upper())
    if name
}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
NUMBERS = {word: number for number, word in enumerate("a two three four five six seven eight nine ten".split(), 1)}
NUMBERS |= {"an": 1, "one": 1, "couple": 2, "dozen": 12, "eleven": 11, "twelve": 12}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

_FULL, _SHORT = (
    "|".join(name for name in MONTHS if (name.title() in calendar.month_name) is full) for full in (True, False)
)
MONTH_NAME = rf"(?P<month>(?:{_FULL})(?!\w)|(?:{_SHORT})(?!\w)\.?)"
YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9\w])"
WEEKDAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
WEEKDAY = rf"(?P<weekday>{WEEKDAY_NAME}|{WEEKDAY_NAME.upper()})"
# "Tuesday, 5 March": the day of the week says nothing more
ON_WEEKDAY = rf"(?:(?:{WEEKDAY_NAME}|{WEEKDAY_NAME.upper()}),?\s+\(?)?"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
PART = (
    r"(?:(?:the\s+)?(?P<part>end|beginning|start|middle|close|(?:first|second)\s+half"
    r"|(?:first|second|third|fourth|last)\s+quarter|first\s+(?P<months>\w{1,6})\s+months)\s+(?:of|in)\s+|(?:the\s+)?"
    r"(?P<early>early|late|mid)"
    r"(?:[\s-]+to[\s-]+(?P<later>mid|late))?[\s-]+(?:in\s+)?|(?:earlier|later)\s+in\s+)?"
)
COUNT = rf"(?:a\s+)?(?P<count>[0-9]{{1,3}}|{'|'.join(NUMBERS)}|several|few)(?:\s+of)?(?:\s+more)?"
UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
UNITS = r"(?:day|week|month|year|decade)s"
TO = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s*"


def before(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """A pattern that ends in "$", sought in the words that end at `at`."""
    return pattern.search(text, max(0, at - _REACH), at)
