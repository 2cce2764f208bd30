"""Words that stand for goods told of before, though they do not name them anew.

"THE GUNS had been delivered by May"     goods with a word that points back
"TEN arrived in May", "the REST is to go"  a number or a share of what was named before
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.reading.syntax import behind, children


def takes_up(noun: Token) -> bool:
    """Does a noun for goods point to goods named before: "the guns", "these tanks", "another jet", "12 more jets"?"""
    words = [*children(noun, "det"), *children(noun, "amod")]
    return any(word.lower_ in word_class("pointing") or word.lower_ in word_class("further") for word in words)


def stand_in(tokens: Iterable[Token], verb: Token) -> Token | None:
    """The first of a verb's arguments that stands for goods without a noun: "TEN arrived", "the FIRST of them"."""
    return next((token for token in tokens if _stands_in(token, verb)), None)


def _stands_in(token: Token, verb: Token) -> bool:
    number = token.pos_ == "NUM" or token.lower_ in word_class("numeral")
    if not number and token.lower_ not in word_class("share"):
        return False
    if any(child.text in "$€£%" or child.lower_ in word_class("money") for child in token.children):
        return False
    if not _ends_its_phrase(token, verb):
        return False
    return all(noun.lower_ in word_class("pointing") for noun in behind(token, "of"))


def _ends_its_phrase(token: Token, verb: Token) -> bool:
    """Does no noun follow, however the words were parsed: "96 mothballed tanks"?"""
    if token.i + 1 == len(token.doc):
        return True
    after = token.nbor(1)
    return (
        after == verb
        or after.pos_ in ("AUX", "ADP", "ADV", "PUNCT", "CCONJ", "PART")
        or after.tag_ in ("VBD", "VBZ", "VBP", "MD")
    )
