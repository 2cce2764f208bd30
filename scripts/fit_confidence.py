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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from armstrail.model import Passage
from armstrail.reading import load_reader
from armstrail.reading.assemble import finish
from armstrail.reading.confidence import confidence, features
from armstrail.scoring import best_pairs, same_sides, similarity, slots_of
from passage_sets import OWN, REGIONS, ROOT, passages

TABLE = ROOT / "src" / "armstrail" / "lexicon" / "tables" / "confidence.csv"
STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
FOLDS = 10
STEPS = 50  # of Newton's method, which needs about six
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim that the reader made: its features, and whether who armed whom is right."""

    features: dict[str, float]
    right: bool
    confidence: float = 0.0  # by the weights as they stand


def cases(passage: Passage) -> list[Case]:
    """The claims read in a passage, in their order."""
    reading = load_reader().passage(passage.to_report())
    drafts = reading.drafts()
    found = [slots_of(finish(draft, passage.text, "")) for draft in drafts]
    wanted = [slots_of(claim) for claim in passage.claims or ()]
    pairs = best_pairs([[similarity(left, right) for right in found] for left in wanted])
    right = {column for row, column in pairs if same_sides(wanted[row], found[column])}
    return [
        Case(features(draft, passage.text), at in right, confidence(draft, passage.text))
        for at, draft in enumerate(drafts)
    ]


def training() -> list[list[Case]]:
    """The cases of each passage that may be learnt from."""
    read = [cases(passage) for passage in [*passages(REGIONS, aside=False), *passages([OWN / "no-claims.jsonl"])]]
    return [found for found in read if found]


def matrix(some: Iterable[Case], names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The features as a row a case, and 1 for each case that is right."""
    some = list(some)
    rows = np.array([[case.features[name] for name in names] for case in some], dtype=np.float64)
    return rows.reshape(len(some), len(names)), np.array([case.right for case in some], dtype=np.float64)


def fit(rows: Numbers, right: Numbers, strength: float) -> Numbers:
    """The weights that make the cases likeliest, drawn to zero by `strength`; the first, which all have, is free."""
    penalty = np.full(rows.shape[1], strength)
    penalty[0] = 1e-3
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        share = shares(rows, weights)
        slope = rows.T @ (right - share) - penalty * weights
        curve = (rows * (share * (1 - share))[:, None]).T @ rows + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def shares(rows: Numbers, weights: Numbers) -> Numbers:
    """What the weights give each case."""
    return np.asarray(1 / (1 + np.exp(-rows @ weights)))


def left_out(read: Sequence[Sequence[Case]], names: Sequence[str], strength: float) -> tuple[Numbers, Numbers]:
    """What each case is given by weights that were fitted without its passage, and whether it is right."""
    given, truth = [], []
    for fold in range(FOLDS):
        others = [case for at, found in enumerate(read) if at % FOLDS != fold for case in found]
        weights = fit(*matrix(others, names), strength)
        rows, right = matrix([case for found in read[fold::FOLDS] for case in found], names)
        given.append(shares(rows, weights))
        truth.append(right)
    return np.concatenate(given), np.concatenate(truth)


def log_loss(given: Numbers, right: Numbers) -> float:
    """Mean surprise in nats; 0.69 is what a coin would have."""
    return float(-np.mean(right * np.log(given) + (1 - right) * np.log(1 - given)))


def best_strength(read: Sequence[Sequence[Case]], names: Sequence[str]) -> float:
    """How strongly weights are drawn to zero where passages left out surprise least; of equals the strongest."""
    return min(reversed(STRENGTHS), key=lambda strength: round(log_loss(*left_out(read, names, strength)), 4))


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
