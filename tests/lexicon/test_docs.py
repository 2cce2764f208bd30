"""docs/lexicon.md names every table and every column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLES = sorted((ROOT / "src" / "armstrail" / "lexicon" / "tables").glob("*.csv"))
PAGE = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_and_its_columns_are_described(path):
    with path.open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    assert f"`{path.stem}`" in PAGE
    assert [column for column in columns if f"`{column}`" not in PAGE] == []
