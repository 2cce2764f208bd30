"""Which reports carry the same story, whatever editors do to it, and in whatever order the reports come."""

from __future__ import annotations

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconciling.made import EDITS, Story, stories

from armstrail.reconciling.fingerprint import fingerprint, letter_of
from armstrail.reconciling.stories import Document, tell_stories

DAY = datetime.date(2014, 1, 17)
COUNT = 300  # stories for each edit; a miss is a third of a percent


def document(name: str, story: Story, day: int = 0) -> Document:
    return Document(name, DAY + datetime.timedelta(day), fingerprint(" ".join(story)))


@pytest.mark.parametrize(
    ("edit", "recall"),
    [
        ("a tenth cut from the end", 0.99),
        ("a tenth cut here and there", 0.99),
        ("three tenths cut from the end", 0.99),
        ("three tenths cut here and there", 0.97),
        ("half cut from the end", 0.97),
        ("half cut here and there", 0.97),
        ("other order", 0.99),
        ("another headline and dateline", 0.99),
        ("one word in twenty another", 0.97),
        ("one word in ten another", 0.95),
    ],
)
def test_an_edited_story_is_the_same_and_no_other(edit: str, recall: float) -> None:
    chance = random.Random(3)
    made = list(stories(COUNT, seed=11))
    originals = [document(f"{number:03} original", story) for number, story in enumerate(made)]
    edited = [document(f"{number:03} copy", EDITS[edit](story, chance), 1) for number, story in enumerate(made)]
    told = tell_stories([*originals, *edited]).story
    assert sum(told[one.id][:3] != one.id[:3] for one in edited) == 0
    assert sum(told[one.id].endswith("original") for one in edited) >= recall * COUNT


def test_two_stories_on_one_page_stay_two() -> None:
    one, other, third = stories(3, seed=5)
    page = [*one, *other, *third[:3]]
    told = tell_stories([document("one", one), document("other", other), document("page", page, 1)])
    assert told.story == {"one": "one", "other": "other", "page": "page"}
    assert [part.story for part in told.parts["page"]] == ["one", "other"]
    text = " ".join(page)
    for words, story in ((one[4], "one"), (other[4], "other"), (third[2], "page")):
        assert told.of("page", letter_of(text, text.index(words) + 20)) == story


def test_two_halves_of_an_earlier_report_are_its_own() -> None:
    (whole,) = stories(1, seed=9)
    half = len(whole) // 2
    told = tell_stories([document("whole", whole), document("a", whole[:half], 1), document("b", whole[half:], 2)])
    assert set(told.story.values()) == {"whole"}
    assert not told.parts


def test_each_join_says_why() -> None:
    (story,) = stories(1)
    (shared,) = tell_stories([document("wire", story), document("reprint", story, 1)]).shared
    assert (shared.one, shared.other, shared.contained) == ("reprint", "wire", 1.0)
    assert shared.reason.startswith("share 100% of the shorter text")


MADE = [
    document(f"{number} {name}", EDITS[name](story, random.Random(number)), number % 4)
    for number, story in enumerate(stories(12, seed=2))
    for name in ("half cut from the end", "three tenths cut here and there", "other order")
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(MADE))
def test_the_order_of_the_reports_makes_no_difference(documents: list[Document]) -> None:
    assert tell_stories(documents) == tell_stories(MADE)
