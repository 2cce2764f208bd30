"""Which parties a phrase names: "Assad's forces" -> SY, "rebels in Libya" -> libyan rebels.

Nouns that act for a state, an armed group or a company stand in `lexicon/tables/agents.csv`. What a passage leaves
open ("foreign buyers") gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from armstrail.lexicon import Entry, Found, Row, cells, find, table
from armstrail.model import Span
from armstrail.reading.item import containers
from armstrail.reading.parsed import Parsed
from armstrail.reading.syntax import RELATIVE, children, conjuncts, first_conjunct, is_verb, surface_subjects

PERSONAL = frozenset("it they he she them him".split())
POSSESSIVE = frozenset("its their his her".split())
FIRST_PERSON = frozenset("we us our i my me ourselves".split())
_MODIFIERS = ("poss", "amod", "compound", "nmod", "npadvmod", "nsubj", "appos")
_EXAMPLES = frozenset("including like".split())
_ABOUT_OBJECT = frozenset(
    "thank accuse blame praise criticize criticise condemn".split()
)  # "thanked China for the jets it had given"
_STOPPING = frozenset("prevent stop prohibit allow use bar forbid".split())
_SOME = frozenset("member members part parts elements element remnants".split())
_GROUPS = frozenset("group groups movement organization organisation organizations organisations".split())
_AGAINST = frozenset("fight battle oppose combat topple overthrow oust challenge resist".split())


@dataclass(frozen=True, slots=True)
class Party:
    """A party and the words that name it. `via_pronoun`: the words are a pronoun or "the country"."""

    value: str
    span: Span
    kind: str  # state, group, body, region
    indirect: bool = False


@dataclass(slots=True)
class Discourse:
    """What a passage has said so far: the parties named, in the order of the text, and who held the floor."""

    found: list[Found]
    subject: Party | None = None  # the subject of the last sentence that was read
    speaker: Party | None = None  # the state or group that "we" means
    recent: list[Party] = field(default_factory=list)
    composed: dict[str, str] = field(default_factory=dict)  # "rebels" -> "syrian rebels", from the whole passage

    def last(self, before: int, *kinds: str, unlike: frozenset[str] = frozenset()) -> Found | None:
        """The last party of one of those kinds named before a character."""
        best = None
        for one in self.found:
            if one.start >= before:
                break
            if one.entry.is_party and party_kind(one.entry) in kinds and party_id(one.entry) not in unlike:
                best = one
        return best


def party_kind(entry: Entry) -> str:
    """state, group, body or region: a leader, a seat, a company all stand for a state."""
    return entry.kind if entry.kind in ("group", "body", "region") else "state"


def party_id(entry: Entry) -> str:
    """The party's code or name, as a claim has it."""
    return entry.id


@lru_cache(maxsize=1)
def agents() -> dict[str, Row]:
    """Nouns that act for somebody, singular and plural."""
    return {form: row for row in table("agents") for form in (row["form"], row["plural"]) if form}


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    """A state's adjective in lower case, for the names of its unnamed groups: SY -> "syrian"."""
    found: dict[str, str] = {}
    for row in table("states"):
        for form in cells(row["demonyms"])[:1]:
            found.setdefault(row["code"], form.lower())
    return found


@lru_cache(maxsize=1)
def _vehicles() -> frozenset[str]:
    return frozenset(form for row in table("transport") for form in (row["form"], row["plural"]) if form)


@lru_cache(maxsize=256)
def composed_name(code: str, term: str) -> str:
    """The usual name of a state's unnamed rebels, militias, gangs: the lexicon's where it has one."""
    name = f"{_demonyms().get(code, code.lower())} {term}"
    for one in find(name[0].upper() + name[1:]):
        if one.entry.kind == "group" and len(one.text) == len(name):
            return one.entry.id
    return name


_ABROAD = frozenset(
    {"US", "GB", "FR", "DE", "RU", "SUHH", "CN"}
)  # named in every passage, and seldom where the rebels are
_GROUP_TERMS = frozenset(
    {"rebels", "separatists", "resistance", "militants", "militias", "islamists", "gangs", "cartels"}
)


def composed_groups(text: str, found: list[Found]) -> dict[str, str]:
    """What a passage's plain "rebels" are called: by their country where the passage gives it beside them anywhere.

    "Syrian opposition fighters … the rebels" -> {"rebels": "syrian rebels"}; else by the state that the passage
    names most, sellers' states apart.
    """
    named: dict[str, str] = {}
    counts: dict[str, int] = {}
    known = agents()
    for one in found:
        entry = one.entry
        if entry.kind == "group" and entry.id.split()[-1] in _GROUP_TERMS and " " in entry.id:
            named.setdefault(entry.id.split()[-1], entry.id)
        if entry.kind not in ("state", "leader"):
            continue
        if entry.id not in _ABROAD and _at_war_there(text, one):
            counts[entry.id] = counts.get(entry.id, 0) + 1
        words = text[one.end : one.end + 40].split()[:3] if entry.role == "demonym" else []
        for word in words:
            row = known.get(word.strip(".,;:’'”\"").lower())
            if row is not None and row["party"] in _GROUP_TERMS:
                named.setdefault(row["party"], composed_name(entry.id, row["party"]))
                break
            if word[-1] in ".,;:":
                break
    if counts:
        most = max(counts, key=lambda code: counts[code])
        for term in ("rebels", "separatists", "resistance"):
            named.setdefault(term, composed_name(most, term))
    return named


def _at_war_there(text: str, one: Found) -> bool:
    """Is the state the place of a war or a rebellion's enemy: "in Syria", "Syria's civil war", "oust Assad"?"""
    if one.entry.kind == "leader":
        return bool(
            re.search(
                r"\b(?:against|topple|oust|overthrow|fighting|battling|opposed to|oppose)\s+(?:[\w.]+\s+){0,2}$",
                text[max(0, one.start - 50) : one.start],
                re.I,
            )
        )
    if re.search(
        r"\b(?:in|inside|across|within|northern|southern|eastern|western)\s+(?:the\s+)?$",
        text[max(0, one.start - 16) : one.start],
        re.I,
    ):
        return True
    return bool(
        re.match(
            r"(?:['’]s)?\s+(?:civil|war|conflict|regime|government|army|crisis|uprising|rebellion|insurgency|troops|opposition)\b",
            text[one.end : one.end + 20],
        )
    )


def agent_row(token: Token) -> Row | None:
    """The agent noun that a token is, two words tried before one ("foreign ministry", "rebel groups")."""
    known = agents()
    if token.i > 0:
        pair = f"{token.nbor(-1).lower_} {token.lower_}"
        if pair in known:
            return known[pair]
    return known.get(token.lower_)


class Parties:
    """Finds the parties of one sentence's phrases."""

    def __init__(self, parsed: Parsed, discourse: Discourse) -> None:
        self.parsed = parsed
        self.discourse = discourse

    def of(self, token: Token, place: bool = False) -> list[Party]:
        """The parties that a phrase stands for, those joined by "and" too, in the order of the text.

        Args:
            token: the phrase's head.
            place: an airport, a port, a coast may stand for its state (as a destination may, a seller may not).
        """
        found: list[Party] = []
        for head in conjuncts(token):
            for party in self._one(head, place):
                if party.value not in {one.value for one in found}:
                    found.append(party)
        return found

    def named(self, token: Token) -> Party | None:
        """The party whose own name a token belongs to."""
        one = self.parsed.marks.get(token.i)
        if one is None or not one.entry.is_party:
            return None
        return Party(party_id(one.entry), Span(one.start, one.end), party_kind(one.entry))

    def _one(self, head: Token, place: bool) -> list[Party]:
        if head.lower_ in RELATIVE:
            clause = first_conjunct(head.head)
            return self._one(clause.head, place) if clause.dep_ == "relcl" and clause.head != head else []
        if named := self.named(head):
            rebels = self._rebels_of(head) and named.kind == "state"
            return (rebels and self._modifiers(head, agents()[head.lower_])) or [named]
        if flag := self._flag(head):
            return flag
        if self.parsed.is_goods(head):
            return []
        row = agent_row(head)
        if head.lower_ in ("fighter", "fighters") and self._flies(head):
            return []  # "F-35 fighters" fly, "Hezbollah fighters" do not
        if row is not None and row["party"]:
            return self._agent(head, row, place)
        if row is not None and head.lower_ in _GROUPS:
            return [p for p in self.near(head, _MODIFIERS) if p.kind == "group"] or self._definite(head, ("group",))
        if head.lower_ in PERSONAL or head.lower_ in POSSESSIVE:
            return self._pronoun(head)
        if head.lower_ in FIRST_PERSON:
            speaker = self.discourse.speaker
            return [Party(speaker.value, self.parsed.span(head), speaker.kind, True)] if speaker else []
        if head.lower_ in containers() or head.pos_ in ("NUM", "DET", "PRON") or head.lower_ in _SOME:
            return [
                p
                for prep in children(head, "prep")
                if prep.lower_ in ("of", "among")
                for pobj in children(prep, "pobj")
                for p in self.of(pobj)
            ]
        if head.pos_ == "PROPN" or head.lower_ in _vehicles():
            return self.near(head, ("poss", "amod", "compound", "nmod"))
        return [party for child in children(head, "appos") for party in self._one(child, place)]

    def _flag(self, head: Token) -> list[Party]:
        """ "Iranian planes brought arms": vehicles act for their state, and are stopped for it."""
        acts = head.dep_ in ("nsubj", "nsubjpass", "pobj") or (head.dep_ == "dobj" and head.head.lemma_ in _STOPPING)
        return self.near(head, ("amod", "compound", "nmod", "poss")) if acts and head.lower_ in _vehicles() else []

    def _rebels_of(self, head: Token) -> bool:
        row = agents().get(head.lower_)
        return row is not None and row["party"] not in ("", "state", "country", "place")

    def _flies(self, head: Token) -> bool:
        """Is "fighters" here a kind of aircraft: does a type stand right before it?"""
        before = [head.nbor(-1)] if head.i else []
        return any(
            (entry := self.parsed.entry(token)) is not None and entry.kind in ("designation", "goods")
            for token in (*before, *children(head, "compound", "nmod"))
        )

    def _agent(self, head: Token, row: Row, place: bool) -> list[Party]:
        """A party by its agent noun: the state of a government, the rebels of a country, countries one by one."""
        match row["party"]:
            case "place":
                return self.near(head, _MODIFIERS, ("of", "in")) if place else []
            case "state":
                if head.lower_ in ("department", "ministry") or (
                    head.i and head.nbor(-1).lower_ in ("foreign", "defence", "defense", "prime")
                ):
                    return self.near(head, _MODIFIERS, ("of", "in", "from"))
                if beside := self.near(head, ("appos",)):
                    return beside
                near = self.near(head, _MODIFIERS, ("of", "in", "from", "loyal", "for"))
                return near or self._definite(head, ("state",))
            case "country":
                own = [
                    party
                    for child in children(head, "poss")
                    if child.lower_ in POSSESSIVE
                    for party in self._pronoun(child)
                ]
                if own and head.lower_ in ("country", "nation", "kingdom", "republic", "state"):
                    return own  # "his country"
                near = [*self._examples(head), *self.near(head, ("appos",))]
                near += [p for p in self.near(head, ("compound", "amod", "nmod")) if p.kind in ("region", "body")]
                if near or head.tag_ == "NNS":
                    return near or self._trailing(head)
                near = self._predicate(head)
                return near or self._definite(head, ("state",))
            case term:
                return self._modifiers(head, row) or self._group(head, term)

    def near(self, head: Token, labels: tuple[str, ...], preps: tuple[str, ...] = ()) -> list[Party]:
        """Parties among a noun's modifiers, and in its "of" and "in"."""
        found: list[Party] = []
        for child in sorted(head.children, key=lambda t: t.i):
            if child.dep_ in labels:
                for one in conjuncts(child):
                    named = self.named(one)
                    if named:
                        found.append(named)
                    elif one.lower_ in POSSESSIVE or one.lower_ in FIRST_PERSON:
                        found += self._one(one, False)
                    elif (
                        one.dep_ in ("poss", "compound", "nmod", "appos")
                        and one.pos_ in ("NOUN", "PROPN")
                        and not self.parsed.is_goods(one)
                    ):
                        found += self.near(one, labels, ())
            elif child.dep_ == "prep" and child.lower_ in preps:
                for pobj in children(child, "pobj"):
                    found += self.of(pobj, place=True)
        unique = {party.value: party for party in reversed(found)}
        return list(reversed(unique.values()))

    def _examples(self, head: Token) -> list[Party]:
        """ "countries such as Iran and Syria", "allies, including Egypt"."""
        found: list[Party] = []
        for child in head.children:
            if child.dep_ == "prep" and (child.lower_ in _EXAMPLES or child.lower_ == "as"):
                for pobj in children(child, "pobj"):
                    found += self.of(pobj)
        return found

    def _trailing(self, head: Token) -> list[Party]:
        """ "several countries have sent arms, including Britain": examples that stand at the end of the sentence."""
        for token in self.parsed.doc[head.i :]:
            if token.lower_ in ("including", "among") and token.dep_ == "prep":
                found = [p for pobj in children(token, "pobj") for p in self.of(pobj)]
                if found:
                    return found
        return []

    def _predicate(self, head: Token) -> list[Party]:
        """ "Egypt is an ally": the ally is Egypt, where the noun is said of somebody."""
        if head.dep_ == "appos" and (named := self.named(head.head)):
            return [named]
        return []

    def _modifiers(self, head: Token, row: Row) -> list[Party]:
        """A group's own name, or one made of its country: "Hezbollah fighters", "Libyan rebels", "rebels in Libya"."""
        near = self.near(head, _MODIFIERS, ("of", "in", "from"))
        groups = [party for party in near if party.kind == "group"]
        if groups:
            return groups
        states = [party for party in near if party.kind == "state"] or self._foes(head)
        term = row["party"]
        whole = self.parsed.span(head)
        return [
            Party(
                composed_name(state.value, term),
                Span(min(state.span.start, whole.start), max(state.span.end, whole.end))
                if abs(state.span.start - whole.start) < 60
                else whole,
                "group",
            )
            for state in states
        ]

    def _foes(self, head: Token) -> list[Party]:
        """ "rebels fighting Assad": they are Syria's."""
        for clause in children(head, "acl", "relcl"):
            if clause.lemma_ in _AGAINST:
                targets = [
                    *children(clause, "dobj"),
                    *(p for prep in children(clause, "prep") for p in children(prep, "pobj")),
                    *(o for x in children(clause, "xcomp") for o in children(x, "dobj")),
                ]
                for target in targets:
                    if states := [party for party in self.of(target) if party.kind == "state"]:
                        return states
        return []

    def _group(self, head: Token, term: str) -> list[Party]:
        """ "the rebels": the last group of that kind in the passage, else its own plain name."""
        at = self.parsed.span(head).start
        for party in reversed(self.discourse.recent):
            if party.kind == "group" and party.span.start < at and party.value.endswith(term):
                return [Party(party.value, self.parsed.span(head), "group", True)]
        fighting = head.lower_ in ("fighter", "fighters") and self.discourse.last(at, "group")
        if term in ("rebels", "separatists", "resistance") and term in self.discourse.composed and not fighting:
            return [Party(self.discourse.composed[term], self.parsed.span(head), "group", True)]
        if (last := self.discourse.last(at, "group")) and term not in ("gangs", "cartels", "terrorists", "proxies"):
            return [Party(party_id(last.entry), self.parsed.span(head), "group", True)]
        if term in self.discourse.composed:
            return [Party(self.discourse.composed[term], self.parsed.span(head), "group", True)]
        return [Party(term, self.parsed.span(head), "group", True)]

    def _definite(self, head: Token, kinds: tuple[str, ...]) -> list[Party]:
        """ "the government", "the country": the last one named, where a "the" says that it was."""
        if not any(child.lower_ in ("the", "that", "this") for child in children(head, "det")):
            return []
        span = self.parsed.span(head)
        last = self.discourse.last(span.start, *kinds)
        return [Party(party_id(last.entry), span, party_kind(last.entry), True)] if last else []

    def _pronoun(self, token: Token) -> list[Party]:
        """The subject that the sentence or the one before it gives a pronoun to stand for."""
        span = self.parsed.span(token)
        if token.lower_ == "its":
            states = [
                one
                for i, one in self.parsed.parties()
                if token.i - 12 < i < token.i and party_kind(one.entry) == "state"
            ]
            if states:
                return [Party(party_id(states[-1].entry), span, "state", True)]
        for subject in self.subjects_above(token):
            if (
                not (subject == token or subject.is_ancestor(token))
                and subject.lower_ not in PERSONAL | POSSESSIVE | FIRST_PERSON
            ):
                parties = self.of(subject)
                if parties:
                    return [Party(party.value, span, party.kind, True) for party in parties]
        if token.lower_ in POSSESSIVE or token.lower_ in ("it", "them", "him", "her"):
            named = [(i, one) for i, one in self.parsed.parties() if i < token.i and party_kind(one.entry) != "region"]
            owning = [one for i, one in named if self.parsed.doc[i].dep_ in ("poss", "nsubj", "nsubjpass")]
            before = owning or [one for _, one in named]
            if before:
                return [Party(party_id(before[-1].entry), span, party_kind(before[-1].entry), True)]
        if self.discourse.subject:
            party = self.discourse.subject
            return [Party(party.value, span, party.kind, True)]
        return []

    def subjects_above(self, token: Token) -> Iterator[Token]:
        """Subjects of the clauses around a word, the innermost first."""
        node = token
        while node.head != node:
            node = node.head
            if is_verb(node):
                if node.lemma_ in _ABOUT_OBJECT:
                    yield from children(node, "dobj")
                for subject in surface_subjects(node):
                    if subject.i < token.i:
                        yield subject
