"""Who stopped goods on their way, and that he is then no side of theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from armstrail.model import Reading
from armstrail.reading import load_reader
from armstrail.reading.stopping import stops


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Israel seized the rockets.", "Israel", True),
        ("The Israeli navy intercepted a ship with rockets.", "Israeli", True),
        ("The rockets were seized by the Israeli navy.", "Israeli", True),
        ("Israel said that the navy had seized the rockets.", "Israel", False),
        ("Israel sold rockets to Chad.", "Israel", False),
        ("The navy seized rockets from Israel.", "Israel", False),
    ],
)
def test_who_seizes(text: str, name: str, expected: bool) -> None:
    doc = load_reader()._language(text)
    assert stops(next(token for token in doc if token.text == name)) is expected


def test_who_seized_goods_did_not_send_them(read: Callable[[str], Reading]) -> None:
    text = (
        "The Israeli navy seized a ship with dozens of rockets in the Red Sea. From Port Sudan the weapons were to be "
        "smuggled to Gaza."
    )
    assert "IL" not in {party for claim in read(text).claims for party in (*claim.suppliers, *claim.recipients)}
