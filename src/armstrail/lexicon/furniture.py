"""Words that a page carries beside its reporting: "Photo: Reuters", "Sign up to our newsletter", "READ MORE: ...".

`furniture(text)` says where they stand; the text itself stays as it is, and so do its offsets. The cues are the rows of
tables/furniture.csv, written like this: words count whole; `^` and `$` are the start and the end of a sentence or a
line; `...` is a gap within the sentence; `#` is a number. A form with a capital letter or in brackets is matched as it
is written, any other whatever the case.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from ahocorasick_rs import AhoCorasick

from armstrail.lexicon.fold import fold, lower
from armstrail.lexicon.tables import Row, table

Kind = Literal["caption", "form", "link", "credit"]

LONGEST_CAPTION = 500
"""Characters. A longer line is a page's text without its line breaks: there only the sentence counts."""
LONGEST_CREDIT = 80
"""Characters after "Photo:". What is longer runs on into the reporting: there only the cue counts."""
LONGEST_LABEL = 60
"""Characters of a line between two lines of a form: "E-mail address"."""

_SENTENCE = re.compile(r"""\S.*?(?:[.!?]["')\]]*(?=\s+["'(\[]*[A-Z0-9])|$)""")
_SPEECH = re.compile(
    r"\b(?:said|says|saying|told|tells|added|according|reported|reportedly|announced|confirmed|denied|denies|declined|"
    r"accused|accuses|warned|claimed|claims|insisted|stated)\b",
    re.IGNORECASE,
)
# "Mr Assad (left) has bought jets" is reporting, "Mr Assad (left) meets Mr Putin" the words under a picture
_TOLD = re.compile(rf"{_SPEECH.pattern}|\b(?:has|have|had|was|were|will|would|did)\b", re.IGNORECASE)
_PICTURE = re.compile(r"photo|picture|image|pic\b|getty|video|illustration|graphic|map:", re.IGNORECASE)
_TO_THE_READER = re.compile(
    r"\b(?:you|your|yours|we|our|us|my|please|click|e-?mail|newsletters?|log in|sign in)\b", re.IGNORECASE
)


class _Mark(NamedTuple):
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """A row made ready. `alone` finds a phrase that ran into the next sentence: "Share this article The ministry"."""

    row: Row
    kind: Kind
    anchor: str
    pattern: re.Pattern[str]
    alone: re.Pattern[str] | None

    @property
    def in_brackets(self) -> bool:
        return self.row["form"].startswith("(")


def _cue(row: Row) -> Cue:
    form = fold(row["form"])
    core = form.removeprefix("^").removesuffix("$").strip()
    parts = [part.strip() for part in core.split("...")]
    body = r"[^\n]{0,160}?".join(_words(part) for part in parts)
    as_written = core[0] in "([" or core != core.lower()
    flags = re.NOFLAG if as_written else re.IGNORECASE
    start = r"^[\W_]*" if form.startswith("^") else ""
    end = r"[\W_]*$" if form.endswith("$") else ""
    alone = None
    if start and end and len(core.split()) > 2:
        # only the phrase itself in any case: what follows must start with a real capital
        words = body if as_written else f"(?i:{body})"
        alone = re.compile(rf"^[\W_]*{words}(?=\s+[A-Z\"'])")
    literal = max((piece.strip() for part in parts for piece in part.split("#")), key=len)
    return Cue(row, cast("Kind", row["kind"]), lower(literal), re.compile(start + body + end, flags), alone)


def _words(part: str) -> str:
    if not part:
        return ""
    words = re.escape(part).replace(r"\ ", r"\s+").replace(r"\#", r"\d[\d.,:]*")
    return (r"(?<!\w)" if part[0].isalnum() else "") + words + (r"(?!\w)" if part[-1].isalnum() else "")


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """The rows of the table, ready to be matched, in its order."""
    return tuple(_cue(row) for row in table("furniture"))


@lru_cache(maxsize=1)
def _scan() -> AhoCorasick:
    return AhoCorasick([cue.anchor for cue in cues()])


def furniture(text: str) -> list[tuple[int, int, Kind]]:
    """Where a text is not reporting: (start, end, kind) in characters, end excluded, in order, without overlaps.

    A span is a whole line, or the sentence where the words stand inside a paragraph, or the cue alone where reporting
    runs on behind it. In doubt nothing is marked: a sentence of reporting is worth more than a caption left in.
    Kinds: `caption`, the words under a picture; `form`, what asks the reader for something (an address, money,
    consent); `link`, what leads elsewhere; `credit`, who took the picture or wrote the story.
    """
    folded = fold(text)
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    marks = [mark for start, end, found in _candidates(folded, lines) for mark in _line(folded, start, end, found)]
    return [(start, end, kind) for start, end, kind in _joined(text, _with_labels(text, lines, marks))]


def _candidates(folded: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int, list[Cue]]]:
    """The lines that hold a cue's longest words, with those cues: most lines of most texts hold none."""
    starts = [start for start, _ in lines]
    by_line: dict[int, set[int]] = {}
    for index, start, _ in _scan().find_matches_as_indexes(lower(folded), overlapping=True):
        by_line.setdefault(bisect_right(starts, start) - 1, set()).add(index)
    for line in sorted(by_line):
        yield *lines[line], [cues()[index] for index in sorted(by_line[line])]


def _line(folded: str, start: int, end: int, found: list[Cue]) -> list[_Mark]:
    """The furniture of one line: its sentences that are marked, or the line itself."""
    sentences = [(start + match.start(), start + match.end()) for match in _SENTENCE.finditer(folded[start:end])]
    marks: list[_Mark] = []
    rest: list[tuple[int, int]] = []
    runs_on = False
    for first, last in sentences:
        if mark := next(filter(None, (sentence_mark(cue, folded, start, first, last) for cue in found)), None):
            marks.append(mark)
            runs_on |= mark.end < last
        else:
            rest.append((first, last))
    if not marks or not rest or runs_on:
        return marks
    if any(mark.kind == "form" for mark in marks):
        return sorted(marks + [_Mark(*piece, "form") for piece in rest if _addresses_the_reader(folded, *piece)])
    whole = end - start <= LONGEST_CAPTION and not any(_SPEECH.search(folded, *piece) for piece in rest)
    kinds = {mark.kind for mark in marks}
    pictures = [mark for mark in marks if mark.kind == "credit" and _PICTURE.search(folded, mark.start, mark.end)]
    if whole and ("caption" in kinds or pictures):
        return [_Mark(sentences[0][0], sentences[-1][1], "caption")]
    if whole and kinds == {"link"} and marks[0].start == sentences[0][0]:
        return [_Mark(sentences[0][0], sentences[-1][1], "link")]
    return marks


def sentence_mark(cue: Cue, folded: str, line: int, start: int, end: int) -> _Mark | None:
    """What a cue marks of the sentence from `start` to `end` in the line that starts at `line`, if anything."""
    sentence = folded[start:end]
    if cue.alone and (match := cue.alone.search(sentence)):
        return _Mark(start, start + match.end(), cue.kind)
    match = cue.pattern.search(sentence)
    if not match or _quoted(folded[line : start + match.end()], match[0]):
        return None
    if cue.in_brackets and cue.kind == "caption":
        return None if _TOLD.search(sentence) else _Mark(start, end, cue.kind)
    speech = _SPEECH.search(sentence)
    picture = _PICTURE.search(match[0])
    if cue.kind == "credit" and not picture and _TOLD.search(sentence):
        return None
    if cue.kind == "form":
        return None if speech else _Mark(start, end, cue.kind)
    if speech or (cue.kind == "credit" and picture and end - start - match.end() > LONGEST_CREDIT):
        runs_on = match.start() == 0 or cue.kind == "credit"
        return _Mark(start + match.start(), start + match.end(), cue.kind) if runs_on and cue.kind != "link" else None
    return _Mark(start, end, cue.kind)


def _quoted(line: str, words: str) -> bool:
    """Do the words at the end of this piece of a line stand between quotation marks?"""
    return (line[: len(line) - len(words)] + words[: len(words) - len(words.lstrip("\"' "))]).count('"') % 2 == 1


def _addresses_the_reader(folded: str, start: int, end: int) -> bool:
    return bool(_TO_THE_READER.search(folded, start, end)) and not _SPEECH.search(folded, start, end)


def _with_labels(text: str, lines: list[tuple[int, int]], marks: list[_Mark]) -> list[_Mark]:
    """The marks, and the short lines between two lines of one form ("E-mail address", "Your name")."""
    starts = [start for start, _ in lines]
    forms = {bisect_right(starts, mark.start) - 1 for mark in marks if mark.kind == "form"}
    labels = [
        _Mark(*lines[index], "form")
        for index in sorted({form + 1 for form in forms} - forms)
        if index + 1 in forms
        if lines[index][1] - lines[index][0] <= LONGEST_LABEL and not _SPEECH.search(text, *lines[index])
    ]
    return sorted(marks + labels)


def _joined(text: str, marks: list[_Mark]) -> Iterator[_Mark]:
    """Neighbours of one kind on one line as one span."""
    last: _Mark | None = None
    for mark in marks:
        gap = text[last.end : mark.start] if last else ""
        if last and last.kind == mark.kind and "\n" not in gap and not gap.strip():
            last = _Mark(last.start, mark.end, mark.kind)
            continue
        if last:
            yield last
        last = mark
    if last:
        yield last
