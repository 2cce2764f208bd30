"""What makes claims speak of one transfer, for now: the same suppliers, recipients and kinds of goods.

"Russia sent Syria S-300s", "Syrian air-defence systems from Moscow"  ->  RU → SY, air_defence
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from armstrail.model import Category, Claim


class Relation(NamedTuple):
    """Who gives whom which kinds of goods; a side that is not known is empty. Each part is sorted."""

    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    categories: tuple[Category, ...]

    def to_json(self) -> str:
        """The relation on one line."""
        return json.dumps(self._asdict(), ensure_ascii=False, separators=(",", ":"))

    @property
    def id(self) -> str:
        """The SHA-256 of its JSON: the name of the transfer that its claims make."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def relation(claim: Claim) -> Relation:
    """The relation that a claim speaks of."""
    categories = {item.category for item in claim.items}
    return Relation(
        tuple(sorted(set(claim.suppliers))), tuple(sorted(set(claim.recipients))), tuple(sorted(categories))
    )
