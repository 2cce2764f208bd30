"""The days of times that say their year themselves: "15 September 1986", "late 2014", "the 1980s"."""

from __future__ import annotations

import re

from armstrail.reading.period.days import Day, Days, month_end, part_of_month, part_of_year, season, thirds
from armstrail.reading.period.sighting import Sighting, number
from armstrail.reading.period.words import DECADES, MONTHS
from armstrail.reading.period.years import NO_YEAR_AFTER, is_counted, is_year

_QUARTERS = "first second third fourth".split()
_THIRDS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_NAMED_SPRING = re.compile(r"\b(?:Arab|Prague|Croatian|Damascus)\s+$")
_ERAS = (
    (re.compile("ii|two|second", re.IGNORECASE), (Day(1939, 9, 1), Day(1945, 9, 2))),
    (re.compile("i|one|first", re.IGNORECASE), (Day(1914, 7, 28), Day(1918, 11, 11))),
    (re.compile("9/11"), (Day(2001, 9, 11), Day(2001, 9, 11))),
)
_ERA_LED = re.compile(r"\b(?:in|during|throughout|since|before|until|from)\s+(?:the\s+)?$", re.IGNORECASE)


def day_of_year(said: Sighting) -> Days:
    """ "15 September 1986", "1986-09-15"."""
    month = int(said.word("mm")) if said.word("mm") else said.month
    day = Day(said.year, month, int(said.word("day")))
    return day, day


def month_of_year(said: Sighting) -> Days:
    """ "September 1986", "late March 2013"."""
    return part_of_month(said.year, said.month, said.part)


def months_of_year(said: Sighting) -> Days:
    """ "Between March and June 2015", "from October to January 2014"."""
    first, last = said.month, MONTHS[said.match["month2"].rstrip(".")]
    return Day(said.year - (first > last), first, 1), month_end(said.year, last)


def years(said: Sighting) -> Days | None:
    """ "From 2002 to 2004", "2002-04"; not "2000-2050 rifles"."""
    first, last = said.word("year"), said.word("year2")
    if len(last) == 2:
        last = first[:2] + last
    if int(last) <= int(first) or not _names_year(said):
        return None
    if said.followed(NO_YEAR_AFTER) or is_counted(said.view.text, said.match.end()):
        return None
    return Day(int(first), 1, 1), Day(int(last), 12, 31)


def year(said: Sighting) -> Days | None:
    """ "2014", "the first half of 2014", "the first six months of 2014"."""
    if not _names_year(said):
        return None
    return part_of_year(said.year, said.part, number(said.word("months")))


def _names_year(said: Sighting) -> bool:
    return is_year(said.view.text, said.match.start("year"), said.match.end("year"))


def fiscal(said: Sighting) -> Days:
    """ "Fiscal 2015", "FY15"."""
    return part_of_year(int(said.word("year") or f"20{said.word('short')}"))


def quarter(said: Sighting) -> Days:
    """ "Q3 2013"."""
    return part_of_year(said.year, f"{_QUARTERS[int(said.word('quarter')) - 1]} quarter")


def decade(said: Sighting) -> Days:
    """ "The early 1990s", "the eighties"; the last one of that name before publication."""
    word = said.word("decade")
    first = DECADES.get(word) or int(word.rstrip("s"))
    if first < 100:
        now = said.view.published.year if said.view.published else 2029
        first += 2000 if 2000 + first <= now else 1900
    low, high = thirds(said.part, _THIRDS_OF_DECADE, (0, 9))
    return Day(first + low, 1, 1), Day(first + high, 12, 31)


def season_of_year(said: Sighting) -> Days | None:
    """ "The summer of 2013", "winter 2013-14"; not "the Arab Spring of 2011"."""
    return None if said.led(_NAMED_SPRING, "season") else season(said.word("season"), said.year)


def era(said: Sighting) -> Days | None:
    """Wars that stand for years, where they tell when: "in World War II", not "World War II rifles"."""
    if not said.led(_ERA_LED):
        return None
    return next(days for name, days in _ERAS if name.search(said.word("era")))
