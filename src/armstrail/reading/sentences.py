"""Cuts a text into sentences, and knows which stand in quotation marks: rules only, before any model runs.

    "He left. “We sold tanks,” he said. “They paid.”"  ->  three sentences, two of them with quotations

A stop that belongs to an abbreviation ends none; a blank line or a line break before a headline or a list's point does.
Every character but space belongs to one sentence, and the time that it takes grows with the text's length, no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A stop after one of these never ends a sentence: a name follows.
_TITLES = frozenset(
    "Mr Mrs Ms Messrs Mme Mlle Dr Prof St Gen Gens Lt Col Cols Maj Capt Cmdr Cdr Cpl Pvt Pfc Sgt Adm Brig Sen "
    "Sens Rep Reps Gov Govs Pres Sec Asst Supt Hon Amb Rev Fr Mgr Ft Mt Insp Det vs v cf viz approx eg ie".split()
)
# After one of these a number follows.
_NUMBERED = frozenset("No Nos no nos Art Arts Fig Figs Vol Para Res Ch Mk p pp para ca c approx Op".split())
# A stop after one of these ends a sentence only before a word that opens one: "the U.S. The Kremlin".
_SHORTENED = frozenset(
    "Inc Corp Co Cos Ltd Plc Bros Jr Sr Ave Blvd Rd Bldg Dept Govt Intl Assn Univ Mfg etc al est Jan Feb Mar "
    "Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Rs Ala Ariz Ark Calif Colo Conn Del "
    "Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo".split()
)
_OPENERS = (
    "The But In It He She They A This That These Those We I You His Her Its Their Our There Then When While If "
    "At On For After Before However Also Meanwhile Some Many Most Several Both With Since During Despite "
    "Although Because So Yet"
).split()
_OPENER = re.compile(rf"(?:{'|'.join(_OPENERS)})(?!\w)")
_SPEAKING = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|asked|asks|added|told|replied|wondered|wrote)\b")

_CLOSERS = "\"'”’)\\]»"
_OPENING = re.compile("[\"'“‘«(\\[„]*")
_END = re.compile(
    # a stop, what closes behind it, and space
    rf"[.!?…][{_CLOSERS}]*(?P<space>\s+)"
    # no space where there should be one: "war.The", "war.”The", "war.“The"
    r"|(?<=[a-z0-9)][a-z0-9)])[.!?](?P<glued>[\"”’]?)(?=[A-Z][a-z]+[\s,]|[A-Z]\s|[“«])"
    r"|(?<=[a-z0-9][.!?])(?P<quoted>[”»])(?=[A-Z“])"
    # a line ends
    r"|(?P<line>\n\s*)"
)
_LINE_OPENS = re.compile(r"[\"'“‘«(\[„]*[^\W\d_a-z]|[$€£•·●▪◦*–—-]|[\"'“‘«„]\S|\(?[0-9]{1,3}[.)]\s")
_WORD = re.compile(r"[^\s\"'“”‘’()\[\]«»/—–]*$")
_QUOTES = re.compile('[“«”»"]')


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


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order; blank lines and line breaks before capitals end one.

    Old wires' doubled signs become quotation marks of the same length, so that no offset moves.
    """
    text = text.replace("``", "“ ").replace("''", "” ")
    sentences: list[Sentence] = []
    start, paragraph, quoted = 0, 0, False
    for end, following, breaks in [*_boundaries(text), (len(text), len(text), True)]:
        piece = text[start:end]
        words = piece.strip()
        if words:
            left = start + len(piece) - len(piece.lstrip())
            opened, quoted = quoted, _still_open(words, quoted)
            sentences.append(Sentence(left, left + len(words), words, paragraph, opened, quoted))
        if breaks:
            paragraph += 1
            # A quotation that goes on over paragraphs opens each anew; whatever was left open ends here.
            quoted = False
        start = following
    return sentences


def _still_open(text: str, quoted: bool) -> bool:
    for sign in _QUOTES.findall(text):
        quoted = not quoted if sign == '"' else sign in "“«"
    return quoted


# --- where a sentence ends --------------------------------------------------------------------------------------------


def _boundaries(text: str) -> Iterator[tuple[int, int, bool]]:
    """(end of a sentence, start of the next, is it the end of a paragraph)."""
    wrapped = _wrapped_lines(text)
    for match in _END.finditer(text):
        kind, end = match.lastgroup, match.end()
        if kind in ("space", "line"):
            gap = match.start(kind)
            if "\n" in match[kind]:
                if _ends_line(text, match, wrapped):
                    yield gap, end, True
                    continue
                if kind == "line":
                    continue
            if _ends_sentence(text, match.start(), gap, end):
                yield gap, end, False
        elif kind == "quoted" or _is_glued(text, match.start()):
            yield end, end, False


def _is_glued(text: str, stop: int) -> bool:
    """Lacks a stop its space, "the war.The"; not in "St.Petersburg" or an address?"""
    token = text[max(0, stop - 60) : stop].split()[-1:]
    return not (token and ("//" in token[0] or token[0].lower().startswith("www."))) and not _is_shortened(
        _word_before(text, stop)
    )


def _ends_line(text: str, match: re.Match[str], wrapped: frozenset[int]) -> bool:
    """Does the line break end a paragraph: a blank line, or the next line opens one, as a headline, a list's point?"""
    space, end = match[match.lastgroup or 0], match.end()
    if space.count("\n") > 1:
        return True
    if match.start() + match[0].index("\n") in wrapped and not space.endswith(("  ", "\t")):
        return False
    return _LINE_OPENS.match(text, end) is not None


def _wrapped_lines(text: str) -> frozenset[int]:
    """The line breaks of paragraphs that were set in lines of one width: they are only spaces."""
    found: list[int] = []
    block: list[str] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append(line)
        else:
            if _is_wrapped(block):
                begin = at - sum(len(one) + 1 for one in block)
                for one in block[:-1]:
                    begin += len(one) + 1
                    found.append(begin - 1)
            block = []
        at += len(line) + 1
    return frozenset(found)


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 3:
        return False
    widths = [len(line.rstrip()) for line in lines[:-1]]
    goes_on = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return max(widths) <= 100 and min(widths) >= 0.6 * max(widths) and goes_on * 4 >= len(lines) - 1


def _ends_sentence(text: str, stop: int, gap: int, following: int) -> bool:
    """Does the stop at `stop` end a sentence, when `following` is where the next word stands?"""
    first = _OPENING.match(text, following)
    at = first.end() if first else following
    opener = text[at : at + 1]
    if not opener or opener.islower() or opener in ",;:.!?…%&/":
        return False
    if text[stop] != ".":
        # “Really?” Putin asked.
        return not (text[stop] in "!?" and gap > stop + 1 and _SPEAKING.match(text, following))
    word = _word_before(text, stop)
    if gap > stop + 1 or at > following:  # a bracket or a quotation mark between
        return gap > stop + 1 or not _is_title(word)
    if opener.isdigit() and (word in _NUMBERED or _is_shortened(word)):
        return False
    if word in ("No", "Nos"):
        return True
    return not _is_shortened(word) or (not _is_title(word) and _OPENER.match(text, at) is not None)


def _word_before(text: str, stop: int) -> str:
    """The word that a stop follows, its own stops included: "U.S", "Gen", "J"."""
    found = _WORD.search(text[max(0, stop - 16) : stop])
    return found[0].rpartition(",")[2].rpartition("-")[2] if found else ""


def _is_title(word: str) -> bool:
    return word in _TITLES or (word.isupper() and len(word) > 1 and word.capitalize() in _TITLES)


def _is_shortened(word: str) -> bool:
    """May the stop belong to the word: "Gen.", "Inc.", "J.", "U.S.", "a.m."?"""
    if len(word) == 1:
        return (word.isupper() and word != "I") or word in _TITLES
    if "." in word:
        return all(len(part) <= 2 for part in word.split(".")) or _is_title(word.rpartition(".")[2])
    known = word.capitalize() if word.isupper() else word
    return known in _TITLES or known in _SHORTENED
