"""Precision, recall and F1 of a reading against an annotated one, passage by passage and slot by slot.

relevance   does the passage have a claim at all (counted in passages)
relation    distinct (supplier, recipient) pairs of a passage; a side that is not known counts as "?"
claim       the headline: pairs with equal act and modality whose suppliers, recipients and categories each overlap
exact       pairs equal in act, modality, suppliers, recipients, categories and kind of source
slot …      one slot's values over the pairs; values of a claim without a partner are missing or spurious
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from armstrail.model import Claim
from armstrail.scoring.pairing import best_pairs
from armstrail.scoring.slots import SLOTS, Slots, same_claim, similarity, slots_of

FIGURES = ("relevance", "relation", "claim", "exact", *(f"slot {slot}" for slot in SLOTS))
T = TypeVar("T")
Claims = Mapping[str, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What agrees, what only the reading has, what only the gold has; shares in percent, to one decimal."""

    right: int
    spurious: int
    missing: int

    @property
    def gold(self) -> int:
        return self.right + self.missing

    @property
    def precision(self) -> float:
        """Of what the reading has, the share that is right; 100 where it has nothing."""
        return round(100 * _share(self.right, self.right + self.spurious), 1)

    @property
    def recall(self) -> float:
        """Of what the gold has, the share that was read; 100 where it has nothing."""
        return round(100 * _share(self.right, self.gold), 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall before rounding."""
        precision, recall = _share(self.right, self.right + self.spurious), _share(self.right, self.gold)
        return round(100 * (2 * precision * recall / (precision + recall) if precision + recall else 0.0), 1)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims that were paired: the values of both."""

    gold: Slots
    found: Slots

    @property
    def slots(self) -> list[str]:
        """The slots in which they differ, in the order of the guide."""
        return [slot for slot in SLOTS if self.gold[slot] != self.found[slot]]

    @property
    def is_claim(self) -> bool:
        """Close enough to be the same claim; the headline counts these."""
        return same_claim(self.gold, self.found)

    @property
    def is_exact(self) -> bool:
        compared = ("act", "modality", "suppliers", "recipients", "categories", "source_kind")
        return all(self.gold[slot] == self.found[slot] for slot in compared)


@dataclass(frozen=True, slots=True)
class PassageScore:
    """One passage: the claims that were paired, in the order of the gold, and those that found no partner."""

    pairs: tuple[Difference, ...]
    missed: tuple[Slots, ...]
    spurious: tuple[Slots, ...]

    @property
    def gold(self) -> int:
        return len(self.pairs) + len(self.missed)

    @property
    def found(self) -> int:
        return len(self.pairs) + len(self.spurious)

    @property
    def right(self) -> int:
        return sum(pair.is_claim for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures by name, in the order of `FIGURES`; each passage; the gold passages that the reading lacks."""

    figures: Mapping[str, Figure]
    passages: Mapping[str, PassageScore]
    unread: tuple[str, ...]


def score(gold: Claims, reading: Claims) -> Score:
    """Compares two readings of the same passages.

    Args:
        gold, reading: claims by passage id. A passage that only the gold has counts as read with no claim;
            one that only the reading has does not count.
    """
    passages = {key: _compare(claims, reading.get(key, ())) for key, claims in gold.items()}
    tallies: dict[str, list[Figure]] = {name: [] for name in FIGURES}
    for key, passage in passages.items():
        for name, figure in _figures(key, passage):
            tallies[name].append(figure)
    unread = tuple(sorted(set(gold) - set(reading)))
    return Score({name: _sum(figures) for name, figures in tallies.items()}, passages, unread)


def pairs_of(gold: Sequence[Claim], found: Sequence[Claim]) -> list[tuple[int, int]]:
    """Which claims of a passage are paired, by their places in the gold and in the reading."""
    wanted, read = [slots_of(claim) for claim in gold], [slots_of(claim) for claim in found]
    return best_pairs([[similarity(left, right) for right in read] for left in wanted])


def _compare(gold: Sequence[Claim], found: Sequence[Claim]) -> PassageScore:
    """Pairs the claims of one passage."""
    wanted, read = [slots_of(claim) for claim in gold], [slots_of(claim) for claim in found]
    pairs = pairs_of(gold, found)
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    return PassageScore(
        pairs=tuple(Difference(wanted[row], read[column]) for row, column in pairs),
        missed=tuple(claim for row, claim in enumerate(wanted) if row not in rows),
        spurious=tuple(claim for column, claim in enumerate(read) if column not in columns),
    )


def _figures(key: str, passage: PassageScore) -> Iterable[tuple[str, Figure]]:
    """One passage's share of every figure."""
    gold = [*(pair.gold for pair in passage.pairs), *passage.missed]
    found = [*(pair.found for pair in passage.pairs), *passage.spurious]
    yield "relevance", _count({key} if gold else set(), {key} if found else set())
    yield "relation", _count(relations(gold), relations(found))
    exact = sum(pair.is_exact for pair in passage.pairs)
    yield "claim", Figure(passage.right, len(found) - passage.right, len(gold) - passage.right)
    yield "exact", Figure(exact, len(found) - exact, len(gold) - exact)
    for slot in SLOTS:
        together = [_count(pair.gold[slot], pair.found[slot]) for pair in passage.pairs]
        missed = [_count(claim[slot], frozenset()) for claim in passage.missed]
        spurious = [_count(frozenset(), claim[slot]) for claim in passage.spurious]
        yield f"slot {slot}", _sum([*together, *missed, *spurious])


def relations(claims: Iterable[Slots]) -> set[tuple[str, str]]:
    """Who to whom; the side that is not known is "?"."""
    return {
        (supplier, recipient)
        for claim in claims
        for supplier in claim["suppliers"] or {"?"}
        for recipient in claim["recipients"] or {"?"}
    }


def _count(gold: AbstractSet[T], found: AbstractSet[T]) -> Figure:
    return Figure(len(gold & found), len(found - gold), len(gold - found))


def _sum(figures: Sequence[Figure]) -> Figure:
    return Figure(
        sum(figure.right for figure in figures),
        sum(figure.spurious for figure in figures),
        sum(figure.missing for figure in figures),
    )
