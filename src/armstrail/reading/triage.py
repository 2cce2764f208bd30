"""Which sentences can hold a claim, told from the plain text alone: goods or a cue of transfer, and somebody.

Only these are parsed, with the sentences that carry the speaker of their quotation. This is what makes many pages
affordable; it must cost no claim.
"""

from __future__ import annotations

import re
from functools import lru_cache

from armstrail.lexicon import Found, cells, table
from armstrail.reading.sentences import Sentence

_ARMING = re.compile(
    r"\b(?:arm(?:s|ed|ing)?|rearm\w*|equip\w*|train(?:s|ed|ing|ers?)|advis[eo]rs?|instructors|embargo\w*|sanctions|military|"
    r"weapon\w*|smuggl\w*|gun-?running|licen[cs]\w+)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _stems() -> re.Pattern[str]:
    """The beginnings of all predicates of the frames table: "deliver" finds "deliveries" and "delivered"."""
    irregular = {row["form"]: cells(row["past"]) for row in table("irregular")}
    stems = set()
    for row in table("frames"):
        word = row["lemma"].split()[0].split("-")[0]
        stems.add(re.escape(word[:-1] if word[-1] in "ey" and len(word) > 3 else word))
        stems |= set(irregular.get(word, ()))
    return re.compile(rf"\b(?:{'|'.join(sorted(stems, key=len, reverse=True))})", re.IGNORECASE)


def candidates(sentences: list[Sentence], found: list[Found]) -> set[int]:
    """The indices of sentences that can hold a claim."""
    chosen = set()
    at = 0
    for index, sentence in enumerate(sentences):
        goods = False
        while at < len(found) and found[at].start < sentence.end:
            if found[at].start >= sentence.start and found[at].entry.kind in ("goods", "designation"):
                goods = True
            at += 1
        if (goods or _ARMING.search(sentence.text)) and _stems().search(sentence.text):
            chosen.add(index)
    return chosen


def with_speakers(chosen: set[int], sentences: list[Sentence]) -> set[int]:
    """The candidates, and beside quotations the sentences that may name the speaker."""
    wanted = set(chosen)
    for index in chosen:
        wanted |= {
            near for near in (index + 1, index + 2) if near < len(sentences) and _DENIAL.search(sentences[near].text)
        }
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
