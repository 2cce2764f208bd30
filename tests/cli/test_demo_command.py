"""`armstrail demo`: every sample is read, then who supplied whom, then what to do next."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from io import StringIO
from typing import Any

import pytest
from rich.console import Console
from typer.testing import Result

from armstrail.cli.demo import register, samples
from armstrail.model import Reading

Run = Callable[..., Result]


@pytest.mark.usefixtures("fixed_reader")
def test_all_samples_are_read(run: Run) -> None:
    result = run("demo")
    assert (result.exit_code, result.stderr) == (0, "")
    for sample in (files("armstrail") / "samples").iterdir():
        assert sample.name.endswith((".md", ".jsonl")) or sample.name in result.stdout
    assert "not read" not in result.stdout
    assert "armstrail read report.html" in result.stdout


def test_samples_are_reports_only() -> None:
    assert len(samples()) >= 6
    assert not any(sample.endswith(".md") for sample in samples())


def test_the_register_counts_claims_reports_and_denials(make_report: Any, make_claim: Any) -> None:
    text = "Russia delivered tanks to Syria."
    one, two = make_report(text), make_report(text + " ")
    readings = [
        Reading(
            report=one, claims=(make_claim(text), make_claim(text, modality="denied", act="order")), reader="fixed 1"
        ),
        Reading(report=two, claims=(make_claim(text), make_claim(text, suppliers=[])), reader="fixed 1"),
    ]
    screen = Console(file=StringIO(), width=80)
    screen.print(register(readings))
    output = screen.file
    assert isinstance(output, StringIO)
    rows = [line.split("  ") for line in output.getvalue().splitlines() if "SY" in line]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        ["Russia (RU) → Syria (SY)", "delivery, order", "3", "2", "1"],
        ["? → Syria (SY)", "delivery", "1", "1"],
    ]
