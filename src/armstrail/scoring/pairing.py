"""Pairs the claims of two readings one to one so that the summed similarity is highest.

best_pairs([[0.9, 0.8], [0.8, 0.1]]) == [(0, 1), (1, 0)]

The Hungarian method with potentials, exact in O(rows² · columns). Our own and not a library's: passages have a dozen
claims at most, the libraries bring NumPy, and among pairings of equal weight each picks another one, whereas a score
has to be the same wherever it is computed. Here rows are placed in order and the leftmost column wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """(row, column) pairs in the order of the rows; the shorter side is paired completely.

    Args:
        weights: a rectangle, the weight of pairing each row with each column; it may be empty.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        return sorted((row, column) for column, row in best_pairs(list(zip(*weights, strict=True))))
    pairing = _Pairing(weights)
    for row in range(len(weights)):
        pairing.place(row)
    return sorted((row, column) for column, row in enumerate(pairing.row_of) if row is not None)


class _Pairing:
    """The best pairing of the rows placed so far. Potentials keep every reduced cost at zero or above."""

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        self.weights = weights
        self.row_of: list[int | None] = [None] * len(weights[0])
        self.of_row = [0.0] * len(weights)
        self.of_column = [0.0] * len(weights[0])

    def place(self, row: int) -> None:
        """Pairs one more row along the cheapest chain of re-pairings that ends at a free column."""
        columns = range(len(self.row_of))
        cheapest = [inf] * len(columns)  # the lowest cost at which each column is reached so far
        reached_from: list[int | None] = [None] * len(columns)  # the column before it in the chain; None: the new row
        visited: list[int] = []
        column: int | None = None
        current = row
        while True:
            step, following = inf, -1
            for candidate in columns:
                if candidate in visited:
                    continue
                cost = -self.weights[current][candidate] - self.of_row[current] - self.of_column[candidate]
                if cost < cheapest[candidate]:
                    cheapest[candidate], reached_from[candidate] = cost, column
                if cheapest[candidate] < step:
                    step, following = cheapest[candidate], candidate
            self._shift(row, visited, cheapest, step)
            column = following
            if (paired := self.row_of[column]) is None:
                break
            visited.append(column)
            current = paired
        self._follow_back(row, column, reached_from)

    def _shift(self, row: int, visited: list[int], cheapest: list[float], step: float) -> None:
        """Moves the potentials so that the next column's reduced cost becomes zero."""
        self.of_row[row] += step
        for column in range(len(self.row_of)):
            if column not in visited:
                cheapest[column] -= step
            elif (paired := self.row_of[column]) is not None:
                self.of_row[paired] += step
                self.of_column[column] -= step

    def _follow_back(self, row: int, column: int, reached_from: list[int | None]) -> None:
        """Gives each column of the chain the row of the column before it, the first one the new row."""
        while (before := reached_from[column]) is not None:
            self.row_of[column] = self.row_of[before]
            column = before
        self.row_of[column] = row
