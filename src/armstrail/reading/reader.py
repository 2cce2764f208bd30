"""Reads a report: its claims with the words that they rest on, the same answer every time.

    text -> sentences -> triage -> spaCy and lexicon -> frames -> attribution -> claims

Pure: no clock, no network, no files but the lexicon and the model. Safe to call from threads and processes.
"""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc, Token

from armstrail import __version__
from armstrail.lexicon import Found, find
from armstrail.lexicon.furniture import furniture
from armstrail.model import Claim, Period, Reading, Report, Response, Span, Value
from armstrail.reading.assemble import Draft, complete_sides, finish, holds, merge
from armstrail.reading.dateline import datelines
from armstrail.reading.event import Event
from armstrail.reading.frame import Frames
from armstrail.reading.item import Goods, Items
from armstrail.reading.language import load_language
from armstrail.reading.parsed import Parsed, mark
from armstrail.reading.party import Discourse, Parties, Party, composed_groups, party_id, party_kind
from armstrail.reading.period import dates, iterate_years
from armstrail.reading.sentences import Sentence, split
from armstrail.reading.source import Sources, Speaker, declining, stance
from armstrail.reading.syntax import is_verb, subjects, to_infinitive
from armstrail.reading.transport import means
from armstrail.reading.triage import candidates, with_speakers
from armstrail.reading.value import prices


class Reader(Protocol):
    """Whatever turns a report into claims: rules here, a person or a model elsewhere."""

    name: str

    def read(self, report: Report) -> Reading:
        """The claims and responses of a report. The same report gives the same reading."""
        ...


class FrameReader:
    """The reader by frames over syntax. Loading the language model takes a second; reading is the cheap part."""

    name = f"armstrail-frames {__version__}"

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lock = threading.Lock()

    def read(self, report: Report) -> Reading:
        """The claims and responses of a report, in the order of its text."""
        passage = _Passage(report, self._parse)
        claims = passage.claims(self.name)
        return Reading(report=report, claims=claims, responses=passage.responses(), reader=self.name)

    def _parse(self, texts: Sequence[str]) -> list[Doc]:
        with self._lock:
            return list(self._language.pipe(texts, batch_size=64))


@lru_cache(maxsize=1)
def load_reader() -> FrameReader:
    """The reader, made once a process."""
    return FrameReader(load_language())


class _Passage:
    """One report on its way to claims."""

    def __init__(self, report: Report, parse: Callable[[Sequence[str]], list[Doc]]) -> None:
        self.report = report
        self.text = report.text
        self.published = report.published
        aside = furniture(self.text)
        self.sentences = [
            s for s in split(self.text) if not any(begin < s.end and s.start < end for begin, end, _ in aside)
        ]
        heads = datelines(self.text)
        self.found = [one for one in self._find() if not any(a <= one.start < b for a, b in heads)]
        chosen = candidates(self.sentences, self.found)
        wanted = sorted(with_speakers(chosen, self.sentences))
        docs = parse([_TICKER.sub(_blank, self.sentences[i].text) for i in wanted])
        self.chosen = chosen
        self.parsed: dict[int, Parsed] = {}
        for index, doc in zip(wanted, docs, strict=True):
            sentence = self.sentences[index]
            inside = [one for one in self.found if sentence.start <= one.start < sentence.end]
            self.parsed[index] = mark(sentence, doc, inside)
        self.discourse = Discourse(self.found, composed=composed_groups(self.text, self.found))
        self.speakers: list[Speaker] = []

    def _find(self) -> list[Found]:
        """The lexicon's findings; names in a sentence about 1962 mean what they meant then."""
        found = find(self.text, self.published)
        for sentence in self.sentences:
            years = [y for y in iterate_years(sentence.text) if self.published is None or y < self.published.year - 1]
            if len(set(years)) == 1:
                then = find(sentence.text, datetime.date(years[0], 12, 1))
                shifted = [
                    Found(f.start + sentence.start, f.end + sentence.start, f.text, f.alternatives) for f in then
                ]
                keep = [f for f in found if not sentence.start <= f.start < sentence.end]
                known = {(f.start, f.end) for f in shifted}
                keep += [
                    f
                    for f in found
                    if sentence.start <= f.start < sentence.end
                    and (f.start, f.end) not in known
                    and not any(f.start < s.end and s.start < f.end for s in shifted)
                ]
                found = sorted([*keep, *shifted], key=lambda f: f.start)
        return found

    def claims(self, reader: str) -> tuple[Claim, ...]:
        drafts: list[Draft] = []
        for index in sorted(self.parsed):
            parsed = self.parsed[index]
            parties = Parties(parsed, self.discourse)
            sources = Sources(parsed, parties, self.discourse, self.speakers)
            beside = sources.sentence_speaker()
            held = self._floor(index, beside)
            self.discourse.speaker = _voice(held)
            drafts += self._denials(parsed, sources, drafts)
            if index in self.chosen:
                for event in Frames(parsed, self.discourse).events():
                    drafts += self._drafts(index, event, sources, held, drafts)
            if beside is None:
                beside = sources.main_subject()
            if beside is not None:
                self.speakers.append(beside)
            self._remember(parsed, parties)
        complete_sides(drafts)
        return tuple(finish(draft, self.text, reader) for draft in merge([d for d in drafts if holds(d)]))

    # --- the floor --------------------------------------------------------------------------------------------------

    def _floor(self, index: int, beside: Speaker | None) -> Speaker | None:
        """Who speaks a quoted sentence that names no speaker itself: the next sentence's, or the last one's."""
        sentence = self.sentences[index]
        if beside is not None:
            return beside
        if not (sentence.opens_quoted or "“" in sentence.text or '"' in sentence.text):
            return None
        for near in (index + 1, index - 1):
            if near in self.parsed and self.sentences[near].paragraph == sentence.paragraph:
                parsed = self.parsed[near]
                speaker = Sources(
                    parsed, Parties(parsed, self.discourse), self.discourse, self.speakers
                ).sentence_speaker()
                if speaker is not None:
                    return speaker
        if index > 0 and self.sentences[index - 1].paragraph >= sentence.paragraph - 1 and self.speakers:
            return self.speakers[-1]
        return None

    def _remember(self, parsed: Parsed, parties: Parties) -> None:
        """The subject that a pronoun in the next sentence stands for."""
        for token in parsed.doc:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "ccomp", "conj"):
                named = parties.of(token)
                if named:
                    self.discourse.subject = named[0]
                    return
        for _, one in parsed.parties():
            self.discourse.subject = Party(party_id(one.entry), Span(one.start, one.end), party_kind(one.entry))
            return

    # --- drafts -----------------------------------------------------------------------------------------------------

    def _drafts(
        self, index: int, event: Event, sources: Sources, held: Speaker | None, so_far: list[Draft]
    ) -> list[Draft]:
        parsed, sentence = event.parsed, self.sentences[index]
        speaker = sources.of(event.predicate, event.claimant, event.volunteered)
        if speaker is None and self._is_quoted(parsed, event.predicate):
            speaker = held
        if not _refers(event, so_far):
            return []
        period, period_spans = self._period(sentence, event)
        value, value_span = self._value(sentence, event)
        draft = Draft(
            act=event.act,
            modality=event.modality,
            suppliers=event.suppliers,
            recipients=event.recipients,
            via=event.via,
            origins=event.origins,
            goods=event.goods,
            speaker=speaker,
            evidence=[Span(sentence.start, sentence.end)],
            act_spans=[parsed.span(token) for token in event.act_words],
            modality_spans=[parsed.span(token) for token in event.modality_words],
            period=period,
            period_spans=period_spans,
            value=value,
            value_span=value_span,
            trend=event.trend,
            trend_spans=[parsed.span(token) for token in event.trend_words],
            means=[one for one in (means(parsed, token) for token in event.vehicles) if one],
            needs=event.needs,
            unsure=event.unsure,
            noun=event.row["pos"] == "noun",
        )
        self.discourse.recent += [*event.suppliers, *event.recipients]
        return [draft]

    def _denials(self, parsed: Parsed, sources: Sources, so_far: list[Draft]) -> list[Draft]:
        """ "Tehran denies the charge": what was just alleged, denied by whom it was alleged of."""
        found: list[Draft] = []
        for verb in parsed.doc:
            if not (is_verb(verb) and verb.lemma_ in _DENYING) or any(c.dep_ == "neg" for c in verb.children):
                continue
            objects_ = [c for c in verb.children if c.dep_ == "dobj"]
            if not objects_ or objects_[0].lemma_.lower() not in _ALLEGED:
                continue
            for subject in subjects(verb):
                speaker = sources.describe(subject)
                voice = _voice(speaker)
                if speaker is None or voice is None:
                    continue
                recent = [
                    d
                    for d in so_far[-4:]
                    if d.modality != "denied" and voice.value in {p.value for p in (*d.suppliers, *d.recipients)}
                ]
                for draft in recent[-1:]:
                    span = Span(parsed.sentence.start, parsed.sentence.end)
                    found.append(
                        replace(
                            draft,
                            act="delivery" if draft.act == "order" else draft.act,
                            modality="denied",
                            speaker=speaker,
                            evidence=[*draft.evidence, span],
                            modality_spans=[parsed.span(verb)],
                            goods=list(draft.goods),
                            suppliers=list(draft.suppliers),
                            recipients=list(draft.recipients),
                            via=list(draft.via),
                            origins=list(draft.origins),
                        )
                    )
        return found

    def _is_quoted(self, parsed: Parsed, token: Token) -> bool:
        quoted = parsed.sentence.opens_quoted
        for sign in parsed.sentence.text[: token.idx]:
            if sign in "“«":
                quoted = True
            elif sign in "”»":
                quoted = False
            elif sign == '"':
                quoted = not quoted
        return quoted

    def _period(self, sentence: Sentence, event: Event) -> tuple[Period, list[Span]]:
        future = event.modality == "planned"
        chain = _statement(event)
        found = dates(sentence.text, self.published, future)
        chosen = [date for date in found if _closest(event.parsed, date.begin, date.stop) in chain]
        if not chosen:
            return Period(start=None, end=None), []
        starts, ends = [d.start for d in chosen], [d.end for d in chosen]
        start = min((d for d in starts if d), default=None) if all(starts) else None
        end = max((d for d in ends if d), default=None) if all(ends) else None
        if start and end and start > end:
            start, end = chosen[0].start, chosen[0].end
        return Period(start=start, end=end), [Span(sentence.start + d.begin, sentence.start + d.stop) for d in chosen]

    def _value(self, sentence: Sentence, event: Event) -> tuple[Value | None, Span | None]:
        chain = _statement(event)
        found = prices(sentence.text)
        for price in found:
            if _closest(event.parsed, price.start, price.end) in chain:
                break
        else:
            return None, None
        value = price.value
        if _EACH.match(sentence.text, price.end):
            quantity = event.goods[0].quantity if len(event.goods) == 1 else None
            if quantity is None or quantity.min is None or quantity.min != quantity.max:
                return None, None
            value = Value(amount=value.amount * quantity.min, currency=value.currency)
        return value, Span(sentence.start + price.start, sentence.start + price.end)

    # --- responses --------------------------------------------------------------------------------------------------

    def responses(self) -> tuple[Response, ...]:
        """ "The ministry declined to comment": who was asked and what came of it."""
        found = []
        for sentence in self.sentences:
            lower = sentence.text.lower()
            phrase, stance_ = next((one for one in declining() if one[0] in lower), ("", ""))
            if not phrase:
                continue
            at = lower.index(phrase)
            asked = [
                one for one in self.found if sentence.start <= one.start < sentence.start + at and one.entry.is_party
            ]
            found.append(
                Response(
                    kind="declined" if stance_ == "declines" else "unreachable",
                    text=_LEADING.sub("", sentence.text[:at]).strip(' ,“"') or sentence.text,
                    state=next((party_id(one.entry) for one in asked if party_kind(one.entry) == "state"), None),
                    evidence=Span(sentence.start, sentence.end),
                )
            )
        return tuple(found)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _statement(event: Event) -> set[int]:
    """The predicate and what governs it, up to the verb of saying: dates and prices there are its own."""
    chain = {event.predicate.i, *(t.i for t in event.act_words), *(goods.head for goods in event.goods)}
    node = event.predicate
    while node.head != node:
        head = node.head
        if node.dep_ in ("relcl", "ccomp", "parataxis") or (node.dep_ == "acl" and not to_infinitive(node)):
            break
        if node.dep_ == "advcl" and not to_infinitive(node):
            break
        if (
            is_verb(head)
            and stance(head) in ("asserts", "confirms")
            and node.dep_ not in ("xcomp", "dobj", "nsubjpass")
        ):
            break
        chain.add(head.i)
        node = head
    for link in event.links:
        if link.scene or (is_verb(link.token) and stance(link.token) and link.relation in ("ccomp", "parataxis")):
            break
        chain.add(link.token.i)  # the contract of "signed a contract to supply" stands beside the way up
    return chain


def _closest(parsed: Parsed, begin: int, stop: int) -> int:
    """The verb or event noun that a phrase hangs on."""
    span = parsed.doc.char_span(begin, stop, alignment_mode="expand")
    if span is None:
        return -1
    node = span.root
    while node.head != node:
        node = node.head
        if (
            is_verb(node)
            or (node.pos_ == "NOUN" and node.dep_ != "pobj")
            or parsed.is_goods(node)
            or node.lemma_ in _EVENT_NOUNS
        ):
            return node.i
    return node.i


_TICKER = re.compile(r"<[A-Z][\w. ]{0,40}>")  # "British Aerospace Plc <BAEL.L> has won": no word of the sentence
_LEADING = re.compile(r"(?:[\s,]*\b(?:who|which|and|but|said|says|that|it|they|he|she|also|both)\b[\s,]*)+$")
_EACH = re.compile(r"\s*(?:each|apiece|per (?:unit|piece|aircraft|plane|tank|missile|rifle)|a piece)\b")
_DENYING = frozenset("deny reject dismiss dispute refute".split())
_ALLEGED = frozenset(
    "charge charges allegation accusation claim report suggestion it this that involvement wrongdoing assertion".split()
)
_EVENT_NOUNS = frozenset(
    "deal sale contract purchase delivery shipment order agreement aid package embargo export import transfer".split()
)


def _voice(speaker: Speaker | None) -> Party | None:
    """The party that a speaker's "we" means."""
    if speaker is None:
        return None
    if speaker.group:
        return Party(speaker.group, speaker.span, "group")
    return Party(speaker.state, speaker.span, "state") if speaker.state else None


def _refers(event: Event, so_far: list[Draft]) -> bool:
    """Fills goods that an event only points to ("the deal", "supplied them"); False if nothing came before."""
    if not event.definite or event.goods:
        return True
    sides = {p.value for p in (*event.suppliers, *event.recipients)}
    for draft in reversed(so_far):
        theirs = {p.value for p in (*draft.suppliers, *draft.recipients)}
        if draft.goods and (sides & theirs or not sides):
            event.goods = list(draft.goods)
            _fill_sides(event, draft)
            return True
    event.goods = _named_before(event)
    event.needs |= {"suppliers", "recipients"}  # a pronoun's goods and half its sides would be too much to guess
    return bool(event.goods)


def _named_before(event: Event) -> list[Goods]:
    """The last goods that the sentence names before a predicate: "paid for weapons and channelled them"."""
    if event.row["pos"] == "noun":
        return []
    items = Items(event.parsed)
    for token in reversed(event.parsed.doc[: event.predicate.i]):
        if token.i in event.parsed.heads and event.parsed.is_goods(token):
            return items.alone(token)
    return []


def _fill_sides(event: Event, draft: Draft) -> None:
    """The side that an event leaves out, from an earlier claim that shares the other one or the goods."""
    taken = {p.value for p in (*event.suppliers, *event.recipients)}
    if not event.suppliers and not {p.value for p in draft.suppliers} & taken:
        event.suppliers = list(draft.suppliers)
    taken |= {p.value for p in event.suppliers}
    if not event.recipients and not {p.value for p in draft.recipients} & taken:
        event.recipients = list(draft.recipients)
