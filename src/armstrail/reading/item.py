"""Which goods a phrase names, each with its category, type and number: "49 T-72 tanks" -> tanks, T-72, 49..49."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from armstrail.lexicon import Entry, Found, table, word_class
from armstrail.model import Category, Quantity, Span
from armstrail.reading.parsed import Parsed
from armstrail.reading.quantity import counts
from armstrail.reading.syntax import children, conjuncts
from armstrail.reading.value import prices

# What a type name may make of its head noun: "Patriot missiles" are air defence; "Mistral ships" stay ships.
REFINES: dict[str, tuple[str, ...]] = {
    "missiles": ("air_defence", "bombs", "uav", "artillery"),
    "aircraft": ("uav", "helicopters"),
    "vehicles": ("armoured_vehicles", "artillery", "air_defence", "tanks"),
    "armoured_vehicles": ("tanks", "artillery", "air_defence"),
    "artillery": ("missiles", "air_defence", "small_arms"),
    "bombs": ("missiles",),
    "small_arms": ("missiles", "artillery", "air_defence"),
    "sensors": ("air_defence", "uav"),
}
_EXAMPLES = frozenset("including like".split())
_SIZED = ("compound", "amod", "nmod", "poss", "npadvmod", "nummod")


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods as a phrase names them, with the words for each part."""

    text: str
    span: Span
    category: Category
    designation: str | None
    designation_span: Span | None
    quantity: Quantity | None
    quantity_span: Span | None
    head: int  # token index in its sentence


@lru_cache(maxsize=1)
def containers() -> frozenset[str]:
    """Nouns that hold or count goods: in "a shipment of tanks" the goods are the tanks."""
    return frozenset(form for row in table("containers") for form in (row["form"], row["plural"]) if form)


@lru_cache(maxsize=1)
def _civil() -> frozenset[str]:
    """Words before "aid", "supplies", "equipment" that make them civil goods."""
    return frozenset(row["form"] for row in table("civil"))


class Items:
    """Finds the goods of one sentence's phrases."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.money = (
            [(price.start, price.end) for price in prices(parsed.doc.text)]
            if _MONEY_SIGN.search(parsed.doc.text)
            else []
        )

    def of(self, token: Token) -> list[Goods]:
        """The goods that a phrase stands for, those joined by "and" or named as examples too, in order."""
        found: list[Goods] = []
        for head in conjuncts(token):
            found += self._one(head)
        return _distinct(found)

    def alone(self, head: Token) -> list[Goods]:
        """The goods of one noun only, without what is joined to it."""
        goods = self._goods(head)
        return [goods] if goods else []

    def _one(self, head: Token) -> list[Goods]:
        goods = self._goods(head)
        found = [goods] if goods else []
        if goods is None and (
            head.lower_ in containers()
            or head.pos_ in ("NUM", "DET", "PRON", "SYM")
            or head.lower_ in word_class("money")
        ):
            for prep in children(head, "prep"):
                if prep.lower_ == "of" or (
                    prep.lower_ == "in" and head.pos_ in ("NUM", "SYM", "NOUN") and head.lower_ not in ("use",)
                ):
                    for pobj in children(prep, "pobj"):
                        inner = self.of(pobj)
                        found += [self._counted_by(head, one) if n == 0 else one for n, one in enumerate(inner)]
            if not found:
                for child in children(head, "compound", "amod", "nmod"):
                    if one := self._goods(child):
                        found.append(self._counted_by(head, one))
        for child in head.children:
            if child.dep_ == "prep" and (
                child.lower_ in _EXAMPLES or (child.lower_ == "as" and any(c.lower_ == "such" for c in child.children))
            ):
                for pobj in children(child, "pobj"):
                    found += self.of(pobj)
            elif child.dep_ == "appos" and goods is not None:
                found += self.of(child)
            elif (
                child.dep_ == "prep" and child.lower_ == "of" and goods is not None and goods.category == "unspecified"
            ):
                for pobj in children(child, "pobj"):
                    found += self.of(pobj)
        return found

    def _goods(self, head: Token) -> Goods | None:
        """The goods that one noun names, its own modifiers taken in."""
        one = self.parsed.marks.get(head.i)
        if one is None or one.entry.kind not in ("goods", "designation"):
            if head.lower_ in containers():
                return None
            return self._typed(head)
        if any(child.lower_ in _civil() for child in children(head, "amod", "compound", "nmod")):
            return None
        phrase = self._phrase(head)
        designations = [d for d in (self._mark(t) for t in phrase) if d and d.entry.kind == "designation"]
        designation = designations[0] if designations else None
        category = _category(one.entry)
        if designation and (category == "unspecified" or _category(designation.entry) in REFINES.get(category, ())):
            category = _category(designation.entry)
        elif category == "unspecified":
            for token in phrase:
                mark = self._mark(token)
                if mark and mark.entry.kind == "goods" and _category(mark.entry) != "unspecified":
                    category = _category(mark.entry)
        return self._make(phrase, head, category, designation)

    def _typed(self, head: Token) -> Goods | None:
        """A noun that the lexicon does not know, after a type name: "S-300 squadrons"."""
        if head.pos_ not in ("NOUN", "PROPN") or head.lower_ in _NOT_GOODS:
            return None
        before = [head.nbor(-1)] if head.i else []
        for child in (*before, *children(head, "compound", "nmod", "amod")):
            mark = self._mark(child)
            if mark and mark.entry.kind == "designation" and head.lower_ in word_class("typed"):
                return self._make(self._phrase(head), head, _category(mark.entry), mark)
        return None

    def _mark(self, token: Token) -> Found | None:
        return self.parsed.marks.get(token.i)

    def _phrase(self, head: Token) -> list[Token]:
        """The head and the modifiers right before it, in order, without articles, owners and numbers."""
        tokens = {head.i}
        for token in head.subtree:
            if token.i < head.i and _hangs_by(token, head):
                tokens.add(token.i)
        one = self._mark(head)
        if one:
            tokens |= {i for i, mark in self.parsed.marks.items() if mark is one}
        first = max(tokens)
        while first - 1 in tokens:
            first -= 1
        return [self.parsed.doc[i] for i in range(first, max(tokens) + 1)]

    def _make(self, phrase: list[Token], head: Token, category: Category, designation: Found | None) -> Goods:
        while len(phrase) > 1 and (
            phrase[0].is_punct
            or phrase[0].dep_ in ("nummod", "det", "quantmod")
            or phrase[0].lower_ in ("other", "new", "more", "several", "some", "such")
        ):
            phrase = phrase[1:]
        while len(phrase) > 1 and self._is_name(phrase[0]):
            phrase = phrase[1:]
        span = self.parsed.span(phrase[0], phrase[-1])
        text = self.parsed.sentence.text[
            span.start - self.parsed.sentence.start : span.end - self.parsed.sentence.start
        ]
        quantity, at = self._count(head)
        return Goods(
            text, span, category, designation.entry.id if designation else None,
            Span(designation.start, designation.end) if designation else None, quantity, at, head.i,
        )  # fmt: skip

    def _is_name(self, token: Token) -> bool:
        """A state's own name before the goods is whom they go to, not a part of theirs: "sell Damascus weapons"."""
        entry = self.parsed.entry(token)
        return (
            entry is not None
            and entry.is_party
            and entry.role in ("name", "capital")
            and not token.text.isupper()
            and "." not in token.text
            and token.nbor(1).text not in ("-", "'s", "’s")
        )

    def _count(self, head: Token) -> tuple[Quantity | None, Span | None]:
        """The number before a noun: its own words from the determiner to the first modifier."""
        left = min(
            (
                t.i
                for t in head.subtree
                if t.i <= head.i
                and head in (t.head, t.head.head)
                and t.dep_ in (*_SIZED, "det", "quantmod", "advmod", "predet")
            ),
            default=head.i,
        )
        left = min(left, *(t.i for t in self._phrase(head)))
        while left > 0 and self.parsed.doc[left - 1].pos_ in ("NUM", "DET") and not self.parsed.doc[left - 1].is_punct:
            left -= 1
        for extra in (
            "than",
            "to",
            "over",
            "about",
            "around",
            "some",
            "nearly",
            "almost",
            "roughly",
            "least",
            "as",
            "up",
            "many",
            "more",
        ):
            if left > 0 and self.parsed.doc[left - 1].lower_ == extra:
                left -= 1
        if left > 1 and self.parsed.doc[left - 1].lower_ in ("than", "least", "many", "to"):
            left -= 2
        start = self.parsed.doc[left].idx
        text = self.parsed.doc.text[start : head.idx + len(head)]
        plural = head.tag_ in ("NNS", "NNPS")
        for count in counts(text):
            words = text[count.start : count.end]
            at = (start + count.start, start + count.end)
            if self._belongs_to_a_name(*at) or any(low < at[1] and at[0] < high for low, high in self.money):
                continue
            if words.lower() in ("a", "an") and (
                plural or head.lemma_.lower() in word_class("uncounted") or not _countable(head, self._mark(head))
            ):
                continue
            if 1900 < (count.quantity.min or 0) < 2040 and "," not in words and words.isdigit():
                continue
            rest = text[count.end : count.end + 10].lstrip().lower()
            if rest.startswith(
                (
                    "mm",
                    "-mm",
                    "millimet",
                    "percent",
                    "%",
                    "km",
                    "kilomet",
                    "-year",
                    "year",
                    "ton",
                    "-ton",
                    "million",
                    "-inch",
                    "rounds",
                    "-seat",
                    "-foot",
                    "-engine",
                    "-kilo",
                )
            ) or text[max(0, count.start - 1) : count.start] in ("$", "€", "£", "-"):
                continue
            offset = self.parsed.sentence.start + start
            return count.quantity, Span(offset + count.start, offset + count.end)
        return None, None

    def _belongs_to_a_name(self, start: int, end: int) -> bool:
        base = self.parsed.sentence.start
        return any(mark.start <= base + start and base + end <= mark.end for mark in self.parsed.marks.values())

    def _counted_by(self, container: Token, goods: Goods) -> Goods:
        """ "two batteries of S-300s": the number before the container, where the goods have none of their own."""
        if goods.quantity is not None:
            return goods
        if container.lower_ in word_class("counting") or container.pos_ == "NUM":
            quantity, at = self._count(container)
            if (
                container.lower_
                in (
                    "dozens",
                    "scores",
                    "hundreds",
                    "thousands",
                    "dozen",
                    "hundred",
                    "couple",
                    "pair",
                    "handful",
                    "thousand",
                )
                or container.pos_ == "NUM"
            ):
                text_start = container.idx
                words = self.parsed.doc.text[max(0, text_start - 12) : container.idx + len(container)]
                for count in counts(words):
                    offset = self.parsed.sentence.start + max(0, text_start - 12)
                    quantity, at = count.quantity, Span(offset + count.start, offset + count.end)
            if quantity is not None and at is not None:
                return Goods(
                    goods.text,
                    goods.span,
                    goods.category,
                    goods.designation,
                    goods.designation_span,
                    quantity,
                    at,
                    goods.head,
                )
        return goods


_MONEY_SIGN = re.compile(
    r"[$€£¥₹]|\b(?:dollars?|dlrs|euros?|pounds|stg|francs|marks|rupees|crore|roubles|rubles|guilders?|million|billion|bn)\b"
)
_NOT_GOODS = frozenset({"deal", "sale", "contract", "order"})


def _hangs_by(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ not in (
            "compound",
            "amod",
            "nmod",
            "npadvmod",
            "punct",
            "advmod",
            "nummod",
            "quantmod",
            "conj",
            "cc",
        ):
            return False
        token = token.head
    return True


def _countable(head: Token, mark: Found | None) -> bool:
    return (
        head.tag_ in ("NN", "NNP")
        and mark is not None
        and (mark.entry.kind == "designation" or _category(mark.entry) != "unspecified")
        and mark.entry.row.get("plural", "x") != ""
    )


def _category(entry: Entry) -> Category:
    return entry.row["category"]  # type: ignore[return-value]


def _distinct(found: list[Goods]) -> list[Goods]:
    """Each goods once; a bare "weapons" beside named kinds is no item of its own, unless it has a number."""
    named = any(goods.category != "unspecified" for goods in found)
    kept: dict[Span, Goods] = {}
    for goods in found:
        if goods.category == "unspecified" and named and goods.quantity is None:
            continue
        kept.setdefault(goods.span, goods)
    return list(kept.values())


def maker_tokens(parsed: Parsed, goods: Goods) -> list[Token]:
    """Words in the goods' own phrase that name a state: "Russian missiles", "US-made rifles"."""
    head = parsed.doc[goods.head]
    found = []
    for token in head.subtree:
        entry = parsed.entry(token)
        if (
            token.i <= head.i
            and entry is not None
            and entry.is_party
            and entry.kind != "company"
            and _maker_path(token, head)
        ):
            found.append(token)
    return found


def _maker_path(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ not in ("compound", "amod", "nmod", "npadvmod", "poss", "nsubj", "conj", "advmod"):
            return False
        token = token.head
    return True
