"""The claims of a passage file, for scoring: id -> claims, in the order of the file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from armstrail.model import Claim

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class BadPassage(ValueError):
    """A line that is no annotated passage; `reason` is the line's number and what is wrong with it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class AnnotatedPassage(BaseModel):
    """What scoring needs of a line. Other keys, the text among them, are not looked at."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    claims: tuple[Claim, ...]


class GoldPassage(AnnotatedPassage):
    """What the error tables need of a line beside: its day, and the constructions that it was written for.

    These stand in `construction`, or in `tags` under the same name, one or a list: "third-party call".
    """

    published: datetime.date | None = None
    construction: str | tuple[str, ...] = ()
    tags: Any = None

    @property
    def constructions(self) -> tuple[str, ...]:
        """Each once, in lower case and with spaces: "No-claim" and "no claim" are one."""
        tags = self.tags if isinstance(self.tags, dict) else {}
        given = self.construction or tags.get("construction") or ()
        named = [given] if isinstance(given, str) else [tag for tag in given if isinstance(tag, str)]
        return tuple(dict.fromkeys(tag.lower().replace("-", " ") for tag in named))


Line = TypeVar("Line", bound=AnnotatedPassage)


def load_claims(path: Path) -> dict[str, tuple[Claim, ...]]:
    """The claims of each passage. Where two lines have the same id, the later one counts.

    Raises:
        BadPassage: a line is not JSON, has no `id` or no `claims`, or a claim is not as the guide says.
        OSError: the file cannot be opened.
    """
    return {passage.id: passage.claims for passage in _passages(path, AnnotatedPassage)}


def load_passages(path: Path) -> dict[str, GoldPassage]:
    """The same with day and constructions; raises the same."""
    return {passage.id: passage for passage in _passages(path, GoldPassage)}


def _passages(path: Path, kind: type[Line]) -> Iterator[Line]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield kind.model_validate_json(line.removeprefix(_BYTE_ORDER_MARK))
                except ValidationError as error:
                    raise BadPassage(path, f"line {number}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    """The first complaint in one line, with the place inside the claim: "claims.0.act: …"."""
    complaint = error.errors(include_url=False)[0]
    place = ".".join(map(str, complaint["loc"]))
    return f"{place}: {complaint['msg']}" if place else str(complaint["msg"])
