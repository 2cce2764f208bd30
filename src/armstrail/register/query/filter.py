"""What a question to the register asks for, and in which order: `Filter(supplier=("RU", "BY"), act=("delivery",))`.

Several values of one field mean any of them; several fields mean all of them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, get_args

from armstrail.model import Act, Category, Modality, SourceKind, State

SortKey = Literal["latest", "first", "claims", "origins"]
SORTS: tuple[SortKey, ...] = get_args(SortKey)

Days = tuple[datetime.date | None, datetime.date | None]  # both included; None leaves that side open


@dataclass(frozen=True, slots=True)
class Filter:
    """Which transfers are asked for; by default all that have a claim which is not rejected.

    Args:
        supplier, recipient: parties, by their codes or names as claims have them.
        party: parties in any role, also those that pass goods on or whose stocks they come from.
        category, designation: kinds of goods and type names.
        act, modality, source_kind, state, decided: must hold together for one claim of the transfer.
        decided: True for transfers with a claim on which somebody has decided, False for those with an undecided one.
        period: days that one of its claims must name.
        published: days on one of which one of its reports must have been published.
        min_origins: how many independent origins it has at least.
        text: words that one of its reports has, as `search` takes them.
        include_rejected: whether rejected claims count too, and transfers that have no others.
    """

    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    category: tuple[Category, ...] = ()
    designation: tuple[str, ...] = ()
    act: tuple[Act, ...] = ()
    modality: tuple[Modality, ...] = ()
    source_kind: tuple[SourceKind, ...] = ()
    state: tuple[State, ...] = ()
    decided: bool | None = None
    period: Days = (None, None)
    published: Days = (None, None)
    min_origins: int = 0
    text: str = ""
    include_rejected: bool = False

    @property
    def with_rejected(self) -> bool:
        """Whether rejected claims are asked for, in one way or the other."""
        return self.include_rejected or "rejected" in self.state


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of the register: by the last or first publication, the claims, or the origins.

    Transfers without a date come last, whichever way; among equals, what was added last comes first (ascending: first).
    """

    by: SortKey = "latest"
    descending: bool = True


ALL = Filter()
LATEST = Sort()
