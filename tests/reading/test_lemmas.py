"""Word classes and lemmas are what spaCy's own rules give, whether they are asked or remembered."""

import pytest
import spacy
from spacy.util import is_package

from armstrail.reading import load_reader
from armstrail.reading.language import MODELS

# What the rules look at, and what `Lemmas` therefore takes for alike: a word in lower case tells whether it is space.
LOOKED_AT = {"TAG", "DEP", "LOWER", "IS_SPACE"}


@pytest.fixture(scope="module")
def spacys_own():
    return spacy.load(next(name for name in MODELS if is_package(name)), exclude=["ner"])


@pytest.mark.parametrize(
    "text",
    [
        "Russia didn't sell Syria the missiles that it'd ordered, but India has.",
        "What's more, there are two ships, and there's a third that I ain't seen.",
        "They're gonna arm 'em, you gotta let's say, because nothin's been done.",
        "The  buyer   had no licence; “He's lyin',” she said.",
        "THE US SOLD MORE TANKS THAN ANYBODY, WHICH HE DOES NOT DENY",
    ],
)
def test_they_are_what_spacys_rules_give(spacys_own, text):
    own = spacys_own(text)
    language = load_reader()._language
    for parsed in (language(text), language(text)):  # asked at the latest by the first, remembered by the second
        for token, as_spacy_has_it in zip(parsed, own, strict=True):
            assert str(token.morph) == str(as_spacy_has_it.morph)
            for attribute in ("text", "tag_", "pos_", "lemma_", "dep_"):
                assert getattr(token, attribute) == getattr(as_spacy_has_it, attribute)


def test_rules_look_at_nothing_else(spacys_own):
    patterns = [pattern for rule in spacys_own.get_pipe("attribute_ruler").patterns for pattern in rule["patterns"]]
    assert {name for pattern in patterns for token in pattern for name in token} <= LOOKED_AT
