"""The part of the world that a passage's arms go to, by the sub-regions of the United Nations.

region_of(claims) == "Western Asia"   # two of three recipients lie there
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from armstrail.lexicon import cells, table
from armstrail.model import Claim

NOWHERE = "no region"


def region_of(claims: Sequence[Claim]) -> str:
    """Where most recipients lie; where none does, most suppliers. Of equals the one named first.

    A group counts where it fights. `NOWHERE` for claims between bodies and regions, and for no claims.
    """
    for side in ([claim.recipients for claim in claims], [claim.suppliers for claim in claims]):
        if named := _regions(party for parties in side for party in parties):
            return Counter(named).most_common(1)[0][0]
    return NOWHERE


def _regions(parties: Iterable[str]) -> list[str]:
    codes = [_countries().get(party, party) for party in parties]
    return [region for code in codes if (region := _by_code().get(code))]


@cache
def _by_code() -> dict[str, str]:
    return {code: row["region"] for row in table("world-regions") for code in cells(row["codes"])}


@cache
def _countries() -> dict[str, str]:
    """The first country that a group fights in."""
    return {row["id"]: country for row in table("groups") for country in cells(row["country"])[:1]}
