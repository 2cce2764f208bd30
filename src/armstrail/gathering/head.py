"""What a page says of itself: title, outlet, language, address. What it does not say is None."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element

from armstrail.lexicon.fold import fold

STORIES = frozenset({
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReviewNewsArticle", "Article", "Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "TechArticle",
    "ScholarlyArticle", "AdvertiserContentArticle",
})  # fmt: skip
"""The types of schema.org that are a story and not the site around it."""

SHORTEST_HEADLINE = 15
"""Characters; a shorter heading may be the site's own name or a section."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_SITE = re.compile(r"\s+[|–—·•»-]\s+([^|–—·•»]{2,50})$")


@dataclass(frozen=True, slots=True)
class Head:
    """A page's own word for itself."""

    title: str | None
    outlet: str | None
    language: str | None
    url: str | None


def read_head(tree: _Element, url: str | None) -> Head:
    """Title, outlet, language (ISO 639, "en") and address; `url`, where the page was fetched from, stands."""
    stories = list(story_data(tree))
    url = url or _own_url(tree)
    outlet = meta(tree, "og:site_name") or next(filter(None, map(_publisher, stories)), None) or _host(url)
    return Head(_title(tree, stories, outlet), outlet, _language(tree), url)


def meta(tree: _Element, *names: str) -> str | None:
    """The content of the first `<meta>` of one of these names (property, name or itemprop), the first name first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return next((found[name] for name in names if name in found), None)


def story_data(tree: _Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that are a story; one that is broken is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower() or not script.text:
            continue
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", script.text)
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _stories(data)


def _stories(data: object) -> Iterator[dict[str, Any]]:
    """A story at the top, in a list, in `@graph`, or as what a page is about; those listed in it are other stories."""
    for item in data if isinstance(data, list) else [data]:
        if not isinstance(item, dict):
            continue
        types = item.get("@type")
        if STORIES & {str(name) for name in (types if isinstance(types, list) else [types])}:
            yield item
        for key in ("@graph", "mainEntity"):
            for inner in item[key] if isinstance(item.get(key), list) else [item.get(key)]:
                if isinstance(inner, dict) and inner is not item:
                    types = inner.get("@type")
                    if STORIES & {str(name) for name in (types if isinstance(types, list) else [types])}:
                        yield inner


def _publisher(story: dict[str, Any]) -> str | None:
    publisher = story.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return _clean(name) if isinstance(name, str) and not name.startswith("http") else None


def _title(tree: _Element, stories: list[dict[str, Any]], outlet: str | None) -> str | None:
    headline = next((story["headline"] for story in stories if isinstance(story.get("headline"), str)), None)
    headings = [words for element in tree.iter("h1") if (words := _clean(element.text_content()))]
    title = (
        meta(tree, "og:title")
        or _clean(headline)
        or (headings[0] if len(headings) == 1 else None)
        or meta(tree, "twitter:title", "dc.title", "title", "headline")
        or _clean(tree.findtext(".//head/title"))
        or (headings[0] if headings else None)
    )
    return _without_site(title, headings, outlet) if title else None


def _without_site(title: str, headings: list[str], outlet: str | None) -> str:
    """The headline of "Headline - Outlet"; a dash of the headline's own stays."""
    for heading in headings:
        more = title.removeprefix(heading)
        if len(heading) >= SHORTEST_HEADLINE and more != title and re.match(r"\s+[|–—·•»:-]\s", more):
            return heading
    site = _SITE.search(title)
    if outlet and site and _key(outlet) == _key(site[1]):
        return title[: site.start()].rstrip()
    if outlet and title.endswith(outlet):
        return re.sub(r"(?<=\S)\s+[|–—·•»-]\s+$", "", title.removesuffix(outlet)) or title
    return title


def _language(tree: _Element) -> str | None:
    stated = (tree.get("lang"), tree.get("xml:lang"), meta(tree, "og:locale", "language"))
    for value in stated:
        if value and (match := _LANGUAGE.match(value.strip())):
            return match[0].lower()
    return None


def _own_url(tree: _Element) -> str | None:
    """The address that the page gives itself, with its host; a bare path says nothing."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    stated = meta(tree, "og:url")
    for candidate in [*links, stated]:
        if candidate and (url := _absolute(candidate, stated)):
            return url
    return None


def _absolute(candidate: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", candidate.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", url) else None


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _clean(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _key(name: str) -> str:
    return re.sub(r"\W|www|\.\w+$", "", fold(name).casefold())
