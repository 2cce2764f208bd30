"""Word classes and lemmas by spaCy's own rules, each question asked once: every "NN" is a noun, every "sold" is "sell".

spaCy tries its two hundred rules at every token anew, which takes a fifth of the time of parsing. Nearly all look at
one token: at its tag, its dependency, and whether it is a word that they name. So tokens alike in these get what the
rules gave the first of them. A sentence with a token that may open a rule over several ("gon na") is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

NAME = "armstrail_lemmas"
_RULES = ("attribute_ruler", "lemmatizer")  # spaCy's components that this one stands for

Kind = tuple[int, int, int]
"""A token's tag, its dependency, and the word itself where a rule names it, else 0."""
Given = tuple[int, int, Any, int, int]
"""What the rules make of a kind: tag, word class, morphology, lemma (0: as its letters have it), dependency."""


class Lemmas:
    """Gives tokens their word classes and lemmas, as the rules of spaCy's attribute ruler and lemmatizer have them."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self.ruler = ruler
        self.lemmatizer = lemmatizer
        self.openers = Matcher(ruler.vocab)
        self.openers.add("opens a rule over several tokens", [[one[0]] for one in _patterns(ruler) if len(one) > 1])
        self.named = re.compile("|".join(f"(?:{form})" for form in _named(ruler)))
        self.words: dict[int, int] = {}
        self.given: dict[Kind, Given] = {}
        self.lemmas: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Sets word class, morphology and lemma of a parsed sentence's tokens."""
        tokens = tuple(doc)
        kinds = [(token.tag, token.dep, self._word(token)) for token in tokens]
        if all(kind in self.given for kind in kinds):
            for token, kind in zip(tokens, kinds, strict=True):
                token.tag, token.pos, token.morph, token.lemma, token.dep = self.given[kind]
        else:
            self.ruler(doc)
            if not self.openers(doc, allow_missing=True):
                self.given |= {kind: _of(token) for kind, token in zip(kinds, tokens, strict=True)}
        for token in tokens:
            if not token.lemma:
                token.lemma = self._lemma(token)
        return doc

    def _word(self, token: Token) -> int:
        """A token's word in lower case, where the rules know it or it is space; 0 for all others."""
        lower = token.lower
        if lower not in self.words:
            self.words[lower] = lower if token.is_space or self.named.fullmatch(token.lower_) else 0
        return self.words[lower]

    def _lemma(self, token: Token) -> int:
        """A token's lemma by its letters, word class and morphology."""
        key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
        if key not in self.lemmas:
            self.lemmas[key] = token.vocab.strings.add(self.lemmatizer.lemmatize(token)[0])
        return self.lemmas[key]


def _of(token: Token) -> Given:
    """What the rules have given a token."""
    return token.tag, token.pos, token.morph, token.lemma, token.dep


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    """What the rules look for: for each a list of tokens, told by their attributes."""
    rules: list[Any] = ruler.patterns
    return [pattern for rule in rules for pattern in rule["patterns"]]


def _named(ruler: AttributeRuler) -> Iterator[str]:
    """The words that rules name, as regular expressions for a whole word in lower case."""
    for token in chain.from_iterable(_patterns(ruler)):
        match token.get("LOWER"):
            case str(word):
                yield re.escape(word)
            case {"IN": words}:
                yield from map(re.escape, words)
            case {"REGEX": form}:
                yield form


@Language.factory(NAME)
def _lemmas(nlp: Language, name: str) -> Lemmas:  # noqa: ARG001
    components: list[Any] = [nlp.get_pipe(rules) for rules in _RULES]
    return Lemmas(*components)


def remember(language: Language) -> None:
    """Puts the component in the place of spaCy's two."""
    language.add_pipe(NAME)
    for rules in _RULES:
        language.disable_pipe(rules)
