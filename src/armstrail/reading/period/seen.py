"""The days of times that are seen from the day of publication: "last May", "on Tuesday", "two years ago"."""

from __future__ import annotations

import re
from collections.abc import Callable

from armstrail.reading.period.days import (
    Day,
    Days,
    around,
    days_before,
    month_end,
    part_of_month,
    part_of_year,
    season,
    units_before,
)
from armstrail.reading.period.sighting import Sighting, number
from armstrail.reading.period.words import MONTH_NAME, WEEKDAY_NAME, WEEKDAYS
from armstrail.reading.period.years import is_counted

# --- days and months without their year -------------------------------------------------------------------------------

_NO_DAY_AFTER = re.compile(r"[-,.]?[0-9]|\s*(?:%|percent\b|per\s+cent\b|million\b|billion\b|thousand\b|hundred\b)")
_PAST_REACH = 60  # days after which a day of this year is no more to come
_FUTURE_REACH = 7  # days before which a day of this year may already have been


def day_range(said: Sighting) -> Days | None:
    """ "June 1-5, 2015", "9 to 11 March"."""
    if not said.word("year") and is_counted(said.view.text, said.match.end()):
        return None
    day = int(said.word("day"))
    first = Day(said.year, said.month, day) if said.word("year") else _nearest(day, said)
    return first, first.replace(day=int(said.word("day2")))


def month_day(said: Sighting) -> Days | None:
    """ "Sept. 15", "the 15th of September"; not "March 12 tanks"."""
    if is_counted(said.view.text, said.match.end()) or said.followed(_NO_DAY_AFTER):
        return None
    day = _nearest(int(said.word("day")), said)
    return day, day


def _nearest(day: int, said: Sighting) -> Day:
    """A day without its year: the last one, or the next one where the sentence speaks of what is to come."""
    found = Day(said.today.year, said.month, day)
    if not said.future and found > days_before(said.today, -_FUTURE_REACH):
        return found.replace(year=found.year - 1)
    if said.future and found < days_before(said.today, _PAST_REACH):
        return found.replace(year=found.year + 1)
    return found


_MONTH_LED = re.compile(
    rf"(?:\b(?:in|since|by|until|till|of|from|before|after|during|through|throughout|around|about|between|as|than|for"
    rf"|early|late|mid)|\b{MONTH_NAME}\s*(?:,|and|or|to|until|through|-|–))[\s-]*$",
    re.IGNORECASE,
)
_PRIME_MINISTER = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|[Mm]inister|[Ss]ecretary|Brian|Imran)\s+May\b")
_AMBIGUOUS = frozenset("may march april june august".split())
_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s+(?!(?:on|for|to|of|by|in)\b)[a-z]")  # "the May deal", not "the March on Rome"
_DATELINE = re.compile(r"\s*[_—–]")
_BLACK = re.compile(r"\bBlack\s+$")


def bare_month(said: Sighting) -> Days | None:
    """ "In May", "last October", "the September deal"; not "may", "March on Rome", "Theresa May", "Black September"."""
    which, month, today = said.word("which"), said.month, said.today
    if not which and not _is_month(said):
        return None
    year = today.year
    if which == "next" or (said.future and which != "last"):
        year += month < today.month or (which == "next" and month == today.month)
    else:
        year -= month > today.month or (which == "last" and month == today.month)
    return part_of_month(year, month, said.part)


def _is_month(said: Sighting) -> bool:
    name, at = said.match["month"], said.match.start("month")
    word = name.rstrip(".").lower()
    if word == "may" and _PRIME_MINISTER.search(said.view.text, max(0, at - 200), at + 200):
        return False
    if said.part or said.led(_MONTH_LED, "month"):
        return True
    if said.led(_ARTICLE, "month"):
        return said.followed(_ATTRIBUTE)
    if word in _AMBIGUOUS or (len(word) < 5 and not name.endswith(".")):
        return said.followed(_DATELINE)
    return not said.led(_BLACK, "month")


_NEWSPAPER = re.compile(
    rf"\b(?:[Tt]he|Mail|Independent|Scotland|Bloody|Good|Black|Ash|Palm|Easter)\s+(?:on\s+)?{WEEKDAY_NAME}\s+[A-Z]"
    rf"|\b(?:(?:Mail|Independent|Scotland)\s+on|News)\s+Sunday|\b(?:Bloody|Good|Black|Ash|Palm|Easter)\s+{WEEKDAY_NAME}"
)


def weekday(said: Sighting) -> Days | None:
    """ "On Tuesday": the last one, the next one of what is to come; not "the Sunday Times"."""
    wanted, which, today = WEEKDAYS[said.word("weekday")], said.word("which"), said.today
    at, stop = said.match.start("weekday"), said.match.end()
    if not which and _NEWSPAPER.search(said.view.text, max(0, at - 16), stop + 12):
        return None
    since, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if week := said.word("week"):
        back = today.weekday() - wanted + {"last": 7, "next": -7}.get(week, 0)
    elif which in ("next", "this coming"):
        back = -(ahead or 7)
    elif said.future and which in ("", "this"):
        back = -ahead
    else:
        back = since or (7 if which.endswith(("last", "past")) else 0)
    day = days_before(today, back)
    return day, day


def day_word(said: Sighting) -> Days:
    """ "Yesterday", "last night", "today", "tomorrow"."""
    first = said.match[0].lower().split()[0]
    day = days_before(said.today, {"yesterday": 1, "last": 1, "tomorrow": -1}.get(first, 0))
    return day, day


_SEASON_LED = re.compile(r"\b(?:in|by|since|until|till|before|after|during|from|through)\s+$", re.IGNORECASE)


def bare_season(said: Sighting) -> Days | None:
    """ "Last fall", "this spring", "by the summer"; not "the fall of Kabul", "spring a surprise"."""
    name, which, today = said.word("season"), said.word("which"), said.today
    if not which and not said.led(_SEASON_LED):
        return None
    year = today.year - (name == "winter" and today.month <= 2)  # the winter that is on
    start, end = season(name, year)
    if which in ("last", "this past", "past") or (not which and not said.future):
        while start > today or (which and end >= today):
            year -= 1
            start, end = season(name, year)
    elif which == "next" or (not which and said.future):
        while end < today or (which and start <= today):
            year += 1
            start, end = season(name, year)
    return start, end


# --- weeks, months, years as such -------------------------------------------------------------------------------------


def unit(said: Sighting) -> Days | None:
    """ "Last year", "the end of the week", "the second half of next year"."""
    which, part = said.word("which"), said.part
    if which.startswith("the") and not part:
        return None
    then = units_before(said.today, {"last": 1, "next": -1}.get(which, 0), said.unit)
    if said.unit == "year":
        return part_of_year(then.year, part, number(said.word("months")))
    return part_of_month(then.year, then.month, part) if said.unit == "month" else around(then, said.unit)


def month_of_some_year(said: Sighting) -> Days:
    """ "March of last year", "June this year"."""
    return part_of_month(_some_year(said), said.month, said.part)


def season_of_some_year(said: Sighting) -> Days:
    """ "The summer of last year"."""
    return season(said.word("season"), _some_year(said))


def _some_year(said: Sighting) -> int:
    return said.today.year + {"last": -1, "next": 1}.get(said.word("which"), 0)


def so_far(said: Sighting) -> Days:
    """ "Earlier this year", "so far this month"; "later in the year"."""
    start, end = around(said.today, said.unit)
    return (said.today, end) if said.word("ahead") == "later" else (start, said.today)


def year_end(said: Sighting) -> Days:
    """ "By year-end"."""
    return Day(said.today.year, 10, 1), month_end(said.today.year, 12)


# --- so long before or after ------------------------------------------------------------------------------------------

_AGO: dict[str, Callable[[Day, Day, Day], Days]] = {
    "": lambda start, end, _: (start, end),
    "more": lambda _, end, __: (None, end),
    "less": lambda start, _, today: (start, today),
}
_AGO_BOUNDS = {"more than": "more", "over": "more", "at least": "more", "less than": "less", "under": "less"}


def last_units(said: Sighting) -> Days:
    """ "Over the past four years": to the day of publication; "over the past years": nobody says since when."""
    return _so_long(said, 1), said.today


def ahead(said: Sighting) -> Days:
    """ "In the next two years", "over the coming weeks"."""
    return said.today, _so_long(said, -1)


def within(said: Sighting) -> Days | None:
    """ "Will arrive within six months"; of the past it says how long something took, not when."""
    return ahead(said) if said.future and said.count else None


def _so_long(said: Sighting, direction: int) -> Day | None:
    """The day that lies the counted units back (1) or ahead (-1); one unit where none is counted; None for "weeks"."""
    count = said.count if said.word("count") else int(not said.match[0].lower().endswith("s"))
    return units_before(said.today, direction * count, said.unit) if count else None


def recent(said: Sighting) -> Days:
    """ "In recent weeks", "in coming days": nobody says since when, until when."""
    return (said.today, None) if "coming" in said.match[0].lower() else (None, said.today)


def ago(said: Sighting) -> Days | None:
    """ "Two years ago": that year; "more than a decade ago": that year or before."""
    if not said.count:
        return None
    then = units_before(said.today, said.count, said.unit)
    start, end = around(then, "year" if said.unit == "decade" else said.unit)
    return _AGO[_AGO_BOUNDS.get(said.word("bound"), "")](start, end, said.today)
