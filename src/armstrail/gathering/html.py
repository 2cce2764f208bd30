"""From a page to what it reports: its text in paragraphs, its captions apart, and what it says of itself.

Navigation, comments, forms and links to other stories are left out: first what trafilatura takes for no part of the
story, then the lines that the lexicon's furniture table knows.
Settings and figures: docs/decisions/2026-11-24-page-text.md.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml.etree import ParserError, _Element
from trafilatura import bare_extraction

from armstrail.gathering.captions import take_captions
from armstrail.gathering.dates import published
from armstrail.gathering.head import Head, read_head
from armstrail.gathering.settings import UnreadableError
from armstrail.lexicon.fold import fold
from armstrail.lexicon.furniture import furniture

MOST_ELEMENTS = 30_000
"""A story's page has some thousands; the extraction takes seconds for these, and minutes beyond."""
MOST_ATTRIBUTES = 1_000
"""Of one element; the parser takes quadratic time over them."""
DEEPEST = 250
"""The parser goes no deeper than 255 and leaves out the rest."""

# one clear line a failure is ours to say
for _name in ("trafilatura", "htmldate", "readability", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_SCRIPT = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[^>]{3000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[\s/\"'][^\s=\"'/>]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff\ue000\ufffe\uffff]")
_PART = "\ue000"
_BLOCKS = frozenset(
    {"body", "p", "head", "item", "list", "quote", "table", "row", "code", "div", "main", "article", "section"}
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; None where it does not say it. `text` has its paragraphs apart by blank lines."""

    title: str | None
    published: datetime.date | None
    outlet: str | None
    language: str | None
    url: str | None
    text: str
    captions: tuple[str, ...]


def read_page(html: str, url: str | None, latest: datetime.date) -> Page:
    """A page's report.

    Args:
        html: the page, decoded.
        url: where it was fetched from; None for a saved page, whose own word for its address is then taken.
        latest: the last day that is believed as its publication date.

    Raises:
        UnreadableError: not HTML, without a text, or so large or nested that it was made to be no page.
    """
    tree = _parsed(html)
    head = read_head(tree, url)
    day = published(tree, head.url, latest)
    captions = take_captions(tree)
    _drop_navigation(tree)
    _part_at_double_breaks(tree)
    paragraphs = _without_title(_paragraphs(tree, head.url), head)
    text, more = _without_furniture("\n\n".join(paragraphs))
    if not text:
        deep = _depth(tree) >= DEEPEST
        raise UnreadableError(
            "a page without text" + (f": its elements are nested over {DEEPEST} deep" if deep else "")
        )
    return Page(head.title, day, head.outlet, head.language, head.url, text, tuple(dict.fromkeys(captions + more)))


def _parsed(html: str) -> _Element:
    for tag in _LONG_TAG.finditer(_without_scripts(html)):
        if len(_ATTRIBUTE.findall(_QUOTED.sub("", tag[0]))) > MOST_ATTRIBUTES:
            raise UnreadableError(f"no page that can be read: an element with over {MOST_ATTRIBUTES:,} attributes")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = lxml.html.document_fromstring(_CONTROL.sub("", html).encode("utf-8"), parser=parser)
    except (ParserError, ValueError):
        raise UnreadableError("a page without text") from None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise UnreadableError(f"no page that can be read: over {MOST_ELEMENTS:,} elements")
    return tree


def _without_scripts(html: str) -> str:
    """The page without its scripts and styles, which may hold any sign. Linear in its length."""
    kept: list[str] = []
    at, inside = 0, False
    for mark in _SCRIPT.finditer(html):
        if inside == bool(mark[1]):
            if not inside:
                kept.append(html[at : mark.start()])
            at, inside = mark.start(), not inside
    return "".join([*kept, "" if inside else html[at:]])


def _depth(tree: _Element) -> int:
    deepest = 0
    depths = {tree: 1}
    for element in tree.iter():
        for child in element:
            depths[child] = depths[element] + 1
            deepest = max(deepest, depths[child])
    return deepest


def _drop_navigation(tree: _Element) -> None:
    """Where a page has no story, the extraction would fall back on its menu."""
    for element in tree.xpath("//body//nav[not(.//h1 or .//article)]"):
        element.drop_tree()


def _part_at_double_breaks(tree: _Element) -> None:
    """Puts a sign of our own where `<br><br>` parts paragraphs; the extraction would make one line break of it."""
    for element in list(tree.iter("br")):
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            element.tail = _PART


def _paragraphs(tree: _Element, url: str | None) -> list[str]:
    """The story's paragraphs, headings, list items and table rows, in order."""
    document = bare_extraction(tree, url=url, include_comments=False)
    return list(_blocks(document.body)) if document is not None and not isinstance(document, dict) else []


def _blocks(body: _Element) -> Iterator[str]:
    """The words of each block of trafilatura's tree; two line breaks in a row part paragraphs as well."""
    from lxml.etree import iterwalk

    words: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag in _BLOCKS:
            yield from _flushed(words)
        if event == "start":
            words.append("\n" if tag == "lb" else "")
            words.append(_words(element.text, element))
        else:
            if tag == "cell" and element.getnext() is not None:
                words.append(" | ")
            if element is not body:
                words.append(_words(element.tail, element.getparent()))
    yield from _flushed(words)


def _words(text: str | None, element: _Element) -> str:
    if not text:
        return ""
    return text if element.tag == "code" else re.sub(r"\s+", " ", text)


def _flushed(words: list[str]) -> Iterator[str]:
    text = "".join(words).replace(_PART, "\n\n")
    words.clear()
    for paragraph in re.split(r"\n[ \t]*\n\s*", text):
        lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in paragraph.split("\n")]
        if stripped := "\n".join(filter(None, lines)):
            yield stripped


def _without_title(paragraphs: list[str], head: Head) -> list[str]:
    """The headline is the title and not the first paragraph as well."""
    if paragraphs and head.title and fold(paragraphs[0]).casefold() == fold(head.title).casefold():
        return paragraphs[1:]
    return paragraphs


def _without_furniture(text: str) -> tuple[str, list[str]]:
    """The text without what the furniture table knows, and the captions among it.

    Credits stay: "(Reporting by ...)" tells where the story comes from, and readers of the text pass over it.
    """
    captions: list[str] = []
    kept: list[str] = []
    at = 0
    for start, end, kind in furniture(text):
        if kind == "credit":
            continue
        if kind == "caption":
            captions.append(" ".join(text[start:end].split()))
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    paragraphs = (re.sub(r"[ \t]*\n[ \t]*", "\n", part).strip() for part in re.split(r"\n\s*\n", "".join(kept)))
    return "\n\n".join(filter(None, paragraphs)), captions
