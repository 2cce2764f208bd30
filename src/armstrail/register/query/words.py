"""The words of a search, in the language of either database: `S-300 "air defence"` -> two phrases, both to be there.

Whatever is typed is a search: a word or a quoted phrase is looked for, signs between words only part them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sqlalchemy import column, func, literal, literal_column, table
from sqlalchemy.sql.elements import ColumnElement

from armstrail.register.errors import RegisterError
from armstrail.register.schema import reports

report_words = table("report_words", column("rowid"), column("report_words"), column("rank"))  # of SQLite alone

_PHRASES = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_MOST = 32  # words of one search


def phrases(words: str) -> list[list[str]]:
    """The phrases that a text must have, each word in lower case and without accents.

    Raises:
        RegisterError: there is no word in it.
    """
    plain = "".join(one for one in unicodedata.normalize("NFD", words) if not unicodedata.combining(one)).lower()
    found = [_WORD.findall(quoted or word) for quoted, word in _PHRASES.findall(plain)]
    if not any(found):
        raise RegisterError(f"{words!r}: no word to search for")
    return [phrase for phrase in found if phrase][:_MOST]


def for_sqlite(words: str) -> str:
    """A query of FTS5: `"s 300" "air defence"`."""
    return " ".join(f'"{" ".join(phrase)}"' for phrase in phrases(words))


def for_postgresql(words: str) -> ColumnElement[Any]:
    """A tsquery: `('s' <-> '300') & ('air' <-> 'defence')`."""
    asked = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in phrases(words))
    return func.to_tsquery(literal_column("'armstrail'::regconfig"), literal(asked))


def has_words(words: str) -> ColumnElement[bool]:
    """Whether a row of `reports` has them, in PostgreSQL."""
    return literal_column(f"{reports.name}.words").op("@@", is_comparison=True)(for_postgresql(words))


def matches(words: str) -> ColumnElement[bool]:
    """Whether a row of `report_words` has them, in SQLite."""
    return report_words.c.report_words.op("MATCH", is_comparison=True)(for_sqlite(words))
