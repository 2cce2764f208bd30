"""Who stopped goods on their way: "the ISRAELI navy seized the rockets". The guide: he is no party to the transfer."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import table

_WITHIN = ("amod", "compound", "nmod", "poss")


def stops(token: Token) -> bool:
    """Is a name, or the noun that it stands before, the one that seizes?"""
    noun = token.head if token.dep_ in _WITHIN else token
    if noun.dep_ == "nsubj":
        return noun.head.lemma_ in _seizing()
    return noun.dep_ == "pobj" and noun.head.dep_ == "agent" and noun.head.head.lemma_ in _seizing()


@cache
def _seizing() -> frozenset[str]:
    """The verbs of the frames table that stop goods."""
    return frozenset(row["lemma"] for row in table("frames") if row["act"] == "seizure" and row["pos"] == "verb")
