"""Stories made up of random words, and what editors do to them. The same seed makes the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

Story = list[str]  # its sentences

_LETTERS = "etaoinshrdlucmfwypvbgk"


def words(count: int, chance: random.Random) -> list[str]:
    """A vocabulary, its first words the most frequent by far, as in any language."""
    return ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(count)]


def stories(count: int, seed: int = 0) -> Iterator[Story]:
    """Stories of 8 to 30 sentences that share no sentence, only their words."""
    chance = random.Random(seed)
    vocabulary = words(6000, chance)
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    for _ in range(count):
        sentences = range(chance.randint(8, 30))
        yield [" ".join(chance.choices(vocabulary, weights, k=chance.randint(9, 30))) + "." for _ in sentences]


def _shorter(share: float) -> Callable[[Story, random.Random], Story]:
    return lambda story, _: story[: max(1, round(len(story) * share))]


def _without(share: float) -> Callable[[Story, random.Random], Story]:
    return lambda story, chance: [one for one in story if chance.random() >= share] or story[:1]


def _other_words(share: float) -> Callable[[Story, random.Random], Story]:
    def edited(story: Story, chance: random.Random) -> Story:
        other = words(500, random.Random(1))
        return [
            " ".join(chance.choice(other) if chance.random() < share else word for word in sentence.split())
            for sentence in story
        ]

    return edited


def _new_head(story: Story, chance: random.Random) -> Story:
    return ["LONDON, Jan 17 (Agency) -", *_other_words(0.5)(story[:1], chance), *story[1:]]


def _reordered(story: Story, chance: random.Random) -> Story:
    return chance.sample(story, len(story))


EDITS: dict[str, Callable[[Story, random.Random], Story]] = {
    "a tenth cut from the end": _shorter(0.9),
    "three tenths cut from the end": _shorter(0.7),
    "half cut from the end": _shorter(0.5),
    "a tenth cut here and there": _without(0.1),
    "three tenths cut here and there": _without(0.3),
    "half cut here and there": _without(0.5),
    "other order": _reordered,
    "another headline and dateline": _new_head,
    "one word in twenty another": _other_words(0.05),
    "one word in ten another": _other_words(0.1),
}
