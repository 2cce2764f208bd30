"""A sentence as the grammar and the lexicon see it: spaCy's tokens, and which of them name a party or goods.

"Iran-backed rebels got T-72s"  ->  Iran a state, T-72s a designation; every token of a name carries its finding
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from armstrail.lexicon import Entry, Found
from armstrail.model import Span
from armstrail.reading.sentences import Sentence
from armstrail.reading.syntax import has_child

MAKING = frozenset({"make", "build", "design", "manufacture", "produce"})


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A parsed sentence. `marks` gives for a token's index the lexicon's finding that covers it."""

    sentence: Sentence
    doc: Doc
    marks: dict[int, Found]
    heads: dict[int, Found]  # the token that stands for the whole finding in the grammar
    tokens: tuple[Token, ...]  # the doc's, made once: each pass over a doc would make them anew

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Characters of the report's text from the first token to the last, both included."""
        last = last or first
        return Span(self.sentence.start + first.idx, self.sentence.start + last.idx + len(last))

    def text(self, span: Span) -> str:
        """The words that a span of the report's text covers in this sentence."""
        return self.sentence.text[span.start - self.sentence.start : span.end - self.sentence.start]

    def mark(self, token: Token) -> Found | None:
        """The lexicon's finding that covers a token."""
        return self.marks.get(token.i)

    def entry(self, token: Token) -> Entry | None:
        """What a token stands for, as the lexicon has it."""
        found = self.marks.get(token.i)
        return found.entry if found else None

    def is_goods(self, token: Token) -> bool:
        """Does a token belong to the name of goods?"""
        entry = self.entry(token)
        return entry is not None and entry.kind in ("goods", "designation")

    def makes(self, token: Token) -> bool:
        """ "CHINESE rockets", "CHINESE-built rockets": does a name stand before goods as their maker? Not "Kenya's"."""
        if has_child(token, "case"):
            return False
        if token.head.lemma_ in MAKING and token.head.dep_ == "amod":
            return self.is_goods(token.head.head)
        return token.dep_ in ("amod", "compound", "nmod") and self.is_goods(token.head)

    def is_party(self, token: Token) -> bool:
        """Does a token belong to the name of a party?"""
        entry = self.entry(token)
        return entry is not None and entry.is_party

    def parties(self) -> Iterator[tuple[int, Found]]:
        """Head tokens of the parties named, in the order of the sentence."""
        return ((i, found) for i, found in sorted(self.heads.items()) if found.entry.is_party)


def mark(sentence: Sentence, doc: Doc, found: list[Found]) -> Parsed:
    """Lays the lexicon's findings over a parsed sentence; a finding within a word ("US-backed") marks that word."""
    marks: dict[int, Found] = {}
    heads: dict[int, Found] = {}
    for one in found:
        span = doc.char_span(one.start - sentence.start, one.end - sentence.start, alignment_mode="expand")
        if span is None or not len(span):
            continue
        for token in span:
            marks.setdefault(token.i, one)
        heads[span.root.i] = one
    return Parsed(sentence, doc, marks, heads, tuple(doc))
