"""Reads a report: its claims with the words that they rest on, the same answer every time.

    text -> sentences -> triage -> spaCy and lexicon -> frames -> attribution -> claims

Pure: no clock, no network, no files but the lexicon and the model. Safe to call from threads and processes.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc

from armstrail import __version__
from armstrail.model import Reading, Report
from armstrail.reading.language import load_language
from armstrail.reading.passage import Passage

_BATCH = 64  # sentences that the language model takes at once


class Reader(Protocol):
    """Whatever turns a report into claims: rules here, a person or a model elsewhere."""

    name: str

    def read(self, report: Report) -> Reading:
        """The claims and responses of a report. The same report gives the same reading."""
        ...


class FrameReader:
    """The reader by frames over syntax. Loading the language model takes a second; reading is the cheap part."""

    name = f"armstrail-frames {__version__}"

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lock = threading.Lock()

    def read(self, report: Report) -> Reading:
        """The claims and responses of a report, in the order of its text."""
        passage = self.passage(report)
        claims = passage.claims(self.name)
        return Reading(report=report, claims=claims, responses=passage.responses(), reader=self.name)

    def passage(self, report: Report) -> Passage:
        """A report with its sentences and their grammar, for those who want to see more of it than its claims."""
        return Passage(report, self._parse)

    def _parse(self, texts: Sequence[str]) -> list[Doc]:
        """Sentences parsed, in their order; one thread at a time, for spaCy's vocabulary grows as it reads."""
        with self._lock:
            return list(self._language.pipe(texts, batch_size=_BATCH))


@cache
def load_reader() -> FrameReader:
    """The reader, made once a process."""
    return FrameReader(load_language())
