"""Which of a sentence's dates and prices belong to which of its transfers.

"In May the minister said that jets had been sold in 2012 for $1bn"  ->  sold: 2012, 1000000000 USD; not May
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass, replace

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.model import Period, Span, Value
from armstrail.reading.event import Event
from armstrail.reading.governing import Link
from armstrail.reading.item import civil_words
from armstrail.reading.parsed import Parsed
from armstrail.reading.period import Date, dates
from armstrail.reading.source import stance
from armstrail.reading.syntax import children, is_verb, subjects, to_infinitive
from armstrail.reading.value import Price, prices

# Prepositions that stand before an event with a date of its own: "after the war of 1973".
_LEADING = frozenset("after following since before until till".split())
_SUM_OF = re.compile(r"\s+(?:worth\s+of|of|in)\s+\w")
_EACH = re.compile(r"\s*(?:each|apiece|per (?:unit|piece|aircraft|plane|tank|missile|rifle)|a piece)\b")


def period(event: Event, published: datetime.date | None) -> tuple[Period, list[Span]]:
    """When an event was or is to be, and the words that say so; open on both sides where none do.

    Args:
        published: the day that "last week" is counted from. None: relative dates stay open.
    """
    chosen = _chosen(event, published)
    if not chosen:
        return Period(start=None, end=None), []
    starts, ends = [date.start for date in chosen], [date.end for date in chosen]
    start = min((day for day in starts if day), default=None) if all(starts) else None
    end = max((day for day in ends if day), default=None) if all(ends) else None
    if start and end and start > end:
        start, end = chosen[0].start, chosen[0].end
    base = event.parsed.sentence.start
    return Period(start=start, end=end), [Span(base + date.begin, base + date.stop) for date in chosen]


def _chosen(event: Event, published: datetime.date | None) -> list[Date]:
    """The dates of the word nearest to the act: of "agreed in May to sell in June", an order, only May."""
    text, statement = event.parsed.sentence.text, _statement(event)
    near: dict[int, list[Date]] = defaultdict(list)
    for future in (True, False) if _may_be_to_come(event) else (False,):
        for date in dates(text, published, future):
            hanging = hanging_on(event.parsed, date.begin, date.stop)
            if hanging is None or hanging.word.i not in statement or is_to_come(event, hanging.word) != future:
                continue
            if not _is_of_another(event, hanging.word, date, published):
                near[_distance(event, hanging.word)].append(_led(event, date, hanging, published))
    return sorted(near[min(near)], key=lambda date: date.begin) if near else []


def _distance(event: Event, word: Token) -> int:
    """How near a word is to what makes the act what it is: first what changed it, then the predicate, its goods."""
    agreed = event.act == "order" and to_infinitive(event.predicate) and any(word == link.token for link in event.links)
    if agreed or (word in event.act_words and word != event.predicate):
        return 0
    if word == event.predicate:
        return 1
    return 2 if word.i in _own_goods(event) else 3


def _may_be_to_come(event: Event) -> bool:
    """Can any of an event's days lie ahead? Not where it is said to have happened, or not to have."""
    return event.modality not in ("reported", "denied") or event.act == "talks"


def is_to_come(event: Event, word: Token) -> bool:
    """Does a word speak of what is to come: "will arrive on Tuesday", not "agreed on Tuesday to sell"?"""
    if not _may_be_to_come(event):
        return False
    helpers = children(word, "aux", "auxpass")
    if word.tag_ == "VBD" or any(helper.lemma_ == "have" or helper.tag_ == "VBD" for helper in helpers):
        return False
    return event.modality == "planned" or any(helper.tag_ == "MD" for helper in helpers)


def _is_of_another(event: Event, word: Token, date: Date, published: datetime.date | None) -> bool:
    """Is a date that of what is talked of or lifted: "in talks to buy jets by 2016", "lifted the 1992 embargo"?"""
    if event.act == "order" and event.modality == "reported":
        first = date.start or (published if to_infinitive(event.predicate) else date.end)  # "agreed to sell it by 2016"
        return word == event.predicate and published is not None and first is not None and first >= published
    if event.act == event.row["act"] or word in event.act_words[1:]:
        return False
    if event.act == "talks":
        first = date.start or date.end
        return published is not None and first is not None and first >= published
    return word == event.predicate and event.row["act"] == "suspension"


def _led(event: Event, date: Date, hanging: Hanging, published: datetime.date | None) -> Date:
    """A date with what the words on the way to it make of it: "began in 2012", "after the overthrow of 1979"."""
    word = hanging.word
    match hanging.led:
        case "after" | "following":
            return replace(date, end=None)
        case "since":
            return replace(date, end=published)
        case "before" | "until" | "till":
            return replace(date, start=None)
    if _begins(event, word) or (_is_of_embargo(event, word) and date.stop <= word.idx):
        return replace(date, end=None) if date.start else date
    return date


def _begins(event: Event, word: Token) -> bool:
    """ "Deliveries started last year", "began supplying tanks in 2012": nobody says that they have ended."""
    if word.lemma_ in word_class("beginning"):
        return True
    above = word.head if word == event.predicate and word.dep_ == "xcomp" else word
    return above.lemma_ in word_class("beginning")


def _is_of_embargo(event: Event, word: Token) -> bool:
    """ "The 1992 arms embargo" began in that year and holds."""
    return word == event.predicate and event.row["act"] == event.act == "suspension" and event.row["pos"] == "noun"


def price(event: Event) -> tuple[Value | None, Span | None]:
    """What an event's goods cost, and the words that say so.

    A price "each" is multiplied; it counts only where the number of the only goods is exact.
    """
    sentence, statement = event.parsed.sentence, _statement(event)
    first = next((one for one in prices(sentence.text) if _is_price_of(event, statement, one)), None)
    if first is None:
        return None, None
    value = first.value
    if _EACH.match(sentence.text, first.end):
        quantity = event.goods[0].quantity if len(event.goods) == 1 else None
        if quantity is None or quantity.min is None or quantity.min != quantity.max:
            return None, None
        value = Value(amount=value.amount * quantity.min, currency=value.currency)
    return value, Span(sentence.start + first.start, sentence.start + first.end)


def _is_price_of(event: Event, statement: set[int], price: Price) -> bool:
    """Does a sum price the event: not what somebody owes, nor "$3 billion in economic aid"?"""
    hanging = hanging_on(event.parsed, price.start, price.end)
    if hanging is None or _is_sum_of_another(event.parsed, price):
        return False
    word = hanging.word
    while word.i not in statement and word.head != word and _passes_price_on(word):
        word = word.head
        if word.pos_ == "ADP":
            word = word.head
    return word.i in statement


def _passes_price_on(word: Token) -> bool:
    """Is what costs something the word above: "tanks valued at $2 billion", "sold in a $2 billion deal"?"""
    if is_verb(word):
        return word.lemma_ in word_class("pricing") and word.dep_ in ("acl", "advcl", "relcl", "amod", "conj")
    return word.dep_ == "pobj" and word.head.lower_ in ("in", "under", "as") and word.lemma_ in word_class("event-noun")


def _is_sum_of_another(parsed: Parsed, price: Price) -> bool:
    """ "$3 billion in economic aid", "$40 million of debt": a sum of what is not goods."""
    match = _SUM_OF.match(parsed.sentence.text, price.end)
    span = parsed.doc.char_span(match.end() - 1, match.end(), alignment_mode="expand") if match else None
    if span is None:
        return False
    noun = span.root
    while (
        noun.dep_ in ("amod", "compound", "nmod", "det", "poss", "nummod", "advmod", "punct") and noun.head.i > noun.i
    ):
        noun = noun.head
    civil = any(child.lower_ in civil_words() for child in children(noun, "amod", "compound", "nmod"))
    return civil or noun.lemma_.lower() in word_class("no-goods")


def _statement(event: Event) -> set[int]:
    """The predicate and what governs it, up to the verb of saying: dates and prices there are its own."""
    chain = {event.predicate.i, *(token.i for token in event.act_words), *_own_goods(event)}
    node = event.predicate
    while node.head != node and not _ends_statement(node):
        node = node.head
        if _only_speaks(event, node):
            break
        chain.add(node.i)
    for link in event.links:
        if _leaves_statement(link) or _only_speaks(event, link.token):
            break
        chain.add(link.token.i)  # the contract of "signed a contract to supply" stands beside the way up
    return {i for i in chain if not _only_speaks(event, event.parsed.doc[i])}


def _own_goods(event: Event) -> set[int]:
    """The words for the event's goods in its own sentence; "sold them" has its goods from another one."""
    sentence = event.parsed.sentence
    return {goods.head for goods in event.goods if sentence.start <= goods.span.start < sentence.end}


def _only_speaks(event: Event, word: Token) -> bool:
    """ "Appealed on Tuesday to stop deliveries": when somebody called or accused is no period, but of talks."""
    if event.act in ("talks", "order", "approval") or (event.act == "suspension" and event.modality == "reported"):
        return False
    return bool(event.claimant) and is_verb(word) and any(one in event.claimant for one in subjects(word))


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


@dataclass(frozen=True, slots=True)
class Hanging:
    """The verb, event noun or goods that words hang on; `led`: a preposition of time on the way up to it, or ""."""

    word: Token
    led: str


def hanging_on(parsed: Parsed, begin: int, stop: int) -> Hanging | None:
    """What characters of the sentence hang on; None for no words at all."""
    span = parsed.doc.char_span(begin, stop, alignment_mode="expand")
    if span is None:
        return None
    node, led = span.root, ""
    while node.head != node:
        if node.lower_ in _LEADING and node.i < span.start:
            led = node.lower_
        node = node.head
        noun = node.pos_ == "NOUN" and node.dep_ != "pobj"
        if is_verb(node) or noun or parsed.is_goods(node) or node.lemma_ in word_class("event-noun"):
            break
    return Hanging(node, led)
