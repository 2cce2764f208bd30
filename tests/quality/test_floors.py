"""The figures that reading has reached, pinned: it may get better, not worse. `scripts/measure_floors.py` measures anew.

A floor is the figure measured less a point: what one passage more or less makes of it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from measure_floors import MEASURES

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
NOISE = 1.0


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_reading_is_as_good_as_it_was(name):
    measured = MEASURES[name]()
    if measured is None:
        pytest.skip("the annotated real passages are not here")
    worse = {key: (value, FLOORS[name][key]) for key, value in measured.items() if value < FLOORS[name][key] - NOISE}
    assert not worse, worse


def test_every_measure_has_a_floor():
    assert set(FLOORS) == set(MEASURES)
