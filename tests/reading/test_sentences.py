"""Sentences: what ends one and what does not; every offset gives its text, whatever the text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.reading.sentences import split


def texts_of(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("Russia sold tanks. Syria paid.", ["Russia sold tanks.", "Syria paid."]),
    ("Did Russia sell? It did! Syria paid.", ["Did Russia sell?", "It did!", "Syria paid."]),
    ("Él dijo. Örebro sells.", ["Él dijo.", "Örebro sells."]),
    # several spaces, odd ones too
    ("Russia sold.   Syria paid.", ["Russia sold.", "Syria paid."]),
    ("Russia sold.\u00a0Syria paid.", ["Russia sold.", "Syria paid."]),
    # no space where there should be one
    ("It sold in the war.The next day it paid.", ["It sold in the war.", "The next day it paid."]),
    ("It sold in 1987.The war ended.", ["It sold in 1987.", "The war ended."]),
    ("“It sold.”The war ended.", ["“It sold.”", "The war ended."]),
    # a bracket or a quotation mark closes behind the stop
    ("It sold. (It paid.) It left.", ["It sold.", "(It paid.)", "It left."]),
    ('"It sold." He left. "It paid."', ['"It sold."', "He left.", '"It paid."']),
    ("“It sold.” He left.", ["“It sold.”", "He left."]),
    # an abbreviation before a word that opens a sentence
    ("It sold to the U.S. The Kremlin paid.", ["It sold to the U.S.", "The Kremlin paid."]),
    ("It met Boeing Inc. The deal failed.", ["It met Boeing Inc.", "The deal failed."]),
    ("It came at 5 a.m. The sale began.", ["It came at 5 a.m.", "The sale began."]),
    # what looks like an abbreviation and is none
    ("He said no. Then he left.", ["He said no.", "Then he left."]),
    ("It was I. He paid.", ["It was I.", "He paid."]),
    # a number opens a sentence
    ("It cost $3.5 billion. 20 tanks came.", ["It cost $3.5 billion.", "20 tanks came."]),
    # ellipses
    ("They waited... Russia sold.", ["They waited...", "Russia sold."]),
    ("They waited… Russia sold.", ["They waited…", "Russia sold."]),
    ("He sold . . . The end.", ["He sold . . .", "The end."]),
    # a headline without a stop, a by-line, a dateline
    (
        "Arms deal signed\nBy Jo Dean\nMOSCOW (Reuters) - It sold.",
        ["Arms deal signed", "By Jo Dean", "MOSCOW (Reuters) - It sold."],
    ),
    ("Arms deal signed\n\nit sold", ["Arms deal signed", "it sold"]),
    ("Arms deal signed\r\nRussia sold.\r\n\r\nSyria paid.", ["Arms deal signed", "Russia sold.", "Syria paid."]),
    # lists
    (
        "It sold:\n- tanks\n• jets\n* guns\n– shells\n1. ships",
        ["It sold:", "- tanks", "• jets", "* guns", "– shells", "1. ships"],
    ),
    ("==Sales==\nRussia sold.\n==Costs==", ["==Sales==", "Russia sold.", "==Costs=="]),
])  # fmt: skip
def test_a_text_in_sentences(text, expected):
    assert texts_of(text) == expected


@pytest.mark.parametrize("text", [
    # short states and bodies
    "The U.S. Navy and the U.K. Ministry of Defence met U.N. Secretary Smith in Washington, D.C. on Monday.",
    "NBC, quoting U.S. And foreign sources, said so.",
    # titles and initials
    "Gen. Smith, Lt. Col. J. R. Jones, Rear Adm. Hill and Mr. George W. Bush met Sen. Dean and Dr. No.",
    "GEN. SMITH MET LT. COL. JONES IN ST. PETERSBURG.",
    # companies, months, hours, numbers
    "Boeing Inc. executives met Arms Co. Ltd. officials on Jan. 17 and in Dec. Russia's sale was No. 1.",
    "At 5 a.m. Moscow time, under resolution No. 1970 and Art. 5, 20 tanks left St. Petersburg, Fla. Lockheed said.",
    # decimals, addresses, domains
    "It cost $3.5 billion and 7.62 mm, see http://a.example/x.The and www.Foo.Com and a@b.Com.",
    # a dateline
    "MOSCOW, Jan. 17 (Reuters) - Russia sold tanks.",
    "ST. PETERSBURG (AP) _ It sold.",
    # a question in a sentence
    "“Why sell?” he asked.",
    "“Why sell?” Vladimir Putin asked.",
    # ellipsis inside
    "They waited ... and sold.",
    # a line that goes on
    "Russia sold tanks to\nthe government.",
    "St.Petersburg sold.",
])  # fmt: skip
def test_one_sentence(text):
    assert texts_of(text) == [text]


def test_lines_of_one_width_are_one_paragraph():
    text = (
        "The tanks that Russia sold to the government\n"
        "of Syria were seen on Monday in the harbour of\n"
        "Latakia, sources said on Tuesday. The United\n"
        "States said that it would look into it.\n"
        "    Israel said nothing."
    )
    assert [" ".join(sentence.split()) for sentence in texts_of(text)] == [
        (
            "The tanks that Russia sold to the government of Syria were seen on Monday in the harbour of Latakia, "
            "sources said on Tuesday."
        ),
        "The United States said that it would look into it.",
        "Israel said nothing.",
    ]


@pytest.mark.parametrize(("text", "expected"), [
    # open where it starts, open where it ends
    ("He left. “We sold tanks. They paid,” he said.", [(False, False), (False, True), (True, False)]),
    ('He left. "We sold tanks. They paid," he said.', [(False, False), (False, True), (True, False)]),
    ("He left. ``We sold tanks. They paid,'' he said.", [(False, False), (False, True), (True, False)]),
    ("«We sold. They paid.»", [(False, True), (True, False)]),
    # a quotation that goes on over paragraphs opens each anew
    ("“We sold.\n\n“They paid,” he said.", [(False, True), (False, False)]),
    ("“We sold.\n\nThey paid.", [(False, True), (False, False)]),
])  # fmt: skip
def test_which_sentences_stand_in_quotation_marks(text, expected):
    assert [(sentence.opens_quoted, sentence.ends_quoted) for sentence in split(text)] == expected


def test_paragraphs_are_counted():
    sentences = split("Headline\n\nRussia sold. Syria paid.\nIran left.")
    assert [sentence.paragraph for sentence in sentences] == [0, 1, 1, 2]


def test_doubled_quotation_signs_become_marks_and_move_no_offset():
    text = "``We sold,'' he said. He left."
    first, second = split(text)
    assert first.text == "“ We sold,”  he said."
    assert text[second.start : second.end] == second.text == "He left."


def test_nothing_has_no_sentence():
    assert split("") == split(" \n\t\n ") == []


# --- properties -------------------------------------------------------------------------------------------------------

PIECES = [
    "Russia", "sold", "tanks", ".", ". ", ".\n", "\n", "\n\n", " ", "  ", "U.S.", "Gen.", "J.", "“", "”", '"', "'", "(",
    ")", "!", "?", "…", "...", "The", "No.", "1", "3.5", "$", "-", "•", "\r\n", "\t", "é", "É", "http://a.b/c",
    "said",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def undoubled(text: str) -> str:
    return text.replace("``", "“ ").replace("''", "” ")


@given(texts)
def test_offsets_give_their_text(text):
    assert all(undoubled(text)[one.start : one.end] == one.text for one in split(text))


@given(texts)
def test_sentences_do_not_overlap_and_leave_out_only_space(text):
    sentences = split(text)
    assert all(left.end <= right.start for left, right in pairwise(sentences))
    ends = [0, *(one.end for one in sentences)]
    starts = [*(one.start for one in sentences), len(text)]
    assert all(not undoubled(text)[end:start].strip() for end, start in zip(ends, starts, strict=True))


@given(texts)
def test_sentences_hold_words_and_paragraphs_go_up(text):
    sentences = split(text)
    assert all(one.text and one.text == one.text.strip() for one in sentences)
    assert all(left.paragraph <= right.paragraph for left, right in pairwise(sentences))


@pytest.mark.parametrize("piece", [
    "He said that Gen. Smith of the U.S. left. ", " ", "\n", "a\nB\n", "A.", ". ", '"', "“", "''", "?!", "- ",
    "war.The",
])  # fmt: skip
def test_a_long_text_takes_no_longer_than_its_length(piece):
    text = (piece * 100_000)[:100_000]
    before = time.perf_counter()
    split(text)
    assert time.perf_counter() - before < 3  # a tenth of that, where it grows with the length only
