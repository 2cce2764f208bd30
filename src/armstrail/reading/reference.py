"""What an event only points back to: in "the deal" and "supplied them" the goods, and a side, were named before.

"India ordered 12 jets from Russia. The deal is worth $1bn."  ->  the deal's goods are the jets, its sides RU, IN
"""

from __future__ import annotations

from armstrail.reading.assemble import Draft
from armstrail.reading.event import Event
from armstrail.reading.item import Goods, Items


def point_back(event: Event, so_far: list[Draft]) -> bool:
    """Fills what an event points to from the claims before it, the nearest first; False if nothing came before."""
    if not event.definite or event.goods:
        return True
    sides = event.sides()
    for draft in reversed(so_far):
        theirs = {party.value for party in (*draft.suppliers, *draft.recipients)}
        if draft.goods and (sides & theirs or not sides):
            event.goods = list(draft.goods)
            _fill_sides(event, draft)
            return True
    event.goods = _named_before(event)
    event.needs |= {"suppliers", "recipients"}  # a pronoun's goods and half its sides would be too much to guess
    return bool(event.goods)


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
    if not event.suppliers and not {party.value for party in draft.suppliers} & event.sides():
        event.suppliers = list(draft.suppliers)
    if not event.recipients and not {party.value for party in draft.recipients} & event.sides():
        event.recipients = list(draft.recipients)
