"""How goods travelled: "Dozens of Antonov 124s have been bringing in vehicles" -> air, An-124, 24..99."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from armstrail.lexicon import by_form
from armstrail.model import MODES, Mode, Span, Transport
from armstrail.reading.item import Items
from armstrail.reading.parsed import Parsed

_MODES: dict[str, Mode] = {mode: mode for mode in MODES}
_CATEGORY_MODE: dict[str, Mode] = {"aircraft": "air", "helicopters": "air", "ships": "sea", "vehicles": "road"}


@dataclass(frozen=True, slots=True)
class Means:
    """A means of transport and the characters that name it."""

    transport: Transport
    span: Span


def means(parsed: Parsed, token: Token) -> Means | None:
    """The means of transport that a noun phrase names; None where it names none."""
    for goods in Items(parsed).of(token):
        if mode := _CATEGORY_MODE.get(goods.category):
            transport = Transport(text=goods.text, mode=mode, designation=goods.type_name, quantity=goods.quantity)
            return Means(transport, goods.span)
    row = by_form("transport").get(token.lower_)
    if row is None:
        return None
    transport = Transport(text=token.text, mode=_MODES[row["mode"]], designation=None, quantity=None)
    return Means(transport, parsed.span(token))
