"""What a source is: `-`, a URL, a file, a folder. Opens it; what is in it is told by `content`."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from armstrail.gathering.settings import Failure, UnreadableError

STDIN = "-"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_BARE_HOST = re.compile(r"(?:www\.|[a-z0-9-]+\.(?:com|org|net|co|gov|info)\b)", re.IGNORECASE)


def is_url(source: str) -> bool:
    """Does it start with a scheme? Whether the scheme can be fetched is for `fetch` to say."""
    return bool(_SCHEME.match(source))


def expand(source: str) -> Iterator[str | Failure]:
    """The source itself; for a folder its files, sorted, with those of the folders in it.

    Hidden files are passed over, and so is `story_files/` beside `story.html`: what a browser saves along with a page.
    """
    if source == STDIN or is_url(source) or not _is_folder(source):
        yield source
        return
    found = False
    for item in _walk(source):
        found = True
        yield item
    if not found:
        yield Failure(source, "a folder with no files in it")


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _walk(folder: str) -> Iterator[str | Failure]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(folder, _reason(error))
        return
    pages = {Path(entry.name).stem for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name.removesuffix("_files") not in pages:
                yield from _walk(entry.path)
        elif not entry.is_dir():
            yield entry.path


@contextmanager
def opened(source: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, a pipe or standard input.

    Raises:
        UnreadableError: not there, not allowed, or no file ("/dev/zero").
    """
    if source == STDIN:
        yield sys.stdin.buffer
        return
    try:
        mode = Path(source).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise UnreadableError("neither a file nor a folder")
        stream = Path(source).open("rb")  # noqa: SIM115 - closed below, where reading fails in other words
    except ValueError as error:  # a NUL in the name
        raise UnreadableError(f"no file name: {error}") from None
    except OSError as error:
        hint = f" (a page on the web needs its https://: https://{source})" if _BARE_HOST.match(source) else ""
        raise UnreadableError(_reason(error) + hint) from None
    with stream:
        try:
            yield stream
        except OSError as error:
            raise UnreadableError(_reason(error)) from None


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "no permission to read it"
        case _:
            return f"cannot be read: {error.strerror or error}"
