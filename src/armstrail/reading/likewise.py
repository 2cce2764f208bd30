"""What one does as another has done, in words that name no transfer.

"Germany has halted arms exports to Turkey. Finland did the same."   a halt by Finland
"Kenya ordered 20 jets; Uganda followed suit."                       an order by Uganda
"Norway sent Ukraine howitzers. So has Denmark."                     a delivery by Denmark
"Norway sent Ukraine howitzers; Hungary did not."                    the same denied of Hungary
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from spacy.tokens import Token

from armstrail.model import Act, Modality, Period, Span
from armstrail.reading import ellipsis
from armstrail.reading.assemble import Draft
from armstrail.reading.discourse import Party, values
from armstrail.reading.governing import cues, links, row_for
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties
from armstrail.reading.syntax import children, is_verb, subjects

LIKEWISE = re.compile(
    r"\b(?:the same|suit|likewise|done so|did so|do so|already d(?:id|one))\b|" + ellipsis.ELLIPSIS.pattern,
    re.IGNORECASE,
)
"""Words by which a sentence may tell of the same as the last one: those that triage looks for."""

_FOLLOWING = {"follow": "suit", "do": "same"}
_SAID = frozenset({"planned", "possible", "denied"})
_SO = frozenset({"so", "likewise", "already"})
_BY_AUXILIARY: dict[str, Modality] = {
    "will": "planned",
    "would": "planned",
    "may": "possible",
    "might": "possible",
    "could": "possible",
}

Side = Literal["suppliers", "recipients"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a transfer becomes as it is told of others: the word that says so, who they are, what is said of it."""

    verb: Token
    parties: list[Party]
    side: Side | None  # None: that which acted
    act: Act
    modality: Modality
    said: Token | None  # the word that makes the modality


def likewise(parsed: Parsed, parties: Parties, so_far: Sequence[Draft]) -> list[Draft]:
    """The last thing told before, of whoever is said to do the same."""
    if not LIKEWISE.search(parsed.sentence.text):
        return []
    found: list[Draft] = []
    for verb in parsed.tokens:
        before = [draft for draft in so_far if draft.at < parsed.span(verb).start and any(draft.sides())]
        if not before:
            continue
        if (turn := _turn(verb, before[-1], parties)) is not None:
            found += _the_same(before[-1], turn, parsed)
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


def _turn(verb: Token, draft: Draft, parties: Parties) -> Turn | None:
    """What a word makes of a transfer that was told before; None where it tells nothing of the kind."""
    if is_like(verb):
        return _governed(verb, parties.of_all(subjects(verb)), draft)
    if found := parties.of_all(ellipsis.doers(verb)):
        return _elliptical(verb, found, None, draft)
    if found := parties.of_all(ellipsis.patients(verb)):
        return _elliptical(verb, found, "recipients", draft)
    return None


def _governed(verb: Token, doers: list[Party], draft: Draft) -> Turn:
    """ "followed suit", "REFUSED to follow suit", "WILL do the same"."""
    for link in links(verb):
        if link.scene:
            break
        if (found := row_for(link, draft.act)) is not None and found[0]["modality"]:
            row, word = found
            return Turn(
                verb, doers, None, cast("Act", row["act"] or draft.act), cast("Modality", row["modality"]), word
            )
    said = next((cue for cue in cues(verb)[-1:] if cue.modality in _SAID), None)
    if said is None:
        return Turn(verb, doers, None, draft.act, draft.modality, None)
    return Turn(verb, doers, None, draft.act, cast("Modality", said.modality), said.token)


def _elliptical(verb: Token, found: list[Party], side: Side | None, draft: Draft) -> Turn:
    """ "so HAS Poland", "Poland WILL, too", "Poland did NOT"."""
    if ellipsis.is_negative(verb):
        return Turn(verb, found, side, draft.act, "denied", verb)
    modality = _BY_AUXILIARY.get(verb.lower_, draft.modality)
    return Turn(verb, found, side, draft.act, modality, None if modality == draft.modality else verb)


def _the_same(draft: Draft, turn: Turn, parsed: Parsed) -> list[Draft]:
    """A draft as it is told of others: they stand on the side that acted in it."""
    side = turn.side or _acting(draft)
    taken = values(draft.suppliers, draft.recipients)
    new = [party for party in turn.parties if party.value not in taken]
    if side is None or not new:
        return []
    same = replace(
        draft,
        act=turn.act,
        suppliers=new if side == "suppliers" else list(draft.suppliers),
        recipients=new if side == "recipients" else list(draft.recipients),
        via=[],
        origins=[],
        goods=list(draft.goods),
        modality=turn.modality,
        modality_spans=[parsed.span(turn.said)] if turn.said is not None else [],
        evidence=[*draft.evidence, Span(parsed.sentence.start, parsed.sentence.end)],
        act_spans=[*draft.act_spans, parsed.span(turn.verb)],
        period=Period(start=None, end=None),
        period_spans=[],
        value=None,
        value_span=None,
        trend=None,
        trend_spans=[],
        means=[],
        at=parsed.span(turn.verb).start,
    )
    return [same]


def _acting(draft: Draft) -> Side | None:
    """The side that stands first in a draft's sentence, before its predicate."""
    first = [(party.span.start, "suppliers") for party in draft.suppliers if not party.indirect]
    first += [(party.span.start, "recipients") for party in draft.recipients if not party.indirect]
    before = [one for one in first if one[0] < draft.at]
    return cast("Side", min(before)[1]) if before else None
