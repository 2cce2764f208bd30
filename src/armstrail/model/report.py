"""A report, what was read from it, and a passage file's line."""

from __future__ import annotations

import datetime
import hashlib
from typing import Literal

from pydantic import ConfigDict

from armstrail.model.base import Frozen
from armstrail.model.claim import Claim, Span


def text_id(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex: the name of a report, which changes when a character does."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Caption(Frozen):
    """The words under a picture, kept apart from the text: they are not part of what the report says."""

    text: str


class Report(Frozen):
    """One document as a reader gets it.

    `id` is the SHA-256 of `text`; `archived` that of the original bytes. `published` is None where no date was found:
    relative dates then stay open. `source` is what the user named (a path, a URL, a passage's id).
    """

    id: str
    source: str
    url: str | None
    outlet: str | None
    published: datetime.date | None
    retrieved: datetime.datetime | None
    language: str | None
    title: str | None
    text: str
    captions: tuple[Caption, ...] = ()
    archived: str | None = None


class Response(Frozen):
    """Who was asked and what came of it; "declined to comment" is no claim, but it is kept.

    `text` is the report's words for who was asked, or the whole sentence where they could not be told; `state` the
    code of the state he speaks for. `evidence` is the sentence.
    """

    kind: Literal["declined", "unreachable", "replied"]
    text: str
    state: str | None
    evidence: Span


class Reading(Frozen):
    """What a reader made of a report: its claims in the order of the text, and the responses."""

    report: Report
    claims: tuple[Claim, ...]
    responses: tuple[Response, ...] = ()
    reader: str


class Passage(Frozen):
    """A line of a passage file; `claims` is None where nobody has read it yet.

    Other keys of a line (where the passage was taken from, say) are kept and written back.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    url: str | None = None
    published: datetime.date | None = None
    title: str | None = None
    text: str
    claims: tuple[Claim, ...] | None = None
    responses: tuple[Response, ...] | None = None

    def to_report(self) -> Report:
        """The passage as a reader gets it, without what others found in it; its `id` is the report's source."""
        return Report(
            id=text_id(self.text),
            source=self.id,
            url=self.url,
            outlet=self._word("outlet"),
            published=self.published,
            retrieved=None,
            language=self._word("language"),
            title=self.title,
            text=self.text,
        )

    def _word(self, key: str) -> str | None:
        """The text of one of the line's other keys."""
        value = (self.model_extra or {}).get(key)
        return value if isinstance(value, str) else None
