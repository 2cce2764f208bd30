"""The whole way in one screen: sources in, reports gathered, claims read, all of it kept.

bytes ──gather──▶ Report ──read──▶ Reading ──store──▶ register
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrail.gathering import Failure, Settings
    from armstrail.model import Reading
    from armstrail.register import Register, Stored


def read_all(sources: Iterable[str], settings: Settings) -> Iterator[Reading | Failure]:
    """Gathers and reads, one report at a time: a batch of any length needs the memory of its largest report."""
    from armstrail.gathering import Failure, gather
    from armstrail.reading import load_reader

    reader = load_reader()
    for gathered in gather(sources, settings):
        if isinstance(gathered, Failure):
            yield gathered
            continue
        try:
            yield reader.read(gathered)
        except Exception as error:  # noqa: BLE001 - a fault met on one page of a million must not lose the others
            yield _failed(gathered.source, error)


def add_all(register: Register, sources: Iterable[str], settings: Settings) -> Iterator[Stored | Failure]:
    """Gathers, reads and stores, one report at a time; what has been yielded is on the disk.

    Raises:
        ArchiveError, RegisterError: nothing can be stored any more, a full disk say; what was yielded before stays.
    """
    from armstrail.gathering import ArchiveError, Failure, gather_originals
    from armstrail.reading import load_reader
    from armstrail.register import RegisterError

    reader = load_reader()
    for gathered in gather_originals(sources, settings):
        if isinstance(gathered, Failure):
            yield gathered
            continue
        try:
            yield register.add(gathered, reader.read)
        except (ArchiveError, RegisterError):
            raise
        except Exception as error:  # noqa: BLE001 - as above
            yield _failed(gathered.report.source, error)


def _failed(source: str, error: Exception) -> Failure:
    from armstrail.gathering import Failure

    return Failure(source, f"the reader failed on it: {type(error).__name__}: {error}")
