"""Which sentences are parsed at all: cheap to tell, and no claim may be lost by it."""

import pytest

from armstrail.lexicon import find, table
from armstrail.reading.sentences import split
from armstrail.reading.triage import candidates, inflected


def chosen(text: str) -> list[str]:
    """The sentences of a text that are candidates."""
    sentences = split(text)
    return [sentences[index].text for index in sorted(candidates(sentences, find(text)))]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("deliver", "delivered"), ("ship", "shipping"), ("supply", "supplies"), ("supply", "supplied"),
        ("donate", "donating"), ("traffic", "trafficked"), ("funnel", "funneled"), ("funnel", "funnelled"),
        ("equip", "equipped"), ("dispatch", "dispatches"), ("delivery", "deliveries"), ("buy", "buying"),
    ],
)  # fmt: skip
def test_regular_forms(word, form):
    assert form in inflected(word)


@pytest.mark.parametrize(
    "text",
    [
        "Russia sold Syria missiles.",
        "Russian-supplied tanks were seen in the town.",
        "Norway re-exported the howitzers.",
        "Britain will train the Ukrainian army.",
        "Norway advises Kenyan troops.",
        "Gun-running to Chad never ended.",
    ],
)
def test_a_transfer_is_a_candidate(text):
    assert chosen(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The commons committee met again on Monday.",
        "The company entered Gabon.",
        "Britain will train Kenyan nurses.",
        "The sale was held up.",
        "The tanks are old.",
    ],
)
def test_what_names_neither_goods_nor_soldiers_is_none(text):
    assert chosen(text) == []


def test_the_sale_is_one_after_its_goods():
    assert chosen("Italy sold Chad tanks. Protests broke out. The sale was then held up.") == [
        "Italy sold Chad tanks.",
        "The sale was then held up.",
    ]


def test_the_sale_points_back_a_few_sentences_only():
    between = "Protests broke out. " * 4
    assert chosen(f"Italy sold Chad tanks. {between}The sale was then held up.") == ["Italy sold Chad tanks."]


@pytest.mark.parametrize("row", table("frames"), ids=lambda row: f"{row['lemma']} {row['pos']}")
def test_the_examples_of_each_frame_hold_a_candidate(row):
    assert all(
        chosen(example.split(" ", 1)[1] if example[0] == "@" else example) for example in row["examples"].split("|")
    )
