"""Finds the lexicon's entries in a text in one pass: "Moscow sold Syria S-300s" -> RU, SY, S-300.

An Aho-Corasick automaton over all forms; whole words only; the longest form at a place wins; what a form stands for
depends on the day; forms that are ordinary words or names must show that they are meant (`guard`).
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from armstrail.lexicon.entry import Entry, forms
from armstrail.lexicon.fold import fold, lower
from armstrail.lexicon.tables import cells, table


@dataclass(frozen=True, slots=True)
class Found:
    """An entry's form in a text. `alternatives` are all entries that the form may stand for on that day, best first."""

    start: int
    end: int
    text: str
    alternatives: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        return self.alternatives[0]


@dataclass(frozen=True, slots=True)
class _Automaton:
    scan: AhoCorasick
    entries: tuple[tuple[tuple[str, Entry], ...], ...]


@lru_cache(maxsize=1)
def _automaton() -> _Automaton:
    by_pattern: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for form, entry in forms():
        folded = fold(form)
        by_pattern[lower(folded)].append((folded, entry))
    return _Automaton(AhoCorasick(list(by_pattern)), tuple(map(tuple, by_pattern.values())))


@lru_cache(maxsize=1)
def _context() -> re.Pattern[str]:
    words = sorted({form for row in table("context") for form in cells(row["form"])}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


_TITLE = re.compile(
    r"\b(?:president|premier|minister|secretary|chancellor|king|queen|prince|sheikh|emir|sultan|general|gen\.|colonel|"
    r"col\.|marshal|admiral|mr\.?|mrs\.?|ms\.?|dr\.?|leader|chairman|commander|ambassador|senator|sen\.|dictator|"
    r"strongman|shah|ayatollah|chief|counterpart|foreign|defen[cs]e|prime|state|tsar|lord|sir|vice|then|comrade)\s+$"
)
_WORD_BEFORE = re.compile(r"([^\W\d_](?:[\w'-]|\.(?=\w))*)\s$")
_WORD_AFTER = re.compile(r"\s([^\W\d_][\w'-]*)")
# Capitalised because they open a sentence or stand in a title, not because they belong to a name.
_NO_NAME = frozenset(
    "a an the in on at to from for by of with and or but as if when while since after before until between against "
    "that this these those it its he she they his her their we our both not no all some many most other new former "
    "president minister prime foreign defense defence secretary king queen prince government army navy air force "
    "neighbouring neighboring northern southern eastern western central united is was are were has have had will "
    "would could should may might can did does do say says said told also only even now then today yesterday "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_REACH = 80  # characters on each side in which a guarded word must find its context


def _whole_word(text: str, start: int, end: int) -> int | None:
    """The end of the word that the match is, a plural or possessive "s" not counted; None inside a longer one."""
    before = text[start - 1] if start else " "
    if before.isalnum() or before == "_":
        return None
    after = text[end : end + 1]
    if not after or not (after.isalnum() or after == "_"):
        return end
    if after == "s" and not text[end + 1 : end + 2].isalnum():
        return end
    return None


def _cased(form: str, written: str) -> bool:
    """Is it written as the lexicon has it? A form in lower case takes any; a name its own capitals, or all capitals."""
    return form == written or form.islower() or (written.isupper() and len(written) > 3)


def _part_of_a_name(text: str, start: int, end: int, party_ends: frozenset[int], party_starts: frozenset[int]) -> bool:
    """Does a capitalised neighbour make it a longer name ("Michael Jordan", "Georgia Tech")?"""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    named = before and before[1][:1].isupper() and before[1].lower() not in _NO_NAME and start - 1 not in party_ends
    if before and named and not text[: before.start()].rstrip().endswith("."):
        return True
    if (word := _WORD_AFTER.match(text, end)) and word[1][:1].isupper():
        return word[1].lower() not in _NO_NAME and end + 1 not in party_starts
    return False


def _in_context(text: str, start: int, end: int) -> bool:
    """Is there a word of the trade close by, or a number right before?"""
    if re.search(
        r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens? of|hundreds of)\s$",
        text[max(0, start - 14) : start],
    ):
        return True
    near = lower(text[max(0, start - _REACH) : start]) + " # " + lower(text[end : end + _REACH])
    return bool(_context().search(near))


def find(text: str, on: datetime.date | None = None) -> list[Found]:
    """The entries that a text names, in the order of the text, none overlapping.

    Args:
        on: the day that the text speaks of or was published; names mean what they meant then. None: today.
    """
    folded = fold(text)
    automaton = _automaton()
    hits: list[tuple[int, int, list[Entry]]] = []
    for pattern, start, end in automaton.scan.find_matches_as_indexes(lower(folded), overlapping=True):
        if (stop := _whole_word(folded, start, end)) is None:
            continue
        written = folded[start:stop]
        entries = [entry for form, entry in automaton.entries[pattern] if _cased(form, written) and entry.holds(on)]
        if entries:
            hits.append((start, stop, entries))
    found = _longest(folded, text, _introduced(folded, hits), on)
    return [
        one for one in found if one.entry.kind != "hide"
    ]  # "think tank", "South China Sea": found to be passed over


def _introduced(text: str, hits: Iterable[tuple[int, int, list[Entry]]]) -> list[tuple[int, int, list[Entry]]]:
    """Drops bare surnames that nobody introduced: no title before them, no full name in the text."""
    hits = list(hits)
    named = {
        id(entry.row) for _, _, entries in hits for entry in entries if entry.kind == "leader" and entry.role == "name"
    }
    kept = []
    for start, end, entries in hits:
        if any(entry.role == "surname" for entry in entries):
            titled = bool(_TITLE.search(lower(text[max(0, start - 24) : start])))
            known = [
                e for e in entries if e.role != "surname" or id(e.row) in named or (titled and text[start].isupper())
            ]
        else:
            known = entries
        if known:
            kept.append((start, end, known))
    return kept


def _longest(folded: str, text: str, hits: list[tuple[int, int, list[Entry]]], on: datetime.date | None) -> list[Found]:
    """The longest form at each place, guards checked, the likeliest meaning first."""
    party_starts = frozenset(start for start, _, entries in hits if entries[0].is_party)
    party_ends = frozenset(end for _, end, entries in hits if entries[0].is_party)
    found: list[Found] = []
    reached = 0
    for start, end, entries in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < reached:
            continue
        allowed = [entry for entry in entries if _allowed(folded, start, end, entry, party_ends, party_starts)]
        if allowed:
            allowed.sort(key=lambda entry: not entry.in_office(on))
            found.append(Found(start, end, text[start:end], tuple(allowed)))
            reached = end
    return found


def _allowed(text: str, start: int, end: int, entry: Entry, ends: frozenset[int], starts: frozenset[int]) -> bool:
    if entry.guard == "name":
        return not _part_of_a_name(text, start, end, ends, starts)
    if entry.guard == "context":
        return _in_context(text, start, end)
    return True
