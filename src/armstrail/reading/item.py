"""Which goods a phrase names, each with its category, type and number: "49 T-72 tanks" -> tanks, T-72, 49..49."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import Entry, Found, by_form, table, word_class
from armstrail.model import CATEGORIES, Category, Quantity, Span
from armstrail.reading.counting import Counting
from armstrail.reading.parsed import Parsed
from armstrail.reading.syntax import EXAMPLES, behind, children, conjuncts

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
_CATEGORIES: dict[str, Category] = {category: category for category in CATEGORIES}
_NO_PART = frozenset("other new more several some such".split())  # before goods, and no part of their name
_PHRASE_PATH = frozenset("compound amod nmod npadvmod punct advmod nummod quantmod conj cc".split())
_MAKER_PATH = frozenset("compound amod nmod npadvmod poss nsubj conj advmod".split())


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


def is_container(noun: Token) -> bool:
    """Does a noun hold or count goods: in "a shipment of tanks" the goods are the tanks?"""
    return noun.lower_ in by_form("containers")


def maker_tokens(parsed: Parsed, goods: Goods) -> list[Token]:
    """Words in the goods' own phrase that name a state: "Russian missiles", "US-made rifles"."""
    head = parsed.doc[goods.head]
    before = (token for token in head.subtree if token.i <= head.i)
    return [token for token in before if _may_make(parsed.entry(token)) and _hangs_by(token, head, _MAKER_PATH)]


class Items:
    """Finds the goods of one sentence's phrases."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.counting = Counting(parsed)

    def of(self, token: Token) -> list[Goods]:
        """The goods that a phrase stands for, those joined by "and" or named as examples too, in the text's order."""
        return _distinct([goods for head in conjuncts(token) for goods in self._one(head)])

    def alone(self, head: Token) -> list[Goods]:
        """The goods of one noun only, without what is joined to it."""
        goods = self._goods(head)
        return [goods] if goods else []

    # --- phrases ----------------------------------------------------------------------------------------------------

    def _goods(self, head: Token) -> Goods | None:
        """The goods that one noun names, its own modifiers taken in."""
        found = self.parsed.mark(head)
        if found is None or not self.parsed.is_goods(head):
            return None if is_container(head) else self._typed(head)
        if any(child.lower_ in _civil() for child in children(head, "amod", "compound", "nmod")):
            return None
        phrase = self._phrase(head)
        marks = [mark for token in phrase if (mark := self.parsed.mark(token))]
        designation = next((mark for mark in marks if mark.entry.kind == "designation"), None)
        category = _category(found.entry)
        if designation and (category == "unspecified" or _category(designation.entry) in REFINES.get(category, ())):
            category = _category(designation.entry)
        elif category == "unspecified":
            kinds = [_category(mark.entry) for mark in marks if mark.entry.kind == "goods"]
            category = next((kind for kind in reversed(kinds) if kind != "unspecified"), category)
        return self._make(phrase, head, category, designation)

    def _one(self, head: Token) -> Iterator[Goods]:
        """The goods of one noun, what it holds, and what is named as an example of it."""
        goods = self._goods(head)
        if goods is not None:
            yield goods
        elif self._may_count(head):
            yield from self._held(head)
        for child in head.children:
            if child.dep_ == "appos" and goods is not None:
                yield from self.of(child)
            elif child.dep_ == "prep" and (_gives_examples(child) or (child.lower_ == "of" and _is_vague(goods))):
                for noun in children(child, "pobj"):
                    yield from self.of(noun)

    def _may_count(self, head: Token) -> bool:
        """May the goods stand behind the noun's "of": "a shipment of …", "49 of …", "$2bn worth of …"?"""
        return is_container(head) or head.pos_ in ("NUM", "DET", "PRON", "SYM") or head.lower_ in word_class("money")

    def _held(self, container: Token) -> list[Goods]:
        """The goods behind a container's "of" or in its modifiers: "a shipment of tanks", "a tank shipment"."""
        summed = container.pos_ in ("NUM", "SYM", "NOUN") and container.lower_ != "use"  # "$110bn in arms"
        found: list[Goods] = []
        for noun in behind(container, "of", *(["in"] if summed else [])):
            inner = self.of(noun)
            found += [*(self._counted_by(container, goods) for goods in inner[:1]), *inner[1:]]
        if not found:
            modifiers = children(container, "compound", "amod", "nmod")
            found = [self._counted_by(container, goods) for child in modifiers if (goods := self._goods(child))]
        return found

    def _typed(self, head: Token) -> Goods | None:
        """A noun that the lexicon does not know, after a type name: "S-300 squadrons"."""
        if head.pos_ not in ("NOUN", "PROPN") or head.lower_ not in word_class("typed"):
            return None
        before = [head.nbor(-1)] if head.i else []
        for child in (*before, *children(head, "compound", "nmod", "amod")):
            mark = self.parsed.mark(child)
            if mark and mark.entry.kind == "designation":
                return self._make(self._phrase(head), head, _category(mark.entry), mark)
        return None

    def _phrase(self, head: Token) -> list[Token]:
        """The head and the modifiers right before it, in order, without articles, owners and numbers."""
        tokens = {head.i}
        tokens |= {token.i for token in head.subtree if token.i < head.i and _hangs_by(token, head, _PHRASE_PATH)}
        if own := self.parsed.mark(head):
            tokens |= {i for i, mark in self.parsed.marks.items() if mark is own}
        first = last = max(tokens)
        while first - 1 in tokens:
            first -= 1
        return [self.parsed.doc[i] for i in range(first, last + 1)]

    # --- goods ------------------------------------------------------------------------------------------------------

    def _make(self, phrase: list[Token], head: Token, category: Category, designation: Found | None) -> Goods:
        """Goods by their phrase, the words before their name left out."""
        name = phrase
        while len(name) > 1 and _is_no_part(name[0]):
            name = name[1:]
        while len(name) > 1 and self._is_name(name[0]):
            name = name[1:]
        span = self.parsed.span(name[0], name[-1])
        number = self.counting.of(head, phrase, self._is_countable(head))
        return Goods(
            text=self.parsed.text(span),
            span=span,
            category=category,
            designation=designation.entry.id if designation else None,
            designation_span=Span(designation.start, designation.end) if designation else None,
            quantity=number.quantity if number else None,
            quantity_span=number.span if number else None,
            head=head.i,
        )

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

    def _is_countable(self, head: Token) -> bool:
        """Is "a" before the noun a number: "a tank", but not "a missile shield", "an equipment"?"""
        mark = self.parsed.mark(head)
        if mark is None or head.tag_ not in ("NN", "NNP") or head.lemma_.lower() in word_class("uncounted"):
            return False
        known = mark.entry.kind == "designation" or _category(mark.entry) != "unspecified"
        return known and mark.entry.row.get("plural", "x") != ""

    def _counted_by(self, container: Token, goods: Goods) -> Goods:
        """ "two batteries of S-300s": the number before the container, where the goods have none of their own."""
        if goods.quantity is not None:
            return goods
        number = self.counting.of_container(container, self._phrase(container), self._is_countable(container))
        return replace(goods, quantity=number.quantity, quantity_span=number.span) if number else goods


@cache
def _civil() -> frozenset[str]:
    """Words before "aid", "supplies", "equipment" that make them civil goods."""
    return frozenset(row["form"] for row in table("civil"))


def _gives_examples(preposition: Token) -> bool:
    """Do the goods behind it stand for those before it: "weapons such as T-72s", "arms including rifles"?"""
    such = preposition.lower_ == "as" and any(child.lower_ == "such" for child in preposition.children)
    return such or preposition.lower_ in EXAMPLES


def _is_vague(goods: Goods | None) -> bool:
    """ "deliveries of weapons of the S-300 type": goods that a kind may still be told of."""
    return goods is not None and goods.category == "unspecified"


def _is_no_part(token: Token) -> bool:
    """Is the word an article, a number, a sign, not a part of the goods' name?"""
    return token.is_punct or token.dep_ in ("nummod", "det", "quantmod") or token.lower_ in _NO_PART


def _may_make(entry: Entry | None) -> bool:
    """May the party make goods under its name, not under its owner's: any but a company ("Lockheed missiles")?"""
    return entry is not None and entry.is_party and entry.kind != "company"


def _hangs_by(token: Token, head: Token, labels: frozenset[str]) -> bool:
    """Is the way up from a token to a head made of those labels only?"""
    while token != head:
        if token.dep_ not in labels:
            return False
        token = token.head
    return True


def _category(entry: Entry) -> Category:
    """The category of an entry for goods or for a type of goods.

    Raises:
        KeyError: the table has a category that the model does not know.
    """
    return _CATEGORIES[entry.row["category"]]


def _distinct(found: list[Goods]) -> list[Goods]:
    """Each goods once; a bare "weapons" beside named kinds is no item of its own, unless it has a number."""
    named = any(goods.category != "unspecified" for goods in found)
    kept: dict[Span, Goods] = {}
    for goods in found:
        if goods.category == "unspecified" and named and goods.quantity is None:
            continue
        kept.setdefault(goods.span, goods)
    return list(kept.values())
