"""Who holds the floor: whose quotation a sentence belongs to, though another sentence names him.

"“Iran has armed Hezbollah. It has armed Hamas as well,” an official said."  ->  both are the official's
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from armstrail.reading.parsed import Parsed
from armstrail.reading.sentences import Sentence
from armstrail.reading.source import Sources
from armstrail.reading.speaker import Speaker


def floor(
    index: int,
    sentences: Sequence[Sentence],
    parsed: dict[int, Parsed],
    sources: Callable[[Parsed], Sources],
    speakers: Sequence[Speaker],
) -> Speaker | None:
    """Who speaks a quoted sentence that names no speaker itself: the next sentence's, or the last one's."""
    sentence = sentences[index]
    if not (sentence.opens_quoted or "“" in sentence.text or '"' in sentence.text):
        return None
    for near in (index + 1, index - 1):
        beside = near in parsed and sentences[near].paragraph == sentence.paragraph
        if beside and (speaker := sources(parsed[near]).sentence_speaker()):
            return speaker
    if index > 0 and sentences[index - 1].paragraph >= sentence.paragraph - 1 and speakers:
        return speakers[-1]
    return None


def is_quoted(token: Token, sentence: Sentence) -> bool:
    """Does a word stand within quotation marks?"""
    quoted = sentence.opens_quoted
    for sign in sentence.text[: token.idx]:
        if sign in "“«":
            quoted = True
        elif sign in "”»":
            quoted = False
        elif sign == '"':
            quoted = not quoted
    return quoted
