"""What the reader saw in a report's sentences on its way to claims, for those who ask why a claim was missed.

"Germany was silent. Iran sent rockets to Gaza."  ->  no candidate; a candidate with the predicate "sent", IR and PS
"""

from __future__ import annotations

from dataclasses import dataclass

from armstrail.model import Span
from armstrail.reading.frame import frame_rows
from armstrail.reading.passage import Passage


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence as the reader saw it. Where it is no candidate it was not parsed, and has no predicate."""

    span: Span
    is_candidate: bool
    predicates: tuple[Span, ...]  # words that a frame is there for
    parties: frozenset[str]  # named in it, by code or name


def explain(passage: Passage) -> tuple[Seen, ...]:
    """The sentences of a passage in their order, captions and forms of the page left out."""
    return tuple(_seen(passage, index) for index in range(len(passage.sentences)))


def _seen(passage: Passage, index: int) -> Seen:
    sentence, chosen = passage.sentences[index], index in passage.chosen
    parsed = passage.parsed[index] if chosen else None
    predicates = [parsed.span(token) for token in parsed.doc if frame_rows(token)] if parsed else []
    named = {one.entry.id for one in passage.found if sentence.start <= one.start < sentence.end and one.entry.is_party}
    return Seen(Span(sentence.start, sentence.end), chosen, tuple(predicates), frozenset(named))
