"""Periods: every way to name a time that the guide or the press knows, seen from 17 January 2014 (a Friday)."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.reading.period import dates, is_counted, is_year, iterate_years

PUBLISHED = datetime.date(2014, 1, 17)
TODAY = "2014-01-17"


def periods(text: str, published: datetime.date | None = PUBLISHED, future: bool = False) -> list[str]:
    """`2013-12-01..2014-01-17` for each time; an open end is empty."""
    return [f"{found.start or ''}..{found.end or ''}" for found in dates(text, published, future)]


def words(text: str, future: bool = False) -> list[str]:
    return [text[found.begin : found.stop] for found in dates(text, PUBLISHED, future)]


@pytest.mark.parametrize(("text", "expected"), [
    # the guide: "since" goes on to the day of the text
    ("since December", f"2013-12-01..{TODAY}"),
    ("since 2007", f"2007-01-01..{TODAY}"),
    ("since the 1980s", f"1980-01-01..{TODAY}"),
    ("since last year", f"2013-01-01..{TODAY}"),
    ("since at least 2009", f"2009-01-01..{TODAY}"),
    ("since late 2012", f"2012-10-01..{TODAY}"),
    ("dating back to 2009", f"2009-01-01..{TODAY}"),
    ("since World War II", f"1945-09-02..{TODAY}"),
    ("SINCE DECEMBER", f"2013-12-01..{TODAY}"),
    # the guide: "last year" is that whole year
    ("last year", "2013-01-01..2013-12-31"),
    ("last month", "2013-12-01..2013-12-31"),
    ("last week", "2014-01-06..2014-01-12"),
    ("next month", "2014-02-01..2014-02-28"),
    ("this year", "2014-01-01..2014-12-31"),
    # the guide: "by" is open at its start
    ("by the end of 2014", "..2014-12-31"),
    ("by the end of the year", "..2014-12-31"),
    ("by year-end", "..2014-12-31"),
    ("by late 1989", "..1989-12-31"),
    ("before the end of 2014", "..2014-12-31"),
    ("no later than 2015", "..2015-12-31"),
    ("until 2009", "..2009-12-31"),
    ("as recently as last month", "..2013-12-31"),
    ("before 2003", "..2002-12-31"),
    ("before Monday", "..2014-01-12"),
    ("prior to the 1990s", "..1989-12-31"),
    ("in pre-2003 Iraq", "..2002-12-31"),
    # the guide: a bare year is the whole of it
    ("in 2010 it was worth $5bn", "2010-01-01..2010-12-31"),
    ("during the 1973 war", "1973-01-01..1973-12-31"),
    ("the 1992 arms embargo", "1992-01-01..1992-12-31"),
    ("in fiscal 2015", "2015-01-01..2015-12-31"),
    ("in the fiscal year 2015", "2015-01-01..2015-12-31"),
    ("in FY15", "2015-01-01..2015-12-31"),
    # after a day: from it; after a longer time: from its end; after an event of a year: in it or later
    ("after October 1, 2013", "2013-10-01.."),
    ("after 2010", "2011-01-01.."),
    ("after the 1973 war", "1973-01-01.."),
    ("after last year's coup", "2013-01-01.."),
    ("before the 2003 invasion", "..2003-12-31"),
    ("no earlier than 2016", "2016-01-01.."),
    ("it will not arrive until 2016", "2016-01-01.."),
    # what is paid or made by something is not bounded by it
    ("paid from last year's budget", "2013-01-01..2013-12-31"),
    # parts of a year
    ("at the end of 2013", "2013-10-01..2013-12-31"),
    ("mid-2013", "2013-05-01..2013-08-31"),
    ("early 2013", "2013-01-01..2013-03-31"),
    ("late in 2013", "2013-10-01..2013-12-31"),
    ("late last year", "2013-10-01..2013-12-31"),
    ("early next year", "2015-01-01..2015-03-31"),
    ("in the first half of 2013", "2013-01-01..2013-06-30"),
    ("in the second quarter of next year", "2015-04-01..2015-06-30"),
    ("in Q3 2013", "2013-07-01..2013-09-30"),
    ("in the first six months of 2013", "2013-01-01..2013-06-30"),
    # several years
    ("from 2002 to 2004", "2002-01-01..2004-12-31"),
    ("between 2004 and 2012", "2004-01-01..2012-12-31"),
    ("2002-04", "2002-01-01..2004-12-31"),
    ("2002–2004", "2002-01-01..2004-12-31"),
    ("2002 to 2004", "2002-01-01..2004-12-31"),
    # decades
    ("in the 1980s", "1980-01-01..1989-12-31"),
    ("in the 1980's", "1980-01-01..1989-12-31"),
    ("in the early 1990s", "1990-01-01..1993-12-31"),
    ("in the mid- to late-1980s", "1984-01-01..1989-12-31"),
    ("in the '80s", "1980-01-01..1989-12-31"),
    ("in the late 80s", "1987-01-01..1989-12-31"),
    ("in the eighties", "1980-01-01..1989-12-31"),
    ("in the '00s", "2000-01-01..2009-12-31"),
    # wars that stand for years
    ("in World War II", "1939-09-01..1945-09-02"),
    # months
    ("in September 2013", "2013-09-01..2013-09-30"),
    ("late March 2013", "2013-03-20..2013-03-31"),
    ("in September, 1986", "1986-09-01..1986-09-30"),
    ("in July", "2013-07-01..2013-07-31"),
    ("in January", "2014-01-01..2014-01-31"),
    ("last November", "2013-11-01..2013-11-30"),
    ("in early December", "2013-12-01..2013-12-10"),
    ("the September deal", "2013-09-01..2013-09-30"),
    ("between March and June 2013", "2013-03-01..2013-06-30"),
    ("from October to January 2013", "2012-10-01..2013-01-31"),
    ("from November to February", "2013-11-01..2014-02-28"),
    ("from June 2012 to last month", "2012-06-01..2013-12-31"),
    ("1985 July _ An official", "1985-07-01..1985-07-31"),
    ("as early as June", "2013-06-01.."),
    # days
    ("Sept. 15", "2013-09-15..2013-09-15"),
    ("15 September", "2013-09-15..2013-09-15"),
    ("the 15th of September", "2013-09-15..2013-09-15"),
    ("Sept 15, 1986", "1986-09-15..1986-09-15"),
    ("15 September 1986", "1986-09-15..1986-09-15"),
    ("1986-09-15", "1986-09-15..1986-09-15"),
    ("15.09.1986", "1986-09-15..1986-09-15"),
    ("Monday, September 15, 1986", "1986-09-15..1986-09-15"),
    ("1986 Jan. 17 _ Reagan", "1986-01-17..1986-01-17"),
    ("June 3-5, 2013", "2013-06-03..2013-06-05"),
    ("3 to 5 June", "2013-06-03..2013-06-05"),
    # the guide: "on Tuesday", in the past, is the last one
    ("on Tuesday", "2014-01-14..2014-01-14"),
    ("on Friday", "2014-01-17..2014-01-17"),
    ("last Friday", "2014-01-10..2014-01-10"),
    ("on Monday night", "2014-01-13..2014-01-13"),
    ("Tuesday of last week", "2014-01-07..2014-01-07"),
    ("yesterday", "2014-01-16..2014-01-16"),
    ("today", "2014-01-17..2014-01-17"),
    # seasons
    ("last fall", "2013-09-01..2013-11-30"),
    ("last autumn", "2013-09-01..2013-11-30"),
    ("last winter", "2012-12-01..2013-02-28"),
    ("this winter", "2013-12-01..2014-02-28"),
    ("in the summer of 2013", "2013-06-01..2013-08-31"),
    ("in the summer", "2013-06-01..2013-08-31"),
    # up to the day of the text
    ("in recent weeks", f"..{TODAY}"),
    ("in recent years", f"..{TODAY}"),
    ("over the past four years", f"2010-01-17..{TODAY}"),
    ("in the last two years", f"2012-01-17..{TODAY}"),
    ("in the past 24 hours", f"2014-01-16..{TODAY}"),
    ("over the past year", f"2013-01-17..{TODAY}"),
    ("over the past several years", f"..{TODAY}"),
    ("earlier this month", f"2014-01-01..{TODAY}"),
    ("so far this year", f"2014-01-01..{TODAY}"),
    # so long ago
    ("two years ago", "2012-01-01..2012-12-31"),
    ("two days ago", "2014-01-15..2014-01-15"),
    ("a couple of years ago", "2012-01-01..2012-12-31"),
    ("more than a decade ago", "..2004-12-31"),
    ("less than two years ago", f"2012-01-01..{TODAY}"),
    # up to come
    ("over the coming weeks", f"{TODAY}.."),
    ("in the next two years", f"{TODAY}..2016-01-17"),
])  # fmt: skip
def test_a_time_that_a_sentence_names(text, expected):
    assert periods(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), [
    # of what is to come, a day or month is the next one
    ("on Tuesday", "2014-01-21..2014-01-21"),
    ("this spring", "2014-03-01..2014-05-31"),
    ("by the summer", "..2014-08-31"),
    ("later this year", f"{TODAY}..2014-12-31"),
    ("later in the year", f"{TODAY}..2014-12-31"),
    ("in May", "2014-05-01..2014-05-31"),
    ("on 3 March", "2014-03-03..2014-03-03"),
    ("by June", "..2014-06-30"),
    ("as early as June", "2014-06-01.."),
    ("from June", "2014-06-01.."),
    ("within six months", f"{TODAY}..2014-07-17"),
    ("next Monday", "2014-01-20..2014-01-20"),
    # what was is still what was
    ("last May", "2013-05-01..2013-05-31"),
])  # fmt: skip
def test_a_time_that_a_sentence_about_the_future_names(text, expected):
    assert periods(text, future=True) == [expected]


@pytest.mark.parametrize("text", [
    # the modal and the verb, names
    "The tanks may go", "May they go", "Troops march on Rome", "the March on Rome",
    "Theresa May said in May's words", "Black September bought arms", "April Glaspie met him",
    "told the Mail on Sunday", "the Sunday Times said", "on Fox News Sunday", "Russia Today said",
    # numbers of pieces
    "sent 5000 troops", "2,000 rifles", "2000 rifles", "sent 2012 missiles", "1,250 missiles",
    "1250 missiles", "and 2000 Russian-made assault rifles",
    # numbers of other things
    "under resolution 1970", "resolutions 1929 and 1973", "a Boeing 2000", "Mirage 2000 jets", "$2000",
    "2000 km", "2000 hrs", "1989-built aircraft", "a 1960s-era rifle", "World War II rifles", "the T-90s", "in his 80s",
    # seasons that are none
    "the fall of Kabul", "prices fall", "spring a surprise", "in the fall of Kabul",
    # dates that are none
    "on the 15th",
    # times of another event
    "that year", "two weeks earlier", "the following year", "the year",
    "",
])  # fmt: skip
def test_no_time(text):
    assert periods(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("In 2000 rifles were sold, and in March 12 tanks", ["2000", "March"]),
    ("the 2012 missiles", ["2012"]),
    ("31 June 2013", ["June 2013"]),
    ("The Sunday Times said Monday that Iran, in the Arab Spring of 2011, had", ["Monday", "2011"]),
    ("in 2010 and 2011", ["2010", "2011"]),
    ("in September.", ["September"]),
    ("in Sept.", ["Sept."]),
    ("since December and by the end of 2014", ["since December", "by the end of 2014"]),
    ("from 2002 to 2004, over the past four years", ["from 2002 to 2004", "the past four years"]),
])  # fmt: skip
def test_the_words_of_a_time(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("in 2010", ["2010-01-01..2010-12-31"]),
    ("since 2007", ["2007-01-01.."]),
    ("by the end of 2014", ["..2014-12-31"]),
    ("between March and June 2013", ["2013-03-01..2013-06-30"]),
    ("June 3-5, 2013", ["2013-06-03..2013-06-05"]),
    ("in the '80s", ["1980-01-01..1989-12-31"]),
    # relative ones need a day that they are seen from
    ("last year, on Tuesday, in May, on 3 March, two years ago, by the summer, yesterday", []),
])  # fmt: skip
def test_without_a_day_of_publication_only_absolute_times_count(text, expected):
    assert periods(text, None) == expected


@pytest.mark.parametrize(("text", "published", "expected"), [
    # the last leap day, a year's and the calendar's ends
    ("a year ago", datetime.date(2016, 2, 29), ["2015-01-01..2015-12-31"]),
    ("over the past year", datetime.date(2016, 2, 29), ["2015-02-28..2016-02-29"]),
    ("yesterday, last year and 900 years ago", datetime.date.min, []),
    ("tomorrow, next week and in the next 900 decades", datetime.date.max, []),
])  # fmt: skip
def test_the_ends_of_the_calendar(text, published, expected):
    assert periods(text, published) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("In 1962 and 2014", [1962, 2014]),
    ("2000 rifles, resolution 1970, $2000, Mirage 2000", []),
    ("the 1973 war", [1973]),
    # too early for the states that the lexicon knows
    ("in 1914", []),
])  # fmt: skip
def test_years_of_a_text(text, expected):
    assert list(iterate_years(text)) == expected


def test_a_year_and_a_number_of_pieces():
    assert is_year("in 2000 rifles", 3, 7)
    assert not is_year("sent 2000 rifles", 5, 9)
    assert is_counted("2000 Russian anti-tank missiles", 4)
    assert not is_counted("2000 was a year", 4)


# --- properties -------------------------------------------------------------------------------------------------------

PIECES = (
    "since by until after before from to and between the end of early late mid- in on last next this past four a 9999 "
    "two years weeks months decades ago year month week May March Sept. January 31 29 February 1 15, 2014 1999 2002-04 "
    "1980s '80s Tuesday Monday spring winter fall yesterday today 9/11 Q1 FY15 within coming recent of first half "
    "quarter later earlier World War II \n “ ” , . not 0 00 -"
).split(" ")
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
days = st.one_of(st.none(), st.dates())


@given(texts, days, st.booleans())
def test_times_lie_in_the_text_in_order_and_never_end_before_they_start(text, published, future):
    found = dates(text, published, future)
    assert all(0 <= one.begin < one.stop <= len(text) for one in found)
    assert all(left.stop <= right.begin for left, right in pairwise(found))
    assert all(one.period for one in found)  # raises if it ends before it starts
    assert all(one.start or one.end for one in found)


@given(texts)
def test_without_a_day_nothing_depends_on_the_tense(text):
    def fixed(future):
        return [(one.begin, one.stop) for one in dates(text, None, future)]

    assert fixed(True) == fixed(False)


@given(texts)
def test_years_are_four_digits_of_the_text(text):
    assert all(str(year) in text and 1940 <= year < 2050 for year in iterate_years(text))
