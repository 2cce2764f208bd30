"""Reports by their words, the last published first: `search(connection, 'S-300 "air defence"')`.

Both databases cut texts into the same words and bring them to the same stems; which part of a text is shown is decided
here, for both alike.
"""

from __future__ import annotations

import itertools
from typing import Any

from sqlalchemy import Connection, Select, exists, func, literal, literal_column, select

from armstrail.model import Span
from armstrail.register.query.found import Hit
from armstrail.register.query.lookup import stored_report
from armstrail.register.query.words import for_postgresql, has_words, matches, report_words
from armstrail.register.schema import claims, reports

_FEW = 5_000  # reports that are sorted by their day rather than looked for from the last day on
_BEGIN, _END = "\x02", "\x03"
_WIDTH = 240  # characters of a snippet


def search(connection: Connection, words: str, limit: int = 20, skip: int = 0) -> list[Hit]:
    """The reports that have all the words.

    Args:
        words: looked for in any of their forms ("deliver" finds "delivered"), in title and text; what stands in double
            quotes, or is joined as in S-300, is looked for as it stands together.
        skip: how many of the first are left out.

    Raises:
        RegisterError: there is no word.
    """
    numbers = _numbers(connection, words, limit, skip)
    of = select(
        reports, select(func.count()).where(claims.c.report == reports.c.number).scalar_subquery().label("claimed")
    )
    rows = {row.number: row for row in connection.execute(of.where(reports.c.number.in_(numbers)))}
    marked = _marked(connection, words, numbers)
    return [_hit(rows[number], marked[number]) for number in numbers]


def _numbers(connection: Connection, words: str, limit: int, skip: int) -> list[int]:
    """The reports in their order. Few are found and sorted; of many, the last are found one by one."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        found = select(report_words.c.rowid.label("number")).where(matches(words))
        holds: Any = exists(
            select(1).select_from(report_words).where(matches(words), report_words.c.rowid == reports.c.number)
        )
    else:
        found = select(reports.c.number).where(has_words(words))
        holds = has_words(words)
    some = found.limit(_FEW + 1).subquery()
    few = connection.execute(select(func.count()).select_from(some)).scalar_one() <= _FEW
    columns = select(reports.c.published, reports.c.number)
    if few:
        taken = columns.where(reports.c.number.in_(found)).cte("found").prefix_with("MATERIALIZED")
        dated, undated = (select(taken).where(one) for one in _dated(taken.c.published))
        published, number = taken.c.published, taken.c.number
    else:
        dated, undated = (columns.where(holds, one) for one in _dated(reports.c.published))
        published, number = reports.c.published, reports.c.number
    dated, undated = dated.order_by(published.desc(), number.desc()), undated.order_by(number.desc())
    return _first([dated, undated], connection, limit, skip)


def _dated(published: Any) -> tuple[Any, Any]:
    return published.is_not(None), published.is_(None)


def _first(asked: list[Select[Any]], connection: Connection, limit: int, skip: int) -> list[int]:
    """The first rows of one question after the other."""
    numbers: list[int] = []
    for question in asked:
        if len(numbers) < skip + limit:
            rows = connection.execute(question.limit(skip + limit - len(numbers)))
            numbers += [row.number for row in rows]
    return numbers[skip:]


def _marked(connection: Connection, words: str, numbers: list[int]) -> dict[int, str]:
    """The texts of reports with the words between two signs; accents and signs may be gone, each place is the same."""
    if connection.dialect.name == "sqlite":
        marks = func.highlight(literal_column("report_words"), 1, _BEGIN, _END)
        of: Select[Any] = select(report_words.c.rowid, marks).where(matches(words), report_words.c.rowid.in_(numbers))
    else:
        plain = func.armstrail_plain(reports.c.text)
        form = literal(f"HighlightAll=true, StartSel={_BEGIN}, StopSel={_END}")
        config: Any = literal_column("'armstrail'::regconfig")
        marks = func.ts_headline(config, plain, for_postgresql(words), form)
        of = select(reports.c.number, marks).where(reports.c.number.in_(numbers))
    return {row[0]: row[1] for row in connection.execute(of)}


def _hit(row: Any, marked: str) -> Hit:
    spans = _joined(_spans(row.text, marked), row.text)
    start, end = _window(row.text, spans)
    marks = tuple(Span(a - start, b - start) for a, b in spans if start <= a and b <= end)
    return Hit(stored_report(row), row.claimed, row.text[start:end], marks)


def _spans(text: str, marked: str) -> list[Span]:
    """Where the words stand. A text that holds the signs itself keeps them: what is the text's own is no mark."""
    spans, at, begun = [], 0, 0
    for sign in marked:
        if sign == _BEGIN and text[at : at + 1] != _BEGIN:
            begun = at
        elif sign == _END and text[at : at + 1] != _END:
            spans.append(Span(begun, at))
        else:
            at += 1
    return spans


def _joined(spans: list[Span], text: str) -> list[Span]:
    """The parts of `S-300` as one; a letter that stands alone, the s of `Syria's`, is none of the words."""
    joined: list[Span] = []
    for span in spans:
        between = text[joined[-1].end : span.start] if joined else " "
        if len(between) == 1 and not between.isspace() and between not in "'’":
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return [span for span in joined if span.end - span.start > 1] or joined


def _window(text: str, spans: list[Span]) -> Span:
    """The part of the text with the most of the words, from the beginning of a word to the end of one."""
    best = 0
    if spans:
        ends = [
            sum(1 for other in spans if one.start <= other.start and other.end <= one.start + _WIDTH) for one in spans
        ]
        best = max(0, spans[ends.index(max(ends))].start - _WIDTH // 6)
    start = _word_start(text, best)
    if len(text) <= start + _WIDTH:
        return Span(start, len(text))
    cut = text.rfind(" ", start, start + _WIDTH)
    return Span(start, cut if cut > start else start + _WIDTH)


def _word_start(text: str, at: int) -> int:
    """The first word that begins there or after, unless it is too far."""
    if at == 0:
        return 0
    near = itertools.islice(enumerate(text[at:], at), _WIDTH // 6)
    return next((place + 1 for place, sign in near if sign.isspace()), at)
