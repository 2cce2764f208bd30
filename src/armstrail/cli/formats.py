"""Readings for other programs: JSON lines, one JSON array, or CSV with a row a claim.

The JSON of a report is a line of a passage file: `id` is the source as it was named, the claims are as the field guide
has them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from armstrail.cli import wording
from armstrail.cli.screen import visible
from armstrail.model import Claim, Passage, Quantity, Reading, Transfer, escaped

# How a cell may not begin, or a spreadsheet runs it: = + - @, the same in full width, tab and line ends.
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # fmt: skip

COLUMNS = (
    "id", "url", "outlet", "published", "title", "claim",
    "act", "modality", "suppliers", "recipients", "via", "origins",
    "items", "categories", "designations", "quantities",
    "period_start", "period_end", "source_kind", "source_state", "source_text",
    "value_amount", "value_currency", "transport", "trend", "confidence",
    "evidence", "evidence_spans", "reader",
)  # fmt: skip


def json_of(reading: Reading) -> str:
    """One line: id, url, published, title, text, claims, responses."""
    report = reading.report
    passage = Passage(
        id=report.source,
        url=report.url,
        published=report.published,
        title=report.title,
        text=report.text,
        claims=reading.claims,
        responses=reading.responses,
    )
    return escaped(passage.to_json())


def jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    """A line a report."""
    for reading in readings:
        yield json_of(reading) + "\n"


def json_array(readings: Iterable[Reading]) -> Iterator[str]:
    """The same in one array, a report a line."""
    before = "[\n"
    for reading in readings:
        yield before + json_of(reading)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csv_rows(readings: Iterable[Reading]) -> Iterator[str]:
    """A header, then a row a claim. Text is quoted, numbers are not; no cell starts in a way that a spreadsheet runs.

    A list is one cell, its parts joined with "; ". The parts of items, categories, designations and quantities belong
    together by their place; a part that the report does not give is empty there. `evidence_spans` are characters of the
    report's text, `start:end`, end excluded.
    """
    yield _row(COLUMNS)
    for reading in readings:
        for number, claim in enumerate(reading.claims, start=1):
            yield _row(_cells(reading, number, claim))


TRANSFER_COLUMNS = (
    "id", "suppliers", "recipients", "via", "categories", "designations", "quantities", "acts", "modalities",
    "source_kinds", "states", "first", "latest", "period_start", "period_end", "origins", "claims", "undecided",
)  # fmt: skip


def transfer_lines(form: str, transfers: Iterable[Transfer]) -> Iterator[str]:
    """Transfers as JSON lines, as one JSON array, or as CSV: a header, then a row a transfer."""
    if form == "csv":
        yield _row(TRANSFER_COLUMNS)
        yield from map(_transfer_row, transfers)
        return
    lines = [escaped(one.to_json()) for one in transfers]
    if form == "jsonl":
        yield from (f"{line}\n" for line in lines)
    else:
        yield "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _transfer_row(one: Transfer) -> str:
    """Goods are told one for one in `categories`, `designations` and `quantities`; counts as `delivery 3`."""
    counts = (one.acts, one.modalities, one.source_kinds, one.states)
    return _row([
        one.id,
        _list(one.suppliers),
        _list(one.recipients),
        _list(one.via),
        _list(goods.category for goods in one.goods),
        _list(goods.designation or "" for goods in one.goods),
        _list(wording.quantity(Quantity(min=goods.min, max=goods.max)) for goods in one.goods),
        *(_list(f"{name} {number}" for name, number in of.items()) for of in counts),
        _day(one.first),
        _day(one.latest),
        _day(one.period.start),
        _day(one.period.end),
        one.origins,
        one.claims,
        one.undecided,
    ])  # fmt: skip


def _cells(reading: Reading, number: int, claim: Claim) -> list[str | int | float]:
    report = reading.report
    designations = [item.designation or "" for item in claim.items]
    quantities = [wording.quantity(item.quantity) for item in claim.items]
    return [
        report.source,
        report.url or "",
        report.outlet or "",
        _day(report.published),
        report.title or "",
        number,
        claim.act,
        claim.modality,
        _list(claim.suppliers),
        _list(claim.recipients),
        _list(claim.via),
        _list(claim.origins),
        _list(item.text for item in claim.items),
        _list(item.category for item in claim.items),
        _list(designations) if any(designations) else "",
        _list(quantities) if any(quantities) else "",
        _day(claim.period.start),
        _day(claim.period.end),
        claim.source.kind,
        claim.source.state or "",
        claim.source.text or "",
        claim.value.amount if claim.value else "",
        claim.value.currency if claim.value else "",
        _list(map(wording.transport, claim.transport or ())),
        claim.trend or "",
        "" if claim.confidence is None else claim.confidence,
        " … ".join(report.text[span.start : span.end] for span in claim.evidence),
        _list(f"{span.start}:{span.end}" for span in claim.evidence),
        claim.reader or reading.reader,
    ]


def _day(day: object) -> str:
    return str(day) if day else ""


def _list(parts: Iterable[str]) -> str:
    """Parts joined with "; "; a semicolon within a part is a comma, so that the cell can be taken apart again."""
    return "; ".join(part.replace(";", ",") for part in parts)


def _row(cells: Iterable[str | int | float]) -> str:
    line = StringIO()
    csv.writer(line, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow(map(_safe, cells))
    return line.getvalue()


def _safe(cell: str | int | float) -> str | int | float:
    """The cell on one line; text that a spreadsheet would run begins with an apostrophe."""
    if not isinstance(cell, str):
        return cell
    shown = visible(cell)
    return f"'{shown}" if cell.startswith(_RUNS) or shown.lstrip().startswith(_RUNS) else shown
