"""How sure a claim is: the share of claims like it that a careful reader has too, from a few features of its draft.

"Russia sold 24 S-300 missiles to Syria." -> 0.8; "American arms exports to the country" -> 0.4

A logistic function of the features, with the weights of `lexicon/tables/confidence.csv`. Right means here that the
claim was paired with a claim of the gold whose suppliers and recipients each share a party with its own, or are both
left open: who armed whom. Act, goods and source may still be wrong. `scripts/fit_confidence.py` fits the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from armstrail.lexicon import table
from armstrail.model import ACTS, Span
from armstrail.reading.logistic import probability

if TYPE_CHECKING:
    from armstrail.reading.assemble import Draft

_FAR = 120  # characters between a side's words and the word of the act, beyond which they are far apart
_LONG = 260  # characters of a sentence that holds much beside the transfer
_NAMED = frozenset({"official", "group", "company", "organisation", "media"})
_CAPITALS = 0.6  # share of words with a capital, from which a sentence is a headline


def confidence(draft: Draft, text: str) -> float:
    """0 to 1, to two decimals; the same draft always gives the same.

    Args:
        draft: a claim in the making, its sides completed and merged with others of the same.
        text: the report's, which the draft's spans count.
    """
    return round(probability(_weights(), features(draft, text)), 2)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in table("confidence")}


def features(draft: Draft, text: str) -> dict[str, float]:
    """What a draft's confidence rests on, by name: 1 where it is so, 0 where it is not."""
    return {name: float(holds) for name, holds in _features(draft, text)}


def _features(draft: Draft, text: str) -> Iterator[tuple[str, bool]]:
    yield "any claim", True
    yield from _sides(draft)
    yield from _words(draft, text)
    yield from _said(draft)


def _sides(draft: Draft) -> Iterator[tuple[str, bool]]:
    """How its two sides are known."""
    parties = [*draft.suppliers, *draft.recipients]
    yield "supplier open", not draft.suppliers
    yield "recipient open", not draft.recipients
    yield "side completed", draft.completed
    yield "side by pronoun", any(party.indirect for party in parties)
    yield "side in another sentence", any(not _inside(party.span, draft.evidence) for party in parties)
    yield "side far from act", any(_distance(party.span, draft.act_spans) > _FAR for party in parties)
    yield "several on a side", max(len(draft.suppliers), len(draft.recipients)) > 1
    yield "group or region", any(party.kind in ("group", "region") for party in parties)
    yield "region or body", any(party.kind in ("region", "body") for party in parties)


def _words(draft: Draft, text: str) -> Iterator[tuple[str, bool]]:
    """What kind of words say it."""
    sentences = [text[span.start : span.end] for span in draft.evidence]
    yield "act by noun", draft.noun
    yield "long sentence", any(len(sentence) > _LONG for sentence in sentences)
    yield "several sentences", len(sentences) > 1
    yield "capitals", any(_is_headline(sentence) for sentence in sentences)
    yield "no goods", not draft.goods
    yield "goods of no kind", any(goods.category == "unspecified" for goods in draft.goods)
    yield "goods with type or number", any(goods.designation or goods.quantity for goods in draft.goods)
    yield "date or price", draft.value is not None or bool(draft.period.start or draft.period.end)


def _said(draft: Draft) -> Iterator[tuple[str, bool]]:
    """What is said, and on whose word."""
    kind = draft.speaker.kind if draft.speaker else "narrator"
    yield "source named", kind in _NAMED
    yield "source not named", kind == "anonymous"
    for modality in ("planned", "possible", "denied"):
        yield f"modality {modality}", draft.modality == modality
    for act in ACTS:
        if act != "delivery":
            yield f"act {act}", draft.act == act


def _inside(words: Span, sentences: list[Span]) -> bool:
    return any(span.start <= words.start and words.end <= span.end for span in sentences)


def _distance(words: Span, others: list[Span]) -> int:
    """Characters between words and the nearest of others, none where they overlap."""
    gaps = [max(0, words.start - other.end, other.start - words.end) for other in others]
    return min(gaps, default=0)


def _is_headline(sentence: str) -> bool:
    """ "US To Sell Tanks To Iraq": most of its words begin with a capital."""
    words = [word for word in sentence.split() if word[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)
