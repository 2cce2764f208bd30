"""Plain text as a report: the characters as they are, with no title, no outlet and no date but the user's."""

from __future__ import annotations

from armstrail.gathering.settings import UnreadableError


def plain_text(text: str) -> str:
    """The text without blank lines at its ends; captions and forms in it are left to `armstrail.lexicon.furniture`.

    Raises:
        UnreadableError: nothing but blanks.
    """
    stripped = text.strip("\n \t\ufeff\f\v")
    if not stripped.strip():
        raise UnreadableError("empty: no text in it")
    return stripped
