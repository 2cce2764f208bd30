"""What one does as another has done, in words that name no transfer.

"Germany has halted arms exports to Turkey. Finland did the same."   a halt by Finland
"Kenya ordered 20 jets; Uganda followed suit."                       an order by Uganda
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, cast

from spacy.tokens import Token

from armstrail.model import Modality, Period, Span
from armstrail.reading.assemble import Draft
from armstrail.reading.discourse import Party
from armstrail.reading.governing import cues
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties
from armstrail.reading.syntax import children, is_verb, subjects

LIKEWISE = re.compile(
    r"\b(?:the same|suit|likewise|done so|did so|do so|already d(?:id|one)|as did|so did)\b", re.IGNORECASE
)
"""Words by which a sentence may tell of the same as the last one: those that triage looks for."""

_FOLLOWING = {"follow": "suit", "do": "same"}
_SAID = frozenset({"planned", "possible", "denied"})
_SO = frozenset({"so", "likewise", "already"})


def likewise(parsed: Parsed, parties: Parties, so_far: Sequence[Draft]) -> list[Draft]:
    """The last thing told before, of whoever is said to do the same."""
    if not LIKEWISE.search(parsed.sentence.text):
        return []
    found: list[Draft] = []
    for verb in parsed.tokens:
        if not is_like(verb):
            continue
        before = [draft for draft in so_far if draft.at < parsed.span(verb).start and any(draft.sides())]
        doers = [party for subject in subjects(verb) for party in parties.of(subject)]
        if before and doers:
            found += _the_same(before[-1], doers, verb, parsed)
    return found


def is_like(verb: Token) -> bool:
    """ "did the same", "followed suit", "has done so", "something that France has already done"."""
    if not is_verb(verb) or verb.lemma_ not in _FOLLOWING:
        return False
    if any(one.lower_ == _FOLLOWING[verb.lemma_] for one in children(verb, "dobj")):
        return True
    something = verb.dep_ == "relcl" and verb.head.lower_ in ("something", "thing", "step")
    so = {child.lower_ for child in children(verb, "advmod")} & (_SO - {"already"} if not something else _SO)
    return verb.lemma_ == "do" and (bool(so) or something)


def _the_same(draft: Draft, doers: list[Party], verb: Token, parsed: Parsed) -> list[Draft]:
    """A draft as it is told of others: they stand on the side that acted in it."""
    side = _acting(draft)
    taken = {party.value for party in (*draft.suppliers, *draft.recipients)}
    new = [party for party in doers if party.value not in taken]
    if side is None or not new:
        return []
    said = next((cue for cue in cues(verb)[-1:] if cue.modality in _SAID), None)
    same = replace(
        draft,
        suppliers=new if side == "suppliers" else list(draft.suppliers),
        recipients=new if side == "recipients" else list(draft.recipients),
        via=[],
        origins=[],
        goods=list(draft.goods),
        modality=cast("Modality", said.modality) if said else draft.modality,
        modality_spans=[parsed.span(said.token)] if said else [],
        evidence=[*draft.evidence, Span(parsed.sentence.start, parsed.sentence.end)],
        act_spans=[*draft.act_spans, parsed.span(verb)],
        period=Period(start=None, end=None),
        period_spans=[],
        value=None,
        value_span=None,
        trend=None,
        trend_spans=[],
        means=[],
        at=parsed.span(verb).start,
    )
    return [same]


def _acting(draft: Draft) -> Literal["suppliers", "recipients"] | None:
    """The side that stands first in a draft's sentence, before its predicate."""
    first = [(party.span.start, "suppliers") for party in draft.suppliers if not party.indirect]
    first += [(party.span.start, "recipients") for party in draft.recipients if not party.indirect]
    before = [one for one in first if one[0] < draft.at]
    return cast('Literal["suppliers", "recipients"]', min(before)[1]) if before else None
