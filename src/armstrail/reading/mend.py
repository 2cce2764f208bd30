"""Puts right what the small model often gets wrong in the sentences of this trade, before they are read.

Only what cannot be so is touched: a finite verb that is a noun's place in a clause, a participle taken for an adjective.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from armstrail.lexicon import word_class
from armstrail.reading.syntax import children, has_child

_NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj")


def mend(doc: Doc) -> None:
    """Mends a parsed sentence in place."""
    for token in list(doc):
        if _is_reduced_clause(token):
            _hang_on_its_noun(token)
        elif _is_passive_as_adjective(token):
            _make_passive(token)


def _is_reduced_clause(token: Token) -> bool:
    """ "Missiles DESTINED for Hamas were seized": a past tense cannot be a subject; its own subject is."""
    return token.tag_ in ("VBD", "VBN") and token.dep_ in _NOMINAL and len(children(token, "nsubj", "nsubjpass")) == 1


def _hang_on_its_noun(verb: Token) -> None:
    """Gives a participle's place to the noun before it, and hangs the participle on that noun."""
    noun = children(verb, "nsubj", "nsubjpass")[0]
    noun.head, noun.dep_ = verb.head, verb.dep_
    verb.head, verb.dep_ = noun, "acl"
    verb.tag_, verb.pos_ = "VBN", "VERB"


def _is_passive_as_adjective(token: Token) -> bool:
    """ "is ARMED and trained by Iran", "were GIFTED to Oman": a participle behind "be" that somebody does."""
    if token.dep_ != "acomp" or token.head.lemma_ != "be":
        return False
    if token.tag_ == "VBN":
        return True
    done = any(has_child(one, "agent") for one in (token, *children(token, "conj")))
    return token.lower_ in word_class("participle") and done


def _make_passive(participle: Token) -> None:
    """Makes the participle the verb of its clause and "be" its auxiliary."""
    auxiliary = participle.head
    others = [child for child in auxiliary.children if child != participle]
    head, relation = auxiliary.head, auxiliary.dep_
    participle.head, participle.dep_ = (participle if head == auxiliary else head), relation
    auxiliary.head, auxiliary.dep_ = participle, "auxpass"
    for child in others:
        child.head = participle
        if child.dep_ == "nsubj":
            child.dep_ = "nsubjpass"
    participle.tag_, participle.pos_ = "VBN", "VERB"
    if participle.lower_ in word_class("participle"):
        participle.lemma_ = participle.lower_.removesuffix("ed")
