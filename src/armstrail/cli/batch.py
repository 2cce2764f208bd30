"""Sources in, readings and failures out, in the order of the sources; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrail.gathering import Failure, Settings
    from armstrail.model import Reading


def readings(sources: Iterable[str], settings: Settings) -> Iterator[Reading | Failure]:
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
            yield Failure(gathered.source, f"the reader failed on it: {type(error).__name__}: {error}")
