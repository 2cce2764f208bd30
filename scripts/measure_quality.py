"""Measures how well the reader reads and writes the figures into docs/reading-quality.md and docs/reliability.svg.

    python scripts/measure_quality.py            prints what would be written
    python scripts/measure_quality.py --write    and writes it

Only what stands between `<!-- measured: NAME -->` and `<!-- end: NAME -->` is replaced. The real passages lie beside
the project where they are present; where they are not, their figures and the picture stay as they were.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from armstrail.model import Claim, Passage
from armstrail.reading import load_reader
from armstrail.reading.explain import explain
from armstrail.scoring import (
    ErrorTable,
    GoldPassage,
    by_act,
    by_construction,
    by_decade,
    by_region,
    score,
)
from fit_confidence import Read, cases, training
from fitting import best_strength, left_out
from passage_sets import DEVELOPMENT, OWN, REGIONS, ROOT, Claims, lines, passages, read, read_all
from reliability import Bin, bins, picture

PAGE = ROOT / "docs" / "reading-quality.md"
PICTURE = ROOT / "docs" / "reliability.svg"
LEAST = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
COMMON = 8  # passages that a construction needs for a row
MOST_WORDS = 10  # of the words that spurious claims rest on
_BLOCK = "<!-- measured: {name} -->\n\n{text}\n\n<!-- end: {name} -->"


class Measured:
    """A set of annotated passages with what the reader makes of them."""

    def __init__(self, paths: Sequence[Path], aside: bool | None = None) -> None:
        self.passages = passages(paths, aside)
        self.gold = {one.id: one for one in map(GoldPassage.model_validate_json, lines(paths, aside))}
        self.claims: dict[str, tuple[Claim, ...]] = {key: one.claims for key, one in self.gold.items()}
        self.reading: Claims = read_all(self.passages)

    def blocks(self, name: str) -> Iterator[tuple[str, str]]:
        """The tables of this set, each under its name in the page."""
        yield f"{name} figures", figures_table(self.claims, self.reading)
        yield f"{name} by act", parts_table(by_act(self.gold, self.reading)[0])
        yield f"{name} by region", parts_table(by_region(self.gold, self.reading)[0])
        yield f"{name} by decade", parts_table(by_decade(self.gold, self.reading)[0])
        yield f"{name} causes", self.causes()
        yield f"{name} by confidence", trade_table(self.claims, self.reading)

    def causes(self) -> str:
        """Why claims are missed, what spurious ones stand beside, and on which words they rest."""
        seen = {one.id: explain(load_reader().passage(one.to_report())) for one in self.passages}
        missed, spurious, words, *more = by_construction(self.gold, self.reading, seen)
        rest = ", ".join(f"“{word}” {wrong} of {every}" for word, wrong, every in words.rows[:MOST_WORDS])
        tagged = [row for table in more for row in table.rows if int(row[1]) >= COMMON and row[2]]
        head = ("construction", "passages", "to find", "missed", "spurious", "mostly missed for")
        return "\n\n".join(
            [
                markdown(("missed for", "claims", "which means"), missed.rows),
                markdown(("spurious beside", "claims", "which means"), spurious.rows),
                f"Words that spurious claims rest on most often (spurious of all read): {rest}.",
                *([markdown(head, tagged)] if tagged else []),
            ]
        )


# --- tables -----------------------------------------------------------------------------------------------------------


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, its numbers to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    numbers = [all(re.fullmatch(r"[\d.,]+", row[at]) for row in cells) for at in range(len(head))]
    rule = ["---:" if number else "---" for number in numbers]
    return "\n".join(f"| {' | '.join(line)} |" for line in [list(head), rule, *cells])


def figures_table(gold: Claims, reading: Claims) -> str:
    """Precision, recall and F1 of every figure of `armstrail score`."""
    figures = score(gold, reading).figures
    rows = [(name, one.precision, one.recall, one.f1, one.gold) for name, one in figures.items()]
    return markdown(("", "precision", "recall", "F1", "to find"), rows)


def parts_table(table: ErrorTable) -> str:
    """A table of figures by part; parts with nothing to find are left out."""
    keys = len(table.columns) - 8
    figures = ("precision", "recall", "F1", "to find")
    head = [*table.columns[:keys], f"relation {figures[0]}", *figures[1:], f"claim {figures[0]}", *figures[1:]]
    return markdown(head, [row for row in table.rows if row[-1] or row[-5]])


def trade_table(gold: Claims, reading: Claims) -> str:
    """What `--min-confidence` gives in precision and takes in recall."""
    rows = []
    for least in LEAST:
        kept = {key: tuple(one for one in claims if (one.confidence or 0) >= least) for key, claims in reading.items()}
        figures = score(gold, kept).figures
        shares = [(figures[name].precision, figures[name].recall, figures[name].f1) for name in ("relation", "claim")]
        rows.append((f"{least:.1f}", sum(map(len, kept.values())), *shares[0], *shares[1]))
    head = ("at least", "claims", "relation precision", "recall", "F1", "claim precision", "recall", "F1")
    return markdown(head, rows)


def roles_table() -> str:
    """The sentences of roles.jsonl by construction, those that are not all right."""
    right, every = Counter[str](), Counter[str]()
    for line in lines([OWN / "roles.jsonl"]):
        row = json.loads(line)
        found = read(Passage(id=row["id"], published=row["published"], text=row["text"]))
        wanted = set(row["suppliers"]), set(row["recipients"])
        every[row["construction"]] += 1
        right[row["construction"]] += any(
            wanted[0] <= set(one.suppliers) and wanted[1] <= set(one.recipients) for one in found
        )
    rows = [(name, right[name], count) for name, count in every.items() if right[name] < count]
    all_right, count = sum(right.values()), sum(every.values())
    whole = f"Of {count} sentences in {len(every)} constructions {all_right} have both sides right."
    return "\n\n".join([f"{whole} Those with a miss:", markdown(("construction", "right", "of"), rows)])


# --- reliability ------------------------------------------------------------------------------------------------------


def real_bins() -> list[Bin]:
    """Confidence against truth on the real passages, on which no weight was fitted."""
    some: list[Read] = [case for one in passages(DEVELOPMENT) for case in cases(one)]
    return bins([case.confidence for case in some], [case.right for case in some])


def own_bins() -> list[Bin]:
    """The same on the project's own passages, each told by weights that were fitted without it."""
    found = training()
    names = list(found[0][0].features)
    given, right = left_out(found, names, best_strength(found, names))
    return bins(given.tolist(), [share > 0 for share in right.tolist()])


def reliability_table(some: Sequence[Bin]) -> str:
    """For each step of confidence what was said and what was so."""
    rows = [
        (
            _range(one.low, one.high),
            one.claims,
            f"{one.given:.2f}",
            f"{one.right:.2f}",
            _range(one.least, one.most),
        )
        for one in some
        if one.claims
    ]
    return markdown(("confidence", "claims", "mean", "right", "95 % interval"), rows)


def _range(low: float, high: float) -> str:
    return f"{low:.2f} to {high:.2f}"


# --- the page ---------------------------------------------------------------------------------------------------------


def replaced(page: str, blocks: dict[str, str]) -> str:
    """The page with these blocks in place of what stood between their markers.

    Raises:
        ValueError: the page has no such block.
    """
    for name, text in blocks.items():
        pattern = re.compile(rf"<!-- measured: {re.escape(name)} -->.*?<!-- end: {re.escape(name)} -->", re.DOTALL)
        if not pattern.search(page):
            raise ValueError(f"the page has no block {name!r}")
        whole = _BLOCK.format(name=name, text=text)
        page = pattern.sub(whole.replace("\\", r"\\"), page)
    return page


def measured() -> tuple[dict[str, str], str | None]:
    """The blocks that can be measured here, and the picture if the real passages are here."""
    own = own_bins()
    blocks = dict(Measured(REGIONS, aside=False).blocks("own"))
    blocks |= {"roles": roles_table(), "own reliability": reliability_table(own)}
    if not all(path.exists() for path in DEVELOPMENT):
        return blocks, None
    real = real_bins()
    blocks |= dict(Measured(DEVELOPMENT).blocks("real"))
    blocks["real reliability"] = reliability_table(real)
    return blocks, picture({"real reports": real, "own passages, left out of the fitting": own})


def main() -> None:
    """Prints every block; with --write writes page and picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the page and the picture")
    arguments = parser.parse_args()
    blocks, drawn = measured()
    for name, text in blocks.items():
        print(f"## {name}\n\n{text}\n")
    if arguments.write:
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), blocks), "utf-8", newline="\n")
        if drawn:
            PICTURE.write_text(drawn, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
