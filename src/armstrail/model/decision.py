"""A decision: what a person says of a claim or a transfer, by whom, when and why. Never changed, only followed.

accept claim 5f0c… by "m.osei" on 2026-03-02, "both wires and the ministry's own page"
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Literal, Self, get_args

from pydantic import AwareDatetime, Field, JsonValue, model_validator

from armstrail.model.base import Frozen
from armstrail.model.claim import Span

Verdict = Literal["accept", "reject", "correct", "unsure", "note", "merge", "split", "undo"]
State = Literal["undecided", "accepted", "rejected", "unsure"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
STATES: tuple[State, ...] = get_args(State)
FIRST = "0" * 64  # what the first decision of a register follows

Corrected = Literal[
    "act", "modality", "suppliers", "recipients", "via", "origins", "items", "period", "source", "value", "transport",
    "trend",
]  # fmt: skip
CORRECTED: tuple[Corrected, ...] = get_args(Corrected)


class Correction(Frozen):
    """One field of a claim as a person reads it, in the claim's own JSON.

    `span` are the characters of the report that carry it, `text` its words there. What is known from elsewhere has
    neither, and a `reference` instead: a document, an address, a page.
    """

    field: Corrected
    value: JsonValue
    span: Span | None = None
    text: str | None = None
    reference: str | None = None

    @model_validator(mode="after")
    def _carried(self) -> Self:
        if self.span is None and not (self.reference or "").strip():
            raise ValueError(
                f"{self.field}: a correction names the words that carry it, or where else it is known from"
            )
        if self.span is not None and not 0 <= self.span.start < self.span.end:
            raise ValueError(f"{self.field}: a span starts at 0 or later and ends after it starts")
        return self


class Decision(Frozen):
    """One entry of the log.

    `targets` are claims by their ids; for `merge` two or more transfers, the first of which stays; for `split` claims
    that are a transfer of their own; for `undo` the one decision that no longer counts. `previous` is the `id` of the
    entry before, `FIRST` for the first; `id` the SHA-256 of the entry's JSON without it. So no entry can be changed,
    left out or put in without breaking the chain.
    """

    number: int = Field(ge=1)
    verdict: Verdict
    targets: tuple[str, ...] = Field(min_length=1)
    corrections: tuple[Correction, ...] = ()
    by: str = Field(min_length=1)
    at: AwareDatetime
    why: str = ""
    previous: str
    id: str

    @property
    def hashed(self) -> str:
        """What `id` has to be: the SHA-256 of everything else that was given, as JSON with its keys sorted."""
        told = self.model_dump(mode="json", exclude={"id"}, exclude_unset=True)
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.verdict == "correct") != bool(self.corrections):
            raise ValueError("a `correct` has corrections, and nothing else has")
        if self.verdict == "merge" and len(set(self.targets)) < 2:
            raise ValueError("a `merge` names two transfers or more")
        if self.verdict == "undo" and len(self.targets) != 1:
            raise ValueError("an `undo` names one decision")
        if self.at.utcoffset() != datetime.timedelta(0):
            raise ValueError("the time of a decision is in UTC")
        return self
