"""The fit of the confidence weights: it finds what is there, draws the rest to zero, and keeps to the table's rows."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from armstrail.model import Passage
from fit_confidence import cases, refit, table_rows, write
from fitting import Case, fit, left_out, log_loss, matrix, shares

NAMES = ["any", "good", "idle"]


def made(good: bool, right: bool) -> Case:
    return Case({"any": 1.0, "good": float(good), "idle": 0.0}, right)


# of 40 with the feature 30 are right, of 40 without it 10
READ = [[made(True, at % 4 != 0), made(False, at % 4 == 0)] for at in range(40)]
EVERY = [case for found in READ for case in found]


def test_weights_give_the_shares_that_there_are():
    rows, right = matrix(EVERY, NAMES)
    weights = fit(rows, right, 1e-6)
    assert shares(rows, weights)[:2] == pytest.approx([0.75, 0.25], abs=0.01)
    assert weights[2] == 0


def test_strength_draws_weights_to_zero():
    rows, right = matrix(EVERY, NAMES)
    assert abs(fit(rows, right, 30)[1]) < abs(fit(rows, right, 1)[1])


def test_passages_left_out_are_foretold():
    given, right = left_out(READ, NAMES, 1.0)
    assert len(given) == len(right) == 80
    assert log_loss(given, right) < log_loss(np.full(80, 0.5), right)


def test_refitting_keeps_all_but_weight_and_source(tmp_path):
    table = [{"feature": name, "weight": "9", "meaning": f"is {name}", "source": "?"} for name in NAMES]
    rows = refit(table, READ)
    assert [(row["feature"], row["meaning"]) for row in rows] == [(name, f"is {name}") for name in NAMES]
    assert float(rows[1]["weight"]) > 1
    assert rows[1]["source"].endswith("40 of 80 claims read in tests/passages have it, 30 of these right")
    write(rows, tmp_path / "table.csv")
    assert table_rows(tmp_path / "table.csv") == rows
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as lines:
        assert {len(row) for row in csv.reader(lines)} == {4}


def test_a_claim_is_right_whose_partner_has_the_same_sides():
    text = "Russia delivered tanks to Syria."
    right = {
        "act": "order", "modality": "reported", "suppliers": ["RU"], "recipients": ["SY"], "via": [], "origins": [],
        "items": [], "period": {"start": None, "end": None}, "value": None, "evidence": [[0, 5]],
        "source": {"kind": "narrator", "state": None, "text": None},
    }  # fmt: skip
    for claim, expected in ((right, True), (right | {"suppliers": ["IR"]}, False)):
        [case] = cases(Passage.model_validate({"id": "p", "text": text, "claims": [claim]}))
        assert case.right is expected
