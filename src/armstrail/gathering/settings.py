"""What the user may set for gathering, and how a source that cannot be read is told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are read.

    Args:
        published: the publication date where the user knows better: it stands over what a page says of itself, and
            fills the passages that have no date of their own.
        allowed_hosts: host names or addresses as they stand in a URL, in lower case, that may be fetched although they
            lead to a private or loopback address: an intranet, a test server.
        page_bytes: the largest page, text or passage that is read, in bytes, after decompression.
        timeout: seconds for one URL with all its redirects.
        redirects: how many redirects are followed.
        latest: the last day that a page may give as its publication date; None is today, and a day more for the
            time zones ahead.
    """

    published: datetime.date | None = None
    allowed_hosts: frozenset[str] = frozenset()
    page_bytes: int = 20_000_000
    timeout: float = 30.0
    redirects: int = 5
    latest: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, in one line: "saved/x.pdf: a PDF file: PDF is not read yet"."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class UnreadableError(Exception):
    """Why a source cannot be read, in words for the analyst; becomes the `reason` of a `Failure`."""
