"""The annotated passages that the project is measured on, and what the reader makes of them.

passages(REGIONS, aside=False)    the project's own that rules may be written from
passages(DEVELOPMENT)             real ones, where they lie beside the project
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from armstrail.model import Claim, Passage
from armstrail.reading import load_reader

ROOT = Path(__file__).parent.parent
OWN = ROOT / "tests" / "passages"
REAL = ROOT.parent / "shared" / "claims"
REGIONS = tuple(OWN / f"{name}.jsonl" for name in ("middle-east-africa", "asia-americas", "europe-eurasia", "wire"))
DEVELOPMENT = tuple(REAL / f"{name}.jsonl" for name in ("dev", "dev-2012-2020", "dev-other-times"))

Claims = dict[str, tuple[Claim, ...]]


def lines(paths: Iterable[Path], aside: bool | None = None) -> Iterator[str]:
    """The lines of files in their order; `aside` takes every third one, or all but these."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if aside is None or (number % 3 == 0) == aside:
                yield line


def passages(paths: Iterable[Path], aside: bool | None = None) -> list[Passage]:
    """The passages of files; `aside` as in `lines`."""
    return [Passage.model_validate_json(line) for line in lines(paths, aside)]


def read(passage: Passage) -> tuple[Claim, ...]:
    """The claims of a passage as the reader has them."""
    return load_reader().read(passage.to_report()).claims


def gold_of(some: Iterable[Passage]) -> Claims:
    """The annotated claims by passage."""
    return {passage.id: passage.claims or () for passage in some}


def read_all(some: Iterable[Passage]) -> Claims:
    """The claims that the reader finds, by passage."""
    return {passage.id: read(passage) for passage in some}
