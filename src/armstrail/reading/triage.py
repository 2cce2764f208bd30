"""Which sentences can hold a claim, told from the plain text alone: goods or a cue of transfer, and a predicate.

Only these are parsed, with the sentences that carry the speaker of their quotation. This is what makes many pages
affordable; it must cost no claim.
"""

from __future__ import annotations

import re
from functools import lru_cache

from armstrail.lexicon import Found, cells, table, word_class
from armstrail.reading.likewise import LIKEWISE
from armstrail.reading.sentences import Sentence

_ARMING = re.compile(
    r"\b(?:arm(?:s|ed|ing)?|rearm\w*|equip\w*|train(?:s|ed|ing|ers?)|advis[eo]rs?|instructors?|embargo\w*|sanctions|"
    r"military|weapon\w*|smuggl\w*|gun-?running|licen[cs]\w+)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:^|[;:,“\"] ?(?:and |but )?|\b(?:and|but|of which|took|bought|got|received|ordered|sent|gave|delivered|sold) )"
    r"(?:the |a |an |another |some |about |at least |more than )?(?:further |other |remaining |first )?"
    r"(?:[0-9][0-9,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|"
    r"hundreds?|thousands?|half|third|quarter|rest|remainder|first|second|last|most|some|many|all|none|others?)"
    r"(?: more| others?| of (?:them|these|those|which))?"
    r" (?:has|have|had|was|were|will|would|are|is|can|could|may|might|should|went|came|arrived|ended|reached|go|come|"
    r"arrive|to)\b"
    r"|\bof (?:them|these|those)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_VOWELS = "aeiou"
_FAR = 3
"""Sentences after one that names goods within which "the sale" can point back to them."""


def inflected(word: str) -> set[str]:
    """The regular forms of a verb or noun: "ship" is shipped, shipping, ships, "supply" supplies and supplied.

    Both spellings where there are two ("funneled", "funnelled"); one too many does no harm.
    """
    forms = {word, word + "s", word + "es"}
    if word.endswith("e"):
        return forms | {word + "d", word[:-1] + "ing"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    stems = {word}
    if word.endswith("c"):
        stems.add(word + "k")  # "trafficked"
    if word[-1] not in _VOWELS + "wxy" and word[-2:-1] in tuple(_VOWELS):
        stems.add(word + word[-1])
    return forms | {stem + ending for stem in stems for ending in ("ed", "ing")}


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    return {row["form"]: cells(row["past"]) for row in table("irregular")}


def _all_forms(word: str) -> set[str]:
    """ "fly": flies, flying, and flew, flown as well."""
    return inflected(word) | set(_irregular().get(word, ()))


@lru_cache(maxsize=1)
def _predicates() -> frozenset[str]:
    """All forms of the words of the frames table; of a predicate of two words the first."""
    forms: set[str] = set()
    for row in table("frames"):
        forms |= _all_forms(row["lemma"].split()[0].rsplit("-")[-1])
    return frozenset(forms)


@lru_cache(maxsize=1)
def _service() -> frozenset[str]:
    """Forms of what one state's officers do for another's: count only with soldiers in the same sentence."""
    return frozenset(form for word in word_class("teaching") for form in _all_forms(word))


def candidates(sentences: list[Sentence], found: list[Found]) -> set[int]:
    """The indices of sentences that can hold a claim."""
    chosen: set[int] = set()
    at = 0
    last = -_FAR - 1  # the last candidate that names its goods itself
    for index, sentence in enumerate(sentences):
        goods = False
        while at < len(found) and found[at].start < sentence.end:
            if found[at].start >= sentence.start and found[at].entry.kind in ("goods", "designation"):
                goods = True
            at += 1
        words = frozenset(_WORD.findall(sentence.text.lower()))
        if not words & _predicates():
            continue
        if goods or _ARMING.search(sentence.text):
            chosen.add(index)
            last = index
        elif _is_service(words) or _points_back(sentence.text, words, index - last):
            chosen.add(index)
    return chosen


def _points_back(text: str, words: frozenset[str], behind: int) -> bool:
    """Can a sentence speak of goods named so many sentences before it? "The sale", "ten of them arrived"."""
    return (behind <= _FAR and bool(words & _pointing())) or (behind <= 1 and bool(_COUNTED.search(text)))


def _is_service(words: frozenset[str]) -> bool:
    """ "will train the Ukrainian army", "advise Iraqi troops"."""
    return bool(words & _service()) and bool(words & word_class("forces"))


@lru_cache(maxsize=1)
def _pointing() -> frozenset[str]:
    """Forms of the words that speak of a transfer without its goods: "the sale", "has delivered nothing"."""
    return frozenset(form for word in word_class("transfer") for form in inflected(word))


def with_speakers(chosen: set[int], sentences: list[Sentence]) -> set[int]:
    """The candidates, and beside quotations the sentences that may name the speaker."""
    wanted = set(chosen)
    for index in chosen:
        wanted |= {
            near for near in (index + 1, index + 2) if near < len(sentences) and _DENIAL.search(sentences[near].text)
        }
        if index + 1 < len(sentences) and LIKEWISE.search(sentences[index + 1].text):
            wanted.add(index + 1)
        if index and _PRONOUN.search(sentences[index].text):
            wanted.add(index - 1)
        if _quoted(sentences[index]):
            for near in (index - 1, index + 1):
                if 0 <= near < len(sentences) and abs(sentences[near].paragraph - sentences[index].paragraph) <= 1:
                    wanted.add(near)
    return wanted


_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|disput\w+|refut\w+|untrue|false|baseless|nonsense|fabricat\w+)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^[\"“‘' ]*(?:He|She|They|It|His|Her|Their|Its)\b|\b(?:he|she|they) (?:said|says|added|told)\b")


def _quoted(sentence: Sentence) -> bool:
    return sentence.opens_quoted or sentence.ends_quoted or any(sign in sentence.text for sign in '“”"«»')
