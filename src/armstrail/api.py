"""Armstrail from Python: `import armstrail; armstrail.read("report.html")`. docs/api.md tells all of it by examples."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from armstrail.gathering import Failure, Settings
from armstrail.model import Passage, Reading
from armstrail.pipeline import add_all, read_all
from armstrail.register import Filter, Register, Sort, Stored, open_register

__all__ = ["Failure", "Filter", "Register", "Sort", "add", "open_register", "read", "read_text"]


def read(
    *sources: str, published: datetime.date | None = None, allow_hosts: Iterable[str] = ()
) -> Iterator[Reading | Failure]:
    """The claims of reports, one report at a time; nothing is stored.

    Args:
        sources: text files, HTML pages, passage files, folders of these, addresses, as `armstrail read` takes them.
        published: the day that the reports were published, where you know it better than they do.
        allow_hosts: hosts that may be read although their addresses are private.

    Yields:
        a reading, or a `Failure` that says in one line why a source could not be read.
    """
    yield from read_all(sources, _settings(published, allow_hosts))


def read_text(text: str, *, published: datetime.date | None = None, title: str | None = None) -> Reading:
    """The claims of a text.

    Args:
        published: the day from which "last week" is counted; without it, it stays open.
    """
    from armstrail.reading import load_reader

    return load_reader().read(Passage(id="text", text=text, published=published, title=title).to_report())


def add(
    register: Register, *sources: str, published: datetime.date | None = None, allow_hosts: Iterable[str] = ()
) -> Iterator[Stored | Failure]:
    """Archives, reads and stores reports, one at a time, as you go through them: what was given is on the disk.

    Raises:
        ArchiveError, RegisterError: nothing can be stored any more, a full disk say; what was given before stays.
    """
    yield from add_all(register, sources, _settings(published, allow_hosts))


def _settings(published: datetime.date | None, allow_hosts: Iterable[str]) -> Settings:
    return Settings(published=published, allowed_hosts=frozenset(map(str.lower, allow_hosts)))
