"""How long reading takes against running the plain spaCy pipeline over the same texts, in one run.

    python benchmarks/read_speed.py [PASSAGES.jsonl ...]      default: the passages of tests/passages

Both are warm: models are loaded and each has read once. Seconds are of the processor, whatever else runs meanwhile. The
figure to quote is the ratio; times depend on the machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.util import is_package

from armstrail.model import Passage, Report
from armstrail.reading import load_reader
from armstrail.reading.language import MODELS

PASSAGES = Path(__file__).parent.parent / "tests" / "passages"
ROUNDS = 5


def reports(paths: Sequence[Path]) -> list[Report]:
    """The passages of files as reports."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [Passage.model_validate_json(line).to_report() for line in lines]


def seconds(work: Callable[[], object]) -> float:
    """The processor's time for some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Prints the median times, the pages a second and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", nargs="*", type=Path)
    texts = reports(parser.parse_args().passages or sorted(PASSAGES.glob("*-*.jsonl")))
    relevant = [report for report in texts if load_reader().read(report).claims]
    plain = spacy.load(next(name for name in MODELS if is_package(name)))

    def pipeline() -> None:
        for _ in plain.pipe([report.text for report in relevant], batch_size=64):
            pass

    def reading() -> None:
        for report in relevant:
            load_reader().read(report)

    pipeline()
    pairs = [(seconds(reading), seconds(pipeline)) for _ in range(ROUNDS)]
    read, parse = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratios = sorted(left / right for left, right in pairs)
    characters = sum(len(report.text) for report in relevant)
    print(f"relevant reports     {len(relevant)} ({characters:,} characters), {ROUNDS} rounds in turn")
    print(f"read                 {read:.2f} s   {len(relevant) / read:.0f} reports a second")
    print(f"plain spaCy pipeline {parse:.2f} s   {len(relevant) / parse:.0f} reports a second")
    print(f"ratio read / plain   {statistics.median(ratios):.2f}   (least {ratios[0]:.2f}, most {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
