"""What an event only points back to: in "the deal", "supplied them", "ten arrived" goods and sides were named before.

"India ordered 12 jets from Russia. The deal is worth $1bn."   the deal's goods are the jets, its sides RU, IN
"India ordered 12 jets from Russia. The jets came in May."     they came from RU to IN
"India ordered 12 jets from Russia. Four were delivered."      four jets, from RU to IN

An event is linked to the nearest transfer told before it that meets all conditions of `TAKEN_UP`, `POINTED_TO` or
`COUNTED`; from that one it takes the goods and sides that its own sentence leaves out, with the words that named them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from armstrail.lexicon import word_class
from armstrail.reading.assemble import Draft
from armstrail.reading.counting import Counting, Number
from armstrail.reading.discourse import values
from armstrail.reading.event import Event
from armstrail.reading.item import Goods, Items, is_kin
from armstrail.reading.stand_in import takes_up
from armstrail.reading.syntax import is_verb

_NEAR = 1  # sentences back in which a bare number finds what it counts
_FAR = 4  # sentences back in which goods that are named anew find the transfer they were part of


@dataclass(frozen=True, slots=True)
class Pair:
    """An event, in the sentence of that number, and a transfer told before that it may take up."""

    event: Event
    sentence: int
    draft: Draft

    @property
    def distance(self) -> int:
        """Sentences between the two; 0 within one."""
        return self.sentence - self.draft.sentence

    def shared(self) -> set[str]:
        """The parties of both."""
        return self.event.sides() & values(self.draft.suppliers, self.draft.recipients)


def _of_a_kind(pair: Pair) -> bool:
    """Is one of the goods of the kind of one told before? "The weapons" may be any."""
    kinds = {goods.category for goods in pair.event.goods}
    told = {goods.category for goods in pair.draft.goods}
    return bool(told) and (kinds == {"unspecified"} or any(is_kin(left, right) for left in kinds for right in told))


def _tells_all(pair: Pair) -> bool:
    """Have the two together a supplier and a recipient?"""
    event, draft = pair.event, pair.draft
    return bool((event.suppliers or draft.suppliers) and (event.recipients or draft.recipients))


Conditions = Mapping[str, Callable[[Pair], bool]]

TAKEN_UP: Conditions = {
    "not far": lambda pair: pair.distance <= _FAR,
    "both its sides are known": lambda pair: bool(pair.draft.suppliers and pair.draft.recipients),
    "its goods are of that kind": _of_a_kind,
}
""" "THE JETS came in May": an event with goods and no sides."""

POINTED_TO: Conditions = {
    "it has goods": lambda pair: bool(pair.draft.goods),
    "a side in common, or none named": lambda pair: bool(pair.shared()) or pair.event.is_bare,
}
""" "THE DEAL is worth $1bn", "supplied THEM to Iraq": an event without goods."""

COUNTED: Conditions = {
    "near": lambda pair: pair.distance <= _NEAR,
    "both sides are known of the two": _tells_all,
    "its goods can be counted": lambda pair: any(goods.category != "unspecified" for goods in pair.draft.goods),
}
""" "Kuwait took TWENTY of them", "TEN were delivered": an event whose goods are only a number."""


HANDED_ON: Conditions = {
    "not far": lambda pair: pair.distance <= _FAR,
    "somebody got them": lambda pair: bool(pair.draft.recipients),
    "who gets them is another": lambda pair: not values(pair.draft.recipients) & pair.event.sides(),
    "its goods are of that kind, if named": lambda pair: not pair.event.goods or _of_a_kind(pair),
}
""" "the missiles were PASSED ON to Hezbollah": by whoever had got them."""


def point_back(event: Event, sentence: int, so_far: Sequence[Draft]) -> bool:
    """Fills what an event points to from the claims before it; False if it points to something, and that is unknown."""
    if event.taken_up and event.goods:
        return _take(event, _nearest(event, sentence, so_far, TAKEN_UP))
    if event.stands_for is not None and not event.goods:
        return _take(event, _nearest(event, sentence, so_far, COUNTED))
    if _is_handed_on(event) and (draft := _nearest(event, sentence, so_far, HANDED_ON)):
        event.goods, event.suppliers = _goods(event, draft), list(draft.recipients)
        return True
    if not event.definite or event.goods:
        return True
    if _take(event, _nearest(event, sentence, so_far, POINTED_TO)):
        return True
    event.goods = _named_before(event)
    event.needs |= {"suppliers", "recipients"}  # a pronoun's goods and half its sides would be too much to guess
    return bool(event.goods)


def _nearest(event: Event, sentence: int, so_far: Sequence[Draft], conditions: Conditions) -> Draft | None:
    """The last transfer told before that meets all conditions; not one of which it is open who sold."""
    for draft in reversed([one for one in so_far if not one.unsure]):
        pair = Pair(event, sentence, draft)
        if all(holds(pair) for holds in conditions.values()):
            return draft
    return None


def _take(event: Event, draft: Draft | None) -> bool:
    """Gives an event the goods and sides that it leaves out; False without a transfer to take them from."""
    if draft is None:
        return False
    event.goods = _goods(event, draft)
    _fill_sides(event, draft)
    return True


def _goods(event: Event, draft: Draft) -> list[Goods]:
    """The goods of a transfer as an event takes them up: by their type, in its own number."""
    if event.stands_for is not None:
        number = Counting(event.parsed).of_container(event.stands_for, [event.stands_for], False)
        return [_numbered(goods, number) for goods in draft.goods[:1]]
    if not event.goods or all(goods.category == "unspecified" for goods in event.goods):
        return list(draft.goods)
    return [_as_typed(goods, draft) for goods in event.goods]


def _numbered(goods: Goods, number: Number | None) -> Goods:
    """Goods told of before in a number of their own, or in none."""
    if number is None:
        return replace(goods, quantity=None, quantity_span=None)
    return replace(goods, quantity=number.quantity, quantity_span=number.span)


def _as_typed(goods: Goods, draft: Draft) -> Goods:
    """ "The missiles": by the type that they were called before, "S-300 missiles"."""
    told = next((one for one in draft.goods if one.designation and is_kin(goods.category, one.category)), None)
    if told is None or goods.designation or len(draft.goods) > 1:
        return goods
    return replace(told, quantity=goods.quantity, quantity_span=goods.quantity_span)


def _is_handed_on(event: Event) -> bool:
    """ "THE MISSILES were passed on to Hezbollah": are goods told of before given away by who is not named?"""
    onward = is_verb(event.predicate) and event.predicate.lemma_ in word_class("onward")
    if not onward or event.suppliers or not event.recipients or event.act != "delivery":
        return False
    return event.definite or any(takes_up(event.parsed.doc[goods.head]) for goods in event.goods)


def _named_before(event: Event) -> list[Goods]:
    """The last goods that the sentence names before a predicate: "paid for weapons and channelled them"."""
    if event.row["pos"] == "noun":
        return []
    for token in reversed(event.parsed.doc[: event.predicate.i]):
        if token.i in event.parsed.heads and event.parsed.is_goods(token):
            return Items(event.parsed).alone(token)
    return []


def _fill_sides(event: Event, draft: Draft) -> None:
    """The side that an event leaves out, from an earlier claim that shares the other one or the goods."""
    if not event.suppliers and not values(draft.suppliers) & event.sides():
        event.suppliers = list(draft.suppliers)
    if not event.recipients and not values(draft.recipients) & event.sides():
        event.recipients = list(draft.recipients)
