"""A claim: what one source is reported to say about one transfer, field by field as the guide has it.

Every value that a reader gives carries the words that it was read from (`Claim.mentions`); what the text does not
say is empty. `docs/field-guide.md` holds the meaning of every field.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal, NamedTuple, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from armstrail.model.base import Frozen

Act = Literal["talks", "order", "approval", "delivery", "production", "support", "suspension", "seizure"]
Modality = Literal["reported", "planned", "possible", "denied"]
Category = Literal[
    "tanks", "armoured_vehicles", "vehicles", "artillery", "aircraft", "helicopters", "uav", "ships", "missiles",
    "air_defence", "bombs", "small_arms", "ammunition", "sensors", "electronic_warfare", "communications", "parts",
    "protective", "chemical", "other", "unspecified",
]  # fmt: skip
SourceKind = Literal["official", "group", "company", "organisation", "media", "anonymous", "narrator"]
Mode = Literal["air", "sea", "rail", "road"]
Trend = Literal["increase", "decrease"]
Slot = Literal[
    "act", "modality", "suppliers", "recipients", "via", "origins", "items", "designation", "quantity",
    "period", "source", "value", "transport", "trend",
]  # fmt: skip

ACTS: tuple[Act, ...] = get_args(Act)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
CATEGORIES: tuple[Category, ...] = get_args(Category)
MODES: tuple[Mode, ...] = get_args(Mode)
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

_STATE = re.compile(r"[A-Z]{2}|[A-Z]{4}")


def parse_party(name: str) -> str:
    """A party as the guide writes it: an ISO 3166 code in capitals, or a lower-case name.

    Raises:
        ValueError: neither ("Syria", "Sy").
    """
    if _STATE.fullmatch(name) or (name and name == name.lower() and name == name.strip()):
        return name
    raise ValueError(f"{name!r} is no party: an ISO 3166-1 or 3166-3 code, or a name in lower case")


Party = Annotated[str, AfterValidator(parse_party)]


class Span(NamedTuple):
    """Characters of the report's text, counted from 0, end excluded."""

    start: int
    end: int


class Quantity(Frozen):
    """A number of pieces as far as the text fixes it, both ends included; None leaves that side open."""

    min: int | None
    max: int | None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"quantity {self.min}-{self.max} ends before it starts")
        return self


class Item(Frozen):
    """One kind of goods. `text` is the passage's own words; `designation` the type name, where one is given."""

    text: str
    category: Category
    designation: str | None
    quantity: Quantity | None


class Period(Frozen):
    """When the act happened or is to happen: days, both ends included; None leaves that side open."""

    start: datetime.date | None
    end: datetime.date | None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"period {self.start} to {self.end} ends before it starts")
        return self


class Source(Frozen):
    """Who says so. `state` is the code of the state spoken for; `text` the passage's words for the speaker.

    A `narrator` has neither: it is the passage itself that says so.
    """

    kind: SourceKind
    state: str | None
    text: str | None


class Value(Frozen):
    """The price of the whole transfer in units of `currency` (ISO 4217), never converted."""

    amount: int | float
    currency: str


class Transport(Frozen):
    """A means that the goods travelled by."""

    text: str
    mode: Mode
    designation: str | None
    quantity: Quantity | None


class Mention(Frozen):
    """The words that one value of a claim was read from: `text` is the report's text from `start` to `end`.

    `value` is the value in words: a party's code, an item's text, `24..99` for a quantity, `2013-12-01..` for a period.
    """

    slot: Slot
    value: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The characters that the words take up."""
        return Span(self.start, self.end)


class Claim(Frozen):
    """What one source is reported to say about one transfer relation.

    `confidence` and `mentions` are a reader's; a person who annotates by hand need not give them. `confidence` is the
    share of such claims that a careful reader has too, 0 to 1; None: the reader gives none. `reader` names the reader
    and version.
    """

    act: Act
    modality: Modality
    suppliers: tuple[Party, ...]
    recipients: tuple[Party, ...]
    via: tuple[Party, ...]
    origins: tuple[Party, ...]
    items: tuple[Item, ...]
    period: Period
    source: Source
    value: Value | None
    evidence: tuple[Span, ...] = Field(min_length=1)
    transport: tuple[Transport, ...] | None = None
    trend: Trend | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    mentions: tuple[Mention, ...] = ()
    reader: str | None = None

    @model_validator(mode="after")
    def _has_a_side(self) -> Self:
        if not self.suppliers and not self.recipients:
            raise ValueError("a claim with neither side known does not count")
        if any(span.start < 0 or span.start >= span.end for span in self.evidence):
            raise ValueError("evidence: a span starts at 0 or later and ends after it starts")
        return self

    def check_against(self, text: str) -> None:
        """Checks that every mention's offsets give its words, and that every evidence span lies within the text.

        Raises:
            ValueError: an offset and its quote disagree. Nothing similar is searched for: the text is another one.
        """
        for mention in self.mentions:
            found = text[mention.start : mention.end] if mention.start >= 0 else ""
            if found != mention.text:
                raise ValueError(
                    f"{mention.slot} {mention.value!r}: the text has {found!r} at {mention.start}-{mention.end}, "
                    f"the claim quotes {mention.text!r}"
                )
        for span in self.evidence:
            if span.end > len(text):
                raise ValueError(f"evidence {span.start}-{span.end} lies outside a text of {len(text)} characters")
