"""The ways to name a time, in the order of their sureness, and which of them a sentence has.

"the 1980s" is a decade before "1980" can be a year;  "9 to 11 March" a range before "11 March" can be a day
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from armstrail.reading.period import fixed, seen
from armstrail.reading.period.days import Days
from armstrail.reading.period.sighting import Sighting, View
from armstrail.reading.period.words import (
    COUNT,
    DAY,
    DECADES,
    MONTH_NAME,
    MONTHS,
    ON_WEEKDAY,
    PART,
    SEASON,
    SEASONS,
    TO,
    UNIT,
    UNITS,
    WEEKDAY,
    YEAR,
)

Read = Callable[[Sighting], Days | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to name a time. `needs`: kinds of words without which it cannot be there (see `_kinds`)."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Read
    bounds: bool = True  # may stand after "since" or "by"
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A time that a form found, and its days before any preposition is heard."""

    form: Form
    match: re.Match[str]
    days: Days


def _cases(words: Iterable[str]) -> frozenset[str]:
    """Words as they open a sentence, stand in it, or stand in capitals."""
    return frozenset(case for word in words for case in (word.lower(), word.title(), word.upper()))


_TOKENS = re.compile(r"[A-Za-z]+|[0-9]+")
_VOCABULARY = {
    "month": frozenset(MONTHS),
    "weekday": _cases(calendar.day_name),
    "season": _cases(SEASONS),
    "fiscal": frozenset(["FY"]),
    "unit": _cases("hour day week month year decade hours days weeks months years decades".split()),
    "word": _cases("yesterday today tonight tomorrow morning afternoon evening night times".split()),
    "tens": frozenset(["00", *(f"{n}0" for n in range(1, 10)), *DECADES]),
    "era": frozenset(["World", "WWI", "WWII", "11"]),
}


def _kinds(text: str) -> set[str]:
    """Which kinds of words for times a text has: most sentences have none, and need no further look."""
    words = set(_TOKENS.findall(text))
    kinds = {kind for kind, vocabulary in _VOCABULARY.items() if not vocabulary.isdisjoint(words)}
    if any(len(word) == 4 and word[:2] in ("19", "20") for word in words):
        kinds.add("year")
    return kinds


def found_times(view: View) -> list[Named]:
    """The times as they stand, the surest form first, in the order of the text."""
    kinds = _kinds(view.text)
    found: list[Named] = []
    taken = bytearray(len(view.text))  # a character that a surer form has is 1
    for form in _FORMS if kinds else ():
        if not form.needs <= kinds:
            continue
        for match in form.pattern.finditer(view.text):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            if days := _days(form, Sighting(match, view)):
                found.append(Named(form, match, days))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return sorted(found, key=lambda named: named.match.start())


def _days(form: Form, said: Sighting) -> Days | None:
    """The days that a form reads; None where they are none: 31 June, an end before its start."""
    try:
        days = form.read(said)
    except (ValueError, OverflowError):  # also: no day of publication
        return None
    return None if days and days[0] and days[1] and days[0] > days[1] else days


def _form(needs: str, pattern: str, read: Read, bounds: bool = True, absolute: bool = False) -> Form:
    """A form by its pattern; `needs` are kinds of words between spaces."""
    return Form(frozenset(needs.split()), re.compile(pattern, re.IGNORECASE), read, bounds, absolute)


def _fixed(needs: str, pattern: str, read: Read, bounds: bool = True) -> Form:
    """A form that says its year itself."""
    return _form(needs, pattern, read, bounds, absolute=True)


_MONTH = rf"(?-i:{MONTH_NAME})"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_DAY2 = r"(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR2 = r"(?P<year2>(?:19|20)[0-9]{2})"
_SHORT_YEAR2 = r"(?P<year2>(?:19|20)?[0-9]{2})"
_DECADE = r"(?P<decade>(?:19|20)[0-9]0)['’]?s"
_SHORT_DECADE = rf"(?:[0-9]0s|{'|'.join(DECADES)})"
_OF_YEAR = r"(?P<which>last|this|next)\s+year"
_END = r"(?!\w)"
_WHICH = r"this\s+past|this\s+coming|last|next|this|past"
_OVER = r"(?:(?:in|over|during|within)\s+)?"
_TIME_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"

_FORMS = (
    # 15 September 1986; Sept. 15, 1986; 1986-09-15; 1986 Sept. 15 _ (old wires)
    _fixed(
        "month year", rf"(?<![\w.,-]){ON_WEEKDAY}{DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s*{YEAR}{_END}",
        fixed.day_of_year,
    ),
    _fixed("month year", rf"\b{ON_WEEKDAY}{_MONTH}\s*{DAY}\s*,?\s*{YEAR}{_END}", fixed.day_of_year),
    _fixed("year", rf"(?<![\w.,/-]){YEAR}([-/.])(?P<mm>[0-9]{{2}})\2(?P<day>[0-9]{{2}})(?![\w-])", fixed.day_of_year),
    _fixed("year", rf"(?<![\w.,/-])(?P<day>[0-9]{{1,2}})\.(?P<mm>[0-9]{{1,2}})\.{YEAR}(?![\w-])", fixed.day_of_year),
    _fixed("month year", rf"\b{YEAR}\s+{_MONTH}\s+{DAY}(?=\s*[_—–:-])", fixed.day_of_year),
    _fixed("month year", rf"\b{YEAR}\s+{_MONTH}(?=\s*[_—–:])", fixed.month_of_year),
    # June 1-5, 2015; 9 to 11 March
    _form(
        "month", rf"\b{_MONTH}\s*{DAY}{TO}{_DAY2}(?:\s*,\s*{YEAR}|{_END}(?![,.][0-9]|%))",
        seen.day_range, bounds=False,
    ),
    _form("month", rf"(?<![\w.,-]){DAY}{TO}{_DAY2}\s+{_MONTH}(?:\s*,?\s*{YEAR})?", seen.day_range, bounds=False),
    # between March and June 2015; late March 2015
    _fixed(
        "month year", rf"\b(?:(?:from|between)\s+)?{_MONTH}{TO}{_MONTH2}\s*,?\s*(?:of\s+)?{YEAR}{_END}",
        fixed.months_of_year, bounds=False,
    ),
    _fixed("month year", rf"\b{PART}{_MONTH}\s*,?\s*(?:in\s+|of\s+)?-?{YEAR}{_END}", fixed.month_of_year),
    # Sept. 15; the 15th of September
    _form("month", rf"\b{ON_WEEKDAY}{_MONTH}\s*{DAY}", seen.month_day),
    _form("month", rf"(?<![\w.,-]){ON_WEEKDAY}(?:the\s+)?{DAY}\s+(?:of\s+)?{_MONTH}", seen.month_day),
    # from 2002 to 2004; 2002-04; the winter of 2013-14
    _fixed(
        "year", rf"\b(?:from|between)\s+{YEAR}\s*(?:to|and|until|till|through|-|–|—)\s*{_YEAR2}{_END}",
        fixed.years, bounds=False,
    ),
    _fixed(
        "year season", rf"\b(?:the\s+)?{SEASON}\s+(?:of\s+)?{YEAR}\s*[-–/]\s*{_SHORT_YEAR2}{_END}",
        fixed.season_of_year,
    ),
    _fixed("year", rf"(?<![\w.,/-]){YEAR}\s*(?:[-–—/]|\bto\b)\s*{_YEAR2}{_END}", fixed.years, bounds=False),
    _fixed("year", rf"(?<![\w.,/-]){YEAR}[-–/](?P<year2>[0-9]{{2}}){_END}", fixed.years, bounds=False),
    # fiscal 2015; FY15; Q1 2015
    _fixed("year", rf"\b(?:the\s+)?(?:fiscal|financial)\s+(?:year\s+)?{YEAR}{_END}", fixed.fiscal),
    _fixed("fiscal", rf"\b(?-i:FY)\s?['’]?(?:{YEAR}|(?P<short>[0-9]{{2}})){_END}", fixed.fiscal),
    _fixed("year", rf"\b(?-i:Q)(?P<quarter>[1-4])(?:\s+of)?\s+{YEAR}{_END}", fixed.quarter),
    # the early 1990s; the '80s; the eighties
    _fixed("year", rf"(?<![\w-])(?:the\s+)?{PART}(?:the\s+)?{_DECADE}{_END}(?!-)", fixed.decade),
    _fixed("tens", rf"(?<![\w-])(?:the\s+)?{PART}(?:the\s+)?['’‘](?P<decade>[0-9]0s){_END}", fixed.decade),
    _fixed(
        "tens",
        r"\bthe\s+(?:(?P<early>early|late|mid)(?:[\s-]+to[\s-]+(?P<later>mid|late))?[\s-]+)?"
        rf"(?P<decade>{_SHORT_DECADE}){_END}(?!-)",
        fixed.decade,
    ),
    # the summer of 2014; late 2014
    _fixed("year season", rf"\b{PART}(?:the\s+)?{SEASON}\s+(?:of\s+)?{YEAR}{_END}", fixed.season_of_year),
    _fixed("year", rf"(?<!\w){PART}(?:the\s+year\s+)?{YEAR}{_END}", fixed.year),
    # in World War II; since 9/11
    _fixed(
        "era", r"\b(?P<era>World\s+War\s+(?:II|I|Two|One)|(?:First|Second)\s+World\s+War|WWII|WWI|9/11)\b(?!-)",
        fixed.era,
    ),
    # the summer of last year, in March of this year, June this year
    _form("unit season", rf"\b{PART}(?:the\s+)?{SEASON}\s+(?:of\s+)?{_OF_YEAR}\b", seen.season_of_some_year),
    _form("unit month", rf"\b{PART}{_MONTH}\s+(?:of\s+)?{_OF_YEAR}\b", seen.month_of_some_year),
    # over the past four years; the last decade; recent weeks; so far this year
    _form("unit", rf"\b(?:the|this)\s+past\s+(?:{COUNT}\s+)?{UNIT}\b", seen.last_units, bounds=False),
    _form("unit", rf"\b(?:the\s+)?(?:past|last)\s+{COUNT}\s+{UNIT}\b(?!\s+of\b)", seen.last_units, bounds=False),
    _form(
        "unit", rf"\b(?:in|over|during|for|within)\s+the\s+last\s+{UNIT}\b(?!\s+of\b)",
        seen.last_units, bounds=False,
    ),
    _form("unit", rf"\b{_OVER}(?:the\s+)?(?:more\s+|most\s+)?recent\s+{UNITS}\b", seen.recent, bounds=False),
    _form("word", r"\bin\s+(?:more\s+)?recent\s+times\b", seen.recent, bounds=False),
    # in the next two years; over the coming weeks; within six months
    _form("unit", rf"\b(?:the\s+)?(?:next|coming)\s+{COUNT}\s+{UNIT}\b", seen.ahead, bounds=False),
    _form("unit", rf"\b{_OVER}the\s+coming\s+{UNIT}\b", seen.ahead, bounds=False),
    _form("unit", rf"\bin\s+coming\s+{UNITS}\b", seen.recent, bounds=False),
    _form("unit", rf"\b(?:over|during|within)\s+the\s+next\s+{UNIT}\b", seen.ahead, bounds=False),
    _form("unit", rf"\bwithin\s+{COUNT}\s+{UNIT}\b", seen.within, bounds=False),
    # two years ago
    _form(
        "unit", rf"\b(?:(?P<bound>more\s+than|over|at\s+least|less\s+than|under)\s+)?{COUNT}\s+{UNIT}\s+ago\b",
        seen.ago,
    ),
    # last Monday; Tuesday of last week; Monday night
    _form("weekday unit", rf"\b(?-i:{WEEKDAY})\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b", seen.weekday),
    _form("weekday", rf"\b(?:(?P<which>{_WHICH})\s+)?(?-i:{WEEKDAY})\b{_TIME_OF_DAY}", seen.weekday),
    # later this month; the end of the year; late last year; this year
    _form("unit", rf"\b(?P<ahead>earlier|later)\s+(?:in\s+the|this)\s+{UNIT}\b", seen.so_far),
    _form("unit", rf"\bso\s+far\s+this\s+{UNIT}\b", seen.so_far),
    _form("unit", rf"\bthis\s+{UNIT}\s+so\s+far\b", seen.so_far),
    _form("unit", rf"\b{PART}(?P<which>this|last|next|the(?:\s+current)?)\s+{UNIT}\b", seen.unit),
    _form("unit", r"\b(?P<part>year['’]?s?[\s-]+end)\b", seen.year_end),
    # last May, this spring, in May
    _form("month", rf"\b(?:(?P<which>this|last|next)\s+|{PART}){_MONTH}", seen.bare_month),
    _form("season", rf"\b{PART}(?P<which>{_WHICH})\s+{SEASON}\b", seen.bare_season),
    _form("season", rf"\b(?:the\s+)?{PART}(?:the\s+)?(?-i:{SEASON})\b(?!\s+of\b)", seen.bare_season),
    # yesterday
    _form(
        "word", r"\b(?:yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening))\b",
        seen.day_word,
    ),
    _form("word", r"(?<![A-Za-z]\s)(?-i:Today|TODAY)\b(?!['’]s)|\b(?-i:today)\b(?!['’]s)", seen.day_word),
)  # fmt: skip
