"""Reports and claims to show, and a reader that gives them without reading."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from armstrail.cli.app import app
from armstrail.model import Claim, Mention, Passage, Reading, Report, Response, Slot

MakeReport = Callable[..., Report]
MakeClaim = Callable[..., Claim]
MARKED: dict[str, tuple[Slot, str]] = {
    "Russia": ("suppliers", "RU"),
    "Syria": ("recipients", "SY"),
    "tanks": ("items", "tanks"),
    "delivered": ("act", "delivery"),
    "a minister": ("source", "a minister"),
}


def report_of(text: str, **given: Any) -> Report:
    report = Passage(id="report.txt", text=text).to_report()
    return Report.model_validate(report.model_dump() | given)


def claim_of(text: str, **given: Any) -> Claim:
    """Russia delivered tanks to Syria; the evidence is the whole text, each known word in it is marked."""
    mentions = [
        Mention(slot=slot, value=value, start=text.index(words), end=text.index(words) + len(words), text=words)
        for words, (slot, value) in MARKED.items()
        if words in text
    ]
    fields: dict[str, Any] = {
        "act": "delivery", "modality": "reported", "suppliers": ["RU"], "recipients": ["SY"], "via": [], "origins": [],
        "items": [{"text": "tanks", "category": "tanks", "designation": None, "quantity": None}],
        "period": {"start": None, "end": None}, "source": {"kind": "narrator", "state": None, "text": None},
        "value": None, "evidence": [[0, len(text)]], "mentions": mentions, "reader": "fixed 1",
    }  # fmt: skip
    return Claim.model_validate(fields | given)


class FixedReader:
    """One claim for each report with "Russia" in it, less sure where it says "perhaps"; stumbles over "stumble"."""

    name = "fixed 1"

    def read(self, report: Report) -> Reading:
        if "stumble" in report.text:
            raise ValueError("no head\x1b[31m")
        sure = 0.3 if "perhaps" in report.text else 0.8
        claims = (claim_of(report.text, confidence=sure),) if "Russia" in report.text else ()
        asked: Iterable[Response] = ()
        if (start := report.text.find("The ministry declined")) >= 0:
            evidence = (start, len(report.text))
            asked = [
                Response.model_validate(
                    {"kind": "declined", "text": "The ministry", "state": "RU", "evidence": evidence}
                )
            ]
        return Reading(report=report, claims=claims, responses=tuple(asked), reader=self.name)


@pytest.fixture
def fixed_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("armstrail.reading.load_reader", FixedReader, raising=False)


@pytest.fixture
def make_report() -> MakeReport:
    return report_of


@pytest.fixture
def make_claim() -> MakeClaim:
    return claim_of


@pytest.fixture
def run() -> Callable[..., Result]:
    """`armstrail ARGUMENTS...` in this process."""

    def run_command(*arguments: object, **given: Any) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="armstrail", **given)

    return run_command


@pytest.fixture
def day() -> datetime.date:
    return datetime.date(2014, 1, 18)
