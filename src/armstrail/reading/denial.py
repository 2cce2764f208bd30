"""Denials of what was just alleged, in words that name no transfer.

"Tehran denies the charge"             the last thing alleged of Iran, denied by Iran
"…, which Tehran denies"               what the sentence alleges
"Minsk called the story a fabrication"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.model import Span
from armstrail.reading.assemble import Draft
from armstrail.reading.parsed import Parsed
from armstrail.reading.source import Sources
from armstrail.reading.speaker import Speaker
from armstrail.reading.syntax import RELATIVE, children, has_child, is_passive, is_verb, subjects

_MEMORY = 4  # claims before a denial among which that is sought which it denies
_OF_GOODS = frozenset({"order", "suspension", "seizure"})  # who denies these denies that goods came


def denials(parsed: Parsed, sources: Sources, so_far: Sequence[Draft]) -> list[Draft]:
    """What was alleged before or in a sentence, denied by whom it was alleged of."""
    found: list[Draft] = []
    for verb in parsed.tokens:
        if not is_denial(verb) or has_child(verb, "neg"):
            continue
        before = [draft for draft in so_far if _is_before(draft, parsed.span(verb))][-_MEMORY:]
        for subject in subjects(verb):
            for speaker in sources.speakers.each(subject):
                alleged = [draft for draft in before if draft.modality != "denied" and _is_of(draft, speaker)]
                found += [_denied(draft, speaker, verb, parsed) for draft in alleged[-1:]]
    return found


def _is_before(draft: Draft, denial: Span) -> bool:
    """Was it alleged before it is denied?"""
    return any(span.start < denial.start for span in draft.act_spans)


def is_denial(verb: Token) -> bool:
    """ "denied the charge", "which Tehran denies", "called the story a fabrication"."""
    if not is_verb(verb):
        return False
    if verb.lemma_ in word_class("denying"):
        return _is_charge(_denied_noun(verb)) or _is_relative(verb)
    return verb.lemma_ in word_class("branding") and _is_untrue(verb)


def _denied_noun(verb: Token) -> Token | None:
    """What a verb of denying denies: "the charge", also of "the charge was denied by Iran"."""
    return next(iter(children(verb, "nsubjpass") if is_passive(verb) else children(verb, "dobj")), None)


def _is_charge(noun: Token | None) -> bool:
    """Is it a noun or pronoun for what was alleged?"""
    return noun is not None and noun.lemma_.lower() in word_class("alleged")


def _is_relative(verb: Token) -> bool:
    """ ", which Tehran denies", "a charge Tehran denies", "a charge denied by Tehran"."""
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN" and has_child(verb, "agent") and _is_charge(verb.head)
    if verb.dep_ != "relcl":
        return False
    own = _denied_noun(verb)
    if own is not None and own.lower_ not in RELATIVE:
        return False
    return own is not None or _is_charge(verb.head)


def _is_untrue(verb: Token) -> bool:
    """ "called the story a fabrication", "dismissed the report as nonsense": is a charge said to be false?"""
    named = [*children(verb, "dobj", "nsubjpass"), *_clause_subjects(verb)]
    run_together = [one for noun in children(verb, "dobj") for one in children(noun, "compound")]
    charge = any(_is_charge(child) for child in (*named, *run_together))
    return charge and any(word.lower_ in word_class("untrue") for word in verb.subtree)


def _clause_subjects(verb: Token) -> list[Token]:
    """ "called THE STORY false", as the parser has it: the subject of a small clause."""
    return [subject for clause in children(verb, "ccomp", "oprd", "xcomp") for subject in children(clause, "nsubj")]


def _is_of(draft: Draft, speaker: Speaker) -> bool:
    """Is it told of the party that speaks?"""
    voice = speaker.party()
    return voice is not None and voice.value in {party.value for party in (*draft.suppliers, *draft.recipients)}


def _denied(draft: Draft, speaker: Speaker, verb: Token, parsed: Parsed) -> Draft:
    """A draft as its party denies it: what was denied is that goods came, not that a contract was signed."""
    here = Span(parsed.sentence.start, parsed.sentence.end)
    return replace(
        draft.said_by(speaker),
        act="delivery" if draft.act in _OF_GOODS else draft.act,
        modality="denied",
        modality_spans=[parsed.span(verb)],
        evidence=[*draft.evidence, *([here] if here not in draft.evidence else [])],
    )
