"""Reckoning with days, no words: the month, week, part of a year that a day is in, the day two years before."""

from __future__ import annotations

import calendar
import datetime

from armstrail.reading.period.words import SEASONS

Day = datetime.date
Days = tuple[Day | None, Day | None]
_ONE = datetime.timedelta(days=1)


def month_end(year: int, month: int) -> Day:
    """The last day of a month."""
    return Day(year, month, calendar.monthrange(year, month)[1])


def thirds(part: str, bounds: dict[str, tuple[int, int]], whole: tuple[int, int]) -> tuple[int, int]:
    """The bounds of a part: "early-mid" goes from the first of one to the last of the other."""
    first, _, last = part.partition("-")
    if not last:
        return bounds.get("late" if first == "end" and first not in bounds else first, whole)
    return bounds[first][0], bounds[last][1]


def part_of_month(year: int, month: int, part: str) -> tuple[Day, Day]:
    """A month, or its early, middle or late days."""
    last = calendar.monthrange(year, month)[1]
    bounds = {"early": (1, 10), "mid": (10, 20), "late": (20, last), "first half": (1, 15), "second half": (16, last)}
    low, high = thirds(part, bounds, (1, last))
    return Day(year, month, low), Day(year, month, high)


_PARTS_OF_YEAR = {
    "early": (1, 3), "mid": (5, 8), "late": (10, 12), "first half": (1, 6), "second half": (7, 12),
    "first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
    "last quarter": (10, 12),
}  # fmt: skip


def part_of_year(year: int, part: str = "", months: int | None = None) -> tuple[Day, Day]:
    """A year, a part of it, or its first months where they are counted."""
    low, high = thirds(part, _PARTS_OF_YEAR, (1, 12))
    if months:
        high = min(months, 12)
    return Day(year, low, 1), month_end(year, high)


def season(name: str, year: int) -> tuple[Day, Day]:
    """The season that begins in a year: winter 2013 ends in February 2014."""
    low, high = SEASONS[name]
    return Day(year, low, 1), month_end(year + (high < low), high)


def units_before(day: Day, count: int, unit: str) -> Day:
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


def around(day: Day, unit: str) -> tuple[Day, Day]:
    """The week, month, year or decade that a day is in."""
    match unit:
        case "hour" | "day":
            return day, day
        case "week":
            start = day - datetime.timedelta(days=day.weekday())
            return start, start + datetime.timedelta(days=6)
        case "month":
            return Day(day.year, day.month, 1), month_end(day.year, day.month)
        case "decade":
            return Day(day.year // 10 * 10, 1, 1), Day(day.year // 10 * 10 + 9, 12, 31)
    return Day(day.year, 1, 1), Day(day.year, 12, 31)


def days_before(day: Day, days: int) -> Day:
    """The day so many days before, after if negative; raises OverflowError beyond the calendar."""
    return day - days * _ONE
