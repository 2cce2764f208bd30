"""Who has the goods, uses them, is helped by them: the recipient by what is said around a predicate.

"the militants use rifles supplied by Iran"     who has the goods got them
"is supplying helicopters to help Tunisia"      who is helped
"into Gaza"                                     the group there that the passage names
"""

from __future__ import annotations

from armstrail.lexicon import cells, word_class
from armstrail.model import Span
from armstrail.reading.discourse import Party, values
from armstrail.reading.event import Event
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties
from armstrail.reading.syntax import behind, children, is_passive, is_verb, subjects, surface_subjects


class Holders:
    """Finds who has the goods of one sentence's events."""

    def __init__(self, parsed: Parsed, parties: Parties) -> None:
        self.parsed = parsed
        self.parties = parties

    def fill(self, event: Event) -> None:
        """Sets the recipients of an event that has none."""
        if event.recipients:
            return
        for find in (self._holder, self._users, self._helped):
            found = find(event)
            event.recipients = [party for party in found if party.value not in values(event.suppliers)]
            if event.recipients:
                return

    def group_there(self, party: Party) -> Party | None:
        """ "into Gaza": the group there that the passage names, where it names one."""
        if party.kind != "state":
            return None
        last = None
        for one in self.parties.discourse.found:
            if one.entry.kind == "group" and party.value in cells(one.entry.row["country"]):
                last = Party(one.entry.id, Span(one.start, one.end), "group", True)
        return last

    def _holder(self, event: Event) -> list[Party]:
        """ "the militants use rifles supplied by", "Turkey's German-supplied tanks": who has them got them."""
        if event.act not in ("delivery", "seizure", "order") or event.predicate.dep_ not in ("acl", "amod", "relcl"):
            return []
        if event.act == "seizure" and not event.suppliers:
            return []
        noun = event.predicate.head
        for poss in children(noun, "poss"):
            if found := self.parties.of(poss):
                return found
        verb = noun.head
        if noun.dep_ in ("dobj", "pobj") and (is_verb(verb) or is_verb(verb.head)):
            verb = verb if is_verb(verb) else verb.head
            if verb.lemma_ in word_class("holding"):
                for subject in surface_subjects(verb) if not is_passive(verb) else subjects(verb):
                    if found := self.parties.of(subject, place=True):
                        return found
        return []

    def _users(self, event: Event) -> list[Party]:
        """ "supplied lorries that North Korea uses": who uses the goods got them."""
        for goods in event.goods if event.act == "delivery" else ():
            for clause in children(self.parsed.doc[goods.head], "relcl"):
                if clause.lemma_ in word_class("holding") and not is_passive(clause):
                    for user in children(clause, "nsubj"):
                        if found := self.parties.of(user):
                            return found
        return []

    def _helped(self, event: Event) -> list[Party]:
        """ "is supplying helicopters to help Tunisia fight": who is helped is who gets them."""
        token = event.predicate
        for cause in behind(token, "in"):
            if cause.lower_ in word_class("cause") and (found := self.parties.of_all(behind(cause, "of", "for"))):
                return found  # "shipped tanks in support of Assad's army"
        for clause in children(token, "advcl", "xcomp", "acl"):
            if clause.lemma_ in word_class("helping"):
                for one in (
                    *children(clause, "dobj"),
                    *(s for c in children(clause, "ccomp", "xcomp") for s in children(c, "nsubj")),
                ):
                    if found := self.parties.of(one):
                        return found
        return []
