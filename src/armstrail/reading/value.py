"""What a transfer costs: "$3.5bn" -> 3,500,000,000 USD. Currencies: lexicon/tables/currencies.csv.

"Billions of dollars" and "a multi-million-dollar deal" name no sum. Of "between $2 billion and $3 billion" the first
counts: the guide knows one amount a claim, and says nothing of ranges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from armstrail.lexicon import cells, table
from armstrail.model import Value
from armstrail.reading.quantity import DIGITS, WORDS, number

_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "crore": 10**7,
    "crores": 10**7,
}
_SCALES |= dict.fromkeys("million millions mn mln mil m".split(), 10**6)
_SCALES |= dict.fromkeys("billion billions bn bln b".split(), 10**9) | dict.fromkeys("trillion trn tn".split(), 10**12)
_LONG = "|".join(sorted((scale for scale in _SCALES if len(scale) > 1), key=len, reverse=True))
_SCALE = rf"(?:(?:[\s-]?(?:{_LONG})|[mbk])(?![A-Za-z]))"
_SUM = rf"(?P<number>{DIGITS})(?P<scale>{_SCALE}{{0,2}})"
_UPPER = rf"(?P<upper>{DIGITS})(?P<upper_scale>{_SCALE}{{0,2}})"
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|or)\s+|(?P<and>\s+and\s+))"
_NUMBER_GOES_ON = re.compile(r"[0-9]|[.,][0-9]")
# Names that are also ordinary words or measures count only behind a scale: "500 pounds of explosives", "in 2014 won".
_WORDLY = frozenset("won pound pounds mark marks rand sterling real crowns franc dong".split())
_WEIGHT = re.compile(
    r"\s+(?:of\s+(?:[\w-]+\s+)?(?:explosives?|tnt|powder|gunpowder|ammunition|ammonium|nitrate|cocaine|heroin|uranium|fuel"
    r"|force|thrust|pressure|c-?4|cargo|steel)|(?:bomb|warhead|shell|gun|charge|payload)s?)\b",
    re.IGNORECASE,
)
# A sum said again in another currency: "$8bn (£6bn)", "1 billion rand, or about $60 million".
_AGAIN = re.compile(
    r"\s*,?\s*(?:[(\[/]|\bor\b|\bequivalent\s+to\b)[\s,=]*(?:(?:or|about|around|some|approximately|approx\.?|roughly"
    r"|nearly|almost|over|more\s+than|equivalent\s+to|then|worth)\s+)*",
    re.IGNORECASE,
)


_TOKENS = re.compile(r"[A-Za-z]+")
_SIGNS = re.compile("[$€£¥₹₦]")


@dataclass(frozen=True, slots=True)
class Price:
    """A sum of money and the characters that state it."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Currencies:
    """What prices look like; `signs` and `names`: words one of which a price with its currency before, behind has."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    signs: frozenset[str]
    names: frozenset[str]
    codes: dict[str, str]


@lru_cache(maxsize=1)
def _currencies() -> _Currencies:
    codes = {form: row["code"] for row in table("currencies") for form in cells(row["forms"])}
    codes |= {row["code"]: row["code"] for row in table("currencies") if row["code"] != "TRY"}  # a word, in capitals
    named = [form for form in codes if form[-1].isalpha() and (form == form.lower() or " " in form or "-" in form)]
    short = [form for form in codes if form not in named]
    sign, exact = _either(short), _either([form for form in short if form.isupper() and form.isalpha()])
    before = rf"(?<![A-Za-z$€£¥])(?P<sign>{sign})\s?{_SUM}(?:{_TO}(?P<sign2>{sign})?\s?{_UPPER})?"
    name = rf"[\s-]?(?P<name>(?i:{_either(named)})|{exact})(?!\w)"
    after = rf"(?<![\w.,$€£¥₹-])(?:{_SUM}(?:{_TO}{_UPPER})?|(?P<words>{WORDS})){name}"
    return _Currencies(
        re.compile(_any_case(before)),
        re.compile(_any_case(after)),
        frozenset(form.rstrip(".").lower() for form in short if form[0].isalpha()),
        frozenset(_TOKENS.findall(form.lower())[-1] for form in (*named, *short) if form.rstrip(".")[-1].isalpha()),
        codes | {form.lower(): codes[form] for form in named},
    )


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _any_case(pattern: str) -> str:
    """The scales and number words of a pattern whatever their case; signs and short names as they are."""
    for part in (_SCALE, _TO, WORDS):
        pattern = pattern.replace(part, part.replace("(?:", "(?i:", 1))
    return pattern


def prices(text: str) -> list[Price]:
    """The sums that a text names, in its order; a sum repeated in another currency in brackets counts once."""
    known, words = _currencies(), set(_TOKENS.findall(text.lower()))
    patterns = []
    if _SIGNS.search(text) or not known.signs.isdisjoint(words):
        patterns.append(known.before)
    if not known.names.isdisjoint(words):
        patterns.append(known.after)
    found: list[Price] = []
    taken = bytearray(len(text)) if patterns else bytearray()
    for pattern in patterns:
        for match in pattern.finditer(text):
            price = _price(match, text, known.codes)
            if price and taken.find(1, price.start, price.end) < 0:
                found.append(price)
                taken[price.start : price.end] = b"\1" * (price.end - price.start)
    found.sort(key=lambda price: price.start)
    return [price for n, price in enumerate(found) if not (n and _again(text, found[n - 1], price))]


def _again(text: str, first: Price, second: Price) -> bool:
    return second.value.currency != first.value.currency and bool(_AGAIN.fullmatch(text, first.end, second.start))


def _price(match: re.Match[str], text: str, codes: dict[str, str]) -> Price | None:
    groups = match.groupdict()
    form, end = groups.get("sign") or groups["name"], match.end()
    if groups.get("upper") and not _ranges(match, text):
        end = match.end("scale")
        if "name" in groups:
            return None
    if groups.get("sign") and _NUMBER_GOES_ON.match(text, end):
        return None
    amount = _amount(groups, end > match.end("scale")) if groups.get("number") else _in_words(groups["words"])
    if not amount or ("name" in groups and not _is_money(match, text, amount)):
        return None
    return Price(Value(amount=amount, currency=codes.get(form) or codes[form.lower()]), match.start(), end)


_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)


def _ranges(match: re.Match[str], text: str) -> bool:
    """Is it "$2-3 billion", not "$5 million to 10 rebels"?"""
    if match["and"] and not _BETWEEN.search(text, max(0, match.start() - 10), match.start()):
        return False
    return bool(match["upper_scale"] or match.groupdict().get("sign2") or "name" in match.groupdict())


def _amount(groups: dict[str, str | None], ranged: bool) -> int | float:
    scale = groups["scale"] or (groups.get("upper_scale") if ranged and groups.get("upper") else "") or ""
    amount = Decimal((groups["number"] or "").replace(",", ""))
    for word in re.findall("[a-z]+", scale.lower()):
        amount *= _SCALES[word]
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _in_words(words: str) -> int | None:
    """ "Half a billion", "two hundred thousand"; "three" alone is no price."""
    amount = number(words)
    return amount if amount and amount >= 100 else None


def _is_money(match: re.Match[str], text: str, amount: float) -> bool:
    """Is the name one of a currency here, not a measure or a verb?"""
    name = match["name"].lower()
    if name == "mark" and text[match.start("name") - 1] != "-":  # "passed the 1 million mark"
        return False
    if name.startswith("pound") and _WEIGHT.match(text, match.end()):
        return False
    if match["words"] or match["scale"] or match["upper_scale"]:
        return True
    if name in _WORDLY:
        return "," in match["number"] or (name in ("pounds", "marks") and amount >= 10_000)
    return not (_YEAR.fullmatch(match["number"]) and _CONSTANT.search(text, max(0, match.start() - 16), match.start()))


_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CONSTANT = re.compile(r"\b(?:in|at|constant|current)\s+$", re.IGNORECASE)  # "in constant 1990 dollars"
