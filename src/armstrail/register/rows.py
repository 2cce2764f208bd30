"""What the tables hold of a report: its row and those of its claims, as they follow from the documents alone.

`add` writes these rows and `verify` makes them again and compares, so that no cell can differ from its document.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from armstrail.gathering.archive import derivation_bytes
from armstrail.model import Claim, Derivation, Reading, Report

Row = dict[str, Any]

NOT_SAID = {"confidence", "mentions", "reader"}  # how a claim was read, not what it says
_GATHERED_NOW = {"source", "retrieved"}  # differ each time that the same is gathered


class ClaimRows(NamedTuple):
    """The rows of one claim without the numbers that the database gives."""

    claim: Row
    parties: list[Row]
    items: list[Row]


def derivation_id(derivation: Derivation) -> str:
    """A report's id in the register: the name of its derivation in the archive."""
    return _sha256(derivation_bytes(derivation))


def address(report: Report) -> str:
    """Where a report stands: its URL, else what the user named."""
    return report.url or report.source


def content_id(report: Report, extractor: str) -> str:
    """The same for two reports where the second brings nothing new.

    A page is what its address, its text and what it says of itself make it: other bytes with the same text (another
    advertisement) are no other report. A file is its bytes, wherever it lies.
    """
    told = report.model_dump(mode="json", exclude=_GATHERED_NOW | ({"archived"} if report.url else set()))
    return _sha256(json.dumps([told, extractor], sort_keys=True, ensure_ascii=False).encode())


def claim_ids(report_id: str, claims: Sequence[Claim]) -> list[str]:
    """The ids of a report's claims: of what each says, not of how it was read.

    So a claim keeps its id, and the decisions on it, when a newer reader gives it again with other confidence. Equal
    claims of one report are told apart by their order.
    """
    said = [claim.model_dump_json(exclude=NOT_SAID) for claim in claims]
    seen: Counter[str] = Counter()
    ids = []
    for one in said:
        seen[one] += 1
        ids.append(_sha256(f"{report_id}\n{seen[one]}\n{one}".encode()))
    return ids


def report_row(derivation: Derivation, reading: Reading) -> Row:
    """The report's row, without the numbers of its reader and its origin."""
    report = derivation.report
    document = derivation_bytes(derivation)
    responses = json.dumps([json.loads(one.to_json()) for one in reading.responses], ensure_ascii=False)
    return {
        "id": _sha256(document),
        "content": content_id(report, derivation.extractor),
        "text_id": report.id,
        "address": _plain(address(report)),
        "previous": derivation.previous,
        "archived": report.archived,
        "url": report.url and _plain(report.url),
        "outlet": report.outlet and _plain(report.outlet),
        "published": report.published,
        "title": report.title and _plain(report.title),
        "text": _plain(report.text),
        "document": document.decode(),
        "responses": responses,
        "digest": digest(document.decode(), reading.reader, responses, [claim.to_json() for claim in reading.claims]),
    }


def digest(document: str, reader: str, responses: str, claims: Sequence[str]) -> str:
    """One hash over everything that was read from a report."""
    return _sha256(json.dumps([document, reader, responses, *claims], ensure_ascii=False).encode())


def claim_rows(report_id: str, claims: Sequence[Claim]) -> Iterator[ClaimRows]:
    """The rows of a report's claims as read, in the order of the text; nothing is decided yet."""
    for place, (one, claim) in enumerate(zip(claim_ids(report_id, claims), claims, strict=True), start=1):
        row = {
            "id": one,
            "place": place,
            "document": claim.to_json(),
            "current": None,
            "state": "undecided",
            "decided": None,
        }
        yield ClaimRows(row | facts(claim), party_rows(claim), item_rows(claim))


def facts(claim: Claim) -> Row:
    """The columns by which claims are found, of a claim as it now stands."""
    return {
        "act": claim.act,
        "modality": claim.modality,
        "source_kind": claim.source.kind,
        "period_start": claim.period.start,
        "period_end": claim.period.end,
        "confidence": claim.confidence,
    }


def party_rows(claim: Claim) -> list[Row]:
    """Who takes part, each once a role."""
    roles = {
        "supplier": claim.suppliers,
        "recipient": claim.recipients,
        "via": claim.via,
        "origin": claim.origins,
    }
    return [{"role": role, "party": party} for role, parties in roles.items() for party in dict.fromkeys(parties)]


def item_rows(claim: Claim) -> list[Row]:
    """The goods, in the order of the claim."""
    return [
        {
            "place": place,
            "category": item.category,
            "designation": item.designation,
            "quantity_min": item.quantity.min if item.quantity else None,
            "quantity_max": item.quantity.max if item.quantity else None,
        }
        for place, item in enumerate(claim.items, start=1)
    ]


def _plain(text: str) -> str:
    """Text as both databases take it: PostgreSQL knows no NUL."""
    return text.replace("\0", "\ufffd")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
