"""The share of cases like one in hand that are right: a logistic function of named features, their weights in a table.

The weights of `lexicon/tables/confidence.csv` and `open-sides.csv` are fitted by scripts of the project.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

Features = dict[str, float]
ALWAYS = "always"
"""The feature that every case has."""

_FARTHEST = 30.0  # beyond which the function is as good as 0 or 1


def probability(weights: Mapping[str, float], features: Features) -> float:
    """Between 0 and 1. A feature without a weight weighs nothing."""
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-max(-_FARTHEST, min(_FARTHEST, score))))
