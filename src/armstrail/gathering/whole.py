"""A file that is there whole or not at all: written beside its place under another name, then given its own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

UNFINISHED = ".unfinished-"  # how the other name begins


def write_whole(path: Path, content: Iterable[bytes], mode: int | None = None) -> None:
    """Writes content and sends it to the disk; a file that was there before stays until the new one is whole.

    Args:
        mode: the file's permissions, where they are not to be those of any new file.

    Raises:
        OSError: it cannot be written; then nothing has changed.
    """
    unfinished = path.with_name(f"{UNFINISHED}{secrets.token_hex(8)}")
    try:
        with unfinished.open("xb") as stream:
            stream.writelines(content)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            unfinished.chmod(mode)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    on_disk(path.parent)


def on_disk(folder: Path) -> None:
    """A folder's list of names, sent to the disk. Windows keeps it by itself."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
