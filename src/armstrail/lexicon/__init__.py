"""The domain's words: tables in the package, one fact a row, each with its source and its examples."""

from armstrail.lexicon.designation import canonical, name_span
from armstrail.lexicon.entry import ENTRY_TABLES, Entry, forms
from armstrail.lexicon.find import Found, find
from armstrail.lexicon.tables import Row, by_form, cells, table, word_class

__all__ = [
    "ENTRY_TABLES",
    "Entry",
    "Found",
    "Row",
    "by_form",
    "canonical",
    "cells",
    "find",
    "forms",
    "name_span",
    "table",
    "word_class",
]
