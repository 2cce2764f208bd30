"""One spelling for the many signs of a text, character by character, so that offsets stay what they are.

“Iran’s” – sent  ->  "Iran's" - sent
"""

from __future__ import annotations

_SIGNS = {ord(sign): "'" for sign in "‘’‚‛′`´ʼ"}
_SIGNS |= {ord(sign): '"' for sign in "“”„‟″«»"}
_SIGNS |= {ord(sign): "-" for sign in "‐‑‒–—−"}
_SIGNS |= {ord(sign): " " for sign in "\t\n\r\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f"}
# A lone surrogate, as broken JSON escapes leave it, is no character that could be looked for.
_SIGNS |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def fold(text: str) -> str:
    """Straight quotes, plain hyphens and spaces; as long as the text itself."""
    return text.translate(_SIGNS)


def lower(text: str) -> str:
    """Lower case, as long as the text itself ("İ" would become two characters and stays)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
