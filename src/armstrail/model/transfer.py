"""A transfer, a row of the register: the claims that speak of the same goods and parties, summed up.

IR → YE · missiles · 24 or more · 3 claims, 2 origins · 2014-03-05 to 2014-03-09
"""

from __future__ import annotations

import datetime

from armstrail.model.base import Frozen
from armstrail.model.claim import Act, Category, Modality, Party, Period, SourceKind
from armstrail.model.decision import State


class Goods(Frozen):
    """One kind of goods of a transfer, with the widest bounds that its claims give; None leaves a side open."""

    category: Category
    designation: str | None
    min: int | None
    max: int | None


class Transfer(Frozen):
    """What is said of one transfer, rejected claims left out.

    `origins` is the number of independent origins: reports that carry one text are one origin. `claims` are the claims,
    `undecided` those on which nobody has decided. `acts`, `modalities`, `source_kinds` and `states` say how many claims
    have which. `first` and `latest` are the days on which its reports were published, `period` the days that its claims
    name, from the first to the last. `categories` and `designations` are those of `goods`, each once.
    """

    id: str
    suppliers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    via: tuple[Party, ...]
    categories: tuple[Category, ...]
    designations: tuple[str, ...]
    goods: tuple[Goods, ...]
    acts: dict[Act, int]
    modalities: dict[Modality, int]
    source_kinds: dict[SourceKind, int]
    states: dict[State, int]
    first: datetime.date | None
    latest: datetime.date | None
    period: Period
    origins: int
    claims: int
    undecided: int
