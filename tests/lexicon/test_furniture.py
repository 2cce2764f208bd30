"""Furniture: every cue finds its examples and no look-alike; whole pages keep every sentence of reporting."""

from itertools import pairwise

import pytest

from armstrail.lexicon import cells, table
from armstrail.lexicon.furniture import cues, furniture

ALL = "the whole text"
KINDS = {"caption", "form", "link", "credit"}


def found(text: str) -> list[tuple[str, str]]:
    return [(ALL if end - start == len(text) else text[start:end], kind) for start, end, kind in furniture(text)]


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.row["form"])
def test_each_cue_finds_its_examples_and_no_look_alike(cue):
    only = cue.row["form"]
    for example in cells(cue.row["examples"]):
        assert any(cue.pattern.search(part) for part in [example, *example.split(". ")]), (only, example)
        assert [span[:2] for span in furniture(example)] == [(0, len(example))], (only, example)
    for look_alike in cells(cue.row["not"]):
        assert not furniture(look_alike), (only, look_alike)


def test_the_table_is_whole():
    rows = table("furniture")
    assert len(rows) >= 60
    assert {row["kind"] for row in rows} == KINDS
    assert len({row["form"] for row in rows}) == len(rows)
    assert all(row["source"] and row["examples"] and row["not"] for row in rows)


@pytest.mark.parametrize(("text", "expected"), [
    # a caption with its credit is one line, whatever tense it is in
    ("Ministers leave a hangar at Larnaca, on Friday. Photo: AFP", [(ALL, "caption")]),
    # a credit alone
    ("Photo: Jo Dean", [(ALL, "credit")]),
    # reporting with a credit behind it: only the credit goes
    ("Chad bought 12 tanks, officials said. Photo: AFP", [("Photo: AFP", "credit")]),
    # the credit ran into the next sentence: only the cue goes
    ("A ship docks. Photo: AFP The ministry said that 30 howitzers had been sent to Togo.", [("Photo:", "credit")]),
    # a phrase of the page ran into a sentence
    ("Continue reading the main story Chad bought 12 tanks.", [("Continue reading the main story", "link")]),
    # inside a paragraph without line breaks: the sentence
    (
        "Chad bought tanks, officials said. General Omar (left) greets a guest in Lome. Togo sold them, he said.",
        [("General Omar (left) greets a guest in Lome.", "caption")],
    ),
    # a wire story's sign-off does not take the paragraph before it along
    ("Togo got 36 jets in 2011. (Reporting by Jo Dean)", [("(Reporting by Jo Dean)", "credit")]),
    # a form over several lines, with a label between
    (
        "Sign up to our weekly letter\nName\nPlease select at least one list.\nYou can unsubscribe at any time.",
        [
            ("Sign up to our weekly letter", "form"),
            ("Name", "form"),
            ("Please select at least one list.", "form"),
            ("You can unsubscribe at any time.", "form"),
        ],
    ),
    # sentences of a form that have no cue of their own speak to the reader
    ("You can unsubscribe at any time. We hand your name to a service.", [(ALL, "form")]),
    # a form glued to reporting
    ("Sign up to our letter. Chad bought tanks from Togo.", [("Sign up to our letter.", "form")]),
    # a link's headline is no reporting
    ("READ MORE: Iran ships drones. Who pays?", [(ALL, "link")]),
    # what somebody is quoted as saying
    ('"Sign up to our programme. Share this missile," he urged Togo.', []),
    ("“We use cookies. Click here,” read the dealer's page, which offered rifles.", []),
    # a dateline and an agency named as the source
    ("LOME (Reuters) - Togo has bought 12 tanks from Chad.", []),
    ("Togo bought tanks, Reuters/Ipsos found.", []),
    # party letters of senators
    ("Senator Ann Hill (R) blocked the sale of jets to Togo; Senator Jo Dean (D) backed it.", []),
    # curly quotes and odd spaces
    ("Editor’s Picks", [(ALL, "link")]),
    ("Photo:\u00a0Jo Dean", [(ALL, "credit")]),
    ("", []),
    ("\n\n \n", []),
])  # fmt: skip
def test_furniture_of_a_text(text, expected):
    assert found(text) == expected


def test_the_spans_are_ordered_and_do_not_overlap():
    text = "\n".join(example for row in table("furniture") for example in cells(row["examples"]))
    spans = furniture(text)
    assert all(start < end for start, end, _ in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_long_line_is_scanned_in_no_time():
    assert furniture("Photo: " * 20_000 + '"' * 20_000) is not None
