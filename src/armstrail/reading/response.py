"""Who was asked and what came of it: "A spokesman for Rosoboronexport declined to comment" -> declined, RU.

The phrases stand in `lexicon/tables/attribution.csv` with the stance `declines` or `unreachable`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from spacy.tokens import Token

from armstrail.lexicon import table
from armstrail.model import Response, Span
from armstrail.reading.parsed import Parsed
from armstrail.reading.sentences import Sentence
from armstrail.reading.source import Sources
from armstrail.reading.speaker import Speaker
from armstrail.reading.syntax import is_verb, surface_subjects

Kind = Literal["declined", "unreachable"]
_KINDS: dict[str, Kind] = {"declines": "declined", "unreachable": "unreachable"}


@cache
def _phrases() -> tuple[tuple[str, Kind], ...]:
    """Phrases in lower case that say that somebody was asked, in the order of the table."""
    return tuple((row["form"], _KINDS[row["stance"]]) for row in table("attribution") if row["stance"] in _KINDS)


def is_response(sentence: Sentence) -> bool:
    """Does a sentence say that somebody was asked and would not, or could not, answer?"""
    lower = sentence.text.lower()
    return any(phrase in lower for phrase, _ in _phrases())


def response(parsed: Parsed, sources: Sources) -> Response:
    """Who was asked in a sentence that is a response.

    Its `text` is his own words ("The ministry"), those that introduced him where he is only a "he"; the whole sentence,
    and no state, where the grammar does not tell.
    """
    sentence = parsed.sentence
    lower = sentence.text.lower()
    phrase, kind = next((phrase, kind) for phrase, kind in _phrases() if phrase in lower)
    at = lower.index(phrase)
    asked = _asked(parsed, at, at + len(phrase), sources)
    return Response(
        kind=kind,
        text=(asked.voice or asked.text) if asked else sentence.text,
        state=asked.state if asked else None,
        evidence=Span(sentence.start, sentence.end),
    )


def _asked(parsed: Parsed, begin: int, stop: int, sources: Sources) -> Speaker | None:
    """The subject of the verb in the phrase that says so."""
    span = parsed.doc.char_span(begin, stop, alignment_mode="expand")
    if span is None:
        return None
    for subject in _subjects_around(span.root):
        if speaker := sources.describe(subject):
            return speaker
    return None


def _subjects_around(token: Token) -> list[Token]:
    """The grammatical subjects of the nearest verb, from a word upwards, that has any: "HE could not be reached"."""
    found = surface_subjects(token) if is_verb(token) else []
    return found if found or token.head == token else _subjects_around(token.head)
