"""The fingerprint of a text: a fixed sample of its passages, by which reprints, cut or reordered, are known again.

overlap(fingerprint(wire_story), fingerprint(its_first_half)).contained  ->  1.0

Every run of `WINDOW` letters and digits has a hash; those that fall under a bound, one in `RATE`, are the sample. The
same run is sampled wherever it stands, so that the share of one sample found in another estimates how much of one text
the other carries (FracMinHash: minima of hashes, with a bound on the hash where MinHash has one on their number).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

WINDOW = 40  # letters and digits: about eight words
RATE = 24  # one run in so many is sampled: a page of 400 words gives about 80
_LONGEST = 1 << 18  # letters of a text that are looked at

_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789") | frozenset(range(128, 256))
_DROPPED = bytes(byte for byte in range(256) if byte not in _KEPT)
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2^64
_BOUND = np.uint64((1 << 64) // RATE)
_SHIFT, _MIX = np.uint64(33), np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's sample: `hashes` sorted, each once; `places` the letter at which each one's run first begins."""

    hashes: NDArray[np.uint64]
    places: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share: `shared` runs of the samples; `contained` their share of the smaller sample, 0 to 1."""

    shared: int
    contained: float


def fingerprint(text: str) -> Fingerprint:
    """The sample of a text, whatever its case, spaces and marks; a text under forty letters has none."""
    letters = _letters(text)[:_LONGEST]
    if len(letters) < WINDOW:
        return Fingerprint(np.empty(0, np.uint64), np.empty(0, np.int32))
    hashes = _hashes(letters)
    places = np.flatnonzero(hashes < _BOUND).astype(np.int32)
    sample, first = np.unique(hashes[places], return_index=True)
    return Fingerprint(sample, places[first])


def overlap(one: Fingerprint, other: Fingerprint) -> Overlap:
    """How much of the smaller text the larger one carries, as far as the samples tell."""
    smaller = min(len(one), len(other))
    shared = len(np.intersect1d(one.hashes, other.hashes, assume_unique=True))
    return Overlap(shared, shared / smaller if smaller else 0.0)


def letter_of(text: str, offset: int) -> int:
    """Which letter of the fingerprint's counting stands at an offset of the text."""
    return len(_letters(text[:offset]))


def _letters(text: str) -> bytes:
    return text.lower().encode("utf-8", "surrogatepass").translate(None, _DROPPED)


def _hashes(letters: bytes) -> NDArray[np.uint64]:
    """The hash of each run, in one pass: differences of a running sum, brought to the same power of the base."""
    values, powers, inverses = _tables()
    count = len(letters)
    running = np.cumsum(values[np.frombuffer(letters, np.uint8)] * powers[:count], dtype=np.uint64)
    runs = running[WINDOW - 1 :].copy()
    runs[1:] -= running[:-WINDOW]
    runs *= inverses[: len(runs)]
    runs ^= runs >> _SHIFT
    runs *= _MIX
    runs ^= runs >> _SHIFT
    return runs


@cache
def _tables() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    """A number for each byte, the powers of the base, and those of its inverse, modulo 2^64."""
    values = np.random.Generator(np.random.PCG64(0)).integers(1, 1 << 63, 256, dtype=np.uint64)
    return values, _powers(_BASE), _powers(pow(_BASE, -1, 1 << 64))


def _powers(base: int) -> NDArray[np.uint64]:
    powers = np.full(_LONGEST, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
