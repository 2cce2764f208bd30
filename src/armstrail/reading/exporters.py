"""How much states export, and who makes a type: only ever to tell which of the parties named sells."""

from __future__ import annotations

from functools import cache, lru_cache

from armstrail.lexicon import cells, find, table

UNRANKED = 99
"""The rank of a party that hardly exports arms, or is no state."""


@cache
def _ranks() -> dict[str, int]:
    return {row["code"]: int(row["rank"]) for row in table("exporters")}


def export_rank(code: str) -> int:
    """A state's rank among exporters of arms, 1 for the greatest (table exporters)."""
    return _ranks().get(code, UNRANKED)


@lru_cache(maxsize=1024)
def makers_of_type(designation: str | None) -> frozenset[str]:
    """The states that make a type by its name, by the lexicon; none for a type that it does not know."""
    if not designation:
        return frozenset()
    found = [one for one in find(designation) if one.entry.kind == "designation"]
    return frozenset(code for one in found for code in cells(one.entry.row.get("makers", "")))
