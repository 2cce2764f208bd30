"""What prepositions make of the times of a sentence: "since", "by", "until", "from ... to ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from armstrail.model import Period
from armstrail.reading.period.days import Day, Days, days_before
from armstrail.reading.period.fixed import era
from armstrail.reading.period.forms import Named, found_times
from armstrail.reading.period.sighting import View
from armstrail.reading.period.words import before


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
        """The days alone."""
        return Period(start=self.start, end=self.end)


@lru_cache(maxsize=8)  # a sentence's transfers ask one after the other
def dates(text: str, published: Day | None, future: bool = False) -> tuple[Date, ...]:
    """The times that a sentence names, in its order, none overlapping.

    Args:
        text: the sentence.
        published: the day that "last year" is seen from; None leaves relative times out.
        future: does the sentence speak of what is to come? Then "on Tuesday" is the next one.
    """
    view = View(text, published, future)
    return tuple(_joined(found_times(view), view))


_FROM = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\s*(?:(?P<and>and)|to|until|till|through|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)


def _joined(found: list[Named], view: View) -> Iterator[Date]:
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


def _from_to(first: Named, second: Named, view: View) -> Date | None:
    """Two times as one, where \"from ... to\" or \"between ... and\" joins them."""
    opening = before(_FROM, view.text, first.match.start())
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


def _bounded(named: Named, view: View) -> Date:
    """A time with its own preposition."""
    match, (start, end), absolute = named.match, named.days, named.form.absolute
    led = before(_PREPOSITION, view.text, match.start()) if named.form.bounds else None
    owner = view.text[match.end() : match.end() + 2] in ("'s", "’s", "s'", "s’")
    if led is None or (owner and led[0].lower().startswith(("by", "from"))):  # "paid from last year's budget"
        return Date(start, end, match.start(), match.end(), absolute)
    preposition = next(name for name, words in led.groupdict().items() if words and name != "the")
    if preposition in ("until", "before") and before(_NEGATED, view.text, led.start()):
        preposition = "not_before"  # "will not arrive until 2016"
    # "after the 1973 war": an event of that year, not the turn of the year
    event = owner or bool(led["the"] and _EVENT.match(view.text, match.end()))
    start, end = _bound(preposition, named, event, view)
    if start and end and start > end:
        end = None
    return Date(start, end, led.start(), match.end(), absolute)


def _bound(preposition: str, named: Named, event: bool, view: View) -> Days:
    """The days that a preposition makes of a time's own."""
    start, end = named.days
    match preposition:
        case "since" if named.form.read is era:
            return end, view.published
        case "since":
            return start, view.published
        case "not_before":
            return start, None
        case "as_of":
            return (start, None) if view.future else (None, end)
        case "before":
            return None, end if event or _at_the_end(named) or start is None else _moved(start, -1)
        case "after":
            return start if event or start == end or end is None else _moved(end, 1), None
    return None, end


def _at_the_end(named: Named) -> bool:
    """ "Before the end of the year" is still within it."""
    groups = named.match.groupdict()
    return (groups.get("part") or "").lower() in ("end", "close")


def _moved(day: Day, days: int) -> Day | None:
    """The day so many days after; None beyond the calendar's end."""
    try:
        return days_before(day, -days)
    except OverflowError:
        return None
