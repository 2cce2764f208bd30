"""Where a reading errs, as tables: by slot, act, region, decade or construction.

by_slot(gold, reading)  ->  slot "act", confused, "order" read as "delivery", 7 times
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from armstrail.model import ACTS, Claim
from armstrail.scoring.causes import MISSED, SPURIOUS, why_missed, why_spurious
from armstrail.scoring.passages import GoldPassage
from armstrail.scoring.region import region_of
from armstrail.scoring.score import Claims, Figure, PassageScore, pairs_of, relations, score
from armstrail.scoring.slots import SLOTS, same_claim, slots_of

if TYPE_CHECKING:
    from armstrail.reading.explain import Seen

Cell = str | int | float
Gold = Mapping[str, GoldPassage]
Seens = Mapping[str, Sequence["Seen"]]
FIGURE_COLUMNS = tuple(
    f"{name} {share}" for name in ("relation", "claim") for share in ("precision", "recall", "f1", "gold")
)


@dataclass(frozen=True, slots=True)
class ErrorTable:
    """Rows under named columns, the largest or the first in order on top."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


# --- by slot ----------------------------------------------------------------------------------------------------------


def by_slot(gold: Gold, reading: Claims) -> list[ErrorTable]:
    """What is missing, spurious and confused in each slot, the most frequent first.

    `confused`: both claims of a pair have a value that the other lacks; `missing`, `spurious`: only one of them has.
    `paired` counts those of claims that have a partner; the others went with their whole claim.
    """
    passages = score(_claims(gold), reading).passages.values()
    counts = Counter(error for passage in passages for error in _slot_errors(passage))
    all_counts = Counter[tuple[str, str, str, str]]()
    for (slot, error, wanted, read, _), count in counts.items():
        all_counts[slot, error, wanted, read] += count
    rows = [(*key, count, counts[(*key, True)]) for key, count in all_counts.items()]
    rows.sort(key=lambda row: (SLOTS.index(row[0]), -row[4], row[1:4]))
    return [ErrorTable("errors by slot", ("slot", "error", "gold", "read", "count", "paired"), tuple(rows))]


def _slot_errors(passage: PassageScore) -> Iterator[tuple[str, str, str, str, bool]]:
    """(slot, error, the gold's value, the reading's value, has its claim a partner)."""
    for slot in SLOTS:
        for pair in passage.pairs:
            wanted, read = pair.gold[slot] - pair.found[slot], pair.found[slot] - pair.gold[slot]
            if wanted and read:
                yield slot, "confused", _all(wanted), _all(read), True
            else:
                yield from ((slot, "missing", value, "", True) for value in sorted(wanted))
                yield from ((slot, "spurious", "", value, True) for value in sorted(read))
        for claim in passage.missed:
            yield from ((slot, "missing", value, "", False) for value in sorted(claim[slot]))
        for claim in passage.spurious:
            yield from ((slot, "spurious", "", value, False) for value in sorted(claim[slot]))


def _all(values: frozenset[str]) -> str:
    return ", ".join(sorted(values))


# --- by act -----------------------------------------------------------------------------------------------------------


def by_act(gold: Gold, reading: Claims) -> list[ErrorTable]:
    """Relation and claim for each act of the gold; what is spurious counts under the act that was read.

    A relation that a passage has under two acts counts under both, and is right whatever act it was read under.
    """
    figures: dict[str, dict[str, Figure]] = {
        act: {"relation": Figure(0, 0, 0), "claim": Figure(0, 0, 0)} for act in ACTS
    }
    for key, passage in gold.items():
        found = reading.get(key, ())
        for act, name, figure in _by_act(passage.claims, found):
            figures[act][name] = _plus(figures[act][name], figure)
    rows = [(act, *_figures(named)) for act, named in figures.items()]
    return [ErrorTable("figures by act", ("act", *FIGURE_COLUMNS), tuple(rows))]


def _by_act(gold: Sequence[Claim], found: Sequence[Claim]) -> Iterator[tuple[str, str, Figure]]:
    wanted, read = [slots_of(claim) for claim in gold], [slots_of(claim) for claim in found]
    right = {row: column for row, column in pairs_of(gold, found) if same_claim(wanted[row], read[column])}
    for act in ACTS:
        mine = relations(one for one in wanted if act in one["act"])
        theirs = relations(one for one in read if act in one["act"])
        every = relations(read)
        yield act, "relation", Figure(len(mine & every), len(theirs - relations(wanted)), len(mine - every))
        rows = [row for row, one in enumerate(wanted) if act in one["act"]]
        hits = sum(row in right for row in rows)
        spurious = sum(act in one["act"] for at, one in enumerate(read) if at not in right.values())
        yield act, "claim", Figure(hits, spurious, len(rows) - hits)


def _plus(one: Figure, other: Figure) -> Figure:
    return Figure(one.right + other.right, one.spurious + other.spurious, one.missing + other.missing)


def _figures(named: Mapping[str, Figure]) -> tuple[Cell, ...]:
    """The cells of `FIGURE_COLUMNS`."""
    both = [named["relation"], named["claim"]]
    return tuple(cell for one in both for cell in (one.precision, one.recall, one.f1, one.gold))


# --- by region, by decade ---------------------------------------------------------------------------------------------


def by_region(gold: Gold, reading: Claims) -> list[ErrorTable]:
    """Relation and claim for the region that most recipients of a passage lie in; without a claim, of those read."""
    return _by_passage("region", gold, reading, lambda passage, found: region_of(passage.claims or found))


def by_decade(gold: Gold, reading: Claims) -> list[ErrorTable]:
    """Relation and claim for the decade in which a passage was published."""
    return _by_passage("decade", gold, reading, lambda passage, _: decade_of(passage))


def decade_of(passage: GoldPassage) -> str:
    """`1980s`; `no date`."""
    return f"{passage.published.year // 10}0s" if passage.published else "no date"


def _by_passage(
    name: str, gold: Gold, reading: Claims, group_of: Callable[[GoldPassage, Sequence[Claim]], str]
) -> list[ErrorTable]:
    groups: dict[str, dict[str, GoldPassage]] = {}
    for key, passage in gold.items():
        groups.setdefault(group_of(passage, reading.get(key, ())), {})[key] = passage
    rows = [
        (group, len(passages), *_figures(score(_claims(passages), reading).figures))
        for group, passages in sorted(groups.items())
    ]
    return [ErrorTable(f"figures by {name}", (name, "passages", *FIGURE_COLUMNS), tuple(rows))]


def _claims(gold: Gold) -> dict[str, tuple[Claim, ...]]:
    return {key: passage.claims for key, passage in gold.items()}


# --- by construction --------------------------------------------------------------------------------------------------


def by_construction(gold: Gold, reading: Claims, seen: Seens | None = None) -> list[ErrorTable]:
    """Why claims were missed, what spurious ones stand beside and which words they rest on, by the gold's own tags.

    Args:
        seen: what the reader saw of each passage, where it can tell.
    """
    missed, spurious, words = Counter[str](), Counter[str](), Counter[tuple[str, bool]]()
    constructions: dict[str, Counter[str]] = {}
    for key, passage in gold.items():
        found = reading.get(key, ())
        gone = why_missed(passage.claims, found, seen.get(key, ()) if seen is not None else None)
        wrong = why_spurious(passage.claims, found)
        missed.update(filter(None, gone))
        spurious.update(filter(None, wrong))
        words.update((act_word(claim), cause is not None) for claim, cause in zip(found, wrong, strict=True))
        for tag in passage.constructions:
            constructions.setdefault(tag, Counter()).update(_tagged(gone, wrong))
    return [
        _causes("missed claims, why", missed, MISSED),
        _causes("spurious claims, beside what", spurious, SPURIOUS),
        _words(words),
        *([_constructions(constructions)] if constructions else []),
    ]


def act_word(claim: Claim) -> str:
    """The first word that carries a claim's act, in lower case; empty where the reader gives no words."""
    return next((mention.text.lower() for mention in claim.mentions if mention.slot == "act"), "")


def _causes(title: str, counts: Counter[str], meanings: Mapping[str, str]) -> ErrorTable:
    rows = [(cause, counts[cause], meaning) for cause, meaning in meanings.items() if counts[cause]]
    rows.sort(key=lambda row: -row[1])
    return ErrorTable(title, ("cause", "count", "meaning"), tuple(rows))


def _words(words: Counter[tuple[str, bool]]) -> ErrorTable:
    rows = [(word, count, count + words[word, False]) for (word, is_wrong), count in words.items() if is_wrong and word]
    rows.sort(key=lambda row: (-row[1], row[2], row[0]))
    return ErrorTable("words that spurious claims rest on", ("word", "spurious", "read"), tuple(rows))


def _tagged(gone: Sequence[str | None], wrong: Sequence[str | None]) -> Iterator[str]:
    """What one passage adds to each of its constructions."""
    yield "passages"
    yield from ("gold" for _ in gone)
    yield from (f"missed: {cause}" for cause in gone if cause)
    yield from ("missed" for cause in gone if cause)
    yield from ("spurious" for cause in wrong if cause)


def _constructions(counts: Mapping[str, Counter[str]]) -> ErrorTable:
    rows = [
        (tag, one["passages"], one["gold"], one["missed"], one["spurious"], _mostly(one)) for tag, one in counts.items()
    ]
    rows.sort(key=lambda row: (-row[3], row[0]))
    columns = ("construction", "passages", "gold", "missed", "spurious", "mostly missed for")
    return ErrorTable("constructions that the gold names", columns, tuple(rows))


def _mostly(counts: Counter[str]) -> str:
    """The cause that most misses have."""
    causes = {name.removeprefix("missed: "): count for name, count in counts.items() if name.startswith("missed: ")}
    return max(sorted(causes), key=lambda cause: causes[cause], default="")
