"""Who says so: the words of a sentence that name the speaker of what it states.

"…, a Middle East security source said"             the source
"Vedomosti reported, citing two officials, that …"  the officials
"Iran, the officials say, has sent …"               the officials
"Hanoi has asked Washington for jets"               Hanoi: a request is its own word

What kind of source those words name: `speaker.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import table, word_class
from armstrail.reading.discourse import Party
from armstrail.reading.event import Event
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import FIRST_PERSON, Parties, agent_row
from armstrail.reading.speaker import Earlier, Speaker, Speakers
from armstrail.reading.syntax import (
    behind,
    children,
    has_child,
    is_passive,
    is_verb,
    subjects,
    surface_subjects,
)

_CLAUSES_OF_SPEECH = ("ROOT", "conj", "parataxis", "ccomp", "advcl", "relcl")
_OWN_VERBS = {"talks": "asking-or-offering", "suspension": "imposing"}
_SETTING = frozenset("after before since when while because although though until".split())
_LOOSE = ("appos", "conj", "npadvmod", "dep", "nmod")  # how the parser hangs a speaker on the noun before him


@cache
def _stances() -> dict[str, str]:
    """Verbs of saying with what they do with what is said."""
    return {row["form"]: row["stance"] for row in table("attribution") if row["pos"] == "verb"}


_CITING = re.compile(r"\b(?:according|citing|quoting)\b", re.IGNORECASE)


def stance(verb: Token) -> str | None:
    """What a verb of saying does with what is said: asserts, confirms, denies, accuses; None if it is no such verb."""
    return _stances().get(verb.lemma_.lower())


class Sources:
    """Finds who speaks in one sentence."""

    def __init__(
        self, parsed: Parsed, parties: Parties, speakers: list[Speaker], earlier: Earlier | None = None
    ) -> None:
        self.parsed = parsed
        self.parties = parties
        self.speakers = Speakers(parsed, parties, speakers, earlier)

    def of(self, event: Event) -> list[Speaker]:
        """The speakers of what an event states; none where the passage itself says so."""
        return [self._at_home(speaker, event) for speaker in self._of(event)]

    def _of(self, event: Event) -> list[Speaker]:
        """Who claims, denies, promises it; a medium gives way to whom it cites; else who tells of it."""
        heard = [token for token in event.claimant if not _only_sets_scene(token.head, event.predicate)]
        claimants = self._first(heard)
        direct = bool(heard) and not event.volunteered
        if direct and not (claimants and claimants[0].kind == "media"):
            return claimants or self._first(_own_word(event))
        return self._told(event.predicate) or claimants or self._first(_own_word(event))

    def describe(self, token: Token) -> Speaker | None:
        """The source that a noun phrase names."""
        return self.speakers.of(token)

    def _first(self, tokens: list[Token]) -> list[Speaker]:
        """The sources that the first phrase names that names any."""
        return next((found for token in tokens if (found := self.speakers.each(token))), [])

    # --- around a predicate -----------------------------------------------------------------------------------------

    def _told(self, predicate: Token) -> list[Speaker]:
        """The speakers by a verb of saying above or beside the predicate."""
        node, cited = predicate, None
        while True:
            if speaker := self._according(node):
                return [speaker]
            cited = cited or self._cited(node)
            head = node.head
            if head == node:
                break
            if is_verb(head) and stance(head) and _says(head, node):
                tokens = self._speakers_of(head)
                if found := self._first(tokens):
                    return _or_cited(found, cited or self._cited(head))
                if tokens:
                    break
            if speaker := self._of_charge(head, node):
                return [speaker]
            node = head
        speaker = cited or (self._parenthetical(node, predicate) if head == node else None)
        return [speaker] if speaker else []

    def _speakers_of(self, verb: Token) -> list[Token]:
        """The subjects of a verb of saying, whatever its form; "officials" in "quoted officials as saying"."""
        if is_passive(verb) and verb.lemma_ in word_class("informed"):
            return surface_subjects(verb)
        found = subjects(verb)
        if not found and verb.dep_ == "conj" and is_verb(verb.head):
            found = surface_subjects(verb.head)
        if verb.lemma_ in word_class("quoting"):
            return [*children(verb, "dobj"), *found]
        if verb.dep_ == "pcomp" and is_verb(verb.head.head):  # "quoted officials as saying"
            above = verb.head.head
            return children(above, "dobj") or surface_subjects(above)
        return found or _before_closing(verb)

    def _at_home(self, speaker: Speaker, event: Event) -> Speaker:
        """A speaker of no known state who admits or denies: "Nujoma conceded that SWAPO gets arms" is SWAPO's."""
        if speaker.kind != "official" or speaker.state:
            return speaker
        said = event.predicate
        for link in event.links:
            if link.relation == "ccomp" and stance(link.token) in ("confirms", "denies"):
                party = next((party for subject in surface_subjects(said) for party in self.parties.of(subject)), None)
                return _of_party(speaker, party)
            said = link.token
        return speaker

    def _of_charge(self, noun: Token, clause: Token) -> Speaker | None:
        """ "Israel's accusation that …": whose word a clause behind a noun is."""
        if noun.pos_ != "NOUN" or clause.dep_ not in ("acl", "ccomp", "relcl"):
            return None
        if not has_child(clause, "mark") and clause.dep_ != "ccomp":
            return None
        return next((one for poss in children(noun, "poss") if (one := self.describe(poss))), None)

    def _according(self, node: Token) -> Speaker | None:
        """ "according to X" beside a clause."""
        cited = [noun for child in node.children if child.lower_ == "according" for noun in behind(child, "to")]
        return next((speaker for noun in cited if (speaker := self.describe(noun))), None)

    def _cited(self, node: Token) -> Speaker | None:
        """ "citing X", "quoting X" beside a clause."""
        verbs = [one for one in children(node, "advcl", "prep") if one.lower_ in ("citing", "quoting")]
        cited = [noun for verb in verbs for noun in children(verb, "dobj", "pobj")]
        return next((speaker for noun in cited if (speaker := self.describe(noun))), None)

    def _parenthetical(self, root: Token, predicate: Token) -> Speaker | None:
        """ "Iran, the officials say, has sent …": a verb of saying set between commas."""
        for child in root.subtree:
            if child.i != predicate.i and _is_parenthesis(child):
                for token in subjects(child):
                    if token.lower_ not in FIRST_PERSON and (speaker := self.speakers.before(token)):
                        return next(iter(_or_cited([speaker], self._cited(child))))
        return None

    # --- of the whole sentence --------------------------------------------------------------------------------------

    def sentence_speaker(self) -> Speaker | None:
        """Who speaks by the sentence's own main verb: for quotations that stand beside it."""
        for token in self.parsed.tokens:
            if is_verb(token) and stance(token) in ("asserts", "confirms") and token.dep_ in _CLAUSES_OF_SPEECH:
                for subject in self._speakers_of(token):
                    if speaker := self.describe(subject):
                        return speaker
        if not _CITING.search(self.parsed.sentence.text):
            return None
        beside = (self._according(token) or self._cited(token) for token in self.parsed.tokens)
        return next((speaker for speaker in beside if speaker), None)

    def main_subject(self) -> Speaker | None:
        """Whom "he" in the next sentence means: the person or body that the main clause is about."""
        for token in self.parsed.tokens:
            main = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"
            if main and (token.pos_ == "PROPN" or agent_row(token) is not None or self.parsed.is_party(token)):
                return self.describe(token)
        return None


def _says(verb: Token, said: Token) -> bool:
    """Is the clause what the verb says, and not its setting?"""
    if _only_sets_scene(verb, said):
        return False
    if said.dep_ in ("ccomp", "parataxis"):
        return not has_child(verb, "neg") or stance(verb) == "denies"
    if said.dep_ == "xcomp":
        return verb.lemma_ in word_class("own-deed") and not is_passive(verb)
    if said.dep_ == "prep":  # "criticised Washington for its sales", "thanked Moscow for the tanks"
        return said.lower_ in ("for", "over") and verb.lemma_ in word_class("judging")
    return said.dep_ == "dobj" and verb.lemma_ in word_class("stating")


def _only_sets_scene(verb: Token, said: Token) -> bool:
    """ "… has been approved, diplomats said, after France had insisted": France says nothing of what stands before."""
    return any(
        child.lower_ in _SETTING and said.i < child.i < verb.i for child in children(verb, "mark", "advmod", "prep")
    )


def _is_parenthesis(verb: Token) -> bool:
    """Does a verb of saying stand beside a clause with nothing of its own to say?"""
    if not is_verb(verb) or stance(verb) != "asserts" or has_child(verb, "dobj", "ccomp"):
        return False
    if verb.dep_ == "conj":  # "Russia has sold tanks, the daily said", as the parser may have it
        return has_child(verb, "nsubj") and not has_child(verb.head, "cc")
    return verb.dep_ in ("parataxis", "ccomp", "dep")


def _or_cited(tellers: list[Speaker], cited: Speaker | None) -> list[Speaker]:
    """Whom a medium cites, where it does: "Vedomosti reported, citing officials"."""
    return [cited] if cited is not None and tellers[0].kind == "media" else tellers


def _of_party(speaker: Speaker, party: Party | None) -> Speaker:
    """A speaker as one of a state or a group."""
    if party is None or party.kind not in ("state", "group"):
        return speaker
    if party.kind == "state":
        return replace(speaker, state=party.value)
    return replace(speaker, kind="group", group=party.value)


def _before_closing(verb: Token) -> list[Token]:
    """The speaker in ", the head of the agency, Ivan Ivanov, said", where the parser took him for something else.

    He stands between the clause that is said and a verb of saying without a subject, behind a comma.
    """
    at = verb.i - 1
    if at < 0 or not has_child(verb, "ccomp"):
        return []
    closed = verb.doc[at].text == ","
    node = verb.doc[at - 1] if closed and at else verb.doc[at]
    found = [node] if _opens_behind_comma(node) else []
    while node.head != node and node.head.i < verb.i:
        found += [one for one in (_title_before(node), node.head) if one is not None and _opens_behind_comma(one)]
        node = node.head
    return found[1:2] or found[:1] if closed else found[:1]


def _title_before(name: Token) -> Token | None:
    """ "the head of the army, Ivan Petrov": the title right before a name that hangs on the same word as the name."""
    end = name.left_edge.i - 2
    return next((one for one in name.head.children if one.right_edge.i == end and agent_row(one) is not None), None)


def _opens_behind_comma(noun: Token) -> bool:
    """Is a noun loosely joined to what stands before it, with a comma in between?"""
    first = noun.left_edge.i
    return noun.dep_ in _LOOSE and noun.pos_ in ("NOUN", "PROPN") and first > 0 and noun.doc[first - 1].text == ","


def _own_word(event: Event) -> list[Token]:
    """Whose word an act is by its nature: who asks, offers, forbids, thanks says so himself."""
    if event.predicate.lemma_ in word_class("judging"):
        return subjects(event.predicate)
    words = [event.predicate, *(link.token for link in event.links if not link.scene)]
    if event.act == "talks" or event.modality == "possible":
        for noun in words:
            if noun.pos_ == "NOUN" and noun.lemma_ in word_class("request"):
                return [*children(noun, "poss", "amod", "compound", "nmod"), *behind(noun, "by", "from")]
    if event.act not in _OWN_VERBS or event.modality != "reported":
        return []
    verb = next((one for one in words if is_verb(one) and one.lemma_ in word_class(_OWN_VERBS[event.act])), None)
    return subjects(verb) if verb is not None else []
