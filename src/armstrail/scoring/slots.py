"""A claim as sets of comparable words, one set a slot: two readings are compared by their values, never by the text.

slots_of(claim)["quantities"] == {"tanks:24-99"}; slots_of(claim)["period"] == {"2013/2014"}
"""

from __future__ import annotations

from collections.abc import Mapping

from armstrail.model import Claim, Period, Value

Slots = Mapping[str, frozenset[str]]

SLOTS = (
    "act", "modality", "suppliers", "recipients", "via", "origins", "categories",
    "designations", "quantities", "period", "source_kind", "source_state", "value",
)  # fmt: skip

# What makes two claims the same one for the pairing: the parties most, then what is said and about which goods.
WEIGHTS = {
    "act": 2.0, "modality": 2.0, "suppliers": 3.0, "recipients": 3.0, "categories": 2.0, "source_kind": 1.0,
    "designations": 1.0, "period": 0.5,
}  # fmt: skip
_WEIGHT = sum(WEIGHTS.values())


def slots_of(claim: Claim) -> Slots:
    """The claim's values; a slot that the claim leaves open is an empty set."""
    counted = [(item.category, item.quantity) for item in claim.items if item.quantity]
    return {
        "act": frozenset({claim.act}),
        "modality": frozenset({claim.modality}),
        "suppliers": frozenset(claim.suppliers),
        "recipients": frozenset(claim.recipients),
        "via": frozenset(claim.via),
        "origins": frozenset(claim.origins),
        "categories": frozenset(item.category for item in claim.items),
        "designations": frozenset(_letters(item.designation) for item in claim.items if item.designation),
        "quantities": frozenset(f"{category}:{quantity.min}-{quantity.max}" for category, quantity in counted),
        "period": _years(claim.period),
        "source_kind": frozenset({claim.source.kind}),
        "source_state": frozenset({claim.source.state} if claim.source.state else ()),
        "value": _price(claim.value),
    }


def _letters(designation: str) -> str:
    """Letters and digits in lower case: "S-300 PMU" and "s300pmu" are one type."""
    return "".join(sign for sign in designation.lower() if sign.isalnum())


def _years(period: Period) -> frozenset[str]:
    """Its first and last year; careful readers differ more over days than the days matter."""
    if not period.start and not period.end:
        return frozenset()
    start, end = (f"{day.year:04d}" if day else "" for day in (period.start, period.end))
    return frozenset({f"{start}/{end}"})


def _price(value: Value | None) -> frozenset[str]:
    """Currency and amount to three figures: "about $1.25bn" and 1,249,000,000 are one price."""
    return frozenset({f"{value.currency}{float(value.amount):.3g}"} if value and value.amount else ())


def similarity(left: Slots, right: Slots) -> float:
    """How much two claims share, 0 to 1: the weighted mean of shared over all values; two empty slots agree."""
    return sum(weight * _shared(left[slot], right[slot]) for slot, weight in WEIGHTS.items()) / _WEIGHT


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left or right else 1.0


def overlap(left: Slots, right: Slots, slot: str) -> bool:
    """Do two claims share a value of a slot, or both leave it open?"""
    return bool(left[slot] & right[slot]) or not (left[slot] or right[slot])


def same_sides(left: Slots, right: Slots) -> bool:
    """Do they tell of the same relation: is a supplier and a recipient shared, or the side left open by both?"""
    return overlap(left, right, "suppliers") and overlap(left, right, "recipients")


def same_claim(left: Slots, right: Slots) -> bool:
    """Are they close enough to be one claim, as the figure `claim` counts? Who says so is not asked."""
    said = left["act"] == right["act"] and left["modality"] == right["modality"]
    return said and same_sides(left, right) and overlap(left, right, "categories")
