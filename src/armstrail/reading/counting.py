"""Which of a sentence's numbers counts which goods: "two batteries of S-300s", "up to 49 T-72 tanks" -> 49..49.

What a number in words or digits amounts to: `quantity.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.model import Quantity, Span
from armstrail.reading.parsed import Parsed
from armstrail.reading.quantity import Count, counts
from armstrail.reading.value import prices

_SIZED = ("compound", "amod", "nmod", "poss", "npadvmod", "nummod", "det", "quantmod", "advmod", "predet")
# Words of "more than 30", "as many as 30", from the number outwards.
_ABOUT = "than to over about around some nearly almost roughly least as up many more".split()
_SECOND_OF_TWO = frozenset("than least many to".split())
_NO_COUNT_BEFORE = frozenset("$€£-")
_NUMERAL_REACH = 12  # characters before "dozens" in which its own number stands: "several dozens"
_UNIT_REACH = 10  # characters after a number in which its unit begins
_MONEY_SIGN = re.compile(
    r"[$€£¥₹]|\b(?:dollars?|dlrs|euros?|pounds|stg|francs|marks|rupees|crore|roubles|rubles|guilders?|million|billion|bn)\b"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of pieces and the characters of the report that state it."""

    quantity: Quantity
    span: Span


@cache
def _measures() -> tuple[str, ...]:
    """How the word begins that follows a number which counts no pieces: "mm", "percent"."""
    return tuple(word_class("measure"))


class Counting:
    """Finds the numbers that count the goods of one sentence."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        text = parsed.doc.text
        self.sums = [(price.start, price.end) for price in prices(text)] if _MONEY_SIGN.search(text) else []

    def of(self, head: Token, phrase: list[Token], a_is_one: bool) -> Number | None:
        """The number before a noun: what the words from its determiner up to itself count.

        Args:
            phrase: the noun and the modifiers that name the goods with it.
            a_is_one: "a" and "an" count one piece ("a tank"), not none ("a missile shield").
        """
        doc = self.parsed.doc
        start = doc[self._first(head, phrase)].idx
        text = doc.text[start : head.idx + len(head)]
        for count in counts(text):
            if text[count.start : count.end].lower() in ("a", "an") and not a_is_one:
                continue
            if not self._is_taken(start + count.start, start + count.end) and _counts_pieces(count, text):
                return self._number(count, start)
        return None

    def of_container(self, container: Token, phrase: list[Token], a_is_one: bool) -> Number | None:
        """The number of "two batteries of …", "several dozens of …"; None for a noun that only holds goods."""
        if container.lower_ not in word_class("counting") and container.pos_ != "NUM":
            return None
        number = self.of(container, phrase, a_is_one)
        if container.lower_ in word_class("numeral") or container.pos_ == "NUM":
            start = max(0, container.idx - _NUMERAL_REACH)
            for count in counts(self.parsed.doc.text[start : container.idx + len(container)]):
                number = self._number(count, start)
        return number

    def _number(self, count: Count, start: int) -> Number:
        """A count in a text that begins at `start` of the sentence."""
        offset = self.parsed.sentence.start + start
        return Number(count.quantity, Span(offset + count.start, offset + count.end))

    def _first(self, head: Token, phrase: list[Token]) -> int:
        """The index of the first word that may belong to a noun's number: "as many as 30", "up to two dozen"."""
        doc = self.parsed.doc
        own = (t.i for t in head.subtree if t.i <= head.i and head in (t.head, t.head.head) and t.dep_ in _SIZED)
        first = min([head.i, *own, *(t.i for t in phrase)])
        while first > 0 and doc[first - 1].pos_ in ("NUM", "DET") and not doc[first - 1].is_punct:
            first -= 1
        for word in _ABOUT:
            if first > 0 and doc[first - 1].lower_ == word:
                first -= 1
        if first > 1 and doc[first - 1].lower_ in _SECOND_OF_TWO:
            first -= 2
        return first

    def _is_taken(self, start: int, end: int) -> bool:
        """Do characters of the sentence belong to a name ("Su-30", "Group of Eight") or to a price?"""
        base = self.parsed.sentence.start
        if any(low < end and start < high for low, high in self.sums):
            return True
        return any(mark.start <= base + start and base + end <= mark.end for mark in self.parsed.marks.values())


def _counts_pieces(count: Count, text: str) -> bool:
    """Is a number one of pieces, not a year, a calibre, a share, a sum?"""
    words = text[count.start : count.end]
    if words.isdigit() and 1900 < (count.quantity.min or 0) < 2040:
        return False
    following = text[count.end : count.end + _UNIT_REACH].lstrip().lower()
    return not following.startswith(_measures()) and text[max(0, count.start - 1) : count.start] not in _NO_COUNT_BEFORE
