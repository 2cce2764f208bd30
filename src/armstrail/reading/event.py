"""A transfer as one predicate of a sentence states it, on its way to a claim.

"Moscow may sell Syria S-300s"  ->  predicate "sell", act order, possible, suppliers RU, recipients SY, goods S-300s
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from armstrail.lexicon import Row
from armstrail.model import Act, Modality, Trend
from armstrail.reading.discourse import Party, values
from armstrail.reading.governing import Link
from armstrail.reading.item import Goods
from armstrail.reading.parsed import Parsed


@dataclass(slots=True)
class Event:
    """A transfer as one predicate states it, its act and modality as the words around make them."""

    predicate: Token
    row: Row  # of frames.csv
    parsed: Parsed
    act: Act
    modality: Modality = "reported"
    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    origins: list[Party] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)
    act_words: list[Token] = field(default_factory=list)
    modality_words: list[Token] = field(default_factory=list)
    trend: Trend | None = None
    trend_words: list[Token] = field(default_factory=list)
    claimant: list[Token] = field(default_factory=list)
    volunteered: bool = False  # the claimant promises or asks for himself: whoever else tells of it is the source
    links: list[Link] = field(default_factory=list)  # the words that govern the predicate, the nearest first
    vehicles: list[Token] = field(default_factory=list)
    dropped: bool = False  # a governing word says that there is no transfer
    definite: bool = False  # "the deal", "supplied them": its goods were named before
    points_back: bool = False  # "the deal", "these missiles": has it an article or pronoun that says so?
    taken_up: bool = False  # no sides, and goods that were told of before: "the guns had been delivered"
    stands_for: Token | None = None  # "TEN were delivered": a word that stands for goods named before
    unnamed: set[str] = field(default_factory=set)  # sides with words that name nobody: "foreign buyers", "who"
    unsure: bool = False  # which of its two sides sells could not be told

    needs: frozenset[str] = frozenset()  # sides that the rest of the passage must supply, if the sentence does not

    @property
    def is_bare(self) -> bool:
        """Does its sentence name neither side?"""
        return not self.suppliers and not self.recipients

    def sides(self) -> set[str]:
        """The suppliers and recipients, by code or name."""
        return values(self.suppliers, self.recipients)
