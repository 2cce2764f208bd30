"""Where a wire story says where it was written: "DUBAI, Nov 5 (Reuters) - " is no part of its first sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from armstrail.reading.sentences import Sentence

_PLACE = r"[A-Z][A-Z'.-]+(?:[ -][A-Z][A-Z'.-]+){0,3}"
_DATE = r"(?:[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]+(?: \d{4})?)"
_AGENCY = r"AP|AFP|Reuters|UPI|Xinhua|TASS|IANS|ANI"
_DASH = r"\s*(?:--|[-–—_])\s+"
_DATELINE = re.compile(
    rf"{_PLACE}(?:, [A-Z][\w.' -]{{1,30}})?(?:,? {_DATE})?\s*(?:\([^()\n]{{1,60}}\))?{_DASH}"
    rf"|[A-Z][\w.' -]{{1,30}}(?:, [A-Z][\w.' -]{{1,30}})?(?:,? {_DATE})?\s*\((?:{_AGENCY})\){_DASH}"
)


def datelines(text: str) -> list[tuple[int, int]]:
    """The characters of the datelines that open a paragraph, with the dash after them."""
    starts = [0, *(match.end() for match in re.finditer(r"\n\s*", text))]
    return [match.span() for start in starts if (match := _DATELINE.match(text, start))]


def after_dateline(sentence: Sentence) -> Sentence:
    """The sentence without a dateline before it."""
    match = _DATELINE.match(sentence.text)
    if match is None or match.end() >= len(sentence.text):
        return sentence
    return replace(sentence, start=sentence.start + match.end(), text=sentence.text[match.end() :])
