"""What holds for every reading of every text: each value has its words, and the same report gives the same bytes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrail.model import Claim, Passage, Reading, Report
from armstrail.reading import load_reader
from armstrail.reading.assemble import bounds, days

ROOT = Path(__file__).parents[2]
OWN = sorted(path for path in (ROOT / "tests" / "passages").glob("*.jsonl") if path.name != "roles.jsonl")
REAL = sorted((ROOT.parent / "shared" / "claims").glob("*.jsonl"))


def reports(path: Path) -> list[Report]:
    return [Passage.model_validate_json(line).to_report() for line in path.read_text(encoding="utf-8").splitlines()]


def plain(text: str) -> Report:
    return Passage(id="x", text=text).to_report()


def unsaid(claim: Claim) -> list[str]:
    """The values of a claim that no mention carries."""
    said = {(mention.slot, mention.value) for mention in claim.mentions}
    slots = {slot for slot, _ in said}
    wanted = [("act", claim.act), ("modality", claim.modality)]
    wanted += [("suppliers", party) for party in claim.suppliers] + [
        ("recipients", party) for party in claim.recipients
    ]
    wanted += [("via", party) for party in claim.via] + [("origins", party) for party in claim.origins]
    for item in claim.items:
        wanted.append(("items", item.text))
        if item.designation:
            wanted.append(("designation", item.designation))
        if item.quantity:
            wanted.append(("quantity", bounds(item.quantity)))
    if claim.period.start or claim.period.end:
        wanted.append(("period", days(claim.period)))
    if claim.source.kind != "narrator":
        wanted.append(("source", claim.source.kind))
    if claim.trend:
        wanted.append(("trend", claim.trend))
    missing = [f"{slot} {value}" for slot, value in wanted if (slot, value) not in said]
    if claim.value and "value" not in slots:
        missing.append("value")
    if claim.transport and "transport" not in slots:
        missing.append("transport")
    return missing


def faults(reading: Reading) -> list[str]:
    """What is wrong with a reading's words: a value without any, an offset that gives others."""
    found = []
    for claim in reading.claims:
        claim.check_against(reading.report.text)
        found += [f"{reading.report.source}: {value}" for value in unsaid(claim)]
        acts = [mention for mention in claim.mentions if mention.slot == "act"]
        if not any(span.start <= acts[0].start and acts[0].end <= span.end for span in claim.evidence):
            found.append(f"{reading.report.source}: the evidence leaves out {acts[0].text!r}")
    return found


@pytest.mark.parametrize("path", [*OWN, *REAL], ids=lambda path: path.stem)
def test_every_value_of_every_claim_has_its_words(path):
    assert [fault for one in reports(path) for fault in faults(load_reader().read(one))] == []


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            "Russia|Syria|sold|supplied|tanks|the rebels|it|its|which|said|denied|“|”|,|.|to|from|of|arms|2,000|$3bn|"
            "on Tuesday|by|and|that|had been|missiles|Moscow|not|will|embargo|\n\n|S-300|he|–|Rosoboronexport".split(
                "|"
            )
        ),
        max_size=40,
    ).map(" ".join)
    | st.text(max_size=120)
)
def test_no_text_is_too_odd_to_read(text):
    assert faults(load_reader().read(plain(text))) == []


def test_threads_read_what_one_reads():
    texts = reports(OWN[0])[:24]
    alone = [load_reader().read(one).to_json() for one in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: load_reader().read(one).to_json(), texts)) == alone


def test_two_processes_give_the_same_bytes():
    command = [sys.executable, "-m", "armstrail", "read", str(OWN[0]), "--format", "jsonl"]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    assert first.count(b"\n") == len(reports(OWN[0]))
