"""The words under a page's pictures, taken out of its tree: they tell of the picture and not of the report."""

from __future__ import annotations

import re

from lxml.etree import _Element

_CLASS = re.compile(
    r"(?<!closed-)(?<!closed_)caption(?!ed|s-?(?:on|off))|cutline|(?:photo|image|img|picture|media)[-_]*credits?|picture[-_]*text",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"nav", "aside", "footer", "form"})
_PICTURES = "img|picture|video|svg|amp-img|noscript"
LONGEST = 1_000
"""Characters; what is longer has the class of a caption but is the story."""
MOST = 200
"""Captions of one page."""


def take_captions(tree: _Element) -> list[str]:
    """Removes every caption from the tree and gives their words, each once, in the order of the page.

    A caption is a `figcaption`, what has the class or id of one, and the words of a `figure` that has a picture.
    Those of other stories (in `aside`, `nav`, `footer`) go too, but are not given.
    """
    found: dict[str, None] = {}
    for element in list(tree.xpath("//body//figcaption | //body//*[@class or @id] | //body//figure")):
        if not _attached(element, tree) or not _is_caption(element):
            continue
        words = " ".join(" ".join(_texts(element)).split())
        if len(words) > LONGEST or len(element.findall(".//p")) > 3:
            continue
        own = not any(ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors())
        if words and own and len(found) < MOST:
            found[words] = None
        element.drop_tree()
    return list(found)


def _attached(element: _Element, tree: _Element) -> bool:
    top = element
    for top in element.iterancestors():
        pass
    return top is tree


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
    return list(element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::svg)]"))
