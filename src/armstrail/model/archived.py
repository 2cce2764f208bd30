"""What the archive holds beside a report's original bytes: how they were had, and what text was taken from them."""

from __future__ import annotations

import datetime

from armstrail.model.base import Frozen
from armstrail.model.report import Report


class Retrieval(Frozen):
    """How original bytes came here.

    `original` is the SHA-256 of the bytes; `source` what the user named; `url` where the last redirect led; `time` when
    they came, in UTC; `headers` the server's, in their order, names in lower case; `tool` the program and its version.
    """

    original: str
    source: str
    url: str | None
    time: datetime.datetime
    headers: tuple[tuple[str, str], ...] = ()
    tool: str


class Derivation(Frozen):
    """A report as it was taken from its original bytes, never to be changed.

    `extractor` names the program that took the text and its version: another one makes another derivation beside this
    one. `previous` is the derivation that stood at the same address before; None for the first.
    """

    report: Report
    extractor: str
    previous: str | None = None
