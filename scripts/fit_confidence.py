"""Fits the weights of lexicon/tables/confidence.csv to the project's own passages.

    python scripts/fit_confidence.py            prints how well they do, on passages left out of the fitting
    python scripts/fit_confidence.py --write    and writes them into the table

A logistic regression over the claims that the reader finds in the two thirds in use, and in the passages without a
claim. A claim is right if it is paired with a claim of the gold whose suppliers and recipients each share a party with
its own, or are both open. Weights are drawn to zero, for there are few hundred claims; how strongly is what does best
on passages left out (ten folds, whole passages). No chance is involved: the same passages give the same table.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from armstrail.model import Passage
from armstrail.reading import load_reader
from armstrail.reading.assemble import finish
from armstrail.reading.confidence import confidence, features
from armstrail.scoring import best_pairs, same_sides, similarity, slots_of
from fitting import STRENGTHS, Case, Numbers, best_strength, fit, left_out, log_loss, matrix
from passage_sets import OWN, REGIONS, ROOT, passages

TABLE = ROOT / "src" / "armstrail" / "lexicon" / "tables" / "confidence.csv"


@dataclass(frozen=True, slots=True)
class Read(Case):
    """A claim that the reader made: its features, whether who armed whom is right, its confidence as weights stand."""

    confidence: float = 0.0


def cases(passage: Passage) -> list[Read]:
    """The claims read in a passage, in their order."""
    reading = load_reader().passage(passage.to_report())
    drafts = reading.drafts()
    found = [slots_of(finish(draft, passage.text, "")) for draft in drafts]
    wanted = [slots_of(claim) for claim in passage.claims or ()]
    pairs = best_pairs([[similarity(left, right) for right in found] for left in wanted])
    right = {column for row, column in pairs if same_sides(wanted[row], found[column])}
    return [
        Read(features(draft, passage.text), at in right, confidence(draft, passage.text))
        for at, draft in enumerate(drafts)
    ]


def training() -> list[list[Read]]:
    """The cases of each passage that may be learnt from."""
    read = [cases(passage) for passage in [*passages(REGIONS, aside=False), *passages([OWN / "no-claims.jsonl"])]]
    return [found for found in read if found]


def refit(rows: list[dict[str, str]], read: Sequence[Sequence[Case]]) -> list[dict[str, str]]:
    """The table's rows with their weights fitted, and in `source` what they were fitted to."""
    names = [row["feature"] for row in rows]
    every = [case for found in read for case in found]
    values, right = matrix(every, names)
    weights = fit(values, right, best_strength(read, names))
    for row, weight, column in zip(rows, weights, values.T, strict=True):
        row["weight"] = f"{weight + 0:.3f}".replace("-0.000", "0.000")
        row["source"] = (
            f"scripts/fit_confidence.py: {column.sum():.0f} of {len(every)} claims read in tests/passages have it, "
            f"{(column * right).sum():.0f} of these right"
        )
    return rows


def table_rows(path: Path = TABLE) -> list[dict[str, str]]:
    """The rows of the table as they stand."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(rows: list[dict[str, str]], path: Path = TABLE) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Prints what the weights do on passages left out; with --write writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table")
    arguments = parser.parse_args()
    rows, read = table_rows(), training()
    names = [row["feature"] for row in rows]
    computed = list(read[0][0].features)
    if names != computed:
        sys.exit(f"{TABLE.name}: one row a feature is wanted, in this order: {', '.join(computed)}")
    for strength in STRENGTHS:
        print(f"strength {strength:4}: surprise {log_loss(*left_out(read, names, strength)):.4f}")
    _, right = left_out(read, names, 1.0)
    print(f"{len(right)} claims, {100 * right.mean():.1f} % right; without features: {coin(right):.4f}")
    rows = refit(rows, read)
    for row in rows:
        print(f"{float(row['weight']):7.3f}  {row['feature']}  ({row['source'].partition(': ')[2]})")
    if arguments.write:
        write(rows)


def coin(right: Numbers) -> float:
    """The surprise of one who knows only how many are right."""
    return log_loss(np.full(len(right), right.mean()), right)


if __name__ == "__main__":
    main()
