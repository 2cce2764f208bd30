"""A type of goods by the name that a text gives it, and back: "Hawk Mk 66 jets" -> "Hawk Mk 66" -> "Hawk".

The name that a text gives says more than the lexicon's own: which mark of the Hawk it was. What two texts call
differently ("Sukhoi-25", "Su-25") is one type by `canonical`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from armstrail.lexicon.find import Found
from armstrail.lexicon.fold import fold, lower
from armstrail.lexicon.tables import Row, cells, table

_WORDS = re.compile(r"\S+")
_PLAIN = re.compile(r"[a-z][a-z-]*")
_KIND = re.compile(r"-(?:type|class|style|series|made|built)$")
_PLURAL = re.compile(r"(?<=[\w])['’]?s$")


def name_span(found: Found) -> tuple[int, int]:
    """The characters of a finding that name the type, without the noun for what it is and the plural's "s".

    "improved Hawk missiles" -> those of "Hawk"; a name that is written as a plain word stays whole.
    """
    begin, end = _trimmed(found.text)
    name = found.text[begin:end]
    plural = _PLURAL.search(name)
    if plural and found.entry.row in _names().get(lower(fold(name[: plural.start()])), ()):
        end = begin + plural.start()
    return found.start + begin, found.start + end


def canonical(name: str, category: str | None = None, words: str = "") -> str | None:
    """The lexicon's own name for a type that a text calls so: "Sukhoi-25" -> "Su-25"; None for an unknown one.

    Args:
        category: that of the goods, where one name stands for two types ("M60": a tank, a recoilless gun).
        words: the words for the goods, which may tell them apart too ("Scorpion light tanks").
    """
    rows = _names().get(lower(fold(name)), ())
    said = lower(fold(words))
    best = max(rows, key=lambda row: (_longest_form(row, said), row["category"] == category), default=None)
    return best["designation"] if best else None


def _longest_form(row: Row, words: str) -> int:
    """How much of the words a form of a type covers."""
    return max((len(form) for form in map(lower, cells(row["forms"])) if form in words), default=0) if words else 0


def _trimmed(text: str) -> tuple[int, int]:
    """Where a form's name begins and ends: "RPG-7 launcher" without "launcher"; all of it where no name is left."""
    words = list(_WORDS.finditer(text))
    first, last = 0, len(words)
    while first < last and _PLAIN.fullmatch(words[first][0]):
        first += 1
    while last > first and _PLAIN.fullmatch(words[last - 1][0]):
        last -= 1
    if first == last:
        return 0, len(text)
    begin, end = words[first].start(), words[last - 1].end()
    for word in words[first + 1 : last]:
        if lower(fold(text[word.start() : end])) in _nouns():  # "Leopard 2 Main Battle Tanks", "PATRIOT MISSILES"
            end = words[words.index(word) - 1].end()
            break
    kind = _KIND.search(text, begin, end)
    return begin, kind.start() if kind else end


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """The nouns for goods, in the singular and plural."""
    return frozenset(lower(form) for row in table("goods") for form in (row["form"], row["plural"]) if form)


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[Row, ...]]:
    """The types by every name that a text may give them: whole forms before those without their noun."""
    found: dict[str, tuple[Row, ...]] = {}
    for name, row in (*_whole(), *_short()):
        rows = found.get(name, ())
        if row not in rows:
            found[name] = (*rows, row)
    return found


def _whole() -> Iterator[tuple[str, Row]]:
    for row in table("designations"):
        for form in (row["designation"], *cells(row["forms"])):
            yield lower(fold(form)), row


def _short() -> Iterator[tuple[str, Row]]:
    for row in table("designations"):
        for form in cells(row["forms"]):
            begin, end = _trimmed(form)
            yield lower(fold(form[begin:end])), row
