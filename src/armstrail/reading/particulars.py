"""Which of a sentence's dates and prices belong to which of its transfers.

"In May the minister said that jets had been sold in 2012 for $1bn"  ->  sold: 2012, 1000000000 USD; not May
"""

from __future__ import annotations

import datetime
import re

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.model import Period, Span, Value
from armstrail.reading.event import Event
from armstrail.reading.governing import Link
from armstrail.reading.parsed import Parsed
from armstrail.reading.period import dates
from armstrail.reading.source import stance
from armstrail.reading.syntax import is_verb, to_infinitive
from armstrail.reading.value import prices

_EACH = re.compile(r"\s*(?:each|apiece|per (?:unit|piece|aircraft|plane|tank|missile|rifle)|a piece)\b")


def period(event: Event, published: datetime.date | None) -> tuple[Period, list[Span]]:
    """When an event was or is to be, and the words that say so; open on both sides where none do.

    Args:
        published: the day that "last week" is counted from. None: relative dates stay open.
    """
    sentence, statement = event.parsed.sentence, _statement(event)
    found = dates(sentence.text, published, event.modality == "planned")
    chosen = [date for date in found if _hangs_on(event.parsed, date.begin, date.stop) in statement]
    if not chosen:
        return Period(start=None, end=None), []
    starts, ends = [date.start for date in chosen], [date.end for date in chosen]
    start = min((day for day in starts if day), default=None) if all(starts) else None
    end = max((day for day in ends if day), default=None) if all(ends) else None
    if start and end and start > end:
        start, end = chosen[0].start, chosen[0].end
    spans = [Span(sentence.start + date.begin, sentence.start + date.stop) for date in chosen]
    return Period(start=start, end=end), spans


def price(event: Event) -> tuple[Value | None, Span | None]:
    """What an event's goods cost, and the words that say so.

    A price "each" is multiplied; it counts only where the number of the only goods is exact.
    """
    sentence, statement = event.parsed.sentence, _statement(event)
    found = (one for one in prices(sentence.text) if _hangs_on(event.parsed, one.start, one.end) in statement)
    first = next(found, None)
    if first is None:
        return None, None
    value = first.value
    if _EACH.match(sentence.text, first.end):
        quantity = event.goods[0].quantity if len(event.goods) == 1 else None
        if quantity is None or quantity.min is None or quantity.min != quantity.max:
            return None, None
        value = Value(amount=value.amount * quantity.min, currency=value.currency)
    return value, Span(sentence.start + first.start, sentence.start + first.end)


def _statement(event: Event) -> set[int]:
    """The predicate and what governs it, up to the verb of saying: dates and prices there are its own."""
    chain = {event.predicate.i, *(token.i for token in event.act_words), *(goods.head for goods in event.goods)}
    node = event.predicate
    while node.head != node and not _ends_statement(node):
        node = node.head
        chain.add(node.i)
    for link in event.links:
        if _leaves_statement(link):
            break
        chain.add(link.token.i)  # the contract of "signed a contract to supply" stands beside the way up
    return chain


def _ends_statement(node: Token) -> bool:
    """Does what stands above a word say another thing: who told it, or what else happened?"""
    if node.dep_ in ("relcl", "ccomp", "parataxis") or (node.dep_ in ("acl", "advcl") and not to_infinitive(node)):
        return True
    said = is_verb(node.head) and stance(node.head) in ("asserts", "confirms")
    return said and node.dep_ not in ("xcomp", "dobj", "nsubjpass")


def _leaves_statement(link: Link) -> bool:
    """Is a governing word one that only tells, or sets the scene?"""
    told = is_verb(link.token) and link.relation in ("ccomp", "parataxis") and bool(stance(link.token))
    return link.scene or told


def _hangs_on(parsed: Parsed, begin: int, stop: int) -> int:
    """The index of the verb, event noun or goods that characters of the sentence hang on; -1 for no words at all."""
    span = parsed.doc.char_span(begin, stop, alignment_mode="expand")
    if span is None:
        return -1
    node = span.root
    while node.head != node:
        node = node.head
        noun = node.pos_ == "NOUN" and node.dep_ != "pobj"
        if is_verb(node) or noun or parsed.is_goods(node) or node.lemma_ in word_class("event-noun"):
            break
    return node.i
