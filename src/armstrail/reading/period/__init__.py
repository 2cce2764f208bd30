"""When a transfer happened or is to happen, as far as the words fix it, against the day of publication.

    17 January 2014: "since December" -> 2013-12-01..2014-01-17;  "by the end of 2014" -> ..2014-12-31

Without a day of publication only absolute dates count. An open end stays open: nothing is filled in. What needs another
event to be understood ("that year", "two weeks earlier") is left out. A fiscal year counts as the calendar year of its
number: texts seldom say whose fiscal year they mean.

`words` and `forms` say how a time is named, `fixed` and `seen` what days that is, `bounds` what prepositions make of
it, `years` which digits are a year and no number of pieces.
"""

from armstrail.reading.period.bounds import Date, dates
from armstrail.reading.period.years import is_counted, is_year, iterate_years

__all__ = ["Date", "dates", "is_counted", "is_year", "iterate_years"]
