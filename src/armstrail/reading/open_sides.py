"""Who gives or gets where a sentence leaves it open and the passage names him elsewhere.

"Moscow is Syria's oldest ally. Its missiles arrived in May."  ->  the missiles came from RU, and went to SY

Each party that the passage names is weighed by named features (how near, in what part of speech, on which side of other
transfers, ...). The weights are in `lexicon/tables/open-sides.csv`; `scripts/fit_open_sides.py` fits them on the
project's own passages. Where none is likely enough the side stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from armstrail.lexicon import cells, table
from armstrail.reading.assemble import Draft, alike
from armstrail.reading.discourse import Party, composed_name, values
from armstrail.reading.exporters import export_rank, makers_of_type
from armstrail.reading.item import REFINES
from armstrail.reading.logistic import ALWAYS, Features, probability

Side = Literal["suppliers", "recipients"]
SIDES: tuple[Side, Side] = ("suppliers", "recipients")

_LIKELY = 0.4  # from which probability on a party is taken for one open side: an open one would be wrong more often
_GREAT = 10  # rank down to which a state counts as a great exporter
_SOME = 24


def opposite(side: Side) -> Side:
    """The other side."""
    return "recipients" if side == "suppliers" else "suppliers"


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in the passage: where, and in what part of its sentence ("" where that was not parsed)."""

    party: Party
    sentence: int
    role: str  # subject, owner, place, enemy, maker, stopper, other, ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Parties that might fill an open side together, with what speaks for them."""

    parties: tuple[Party, ...]
    features: Features


def fill_open_sides(drafts: list[Draft], mentions: list[Mention]) -> None:
    """Fills the sides that earlier drafts of the same transfer tell, then what is likely enough."""
    for draft in drafts:
        for side in SIDES:
            if is_open(draft, side) and (same := _same_transfer(draft, side, drafts)):
                setattr(draft, side, list(getattr(same, side)))
                draft.completed = True
    half = [(draft, side) for draft in drafts for side in SIDES if is_open(draft, side)]
    chosen = [(draft, side, _best(offers(draft, side, drafts, mentions), side)) for draft, side in half]
    for draft, side, offer in chosen:
        if offer is not None:
            setattr(draft, side, list(offer.parties))
            draft.completed = True


def _same_transfer(draft: Draft, side: Side, drafts: list[Draft]) -> Draft | None:
    """The nearest draft before it that has this side, shares the other one and names the same kind of goods."""
    other = opposite(side)
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


def _best(found: Iterable[Offer], side: Side) -> Offer | None:
    """The likeliest offer, the earliest of equals; None if none is likely enough."""
    scored = [(probability(_weights(side), offer.features), offer) for offer in found]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= _LIKELY else None


@cache
def _weights(side: str) -> dict[str, float]:
    """The weights for suppliers, or those for recipients."""
    return {row["feature"]: float(row["weight"]) for row in table("open-sides") if row["side"] == side}


def is_open(draft: Draft, side: Side) -> bool:
    """Is this side open and the other one known? Words that name nobody ("foreign buyers") close it."""
    other = opposite(side)
    return not getattr(draft, side) and side not in draft.unnamed and bool(getattr(draft, other))


# --- one open side ----------------------------------------------------------------------------------------------------


def offers(draft: Draft, side: Side, drafts: list[Draft], mentions: list[Mention]) -> Iterator[Offer]:
    """The parties that may fill a draft's open side, each once, in the order of the text."""
    known = {party.value for party in (*draft.suppliers, *draft.recipients, *draft.via)}
    known |= {"un"} if side == "suppliers" else set()  # it forbids and inspects
    known |= {mention.party.value for mention in mentions if mention.role == "stopper"}
    if side == "recipients":  # who is named for having made goods gives them, if anything
        makers = {mention.party.value for mention in mentions if mention.role == "maker"}
        known |= makers - {mention.party.value for mention in mentions if mention.role != "maker"}
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
        features |= _cluster(draft, named.get(parties[0].value, []), named)
        features["rivals"] = float(min(len(named), 6)) / 6
        features["only one"] = float(len(named) == 1)
        yield Offer(words, features)


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
    party, its = parties[0], values(parties)
    other_side = opposite(side)
    known = _values(draft, other_side)
    here = [other for other in others if its <= _values(other, side)]
    there = [other for other in others if its & _values(other, other_side)]
    found: Features = {
        ALWAYS: 1.0,
        "with the same other side": float(any(known & _values(other, other_side) for other in here)),
        "on this side": float(any(alike(draft, other) for other in here)),
        "of other goods": float(bool(here) and not any(alike(draft, other) for other in here)),
        "on this side only": float(bool(here) and not there),
        "on the other side": float(bool(there)),
        "other side turned": float(any(known & _values(other, side) for other in there)),
        "share": sum(mention.party.value in its for mention in mentions) / max(len(mentions), 1),
        "first": float(bool(mentions) and mentions[0].party.value in its),
        "speaks": float(draft.speaker is not None and {draft.speaker.state, draft.speaker.group} & its != set()),
        "in focus": float(draft.focus in its),
        "group": float(party.kind == "group"),
        "body": float(party.kind in ("body", "region")),
        "great exporter": float(party.kind == "state" and export_rank(party.value) <= _GREAT),
        "some exporter": float(party.kind == "state" and _GREAT < export_rank(party.value) <= _SOME),
        "maker": float(bool(its & {code for goods in draft.goods for code in makers_of_type(goods.designation)})),
        "own rebels": float(any(_own_rebels(party, value) for value in known)),
        "known is group": float(any(one.kind == "group" for one in getattr(draft, other_side))),
        "several": float(len(parties) > 1),
        "definite": float(draft.definite),
        "noun": float(draft.noun),
        draft.act: 1.0,
    }
    if near is not None:
        found |= _place(draft, near)
    return found


def _cluster(draft: Draft, own: list[Mention], named: dict[str, list[Mention]]) -> Features:
    """What all the words for a party say together: how often, where first, where last, as what."""
    if not own:
        return {}
    most = max(len(found) for found in named.values())
    here = [mention for mention in own if mention.sentence == draft.sentence]
    last = [mention for mention in own if mention.sentence == draft.sentence - 1]
    parsed = [mention for mention in own if mention.role]
    return {
        "in lede": float(own[0].sentence == 0),
        "named most": float(len(own) == most and sum(len(found) == most for found in named.values()) == 1),
        "named once": float(len(own) == 1),
        "here and before": float(bool(here) and own[0].sentence < draft.sentence),
        "last sentence too": float(bool(here) and bool(last)),
        "began last sentence": float(any(mention.role == "subject" for mention in last)),
        "place only": float(bool(parsed) and all(mention.role == "place" for mention in parsed)),
        "maker only": float(bool(parsed) and all(mention.role == "maker" for mention in parsed)),
    }


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
        return party.value.startswith(composed_name(other, "").strip() + " ") or other in _fights_in(party.value)
    return other.startswith(composed_name(party.value, "").strip() + " ") or party.value in _fights_in(other)


@cache
def _fights_in(group: str) -> frozenset[str]:
    """The states that a group of the lexicon fights in: "farc" -> CO, EC, VE."""
    return frozenset(code for row in table("groups") if row["id"] == group for code in cells(row["country"]))


def _values(draft: Draft, side: Side) -> set[str]:
    return values(getattr(draft, side))
