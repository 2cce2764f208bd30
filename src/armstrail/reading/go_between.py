"""Through whom goods pass who never owns them, told by a noun or a verb of its own.

"using Togo as a conduit", "with Togo as the middleman"       Togo
"Zambia was the transit point for arms that Zaire sold"       Zambia
"a shipment of rifles for Angola passed through Togo"         Togo
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.reading.discourse import Party, values
from armstrail.reading.event import Event
from armstrail.reading.party import Parties, distinct
from armstrail.reading.syntax import behind, children, is_passive, is_verb, surface_subjects

_CARRIED = ("delivery", "order", "approval")


def go_betweens(event: Event, parties: Parties) -> list[Party]:
    """The go-betweens that the words around an event's predicate name, none that is a side of it."""
    if event.act not in _CARRIED:
        return []
    nouns = [*_as_such(event), *_are_such(event), *_passed(event)]
    sides = values(event.suppliers, event.recipients)
    return distinct(party for noun in nouns for party in parties.of(noun, place=True) if party.value not in sides)


def _is_name_for_one(noun: Token) -> bool:
    """ "conduit", "middleman", "transit point"."""
    return noun.lemma_.lower() in word_class("transit") | word_class("go-between")


def _as_such(event: Event) -> Iterator[Token]:
    """ "shipped them using TOGO as a conduit", "sold them with TOGO as the middleman"."""
    for preposition in event.predicate.subtree:
        nouns = children(preposition, "pobj") if preposition.lower_ == "as" else []
        if not any(map(_is_name_for_one, nouns)):
            continue
        verb = preposition.head
        if is_verb(verb) and verb != event.predicate and verb.lemma_ == "use" and not is_passive(verb):
            yield from children(verb, "dobj")
        elif preposition.i > 0 and preposition.nbor(-1).dep_ == "pobj" and preposition.nbor(-1).head.lower_ == "with":
            yield preposition.nbor(-1)


def _are_such(event: Event) -> Iterator[Token]:
    """ "ZAMBIA was a conduit for arms sold to", "JORDAN acted as an intermediary in the sale"."""
    for noun in (link.token for link in event.links if _is_name_for_one(link.token)):
        if noun.dep_ == "attr":
            yield from surface_subjects(noun.head)
        elif noun.dep_ == "pobj" and noun.head.lower_ == "as" and is_verb(noun.head.head):
            verb = noun.head.head
            active = verb.lemma_ == "use" and not is_passive(verb)  # "they used ZAMBIA as a transit point for"
            yield from children(verb, "dobj") if active else surface_subjects(verb)


def _passed(event: Event) -> Iterator[Token]:
    """ "the shipment passed through TOGO", "the consignment transited TOGO"."""
    verb = event.predicate.head
    if event.predicate.dep_ != "nsubj" or not is_verb(verb):
        return
    if verb.lemma_ == "transit":
        yield from children(verb, "dobj")
    elif verb.lemma_ in word_class("crossing"):
        yield from behind(verb, "through", "via")
