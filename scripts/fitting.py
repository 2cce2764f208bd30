"""Fits the weights of a logistic function to cases that are right or wrong; for the scripts that fit a table.

No chance is involved: the same cases in the same order give the same weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

STRENGTHS = (0.5, 1.0, 2.0, 4.0)  # drawn more strongly, a feature that only ten cases have would say nothing
FOLDS = 10
STEPS = 50  # of Newton's method, which needs about six
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """Named features and whether what they speak for is right. The first feature is one that every case has."""

    features: dict[str, float]
    right: bool


def matrix(some: Iterable[Case], names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The features as a row a case, and 1 for each case that is right."""
    some = list(some)
    rows = np.array([[case.features.get(name, 0.0) for name in names] for case in some], dtype=np.float64)
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
