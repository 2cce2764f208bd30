"""What people's decisions make of claims and transfers. Pure: the same decisions give the same, however they came.

accept, then correct recipients to Iraq, then undo the correct  ->  accepted, as it was read
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from armstrail.model import Claim, Correction, Decision, Mention, Slot, State, Verdict
from armstrail.reconciling.relation import Relation, relation

_STATES: dict[Verdict, State] = {
    "accept": "accepted", "correct": "accepted", "reject": "rejected", "unsure": "unsure",
}  # fmt: skip


class Decided(NamedTuple):
    """A claim after all that was decided on it.

    `current` is None where nothing was corrected; `last` the newest decision that concerns the claim, be it a note or
    an undo; `transfer` the id of the transfer that it belongs to, before any merges.
    """

    state: State
    current: Claim | None
    last: str | None
    transfer: str


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that no undo takes back; an undo that is undone takes nothing back.

    Args:
        decisions: in the order of the log, with all undos that concern them.
    """
    undone: set[str] = set()
    stand = []
    for decision in reversed(list(decisions)):
        if decision.id not in undone:
            stand.append(decision)
            if decision.verdict == "undo":
                undone.add(decision.targets[0])
    return stand[::-1]


def counting(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that stand, without the undos themselves."""
    return [decision for decision in standing(decisions) if decision.verdict != "undo"]


def state_of(claim: Claim, decisions: Sequence[Decision]) -> Decided:
    """The claim as decisions make it.

    The last accept, reject, unsure or correct that counts sets the state. Corrections add up; one that no longer gives
    a claim, because one that it built on was undone, has no effect. A split holds as long as the claim's sides and
    goods stay what they were then.

    Args:
        claim: as it was read.
        decisions: all that name the claim, and the undos of these, in the order of the log.
    """
    state: State = "undecided"
    now, apart = claim, None
    for decision in counting(decisions):
        if decision.verdict == "split":
            apart = split_id(decision, relation(now))
        elif decision.verdict == "correct":
            try:
                then, now = now, corrected(now, decision.corrections)
            except ValueError:
                continue
            apart = apart if relation(then) == relation(now) else None
        state = _STATES.get(decision.verdict, state)
    current = now if now is not claim else None
    return Decided(state, current, decisions[-1].id if decisions else None, apart or relation(now).id)


def loose(claim: Claim, decisions: Iterable[Decision]) -> Decision | None:
    """A correction that has no effect, because what it built on was undone."""
    now = claim
    for decision in counting(decisions):
        if decision.verdict == "correct":
            try:
                now = corrected(now, decision.corrections)
            except ValueError:
                return decision
    return None


def split_id(decision: Decision, of: Relation) -> str:
    """The id of the transfer that a split makes of its claims with one relation."""
    return hashlib.sha256(f"{decision.id}\n{of.to_json()}".encode()).hexdigest()


def corrected(claim: Claim, corrections: Sequence[Correction]) -> Claim:
    """The claim with some of its fields as a person reads them; the words that carry them are its mentions.

    Raises:
        ValueError: that would be no claim; it says why.
    """
    fields = json.loads(claim.to_json())
    mentions = list(claim.mentions)
    for correction in corrections:
        replaced = _SLOTS.get(correction.field, {correction.field})
        mentions = [one for one in mentions if one.slot not in replaced]
        fields[correction.field] = correction.value
    try:
        now = Claim.model_validate_json(json.dumps(fields))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        raise ValueError(f"{where}: {said}" if where else said) from None
    last = {correction.field: correction for correction in corrections}
    mentions += [mention for one in last.values() for mention in _mentions(now, one)]
    return now.model_copy(update={"mentions": tuple(mentions)})


# What else is read from the words of a field. A means of transport has quantities too: those stay with the items'.
_SLOTS: dict[str, set[str]] = {"items": {"items", "designation", "quantity"}}


def _mentions(claim: Claim, correction: Correction) -> Iterator[Mention]:
    """The words that carry a correction, once for each value that they give."""
    if correction.span is None or correction.text is None:
        return
    start, end = correction.span
    for slot, value in _values(correction.field, getattr(claim, correction.field)):
        yield Mention(slot=slot, value=value, start=start, end=end, text=correction.text)


def _values(field: Slot, value: Any) -> Iterator[tuple[Slot, str]]:
    """A field's values in words, as mentions have them."""
    if value is None:
        return
    if field == "period":
        yield field, _range(value.start, value.end)
    elif field == "value":
        yield field, f"{value.amount} {value.currency}"
    elif field == "source":
        yield field, value.text or value.state or value.kind
    elif field in ("items", "transport"):
        for one in value:
            yield field, one.text
            if one.designation:
                yield "designation", one.designation
            if one.quantity:
                yield "quantity", _range(one.quantity.min, one.quantity.max)
    elif isinstance(value, tuple):
        yield from ((field, party) for party in value)
    else:
        yield field, value


def _range(low: object, high: object) -> str:
    """`24..99`, `2013-12-01..`: an open end is empty."""
    return f"{'' if low is None else low}..{'' if high is None else high}"


def merged(decisions: Iterable[Decision], there: Collection[str]) -> dict[str, str]:
    """Which transfers are counted in another one, and in which.

    A merge says that transfers are one; the first named stays, or that which it was merged into itself. Where one that
    others were merged into is merged in its turn, all follow.

    Args:
        decisions: merges, with the undos of these, in the order of the log.
        there: the transfers that some claim belongs to by itself; the others take no part.
    """
    into: dict[str, str] = {}

    def root(transfer: str) -> str:
        while transfer in into:
            transfer = into[transfer]
        return transfer

    for merge in counting(decisions):
        roots = list(dict.fromkeys(root(one) for one in merge.targets if one in there))
        into |= dict.fromkeys(roots[1:], *roots[:1])
    return {one: root(one) for one in into}
