"""The sample of a text: the same wherever its words stand, and how much of one text another carries."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconciling.made import stories

from armstrail.reconciling.fingerprint import RATE, WINDOW, fingerprint, letter_of, overlap

STORY, OTHER = (" ".join(story) for story in stories(2, seed=7))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (STORY, 1.0),
        # case, marks, spaces and line ends make no difference
        (STORY.upper().replace(" ", "\n\n").replace(".", " -- "), 1.0),
        # a part, and the whole with another text behind it
        (STORY[: len(STORY) // 2], 1.0),
        (f"{STORY}\n{OTHER}", 1.0),
        (OTHER, 0.0),
        ("", 0.0),
        ("Too short to tell.", 0.0),
    ],
)
def test_how_much_a_text_shares_with_the_story(text: str, share: float) -> None:
    one, other = fingerprint(STORY), fingerprint(text)
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, other).contained == pytest.approx(share, abs=0.03)


@pytest.mark.parametrize("text", ["", "a" * (WINDOW - 1), "٠١٢٣ " * 9, "\ud800" * 60, "x" * 400_000])
def test_no_text_is_too_odd(text: str) -> None:
    assert len(fingerprint(text)) >= 0


def test_one_run_in_so_many_is_sampled() -> None:
    text = " ".join(sentence for story in stories(40) for sentence in story)
    letters = letter_of(text, len(text))
    assert letters / RATE * 0.9 < len(fingerprint(text)) * letters / min(letters, 1 << 18) < letters / RATE * 1.1


@given(st.integers(0, len(STORY)), st.text(max_size=300))
def test_the_sample_of_a_part_is_part_of_the_sample(cut: int, before: str) -> None:
    part, whole = fingerprint(STORY[cut:]), fingerprint(f"{before} {STORY[cut:]}")
    assert set(part.hashes.tolist()) <= set(whole.hashes.tolist())


def test_places_are_those_of_the_runs() -> None:
    sample = fingerprint(STORY)
    chance = random.Random(0)
    for hashed, place in chance.sample(list(zip(sample.hashes, sample.places, strict=True)), 10):
        letters = "".join(sign for sign in STORY.lower() if sign.isalnum())
        assert hashed in fingerprint(letters[place : place + WINDOW]).hashes
