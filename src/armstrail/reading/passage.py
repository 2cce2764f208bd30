"""One report on its way to claims: its sentences in order, each told by what stood before it.

"Iran sent rockets to Hezbollah. It denied the charge."  ->  a delivery, and the same denied by Iran
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from armstrail.lexicon import Found, find
from armstrail.lexicon.furniture import furniture
from armstrail.model import Claim, Report, Response, Span
from armstrail.reading.assemble import Draft, finish, holds, merge, settle
from armstrail.reading.dateline import datelines
from armstrail.reading.denial import denials, is_denial
from armstrail.reading.discourse import Discourse, Party, agents_named, composed_groups, with_affiliates
from armstrail.reading.event import Event
from armstrail.reading.floor import floor, is_quoted
from armstrail.reading.frame import Frames
from armstrail.reading.introduction import Introductions
from armstrail.reading.likewise import likewise
from armstrail.reading.open_sides import Mention, fill_open_sides
from armstrail.reading.parsed import Parsed, mark
from armstrail.reading.particulars import period, price
from armstrail.reading.party import Parties
from armstrail.reading.period import iterate_years
from armstrail.reading.reference import point_back
from armstrail.reading.response import is_response, response
from armstrail.reading.sentences import Sentence, split
from armstrail.reading.source import Sources
from armstrail.reading.speaker import Speaker
from armstrail.reading.stopping import stops
from armstrail.reading.syntax import role
from armstrail.reading.transport import means
from armstrail.reading.triage import candidates, with_speakers

Parse = Callable[[Sequence[str]], list[Doc]]

_LEADS = 25  # characters from the beginning of a sentence within which a name is what it is about
# "Russian made S-400s", not "Iran supplied drones"
_MADE = re.compile(
    r"\b([A-Z][a-z]*(?:ian|ean|ican|rman|yan|ish|ese|ench)) (?=(?:made|built|supplied) (?:[A-Z]+-?\d|[a-z-]+s\b))"
)
_TICKER = re.compile(r"<[A-Z][\w. ]{0,40}>")  # "British Aerospace Plc <BAEL.L> has won": no word of the sentence


class Passage:
    """A report with its sentences, those parsed that can hold a claim or name a speaker. To be read once."""

    def __init__(self, report: Report, parse: Parse) -> None:
        self.text = report.text
        self.published = report.published
        self.parse = parse
        aside = [(begin, end) for begin, end, _ in furniture(self.text)]
        self.sentences = [s for s in split(self.text) if not _overlap(s.start, s.end, aside)]
        heads = datelines(self.text)
        self.found = [one for one in self._names() if not any(start <= one.start < end for start, end in heads)]
        self.chosen = candidates(self.sentences, self.found)
        self.parsed = self._parsed(with_speakers(self.chosen, self.sentences))
        self.discourse = Discourse(
            self.found,
            composed=composed_groups(self.text, self.found),
            agents=agents_named(self.text, self.found),
            leading=self._leading(),
        )
        self.speakers: list[Speaker] = []
        self.aside: dict[int, Parsed] = {}  # sentences parsed only to learn who somebody is
        self.introductions = Introductions(self.sentences, self._parsed_at, self.discourse)

    def claims(self, reader: str) -> tuple[Claim, ...]:
        """The claims in the order of the text, told by a reader of that name."""
        return tuple(finish(draft, self.text, reader) for draft in self.drafts())

    def drafts(self) -> list[Draft]:
        """The claims in the making, before they lose what only reading knows of them; to be called once."""
        drafts = self.stated()
        fill_open_sides(drafts, self.mentions(drafts))
        return merge([draft for draft in drafts if holds(draft)])

    def stated(self) -> list[Draft]:
        """What the sentences state, each on its own, sides that they leave open still open; to be called once."""
        drafts: list[Draft] = []
        for index, parsed in self.parsed.items():
            parties = Parties(parsed, self.discourse)
            sources = self._sources(parsed)
            beside = sources.sentence_speaker()
            held = beside or floor(index, self.sentences, self.parsed, self._sources, self.speakers)
            sources.speakers.holder = held
            self.discourse.speaker = held.party() if held else None
            if index in self.chosen:
                for event in Frames(parsed, self.discourse).events():
                    drafts += self._drafts(event, index, sources, held, drafts)
            drafts += denials(parsed, sources, drafts)
            drafts += likewise(parsed, parties, drafts)
            if speaker := beside or sources.main_subject():
                self.speakers.append(speaker)
            self._remember(parsed, parties)
        settle(drafts)
        return drafts

    def mentions(self, drafts: list[Draft]) -> list[Mention]:
        """The parties that the passage names, in its order; unnamed groups as its drafts have them."""
        found = [
            Mention(Party.of(one), index, self._role(index, one))
            for index, sentence in enumerate(self.sentences)
            for one in self.found
            if sentence.start <= one.start < sentence.end and one.entry.is_party and one.entry.id
        ]
        named = {mention.party.span for mention in found}
        for draft in drafts:
            for party in (*draft.suppliers, *draft.recipients):
                if (party.kind == "group" or party.indirect) and party.span not in named:
                    found.append(Mention(party, draft.sentence, "other"))
                    named.add(party.span)
        return sorted(found, key=lambda mention: mention.party.span)

    def responses(self) -> tuple[Response, ...]:
        """Who was asked and what came of it, in the order of the text; to be called after `claims`."""
        asked = [index for index, sentence in enumerate(self.sentences) if is_response(sentence)]
        parsed = self._parsed(index for index in asked if index not in self.parsed) | self.parsed
        return tuple(self._response(parsed[index]) for index in asked)

    def _role(self, index: int, one: Found) -> str:
        """The part that a name plays in its sentence, where that was parsed."""
        parsed = self.parsed.get(index)
        head = next((i for i, found in parsed.heads.items() if found is one), None) if parsed else None
        if parsed is None or head is None:
            return ""
        token = parsed.doc[head]
        if parsed.makes(token):
            return "maker"
        return "stopper" if one.entry.kind == "state" and stops(token) else role(token)

    # --- sentences --------------------------------------------------------------------------------------------------

    def _names(self) -> list[Found]:
        """The lexicon's findings; names in a sentence about 1962 mean what they meant then."""
        found = find(self.text, self.published)
        for sentence in self.sentences:
            years = {y for y in iterate_years(sentence.text) if self.published is None or y < self.published.year - 1}
            if len(years) == 1:
                then = find(sentence.text, datetime.date(years.pop(), 12, 1))
                moved = [replace(one, start=one.start + sentence.start, end=one.end + sentence.start) for one in then]
                found = _replaced(found, moved, sentence)
        return with_affiliates(found)

    def _leading(self) -> frozenset[int]:
        """Where the names begin that stand near the beginning of their sentences: who these are about."""
        starts = [sentence.start for sentence in self.sentences]
        names = [one.start for one in self.found if one.entry.is_party and one.entry.role != "demonym"]
        return frozenset(name for name in names for start in starts if 0 <= name - start < _LEADS)

    def _parsed(self, indices: Iterable[int]) -> dict[int, Parsed]:
        """Some of the sentences, in the order of the text, parsed and with the names that stand in them."""
        wanted = sorted(indices)
        docs = self.parse([self._as_parsed(self.sentences[index]) for index in wanted]) if wanted else []
        return {
            index: mark(sentence, doc, [one for one in self.found if sentence.start <= one.start < sentence.end])
            for index, doc in zip(wanted, docs, strict=True)
            for sentence in [self.sentences[index]]
        }

    # --- who speaks -------------------------------------------------------------------------------------------------

    def _sources(self, parsed: Parsed) -> Sources:
        """Finds the speakers of one sentence by those before it."""
        return Sources(parsed, Parties(parsed, self.discourse), self.speakers, self.introductions)

    def _as_parsed(self, sentence: Sentence) -> str:
        """A sentence as the grammar takes it, as long as it is: no tickers; "Unita" for UNITA; "Russian-made"."""
        text = _MADE.sub(r"\1-", _TICKER.sub(_blank, sentence.text))
        for one in self.found:
            start = one.start - sentence.start
            if 0 <= start < len(text) and one.entry.kind == "group" and one.text.isupper() and len(one.text) > 3:
                text = (
                    text[: start + 1] + text[start + 1 : start + len(one.text)].lower() + text[start + len(one.text) :]
                )
        return text

    def _parsed_at(self, index: int) -> Parsed:
        """A sentence parsed, though it holds no claim."""
        if index not in self.parsed and index not in self.aside:
            self.aside |= self._parsed([index])
        return self.parsed.get(index) or self.aside[index]

    def _remember(self, parsed: Parsed, parties: Parties) -> None:
        """Keeps the subject that a pronoun in the next sentence stands for."""
        for token in parsed.tokens:
            acts = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "ccomp", "conj")
            if acts and (named := parties.of(token)):
                self.discourse.subject = named[0]
                return
        for _, first in parsed.parties():
            self.discourse.subject = Party.of(first)
            return

    # --- drafts -----------------------------------------------------------------------------------------------------

    def _drafts(
        self, event: Event, index: int, sources: Sources, held: Speaker | None, so_far: list[Draft]
    ) -> list[Draft]:
        """The draft of an event, with what its sentence and the passage say of it; none if its goods stay unknown."""
        parsed = event.parsed
        if is_denial(event.predicate):
            return []  # "Iran denied it": of what was alleged, see `denials`
        speakers = sources.of(event)
        if not speakers and held is not None and is_quoted(event.predicate, parsed.sentence):
            speakers = [held]
        if not point_back(event, index, so_far):
            return []
        when, when_spans = period(event, self.published)
        value, value_span = price(event)
        draft = Draft(
            act=event.act,
            modality=event.modality,
            suppliers=event.suppliers,
            recipients=event.recipients,
            via=event.via,
            origins=event.origins,
            goods=event.goods,
            speaker=speakers[0] if speakers else None,
            evidence=[Span(parsed.sentence.start, parsed.sentence.end)],
            act_spans=[parsed.span(token) for token in event.act_words],
            modality_spans=[parsed.span(token) for token in event.modality_words],
            period=when,
            period_spans=when_spans,
            value=value,
            value_span=value_span,
            trend=event.trend,
            trend_spans=[parsed.span(token) for token in event.trend_words],
            means=[one for one in (means(parsed, token) for token in event.vehicles) if one],
            needs=event.needs,
            unsure=event.unsure,
            noun=event.row["pos"] == "noun",
            definite=event.points_back,
            unnamed=frozenset(event.unnamed),
            at=parsed.sentence.start + event.predicate.idx,
            sentence=index,
            focus=self.discourse.subject.value if self.discourse.subject else None,
        )
        self.discourse.remember(event.suppliers, event.recipients)
        return [draft, *(draft.said_by(speaker) for speaker in speakers[1:])]

    def _response(self, parsed: Parsed) -> Response:
        """Who declined or could not be reached, told by the speakers before his sentence."""
        before = [speaker for speaker in self.speakers if speaker.span.start < parsed.sentence.start]
        discourse = replace(self.discourse, subject=None, speaker=None, recent=[])
        return response(parsed, Sources(parsed, Parties(parsed, discourse), before, self.introductions))


def _overlap(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    """Do characters lie within one of others?"""
    return any(begin < end and start < stop for begin, stop in others)


def _blank(match: re.Match[str]) -> str:
    """Spaces, as long as what they stand for."""
    return " " * len(match[0])


def _replaced(found: list[Found], then: list[Found], sentence: Sentence) -> list[Found]:
    """Findings with those of one sentence in place of what they overlap there."""
    taken = [(one.start, one.end) for one in then]
    kept = [
        one
        for one in found
        if not sentence.start <= one.start < sentence.end or not _overlap(one.start, one.end, taken)
    ]
    return sorted([*kept, *then], key=lambda one: one.start)
