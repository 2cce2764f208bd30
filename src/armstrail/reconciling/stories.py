"""Which reports carry the same story: reprints, cut, reordered or put together with others on one page.

A wire story, its first half on another site, and a digest that holds it beside a second story: the first two are one
story; the digest carries two, and makes no one story of them.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from armstrail.reconciling.fingerprint import Fingerprint
from armstrail.reconciling.union import Groups

ENOUGH = 0.2  # share of the smaller sample that two reports of one story have in common
FEWEST = 3  # runs in common, below which a share means nothing
_KEPT = 40  # reports that are kept for one run: the hundredth reprint is compared with these


class Document(NamedTuple):
    """A report as far as its story goes."""

    id: str
    published: datetime.date | None
    sample: Fingerprint


class Shared(NamedTuple):
    """Two reports that share passages: `shared` sampled runs, `contained` their share of the smaller report's."""

    one: str
    other: str
    shared: int
    contained: float

    @property
    def reason(self) -> str:
        """In words, for the analyst."""
        return f"share {self.contained:.0%} of the shorter text ({self.shared} sampled passages)"


class Part(NamedTuple):
    """Letters of a report that another story takes up, `start` to `end` of the fingerprint's counting."""

    start: int
    end: int
    story: str


@dataclass(frozen=True, slots=True)
class Stories:
    """`story` names each report's story by its earliest report; `parts` those of pages that carry several."""

    story: Mapping[str, str]
    parts: Mapping[str, Sequence[Part]]
    shared: Sequence[Shared]

    def of(self, document: str, letter: int) -> str:
        """The story that a letter of a report belongs to."""
        for part in self.parts.get(document, ()):
            if part.start <= letter < part.end:
                return part.story
        return self.story[document]


@dataclass(slots=True)
class Index:
    """The samples of reports, for finding those that share passages with a new one."""

    documents: dict[str, Document] = field(default_factory=dict)
    _runs: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, document: Document) -> list[Shared]:
        """Takes a report in; gives those before it that it shares passages with."""
        seen: Counter[str] = Counter()
        for run in document.sample.hashes.tolist():
            holders = self._runs[run]
            seen.update(holders)
            if len(holders) < _KEPT:
                holders.append(document.id)
        self.documents[document.id] = document
        found = (self._shared(document, other, runs) for other, runs in seen.items() if runs >= FEWEST)
        return sorted(one for one in found if one.contained >= ENOUGH)

    def _shared(self, document: Document, other: str, runs: int) -> Shared:
        smaller = min(len(document.sample), len(self.documents[other].sample))
        one, two = sorted((document.id, other))
        return Shared(one, two, runs, runs / smaller)


def tell_stories(documents: Iterable[Document]) -> Stories:
    """The stories of some reports, whatever their order."""
    index = Index()
    shared = [one for document in sorted(documents, key=_age) for one in index.add(document)]
    beside: dict[str, set[str]] = defaultdict(set)
    for one in shared:
        beside[one.one].add(one.other)
        beside[one.other].add(one.one)
    digests = {name: groups for name in beside if len(groups := list(_apart(index, beside, name))) > 1}
    together = Groups(index.documents)
    for one in shared:
        if one.one not in digests and one.other not in digests:
            together.join(one.one, one.other)
    earliest = {name: min(group, key=lambda each: _age(index.documents[each])) for group in together for name in group}
    parts = {
        name: sorted(Part(*_extent(index, name, group), earliest[min(group)]) for group in groups)
        for name, groups in digests.items()
    }
    return Stories(earliest, parts, sorted(shared))


def _age(document: Document) -> tuple[datetime.date, str]:
    return document.published or datetime.date.max, document.id


def _apart(index: Index, beside: Mapping[str, set[str]], name: str) -> Iterator[set[str]]:
    """The stories on a page that have nothing to do with each other; one where it is the source of them all itself."""
    document = index.documents[name]
    others = beside[name]
    if all(_age(document) < _age(index.documents[other]) for other in others):
        yield set(others)
        return
    groups = Groups(others)
    for other in others:
        for further in beside[other] & others:
            groups.join(other, further)
    yield from groups


def _extent(index: Index, name: str, group: Iterable[str]) -> tuple[int, int]:
    """From where to where a page carries what a group of reports has."""
    document = index.documents[name]
    theirs = np.concatenate([index.documents[other].sample.hashes for other in group])
    places = document.sample.places[np.isin(document.sample.hashes, theirs)]
    return int(places.min()), int(places.max()) + 1
