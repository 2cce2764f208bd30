"""Whose licence, help or technology a production rests on, and who is given a contract or a licence.

"The tanks will be built in India under Russian licence"     the supplier is Russia
"Russia granted India a licence to build tanks"              the supplier is Russia, the recipient India
"Australia awarded a contract for submarines to France"      the supplier is France, the recipient Australia
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.reading.arguments import Named
from armstrail.reading.deals import PAIR
from armstrail.reading.discourse import Party, values
from armstrail.reading.event import Event
from armstrail.reading.exporters import export_rank
from armstrail.reading.party import Parties
from armstrail.reading.syntax import (
    behind,
    children,
    datives,
    has_child,
    is_passive,
    is_verb,
    subjects,
    surface_subjects,
    to_infinitive,
)

_LENDING = ("under", "with", "using", "on")


def sells_more(one: str, other: str) -> bool:
    """Does a state sell more arms than another? One that is not in the table of exporters sells least."""
    return export_rank(one) < export_rank(other)


class Grants:
    """Sets the sides of one sentence's events that a licence, a contract or help from another decides."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties

    def fill(self, event: Event, arguments: Named) -> None:
        """Fills or turns the sides of an event, where something granted says more of them than the predicate."""
        if event.row["act"] == "production":
            self._rests_on(event)
        if event.predicate.lower_ in word_class("on-terms") and not event.recipients:
            self._has_on_terms(event)
        if not event.recipients and event.predicate.lemma_ in word_class("whence"):
            self._whose_they_are(event)
        if event.predicate.lemma_ in word_class("purchases") and is_verb(event.predicate):
            self._paid_for(event)
        paper = _paper(event.predicate)
        if paper is None:
            return
        if paper.head.lemma_ in word_class("granting"):
            self._granted(event, paper, arguments)
        elif paper.head.lemma_ in word_class("refusing") and paper.lemma_.lower() in word_class("permission"):
            event.suppliers = event.suppliers or self._parties(surface_subjects(paper.head))
        elif paper.head.lemma_ in word_class("winning"):
            self._won(event, paper, arguments)

    def _rests_on(self, event: Event) -> None:
        """ "under Russian licence", "with technology from Israel": he lends it whose it is."""
        for noun in event.predicate.subtree:
            lent = noun.dep_ == "pobj" and noun.head.lower_ in _LENDING and noun.lemma_.lower() in word_class("lent")
            lenders = [p for p in self._owners(noun) if p.value not in values(event.recipients)] if lent else []
            if lenders:
                event.suppliers = lenders
        if not event.suppliers and len(event.recipients) == PAIR:
            first, second = event.recipients  # "India and Russia jointly developed": who sells more leads
            lead = first if sells_more(first.value, second.value) else second
            event.suppliers, event.recipients = [lead], [second if lead is first else first]

    def _has_on_terms(self, event: Event) -> None:
        """ "Norway has two submarines on loan from Germany": who has them got them."""
        stands = event.predicate.head.head
        verb = stands if is_verb(stands) else stands.head
        if event.predicate.head.lower_ == "on" and verb.lemma_ in word_class("holding"):
            holders = self._parties(surface_subjects(verb))
            event.recipients = [party for party in holders if party.value not in values(event.suppliers)]

    def _paid_for(self, event: Event) -> None:
        """ "gave Nepal $50 million to buy guns": who is given money buys; who gives it supplies what it pays for."""
        clause = event.predicate
        noun = clause.head if clause.dep_ == "acl" else None
        verb = noun.head if noun is not None else clause.head
        paid = noun if noun is not None else next(iter(children(verb, "dobj")), None)
        if not to_infinitive(clause) or clause.dep_ not in ("acl", "advcl") or paid is None or not _is_money(paid):
            return
        buyers = self._parties(datives(verb) or behind(verb, "to") or behind(paid, "to"))
        payers = self._parties(subjects(verb))
        if buyers and verb.lemma_ in word_class("paying"):
            event.recipients = buyers
            event.suppliers = [p for p in event.suppliers or payers if p.value not in values(buyers)]
            event.links = [replace(link, scene=False) for link in event.links]

    def _whose_they_are(self, event: Event) -> None:
        """ "HEZBOLLAH's rockets come from Iran": whose they are got them."""
        if event.suppliers:
            heads = [event.parsed.doc[goods.head] for goods in event.goods]
            owners = self._parties([one for head in heads for one in children(head, "poss")])
            event.recipients = [party for party in owners if party.value not in values(event.suppliers)]

    def _owners(self, noun: Token) -> list[Party]:
        """Whose it is, by the words beside it."""
        return self._parties([*children(noun, "amod", "compound", "nmod", "poss"), *behind(noun, "from", "of", "by")])

    def _granted(self, event: Event, paper: Token, arguments: Named) -> None:
        """Who grants a licence sells, who awards a contract buys; the other is to whom it is given.

        "The firm was given a licence to export rifles to Libya": who is given it sells.
        """
        verb = paper.head
        if is_passive(verb):
            givers = self._parties(arguments.get("by", behind(verb, "by")))
        else:
            givers = self._parties(surface_subjects(verb))
        takers = [p for p in self._parties(_takers(paper, arguments)) if p.value not in values(givers)]
        permitted = paper.lemma_.lower() in word_class("permission")
        if permitted and is_verb(event.predicate) and event.row["act"] in ("delivery", "order"):
            event.suppliers = self._parties(_takers(paper, {})) or event.suppliers or givers
            event.recipients = self._parties(_addressees(event.predicate)) or event.recipients
        elif permitted:
            event.suppliers = givers or event.suppliers
            event.recipients = takers or [p for p in event.recipients if p.value not in values(givers)]
        elif takers or givers:
            event.suppliers, event.recipients = takers, givers

    def _won(self, event: Event, paper: Token, arguments: Named) -> None:
        """ "won a contract from Brazil", "landed a Brazilian order": the winner sells."""
        winners = self._parties(surface_subjects(paper.head))
        if not winners or is_passive(paper.head) or paper.lemma_.lower() in word_class("permission"):
            return
        buyers = self._parties([*arguments.get("from", ()), *arguments.get("with", ())]) or self._owners(paper)
        buyers = buyers or [*event.recipients, *event.suppliers]
        event.suppliers = winners
        event.recipients = [p for p in buyers if p.value not in values(winners)] or buyers  # his own state's: no claim

    def _parties(self, tokens: list[Token]) -> list[Party]:
        return [party for token in tokens for party in self.parties.of(token)]


def _is_money(noun: Token) -> bool:
    """ "$50 million", "a loan", "credits"."""
    return noun.lower_ in word_class("money") | word_class("gains") | word_class("credit") or any(
        child.text in "$€£" for child in noun.children
    )


def _paper(predicate: Token) -> Token | None:
    """The contract or licence that is given: the predicate itself, or the one that its clause tells more of."""
    noun = predicate.head if is_verb(predicate) and predicate.dep_ in ("acl", "relcl") else predicate
    if is_verb(predicate) and predicate.dep_ == "advcl" and to_infinitive(predicate):
        noun = next(
            iter(children(predicate.head, "dobj", "nsubjpass")), predicate
        )  # "awarded a CONTRACT to X to supply"
    given = noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head)
    return noun if given and noun.lemma_.lower() in word_class("granted") else None


def _addressees(verb: Token) -> list[Token]:
    """To whom a verb says that it goes: "to export rifles to LIBYA", "to sell LIBYA rifles"."""
    return datives(verb) or behind(verb, "to") or [to for one in children(verb, "dobj") for to in behind(one, "to")]


def _takers(paper: Token, arguments: Named) -> list[Token]:
    """To whom it is given: "awarded FRANCE a contract", "granted to INDIA", "SAAB was awarded a contract"."""
    verb = paper.head
    found = datives(verb)
    if not found and is_passive(verb) and paper.dep_ == "dobj" and has_child(verb, "nsubjpass"):
        found = children(verb, "nsubjpass")
    return found or list(arguments.get("to", ())) or behind(verb, "to")
