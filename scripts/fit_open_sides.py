"""Fits the weights by which the reader fills sides that a sentence leaves open, on the project's own passages in use.

    python scripts/fit_open_sides.py            prints how well each model tells right from wrong
    python scripts/fit_open_sides.py --write    and writes src/armstrail/reading/fitted/open-sides.csv

A draft is laid beside the gold claims whose evidence shares its sentence and whose known side overlaps its own, those
of its act before others; a party that they have on the open side is right, every other one wrong. A draft that answers
to no gold claim says nothing of its open side, but of a draft without sides that it should stay empty.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from armstrail.model import Claim, Passage
from armstrail.reading import load_reader
from armstrail.reading.assemble import Draft
from armstrail.reading.logistic import Case, fit, probability
from armstrail.reading.open_sides import SIDES, Side, fill_open_sides, is_open, offers, pairs
from passage_sets import REGIONS, passages

TARGET = Path(__file__).parent.parent / "src" / "armstrail" / "reading" / "fitted" / "open-sides.csv"
Cases = dict[str, list[Case]]


def gather(gold: list[Passage]) -> Cases:
    """The cases of each model, from all drafts of the passages that have an open side."""
    cases: Cases = defaultdict(list)
    for passage in gold:
        reading = load_reader().passage(passage.to_report())
        drafts = reading.stated()
        mentions = reading.mentions(drafts)
        for draft in drafts:
            for side in SIDES:
                if is_open(draft, side):
                    right = _right(draft, side, passage.claims or ())
                    if right is not None:
                        found = offers(draft, side, drafts, mentions)
                        cases[side] += [(one.features, _values(one, side) <= right) for one in found]
        bare = [draft for draft in drafts if draft.sides() == (frozenset(), frozenset())]
        fill_open_sides([draft for draft in drafts if draft not in bare], mentions)
        for draft in bare:
            told = {pair for claim in _beside(draft, passage.claims or ()) for pair in _pairs(claim)}
            for one in pairs(draft, drafts):
                both = {(s, r) for s in _values(one, "suppliers") for r in _values(one, "recipients")}
                cases["both"].append((one.features, both <= told))
    return cases


def _right(draft: Draft, side: Side, claims: tuple[Claim, ...]) -> set[str] | None:
    """What the open side should be by the gold; None where no gold claim answers to the draft."""
    other = SIDES[1 - SIDES.index(side)]
    known = {party.value for party in getattr(draft, other)}
    beside = [claim for claim in _beside(draft, claims) if known & set(getattr(claim, other))]
    beside = [claim for claim in beside if claim.act == draft.act] or beside
    return {value for claim in beside for value in getattr(claim, side)} if beside else None


def _beside(draft: Draft, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The gold claims whose evidence shares a sentence with a draft."""
    span = draft.evidence[0]
    return (c for c in claims if any(one.start < span.end and span.start < one.end for one in c.evidence))


def _values(offer: object, side: Side) -> set[str]:
    return {party.value for party in getattr(offer, side)}


def _pairs(claim: Claim) -> set[tuple[str, str]]:
    return {(supplier, recipient) for supplier in claim.suppliers for recipient in claim.recipients}


def main() -> None:
    """Fits the three models, says how well they do, and writes them if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights")
    write = parser.parse_args().write
    cases = gather(passages(REGIONS, aside=False))
    rows = []
    for model in (*SIDES, "both"):
        table = fit(cases[model])
        sure = [(probability(table, features) >= 0.5, right) for features, right in cases[model]]
        taken, good = sum(yes for yes, _ in sure), sum(yes and right for yes, right in sure)
        print(
            f"{model}: {len(sure)} cases, {sum(right for _, right in sure)} right; takes {taken}, {good} of them right"
        )
        rows += [(model, feature, f"{weight:.3f}") for feature, weight in sorted(table.items())]
    if write:
        with TARGET.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("model", "feature", "weight"), *rows])


if __name__ == "__main__":
    main()
