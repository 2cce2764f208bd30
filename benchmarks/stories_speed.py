"""How well and how fast edited copies of stories are known again: recall and precision by edit, reports a second.

python benchmarks/stories_speed.py [--stories 10000]
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.reconciling.made import EDITS, stories

from armstrail.reconciling.fingerprint import fingerprint
from armstrail.reconciling.stories import Document, tell_stories

DAY = datetime.date(2014, 1, 17)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stories", type=int, default=10_000)
    count = options.parse_args().stories
    chance, edits = random.Random(1), list(EDITS)
    texts: list[tuple[str, int, str]] = []
    for number, story in enumerate(stories(count)):
        edit = edits[number % len(edits)]
        texts.append((f"{number:06} original", 0, " ".join(story)))
        texts.append((f"{number:06} {edit}", 1, " ".join(EDITS[edit](story, chance))))
    start = time.process_time()
    documents = [Document(name, DAY + datetime.timedelta(day), fingerprint(text)) for name, day, text in texts]
    sampled = time.process_time()
    told = tell_stories(documents).story
    taken = time.process_time() - start
    found, wrong = Counter[str](), Counter[str]()
    for name, origin in told.items():
        found[name[7:]] += origin == f"{name[:6]} original"
        wrong[name[7:]] += origin[:6] != name[:6]
    print(f"{'copy of a story':34}{'recall':>8}{'precision':>11}")
    for number, edit in enumerate(edits):
        of = len(range(number, count, len(edits)))
        precision = found[edit] / (found[edit] + wrong[edit]) if found[edit] + wrong[edit] else 1.0
        print(f"{edit:34}{found[edit] / of:8.3f}{precision:11.3f}")
    letters = sum(len(text) for _, _, text in texts) // len(texts)
    print(
        f"{len(texts) / taken:,.0f} reports of {letters:,} characters a second, {(sampled - start) / taken:.0%} of it"
    )
    print("for the samples")


if __name__ == "__main__":
    main()
