"""Fits the weights by which the reader fills sides that a sentence leaves open, on the project's own passages in use.

    python scripts/fit_open_sides.py            prints how well they do, on passages left out of the fitting
    python scripts/fit_open_sides.py --write    and writes lexicon/tables/open-sides.csv

A draft is laid beside the gold claims whose evidence shares its sentence and whose known side overlaps its own, those
of its act before others; a party that they have on the open side is right, every other one wrong. A draft that answers
to no gold claim says nothing of its open side.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator

from armstrail.model import Claim, Passage
from armstrail.reading import load_reader
from armstrail.reading.assemble import Draft
from armstrail.reading.open_sides import SIDES, Side, is_open, offers, opposite
from fitting import Case, best_strength, fit, left_out, log_loss, matrix
from passage_sets import REGIONS, ROOT, passages

TABLE = ROOT / "src" / "armstrail" / "lexicon" / "tables" / "open-sides.csv"
Cases = dict[Side, list[Case]]


def cases(passage: Passage) -> Cases:
    """The cases of each side: the drafts of a passage that have an open side, with whoever might fill it."""
    reading = load_reader().passage(passage.to_report())
    drafts, claims = reading.stated(), passage.claims or ()
    mentions = reading.mentions(drafts)
    found: Cases = {side: [] for side in SIDES}
    for draft in drafts:
        for side in SIDES:
            right = _right(draft, side, claims) if is_open(draft, side) else None
            if right is not None:
                some = offers(draft, side, drafts, mentions)
                found[side] += [Case(one.features, {party.value for party in one.parties} <= right) for one in some]
    return found


def _right(draft: Draft, side: Side, claims: tuple[Claim, ...]) -> set[str] | None:
    """What the open side should be by the gold; None where no gold claim answers to the draft."""
    other = opposite(side)
    known = {party.value for party in getattr(draft, other)}
    beside = [claim for claim in _beside(draft, claims) if known & set(getattr(claim, other))]
    beside = [claim for claim in beside if claim.act == draft.act] or beside
    return {value for claim in beside for value in getattr(claim, side)} if beside else None


def _beside(draft: Draft, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The gold claims whose evidence shares a sentence with a draft."""
    span = draft.evidence[0]
    return (c for c in claims if any(one.start < span.end and span.start < one.end for one in c.evidence))


def refit(side: Side, read: list[list[Case]]) -> list[tuple[str, str, str, str]]:
    """The table's rows for one side, with what they were fitted to; prints how it does on passages left out."""
    every = [case for found in read for case in found]
    first, *names = dict.fromkeys(name for case in every for name in case.features)
    names = [first, *sorted(names)]
    strength = best_strength(read, names)
    given, right = left_out(read, names, strength)
    taken = right[given >= 0.5]
    print(f"{side}: {len(every)} cases, {right.sum():.0f} right, strength {strength}; left out: surprise ", end="")
    print(f"{log_loss(given, right):.3f}, of {len(taken)} taken {taken.sum():.0f} right")
    values, truth = matrix(every, names)
    source = f"scripts/fit_open_sides.py: {len(every)} cases of tests/passages, {truth.sum():.0f} right"
    weights = fit(values, truth, strength)
    return [(side, name, f"{weight:.3f}", source) for name, weight in zip(names, weights, strict=True)]


def main() -> None:
    """Fits the weights of both sides, says how well they do, and writes them if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table")
    write = parser.parse_args().write
    read = [cases(passage) for passage in passages(REGIONS, aside=False)]
    rows = [row for side in SIDES for row in refit(side, [found[side] for found in read if found[side]])]
    if write:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("side", "feature", "weight", "source"), *rows])


if __name__ == "__main__":
    main()
