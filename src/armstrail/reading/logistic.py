"""The probability that named features give, by weights that a committed script has fitted.

The weights lie in `fitted/NAME.csv`, one a row: model, feature, weight. A feature without a row weighs nothing.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

Features = dict[str, float]
Case = tuple[Features, bool]
BIAS = "always"


@cache
def weights(name: str, model: str) -> dict[str, float]:
    """The weights of one model in `fitted/NAME.csv`, by feature; `always` is the one that every case has."""
    text = files("armstrail.reading").joinpath("fitted", f"{name}.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["feature"]: float(row["weight"]) for row in rows if row["model"] == model}


def probability(table: Mapping[str, float], features: Features) -> float:
    """The logistic function of the weighted sum, between 0 and 1."""
    total = table.get(BIAS, 0.0) + sum(table.get(name, 0.0) * value for name, value in sorted(features.items()))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def fit(cases: Sequence[Case], ridge: float = 2.0, rounds: int = 50) -> dict[str, float]:
    """Weights that tell the right cases from the wrong ones, by Newton's method; `ridge` holds them small.

    Deterministic: the same cases in the same order give the same weights.
    """
    names = [BIAS, *sorted({name for features, _ in cases for name in features})]
    index = {name: at for at, name in enumerate(names)}
    given = np.zeros((len(cases), len(names)))
    given[:, 0] = 1.0
    for row, (features, _) in enumerate(cases):
        for name, value in features.items():
            given[row, index[name]] = value
    wanted = np.array([right for _, right in cases], dtype=float)
    hold = np.full(len(names), ridge)
    hold[0] = 0.01
    found = np.zeros(len(names))
    for _ in range(rounds):
        likely = 1 / (1 + np.exp(-given @ found))
        slope = given.T @ (likely - wanted) + hold * found
        curve = (given.T * (likely * (1 - likely))) @ given + np.diag(hold)
        found = found - np.linalg.solve(curve, slope)
    return {name: float(weight) for name, weight in zip(names, found, strict=True)}
