"""Cuts a text into sentences, and knows which stand in quotation marks: rules only, before any model runs.

    "He left. “We sold tanks. They paid,” he said."  ->  two sentences; the second opens and closes a quote
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|[A-Za-z]\.[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Sen|Rep|Reps|Sens|Gov|Pres|Jr|Sr|"
    r"No|Nos|vs|etc|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Messrs|Brig|Hon|Amb|Ft|Mt|approx|"
    r"cf|al|Bros|Ave|Blvd|Rs|Mgr|Rev|Gens))\.$"
)
_END = re.compile(r"(?<=[.!?…])([\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-Z0-9$€£])|(?<=[.!?]”)(?=[A-Z])|\n\s*\n|\n(?=[A-Z“\"•*-])")
_OPEN, _CLOSE = "“«", "”»"
_SHORT_STATE = re.compile(r"\b(?:U\.S|U\.K|U\.N|U\.S\.S\.R|U\.A\.E|E\.U|D\.C|a\.m|p\.m)\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's characters in the text; `paragraph` counts from 0.

    `opens_quoted`: a quotation that began before is still open where the sentence starts; `ends_quoted`: where it ends.
    """

    start: int
    end: int
    text: str
    paragraph: int
    opens_quoted: bool
    ends_quoted: bool


def _boundaries(text: str) -> list[tuple[int, int, bool]]:
    """(end of a sentence, start of the next, is it the end of a paragraph)."""
    found = []
    for match in _END.finditer(text):
        end = match.end(1) if match[1] is not None else match.start()
        paragraph = "\n" in match[0]
        before = text[max(0, match.start() - 12) : match.start()]
        if not paragraph and (_ABBREVIATED.search(before) or _SHORT_STATE.search(before)):
            # "the U.S. The Kremlin": a short state's name may end a sentence, but only before an ordinary opening word.
            if not (_SHORT_STATE.search(before) and re.match(r"(?:The|But|In|It|He|They|And|A|This|That)\b", text[match.end() :])):
                continue
        found.append((end, match.end(), paragraph))
    return found


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order; blank lines and line breaks before capitals end one."""
    text = text.replace("``", "“ ").replace("''", "” ")  # as old wires have them; no offset moves
    sentences: list[Sentence] = []
    start, paragraph, quoted = 0, 0, False
    for end, following, breaks in [*_boundaries(text), (len(text), len(text), True)]:
        left = start + len(text[start:end]) - len(text[start:end].lstrip())
        right = left + len(text[left:end].rstrip())
        if right > left:
            opened = quoted
            quoted = _still_open(text[left:right], quoted)
            sentences.append(Sentence(left, right, text[left:right], paragraph, opened, quoted))
        if breaks:
            paragraph += 1
            # A quotation that goes on over paragraphs opens each anew; whatever was left open ends here.
            quoted = False
        start = following
    return sentences


def _still_open(text: str, quoted: bool) -> bool:
    for sign in text:
        if sign in _OPEN:
            quoted = True
        elif sign in _CLOSE:
            quoted = False
        elif sign == '"':
            quoted = not quoted
    return quoted
