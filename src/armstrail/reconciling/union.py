"""Things that belong together, joined two by two: joins (a, b) and (b, c) make one group of a, b and c."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Groups:
    """Names in groups; each is alone at first. Groups come out sorted, whatever the order of the joins."""

    def __init__(self, names: Iterable[str]) -> None:
        self._above = {name: name for name in names}

    def join(self, one: str, other: str) -> None:
        """Makes one group of those that two names are in."""
        first, second = sorted((self.first(one), self.first(other)))
        self._above[second] = first

    def first(self, name: str) -> str:
        """The first name of the group that a name is in: the same for all of them."""
        while (above := self._above[name]) != name:
            self._above[name] = self._above[above]
            name = above
        return name

    def __iter__(self) -> Iterator[set[str]]:
        groups: dict[str, set[str]] = defaultdict(set)
        for name in sorted(self._above):
            groups[self.first(name)].add(name)
        return iter(groups.values())
