"""How many pieces a phrase counts: "dozens of tanks" -> 24..99. Words: lexicon/tables/quantities.csv.

A number that says something else is no count: a calibre, a share, a price, a rank, an age, a length of time, a year, a
part of a type's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from armstrail.lexicon import cells, table
from armstrail.model import Quantity
from armstrail.reading.period import is_counted, is_year

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UNITS = {w: n for n, w in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())}
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7}
_SCALES |= {"billion": 10**9, "trillion": 10**12}
_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_SCALE = "dozen|hundred|thousand|lakh|million|crore|billion|trillion"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]+)?"
# "two hundred and fifty thousand", "a hundred", "half a million", "two and a half million"
WORDS = (
    rf"(?:(?:half[ -]an?|an?[ -]half|an?)[ -](?={_SCALE})|(?:{_SMALL})\b(?:[ -]and[ -]a[ -]half\b)?)"
    rf"(?:[ -]?(?:\band )?\b(?:{_SMALL}|{_SCALE})\b)*"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of pieces in a text and the characters that state it."""

    quantity: Quantity
    start: int
    end: int


def number(text: str) -> int | None:
    """The whole number that digits or words give: "1,200" -> 1200, "two dozen" -> 24; None where it is none."""
    words = re.sub(r"\bhalf[ -]an?\b|\ban?[ -]half\b", "0.5", text.lower().strip())
    words = re.sub(r"\band[ -]a[ -]half\b", "0.5", words)
    total, current, said = Decimal(0), Decimal(0), False
    for word in re.split(r"[ -]+", words):
        small = _small(word)
        if word == "and" and said:
            continue
        if small is not None:
            current += small
        elif word not in _SCALES:
            return None
        elif _SCALES[word] <= 100:
            current = (current or Decimal(1)) * _SCALES[word]
        else:
            total, current = total + (current or Decimal(1)) * _SCALES[word], Decimal(0)
        said = True
    whole = total + current
    return int(whole) if whole == whole.to_integral_value() else None


def _small(word: str) -> Decimal | None:
    if re.fullmatch(DIGITS, word):
        return Decimal(word.replace(",", ""))
    known = {"a": 1, "an": 1}.get(word, _UNITS.get(word, _TENS.get(word)))
    return None if known is None else Decimal(known)


# --- counts -----------------------------------------------------------------------------------------------------------

_ADVERB = r"(?:(?:well|far|just|slightly|significantly|considerably|much)\s+)?"
_LEAST = (
    rf"{_ADVERB}(?:(?:more|greater)\s+than|over|above|upwards\s+of|in\s+excess\s+of)|(?:at\s+least|a\s+minimum\s+of)"
    r"|(?:no|not)\s+(?:fewer|less)\s+than|as\s+few\s+as"
)
_MOST = (
    r"(?:up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+most|a\s+maximum\s+of)|(?:no|not)\s+more\s+than"
    rf"|{_ADVERB}(?:(?:fewer|less)\s+than|under|below)"
)
_ABOUT = (
    r"about|around|some|roughly|approximately|approx\.?|nearly|almost|close\s+to|perhaps|maybe|an?\s+(?:estimated|additional"
    r"|extra|further|initial|reported|combined)"
)
_NUMBER = rf"(?:{DIGITS}(?:[ -](?:{_SCALE})\b)*|{WORDS}|(?:{_SCALE})\b(?:[ -](?:{_SCALE})\b)*)"
# Not after "F-", "$", "No. ", "Type "; not before "mm", "%", "-year-old", "days", "th".
_NO_COUNT_BEFORE = re.compile(
    r"(?:[$€£¥₹#]\s?|[\w.,][-.,:/–]|\b[A-Z][a-z]?-\s|(?:^|[\s(])\.|\b(?:nos?\.?|number|type|mark|mk\.?|mod\.?|model|block|batch|resolutions?|article|chapter"
    r"|section|phase|tranche|flight|page|p\.|aged?|top|rs\.?|dm|sfr|fr|calib(?:er|re)|x|by\s+a\s+factor\s+of)\s)$",
    re.IGNORECASE,
)
_MEASURES = (
    r"mm millimet\w+ cm centimet\w+ kms? kilomet\w+ miles? met(?:er|re)s? yards? feet foot ft inch(?:es)? tons? "
    r"tonnes? kg kilos? kilogram\w* grams? pounds? lbs? lit(?:er|re)s? gallons? barrels? knots mph hp kw "
    r"megawatts? percent pct percentage per\s+cent years? months? weeks? days? hours? minutes? seconds?(?!-) decades? "
    r"centur(?:y|ies) times? degrees nautical square cubic gauge calib(?:er|re) thirds? quarters? tenths? a\.m "
    r"p\.m am pm gmt another"
).split()
_MONTH = (
    r"(?-i:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.))"
)
_NO_COUNT_AFTER = re.compile(
    r"[\w°%]|[.,:][0-9]|-(?!(?:odd|plus|some|strong)\b)[a-z]|\s?(?:%|mm|cm|km|x[0-9])"
    rf"|[-\s]+(?:{'|'.join(_MEASURES)})\b|,?\s+{_MONTH}(?!\w)",
    re.IGNORECASE,
)
_AGE = re.compile(r"[a-z],\s[0-9]{2}[,.](?![0-9])")  # "Jo Dean, 63, was"
_DAY_OF = re.compile(rf"\b{_MONTH}\s$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_OR_MORE = re.compile(r"(?:[-\s]plus\b|\+|\s+or\s+more\b)", re.IGNORECASE)
_OR_SO = re.compile(r"\s+or\s+so\b", re.IGNORECASE)
_OR_LESS = re.compile(r"\s+or\s+(?:fewer|less)\b", re.IGNORECASE)
# "A lot of tanks" and "a new batch" are no single piece.
_NO_ARTICLE = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:lot|number|few|bit|series|range|variety|batch|shipment|consignment|total|fleet|package|host"
    r"|quantity|quantities|amount|mix|mixture|deal|couple|handful|pair|dozen|score|third|quarter|half|cache|stock\w*)\b",
    re.IGNORECASE,
)


_LEADING = (
    "well far just slightly significantly considerably much more greater over above upwards in at a no not as "
    "up under below fewer less about around some roughly approximately approx nearly almost close perhaps maybe "
    "an between half"
).split()
_WORD = re.compile(r"[A-Za-z]+|[0-9]+")


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, Quantity], frozenset[str]]:
    """What a count looks like, what the table's words stand for, and the words that a count can begin with."""
    bounds = {row["form"]: Quantity(min=int(row["min"]), max=int(row["max"])) for row in table("quantities")}
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(bounds, key=len, reverse=True))
    between = rf"between\s+(?P<from>{_NUMBER})\s+and\s+(?P<until>{_NUMBER})"
    digits = rf"{DIGITS}(?:[ -](?:{_SCALE})\b)*"
    span = (
        rf"(?P<low>{digits}(?=\s*[-–—]\s*[0-9])|{_NUMBER}(?=[\s-]+(?:to|or)[\s-]))"
        rf"(?:\s*[-–—]\s*|[\s-]+(?:to|or)[\s-]+)(?P<high>{_NUMBER})"
    )
    before = rf"(?:(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT}))\s+)?"
    pattern = rf"(?<!\w){before}(?:{between}|{span}|(?P<number>{_NUMBER})|(?P<cue>{words})(?!\w))"
    first = frozenset([*_LEADING, *_UNITS, *_TENS, *_SCALES, *(form.split()[0] for form in bounds)])
    return re.compile(pattern, re.IGNORECASE), bounds, first


@lru_cache(maxsize=1)
def _money() -> re.Pattern[str]:
    """A currency's name after a number: "20 million dollars" is a price."""
    return re.compile(rf"[\s-]?(?:bn|mln|bln|mn|m|tn)?[\s-]?(?:{_currency_names()})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _money_of() -> re.Pattern[str]:
    """The same after a word for many: "hundreds of billions of dollars"."""
    return re.compile(rf"\s+of\s+(?:(?:m|b|tr)illions\b|(?:{_currency_names()})\b)", re.IGNORECASE)


def _currency_names() -> str:
    forms = {form.lower() for row in table("currencies") for form in cells(row["forms"])}
    names = sorted(form for form in forms if form[-1].isalpha() and len(form) > 2)
    return "|".join(map(re.escape, names))


def counts(text: str) -> Iterator[Count]:
    """The numbers of pieces that a text states, in its order: a count, not yet of what."""
    pattern, bounds, first = _cues()
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done or not (word[0].isdigit() or word[0].lower() in first):
            continue
        match = pattern.match(text, word.start())
        if match is None:
            continue
        done = match.end()
        quantity = _quantity(match, bounds) if _counts(match, text) else None
        if quantity is None:
            continue
        if quantity.min is not None and (more := _OR_MORE.match(text, done)):
            quantity, done = Quantity(min=quantity.min, max=None), more.end()
        elif quantity.max is not None and (less := _OR_LESS.match(text, done)):
            quantity, done = Quantity(min=None, max=quantity.max), less.end()
        elif about := _OR_SO.match(text, done):
            done = about.end()
        article = match["cue"] and match["cue"].lower() in ("a", "an")  # of "questions about a sale" only "a" counts
        yield Count(quantity, match.start("cue") if article else match.start(), done)


def _counts(match: re.Match[str], text: str) -> bool:
    """Is it a number of pieces, not a calibre, a price or a year?"""
    first = next(name for name in ("low", "from", "number", "cue") if match[name])
    begin, end = match.start(first), match.end()
    if _NO_COUNT_BEFORE.search(text, max(0, begin - 20), begin) or _NO_COUNT_AFTER.match(text, end):
        return False
    if match["cue"] and match["cue"].lower() in ("a", "an"):
        bounded = match["least"] or match["most"]
        return not bounded and text[end : end + 1].isspace() and not _NO_ARTICLE.match(text, end)
    if _YEAR.match(text, begin) and is_year(text, begin, begin + 4):
        return False
    if _AGE.match(text, max(0, begin - 3)) or (match["cue"] and _money_of().match(text, end)):
        return False
    if _DAY_OF.search(text, max(0, begin - 12), begin) and not is_counted(text, end):
        return False
    return not _money().match(text, end)


def _quantity(match: re.Match[str], bounds: dict[str, Quantity]) -> Quantity | None:
    least, most = bool(match["least"]), bool(match["most"])
    if match["low"] or match["from"]:
        low, high = _range(match["low"] or match["from"], match["high"] or match["until"])
        if low is None or high is None or low >= high:
            return None
    elif match["cue"]:
        cue = bounds[re.sub(r"\s+", " ", match["cue"].lower())]
        low, high = cue.min, cue.max
    else:
        low = high = number(match["number"])
    if low is None and high is None:
        return None
    return Quantity(min=None if most else low, max=None if least else high)


def _range(first: str, second: str) -> tuple[int | None, int | None]:
    """Both ends; "two to three hundred" begins at two hundred."""
    low, high = number(first), number(second)
    scale = re.search(rf"({_SCALE})$", second, re.IGNORECASE)
    if low is not None and high is not None and scale and not re.search(_SCALE, first, re.IGNORECASE):
        factor = _SCALES[scale[1].lower()]
        if low < high // factor:
            low *= factor
    return low, high
