"""When a transfer happened or is to happen, as far as the words fix it, against the day of publication.

    17 January 2014: "since December" -> 2013-12-01..2014-01-17;  "by the end of 2014" -> ..2014-12-31

Without a day of publication only absolute dates count. An open end stays open: nothing is filled in.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from armstrail.model import Period

Day = datetime.date
_MONTHS = {name.lower(): number for number in range(1, 13) for name in (calendar.month_name[number], calendar.month_abbr[number])}
_MONTHS |= {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_Y = r"(?P<year>(?:19|20)\d\d)"
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_W = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_COUNT = r"(?P<count>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|few|couple of)"
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())} | {"a": 1, "an": 1}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}

_PATTERNS = [
    (re.compile(rf"\b{_D}\s+{_M}\s*,?\s+{_Y}\b"), "date"),
    (re.compile(rf"\b{_M}\s+{_D},?\s+{_Y}\b"), "date"),
    (re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<mm>\d\d)-(?P<day>\d\d)\b"), "date"),
    (re.compile(rf"\b(?:(?:the\s+)?(?P<part>end|beginning|start|middle|close)\s+of\s+|(?P<early>early|late|mid)[\s-]+)?{_M}\s*,?\s+(?:of\s+)?{_Y}\b"), "month"),
    (re.compile(rf"\b{_M}\s+{_D}\b(?!\s*,?\s*(?:19|20)\d\d)(?!\s*(?:percent|per cent|%|million|billion|tanks))"), "month_day"),
    (re.compile(rf"\b{_D}\s+{_M}\b(?!\s*,?\s*(?:19|20)\d\d)"), "month_day"),
    (re.compile(rf"\b(?:from|between)\s+{_Y}\s+(?:to|and|until|through|-|–)\s+(?P<year2>(?:19|20)\d\d)\b"), "years"),
    (re.compile(rf"\b{_Y}\s*(?:-|–|to)\s*(?P<year2>(?:19|20)?\d\d)\b"), "years"),
    (re.compile(rf"\b(?:fiscal|financial)\s+(?:year\s+)?{_Y}\b"), "year"),
    (re.compile(r"\b(?:the\s+)?(?P<early>early|late|mid)?[\s-]*(?P<decade>(?:19|20)\d0)s\b"), "decade"),
    (re.compile(rf"\b(?:(?:the\s+)?(?P<part>end|beginning|start|middle|close)\s+of\s+(?:the\s+year\s+)?|(?P<early>early|late|mid)[\s-]+)?(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_Y}\b"), "season"),
    (re.compile(rf"(?<![$€£\d,.-])\b(?:(?:the\s+)?(?P<part>end|beginning|start|middle|close)\s+of\s+|(?P<early>early|late|mid)[\s-]+)?{_Y}\b(?!\s*(?:km|miles|troops|soldiers|tanks|missiles|%))"), "year"),
    (re.compile(r"\b(?:the\s+)?(?P<part>end|beginning|start|middle)\s+of\s+(?P<which>this|last|next|the)\s+(?P<unit>week|month|year|decade)\b", re.I), "part"),
    (re.compile(r"\b(?P<early>earlier|later|late|early)\s+(?P<which>this|last|next)\s+(?P<unit>week|month|year|decade)\b", re.I), "relative"),
    (re.compile(rf"\b(?P<which>this|last|next|this past|past|previous)\s+(?P<season>spring|summer|autumn|fall|winter)\b", re.I), "relative_season"),
    (re.compile(rf"\b(?P<which>last|next|this|this past|this coming)\s+{_W}\b"), "weekday"),
    (re.compile(rf"\b(?:on\s+)?{_W}\b"), "weekday"),
    (re.compile(rf"\b(?P<which>last|next|this)\s+{_M}\b"), "bare_month"),
    (re.compile(r"\b(?P<which>this|last|next|current|coming|previous)\s+(?P<unit>day|week|month|year|decade)\b", re.I), "relative"),
    (re.compile(rf"\b(?:in|over|during|for|within)\s+(?:the\s+)?(?:past|last|previous|recent)\s+{_COUNT}\s+{_UNIT}\b", re.I), "span_back"),
    (re.compile(r"\b(?:in|over|during|for)\s+(?:the\s+)?(?:past|last|recent)\s+(?P<unit>day|week|month|year|decade)s?\b", re.I), "recent"),
    (re.compile(rf"\b{_COUNT}\s+{_UNIT}\s+(?:ago|earlier)\b", re.I), "ago"),
    (re.compile(rf"\b(?:in|within|over)\s+(?:the\s+)?(?:next|coming)\s+(?:{_COUNT}\s+)?{_UNIT}\b", re.I), "ahead"),
    (re.compile(r"\b(?P<word>yesterday|today|tonight|tomorrow)\b", re.I), "day_word"),
    (re.compile(rf"\b(?:(?:the\s+)?(?P<part>end|beginning|start|middle)\s+of\s+|(?P<early>early|late|mid)[\s-]+)?{_M}(?=[\s.,;)]|$)"), "bare_month"),
]  # fmt: skip
_MODAL_MAY = re.compile(r"\bMay$")
_SINCE = re.compile(r"\b(since|from)\s+(?:the\s+)?(?:at least\s+)?(?:(?:early|late|mid)[\s-]+)?$", re.I)
_BY = re.compile(r"\b(by|before|until|till|prior to|no later than)\s+(?:the\s+)?$", re.I)
_AFTER = re.compile(r"\b(after)\s+(?:the\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Date:
    """A time that a sentence names: its days, None for an open end, and the characters that say so."""

    start: Day | None
    end: Day | None
    begin: int
    stop: int
    absolute: bool

    @property
    def period(self) -> Period:
        return Period(start=self.start, end=self.end)


def _month_end(year: int, month: int) -> Day:
    return Day(year, month, calendar.monthrange(year, month)[1])


def dates(text: str, published: Day | None, future: bool = False) -> list[Date]:
    """The times that a sentence names, in its order, none overlapping.

    Args:
        text: the sentence.
        published: the day that "last year" is seen from; None leaves relative times out.
        future: does the sentence speak of what is to come? Then "on Tuesday" is the next one.
    """
    found: list[Date] = []
    taken: list[tuple[int, int]] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < stop and begin < match.end() for begin, stop in taken):
                continue
            try:
                days = _days(kind, match, published, future, text)
            except ValueError:  # 31 June
                continue
            if days is None:
                continue
            taken.append(match.span())
            found.append(_with_preposition(text, match, days, published, kind))
    return sorted(found, key=lambda date: date.begin)


def _with_preposition(text: str, match: re.Match[str], days: tuple[Day | None, Day | None], published: Day | None, kind: str) -> Date:
    start, end = days
    before = text[: match.start()]
    begin = match.start()
    if kind not in ("years", "span_back", "recent", "ahead"):
        if since := _SINCE.search(before):
            start, end, begin = start, published, since.start(1)
            if published and start and start > published:
                end = None
        elif by := _BY.search(before):
            start, begin = None, by.start(1)
            if by[1].lower() in ("before", "prior to") and days[0]:
                end = days[0] - datetime.timedelta(days=1)
        elif after := _AFTER.search(before):
            start, end, begin = days[1], None, after.start(1)
    return Date(start, end, begin, match.end(), kind in ("date", "month", "years", "year", "decade", "season"))


def _days(kind: str, m: re.Match[str], published: Day | None, future: bool, text: str) -> tuple[Day | None, Day | None] | None:
    g = m.groupdict()
    match kind:
        case "date":
            month = int(g["mm"]) if g.get("mm") else _month(g["month"])
            day = Day(int(g["year"]), month, int(g["day"]))
            return day, day
        case "month":
            year, month = int(g["year"]), _month(g["month"])
            return _part_of_month(year, month, g.get("part") or g.get("early"))
        case "years":
            second = g["year2"] if len(g["year2"]) == 4 else g["year"][:2] + g["year2"]
            if int(second) <= int(g["year"]):
                return None
            return Day(int(g["year"]), 1, 1), Day(int(second), 12, 31)
        case "year":
            return _part_of_year(int(g["year"]), g.get("part") or g.get("early")) if "part" in g else (Day(int(g["year"]), 1, 1), Day(int(g["year"]), 12, 31))
        case "decade":
            first = int(g["decade"])
            low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(g["early"] or "", (0, 9))
            return Day(first + low, 1, 1), Day(first + high, 12, 31)
        case "season":
            return _season(g["season"].lower(), int(g["year"]))
    if published is None:
        return None
    return _relative_days(kind, g, m, published, future)


def _relative_days(kind: str, g: dict[str, str | None], m: re.Match[str], published: Day, future: bool) -> tuple[Day | None, Day | None] | None:
    one = datetime.timedelta(days=1)
    match kind:
        case "month_day":
            day = Day(published.year, _month(g["month"] or ""), int(g["day"] or 0))
            if day > published + 7 * one and not future:
                day = day.replace(year=day.year - 1)
            elif future and day < published - 60 * one:
                day = day.replace(year=day.year + 1)
            return day, day
        case "bare_month":
            if (g["month"] or "") in ("May", "March", "Mar", "Mar.") and not re.search(r"\b(?:in|since|by|until|last|next|this|of|early|late|mid|from|and|before|after|during)\s*$", m.string[: m.start("month")], re.I):
                return None
            month = _month(g["month"] or "")
            which = (g.get("which") or "").lower()
            year = published.year
            if which == "next" or (future and which != "last"):
                year += month < published.month or (which == "next" and month == published.month)
            else:
                year -= month > published.month or (which == "last" and month == published.month)
            return _part_of_month(year, month, g.get("part") or g.get("early"))
        case "weekday":
            wanted = _WEEKDAYS[(g["weekday"] or "").lower()]
            which = (g.get("which") or "").lower()
            if which in ("next", "this coming") or (future and not which):
                day = published + one * (((wanted - published.weekday() - 1) % 7) + 1)
            else:
                day = published - one * ((published.weekday() - wanted) % 7 or (7 if which == "last" else 0))
            return day, day
        case "day_word":
            shift = {"yesterday": -1, "tomorrow": 1}.get((g["word"] or "").lower(), 0)
            return published + shift * one, published + shift * one
        case "relative" | "part":
            return _relative_unit(g, published)
        case "relative_season":
            return _relative_season((g["season"] or "").lower(), (g["which"] or "").lower(), published)
        case "span_back":
            count = _count(g["count"])
            return (_back(published, count, g["unit"] or "") if count else None), published
        case "recent":
            if m[0].lower().split()[-1].endswith("s"):
                return None, published
            return _back(published, 1, g["unit"] or ""), published
        case "ago":
            count = _count(g["count"])
            if not count:
                return None
            then = _back(published, count, g["unit"] or "")
            return _around(then, g["unit"] or "")
        case "ahead":
            count = _count(g["count"]) if g["count"] else 1
            return published, (_back(published, -count, g["unit"] or "") if count else None)
    return None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else _NUMBERS.get(text.lower())


def _back(day: Day, count: int, unit: str) -> Day:
    match unit.lower():
        case "day":
            return day - datetime.timedelta(days=count)
        case "week":
            return day - datetime.timedelta(weeks=count)
        case "month":
            index = day.year * 12 + day.month - 1 - count
            return Day(index // 12, index % 12 + 1, min(day.day, calendar.monthrange(index // 12, index % 12 + 1)[1]))
        case "decade":
            count *= 10
    return Day(day.year - count, day.month, min(day.day, calendar.monthrange(day.year - count, day.month)[1]))


def _around(day: Day, unit: str) -> tuple[Day, Day]:
    match unit.lower():
        case "day":
            return day, day
        case "week":
            start = day - datetime.timedelta(days=day.weekday())
            return start, start + datetime.timedelta(days=6)
        case "month":
            return Day(day.year, day.month, 1), _month_end(day.year, day.month)
    return Day(day.year, 1, 1), Day(day.year, 12, 31)


def _part_of_month(year: int, month: int, part: str | None) -> tuple[Day, Day]:
    last = calendar.monthrange(year, month)[1]
    low, high = {"early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (10, 20), "middle": (10, 20), "late": (20, last), "end": (20, last), "close": (20, last)}.get(part or "", (1, last))
    return Day(year, month, low), Day(year, month, high)


def _part_of_year(year: int, part: str | None) -> tuple[Day, Day]:
    low, high = {"early": (1, 4), "beginning": (1, 3), "start": (1, 3), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (10, 12), "close": (10, 12)}.get(part or "", (1, 12))
    return Day(year, low, 1), _month_end(year, high)


def _season(name: str, year: int) -> tuple[Day, Day]:
    low, high = _SEASONS[name]
    return Day(year, low, 1), _month_end(year + (high < low), high)


def _relative_season(name: str, which: str, published: Day) -> tuple[Day, Day]:
    start, end = _season(name, published.year)
    if which in ("last", "this past", "past", "previous") and end >= published:
        return _season(name, published.year - 1)
    if which == "next" and start <= published:
        return _season(name, published.year + 1)
    return start, end


def _relative_unit(g: dict[str, str | None], published: Day) -> tuple[Day, Day] | None:
    unit, which = (g["unit"] or "").lower(), (g["which"] or "").lower()
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    then = _back(published, -shift, unit)
    if unit == "decade":
        first = then.year // 10 * 10
        return Day(first, 1, 1), Day(first + 9, 12, 31)
    start, end = _around(then, unit)
    early = (g.get("early") or "").lower()
    if early == "earlier" and shift == 0:
        end = published
    elif early == "later" and shift == 0:
        start = published
    elif early in ("late", "early") and unit == "year":
        start, end = _part_of_year(then.year, early)
    if g.get("part") and unit == "year":
        start, end = _part_of_year(then.year, g["part"])
    return start, end


def iterate_years(text: str) -> Iterator[int]:
    """Years that a text names: a name in a sentence about 1962 means what it meant in 1962."""
    for match in re.finditer(r"(?<![$€£\d,.-])\b(19[4-9]\d|20[0-4]\d)\b(?!s?\s*(?:km|miles))", text):
        yield int(match[1])
