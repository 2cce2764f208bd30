"""The types that travel between the parts: what a report, a claim and each of a claim's fields mean."""

from armstrail.model.claim import (
    ACTS,
    CATEGORIES,
    MODALITIES,
    MODES,
    SOURCE_KINDS,
    Act,
    Category,
    Claim,
    Item,
    Mention,
    Modality,
    Mode,
    Period,
    Quantity,
    Slot,
    Source,
    SourceKind,
    Span,
    Transport,
    Trend,
    Value,
    parse_party,
)
from armstrail.model.report import Caption, Passage, Reading, Report, Response, text_id

__all__ = [
    "ACTS", "CATEGORIES", "MODALITIES", "MODES", "SOURCE_KINDS",
    "Act", "Caption", "Category", "Claim", "Item", "Mention", "Modality", "Mode", "Passage", "Period", "Quantity",
    "Reading", "Report", "Response", "Slot", "Source", "SourceKind", "Span", "Transport", "Trend", "Value",
    "parse_party", "text_id",
]  # fmt: skip
