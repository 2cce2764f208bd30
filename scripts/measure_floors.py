"""Measures reading on all annotated passages and writes what it reached to tests/quality/floors.json.

    python scripts/measure_floors.py            prints the figures
    python scripts/measure_floors.py --write    and pins them

The real passages lie beside the project where they are present; the others are the project's own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from armstrail.model import Passage
from armstrail.scoring import score
from passage_sets import DEVELOPMENT, OWN, REAL, REGIONS, ROOT, gold_of, passages, read, read_all

FLOORS = ROOT / "tests" / "quality" / "floors.json"
Figures = dict[str, float]


def scored(paths: Iterable[Path], aside: bool | None = None) -> Figures | None:
    """Precision and F1 where there is gold; None where a file is absent."""
    paths = list(paths)
    if not all(path.exists() for path in paths):
        return None
    gold = passages(paths, aside)
    figures = score(gold_of(gold), read_all(gold)).figures
    return {
        "relevance": figures["relevance"].f1,
        "relation": figures["relation"].f1,
        "relation precision": figures["relation"].precision,
        "claim": figures["claim"].f1,
    }


def roles() -> Figures:
    """Percent of sentences with supplier and recipient right, and of sentences where none is swapped."""
    right = straight = 0
    lines = (OWN / "roles.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        row = json.loads(line)
        passage = Passage(id=row["id"], published=row["published"], title=None, text=row["text"])
        claims = read(passage)
        suppliers, recipients = set(row["suppliers"]), set(row["recipients"])
        right += any(suppliers <= set(c.suppliers) and recipients <= set(c.recipients) for c in claims)
        straight += not any(recipients & set(c.suppliers) or suppliers & set(c.recipients) for c in claims)
    return {"right": 100 * right / len(lines), "not swapped": 100 * straight / len(lines)}


def quiet() -> Figures:
    """Percent of passages without a transfer that give no claim."""
    texts = passages([OWN / "no-claims.jsonl"])
    return {"without a claim": 100 * sum(not read(passage) for passage in texts) / len(texts)}


MEASURES: dict[str, Callable[[], Figures | None]] = {
    "real passages": partial(scored, DEVELOPMENT),
    "first report": partial(scored, [REAL / "first.jsonl"]),
    "own passages": partial(scored, REGIONS, aside=False),
    "roles": roles,
    "no claims": quiet,
}


def main() -> None:
    """Prints every figure; with --write pins those that could be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="pin the figures")
    arguments = parser.parse_args()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name, measure in MEASURES.items():
        figures = measure()
        print(name, figures or "not here")
        if figures:
            pinned[name] = {key: round(value, 1) for key, value in figures.items()}
    if arguments.write:
        FLOORS.write_text(json.dumps(pinned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
