"""When a page was published, as far as it says so: never today, never guessed.

In this order: the story's JSON-LD, `<meta>`, `itemprop`, the day in the address, a `<time>` by the headline, and a
line of its own between the headline and the first paragraph ("Published 18 January 2014"). A day that is written in
figures only, and could be two ("03/04/2014"), is no date.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml.etree import _Element

from armstrail.gathering.head import meta, story_data

EARLIEST = datetime.date(1980, 1, 1)
"""What claims to be older is the first second of a computer's clock (1970), or a mistake."""

_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "rnews:datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "dcterms.created", "citation_publication_date", "citation_date", "article.published",
    "originalpublicationdate", "ptime", "date",
)  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?\d{4,6}\w*)?\s*$")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+({_MONTH})\.?,?[\s-]+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?![\d./-])")
_URL = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?=[/_.-]|$)")
_URL_MONTH = re.compile(rf"/((?:19|20)\d\d)/({_MONTH})/(\d\d?)/", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(r"updated|modified|edited|copyright|©|expires|accessed|retrieved|today", re.IGNORECASE)
_ELSEWHERE = frozenset({"nav", "aside", "footer", "form", "script", "style", "head"})
LONGEST_LINE = 80
"""Characters of a line that gives a date; a longer one may tell of any day."""
PARAGRAPH = 150
"""Characters from which on a text is the story itself."""


def published(tree: _Element, url: str | None, latest: datetime.date) -> datetime.date | None:
    """The first day that the page gives and that lies from 1980 to `latest`."""
    return next((day for day in _stated(tree, url) if EARLIEST <= day <= latest), None)


def _stated(tree: _Element, url: str | None) -> Iterator[datetime.date]:
    for story in story_data(tree):
        yield from _day(story.get("datePublished"))
    for name in _META:
        yield from _day(meta(tree, name))
    for element in tree.xpath("//*[contains(@itemprop, 'datePublished')] | //time[@pubdate]"):
        yield from _day(element.get("content") or element.get("datetime") or element.text_content())
    for pattern in (_URL, _URL_MONTH):
        for match in pattern.finditer(url or ""):
            yield from _valid(match[1], _MONTHS.get(match[2].lower(), match[2]), match[3])
    yield from _by_the_headline(tree)


def _by_the_headline(tree: _Element) -> Iterator[datetime.date]:
    """Days in `<time>` and in lines of their own, from the last headline to the first paragraph after it."""
    headlines = list(tree.iter("h1"))
    if not headlines:
        return
    after = False
    for element in tree.iter():
        if element is headlines[-1]:
            after = True
        elif after and element.tag == "time" and not _elsewhere(element) and not _is_update(element):
            yield from _day(element.get("datetime") or element.text_content())
        if not after or _elsewhere(element):
            continue
        for line in ([] if element is headlines[-1] else [element.text]) + [element.tail]:
            words = " ".join((line or "").split())
            if len(words) >= PARAGRAPH:
                return
            if len(words) <= LONGEST_LINE and not _NOT_PUBLISHED.search(words):
                yield from written(words)


def _elsewhere(element: _Element) -> bool:
    return element.tag in _ELSEWHERE or any(ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors())


def _is_update(element: _Element) -> bool:
    parent = element.getparent()
    near = [element.get("class"), element.get("itemprop"), element.text, parent.text if parent is not None else None]
    return any(_NOT_PUBLISHED.search(words) for words in near if words)


def _day(value: object) -> Iterator[datetime.date]:
    """The day of a machine's date ("2014-01-18T10:00:00Z", "20140118", RFC 2822) or of one in words."""
    if not isinstance(value, str) or not (value := value.strip()[:100]):
        return
    if match := _COMPACT.match(value):
        yield from _valid(*match.groups())
        return
    days = list(written(value))
    yield from days
    if not days:
        try:
            yield parsedate_to_datetime(value).date()
        except (ValueError, TypeError, IndexError):
            return


def written(words: str) -> Iterator[datetime.date]:
    """The days that some words give in full and without doubt.

    >>> list(written("Published: January 18, 2014"))
    [datetime.date(2014, 1, 18)]
    >>> list(written("03/04/2014"))
    []
    """
    for match in _ISO.finditer(words):
        yield from _valid(*match.groups())
    for match in _DAY_FIRST.finditer(words):
        yield from _valid(match[3], _MONTHS[match[2].lower()], match[1])
    for match in _MONTH_FIRST.finditer(words):
        yield from _valid(match[3], _MONTHS[match[1].lower()], match[2])
    for match in _FIGURES.finditer(words):
        first, second = int(match[1]), int(match[2])
        if first == second or max(first, second) > 12:
            yield from _valid(match[3], *((second, first) if first > 12 else (first, second)))


def _valid(year: str | int, month: str | int, day: str | int) -> Iterator[datetime.date]:
    try:
        yield datetime.date(int(year), int(month), int(day))
    except ValueError:
        return
