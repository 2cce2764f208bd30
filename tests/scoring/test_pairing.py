"""The pairing has the highest summed weight, whole rows, and the same ties wherever it is computed."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.scoring import best_pairs

WEIGHT = st.floats(min_value=0, max_value=1, allow_subnormal=False)


@st.composite
def rectangles(draw: st.DrawFn, weight: st.SearchStrategy[float] = WEIGHT) -> list[list[float]]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    return draw(st.lists(st.lists(weight, min_size=columns, max_size=columns), min_size=rows, max_size=rows))


def highest_sum(weights: list[list[float]]) -> float:
    """By trying every pairing."""
    if len(weights) > len(weights[0]):
        return highest_sum([list(column) for column in zip(*weights, strict=True)])
    rows = range(len(weights))
    pairings = permutations(range(len(weights[0])), len(rows))
    return max(sum(weights[row][chosen[row]] for row in rows) for chosen in pairings)


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        # nothing to pair
        ([], []),
        ([[], []], []),
        # each row's own best would cost the other row more
        ([[0.9, 0.8], [0.8, 0.1]], [(0, 1), (1, 0)]),
        # a third row pushes the first two along
        ([[9, 8, 1], [8, 6, 3], [7, 1, 0]], [(0, 1), (1, 2), (2, 0)]),
        # more claims on one side: the rest stays without a partner
        ([[0.2, 0.9, 0.4]], [(0, 1)]),
        ([[0.2], [0.9], [0.4]], [(1, 0)]),
        # of equals, the first
        ([[1, 1], [1, 1]], [(0, 0), (1, 1)]),
    ],
)
def test_pairs_of_a_small_table(weights: list[list[float]], pairs: list[tuple[int, int]]) -> None:
    assert best_pairs(weights) == pairs


@given(rectangles())
def test_no_other_pairing_has_a_higher_sum(weights: list[list[float]]) -> None:
    pairs = best_pairs(weights)
    assert sum(weights[row][column] for row, column in pairs) == pytest.approx(highest_sum(weights))


@given(rectangles())
def test_the_shorter_side_is_paired_completely_and_nobody_twice(weights: list[list[float]]) -> None:
    pairs = best_pairs(weights)
    assert len(pairs) == min(len(weights), len(weights[0]))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
