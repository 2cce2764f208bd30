"""One sign for many, and never a character more or less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrail.lexicon.fold import fold, lower


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia’s ‘tanks’", "Russia's 'tanks'"),
        ("“arms” «arms» „arms‟", '"arms" "arms" "arms"'),
        ("S‐300 S‑300 S‒300 S–300 S—300 S−300", "S-300 S-300 S-300 S-300 S-300 S-300"),
        ("MiG\u00a029\u2009m\u202ft\n\r\tn", "MiG 29 m t   n"),
        ("São Tomé", "São Tomé"),
        ("", ""),
    ],
)
def test_signs(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Iran SOLD", "iran sold"), ("İran", "İran"), ("STRASSE ẞ", "strasse ß"), ("ΣΑΣ", "σας"), ("İ ÇA", "İ ça")],
)
def test_lower_case(text: str, expected: str) -> None:
    assert lower(text) == expected


@given(st.text(st.characters()))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(fold(text)) == len(lower(text)) == len(text)
    for index, sign in enumerate(text):
        assert fold(text)[index] == fold(sign)


@given(st.text(st.characters()))
def test_folding_twice_folds_no_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert lower(lower(text)) == lower(text)
