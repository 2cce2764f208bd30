"""Which of a sentence's numbers counts which goods: "two batteries of S-300s", "up to 49 T-72 tanks" -> 49..49.

What a number in words or digits amounts to: `quantity.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.model import Quantity, Span
from armstrail.reading.parsed import Parsed
from armstrail.reading.period import is_year
from armstrail.reading.quantity import Count, counts
from armstrail.reading.value import prices

_SIZED = ("compound", "amod", "nmod", "poss", "npadvmod", "nummod", "det", "quantmod", "advmod", "predet")
# Words of "more than 30", "as many as 30", "upwards of 30", "no fewer than 30".
_BOUNDING = frozenset(
    "than to over above about around some nearly almost roughly approximately at least as up upwards of in excess many "
    "more fewer less no not well under below a further another additional estimated".split()
)
_NO_COUNT_BEFORE = frozenset("$€£-")
_NUMERAL_REACH = 12  # characters before "dozens" in which its own number stands: "several dozens"
_UNIT_REACH = 10  # characters after a number in which its unit begins
_ONE_OF = frozenset({"first", "second", "last"})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BRACKETED = re.compile(r"\s*\(([0-9][0-9,]*)\)")
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
        self.text = parsed.doc.text  # made once: a doc joins its words anew each time
        self.sums = [(price.start, price.end) for price in prices(self.text)] if _MONEY_SIGN.search(self.text) else []

    def of(self, head: Token, phrase: list[Token], a_is_one: bool) -> Number | None:
        """The number before a noun: what the words from its determiner up to itself count.

        Args:
            phrase: the noun and the modifiers that name the goods with it.
            a_is_one: "a" and "an" count one piece ("a tank"), not none ("a missile shield").
        """
        doc = self.parsed.doc
        inside = self.between(doc[self.first(head, phrase)].idx, head.idx + len(head), a_is_one)
        return inside or self._in_brackets(head)

    def between(self, start: int, stop: int, a_is_one: bool) -> Number | None:
        """The first number of pieces in some characters of the sentence."""
        for count in self._counts(start, stop):
            if self._words(count, start).lower() not in ("a", "an") or a_is_one:
                return self._number(count, start)
        return None

    def _in_brackets(self, head: Token) -> Number | None:
        """The number behind a noun in the plural: "frigates (4)", "tanks (20) and rifles"."""
        end = head.idx + len(head)
        match = _BRACKETED.match(self.text, end) if head.tag_ in ("NNS", "NNPS") else None
        return self.between(match.start(1), match.end(1), False) if match else None

    def _counts(self, start: int, stop: int) -> Iterator[Count]:
        """The numbers of pieces that characters of the sentence state, those of names and prices left out."""
        for count in counts(self.text[start:stop]):
            begin, end = start + count.start, start + count.end
            if not self._is_taken(begin, end) and _counts_pieces(self.text, begin, end):
                yield count

    def _words(self, count: Count, start: int) -> str:
        return self.text[start + count.start : start + count.end]

    def of_container(self, container: Token, phrase: list[Token], a_is_one: bool) -> Number | None:
        """The number of "two batteries of …", "several dozens of …"; None for a noun that only holds goods."""
        if container.lower_ in _ONE_OF and container.tag_ not in ("NNS", "NNPS"):
            start, stop = container.idx, container.idx + len(container)
            base = self.parsed.sentence.start
            return Number(Quantity(min=1, max=1), Span(base + start, base + stop))  # "the first of twelve jets"
        if container.lower_ not in word_class("counting") and container.pos_ != "NUM":
            return None
        number = self.of(container, phrase, a_is_one) or self._named(container)
        if container.lower_ in word_class("numeral") or container.pos_ == "NUM":
            start = max(0, container.idx - _NUMERAL_REACH)
            for count in counts(self.text[start : container.idx + len(container)]):
                number = self._number(count, start)
        return number

    def _named(self, container: Token) -> Number | None:
        """ "A pair of frigates": a number that the container is itself."""
        start = container.nbor(-1).idx if container.i else container.idx
        stop = container.idx + len(container) + len(" of")
        return self.between(start, stop, False)

    def _number(self, count: Count, start: int) -> Number:
        """A count in a text that begins at `start` of the sentence."""
        offset = self.parsed.sentence.start + start
        return Number(count.quantity, Span(offset + count.start, offset + count.end))

    def first(self, head: Token, phrase: list[Token]) -> int:
        """The index of the first word that may belong to a noun's number: "as many as 30", "up to two dozen"."""
        doc = self.parsed.doc
        own = (t.i for t in head.subtree if t.i <= head.i and head in (t.head, t.head.head) and t.dep_ in _SIZED)
        first = min([head.i, *own, *(t.i for t in phrase)])
        while first > 0 and _may_belong_to_number(doc[first - 1]):
            first -= 1
        return first

    def _is_taken(self, start: int, end: int) -> bool:
        """Do characters of the sentence belong to a name ("Su-30", "Group of Eight") or to a price?"""
        base = self.parsed.sentence.start
        if any(low < end and start < high for low, high in self.sums):
            return True
        return any(mark.start <= base + start and base + end <= mark.end for mark in self.parsed.marks.values())


def _may_belong_to_number(word: Token) -> bool:
    """Is a word one that stands before a noun's number, or the number itself?"""
    particle = word.dep_ == "prt"  # "handed OVER 14 tanks"
    return not word.is_punct and not particle and (word.pos_ in ("NUM", "DET") or word.lower_ in _BOUNDING)


def _counts_pieces(text: str, start: int, end: int) -> bool:
    """Is a number in a sentence one of pieces, not a year, a calibre, a share, a sum?"""
    if _YEAR.fullmatch(text, start, end) and is_year(text, start, end):
        return False
    following = text[end : end + _UNIT_REACH].lstrip().lower()
    return not following.startswith(_measures()) and text[max(0, start - 1) : start] not in _NO_COUNT_BEFORE
