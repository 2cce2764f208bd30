"""`armstrail demo`: every sample is read, then the register, then what to do next."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import Result

from armstrail.cli.demo import samples

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


@pytest.mark.usefixtures("fixed_reader")
def test_the_register_is_shown_and_nothing_stays(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    output = run("demo").stdout
    assert "Russia (RU) → Syria" in output[output.index("The register:") :]
    assert list(tmp_path.iterdir()) == []
