"""What the analyst calls a party or a type, as claims have it: "Russia" -> RU, "Su-25" -> Su-25, Sukhoi-25, ..."""

from __future__ import annotations

from armstrail.lexicon import canonical, cells, find, table
from armstrail.model import parse_party
from armstrail.register.errors import UnknownError

_PARTIES = {"state", "seat", "group", "body", "region"}  # a company stands for its state: it is no party of claims


def party_code(name: str) -> str:
    """The code or name of a party; a name in lower case that the lexicon does not know is taken as it is.

    Raises:
        UnknownError: neither a code, nor a name that the lexicon knows.
    """
    if name.isupper() and len(name) in (2, 4):
        return name
    for written in (name, name.title()):
        found = find(written)
        if len(found) == 1 and found[0].text == written and found[0].entry.kind in _PARTIES:
            return found[0].entry.id
    try:
        return parse_party(name)
    except ValueError:
        raise UnknownError(
            f"{name}: no party of this name; `armstrail lexicon find` tells what a word stands for"
        ) from None


def type_names(name: str) -> tuple[str, ...]:
    """All names of a type that reports may use; a type that the lexicon does not know has only the one given."""
    own = canonical(name)
    names = [form for row in table("designations") if row["designation"] == own for form in cells(row["forms"])]
    return tuple(dict.fromkeys((name, *((own,) if own else ()), *names)))
