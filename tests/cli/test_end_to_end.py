"""The program itself on its own samples: nothing is replaced, only the words of the claims are left open."""

from __future__ import annotations

import subprocess
import sys

from armstrail.cli.demo import samples
from armstrail.model import Passage


def read_samples() -> bytes:
    command = [sys.executable, "-m", "armstrail", "read", *samples(), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_the_samples_are_read_the_same_twice_and_every_quote_is_in_its_text() -> None:
    output = read_samples()
    passages = [Passage.model_validate_json(line) for line in output.splitlines()]
    assert len(passages) >= len(samples())
    claims = [(passage, claim) for passage in passages for claim in passage.claims or ()]
    assert claims
    for passage, claim in claims:
        claim.check_against(passage.text)
        assert claim.mentions
    assert read_samples() == output
