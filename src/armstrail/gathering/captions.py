"""The words under a page's pictures, taken out of its tree: they tell of the picture and not of the report."""

from __future__ import annotations

import re

from lxml.etree import _Element

_CLASS = re.compile(
    r"(?<!closed-)(?<!closed_)caption(?!ed|s-?(?:on|off))|cutline|(?:photo|image|img|picture|media)[-_]*credits?|picture[-_]*text",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"nav", "aside", "footer", "form", "a"})
_PICTURES = "img|picture|video|svg|amp-img|noscript"
LONGEST = 1_000
"""Characters; what is longer has the class of a caption but is the story."""
MOST = 200
"""Captions of one page."""
FEWEST_WORDS = 3
"""Below it stands a button's or a company's name."""


def take_captions(tree: _Element) -> list[str]:
    """Removes every caption from the tree and gives their words, each once, in the order of the page.

    A caption is a `figcaption`, what has the class or id of one, and the words of a `figure` that has a picture.
    Those of other stories (in `aside`, `nav`, `footer`, a link, another `article`) go too, but are not given.
    """
    story = _story(tree)
    found: dict[str, None] = {}
    for element in list(tree.xpath("//body//figcaption | //body//*[@class or @id] | //body//figure")):
        if not _attached(element, tree) or not _is_caption(element):
            continue
        words = " ".join(" ".join(_texts(element)).split())
        if len(words) > LONGEST or len(element.findall(".//p")) > 3:
            continue
        if len(words.split()) >= FEWEST_WORDS and len(found) < MOST and _is_of(story, element):
            found[words] = None
        element.drop_tree()
    return list(found)


def _story(tree: _Element) -> _Element | None:
    """The `article` of the headline, where the page has one."""
    return next((a for h1 in tree.iter("h1") for a in h1.iterancestors("article")), None)


def _is_of(story: _Element | None, element: _Element) -> bool:
    ancestors = list(element.iterancestors())
    other = story is not None and any(a.tag == "article" for a in ancestors) and story not in ancestors
    return not other and not any(a.tag in _ELSEWHERE for a in ancestors)


def _attached(element: _Element, tree: _Element) -> bool:
    return element is tree or next(element.iterancestors(tree.tag), None) is tree


def _is_caption(element: _Element) -> bool:
    if element.tag == "figcaption":
        return True
    if element.tag == "figure":
        # a figure may also hold a table, or a quotation that belongs to the story
        return bool(element.xpath(f".//*[self::{_PICTURES.replace('|', ' or self::')}]")) and not element.xpath(
            ".//table | .//blockquote | .//figcaption"
        )
    if element.tag in ("caption", "body", "html", "article", "main", "table", "img"):
        return False
    return bool(_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _texts(element: _Element) -> list[str]:
    return list(
        element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::svg)]")
    )
