"""Sources in, reports out, in their order; a source that cannot be read is a line for the user and the rest goes on."""

from __future__ import annotations

import datetime
import hashlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from armstrail.gathering.content import HEAD, kind_of, refuse_binary
from armstrail.gathering.encoding import decode
from armstrail.gathering.passages import passage_reports
from armstrail.gathering.settings import Failure, Settings, UnreadableError
from armstrail.gathering.sources import expand, is_url, opened
from armstrail.gathering.text import plain_text
from armstrail.model import Caption, Report, text_id

_DEFAULT = Settings()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A report with the original bytes that it was taken from: a page, a text, a line of a passage file.

    `headers` are those of the server that sent it, in their order, names in lower case; none for what lay here.
    """

    report: Report
    original: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Where bytes came from: `url`, `retrieved`, `headers` and the server's `charset` for what was fetched."""

    source: str
    url: str | None = None
    retrieved: datetime.datetime | None = None
    charset: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


def gather(sources: Iterable[str], settings: Settings = _DEFAULT) -> Iterator[Report | Failure]:
    """The reports alone of what `gather_originals` finds."""
    for found in gather_originals(sources, settings):
        yield found if isinstance(found, Failure) else found.report


def gather_originals(sources: Iterable[str], settings: Settings = _DEFAULT) -> Iterator[Gathered | Failure]:
    """The reports of files, folders, URLs, standard input (`-`) and passage files, in the order of the sources.

    Lazy: a source is opened when its turn comes, and a passage file is never held as a whole. Local sources give the
    same reports each time; what is fetched bears the time of its retrieval.

    Args:
        sources: paths and http or https URLs as the user gave them; a report of theirs bears that name.

    Yields:
        a report, or a `Failure` that names the source and says why in one line. Raises nothing on bad input.
    """
    for source in sources:
        for item in expand(source):
            if isinstance(item, Failure):
                yield item
                continue
            try:
                yield from _url(item, settings) if is_url(item) else _local(item, settings)
            except UnreadableError as error:
                yield Failure(item, str(error))


def _local(source: str, settings: Settings) -> Iterator[Gathered | Failure]:
    with opened(source) as stream:
        yield from _reports(_Arrival(source), stream, settings)


def _url(source: str, settings: Settings) -> Iterator[Gathered | Failure]:
    from armstrail.gathering.fetch import fetch

    page = fetch(source, settings)
    arrival = _Arrival(source, page.url, page.retrieved, page.charset, page.headers)
    yield from _reports(arrival, BytesIO(page.data), settings)


def _reports(arrival: _Arrival, stream: IO[bytes], settings: Settings) -> Iterator[Gathered | Failure]:
    head = stream.read(HEAD)
    refuse_binary(head)
    if not head.strip():
        raise UnreadableError("empty: no text in it")
    name = arrival.source.partition("?")[0] if arrival.url else arrival.source
    if kind_of(_peek(head, arrival.charset), name) == "passages":
        if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or head.count(0) > len(head) // 4:
            raise UnreadableError("a passage file is UTF-8; this one is UTF-16, or binary")
        for found in passage_reports(_lines(head, stream, settings.page_bytes), arrival.source, settings):
            yield found if isinstance(found, Failure) else Gathered(*found, arrival.headers)
        return
    data = head + stream.read(max(0, settings.page_bytes + 1 - len(head)))
    if len(data) > settings.page_bytes:
        raise UnreadableError(f"over {settings.page_bytes:,} bytes: too large for a page")
    text = decode(data, arrival.charset)
    archived = hashlib.sha256(data).hexdigest()
    is_page = kind_of(text[:HEAD], name) == "html"
    report = (_page if is_page else _plain)(arrival, text, archived, settings)
    yield Gathered(report, data, arrival.headers)


def _peek(head: bytes, charset: str | None) -> str:
    """The head as characters, as far as this is clear; whether the whole can be decoded is seen later."""
    try:
        return decode(head, charset)
    except UnreadableError:
        return head.decode("latin-1")


def _lines(head: bytes, stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """The lines of head and stream; None for one that is longer than the limit."""
    rest = head
    too_long = False
    while True:
        *lines, rest = rest.split(b"\n")
        for line in lines:
            yield None if too_long or len(line) > limit else line
            too_long = False
        if len(rest) > limit:
            too_long, rest = True, b""
        more = stream.read(1 << 20)
        if not more:
            break
        rest += more
    if rest or too_long:
        yield None if too_long else rest


def _plain(arrival: _Arrival, raw: str, archived: str, settings: Settings) -> Report:
    text = plain_text(raw)
    return Report(
        id=text_id(text),
        source=arrival.source,
        url=arrival.url,
        outlet=None,
        published=settings.published,
        retrieved=arrival.retrieved,
        language=None,
        title=None,
        text=text,
        archived=archived,
    )


def _tomorrow() -> datetime.date:
    """Where it is later in the day than here, pages may be a day ahead."""
    return datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)


def _page(arrival: _Arrival, html: str, archived: str, settings: Settings) -> Report:
    from armstrail.gathering.html import read_page

    latest = settings.latest or _tomorrow()
    page = read_page(html, arrival.url, latest)
    return Report(
        id=text_id(page.text),
        source=arrival.source,
        url=page.url,
        outlet=page.outlet,
        published=settings.published or page.published,
        retrieved=arrival.retrieved,
        language=page.language,
        title=page.title,
        text=page.text,
        captions=tuple(Caption(text=caption) for caption in page.captions),
        archived=archived,
    )
