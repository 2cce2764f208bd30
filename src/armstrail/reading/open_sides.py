"""Who gives or gets where a sentence leaves it open and the passage names him elsewhere.

"Moscow is Syria's oldest ally. Its missiles arrived in May."  ->  the missiles came from RU, and went to SY

Each party that the passage names is weighed by named features (how near, in what part of speech, on which side of other
transfers, ...). The weights are in `fitted/open-sides.csv`, fitted by `scripts/fit_open_sides.py` on the project's own
passages. Where none is likely enough the side stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from armstrail.reading.assemble import Draft, alike
from armstrail.reading.discourse import Party, composed_name
from armstrail.reading.exporters import export_rank, makers_of_type
from armstrail.reading.item import REFINES
from armstrail.reading.logistic import Features, probability, weights

Side = Literal["suppliers", "recipients"]
SIDES: tuple[Side, Side] = ("suppliers", "recipients")

_LIKELY = 0.4  # from which probability on a party is taken for one open side: an open one would be wrong more often
_SURE = 0.5  # the same for both sides at once
_GREAT = 10  # rank down to which a state counts as a great exporter
_SOME = 24


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in the passage: where, and in what part of its sentence ("" where that was not parsed)."""

    party: Party
    sentence: int
    role: str  # subject, owner, place, enemy, other, ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Parties that might fill an open side (both sides, for a draft without any), with what speaks for them."""

    suppliers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    features: Features


def fill_open_sides(drafts: list[Draft], mentions: list[Mention]) -> None:
    """Fills what is likely enough: first the drafts with one side, then those with none from the whole ones."""
    for draft in drafts:
        for side in SIDES:
            if is_open(draft, side) and (same := _same_transfer(draft, side, drafts)):
                setattr(draft, side, list(getattr(same, side)))
                draft.completed = True
    half = [(draft, side) for draft in drafts for side in SIDES if is_open(draft, side)]
    chosen = [(draft, side, _best(offers(draft, side, drafts, mentions), side)) for draft, side in half]
    for draft, side, offer in chosen:
        if offer is not None:
            setattr(draft, side, list(getattr(offer, side)))
            draft.completed = True
    bare = [draft for draft in drafts if not draft.suppliers and not draft.recipients]
    for draft, offer in [(draft, _best(pairs(draft, drafts), "both")) for draft in bare]:
        if offer is not None:
            draft.suppliers, draft.recipients = list(offer.suppliers), list(offer.recipients)
            draft.completed = True


def _same_transfer(draft: Draft, side: Side, drafts: list[Draft]) -> Draft | None:
    """The nearest draft before it that has this side, shares the other one and names the same kind of goods."""
    other = SIDES[1 - SIDES.index(side)]
    before = [
        one
        for one in drafts
        if one.at < draft.at and getattr(one, side) and _values(one, other) & _values(draft, other) and _kin(one, draft)
    ]
    found = before[-1] if before else None
    return found if found is not None and not _values(found, side) & _values(draft, other) else None


def _kin(one: Draft, other: Draft) -> bool:
    """Do the two name a kind of goods in common, or a kind and what refines it: "S-300 missiles", "the missiles"?"""
    kinds = ({goods.category for goods in one.goods}, {goods.category for goods in other.goods})
    found = any(left == right or left in REFINES.get(right, ()) for left in kinds[0] for right in kinds[1])
    return found and "unspecified" not in kinds[1]


def _best(found: Iterable[Offer], model: str) -> Offer | None:
    """The likeliest offer, the earliest of equals; None if none is likely enough."""
    table = weights("open-sides", model)
    scored = [(probability(table, offer.features), offer) for offer in found]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= (_SURE if model == "both" else _LIKELY) else None


def is_open(draft: Draft, side: Side) -> bool:
    """Is this side open and the other one known? Words that name nobody ("foreign buyers") close it."""
    other = SIDES[1 - SIDES.index(side)]
    return not getattr(draft, side) and side not in draft.unnamed and bool(getattr(draft, other))


# --- one open side ----------------------------------------------------------------------------------------------------


def offers(draft: Draft, side: Side, drafts: list[Draft], mentions: list[Mention]) -> Iterator[Offer]:
    """The parties that may fill a draft's open side, each once, in the order of the text."""
    known = {party.value for party in (*draft.suppliers, *draft.recipients, *draft.via)}
    known |= {"un"} if side == "suppliers" else set()  # it forbids and inspects
    others = [other for other in drafts if other is not draft]
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.party.value not in known:
            named.setdefault(mention.party.value, []).append(mention)
    sides = {tuple(party.value for party in getattr(other, side)): getattr(other, side) for other in others}
    many = [tuple(parties) for values, parties in sides.items() if len(values) > 1 and not known & set(values)]
    for parties in (*((found[0].party,) for found in named.values()), *many):
        near = [_nearest(named.get(party.value, []), draft) for party in parties]
        words = tuple(mention.party if mention else party for party, mention in zip(parties, near, strict=True))
        features = _features(draft, side, parties, others, mentions, near[0])
        features["rivals"] = float(min(len(named), 6)) / 6
        features["only one"] = float(len(named) == 1)
        yield Offer(words, (), features) if side == "suppliers" else Offer((), words, features)


def _nearest(found: list[Mention], draft: Draft) -> Mention | None:
    """The last mention before a draft's predicate, else the first one after it."""
    before = [mention for mention in found if mention.party.span.start < draft.at]
    return before[-1] if before else (found[0] if found else None)


def _features(
    draft: Draft,
    side: Side,
    parties: tuple[Party, ...],
    others: list[Draft],
    mentions: list[Mention],
    near: Mention | None,
) -> Features:
    """What speaks for and against a party on an open side: 1 or a share where it holds, 0 where not."""
    party, values = parties[0], {one.value for one in parties}
    opposite = SIDES[1 - SIDES.index(side)]
    known = _values(draft, opposite)
    here = [other for other in others if values <= _values(other, side)]
    there = [other for other in others if values & _values(other, opposite)]
    found: Features = {
        "with the same other side": float(any(known & _values(other, opposite) for other in here)),
        "on this side": float(any(alike(draft, other) for other in here)),
        "of other goods": float(bool(here) and not any(alike(draft, other) for other in here)),
        "on this side only": float(bool(here) and not there),
        "on the other side": float(bool(there)),
        "other side turned": float(any(known & _values(other, side) for other in there)),
        "share": sum(mention.party.value in values for mention in mentions) / max(len(mentions), 1),
        "first": float(bool(mentions) and mentions[0].party.value in values),
        "speaks": float(draft.speaker is not None and {draft.speaker.state, draft.speaker.group} & values != set()),
        "in focus": float(draft.focus in values),
        "group": float(party.kind == "group"),
        "body": float(party.kind in ("body", "region")),
        "great exporter": float(party.kind == "state" and export_rank(party.value) <= _GREAT),
        "some exporter": float(party.kind == "state" and _GREAT < export_rank(party.value) <= _SOME),
        "maker": float(bool(values & {code for goods in draft.goods for code in makers_of_type(goods.designation)})),
        "own rebels": float(any(_own_rebels(party, value) for value in known)),
        "known is group": float(any(one.kind == "group" for one in getattr(draft, opposite))),
        "several": float(len(parties) > 1),
        "definite": float(draft.definite),
        "noun": float(draft.noun),
        draft.act: 1.0,
    }
    if near is not None:
        found |= _place(draft, near)
    return found


def _place(draft: Draft, near: Mention) -> Features:
    """Where the nearest mention stands, as seen from the predicate."""
    away = draft.sentence - near.sentence
    before = near.party.span.start < draft.at
    where = (
        ("here before" if before else "here after")
        if away == 0
        else ("last sentence" if away == 1 else "earlier" if away > 1 else "next sentence" if away == -1 else "later")
    )
    found: Features = {where: 1.0}
    if near.role:
        found[f"{'here' if away == 0 else 'there'} {near.role}"] = 1.0
    return found


def _own_rebels(party: Party, other: str) -> bool:
    """Are the two a state and rebels of its own?"""
    if party.kind == "group":
        return party.value.startswith(composed_name(other, "").strip() + " ")
    return other.startswith(composed_name(party.value, "").strip() + " ")


def _values(draft: Draft, side: Side) -> set[str]:
    return {party.value for party in getattr(draft, side)}


# --- both sides open --------------------------------------------------------------------------------------------------


def pairs(draft: Draft, drafts: list[Draft]) -> Iterator[Offer]:
    """The pairs of sides of a passage's whole drafts that a draft without sides may speak of."""
    whole: dict[tuple[frozenset[str], frozenset[str]], list[Draft]] = {}
    for other in drafts:
        if other.suppliers and other.recipients:
            whole.setdefault(other.sides(), []).append(other)
    for same in whole.values():
        nearest = min(same, key=lambda other: (abs(draft.sentence - other.sentence), other.sentence > draft.sentence))
        away = draft.sentence - nearest.sentence
        features: Features = {
            "only one": float(len(whole) == 1),
            "rivals": float(min(len(whole), 6)) / 6,
            "same kind": float(any(_shares_kind(draft, other) for other in same)),
            "alike": float(any(alike(draft, other) for other in same)),
            "same act": float(any(other.act == draft.act for other in same)),
            "definite": float(draft.definite),
            "noun": float(draft.noun),
            "kinds": float(any(goods.category != "unspecified" for goods in draft.goods)),
            "speaks": float(draft.speaker is not None),
            "reported": float(draft.modality == "reported"),
            "said": float(any(other.speaker == draft.speaker for other in same)),
            "share": len(same) / sum(map(len, whole.values())),
            draft.act: 1.0,
            "here" if away == 0 else "last sentence" if away == 1 else "earlier" if away > 1 else "later": 1.0,
        }
        yield Offer(tuple(nearest.suppliers), tuple(nearest.recipients), features)


def _shares_kind(draft: Draft, other: Draft) -> bool:
    """Do the two name a kind of goods in common?"""
    kinds = {goods.category for goods in draft.goods} & {goods.category for goods in other.goods}
    return bool(kinds - {"unspecified"})
