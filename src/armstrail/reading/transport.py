"""How goods travelled: "Dozens of Antonov 124s have been bringing in vehicles" -> air, An-124, 24..99."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from armstrail.lexicon import table
from armstrail.model import Mode, Span, Transport
from armstrail.reading.item import Items
from armstrail.reading.parsed import Parsed

_CATEGORY_MODE: dict[str, Mode] = {"aircraft": "air", "helicopters": "air", "ships": "sea", "vehicles": "road"}


@dataclass(frozen=True, slots=True)
class Means:
    """A means of transport and the characters that name it."""

    transport: Transport
    span: Span


@lru_cache(maxsize=1)
def modes() -> dict[str, Mode]:
    """Nouns for means of transport, singular and plural, with their mode."""
    return {form: row["mode"] for row in table("transport") for form in (row["form"], row["plural"]) if form}  # type: ignore[misc]


def means(parsed: Parsed, token: Token) -> Means | None:
    """The means of transport that a noun phrase names; None where it names none."""
    for goods in Items(parsed).of(token):
        if mode := _CATEGORY_MODE.get(goods.category):
            transport = Transport(text=goods.text, mode=mode, designation=goods.designation, quantity=goods.quantity)
            return Means(transport, goods.span)
    if mode := modes().get(token.lower_):
        span = parsed.span(token)
        return Means(Transport(text=token.text, mode=mode, designation=None, quantity=None), span)
    return None
