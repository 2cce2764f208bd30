"""When a transfer happened or is to happen, as far as the words fix it, against the day of publication.

    17 January 2014: "since December" -> 2013-12-01..2014-01-17;  "by the end of 2014" -> ..2014-12-31

Without a day of publication only absolute dates count. An open end stays open: nothing is filled in. What needs another
event to be understood ("that year", "two weeks earlier") is left out. A fiscal year counts as the calendar year of its
number: texts seldom say whose fiscal year they mean.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from armstrail.model import Period

Day = datetime.date
Days = tuple[Day | None, Day | None]
_ONE = datetime.timedelta(days=1)


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


def dates(text: str, published: Day | None, future: bool = False) -> list[Date]:
    """The times that a sentence names, in its order, none overlapping.

    Args:
        text: the sentence.
        published: the day that "last year" is seen from; None leaves relative times out.
        future: does the sentence speak of what is to come? Then "on Tuesday" is the next one.
    """
    view = _View(text, published, future)
    return list(_joined(_found(view), view))


def iterate_years(text: str) -> Iterator[int]:
    """Years that a text names: a name in a sentence about 1962 means what it meant in 1962."""
    for match in _PLAIN_YEAR.finditer(text):
        if is_year(text, match.start(), match.end()):
            yield int(match[0])


def is_year(text: str, start: int, end: int) -> bool:
    """Do these four digits name a year? Not in "2000 rifles", "resolution 1970", "Mirage 2000" or "2010-built"."""
    low = max(0, start - 40)
    if _NO_YEAR_AFTER.match(text, end) or _NUMBERED.search(text, low, start):
        return False
    if start and text[start - 1] in "$€£¥₹#.,/-–" and not _HYPHENED.search(text, low, start):
        return False
    return not is_counted(text, end) or bool(_DATING.search(text, low, start))


def is_counted(text: str, end: int) -> bool:
    """Does what goods or people are called in the plural follow here: "Russian rifles", "anti-tank missiles"?"""
    return _COUNTED.match(text, end) is not None


# --- words ------------------------------------------------------------------------------------------------------------

_MONTHS = {
    variant: number
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number], "Sept" if number == 9 else "")
    for variant in (name, name.upper())
    if name
}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {word: number for number, word in enumerate("a two three four five six seven eight nine ten".split(), 1)}
_NUMBERS |= {"an": 1, "one": 1, "couple": 2, "dozen": 12, "eleven": 11, "twelve": 12}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

_FULL, _SHORT = (
    "|".join(name for name in _MONTHS if (name.title() in calendar.month_name) is full) for full in (True, False)
)
_M = rf"(?P<month>(?:{_FULL})(?!\w)|(?:{_SHORT})(?!\w)\.?)"
_Y = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_D = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9\w])"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_W = rf"(?P<weekday>{_WEEKDAY}|{_WEEKDAY.upper()})"
_ON = rf"(?:(?:{_WEEKDAY}|{_WEEKDAY.upper()}),?\s+\(?)?"  # "Tuesday, 5 March": the day of the week says nothing more
_S = r"(?P<season>spring|summer|autumn|fall|winter)"
_PART = (
    r"(?:(?:the\s+)?(?P<part>end|beginning|start|middle|close|(?:first|second)\s+half"
    r"|(?:first|second|third|fourth|last)\s+quarter|first\s+(?P<months>\w{1,6})\s+months)\s+(?:of|in)\s+|(?:the\s+)?"
    r"(?P<early>early|late|mid)"
    r"(?:[\s-]+to[\s-]+(?P<later>mid|late))?[\s-]+(?:in\s+)?|(?:earlier|later)\s+in\s+)?"
)
_COUNT = rf"(?:a\s+)?(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS)}|several|few)(?:\s+of)?(?:\s+more)?"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_UNITS = r"(?:day|week|month|year|decade)s"
_TO = r"\s*(?:-|–|—|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s*"

_PLAIN_YEAR = re.compile(r"(?<!\w)(?:19[4-9][0-9]|20[0-4][0-9])(?!\w)")
_NO_YEAR_AFTER = re.compile(
    r"[,.]?[0-9]|-[A-Za-z]|\s*(?:%|mm\b|km\b|kg\b|hrs?\b|hours\b|GMT\b|percent\b|per\s+cent\b|miles\b|met(?:er|re)s\b"
    r"|feet\b|pounds\b|tons\b|tonnes\b|hundred\b|thousand\b|million\b|billion\b|crore\b|lakh\b|bn\b|mln\b)"
)
_NUMBERED = re.compile(
    r"\b(?:resolutions?|nos?\.?|number|boeing|airbus|mirage|falcon|saab|model|type|mark|mk\.?|flight|case|article"
    r"|section|unit|route|rs\.?|dm|block)\s+(?:no\.?\s+)?"
    r"(?:[0-9]+(?:\s*\([0-9]+\))?(?:,|,?\s+and|,?\s+or)\s+)*$|[$€£]\s$",
    re.IGNORECASE,
)
_HYPHENED = re.compile(rf"(?:\b(?:pre|post|mid|early|late|fiscal)|{_M})-$", re.IGNORECASE)
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


# --- what is found ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _View:
    """A sentence and where it is seen from."""

    text: str
    published: Day | None
    future: bool

    @property
    def today(self) -> Day:
        if self.published is None:
            raise _UnseenError
        return self.published


class _UnseenError(ValueError):
    """A relative time with no day that it is seen from."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to name a time. `needs`: kinds of words without which it cannot be there (see `_kinds`)."""

    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], _View], Days | None]
    bounds: bool = True  # may stand after "since" or "by"
    absolute: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    form: _Form
    match: re.Match[str]
    days: Days


def _cases(words: Iterable[str]) -> frozenset[str]:
    return frozenset(case for word in words for case in (word.lower(), word.title(), word.upper()))


_TOKENS = re.compile(r"[A-Za-z]+|[0-9]+")
_VOCABULARY = {
    "month": frozenset(_MONTHS),
    "weekday": _cases(calendar.day_name),
    "season": _cases(_SEASONS),
    "fiscal": frozenset(["FY"]),
    "unit": _cases("hour day week month year decade hours days weeks months years decades".split()),
    "word": _cases("yesterday today tonight tomorrow morning afternoon evening night times".split()),
    "tens": frozenset(["00", *(f"{n}0" for n in range(1, 10)), *_DECADES]),
    "era": frozenset(["World", "WWI", "WWII", "11"]),
}


def _kinds(text: str) -> set[str]:
    """Which kinds of words for times a text has: most sentences have none, and need no further look."""
    words = set(_TOKENS.findall(text))
    kinds = {kind for kind, vocabulary in _VOCABULARY.items() if not vocabulary.isdisjoint(words)}
    if any(len(word) == 4 and word[:2] in ("19", "20") for word in words):
        kinds.add("year")
    return kinds


def _found(view: _View) -> list[_Named]:
    """The times as they stand, the surest form first, in the order of the text."""
    kinds = _kinds(view.text)
    found: list[_Named] = []
    taken = bytearray(len(view.text))  # a character that a surer form has is 1
    for form in _FORMS if kinds else ():
        if not form.needs <= kinds:
            continue
        for match in form.pattern.finditer(view.text):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            try:
                days = form.read(match, view)
            except (ValueError, OverflowError):  # 31 June, or no day of publication
                continue
            if days is not None and not (days[0] and days[1] and days[0] > days[1]):
                found.append(_Named(form, match, days))
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return sorted(found, key=lambda named: named.match.start())


_FROM = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\s*(?:(?P<and>and)|to|until|till|through|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)


def _joined(found: list[_Named], view: _View) -> Iterator[Date]:
    """Each time with what its preposition makes of it; "from March 2013 to June" is one."""
    skip = False
    for index, named in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        whole = _from_to(named, following, view) if following else None
        skip = whole is not None
        yield whole or _bounded(named, view)


def _from_to(first: _Named, second: _Named, view: _View) -> Date | None:
    opening = _FROM.search(view.text, max(0, first.match.start() - 12), first.match.start())
    joint = _BETWEEN_TWO.fullmatch(view.text, first.match.end(), second.match.start())
    if not opening or not joint or (opening[1].lower() == "between") != bool(joint["and"]):
        return None
    start, end = first.days[0], second.days[1]
    if start and end and start > end and not second.form.absolute:  # "from November to February"
        try:
            end = end.replace(year=end.year + 1)
        except ValueError:
            return None
    if start and end and start > end:
        return None
    return Date(start, end, opening.start(1), second.match.end(), first.form.absolute and second.form.absolute)


# Prepositions, by what they make of the days after them.
_PREPOSITION = re.compile(
    r"\b(?:(?P<not_before>not\s+(?:before|until|till)|no\s+earlier\s+than|as\s+early\s+as)"
    r"|(?P<by>by|no\s+later\s+than|not\s+later\s+than|as\s+late\s+as|as\s+recently\s+as|through|up\s+to)"
    r"|(?P<until>(?:up\s+)?(?:until|till))"
    r"|(?P<before>before|prior\s+to|ahead\s+of|pre(?=-))"
    r"|(?P<after>after|following|post(?=-))"
    r"|(?P<as_of>as\s+of)"
    r"|(?P<since>since|from|starting|beginning|dating\s+(?:back\s+)?to|dating\s+from|going\s+back\s+to|as\s+from))"
    r"(?:\s+at\s+least)?(?:\s+(?:in|on|at|about|around))?(?:\s+(?P<the>the))?[\s-]+$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:\b(?:not|never)|n['’]t)\s+(?:\w+\s+){0,4}$", re.IGNORECASE)
_EVENT = re.compile(r"\s+(?!(?:and|or|but|in|on|at|to|the|a|by|with|for|when|after|until)\b)[a-z]+")


def _bounded(named: _Named, view: _View) -> Date:
    match, (start, end), absolute = named.match, named.days, named.form.absolute
    before = _PREPOSITION.search(view.text, max(0, match.start() - 40), match.start()) if named.form.bounds else None
    if before is None:
        return Date(start, end, match.start(), match.end(), absolute)
    preposition = next(name for name, words in before.groupdict().items() if words and name != "the")
    owner = view.text[match.end() : match.end() + 2] in ("'s", "’s", "s'", "s’")
    if owner and before[0].lower().startswith(("by", "from")):  # "paid from last year's budget"
        return Date(start, end, match.start(), match.end(), absolute)
    if preposition in ("until", "before") and _NEGATED.search(view.text, max(0, before.start() - 40), before.start()):
        preposition = "not_before"  # "will not arrive until 2016"
    # "after the 1973 war": an event of that year, not the turn of the year
    event = owner or bool(before["the"] and _EVENT.match(view.text, match.end()))
    start, end = _bound(preposition, named, event, view)
    if start and end and start > end:
        end = None
    return Date(start, end, before.start(), match.end(), absolute)


def _bound(preposition: str, named: _Named, event: bool, view: _View) -> Days:
    start, end = named.days
    match preposition:
        case "since" if named.form.read is _era:
            return end, view.published
        case "since":
            return start, view.published
        case "not_before":
            return start, None
        case "as_of":
            return (start, None) if view.future else (None, end)
        case "before":
            return None, end if event or _at_the_end(named) or start is None else _shifted(start, -1)
        case "after":
            return start if event or start == end or end is None else _shifted(end, 1), None
    return None, end


def _at_the_end(named: _Named) -> bool:
    """ "Before the end of the year" is still within it."""
    groups = named.match.groupdict()
    return (groups.get("part") or "").lower() in ("end", "close")


def _shifted(day: Day, days: int) -> Day | None:
    try:
        return day + days * _ONE
    except OverflowError:
        return None


# --- dates by the calendar --------------------------------------------------------------------------------------------


def _month_end(year: int, month: int) -> Day:
    return Day(year, month, calendar.monthrange(year, month)[1])


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


def _group(m: re.Match[str], name: str) -> str:
    """A group's words in lower case, "" where there are none."""
    return (m.groupdict().get(name) or "").lower()


def _date(m: re.Match[str], _: _View) -> Days:
    month = int(m["mm"]) if m.groupdict().get("mm") else _month(m["month"])
    day = Day(int(m["year"]), month, int(m["day"]))
    return day, day


def _date_range(m: re.Match[str], view: _View) -> Days | None:
    """ "June 1-5, 2015", "9 to 11 March"."""
    if not _group(m, "year") and is_counted(view.text, m.end()):
        return None
    day, last = int(m["day"]), int(m["day2"])
    first = Day(int(m["year"]), _month(m["month"]), day) if m["year"] else _nearest(_month(m["month"]), day, view)
    return first, first.replace(day=last)


def _month_of_year(m: re.Match[str], _: _View) -> Days:
    return _part_of_month(int(m["year"]), _month(m["month"]), _part(m))


def _months_of_year(m: re.Match[str], _: _View) -> Days:
    """ "Between March and June 2015", "from October to January 2014"."""
    year, first, last = int(m["year"]), _month(m["month"]), _month(m["month2"])
    return Day(year - (first > last), first, 1), _month_end(year, last)


def _years(m: re.Match[str], view: _View) -> Days | None:
    """ "From 2002 to 2004", "2002-04"; not "2000-2050 rifles"."""
    first, last = m["year"], m["year2"]
    if len(last) == 2:
        last = first[:2] + last
    if int(last) <= int(first) or not is_year(view.text, m.start("year"), m.end("year")):
        return None
    if _NO_YEAR_AFTER.match(view.text, m.end()) or is_counted(view.text, m.end()):
        return None
    return Day(int(first), 1, 1), Day(int(last), 12, 31)


def _year(m: re.Match[str], view: _View) -> Days | None:
    return _part_of_year(int(m["year"]), _part(m), m) if is_year(view.text, m.start("year"), m.end("year")) else None


def _fiscal(m: re.Match[str], _: _View) -> Days:
    year = int(m["year"] or f"20{m['short']}")
    return Day(year, 1, 1), Day(year, 12, 31)


def _quarter(m: re.Match[str], _: _View) -> Days:
    return _part_of_year(int(m["year"]), "first second third fourth".split()[int(m["quarter"]) - 1] + " quarter", m)


def _decade(m: re.Match[str], view: _View) -> Days:
    word = m["decade"].lower()
    first = _DECADES.get(word) or int(word.rstrip("s"))
    if first < 100:  # the last one of that name
        now = view.published.year if view.published else 2029
        first += 2000 if 2000 + first <= now else 1900
    low, high = _thirds(_part(m), {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}, (0, 9))
    return Day(first + low, 1, 1), Day(first + high, 12, 31)


def _season_of_year(m: re.Match[str], view: _View) -> Days | None:
    if _NAMED_SPRING.search(view.text, max(0, m.start("season") - 10), m.start("season")):
        return None
    return _season(_group(m, "season"), int(m["year"]))


_NAMED_SPRING = re.compile(r"\b(?:Arab|Prague|Croatian|Damascus)\s+$")
_ERAS = (
    (re.compile("ii|two|second", re.IGNORECASE), (Day(1939, 9, 1), Day(1945, 9, 2))),
    (re.compile("i|one|first", re.IGNORECASE), (Day(1914, 7, 28), Day(1918, 11, 11))),
    (re.compile("9/11"), (Day(2001, 9, 11), Day(2001, 9, 11))),
)
_ERA_LED = re.compile(r"\b(?:in|during|throughout|since|before|until|from)\s+(?:the\s+)?$", re.IGNORECASE)


def _era(m: re.Match[str], view: _View) -> Days | None:
    """Wars that stand for years, where they tell when: "in World War II", not "World War II rifles"."""
    if not _ERA_LED.search(view.text, max(0, m.start() - 20), m.start()):
        return None
    return next(days for name, days in _ERAS if name.search(m["era"]))


# --- parts ------------------------------------------------------------------------------------------------------------


def _part(m: re.Match[str]) -> str:
    """The part of a time that is meant: "early", "first half"; "early-late" from one to the other."""
    words = re.sub(r"\s+", " ", _group(m, "part") or _group(m, "early"))
    if later := _group(m, "later"):
        return f"{words}-{later}"
    return {"beginning": "early", "start": "early", "middle": "mid", "close": "end"}.get(words, words)


def _thirds(part: str, bounds: dict[str, tuple[int, int]], whole: tuple[int, int]) -> tuple[int, int]:
    """The bounds of a part: "early-mid" goes from the first of one to the last of the other."""
    first, _, last = part.partition("-")
    if not last:
        return bounds.get("late" if first == "end" and first not in bounds else first, whole)
    return bounds[first][0], bounds[last][1]


def _part_of_month(year: int, month: int, part: str) -> tuple[Day, Day]:
    last = calendar.monthrange(year, month)[1]
    bounds = {"early": (1, 10), "mid": (10, 20), "late": (20, last), "first half": (1, 15), "second half": (16, last)}
    low, high = _thirds(part, bounds, (1, last))
    return Day(year, month, low), Day(year, month, high)


_PARTS_OF_YEAR = {
    "early": (1, 3), "mid": (5, 8), "late": (10, 12), "first half": (1, 6), "second half": (7, 12),
    "first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}  # fmt: skip


def _part_of_year(year: int, part: str, m: re.Match[str]) -> tuple[Day, Day]:
    low, high = _thirds(part, _PARTS_OF_YEAR, (1, 12))
    if months := _count(_group(m, "months")):
        high = min(months, 12)
    return Day(year, low, 1), _month_end(year, high)


def _season(name: str, year: int) -> tuple[Day, Day]:
    low, high = _SEASONS[name]
    return Day(year, low, 1), _month_end(year + (high < low), high)


# --- times seen from the day of publication ---------------------------------------------------------------------------


def _nearest(month: int, day: int, view: _View) -> Day:
    """A day without its year: the last one, or the next one where the sentence speaks of what is to come."""
    today = view.today
    found = Day(today.year, month, day)
    if found > today + 7 * _ONE and not view.future:
        return found.replace(year=found.year - 1)
    if view.future and found < today - 60 * _ONE:
        return found.replace(year=found.year + 1)
    return found


def _month_day(m: re.Match[str], view: _View) -> Days | None:
    if is_counted(view.text, m.end()) or _NO_DAY_AFTER.match(view.text, m.end()):
        return None
    day = _nearest(_month(m["month"]), int(m["day"]), view)
    return day, day


_NO_DAY_AFTER = re.compile(r"[-,.]?[0-9]|\s*(?:%|percent\b|per\s+cent\b|million\b|billion\b|thousand\b|hundred\b)")


def _bare_month(m: re.Match[str], view: _View) -> Days | None:
    """ "In May", "last October", "the September deal"; not "may", "March on Rome", "Theresa May", "Black September"."""
    which, month, today = _group(m, "which"), _month(m["month"]), view.today
    if not which and not _is_month(m, view.text):
        return None
    year = today.year
    if which == "next" or (view.future and which != "last"):
        year += month < today.month or (which == "next" and month == today.month)
    else:
        year -= month > today.month or (which == "last" and month == today.month)
    return _part_of_month(year, month, _part(m))


_LED = re.compile(
    rf"(?:\b(?:in|since|by|until|till|of|from|before|after|during|through|throughout|around|about|between|as|than|for"
    rf"|early|late|mid)|\b{_M}\s*(?:,|and|or|to|until|through|-|–))[\s-]*$",
    re.IGNORECASE,
)
_PRIME_MINISTER = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|[Mm]inister|[Ss]ecretary|Brian|Imran)\s+May\b")
_AMBIGUOUS = frozenset("may march april june august".split())


def _is_month(m: re.Match[str], text: str) -> bool:
    name, at = m["month"], m.start("month")
    word = name.rstrip(".").lower()
    if word == "may" and _PRIME_MINISTER.search(text, max(0, at - 200), at + 200):
        return False
    if _part(m) or _LED.search(text, max(0, at - 24), at):
        return True
    if _ARTICLE.search(text, max(0, at - 5), at):
        return _ATTRIBUTE.match(text, m.end()) is not None
    if word in _AMBIGUOUS or (len(word) < 5 and not name.endswith(".")):
        return _DATELINE.match(text, m.end()) is not None
    return not _BLACK.search(text, max(0, at - 8), at)


_ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s+(?!(?:on|for|to|of|by|in)\b)[a-z]")  # "the May deal", not "the March on Rome"
_DATELINE = re.compile(r"\s*[_—–]")
_BLACK = re.compile(r"\bBlack\s+$")


def _weekday(m: re.Match[str], view: _View) -> Days | None:
    wanted, which, today = _WEEKDAYS[_group(m, "weekday")], _group(m, "which"), view.today
    if _NEWSPAPER.search(view.text, max(0, m.start("weekday") - 16), m.end() + 12) and not which:
        return None
    if week := _group(m, "week"):
        monday = today - today.weekday() * _ONE + {"last": -7, "next": 7}.get(week, 0) * _ONE
        day = monday + wanted * _ONE
    elif which in ("next", "this coming"):
        day = today + _ONE * ((wanted - today.weekday() - 1) % 7 + 1)
    elif view.future and which in ("", "this"):
        day = today + _ONE * ((wanted - today.weekday()) % 7)
    else:
        day = today - _ONE * ((today.weekday() - wanted) % 7 or (7 if which.endswith(("last", "past")) else 0))
    return day, day


_NEWSPAPER = re.compile(
    rf"\b(?:[Tt]he|Mail|Independent|Scotland|Bloody|Good|Black|Ash|Palm|Easter)\s+(?:on\s+)?{_WEEKDAY}\s+[A-Z]"
    rf"|\b(?:(?:Mail|Independent|Scotland)\s+on|News)\s+Sunday|\b(?:Bloody|Good|Black|Ash|Palm|Easter)\s+{_WEEKDAY}"
)


def _day_word(m: re.Match[str], view: _View) -> Days:
    day = view.today + {"yesterday": -1, "last": -1, "tomorrow": 1}.get(m[0].lower().split()[0], 0) * _ONE
    return day, day


def _unit(m: re.Match[str], view: _View) -> Days | None:
    """ "Last year", "the end of the week", "the second half of next year"."""
    unit, part = _group(m, "unit"), _part(m)
    if _group(m, "which").startswith("the") and not part:
        return None
    then = _back(view.today, -{"last": -1, "next": 1}.get(_group(m, "which"), 0), unit)
    if unit == "year":
        return _part_of_year(then.year, part, m)
    return _part_of_month(then.year, then.month, part) if unit == "month" else _around(then, unit)


def _so_far(m: re.Match[str], view: _View) -> Days:
    """ "Earlier this year", "so far this month"; "later in the year"."""
    start, end = _around(view.today, _group(m, "unit"))
    return (view.today, end) if _group(m, "ahead") == "later" else (start, view.today)


def _year_end(_: re.Match[str], view: _View) -> Days:
    return Day(view.today.year, 10, 1), Day(view.today.year, 12, 31)


def _last_units(m: re.Match[str], view: _View) -> Days:
    """ "Over the past four years": to the day of publication; "recent weeks": nobody says since when."""
    count = _count(_group(m, "count")) if _group(m, "count") else 1
    plural = m[0].lower().endswith("s")
    if not _group(m, "count") and plural:
        return None, view.today
    return (_back(view.today, count, _group(m, "unit")) if count else None), view.today


def _recent(m: re.Match[str], view: _View) -> Days:
    return (view.today, None) if "coming" in m[0].lower() else (None, view.today)


def _ago(m: re.Match[str], view: _View) -> Days | None:
    count = _count(_group(m, "count"))
    if not count:
        return None
    unit = _group(m, "unit")
    start, end = _around(_back(view.today, count, unit), "year" if unit == "decade" else unit)
    return {"more": (None, end), "less": (start, view.today)}.get(_AGO_BOUNDS.get(_group(m, "bound"), ""), (start, end))


_AGO_BOUNDS = {"more than": "more", "over": "more", "at least": "more", "less than": "less", "under": "less"}


def _ahead(m: re.Match[str], view: _View) -> Days | None:
    """ "In the next two years", "over the coming weeks"."""
    if not _group(m, "count"):
        plural = m[0].lower().endswith("s")
        return view.today, None if plural else _back(view.today, -1, _group(m, "unit"))
    count = _count(_group(m, "count"))
    return view.today, (_back(view.today, -count, _group(m, "unit")) if count else None)


def _within(m: re.Match[str], view: _View) -> Days | None:
    """ "Will arrive within six months"; of the past it says how long something took, not when."""
    count = _count(_group(m, "count"))
    if not view.future or not count:
        return None
    return view.today, _back(view.today, -count, _group(m, "unit"))


def _bare_season(m: re.Match[str], view: _View) -> Days | None:
    """ "Last fall", "this spring", "by the summer"; not "the fall of Kabul", "spring a surprise"."""
    name, which, today = _group(m, "season"), _group(m, "which"), view.today
    if not which and not _SEASON_LED.search(view.text, max(0, m.start() - 12), m.start()):
        return None
    year = today.year - (name == "winter" and today.month <= 2)  # the winter that is on
    start, end = _season(name, year)
    if which in ("last", "this past", "past") or (not which and not view.future):
        while start > today or (which and end >= today):
            year -= 1
            start, end = _season(name, year)
    elif which == "next" or (not which and view.future):
        while end < today or (which and start <= today):
            year += 1
            start, end = _season(name, year)
    return start, end


_SEASON_LED = re.compile(r"\b(?:in|by|since|until|till|before|after|during|from|through)\s+$", re.IGNORECASE)


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def _back(day: Day, count: int, unit: str) -> Day:
    """The day so many units before, after if negative."""
    match unit:
        case "hour":
            return day - datetime.timedelta(days=-(-count // 24))
        case "day":
            return day - datetime.timedelta(days=count)
        case "week":
            return day - datetime.timedelta(weeks=count)
        case "month":
            year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
            return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        case "decade":
            count *= 10
    year = day.year - count
    return Day(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _around(day: Day, unit: str) -> tuple[Day, Day]:
    """The week, month, year or decade that a day is in."""
    match unit:
        case "hour" | "day":
            return day, day
        case "week":
            start = day - datetime.timedelta(days=day.weekday())
            return start, start + datetime.timedelta(days=6)
        case "month":
            return Day(day.year, day.month, 1), _month_end(day.year, day.month)
        case "decade":
            return Day(day.year // 10 * 10, 1, 1), Day(day.year // 10 * 10 + 9, 12, 31)
    return Day(day.year, 1, 1), Day(day.year, 12, 31)


# --- the forms, the surest first --------------------------------------------------------------------------------------


def _form(
    needs: str,
    pattern: str,
    read: Callable[[re.Match[str], _View], Days | None],
    bounds: bool = True,
    fixed: bool = False,
) -> _Form:
    return _Form(frozenset(needs.split()), re.compile(pattern, re.IGNORECASE), read, bounds, fixed)


_MONTH = rf"(?-i:{_M})"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_DAY2 = r"(?P<day2>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR2 = r"(?P<year2>(?:19|20)[0-9]{2})"
_SHORT_YEAR2 = r"(?P<year2>(?:19|20)?[0-9]{2})"
_DECADE = r"(?P<decade>(?:19|20)[0-9]0)['’]?s"
_SHORT_DECADE = rf"(?:[0-9]0s|{'|'.join(_DECADES)})"
_END = r"(?!\w)"
_WHICH = r"this\s+past|this\s+coming|last|next|this|past"
_OVER = r"(?:(?:in|over|during|within)\s+)?"
_TIME_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"

_FORMS = (
    # 15 September 1986; Sept. 15, 1986; 1986-09-15; 1986 Sept. 15 _ (old wires)
    _form("month year", rf"(?<![\w.,-]){_ON}{_D}\s+(?:of\s+)?{_MONTH}\s*,?\s*{_Y}{_END}", _date, fixed=True),
    _form("month year", rf"\b{_ON}{_MONTH}\s*{_D}\s*,?\s*{_Y}{_END}", _date, fixed=True),
    _form("year", rf"(?<![\w.,/-]){_Y}([-/.])(?P<mm>[0-9]{{2}})\2(?P<day>[0-9]{{2}})(?![\w-])", _date, fixed=True),
    _form("year", rf"(?<![\w.,/-])(?P<day>[0-9]{{1,2}})\.(?P<mm>[0-9]{{1,2}})\.{_Y}(?![\w-])", _date, fixed=True),
    _form("month year", rf"\b{_Y}\s+{_MONTH}\s+{_D}(?=\s*[_—–:-])", _date, fixed=True),
    _form("month year", rf"\b{_Y}\s+{_MONTH}(?=\s*[_—–:])", _month_of_year, fixed=True),
    # June 1-5, 2015; 9 to 11 March
    _form("month", rf"\b{_MONTH}\s*{_D}{_TO}{_DAY2}(?:\s*,\s*{_Y}|{_END}(?![,.][0-9]|%))", _date_range, bounds=False),
    _form("month", rf"(?<![\w.,-]){_D}{_TO}{_DAY2}\s+{_MONTH}(?:\s*,?\s*{_Y})?", _date_range, bounds=False),
    # between March and June 2015; late March 2015
    _form(
        "month year", rf"\b(?:(?:from|between)\s+)?{_MONTH}{_TO}{_MONTH2}\s*,?\s*(?:of\s+)?{_Y}{_END}", _months_of_year,
        bounds=False, fixed=True,
    ),
    _form("month year", rf"\b{_PART}{_MONTH}\s*,?\s*(?:in\s+|of\s+)?-?{_Y}{_END}", _month_of_year, fixed=True),
    # Sept. 15; the 15th of September
    _form("month", rf"\b{_ON}{_MONTH}\s*{_D}", _month_day),
    _form("month", rf"(?<![\w.,-]){_ON}(?:the\s+)?{_D}\s+(?:of\s+)?{_MONTH}", _month_day),
    # from 2002 to 2004; 2002-04; the winter of 2013-14
    _form(
        "year", rf"\b(?:from|between)\s+{_Y}\s*(?:to|and|until|till|through|-|–|—)\s*{_YEAR2}{_END}", _years,
        bounds=False, fixed=True,
    ),
    _form(
        "year season", rf"\b(?:the\s+)?{_S}\s+(?:of\s+)?{_Y}\s*[-–/]\s*{_SHORT_YEAR2}{_END}", _season_of_year,
        fixed=True,
    ),
    _form("year", rf"(?<![\w.,/-]){_Y}\s*(?:[-–—/]|\bto\b)\s*{_YEAR2}{_END}", _years, bounds=False, fixed=True),
    _form("year", rf"(?<![\w.,/-]){_Y}[-–/](?P<year2>[0-9]{{2}}){_END}", _years, bounds=False, fixed=True),
    # fiscal 2015; FY15; Q1 2015
    _form("year", rf"\b(?:the\s+)?(?:fiscal|financial)\s+(?:year\s+)?{_Y}{_END}", _fiscal, fixed=True),
    _form("fiscal", rf"\b(?-i:FY)\s?['’]?(?:{_Y}|(?P<short>[0-9]{{2}})){_END}", _fiscal, fixed=True),
    _form("year", rf"\b(?-i:Q)(?P<quarter>[1-4])(?:\s+of)?\s+{_Y}{_END}", _quarter, fixed=True),
    # the early 1990s; the '80s; the eighties
    _form("year", rf"(?<![\w-])(?:the\s+)?{_PART}(?:the\s+)?{_DECADE}{_END}(?!-)", _decade, fixed=True),
    _form("tens", rf"(?<![\w-])(?:the\s+)?{_PART}(?:the\s+)?['’‘](?P<decade>[0-9]0s){_END}", _decade, fixed=True),
    _form(
        "tens",
        r"\bthe\s+(?:(?P<early>early|late|mid)(?:[\s-]+to[\s-]+(?P<later>mid|late))?[\s-]+)?"
        rf"(?P<decade>{_SHORT_DECADE}){_END}(?!-)",
        _decade, fixed=True,
    ),
    # the summer of 2014; late 2014
    _form("year season", rf"\b{_PART}(?:the\s+)?{_S}\s+(?:of\s+)?{_Y}{_END}", _season_of_year, fixed=True),
    _form("year", rf"(?<!\w){_PART}(?:the\s+year\s+)?{_Y}{_END}", _year, fixed=True),
    # in World War II; since 9/11
    _form(
        "era", r"\b(?P<era>World\s+War\s+(?:II|I|Two|One)|(?:First|Second)\s+World\s+War|WWII|WWI|9/11)\b(?!-)", _era,
        fixed=True,
    ),
    # over the past four years; the last decade; recent weeks; so far this year
    _form("unit", rf"\b(?:the|this)\s+past\s+(?:{_COUNT}\s+)?{_UNIT}\b", _last_units, bounds=False),
    _form("unit", rf"\b(?:the\s+)?(?:past|last)\s+{_COUNT}\s+{_UNIT}\b(?!\s+of\b)", _last_units, bounds=False),
    _form("unit", rf"\b(?:in|over|during|for|within)\s+the\s+last\s+{_UNIT}\b(?!\s+of\b)", _last_units, bounds=False),
    _form("unit", rf"\b{_OVER}(?:the\s+)?(?:more\s+|most\s+)?recent\s+{_UNITS}\b", _recent, bounds=False),
    _form("word", r"\bin\s+(?:more\s+)?recent\s+times\b", _recent, bounds=False),
    # in the next two years; over the coming weeks; within six months
    _form("unit", rf"\b(?:the\s+)?(?:next|coming)\s+{_COUNT}\s+{_UNIT}\b", _ahead, bounds=False),
    _form("unit", rf"\b{_OVER}the\s+coming\s+{_UNIT}\b", _ahead, bounds=False),
    _form("unit", rf"\bin\s+coming\s+{_UNITS}\b", _recent, bounds=False),
    _form("unit", rf"\b(?:over|during|within)\s+the\s+next\s+{_UNIT}\b", _ahead, bounds=False),
    _form("unit", rf"\bwithin\s+{_COUNT}\s+{_UNIT}\b", _within, bounds=False),
    # two years ago
    _form(
        "unit", rf"\b(?:(?P<bound>more\s+than|over|at\s+least|less\s+than|under)\s+)?{_COUNT}\s+{_UNIT}\s+ago\b", _ago
    ),
    # last Monday; Tuesday of last week; Monday night
    _form("weekday unit", rf"\b(?-i:{_W})\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b", _weekday),
    _form("weekday", rf"\b(?:(?P<which>{_WHICH})\s+)?(?-i:{_W})\b{_TIME_OF_DAY}", _weekday),
    # later this month; the end of the year; late last year; this year
    _form("unit", rf"\b(?P<ahead>earlier|later)\s+(?:in\s+the|this)\s+{_UNIT}\b", _so_far),
    _form("unit", rf"\bso\s+far\s+this\s+{_UNIT}\b", _so_far),
    _form("unit", rf"\bthis\s+{_UNIT}\s+so\s+far\b", _so_far),
    _form("unit", rf"\b{_PART}(?P<which>this|last|next|the(?:\s+current)?)\s+{_UNIT}\b", _unit),
    _form("unit", r"\b(?P<part>year['’]?s?[\s-]+end)\b", _year_end),
    # last May, this spring, in May
    _form("month", rf"\b(?:(?P<which>this|last|next)\s+|{_PART}){_MONTH}", _bare_month),
    _form("season", rf"\b{_PART}(?P<which>{_WHICH})\s+{_S}\b", _bare_season),
    _form("season", rf"\b(?:the\s+)?{_PART}(?:the\s+)?(?-i:{_S})\b(?!\s+of\b)", _bare_season),
    # yesterday
    _form("word", r"\b(?:yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening))\b", _day_word),
    _form("word", r"(?<![A-Za-z]\s)(?-i:Today|TODAY)\b(?!['’]s)|\b(?-i:today)\b(?!['’]s)", _day_word),
)  # fmt: skip
