"""Which goods a phrase names, each with its category, type and number: "49 T-72 tanks" -> tanks, T-72, 49..49."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from spacy.tokens import Token

from armstrail.lexicon import Entry, Found, by_form, name_span, table, word_class
from armstrail.lexicon.fold import fold
from armstrail.model import CATEGORIES, Category, Quantity, Span
from armstrail.reading.counting import Counting, Number
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
    """Goods as a phrase names them, with the words for each part.

    `designation` is the lexicon's name of the type, `type_name` the passage's own: "Hawk" and "Hawk Mk 66".
    """

    text: str
    span: Span
    category: Category
    designation: str | None
    type_name: str | None
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
        heads = [head for head in conjuncts(token) if not self._is_only_named_with(head, conjuncts(token))]
        return distinct(_rounded([goods for head in heads for goods in self._one(head)]))

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
        if any(child.lower_ in civil_words() for child in children(head, "amod", "compound", "nmod")):
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

    def _types(self, head: Token) -> list[Goods]:
        """The goods of "20 MiG-29 and 12 Su-27 fighters", one for each type; none where the noun has no two types.

        A number before the first type alone may count them all: it counts none.
        """
        whole = self._goods(head)
        named = [token for token in self._phrase(head) if self._is_type(token)] if whole else []
        lasts = [token for token in named if self.parsed.heads.get(token.i) is self.parsed.mark(token)]
        if whole is None or len(lasts) < 2 or not all(_is_joined(left, right) for left, right in pairwise(lasts)):
            return []
        start = self.parsed.doc[self.counting.first(head, self._phrase(head))].idx
        found = []
        for token in lasts:
            mark = cast("Found", self.parsed.mark(token))
            number = self.counting.between(start, token.idx, False)
            start = token.idx + len(token)
            found.append(self._type(whole, head if token == lasts[-1] else token, mark, number))
        if any(goods.quantity is None for goods in found):
            return [replace(goods, quantity=None, quantity_span=None) for goods in found]
        return found

    def _plurals_before(self, head: Token) -> list[Token]:
        """ "Missiles and rocket launchers": plurals that the parser made parts of the next noun's name."""
        return [
            child
            for child in children(head, "nmod", "compound")
            if child.tag_ == "NNS" and any(one.dep_ == "cc" for one in child.children) and self._is_kind(child)
        ]

    def _is_kind(self, token: Token) -> bool:
        entry = self.parsed.entry(token)
        return entry is not None and entry.kind == "goods"

    def _is_only_named_with(self, head: Token, heads: list[Token]) -> bool:
        """ "Tank and artillery shells": no tank comes, for a tank has an article or a number before it."""
        following = heads[heads.index(head) + 1 :][:1]
        if head.tag_ != "NN" or not self._is_kind(head) or not following or following[0].tag_ != "NNS":
            return False
        return self._is_countable(head) and not children(head, "det", "poss", "nummod")

    def _type(self, whole: Goods, last: Token, mark: Found, number: Number | None) -> Goods:
        """One of several types before a noun, with the noun's category where the type does not refine it."""
        kind = _category(mark.entry)
        span = Span(mark.start, self.parsed.span(last).end)
        refined = whole.category == "unspecified" or kind in REFINES.get(whole.category, ())
        return Goods(
            text=self.parsed.text(span),
            span=span,
            category=kind if refined else whole.category,
            designation=mark.entry.id,
            type_name=self._type_name(mark),
            designation_span=Span(*name_span(mark)),
            quantity=number.quantity if number else None,
            quantity_span=number.span if number else None,
            head=last.i,
        )

    def _type_name(self, mark: Found) -> str:
        """The passage's own name of a type; the lexicon's where the passage writes it as a plain word."""
        name = fold(self.parsed.text(Span(*name_span(mark))))
        return mark.entry.id if name.islower() else name

    def _is_type(self, token: Token) -> bool:
        entry = self.parsed.entry(token)
        return entry is not None and entry.kind == "designation"

    def _one(self, head: Token) -> Iterator[Goods]:
        """The goods of one noun, what it holds, and what is named as an example of it."""
        for plural in self._plurals_before(head):
            yield from self.alone(plural)
        each = self._types(head)
        goods = each[-1] if each else self._goods(head)
        if goods is not None:
            yield from each or [goods]
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
            inner = [self._share(container, goods) for goods in self.of(noun)]
            found += [*(self._counted_by(container, goods) for goods in inner[:1]), *inner[1:]]
        if not found:
            modifiers = children(container, "compound", "amod", "nmod")
            found = [goods for child in modifiers for goods in self.of(child)]
            found = [self._counted_by(container, goods) for goods in found] if len(found) == 1 else found
        return found

    def _share(self, container: Token, goods: Goods) -> Goods:
        """ "48 of the 72 jets", "a third of the 72 jets": the number of all is not that of the part."""
        part = container.pos_ == "NUM" or container.lower_ in word_class("share")
        return replace(goods, quantity=None, quantity_span=None) if part else goods

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
        plurals = self._plurals_before(head)
        name = [token for token in phrase if not plurals or (token.i > plurals[-1].i and token.dep_ != "cc")]
        while len(name) > 1 and _is_no_part(name[0]):
            name = name[1:]
        while len(name) > 1 and self._is_name(name[0]):
            name = name[1:]
        number = self.counting.of(head, phrase, self._is_countable(head))
        name = self._behind_number(name, number)
        span = self.parsed.span(name[0], name[-1])
        return Goods(
            text=self.parsed.text(span),
            span=span,
            category=category,
            designation=designation.entry.id if designation else None,
            type_name=self._type_name(designation) if designation else None,
            designation_span=Span(*name_span(designation)) if designation else None,
            quantity=number.quantity if number else None,
            quantity_span=number.span if number else None,
            head=head.i,
        )

    def _behind_number(self, name: list[Token], number: Number | None) -> list[Token]:
        """A name without the words of its number: "or nine tanks", "plus tanks" -> tanks."""
        counted = number.span.end - self.parsed.sentence.start if number else 0
        kept = [token for token in name if token.idx >= counted]
        while len(kept) > 1 and _is_no_part(kept[0]):
            kept = kept[1:]
        return kept or name

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
def civil_words() -> frozenset[str]:
    """Words before "aid", "supplies", "equipment" that make them civil goods."""
    return frozenset(row["form"] for row in table("civil"))


def _gives_examples(preposition: Token) -> bool:
    """Do the goods behind it stand for those before it: "weapons such as T-72s", "arms including rifles"?"""
    such = preposition.lower_ == "as" and any(child.lower_ == "such" for child in preposition.children)
    return such or preposition.lower_ in EXAMPLES


def _is_vague(goods: Goods | None) -> bool:
    """ "deliveries of weapons of the S-300 type": goods that a kind may still be told of."""
    return goods is not None and goods.category == "unspecified"


def _is_joined(left: Token, right: Token) -> bool:
    """Are two types joined by "and", "or", a comma or a slash, not one the other's name ("9K333 Verba")?"""
    between = left.doc[left.i + 1 : right.i]
    return any(token.dep_ == "cc" or token.text in (",", "/") for token in between)


def _is_no_part(token: Token) -> bool:
    """Is the word an article, a number, a sign, not a part of the goods' name?"""
    return (
        token.is_punct or token.tag_ == "WRB" or token.dep_ in ("nummod", "det", "quantmod") or token.lower_ in _NO_PART
    )


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


def is_kin(kind: Category, other: Category) -> bool:
    """Is one kind the other, or what a type name may make of it: "the missiles", once called S-300?"""
    return kind == other or other in REFINES.get(kind, ()) or kind in REFINES.get(other, ())


def _rounded(found: list[Goods]) -> list[Goods]:
    """Bare missiles and launchers are those of the air defence named before: "20 Blowpipes and 10 launchers"."""
    kept: list[Goods] = []
    for goods in found:
        system = kept[-1] if kept else None
        bare = goods.designation is None and goods.text.lower() in word_class("missile-part")
        known = system is not None and system.category == "air_defence" and system.designation is not None
        kept.append(replace(goods, category="air_defence") if bare and known else goods)
    return kept


def distinct(found: list[Goods]) -> list[Goods]:
    """Each goods once; a bare "weapons" beside named kinds is no item of its own, unless it has a number."""
    named = any(goods.category != "unspecified" for goods in found)
    kept: dict[Span, Goods] = {}
    for goods in found:
        if goods.category == "unspecified" and named and goods.quantity is None:
            continue
        kept.setdefault(goods.span, goods)
    return list(kept.values())
