"""A passage file: JSON lines, one passage a line, one report a passage. A broken line does not stop the others."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from armstrail.gathering.settings import Failure, Settings, UnreadableError
from armstrail.model import Passage, Report

_SURROGATE = re.compile("[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


def passage_reports(
    lines: Iterable[bytes | None], source: str, settings: Settings
) -> Iterator[tuple[Report, bytes] | Failure]:
    """One report for each line with the line's bytes, in order; empty lines are passed over.

    Args:
        lines: with or without their line ends; None stands for a line that was longer than the limit.
        source: the file's name, for failures: "passages.jsonl, line 7".
    """
    for number, line in enumerate(lines, start=1):
        try:
            if line is None:
                raise UnreadableError(f"over {settings.page_bytes:,} bytes long")
            if line.strip():
                yield _report(line.removeprefix(_BOM) if number == 1 else line, settings)
        except UnreadableError as error:
            yield Failure(f"{source}, line {number}", str(error))


def _report(line: bytes, settings: Settings) -> tuple[Report, bytes]:
    report = _passage(line).to_report()
    original = line.rstrip(b"\r\n")
    added = {"published": report.published or settings.published, "archived": hashlib.sha256(original).hexdigest()}
    return report.model_copy(update=added), original


def _passage(line: bytes) -> Passage:
    try:
        fields = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not UTF-8: byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise UnreadableError("not JSON: nested too deeply") from None
    except ValueError as error:  # a number of over 4,300 digits
        raise UnreadableError(f"not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise UnreadableError("JSON, but no object with an `id` and a `text`")
    if b"\\ud" in line.lower() and _SURROGATE.search(json.dumps(fields, ensure_ascii=False)):
        raise UnreadableError("half a character (a lone surrogate such as \\ud800)")
    # what others claimed of the passage is not for this reading
    fields = {key: value for key, value in fields.items() if key not in ("claims", "responses")}
    if fields.get("published") is not None:
        fields["published"] = _day(fields["published"])
    try:
        return Passage.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableError(f"`{where}`: {first['msg'][0].lower()}{first['msg'][1:]}") from None


def _day(written: object) -> datetime.date:
    """The day of `2014-01-18` or `2014-01-18T10:00:00Z`; a bare number would be taken for seconds, and is refused."""
    try:
        if isinstance(written, str):
            return datetime.datetime.fromisoformat(written.strip()).date()
    except ValueError:
        pass
    raise UnreadableError(f"`published`: {str(written)[:40]!r} is no date (YYYY-MM-DD)")
