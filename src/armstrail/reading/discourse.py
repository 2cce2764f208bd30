"""What a passage says of its parties as it goes on: who was named last, who speaks, what its "rebels" are called.

"Syrian opposition fighters met. The rebels got rifles."  ->  the rebels are "syrian rebels"
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Literal

from armstrail.lexicon import Entry, Found, by_form, cells, find, table, word_class
from armstrail.model import Span

PartyKind = Literal["state", "group", "body", "region"]

_CONTEXT = 50  # characters before a leader's name in which "against", "topple" show a rebellion against him
_PLACE = 16  # characters before a state's name in which "in", "across" show that it is the place
_TROUBLE = 20  # characters after a state's name in which "civil war", "'s army" show that there is war
_GROUP_REACH = 40  # characters after an adjective in which the noun for its group stands
_PHRASE = 3  # words behind a state's name among which the noun for its army or government stands
_FADES = 400.0  # characters over which a name loses most of its hold on what points back
_NAMED_AT_ALL = 0.25  # what being named anywhere in the passage adds to that
_FIRST = 2.0  # how much more hold a name has that its sentence begins with
_GIVES = 0.5  # how much of its hold a party keeps that only gives: plain nouns more often mean who gets
_GETS = 2.0  # and how much a party's grows that gets
_AGAINST_LEADER = re.compile(
    r"\b(?:against|topple|oust|overthrow|fighting|battling|opposed to|oppose)\s+(?:[\w.]+\s+){0,2}$", re.IGNORECASE
)
_REBELS = re.compile(r"\b(?:rebels?|rebel-held|opposition)\b", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b(?:in|inside|across|within|northern|southern|eastern|western)\s+(?:the\s+)?$", re.IGNORECASE)
_AT_WAR = re.compile(
    r"(?:['’]s)?\s+(?:civil|war|conflict|regime|government|army|crisis|uprising|rebellion|insurgency|troops|opposition)\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party and the words that name it. `indirect`: they are a pronoun or "the country", not its own name."""

    value: str  # a code or a name, as in a claim
    span: Span
    kind: PartyKind
    indirect: bool = False

    @classmethod
    def of(cls, found: Found, words: Span | None = None) -> Party:
        """The party that a name stands for; with `words`, those that point back to it."""
        entry = found.entry
        return cls(entry.id, words or Span(found.start, found.end), party_kind(entry), words is not None)

    def at(self, words: Span) -> Party:
        """The same party where other words point back to it."""
        return replace(self, span=words, indirect=True)


def values(*sides: Iterable[Party]) -> set[str]:
    """The codes and names of the parties of one or several sides."""
    return {party.value for side in sides for party in side}


def party_kind(entry: Entry) -> PartyKind:
    """A group, a body, a region; else a state: a leader, a seat, a company all stand for one."""
    match entry.kind:
        case "group" | "body" | "region" as kind:
            return kind
    return "state"


@dataclass(slots=True)
class Discourse:
    """What a passage has said so far: the parties named, in the order of the text, and who held the floor."""

    found: list[Found]
    subject: Party | None = None  # the subject of the last sentence that was read
    speaker: Party | None = None  # the state or group that "we" means
    recent: list[Party] = field(default_factory=list)
    composed: dict[str, str] = field(default_factory=dict)  # "rebels" -> "syrian rebels", from the whole passage
    leading: frozenset[int] = frozenset()  # where the names begin that stand first in their sentences
    givers: set[str] = field(default_factory=set)  # who has given so far
    takers: set[str] = field(default_factory=set)  # who has got
    agents: list[AgentNamed] = field(default_factory=list)  # "the Iraqi army", wherever the passage names one

    def remember(self, suppliers: list[Party], recipients: list[Party]) -> None:
        """Keeps the sides of a claim for what points back to them later."""
        self.recent += [*suppliers, *recipients]
        self.givers |= values(suppliers)
        self.takers |= values(recipients)

    def before(self, start: int, *kinds: PartyKind) -> list[Found]:
        """The parties of those kinds named before a character, in the order of the text."""
        earlier = (one for one in self.found if one.start < start)
        return [one for one in earlier if one.entry.is_party and party_kind(one.entry) in kinds]

    def salient(
        self, start: int, kind: PartyKind, taken: Container[str] = (), only: frozenset[str] = frozenset()
    ) -> Found | None:
        """The party of a kind that words at a character most likely point back to: often named, and not long ago.

        Args:
            start: where the words stand.
            kind: a state, a group.
            taken: parties that they cannot mean.
            only: parties one of which they must mean, if any are given.
        """
        named = [
            one for one in self.before(start, kind) if one.entry.id not in taken and (not only or one.entry.id in only)
        ]
        weight: dict[str, float] = {}
        for one in named:
            near = math.exp((one.end - start) / _FADES) * (_FIRST if one.start in self.leading else 1.0)
            weight[one.entry.id] = weight.get(one.entry.id, 0.0) + near + _NAMED_AT_ALL
        for one in self.found:
            if one.start >= start and one.entry.id in weight:
                weight[one.entry.id] += _NAMED_AT_ALL
        for party in weight:
            weight[party] *= _GETS if party in self.takers else _GIVES if party in self.givers else 1.0
        return max(named, key=lambda one: (weight[one.entry.id], one.start), default=None)

    def rebels(self, term: str, taken: Container[str]) -> str | None:
        """What plain rebels are called by the state that the passage names most, givers and sellers' states apart.

        None where two are named as often.
        """
        aside = self.givers | word_class("abroad")
        counts = Counter(one.entry.id for one in self.found if one.entry.is_party and party_kind(one.entry) == "state")
        places = [code for code in counts if code not in aside and code not in taken]
        ranked = sorted(places, key=lambda code: -counts[code])
        if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
            return None
        return composed_name(ranked[0], term)

    def agent(self, start: int, noun: str, kind: PartyKind) -> Party | None:
        """Whose army, whose fighters the passage named last before a character: "the Iraqi army ... THE ARMY"."""
        kin = _kin(noun)
        named = [one.party for one in self.agents if one.noun in kin and one.party.kind == kind]
        before = [party for party in named if party.span.start < start]
        if kind == "group" and not before:
            return named[0] if named else None  # a report may say "the militants" before it says whose
        return before[-1] if before else None

    def last(self, before: int, *kinds: PartyKind) -> Found | None:
        """The last party of one of those kinds named before a character."""
        named = self.before(before, *kinds)
        return named[-1] if named else None


@dataclass(frozen=True, slots=True)
class AgentNamed:
    """A party named beside a noun that acts for it: "the Iraqi army", "Iraq's army", "ISIS fighters"."""

    noun: str
    party: Party


def agents_named(text: str, found: list[Found]) -> list[AgentNamed]:
    """Every "Iraqi army", "Turkey's ruling generals", "ISIS fighters" of a passage, in its order."""
    named = []
    for one in found:
        kind = party_kind(one.entry)
        if not one.entry.is_party or kind not in ("state", "group"):
            continue
        for word in _words_after(text, one.end):
            row = by_form("agents").get(word)
            if row is not None and row["party"] and (row["party"] == "state") == (kind == "state"):
                named.append(AgentNamed(word, Party.of(one)))
                break
    return named


def _words_after(text: str, end: int) -> list[str]:
    """The few words behind a name that may belong to its noun, in lower case; up to the first stop."""
    found = []
    for word in text[end : end + _GROUP_REACH].removeprefix("’s").removeprefix("'s").split()[:_PHRASE]:
        found.append(word.strip(".,;:()’”\"'").lower())
        if word[-1] in ".,;:)":
            break
    return found


@lru_cache(maxsize=64)
def _kin(noun: str) -> frozenset[str]:
    """A noun's singular and plural, and what else is said for the same: "soldiers" -> "soldier", "men", "troops"."""
    forms = {noun}
    for row in table("agents"):
        if noun in (row["form"], row["plural"]):
            forms |= {row["form"], row["plural"]}
    for name in ("soldiers", "authorities", "makers"):
        if forms & word_class(name):
            forms |= word_class(name)
    return frozenset(forms - {""})


@cache
def _demonyms() -> dict[str, str]:
    """A state's adjective in lower case, for the names of its unnamed groups: SY -> "syrian"."""
    found: dict[str, str] = {}
    for row in table("states"):
        for form in cells(row["demonyms"])[:1]:
            found.setdefault(row["code"], form.lower())
    return found


@lru_cache(maxsize=256)
def composed_name(code: str, term: str) -> str:
    """The usual name of a state's unnamed rebels, militias, gangs: the lexicon's where it has one."""
    name = f"{_demonyms().get(code, code.lower())} {term}"
    for one in find(name[0].upper() + name[1:]):
        if one.entry.kind == "group" and len(one.text) >= len(name) - len("s"):
            return one.entry.id
    return name


def composed_groups(text: str, found: list[Found]) -> dict[str, str]:
    """What a passage's plain "rebels" are called: by their country where the passage gives it beside them anywhere.

    "Syrian opposition fighters … the rebels" -> {"rebels": "syrian rebels"}; else by the state that the passage names
    most as at war, sellers' states apart. Where it has rebels, its plain "factions" are these too.
    """
    named: dict[str, str] = {}
    at_war: Counter[str] = Counter()
    for one in found:
        code = one.entry.id
        country, _, last = code.rpartition(" ")
        if one.entry.kind == "group" and country and last in word_class("unnamed-group"):
            named.setdefault(last, code)
        if one.entry.kind not in ("state", "leader"):
            continue
        if code not in word_class("abroad") and _at_war_there(text, one):
            at_war[code] += 1
        if term := _group_beside(text, one):
            named.setdefault(term, composed_name(code, term))
    if at_war:
        most = max(at_war, key=lambda code: at_war[code])
        own = _only_group_of(most, found)
        for term in sorted(word_class("insurgents")):
            named.setdefault(term, own or composed_name(most, term))
    if "rebels" in named and _REBELS.search(text):
        for term in sorted(word_class("unnamed-group") - word_class("own-name")):
            named.setdefault(term, named["rebels"])
    return named


def _only_group_of(state: str, found: list[Found]) -> str | None:
    """The one group with a name of its own that a passage names and that fights in a state: its "rebels"."""
    there = {one.entry.id for one in found if one.entry.kind == "group" and state in cells(one.entry.row["country"])}
    return there.pop() if len(there) == 1 else None


def with_affiliates(found: list[Found]) -> list[Found]:
    """A group's plain name stands for its branch, where the passage names one branch: "AQAP … Al Qaeda"."""
    groups = {one.entry.id: one for one in found if one.entry.kind == "group"}
    branches: dict[str, list[Found]] = {}
    for name in groups:
        branches[name] = [
            one
            for other, one in groups.items()
            if other != name and any(form.replace("-", " ").startswith(f"{name} in ") for form in _forms(one))
        ]
    return [
        replace(one, alternatives=branches[one.entry.id][0].alternatives)
        if one.entry.kind == "group" and len(branches[one.entry.id]) == 1
        else one
        for one in found
    ]


def _forms(one: Found) -> list[str]:
    """The forms of a group's name in lower case."""
    return [form.lower() for form in cells(one.entry.row["forms"])]


def _group_beside(text: str, one: Found) -> str | None:
    """The unnamed group that is named right after a state's adjective: "Syrian opposition fighters" -> rebels."""
    if one.entry.role != "demonym":
        return None
    for word in text[one.end : one.end + _GROUP_REACH].split()[:3]:
        row = by_form("agents").get(word.strip(".,;:’'”\"").lower())
        if row is not None and row["party"] in word_class("unnamed-group"):
            return row["party"]
        if word[-1] in ".,;:":
            return None
    return None


def _at_war_there(text: str, one: Found) -> bool:
    """Is the state the place of a war or a rebellion's enemy: "in Syria", "Syria's civil war", "oust Assad"?"""
    if one.entry.kind == "leader":
        return _AGAINST_LEADER.search(text[max(0, one.start - _CONTEXT) : one.start]) is not None
    if _IN_PLACE.search(text[max(0, one.start - _PLACE) : one.start]):
        return True
    return _AT_WAR.match(text[one.end : one.end + _TROUBLE]) is not None
