"""The types that travel between the parts: what a report, a claim and each of a claim's fields mean."""

from armstrail.model.archived import Derivation, Retrieval
from armstrail.model.base import escaped
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
from armstrail.model.decision import CORRECTED, FIRST, STATES, VERDICTS, Corrected, Correction, Decision, State, Verdict
from armstrail.model.report import Caption, Passage, Reading, Report, Response, text_id
from armstrail.model.transfer import Goods, Transfer

__all__ = [
    "ACTS", "CATEGORIES", "CORRECTED", "FIRST", "MODALITIES", "MODES", "SOURCE_KINDS", "STATES", "VERDICTS",
    "Act", "Caption", "Category", "Claim", "Corrected", "Correction", "Decision", "Derivation", "Goods", "Item",
    "Mention", "Modality", "Mode", "Passage", "Period", "Quantity", "Reading", "Report", "Response", "Retrieval",
    "Slot", "Source", "SourceKind", "Span", "State", "Transfer", "Transport", "Trend", "Value", "Verdict", "escaped",
    "parse_party", "text_id",
]  # fmt: skip
