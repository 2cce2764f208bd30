"""What kind of source a noun phrase names, and of which state.

"a Middle East security source"   anonymous
"the Russian foreign ministry"    official, RU
"the newspaper Vedomosti"         media
"Ivanov"                          what he was when he was introduced: "Defence Minister Ivan Ivanov"

Which words of a sentence name its speaker: `source.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from spacy.tokens import Token

from armstrail.lexicon import Row, word_class
from armstrail.model import SOURCE_KINDS, SourceKind, Span
from armstrail.reading.discourse import Party
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import FIRST_PERSON, PERSONAL, Parties, agent_row, is_unnamed_group
from armstrail.reading.syntax import RELATIVE, behind, children, conjuncts, first_conjunct, has_child

_KINDS: dict[str, SourceKind] = {kind: kind for kind in SOURCE_KINDS}
_PUBLISHED = ("by", "from", "in", "of")
_BELONGING = ("of", "in", "at", "from", "for", "with", "to")
_OWN_STATE = ("of", "from")  # "diplomats in Bangkok", "the envoy to the UN" are of another state
_BESIDE = ("poss", "amod", "compound", "nmod")
_TITLES = ("appos", "compound", "nmod", "amod")
_NOBODY = frozenset("there this these those what everyone everybody many some others".split())
_SHORT = 2  # words of "the source"
_PART = frozenset("one two three some several many".split())  # "one of the diplomats"
_HE = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as the words have it. `text` and `span` are the speaker's own words, without clauses."""

    kind: SourceKind
    state: str | None
    text: str
    span: Span
    group: str | None = None
    voice: str = ""  # whom an anonymous or private speaker is told by: the words that introduced him

    def same_voice(self, other: Speaker) -> bool:
        """Speakers of one government are one source; unnamed ones are, unless the passage describes them otherwise."""
        if (self.kind, self.state, self.group) != (other.kind, other.state, other.group):
            return False
        return self.kind in ("official", "group", "company") or _told_by(self) == _told_by(other)

    def at(self, text: str, span: Span) -> Speaker:
        """The same speaker where other words point back to him."""
        return replace(self, text=text, span=span, voice=self.voice or self.text)

    def party(self) -> Party | None:
        """The party that the speaker's "we" means."""
        if self.group:
            return Party(self.group, self.span, "group")
        return Party(self.state, self.span, "state") if self.state else None


def _told_by(speaker: Speaker) -> str:
    """The words for an unnamed speaker without articles and numbers: "an official" and "the official" are one."""
    words = (speaker.voice or speaker.text).lower().split()
    return " ".join(
        word for word in words if word not in ("the", "a", "an", "another", "one", "several", "some", "two", "other")
    )


class Earlier(Protocol):
    """Knows who was introduced before a character of the report: `introduction.py`."""

    def of(self, word: str, before: int) -> Speaker | None:
        """The speaker that a name or a noun meant when it was introduced."""

    def person(self, before: int) -> Speaker | None:
        """The person that the sentences right before were about."""


class Speakers:
    """Tells of the noun phrases of one sentence what kind of source they name."""

    def __init__(self, parsed: Parsed, parties: Parties, so_far: list[Speaker], earlier: Earlier | None = None) -> None:
        self.parsed = parsed
        self.parties = parties
        self.so_far = so_far  # the speakers of the passage before this sentence, in its order
        self.earlier = earlier  # who a word named in an earlier sentence
        self.holder: Speaker | None = None  # whose quotation the sentence belongs to

    def each(self, token: Token) -> list[Speaker]:
        """The sources that a phrase names: "Israel and Egypt" are two, all others are one."""
        first = self.of(token)
        if first is None:
            return []
        others = [other for conjunct in conjuncts(token)[1:] if (other := self.of(conjunct)) is not None]
        states = {one.state for one in (first, *others)}
        if not others or None in states or any(one.kind != "official" for one in (first, *others)):
            return [first]
        if len(states) <= len(others):
            return [first]
        return [self._alone(token, first), *others]

    def of(self, token: Token) -> Speaker | None:
        """The source that a noun phrase names; None for nobody in particular ("reports", "it emerged")."""
        if token.lower_ in FIRST_PERSON:
            return self._first_person(token)
        if token.lower_ in _PART and (whole := behind(token, "of")):
            return self._part(token, whole[0])
        if token.lower_ in PERSONAL or token.lower_ in RELATIVE or token.lower_ == "one":
            return self._pointing_back(token)
        if token.lower_ in _NOBODY:
            return None
        mark, row = self.parsed.entry(token), agent_row(token)
        if mark is not None and mark.kind == "outlet":
            return self._named("media", None, token)
        if row is not None and not (mark is not None and mark.is_party and mark.kind != "state"):
            return self._by_noun(token, row)
        if mark is not None and mark.is_party:
            return self._by_party(token)
        return self._by_name(token) if token.pos_ == "PROPN" else None

    def _part(self, token: Token, whole: Token) -> Speaker | None:
        """ "one of the diplomats": what they all are."""
        speaker = self.of(whole)
        span = self._phrase(token)
        return speaker.at(self.parsed.text(span), span) if speaker else None

    def introduced(self, token: Token) -> Speaker | None:
        """What a phrase says by itself of who a speaker is; None where it only names him."""
        if agent_row(token) is None and not self.parsed.is_party(token):
            return self._by_title(token)
        speaker = self.of(token)
        return speaker if speaker is not None and (speaker.state or speaker.group) else None

    def _named(self, kind: SourceKind, state: str | None, token: Token, group: str | None = None) -> Speaker:
        """A speaker in the words of the noun phrase around a token."""
        span = self._phrase(token)
        return Speaker(kind, state, self.parsed.text(span), span, group)

    # --- nouns ------------------------------------------------------------------------------------------------------

    def _by_noun(self, token: Token, row: Row) -> Speaker | None:
        """A speaker by the noun that he is called by: a minister, an official, a report, the rebels."""
        kind = _KINDS.get(row["speaker"])
        state = self._state(token)
        if kind is None or (token.lower_ in word_class("hearsay") and not state and not _has_modifiers(token)):
            return None  # "reports said" is nobody
        if token.lower_ in word_class("documents") and (outlet := self._outlet(token)):
            return replace(self._named("media", None, token), text=outlet)
        if kind in ("official", "anonymous") and (company := self._company(token)):
            return self._named("company", company[0], token)
        group = state.value if state and state.kind == "group" else None
        if group and kind in ("official", "anonymous"):
            return self._named("group", None, token, group)
        code = state.value if state and state.kind == "state" else None
        if is_unnamed_group(row) or (kind in ("official", "anonymous") and code is None and _is_of_rebels(token)):
            return self._named("group", code, token, group)
        if not state and (before := self._again(token)):
            return before
        kind = self._kind(token, kind, state)
        if state is None and row["party"] == "state":
            code = self._home(token, kind)
        return self._named(kind, code, token)

    def _home(self, token: Token, kind: SourceKind) -> str | None:
        """The state of "the ministry", "officials", where an official of that state spoke right before."""
        last = self.so_far[-1] if self.so_far else None
        if last is None or last.kind not in ("official", "anonymous"):
            return None
        theirs = kind == "official" or (kind == "anonymous" and token.lemma_.lower() == "official")
        foreign = any(child.lower_ in word_class("elsewhere") for child in children(token, *_BESIDE))
        near = self.parties.near(token, _BESIDE, _prepositions(token))
        return last.state if theirs and not foreign and not near else None

    def _kind(self, token: Token, kind: SourceKind, state: Party | None) -> SourceKind:
        """What a noun's usual kind becomes by a name, a number or a body beside it."""
        lower = self.parsed.text(self._phrase(token)).lower()
        if "human rights" in lower or "rights group" in lower:
            return "organisation"
        if kind == "anonymous" and _is_named(token):
            kind = "official"
        elif kind == "official" and token.tag_ == "NNS" and token.lower_ in ("leaders", "commanders"):
            kind = "anonymous"
        elif kind == "official" and token.lower_ in word_class("posted") and _is_indefinite(token) and state is None:
            kind = "anonymous"  # "a Western defence attaché"
        body = state is not None and state.kind in ("body", "region")
        return "organisation" if kind == "official" and body else kind

    def _company(self, token: Token) -> tuple[str | None] | None:
        """The state of the company that a person speaks for: "a spokesman for Boeing", "a company spokesman"."""
        if token.lower_ in word_class("informant"):
            return None
        nouns = [*children(token, *_BESIDE), *behind(token, "for", "of", "at", "from")]
        for noun in nouns:
            entry, row = self.parsed.entry(noun), agent_row(noun)
            if entry is not None and entry.kind == "company":
                return (entry.id or None,)
            if row is not None and row["speaker"] == "company" and noun.lower_ not in word_class("industry"):
                state = self._state(noun)
                return (state.value if state and state.kind == "state" else None,)
        return None

    def _outlet(self, document: Token) -> str | None:
        """Whose a report is, where it is a paper's: "the NBC report", "a report in Vedomosti"."""
        for child in (*children(document, *_BESIDE), *behind(document, *_PUBLISHED)):
            entry = self.parsed.entry(child)
            if entry is not None and entry.kind == "outlet":
                return child.text
        return None

    def _again(self, token: Token) -> Speaker | None:
        """ "the source", "the mission": the one who was introduced before."""
        span = self._phrase(token)
        text = self.parsed.text(span)
        words = text.lower().split()
        if words[0] not in ("the", "that", "this", "one") or len(words) > _SHORT:
            return None
        for speaker in reversed(self.so_far):
            if token.lemma_.lower() in (speaker.voice or speaker.text).lower():
                return speaker.at(text, span)
        before = self.earlier.of(token.lemma_.lower(), span.start) if self.earlier else None
        return before.at(text, span) if before else None

    # --- names ------------------------------------------------------------------------------------------------------

    def _by_party(self, token: Token) -> Speaker:
        """A speaker whose own name the lexicon knows."""
        entry, state = self.parsed.entry(token), self._state(token)
        assert entry is not None
        match entry.kind:
            case "group":
                return self._named("group", None, token, entry.id)
            case "body" | "region":
                return self._named("organisation", None, token, entry.id)
            case "company":
                return self._named("company", entry.id or None, token)
        return self._named("official", state.value if state else entry.id, token)

    def _by_name(self, token: Token) -> Speaker | None:
        """A person or body that the lexicon does not know: by his office, an earlier mention, the name itself."""
        if titled := self._by_title(token):
            return titled
        span = self._phrase(token)
        text = self.parsed.text(span)
        for speaker in reversed(self.so_far):
            if token.text in (speaker.voice or speaker.text).split():
                return speaker.at(text, span)
        if self.earlier and (before := self.earlier.of(token.text, span.start)):
            return before.at(text, span)
        own = {word.lower_ for word in (token, *children(token, "compound", "nmod"))}
        house = {word.lower_ for noun in behind(token, "of", "at", "from", "with") for word in noun.subtree}
        if own & word_class("organisation") or house & word_class("institute"):
            return self._named("organisation", None, token)
        state = self._state(token)
        return self._named("official", state.value if state and state.kind == "state" else None, token)

    def _by_title(self, token: Token) -> Speaker | None:
        """A speaker by the office that stands beside his name."""
        above = [token.head] if token.dep_ == "appos" else []
        for office in (*children(token, *_TITLES), *above):
            row = agent_row(office)
            if row is not None and (kind := _KINDS.get(row["speaker"])):
                return self._by_office(token, office, kind)
        return None

    def _by_office(self, token: Token, office: Token, kind: SourceKind) -> Speaker:
        """ "Sergei Ivanov, Russia's defence minister": by what the bearer of a name is; he is not unnamed."""
        if kind in ("official", "anonymous") and (company := self._company(office)):
            return self._named("company", company[0], token)
        state = self._state(token)
        near = self.parties.near(office, _BESIDE, _prepositions(office)) or ([state] if state else self._inside(office))
        code = next((party.value for party in near if party.kind == "state"), None)
        group = next((party.value for party in near if party.kind == "group"), None)
        if kind == "anonymous":
            kind = "official"
        if kind == "official" and group and not code:
            kind = "group"
        if kind == "official" and not code and any(party.kind in ("body", "region") for party in near):
            kind = "organisation"
        return self._named(kind, code, token, group)

    def _state(self, token: Token) -> Party | None:
        """The state or group that a speaker belongs to: by its own name, else by its modifiers."""
        if own := self.parties.named(token):
            return own
        near = self.parties.near(token, (*_BESIDE, "appos"), _prepositions(token))
        if token.lower_ in word_class("scholar"):
            near = [party for party in near if not self._is_subject_matter(token, party)]
        elif not near and token.lower_ not in word_class("posted"):
            near = self._inside(token)
        return next((party for kind in ("group", "state", "body") for party in near if party.kind == kind), None)

    def _inside(self, noun: Token) -> list[Party]:
        """Parties deeper in a person's own phrase: "an officer of the Russian navy's main staff"."""
        row = agent_row(noun)
        if row is None or row["speaker"] not in ("official", "anonymous"):
            return []
        words = [word for word in noun.subtree if word != noun and _is_attribute(word, noun)]
        return [party for word in words if (party := self.parties.named(word)) is not None]

    def _is_subject_matter(self, token: Token, party: Party) -> bool:
        """ "a China analyst" is of no state that we know, "a Chinese analyst" is."""
        marks = [self.parsed.entry(child) for child in children(token, "compound", "nmod")]
        return any(mark is not None and mark.id == party.value and mark.role != "demonym" for mark in marks)

    # --- what points back -------------------------------------------------------------------------------------------

    def _first_person(self, token: Token) -> Speaker | None:
        """ "we": whoever's quotation it is; outside of one, nobody that we know."""
        span = self._phrase(token)
        return self.holder.at(self.parsed.text(span), span) if self.holder else None

    def before(self, token: Token) -> Speaker | None:
        """Whom a pronoun means that stands apart from the sentence: "Libya, it says, flew rifles to Chad"."""
        if token.lower_ not in PERSONAL:
            return self.of(token)
        span = self._phrase(token)
        last = self._last(token, self.parsed.text(span), span)
        return None if last is not None and token.lower_ == "it" and last.kind in ("group", "anonymous") else last

    def _last(self, token: Token, text: str, span: Span) -> Speaker | None:
        """The last speaker before the sentence; for "he" whoever is spoken of there, if nobody spoke since."""
        person = self.earlier.person(span.start) if self.earlier and token.lower_ in _HE else None
        last = self.so_far[-1] if self.so_far else None
        if person is not None and (last is None or last.span.start < person.span.start):
            last = person
        return last.at(text, span) if last is not None else None

    def _pointing_back(self, token: Token) -> Speaker | None:
        """ "he", "they": the subject above, or the last speaker; "who": the noun before it."""
        if token.lower_ in RELATIVE:
            clause = first_conjunct(token.head)
            return self.of(clause.head) if clause.dep_ == "relcl" and clause.head != token else None
        span = self._phrase(token)
        text = self.parsed.text(span)
        for subject in self._subjects_above(token):
            if speaker := self.of(subject):
                return speaker.at(text, span)
        if last := self._last(token, text, span):
            return last
        about = self.parties.discourse.subject
        if about is None or about.kind not in ("group", "state") or token.lower_ not in (*_HE, "it", "they"):
            return None
        if about.kind == "group":
            return Speaker("group", None, text, span, about.value)
        return Speaker("official", about.value, text, span)

    def _subjects_above(self, token: Token) -> Iterator[Token]:
        """The nouns of the sentence that a pronoun may stand for; "he" is no state."""
        for subject in self.parties.subjects_above(token):
            if subject.i == token.i or subject.pos_ not in ("PROPN", "NOUN"):
                continue
            entry = self.parsed.entry(subject)
            if not (token.lower_ in _HE and entry is not None and entry.kind in ("state", "seat", "body", "region")):
                yield subject

    # --- words ------------------------------------------------------------------------------------------------------

    def _alone(self, token: Token, speaker: Speaker) -> Speaker:
        """A speaker without those that are joined to him: "Israel" of "Israel and Egypt"."""
        inside = [word.i for word in token.subtree if not _is_joined(word, token)]
        first = min(inside)
        span = self.parsed.span(self.parsed.doc[first], token)
        return replace(speaker, text=self.parsed.text(span), span=span)

    def _phrase(self, token: Token) -> Span:
        """The speaker's words: the noun phrase without relative clauses."""
        present = {token.i, *(word.i for word in token.subtree if _is_of_phrase(word, token))}
        first = last = token.i
        while first - 1 in present:
            first -= 1
        while last + 1 in present:
            last += 1
        return self.parsed.span(self.parsed.doc[first], self.parsed.doc[last])


def _prepositions(noun: Token) -> tuple[str, ...]:
    """The prepositions behind a noun that name the state that he is of."""
    return _OWN_STATE if noun.lower_ in word_class("posted") else _BELONGING


def _has_modifiers(token: Token) -> bool:
    """Is anything said of a noun, so that it is not just anybody's?"""
    return has_child(token, "compound", "amod", "poss", "prep")


def _is_of_rebels(noun: Token) -> bool:
    """ "a rebel commander", "opposition officials": does the noun beside a person's name an unnamed group?"""
    rows = [agent_row(child) for child in children(noun, "compound", "nmod", "amod")]
    return any(row is not None and is_unnamed_group(row) for row in rows)


def _is_named(token: Token) -> bool:
    """ "a spokesman, Ivan Ivanov": does a name stand beside the noun?"""
    return any(child.pos_ == "PROPN" or child.text[:1].isupper() for child in children(token, "appos"))


def _is_indefinite(token: Token) -> bool:
    """ "a diplomat": is the noun's article the indefinite one?"""
    return any(child.lower_ in ("a", "an") for child in children(token, "det"))


def _is_of_phrase(word: Token, head: Token) -> bool:
    """Does a word below a noun belong to its phrase, and not to a clause or behind a bracket?"""
    node = word
    while node != head:
        if node.dep_ in ("relcl", "acl", "advcl", "ccomp", "cc"):
            return False
        if node.dep_ == "punct" and node.text in (",", "(", ")", "—", "-", ";", "“", "”", '"') and not _is_joint(node):
            return False
        node = node.head
    return True


def _is_attribute(word: Token, head: Token) -> bool:
    """Does a word hang on a noun by genitives and attributes alone: "Russian" in "officer of the Russian navy"?"""
    node = word
    while node != head:
        of = node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.dep_ == "prep"
        if not (of or node.dep_ in _BESIDE):
            return False
        node = node.head.head if of else node.head
    return True


def _is_joint(sign: Token) -> bool:
    """Is it the hyphen within "Gulf-based"?"""
    return sign.text == "-" and sign.i > 0 and not sign.whitespace_ and not sign.nbor(-1).whitespace_


def _is_joined(word: Token, head: Token) -> bool:
    """Does a word below a noun belong to what is joined to it by "and"?"""
    node = word
    while node != head:
        if node.dep_ in ("conj", "cc", "punct"):
            return True
        node = node.head
    return False
