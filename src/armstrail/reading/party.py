"""Which parties a phrase names: "Assad's forces" -> SY, "rebels in Libya" -> libyan rebels, "Iran and Syria" -> IR, SY.

Nouns that act for a state, an armed group or a company stand in `lexicon/tables/agents.csv`. What a passage leaves
open ("foreign buyers") gives nothing. What the passage as a whole knows of its parties: `discourse.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from armstrail.lexicon import Found, Row, by_form, word_class
from armstrail.model import Span
from armstrail.reading.discourse import Discourse, Party, PartyKind, composed_name, party_kind
from armstrail.reading.item import is_container
from armstrail.reading.parsed import Parsed
from armstrail.reading.syntax import (
    EXAMPLES,
    RELATIVE,
    behind,
    children,
    conjuncts,
    first_conjunct,
    is_verb,
    owners,
    subjects,
    surface_subjects,
)

PERSONAL = frozenset("it they he she them him".split())
POSSESSIVE = frozenset("its their his her".split())
FIRST_PERSON = frozenset("we us our i my me ourselves".split())
_OWNED = POSSESSIVE | {"it", "them", "him"}  # may stand for one that was named, though he does not act
_ACTED_UPON = frozenset("it them him her us".split())
_PRONOUNS = PERSONAL | POSSESSIVE | FIRST_PERSON
_MODIFIERS = ("poss", "amod", "compound", "nmod", "npadvmod", "nsubj", "appos")
_NAMING = ("poss", "amod", "compound", "nmod")
_NOT_UNNAMED = ("", "state", "country", "place")  # what the column `party` of agents.csv has for other than groups
_FIGHTERS = frozenset({"fighter", "fighters"})  # men, or aircraft
_CALLED = frozenset("kingdom emirate sultanate island".split())  # classes of words too: the states so called
_COUNTRY = frozenset("country nation kingdom republic state".split())
_SUBJECT = ("nsubj", "nsubjpass")
_FINITE = ("VBD", "VBP", "VBZ", "MD")
_ITS_REACH = 12  # words before "its" within which its owner is named
_PHRASE_REACH = 60  # characters from a group's country to its noun, if both are to be quoted as one


def is_vehicle(noun: Token) -> bool:
    """Is a noun one for a means of transport: "planes", "convoys"?"""
    return noun.lower_ in by_form("transport")


def agent_row(token: Token) -> Row | None:
    """The row of agents.csv that a token has, two words tried before one ("foreign ministry", "rebel groups")."""
    known = by_form("agents")
    if token.i > 0 and (row := known.get(f"{token.nbor(-1).lower_} {token.lower_}")):
        return row
    return known.get(token.lower_)


def is_unnamed_group(row: Row) -> bool:
    """Is an agent noun one for a group without a name of its own: "rebels", "separatists"?"""
    return row["party"] not in _NOT_UNNAMED


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
        return distinct(party for head in conjuncts(token) for party in self._one(head, place))

    def of_all(self, tokens: Iterable[Token]) -> list[Party]:
        """The parties of several phrases, each once."""
        return distinct(party for token in tokens for party in self.of(token))

    def named(self, token: Token) -> Party | None:
        """The party whose own name a token belongs to."""
        found = self.parsed.mark(token)
        return Party.of(found) if found is not None and found.entry.is_party else None

    def near(self, head: Token, labels: tuple[str, ...], preps: tuple[str, ...] = ()) -> list[Party]:
        """Parties among a noun's modifiers, and in its "of" and "in"."""
        found: list[Party] = []
        for child in head.children:
            if child.dep_ in labels:
                for one in conjuncts(child):
                    found += self._beside(one, labels)
            elif child.dep_ == "prep" and child.lower_ in preps:
                for noun in children(child, "pobj"):
                    found += self.of(noun, place=True)
        return distinct(found)

    def subjects_above(self, token: Token) -> Iterator[Token]:
        """Subjects of the clauses around a word, the innermost first."""
        node = token
        while node.head != node:
            node = node.head
            if node.pos_ == "NOUN" and node.lemma_ in word_class("asking"):
                yield from (owner for owner in owners(node) if owner.i < token.i)
            if is_verb(node):
                if node.lemma_ in word_class("of-object"):
                    yield from children(node, "dobj")
                for subject in surface_subjects(node):
                    if subject.i < token.i:
                        yield subject

    # --- one noun or pronoun ----------------------------------------------------------------------------------------

    def _one(self, head: Token, place: bool) -> list[Party]:
        """The parties of one noun or pronoun, what is joined to it left out."""
        if head.lower_ in RELATIVE:
            clause = first_conjunct(head.head)
            return self._one(clause.head, place) if clause.dep_ == "relcl" and clause.head != head else []
        if named := self.named(head):
            return self._rebels_named(head, named) or [named]
        if beside := self._whose_vehicle(head):
            return beside
        if self.parsed.is_goods(head):
            return []
        if head.lower_ in _FIGHTERS and self._flies(head):
            return []  # "F-35 fighters" fly, "Hezbollah fighters" do not
        row = agent_row(head)
        if row is None:
            return self._by_word(head, place)
        if row["party"]:
            return self._agent(head, row, place)
        if head.lower_ in word_class("group-noun"):
            return [p for p in self.near(head, _MODIFIERS) if p.kind == "group"] or self._definite(head, "group")
        return self._by_word(head, place)

    def _by_word(self, head: Token, place: bool) -> list[Party]:
        """The parties of a word that neither names one nor acts for one."""
        if head.lower_ in PERSONAL or head.lower_ in POSSESSIVE:
            return self._pronoun(head)
        if head.lower_ in FIRST_PERSON:
            speaker = self.discourse.speaker
            return [speaker.at(self.parsed.span(head))] if speaker else []
        if is_container(head) or head.pos_ in ("NUM", "DET", "PRON") or head.lower_ in word_class("part-of"):
            return [party for noun in behind(head, "of", "among") for party in self.of(noun)]
        if head.pos_ == "PROPN" or is_vehicle(head):
            return self.near(head, _NAMING)
        if rebels := self._rebels_of(head):
            return rebels
        return [party for child in children(head, "appos") for party in self._one(child, place)]

    def _rebels_of(self, head: Token) -> list[Party]:
        """ "the rebel council", "a militia unit": a noun for armed men beside one that says nothing of its own."""
        for noun in children(head, "compound", "amod"):
            row = agent_row(noun)
            if row is not None and is_unnamed_group(row):
                return self._composed(head, row) or self._group(noun, row["party"])
        return []

    def _rebels_named(self, head: Token, named: Party) -> list[Party]:
        """ "the Contras of Nicaragua": a noun for unnamed rebels that the lexicon also has as a state's name."""
        row = by_form("agents").get(head.lower_)
        return self._composed(head, row) if row is not None and is_unnamed_group(row) and named.kind == "state" else []

    def _flies(self, head: Token) -> bool:
        """Is "fighters" here a kind of aircraft: does a type stand right before it?"""
        before = [head.nbor(-1)] if head.i else []
        return any(map(self.parsed.is_goods, (*before, *children(head, "compound", "nmod"))))

    def _whose_vehicle(self, head: Token) -> list[Party]:
        """ "Iranian planes brought arms": vehicles act for their state, and are stopped for it."""
        stopped = head.dep_ == "dobj" and head.head.lemma_ in word_class("for-vehicles")
        acts = stopped or head.dep_ in ("nsubj", "nsubjpass", "pobj")
        return self.near(head, _NAMING) if acts and is_vehicle(head) else []

    def _beside(self, noun: Token, labels: tuple[str, ...]) -> list[Party]:
        """The party that a modifier names, or that its own modifiers name."""
        if named := self.named(noun):
            return [named]
        if noun.lower_ in POSSESSIVE or noun.lower_ in FIRST_PERSON:
            return self._one(noun, False)
        names = noun.dep_ in ("poss", "compound", "nmod", "appos") and noun.pos_ in ("NOUN", "PROPN")
        return self.near(noun, labels) if names and not self.parsed.is_goods(noun) else []

    # --- agents: nouns that act for somebody --------------------------------------------------------------------------

    def _agent(self, head: Token, row: Row, place: bool) -> list[Party]:
        """A party by its agent noun: the state of a government, the rebels of a country, countries one by one."""
        match row["party"]:
            case "place":
                near = self.near(head, _MODIFIERS, ("of", "in")) if place else []
                return near or (self._definite(head, "state") if head.lower_ in _CALLED else [])
            case "state":
                return self._state(head)
            case "country":
                return self._countries(head)
            case term:
                return self._composed(head, row) or self._group(head, term)

    def _state(self, head: Token) -> list[Party]:
        """ "the Syrian government", "forces loyal to Assad", "the government"."""
        minister = head.i > 0 and head.nbor(-1).lower_ in word_class("minister")
        if minister or head.lower_ in word_class("ministry"):
            return self.near(head, _MODIFIERS, ("of", "in", "from"))
        return (
            self.near(head, ("appos",))
            or self.near(head, _MODIFIERS)
            or self.near(head, (), ("of", "in", "from", "loyal", "for"))
            or self._seat_behind(head)
            or self._definite(head, "state")
        )

    def _seat_behind(self, head: Token) -> list[Party]:
        """ "sent guns to the government in Mogadishu": its seat stands right behind it, whatever that hangs on."""
        if head.i + 2 >= len(self.parsed.doc) or head.nbor(1).lower_ not in ("in", "of"):
            return []
        named = self.named(head.nbor(2))
        return [named] if named and named.kind == "state" else []

    def _countries(self, head: Token) -> list[Party]:
        """ "countries such as Iran and Syria", "Gulf states", "his country", "the country"."""
        owners = [one for one in children(head, "poss") if one.lower_ in POSSESSIVE]
        own = [party for owner in owners for party in self._pronoun(owner)]
        if own and head.lower_ in _COUNTRY:
            return own
        near = [*self._examples(head), *self.near(head, ("appos",))]
        beside = self.near(head, ("compound", "amod", "nmod"))
        near += [p for p in beside if p.kind in ("region", "body") or owners]  # "its Russian ally" is Russia
        if owners and not near:
            near = self.near(head, (), ("in",))  # "its ally in Moscow"
        if near or head.tag_ == "NNS":
            return near or self._trailing(head)
        if head.dep_ == "appos" and (named := self.named(head.head)):
            return [named]  # "Egypt, an ally"
        if head.lower_ in _COUNTRY and (named_after := self.near(head, (), ("of",))):
            return named_after  # "the republic of Croatia"
        return self._definite(head, "state")

    def _examples(self, head: Token) -> list[Party]:
        """ "countries such as Iran and Syria", "allies, including Egypt"."""
        return [party for noun in behind(head, "as", *EXAMPLES) for party in self.of(noun)]

    def _trailing(self, head: Token) -> list[Party]:
        """ "several countries have sent arms, including Britain": examples that stand at the end of the sentence."""
        for token in self.parsed.doc[head.i :]:
            if token.lower_ in ("including", "among") and token.dep_ == "prep":
                found = [party for noun in children(token, "pobj") for party in self.of(noun)]
                if found:
                    return found
        return []

    # --- groups -----------------------------------------------------------------------------------------------------

    def _composed(self, head: Token, row: Row) -> list[Party]:
        """A group's own name, or one made of its country: "Hezbollah fighters", "Libyan rebels", "rebels in Libya"."""
        near = self.near(head, _MODIFIERS, ("of", "in", "from"))
        if groups := [party for party in near if party.kind == "group"]:
            return groups
        states = [party for party in near if party.kind == "state"] or self._foes(head)
        whole = self.parsed.span(head)
        return [
            Party(composed_name(state.value, row["party"]), _joined(state.span, whole), "group") for state in states
        ]

    def _foes(self, head: Token) -> list[Party]:
        """ "rebels fighting Assad": they are Syria's."""
        for clause in children(head, "acl", "relcl"):
            if clause.lemma_ not in word_class("fighting"):
                continue
            inner = [target for aim in children(clause, "xcomp") for target in children(aim, "dobj")]
            for target in (*children(clause, "dobj"), *behind(clause), *inner):
                if states := [party for party in self.of(target) if party.kind == "state"]:
                    return states
        return []

    def _group(self, head: Token, term: str) -> list[Party]:
        """ "the rebels": the last group of that kind in the passage, else its own plain name."""
        words = self.parsed.span(head)
        for party in reversed(self.discourse.recent):
            if party.kind == "group" and party.span.start < words.start and party.value.endswith(term):
                return [party.at(words)]
        if term not in word_class("own-name") and (same := self.discourse.agent(words.start, head.lower_, "group")):
            return [same.at(words)]
        last = self.discourse.last(words.start, "group")
        composed = self.discourse.composed.get(term)
        fighter = last is not None and head.lower_ in _FIGHTERS
        if composed is None and last is None and term in word_class("insurgents"):
            composed = self.discourse.rebels(term, {party.value for party in self._acting(head)})
        if composed is not None and term in word_class("insurgents") and not fighter:
            return [Party(composed, words, "group", True)]
        if last is not None and term not in word_class("own-name") and not _is_told_which(head):
            return [Party.of(last, words)]
        return [Party(composed or term, words, "group", True)]

    # --- what points back -------------------------------------------------------------------------------------------

    def _definite(self, head: Token, kind: PartyKind) -> list[Party]:
        """ "the government", "the island": the one of that kind that the passage is about, where a "the" says so."""
        if not any(child.lower_ in ("the", "that", "this") for child in children(head, "det")):
            return []
        if kind == "group" and _is_told_which(head):
            return []
        words = self.parsed.span(head)
        acting = {party.value for party in self._acting(head)}
        row = agent_row(head)
        if row is not None and row["party"] == "state":
            if (house := self._parliament()) is not None and head.dep_ in _SUBJECT:
                return [Party.of(house, words)]
            same = self.discourse.agent(words.start, head.lower_, "state")
            if same is not None and same.value not in acting:
                return [same.at(words)]
        called = word_class(head.lower_) if head.lower_ in _CALLED else frozenset()  # not any state is a kingdom
        found = self.discourse.salient(words.start, kind, acting, called)
        return [Party.of(found, words)] if found is not None else []

    def _parliament(self) -> Found | None:
        """ "the government has notified CONGRESS": a parliament is told by the government of its own state."""
        named = (one for i, one in self.parsed.parties() if self.parsed.doc[i].lower_ in word_class("parliament"))
        return next((one for one in named if party_kind(one.entry) == "state"), None)

    def _acting(self, head: Token) -> list[Party]:
        """ "WASHINGTON has halted sales to the army": who acts in a noun's own clause is not whom it stands for."""
        if head.dep_ not in ("dobj", "dative", "pobj"):
            return []
        others = [subject for subject in self._actors(head) if subject != head and head not in subject.subtree]
        named = [party for one in others if (party := self.named(one)) is not None]
        return named or [party for one in others for party in self.near(one, _NAMING)]

    def _actors(self, head: Token) -> Iterator[Token]:
        """The subjects of the clause that a noun stands in: of the verb above it, up to the first that is finite."""
        node = head
        while node.head != node:
            node = node.head
            if is_verb(node):
                yield from subjects(node)
                if node.tag_ in _FINITE:
                    return

    def _pronoun(self, token: Token) -> list[Party]:
        """The subject that the sentence or the one before it gives a pronoun to stand for."""
        words = self.parsed.span(token)
        own = _clause_subject(token)
        if token.lower_ == "its" and (owner := self._state_before(token)):
            return [Party.of(owner, words)]
        for subject in (*_provided(token), *self.subjects_above(token), *_announced(token)):
            inside = subject in (token, own) or subject.is_ancestor(token)
            if not inside and subject.lower_ not in _PRONOUNS and (parties := self.of(subject)):
                return [party.at(words) for party in parties]
        if token.lower_ in _OWNED and (before := self._named_before(token, own)):
            return [Party.of(before, words)]
        return [self.discourse.subject.at(words)] if self.discourse.subject else []

    def _state_before(self, token: Token) -> Found | None:
        """The last state named within a few words before "its"."""
        near = [
            one
            for i, one in self.parsed.parties()
            if token.i - _ITS_REACH < i < token.i and not self.parsed.makes(self.parsed.doc[i])
        ]
        return next((one for one in reversed(near) if party_kind(one.entry) == "state"), None)

    def _named_before(self, token: Token, own: Token | None) -> Found | None:
        """The last party named before a pronoun, one that owns or acts before any other; not its clause's subject."""
        named = [
            (i, one)
            for i, one in self.parsed.parties()
            if i < token.i and party_kind(one.entry) != "region" and (own is None or i != own.i)
        ]
        acting = [one for i, one in named if self.parsed.doc[i].dep_ in ("poss", "nsubj", "nsubjpass")]
        before = acting or [one for _, one in named]
        return before[-1] if before else None


def _is_told_which(noun: Token) -> bool:
    """ "the factions that join": a clause without a comma says right there which ones."""
    return any(clause.left_edge.nbor(-1).text != "," for clause in children(noun, "relcl") if clause.left_edge.i)


def _provided(pronoun: Token) -> list[Token]:
    """ "supplied THE MILITANTS with parts to help them fight": who got something is whom the rest is about."""
    if pronoun.lower_ != "them":
        return []
    for verb in pronoun.ancestors:
        if is_verb(verb) and any(subject != pronoun for subject in surface_subjects(verb)):
            return [one for one in children(verb, "dobj", "dative") if one.i < pronoun.i]
        if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "prep", "pcomp", "pobj", "dobj"):
            return []
    return []


def _announced(pronoun: Token) -> list[Token]:
    """ "As it wanted missiles, INDIA bought some": who acts in the main clause behind the one that a pronoun is in."""
    clause = next((one for one in pronoun.ancestors if one.dep_ == "advcl"), None)
    subject = surface_subjects(clause.head) if clause is not None and is_verb(clause.head) else []
    return [one for one in subject if one.i > pronoun.i]


def _clause_subject(pronoun: Token) -> Token | None:
    """ "RUSSIA would sell it missiles": who acts in a pronoun's own clause is not whom it stands for."""
    if pronoun.lower_ not in _ACTED_UPON or pronoun.dep_ in ("nsubj", "nsubjpass", "poss"):
        return None
    above = pronoun.head
    if pronoun.dep_ == "pobj":
        above = above.head.head if above.head.dep_ == "dobj" else above.head  # "sell missiles to it"
    return next(iter(surface_subjects(above)), None) if is_verb(above) else None


def distinct(parties: Iterable[Party]) -> list[Party]:
    """Each party once, by its first words."""
    first: dict[str, Party] = {}
    for party in parties:
        first.setdefault(party.value, party)
    return list(first.values())


def _joined(state: Span, noun: Span) -> Span:
    """The words of a group's country and of its noun, as one span if they stand close by."""
    if abs(state.start - noun.start) >= _PHRASE_REACH:
        return noun
    return Span(min(state.start, noun.start), max(state.end, noun.end))
