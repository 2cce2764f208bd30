"""Who says so: the speaker of a statement and what kind of source that is.

"…, a Middle East security source said"    anonymous
"the ministry denied that …"               official, of the ministry's state
"Vedomosti reported …"                     media
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import Row, table, word_class
from armstrail.model import SOURCE_KINDS, SourceKind, Span
from armstrail.reading.discourse import Discourse, Party
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import FIRST_PERSON, PERSONAL, Parties, agent_row, is_unnamed_group
from armstrail.reading.syntax import (
    children,
    conjuncts,
    first_conjunct,
    has_child,
    is_passive,
    is_verb,
    subjects,
    surface_subjects,
)

_KINDS: dict[str, SourceKind] = {kind: kind for kind in SOURCE_KINDS}
_PUBLISHED = ("by", "from", "in", "of")
_POINTING_BACK = PERSONAL | FIRST_PERSON | {"who", "which", "that", "one"}
_NOBODY = frozenset("there this these those what everyone everybody many some others".split())
_SHORT = 2  # words of "the source"


def _has_modifiers(token: Token) -> bool:
    """Is anything said of a noun, so that it is not just anybody's?"""
    return has_child(token, "compound", "amod", "poss", "prep")


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


def _told_by(speaker: Speaker) -> str:
    """The words for an unnamed speaker without articles and numbers: "an official" and "the official" are one."""
    words = (speaker.voice or speaker.text).lower().split()
    return " ".join(
        word for word in words if word not in ("the", "a", "an", "another", "one", "several", "some", "two", "other")
    )


@cache
def _stances() -> dict[str, str]:
    """Verbs of saying with what they do with what is said."""
    return {row["form"]: row["stance"] for row in table("attribution") if row["pos"] == "verb"}


def stance(verb: Token) -> str | None:
    """What a verb of saying does with what is said: asserts, confirms, denies, accuses; None if it is no such verb."""
    return _stances().get(verb.lemma_.lower())


class Sources:
    """Finds who speaks in one sentence."""

    def __init__(self, parsed: Parsed, parties: Parties, discourse: Discourse, speakers: list[Speaker]) -> None:
        self.parsed = parsed
        self.parties = parties
        self.discourse = discourse
        self.speakers = speakers  # all of the passage so far, in its order

    def of(self, predicate: Token, claimant: list[Token], volunteered: bool = False) -> Speaker | None:
        """The speaker of what a predicate states; None where the passage itself says so."""
        told = self._told(predicate) if volunteered or not claimant else None
        return told or next((speaker for token in claimant if (speaker := self.describe(token))), None)

    def _told(self, predicate: Token) -> Speaker | None:
        """The speaker by a verb of saying above or beside the predicate."""
        node = predicate
        while True:
            if speaker := self._according(node):
                return speaker
            head = node.head
            if head == node:
                break
            if is_verb(head) and stance(head) and self._says(head, node):
                tokens = self._speakers_of(head)
                for token in tokens:
                    if speaker := self.describe(token):
                        return speaker
                if tokens:
                    return None
            if (
                head.pos_ == "NOUN"
                and node.dep_ in ("acl", "ccomp", "relcl")
                and (has_child(node, "mark") or node.dep_ == "ccomp")
            ):
                for poss in children(head, "poss"):
                    if speaker := self.describe(poss):
                        return speaker
            node = head
        return self._parenthetical(node, predicate)

    def _says(self, verb: Token, said: Token) -> bool:
        """Is the clause what the verb says, and not its setting?"""
        if said.dep_ in ("ccomp", "parataxis"):
            return not any(child.dep_ == "neg" for child in verb.children) or _stances().get(verb.lemma_) == "denies"
        if said.dep_ == "conj":
            return False
        if said.dep_ == "xcomp":
            return verb.lemma_ in word_class("own-deed") and not is_passive(verb)
        return said.dep_ == "dobj" and verb.lemma_ in word_class("stating")

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
        return found

    def _according(self, node: Token) -> Speaker | None:
        """ "according to X", "citing X" beside a clause."""
        for child in node.children:
            if child.lower_ == "according" or (child.dep_ == "prep" and child.lower_ == "according"):
                for to in children(child, "prep"):
                    for pobj in children(to, "pobj"):
                        if speaker := self.describe(pobj):
                            return speaker
            if child.lower_ in ("citing", "quoting") and child.dep_ in ("advcl", "prep"):
                for obj in (*children(child, "dobj"), *children(child, "pobj")):
                    if speaker := self.describe(obj):
                        return speaker
        return None

    def _parenthetical(self, root: Token, predicate: Token) -> Speaker | None:
        """ "Iran, the officials say, has sent …": a verb of saying set between commas."""
        for child in root.subtree:
            if (
                is_verb(child)
                and child.dep_ in ("parataxis", "ccomp", "dep")
                and stance(child) == "asserts"
                and child.i != predicate.i
                and not has_child(child, "dobj", "ccomp")
            ):
                for token in subjects(child):
                    if token.lower_ not in PERSONAL and (speaker := self.describe(token)):
                        return speaker
        return None

    def sentence_speaker(self) -> Speaker | None:
        """Who speaks by the sentence's own main verb: for quotations that stand beside it."""
        for token in self.parsed.doc:
            if (
                is_verb(token)
                and stance(token) in ("asserts", "confirms")
                and token.dep_ in ("ROOT", "conj", "parataxis", "ccomp", "advcl", "relcl")
            ):
                for subject in self._speakers_of(token):
                    if speaker := self.describe(subject):
                        return speaker
        return None

    def main_subject(self) -> Speaker | None:
        """Whom "he" in the next sentence means: the person or body that the main clause is about."""
        for token in self.parsed.doc:
            main = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT" and token.lower_ not in PERSONAL
            if main and (token.pos_ == "PROPN" or agent_row(token) is not None or self.parsed.is_party(token)):
                return self.describe(token)
        return None

    # --- what kind of source ----------------------------------------------------------------------------------------

    def describe(self, token: Token) -> Speaker | None:
        """The source that a noun phrase names; None for nobody in particular ("reports", "it emerged")."""
        span = self._phrase(token)
        text = self.parsed.text(span)
        if token.lower_ in _POINTING_BACK:
            return self._antecedent(token, text, span)
        if token.lower_ in _NOBODY:
            return None
        mark = self.parsed.entry(token)
        row = agent_row(token)
        state = self._state(token)
        if mark is not None and mark.kind == "outlet":
            return Speaker("media", None, text, span)
        if row is not None and not (mark is not None and mark.is_party and mark.kind != "state"):
            return self._by_noun(token, row, state, text, span)
        if mark is not None and mark.is_party:
            return self._by_party(token, state, text, span)
        if token.pos_ == "PROPN":
            return self._by_name(token, state, text, span)
        return None

    def _by_noun(self, token: Token, row: Row, state: Party | None, text: str, span: Span) -> Speaker | None:
        """A speaker by the noun that he is called by: a minister, an official, a report, the rebels."""
        kind = _KINDS.get(row["speaker"])
        if kind is None or (token.lower_ == "reports" and not state and not _has_modifiers(token)):
            return None  # "reports said" is nobody
        code = state.value if state and state.kind == "state" else None
        group = state.value if state and state.kind == "group" else None
        if token.lower_ in word_class("documents") and (outlet := self._outlet(token)):
            return Speaker("media", None, outlet, span)
        if group and kind in ("official", "anonymous"):
            return Speaker("group", None, text, span, group)
        if is_unnamed_group(row):
            return Speaker("group", code, text, span, group)
        if kind == "anonymous" and not state and (before := self._again(token, text, span)):
            return before
        return Speaker(self._kind(token, kind, state, text), code, text, span)

    def _kind(self, token: Token, kind: SourceKind, state: Party | None, text: str) -> SourceKind:
        """What a noun's usual kind becomes by a name, a number or a body beside it."""
        lower = text.lower()
        if "human rights" in lower or "rights group" in lower:
            return "organisation"
        if kind == "anonymous" and self._is_named(token):
            kind = "official"
        elif kind == "official" and token.tag_ == "NNS" and token.lower_ in ("leaders", "commanders"):
            kind = "anonymous"
        body = state is not None and state.kind in ("body", "region")
        return "organisation" if kind == "official" and body else kind

    def _outlet(self, document: Token) -> str | None:
        """Whose a report is, where it is a paper's: "the NBC report", "a report in Vedomosti"."""
        inside = [p for c in children(document, "prep") if c.lower_ in _PUBLISHED for p in children(c, "pobj")]
        for child in (*children(document, "compound", "poss", "nmod", "amod"), *inside):
            entry = self.parsed.entry(child)
            if entry is not None and entry.kind == "outlet":
                return child.text
        return None

    def _again(self, token: Token, text: str, span: Span) -> Speaker | None:
        """ "the source": the one who was introduced before."""
        words = text.lower().split()
        if words[0] not in ("the", "that", "this", "he") or len(words) > _SHORT:
            return None
        for speaker in reversed(self.speakers):
            if speaker.kind == "anonymous" and token.lemma_.lower() in speaker.text.lower():
                return replace(speaker, text=text, span=span, voice=speaker.voice or speaker.text)
        return None

    def _by_party(self, token: Token, state: Party | None, text: str, span: Span) -> Speaker:
        entry = self.parsed.entry(token)
        assert entry is not None
        match entry.kind:
            case "group":
                return Speaker("group", None, text, span, entry.id)
            case "body" | "region":
                return Speaker("organisation", None, text, span, entry.id)
            case "company":
                return Speaker("company", entry.id or None, text, span)
        return Speaker("official", state.value if state else entry.id, text, span)

    def _by_name(self, token: Token, state: Party | None, text: str, span: Span) -> Speaker | None:
        """A person or body that the lexicon does not know: by his office, an earlier mention, the name itself."""
        for beside in (*children(token, "appos"), *children(token, "compound", "nmod"), *children(token, "amod")):
            row = agent_row(beside)
            if row is not None and (kind := _KINDS.get(row["speaker"])):
                return self._by_office(beside, kind, state, text, span)
        for speaker in reversed(self.speakers):
            if token.text in speaker.text.split():
                return Speaker(speaker.kind, speaker.state, text, span, speaker.group)
        if any(word in text.lower() for word in word_class("organisation")):
            return Speaker("organisation", None, text, span)
        return Speaker("official", state.value if state and state.kind == "state" else None, text, span)

    def _by_office(self, office: Token, kind: SourceKind, state: Party | None, text: str, span: Span) -> Speaker:
        """ "Sergei Ivanov, Russia's defence minister": by what the bearer of a name is; he is not unnamed."""
        near = self.parties.near(office, ("poss", "amod", "compound", "nmod"), ("of", "in", "for", "from", "to"))
        near = near or ([state] if state else [])
        code = next((party.value for party in near if party.kind == "state"), None)
        group = next((party.value for party in near if party.kind == "group"), None)
        if kind == "anonymous":
            kind = "official"
        if kind == "official" and group and not code:
            kind = "group"
        if kind == "official" and not code and any(party.kind in ("body", "region") for party in near):
            kind = "organisation"
        return Speaker(kind, code, text, span, group)

    def _is_named(self, token: Token) -> bool:
        """ "a spokesman, Ivan Ivanov": does a name stand beside the noun?"""
        return any(child.pos_ == "PROPN" or child.text[:1].isupper() for child in children(token, "appos"))

    def _state(self, token: Token) -> Party | None:
        """The state or group that a speaker belongs to: by its own name, else by its modifiers."""
        own = self.parties.named(token)
        if own:
            return own
        near = self.parties.near(
            token, ("poss", "amod", "compound", "nmod", "appos"), ("of", "in", "at", "from", "for", "with", "to")
        )
        for kind in ("group", "state", "body"):
            for party in near:
                if party.kind == kind:
                    return party
        if (
            any(child.lower_ in ("the", "a", "another") for child in children(token, "det"))
            and agent_row(token) is not None
        ):
            return None
        return None

    def _antecedent(self, token: Token, text: str, span: Span) -> Speaker | None:
        """ "he", "they", "the source": the last speaker; "who": the noun before it."""
        if token.lower_ in ("who", "which", "that"):
            clause = first_conjunct(token.head)
            if clause.dep_ == "relcl" and clause.head != token:
                return self.describe(clause.head)
            return None
        for subject in self.parties.subjects_above(token):
            if (
                subject.i != token.i
                and subject.pos_ in ("PROPN", "NOUN")
                and (speaker := self.describe(subject))
                and token.lower_ in ("he", "she", "it", "they")
            ):
                return Speaker(speaker.kind, speaker.state, text, span, speaker.group, speaker.voice or speaker.text)
        if self.speakers:
            last = self.speakers[-1]
            return Speaker(last.kind, last.state, text, span, last.group, last.voice or last.text)
        about = self.discourse.subject
        if about is not None and about.kind in ("group", "state") and token.lower_ in ("he", "she", "it", "they"):
            group = about.kind == "group"
            return Speaker(
                "group" if group else "official",
                None if group else about.value,
                text,
                span,
                about.value if group else None,
            )
        return None

    def _phrase(self, token: Token) -> Span:
        """The speaker's words: the noun phrase without relative clauses."""
        words = [token]
        for head in conjuncts(token):
            for child in head.subtree:
                node, inside = child, True
                while node != head:
                    if node.dep_ in ("relcl", "acl", "advcl", "punct", "ccomp", "cc"):
                        inside = node.dep_ == "punct" and node.text not in (",", "(", ")", "—", "-", ";", "“", "”", '"')
                        if not inside:
                            break
                    node = node.head
                if inside:
                    words.append(child)
            break
        words.sort(key=lambda t: t.i)
        first = token.i
        present = {w.i for w in words}
        while first - 1 in present:
            first -= 1
        last = token.i
        while last + 1 in present:
            last += 1
        return self.parsed.span(self.parsed.doc[first], self.parsed.doc[last])
