"""Clauses that leave out what was done: an auxiliary and who did it, or did not.

"so has POLAND", "as did POLAND", "neither will POLAND"   who stands behind the auxiliary
"POLAND has too", "POLAND did not"                        who stands before it
"as it did to INDIA"                                      whom the same was done to
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from armstrail.reading.syntax import behind, children, has_child, surface_subjects

_AUXILIARIES = "has|have|had|did|do|does|will|would|may|might|could"
ELLIPSIS = re.compile(
    rf"\b(?:so|as|neither|nor) (?:{_AUXILIARIES})\b"
    rf"|\b(?:{_AUXILIARIES})(?:,? (?:too|also|as well|not|likewise)\b|n[’']t)\s*(?:[.,;:”\"]|yet|$)"
    rf"|\bas (?:it|they|he|she) (?:{_AUXILIARIES}) (?:to|with|for)\b",
    re.IGNORECASE,
)
"""Words of such clauses: those that triage looks for."""

_AUXILIARY = frozenset(_AUXILIARIES.split("|"))
_OPENERS = frozenset({"so", "as", "neither", "nor"})
_ADDED = frozenset({"too", "also", "well", "likewise", "not", "n't", "n’t"})
_NEGATIVE = frozenset({"neither", "nor", "not", "n't", "n’t"})


def doers(auxiliary: Token) -> list[Token]:
    """Who has done the same, by a clause that has no verb but this auxiliary; none where it has one."""
    if auxiliary.lower_ not in _AUXILIARY:
        return []
    if _opener(auxiliary) is not None:
        return _behind(auxiliary)
    if auxiliary.dep_ in ("aux", "auxpass") or has_child(auxiliary, "dobj", "attr", "acomp", "xcomp", "ccomp", "prep"):
        return []
    return surface_subjects(auxiliary) if any(word.lower_ in _ADDED for word in auxiliary.children) else []


def patients(auxiliary: Token) -> list[Token]:
    """Whom the same was done to: "as it did to INDIA"."""
    compared = any(word.lower_ == "as" for word in children(auxiliary, "mark", "advmod"))
    if auxiliary.lower_ not in _AUXILIARY or not compared or has_child(auxiliary, "dobj"):
        return []
    return behind(auxiliary, "to", "with", "for") if _is_pronoun_first(auxiliary) else []


def is_negative(auxiliary: Token) -> bool:
    """ "NEITHER has Poland", "Poland did NOT"."""
    opener = _opener(auxiliary)
    words = [*auxiliary.children, *([opener] if opener is not None else [])]
    return any(word.lower_ in _NEGATIVE for word in words)


def _is_pronoun_first(auxiliary: Token) -> bool:
    return any(subject.pos_ == "PRON" for subject in children(auxiliary, "nsubj"))


def _opener(auxiliary: Token) -> Token | None:
    """The word before it by which the clause is turned round: "SO has Poland"."""
    before = auxiliary.nbor(-1) if auxiliary.i else None
    return before if before is not None and before.lower_ in _OPENERS else None


def _behind(auxiliary: Token) -> list[Token]:
    """The noun right behind an auxiliary, however it was parsed, if no verb belongs to the two."""
    for token in auxiliary.doc[auxiliary.i + 1 : auxiliary.i + 6]:
        if token.pos_ in ("NOUN", "PROPN"):
            head = token.head if token.dep_ in ("compound", "nmod", "amod", "poss") else token
            return [] if _has_verb(auxiliary, head) else [head]
        if token.pos_ not in ("DET", "ADJ", "PUNCT") and token.tag_ != "POS":
            return []
    return []


def _has_verb(auxiliary: Token, noun: Token) -> bool:
    """ "so has Poland SENT tanks": does the auxiliary belong to a verb behind the noun?"""
    return auxiliary.dep_ in ("aux", "auxpass") and auxiliary.head.pos_ == "VERB" and auxiliary.head.i > noun.i
