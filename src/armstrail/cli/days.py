"""Days as a person types them: `2014` its first and last day, `2014-03`, `2014-03-05`."""

from __future__ import annotations

import datetime


def first_and_last(told: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a year, a month or a day.

    Raises:
        ValueError: it is none.
    """
    parts = told.split("-")
    if len(parts) == 3:
        day = datetime.date.fromisoformat(told)
        return day, day
    if not 1 <= len(parts) <= 2 or len(parts[0]) != 4 or any(not part.isdecimal() for part in parts):
        raise ValueError(told)
    year = int(parts[0])
    first, last = (int(parts[1]), int(parts[1])) if len(parts) == 2 else (1, 12)
    after = datetime.date(year + last // 12, last % 12 + 1, 1) if year < 9999 else datetime.date.max
    return datetime.date(year, first, 1), after - datetime.timedelta(days=1)
