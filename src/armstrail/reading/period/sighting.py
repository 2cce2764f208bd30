"""A time as a form finds it in a sentence: its words, what stands around them, the day that they are seen from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from armstrail.reading.period.days import Day
from armstrail.reading.period.words import MONTHS, NUMBERS, before

_PART_NAMES = {"beginning": "early", "start": "early", "middle": "mid", "close": "end"}


@dataclass(frozen=True, slots=True)
class View:
    """A sentence and where it is seen from. `future`: it speaks of what is to come."""

    text: str
    published: Day | None
    future: bool

    @property
    def today(self) -> Day:
        """The day of publication.

        Raises:
            ValueError: there is none, and a relative time cannot be seen.
        """
        if self.published is None:
            raise ValueError("a relative time with no day that it is seen from")
        return self.published


@dataclass(frozen=True, slots=True)
class Sighting:
    """The words that a form found."""

    match: re.Match[str]
    view: View

    def word(self, name: str) -> str:
        """The words of a group in lower case, "" where there are none."""
        return (self.match.groupdict().get(name) or "").lower()

    @property
    def today(self) -> Day:
        """The day of publication; raises ValueError where there is none."""
        return self.view.today

    @property
    def future(self) -> bool:
        """Does the sentence speak of what is to come?"""
        return self.view.future

    @property
    def year(self) -> int:
        """The year that the words give; raises ValueError where they give none."""
        return int(self.word("year"))

    @property
    def month(self) -> int:
        """The month that the words give: "Sept." -> 9."""
        return MONTHS[self.match["month"].rstrip(".")]

    @property
    def count(self) -> int | None:
        """The number that the words give: "a couple of" -> 2; None for "several"."""
        return number(self.word("count"))

    @property
    def unit(self) -> str:
        """ "week", "year"."""
        return self.word("unit")

    @property
    def part(self) -> str:
        """The part of a time that is meant: "early", "first half"; "early-late" from one to the other."""
        words = re.sub(r"\s+", " ", self.word("part") or self.word("early"))
        if later := self.word("later"):
            return f"{words}-{later}"
        return _PART_NAMES.get(words, words)

    def led(self, pattern: re.Pattern[str], group: str | int = 0) -> bool:
        """Do words of a pattern that ends in "$" stand right before it, or before a group of it?"""
        return before(pattern, self.view.text, self.match.start(group)) is not None

    def followed(self, pattern: re.Pattern[str]) -> bool:
        """Do words of a pattern stand right after it?"""
        return pattern.match(self.view.text, self.match.end()) is not None


def number(word: str) -> int | None:
    """ "couple" -> 2, "12" -> 12; None for what is no number."""
    return int(word) if word.isdigit() else NUMBERS.get(word)
