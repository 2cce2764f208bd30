"""Why a claim of the gold was missed, and what a spurious one stands beside: one word for each, the nearest cause.

"Moscow sold tanks to Syria" read as a delivery: the gold's order is missed for `other act`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrail.model import Claim, Span
from armstrail.scoring.score import pairs_of
from armstrail.scoring.slots import Slots, same_claim, same_sides, similarity, slots_of

if TYPE_CHECKING:
    from armstrail.reading.explain import Seen

MISSED = {
    "no candidate": "none of its sentences has both a word for goods or arming and a word of transfer",
    "no predicate": "its sentences were looked at, and no word in them has a frame",
    "sides elsewhere": "a predicate is there, but not both of the sides in one sentence with it",
    "nothing made of it": "predicate and sides are there in one sentence, and no claim came of them",
    "nothing read there": "no claim was read from its sentences",
    "side missing": "read, but with one side left open",
    "other sides": "read with other sides",
    "other act": "the sides are right, the act is another",
    "other modality": "sides and act are right, the modality is another",
    "other goods": "sides, act and modality are right, no category of goods is shared",
    "other source": "read once and counted for another claim of the gold: another source, date or price",
}
SPURIOUS = {
    "no claim in the passage": "the gold has no claim at all",
    "no claim there": "the gold has no claim that rests on these sentences",
    "side missing": "a claim of the gold, but with one side left open",
    "other sides": "a claim of the gold rests on these sentences, with other sides",
    "other act": "a claim of the gold, but for the act",
    "other modality": "a claim of the gold, but for the modality",
    "other goods": "a claim of the gold, but no category of goods is shared",
    "told again": "a claim of the gold that another one was already counted for",
}


def why_missed(gold: Sequence[Claim], found: Sequence[Claim], seen: Sequence[Seen] | None) -> list[str | None]:
    """For each claim of the gold a key of `MISSED`; None where it was read as the figure `claim` asks.

    Args:
        seen: the sentences as the reader saw them; None if that is not known, as of another reader's file.
    """
    taken = _right(gold, found)
    told = set(taken.values())
    free = [at for at in range(len(found)) if at not in told]
    partners = dict(pairs_of(gold, found))
    causes: list[str | None] = []
    for row, claim in enumerate(gold):
        if row in taken:
            causes.append(None)
            continue
        if any(same_claim(slots_of(claim), slots_of(other)) for other in found):
            causes.append("other source")
            continue
        near = [found[at] for at in free if _share_words(claim, found[at]) or partners.get(row) == at]
        causes.append(_difference(claim, near) or _unread(claim, seen))
    return causes


def why_spurious(gold: Sequence[Claim], found: Sequence[Claim]) -> list[str | None]:
    """For each claim of the reading a key of `SPURIOUS`; None where it is right as the figure `claim` asks."""
    right = {column: row for row, column in _right(gold, found).items()}
    free = [at for at in range(len(gold)) if at not in right.values()]
    partners = {column: row for row, column in pairs_of(gold, found)}
    causes: list[str | None] = []
    for column, claim in enumerate(found):
        if column in right:
            causes.append(None)
            continue
        if any(same_claim(slots_of(claim), slots_of(other)) for other in gold):
            causes.append("told again")
            continue
        near = [gold[at] for at in free if _share_words(claim, gold[at]) or partners.get(column) == at]
        other = _difference(claim, near)
        causes.append(other or ("no claim there" if gold else "no claim in the passage"))
    return causes


def _right(gold: Sequence[Claim], found: Sequence[Claim]) -> dict[int, int]:
    """The pairs that count as the same claim."""
    pairs = pairs_of(gold, found)
    return {row: column for row, column in pairs if same_claim(slots_of(gold[row]), slots_of(found[column]))}


def _share_words(one: Claim, other: Claim) -> bool:
    """Do two claims rest on a sentence in common?"""
    return any(_overlap(left, right) for left in one.evidence for right in other.evidence)


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _difference(claim: Claim, others: Sequence[Claim]) -> str | None:
    """In what the most similar of others, those of the same sides first, differs; None where there is none.

    Others that stand in the same sentence and share nothing are `other sides`; those of other sentences are no reading.
    """
    mine = slots_of(claim)
    near = sorted(others, key=lambda other: _nearness(mine, slots_of(other)), reverse=True)
    for other in near[:1]:
        theirs = slots_of(other)
        if same_sides(mine, theirs):
            for slot in ("act", "modality"):
                if mine[slot] != theirs[slot]:
                    return f"other {slot}"
            return "other goods"
        if _lacks_a_side(mine, theirs):
            return "side missing"
        return "other sides" if _share_words(claim, other) else None
    return None


def _nearness(mine: Slots, theirs: Slots) -> tuple[bool, float]:
    return same_sides(mine, theirs), similarity(mine, theirs)


def _lacks_a_side(one: Slots, other: Slots) -> bool:
    """Do they share one side, where one of them leaves the other side open?"""
    sides = ("suppliers", "recipients")
    shared = [bool(one[side] & other[side]) for side in sides]
    left_open = [not one[side] or not other[side] for side in sides]
    return (shared[0] and left_open[1]) or (shared[1] and left_open[0])


def _unread(claim: Claim, seen: Sequence[Seen] | None) -> str:
    """How far the reader got with a claim of which it made nothing."""
    if seen is None:
        return "nothing read there"
    mine = [
        one for one in seen if any(one.span.start < span.end and span.start < one.span.end for span in claim.evidence)
    ]
    if not any(one.is_candidate for one in mine):
        return "no candidate"
    spoken = [one for one in mine if one.predicates]
    if not spoken:
        return "no predicate"
    sides = {*claim.suppliers, *claim.recipients}
    return "nothing made of it" if any(sides <= one.parties for one in spoken) else "sides elsewhere"
