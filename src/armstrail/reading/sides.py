"""Who gives and who gets in a transfer: a predicate's own arguments first, then the words around them.

"signed a contract with Syria to deliver"    the recipient is the contract's
"a deal between Moscow and Baghdad"          the seller is who makes the type, else who usually sells
"the militants use rifles supplied by Iran"  who has the goods got them
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, word_class
from armstrail.reading.arguments import Named
from armstrail.reading.deals import PAIR, Deals
from armstrail.reading.discourse import Party, composed_name, values
from armstrail.reading.event import Event
from armstrail.reading.go_between import go_betweens
from armstrail.reading.governing import Link, row_for
from armstrail.reading.holders import Holders
from armstrail.reading.item import maker_tokens
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties, agent_row, distinct, is_vehicle
from armstrail.reading.syntax import (
    children,
    has_child,
    is_passive,
    is_verb,
    owners,
    subjects,
)

_COMPLEMENTS = ("dobj", "nsubjpass", "prep:to", "prep:for", "prep:on", "prep:of")
_ALONG = re.compile(r"\b(?:along|together) with\b", re.IGNORECASE)
_PLAIN = ("subj", "iobj", "by", "to")  # arguments that are parties and nothing else
_OWNED = ("owned", "operated")
_REFLEXIVE = frozenset({"itself", "themselves", "himself"})
_TO_PLACES = ("to", "into", "in", "for", "at", "from", "via", "through")
_OWN_ACTS = ("order", "approval", "suspension", "talks", "")


class Sides:
    """Fills the sides of one sentence's events."""

    def __init__(self, parsed: Parsed, parties: Parties, rows: Mapping[int, Row]) -> None:
        self.parsed = parsed
        self.parties = parties
        self.rows = rows
        self.deals = Deals(parsed, parties)
        self.holders = Holders(parsed, parties)

    def fill(self, event: Event, arguments: Named) -> None:
        """Sets suppliers, recipients, via, origins and vehicles of an event, as far as the sentence names them."""
        given_by, got_by = self._from_arguments(event, arguments)
        if event.predicate.lemma_.lower() in word_class("two-sided") or "between" in (given_by, got_by):
            self.deals.by_rank(event, given_by, got_by, arguments)
        self._transit(event)
        self._drawn_from(event, given_by, arguments)
        self._taken(event, arguments)
        if not event.recipients and is_verb(event.predicate) and "iobj" in cells(event.row["recipient"]):
            event.recipients = self._ditransitive(event)
        if got_by == "into" or event.predicate.lemma_ == "enter":
            event.recipients = [self.holders.group_there(party) or party for party in event.recipients]
        self._along_with(event)
        self._for_itself(event, arguments)
        self._made_by(event, arguments)
        self._leased(event, given_by)
        self._built_by(event)
        self.deals.of_signatories(event, given_by)
        self.deals.named_after(event, given_by)
        self._tidy(event)
        if not event.suppliers or not event.recipients:
            self._from_governors(event)
            self._tidy(event)
        self.deals.only_pair(event)
        self.holders.fill(event)
        event.via = distinct([*event.via, *go_betweens(event, self.parties)])

    def _from_arguments(self, event: Event, arguments: Named) -> tuple[str, str]:
        """The sides by the frame's own argument names; returns the names that gave supplier and recipient."""
        row, goods = event.row, {one.head for one in event.goods}
        event.suppliers, given_by = self._fill(row["supplier"], arguments, set(), goods, event.act == "seizure")
        event.recipients, got_by = self._fill(row["recipient"], arguments, values(event.suppliers), goods, place=True)
        for side in ("supplier", "recipient"):
            if not getattr(event, f"{side}s") and self._has_words(row[side], arguments, goods):
                event.unnamed.add(f"{side}s")
        event.via, _ = self._fill(row["via"], arguments, values(event.suppliers, event.recipients), goods, place=True)
        event.vehicles = [token for name in ("by", "aboard") for token in arguments.get(name, ()) if is_vehicle(token)]
        if event.predicate.lemma_ in word_class("carrying"):
            carriers = [token for token in arguments.get("subj", ()) if token.i not in goods]
            event.vehicles += carriers
            event.suppliers = event.suppliers or self._flag(carriers)
        return given_by, got_by

    def _has_words(self, names: str, arguments: Named, goods: set[int]) -> bool:
        """Has a side words, though they name nobody: "foreign buyers", "who armed Iraq"?"""
        tokens = [one for name in cells(names) if name in _PLAIN for one in arguments.get(name, ())]
        return any(one.i not in goods and _is_indefinite(one) for one in tokens)

    def _transit(self, event: Event) -> None:
        """ "Sudan is a transit point for smuggling rockets": it passes them on and does not send them."""
        if event.predicate.dep_ in ("pcomp", "pobj") and event.predicate.head.head.lemma_ in word_class("transit"):
            event.via, event.suppliers = [*event.via, *event.suppliers], []

    def _drawn_from(self, event: Event, given_by: str, arguments: Named) -> None:
        """ "Russia sourced them from Bulgaria": with the seller named, "from" is where his goods came from."""
        if given_by in ("subj", "by") and event.act in ("delivery", "order") and "from" in cells(event.row["supplier"]):
            taken = values(event.suppliers, event.recipients)
            places = arguments.get("from", ())
            drawn = [p for one in places for p in self._stock_of(one) or self.parties.of(one, place=True)]
            event.origins = [party for party in drawn if party.value not in taken and party.kind == "state"]

    def _stock_of(self, noun: Token) -> list[Party]:
        """ "from Bulgarian STOCKS", "from the ARSENALS of Libya": whose they are."""
        if noun.lower_ not in word_class("stocks") or self.parsed.is_party(noun):
            return []
        return self.parties.near(noun, ("poss", "amod", "compound", "nmod"), ("of", "in"))

    def _taken(self, event: Event, arguments: Named) -> None:
        """A group that takes goods gets them; an authority that stops them on the way is no party (`stopping`)."""
        takes = event.suppliers or event.predicate.lemma_ in word_class("taking")
        if event.act != "seizure" or not is_verb(event.predicate) or not takes:
            return
        takers = [party for token in arguments.get("subj", ()) for party in self.parties.of(token)]
        groups = [party for party in takers if party.kind == "group"]
        if groups and event.suppliers != groups:
            event.recipients = groups

    def _for_itself(self, event: Event, arguments: Named) -> None:
        """ "Iran equipped ITSELF with Chinese missiles": who acts gets them."""
        if any(one.lower_ in _REFLEXIVE for one in arguments.get("obj", ())):
            event.suppliers, event.recipients = self.deals.makers(event), event.suppliers
            event.unnamed.add("suppliers")

    def _leased(self, event: Event, given_by: str) -> None:
        """ "wants to lease a SWEDISH submarine": whose it is lends it, who leases it gets it."""
        if event.predicate.lemma_ not in word_class("leasing") or given_by != "subj" or event.recipients:
            return
        makers = [party for party in self.deals.makers(event) if party.value not in values(event.suppliers)]
        if makers and is_verb(event.predicate):
            event.suppliers, event.recipients = makers, event.suppliers

    def _made_by(self, event: Event, arguments: Named) -> None:
        """ "Iraq received Russian helicopters": the maker sells, unless a giver is named that could not be told."""
        goods = {one.head for one in event.goods}
        acts = is_verb(event.predicate) and "subj" in cells(event.row["supplier"]) and not event.via
        unknown_giver = acts and any(token.i not in goods for token in arguments.get("subj", ()))
        if not event.suppliers and event.act != "seizure" and not unknown_giver:
            event.suppliers = [
                party for party in self.deals.makers(event) if party.value not in values(event.recipients)
            ]

    def _along_with(self, event: Event) -> None:
        """ "to Saudi Arabia, along with Jordan": whoever is named beside a side's last party stands on that side."""
        if not _ALONG.search(self.parsed.sentence.text):
            return
        for prep in self.parsed.doc:
            if prep.lower_ != "with" or prep.i == 0 or prep.nbor(-1).lower_ not in ("along", "together"):
                continue
            start = self.parsed.span(prep.nbor(-1)).start
            for side in (event.suppliers, event.recipients):
                if side and 0 < start - side[-1].span.end <= len(", "):
                    taken = values(event.suppliers, event.recipients)
                    side += [p for p in self.parties.of_all(children(prep, "pobj")) if p.value not in taken]

    def _built_by(self, event: Event) -> None:
        """ "Australia cancelled a contract for boats that Naval Group was to build": who builds them sells."""
        if event.row["act"] != "order" or is_verb(event.predicate):
            return
        for goods in event.goods:
            for clause in children(self.parsed.doc[goods.head], "relcl"):
                told = [clause, *children(clause, "xcomp")]
                if not any(verb.lemma_ in word_class("building") for verb in told) or is_passive(clause):
                    continue
                builders = self.parties.of_all(children(clause, "nsubj"))
                if builders:
                    others = [p for p in event.suppliers if p.value not in values(builders)]
                    event.suppliers, event.recipients = builders, event.recipients or others

    def _tidy(self, event: Event) -> None:
        """Leaves out what cannot be: the UN as a seller, a state that arms rebels of its own, a seller by the way."""
        event.suppliers = [p for p in event.suppliers if p.value not in values(event.via)]
        event.suppliers = [p for p in event.suppliers if not (p.value == "un" and event.row["act"] == "suspension")]
        event.suppliers = [p for p in event.suppliers if not _is_inside(p, event.recipients)]
        event.recipients = [p for p in event.recipients if not _is_inside(p, event.suppliers)]
        own = {composed_name(p.value, "").strip() for p in event.suppliers if p.kind == "state"}
        event.recipients = [
            p for p in event.recipients if not (p.kind == "group" and p.indirect and p.value.split()[0] in own)
        ]

    def _flag(self, vehicles: list[Token]) -> list[Party]:
        """ "Dozens of Antonov 124s (Russian transport planes)": whose the vehicles are that carry the goods."""
        for vehicle in vehicles:
            for token in vehicle.subtree:
                owned = token.dep_ == "npadvmod" and token.head.lower_ in _OWNED  # but a flag may be anybody's
                if (owned or token.dep_ in ("amod", "compound", "poss", "nmod")) and (
                    named := self.parties.named(token)
                ):
                    return [named]
        return []

    def _ditransitive(self, event: Event) -> list[Party]:
        """ "sell Turkey F-35 fighters", "sell the Saudis $110bn in arms": whose name follows gets the goods."""
        if beside := self._name_beside(event):
            return [beside]
        for token in self.parsed.doc[event.predicate.i + 1 : event.predicate.i + 4]:
            named = self.parties.named(token)
            if (
                named
                and event.goods
                and token.tag_ in ("NNS", "NNPS")
                and token.i < event.goods[0].head
                and named.value not in {p.value for p in event.suppliers}
            ):
                return [named]
            if token.dep_ not in ("det", "compound", "amod") and named is None:
                break
        for token in self.parsed.doc[event.predicate.i + 1 : event.goods[0].head] if event.goods else ():
            row = agent_row(token)
            if row is not None and row["party"] == "state" and token.dep_ in ("nmod", "compound"):
                before = [
                    party for near in (token.i - 2, token.i - 1) if (party := self.parties.named(self.parsed.doc[near]))
                ]
                if before and before[0].value not in values(event.suppliers):
                    return before[:1]  # "sent Egypt's government 20 jets"
        for goods in event.goods:
            for token in maker_tokens(self.parsed, goods):
                entry = self.parsed.entry(token)
                first = self.parsed.heads.get(token.i)
                if (
                    entry is None
                    or first is None
                    or entry.role == "demonym"
                    or len(first.text) < 4
                    or (first.text.isupper() and entry.kind != "group")
                    or token.dep_ == "poss"
                ):
                    continue
                named = self.parties.named(token)
                if (
                    named
                    and named.value not in {p.value for p in event.suppliers}
                    and first.start - self.parsed.sentence.start > event.predicate.idx
                ):
                    return [named]
        return []

    def _name_beside(self, event: Event) -> Party | None:
        """ "sold Pakistan M-11 missiles": a name, no adjective, right behind the verb, however it was parsed."""
        at = event.predicate.i + 1
        if not event.goods or at >= event.goods[0].head:
            return None
        token = self.parsed.doc[at]
        mark, named = self.parsed.mark(token), self.parties.named(token)
        if mark is None or named is None or named.value in values(event.suppliers):
            return None
        behind_it = self.parsed.sentence.text[mark.end - self.parsed.sentence.start :][:2]
        own = mark.entry.role in ("name", "capital") and not mark.text.isupper() and "." not in mark.text
        return named if own and behind_it[:1] == " " and behind_it[1:].isalnum() else None

    def _fill(
        self, names: str, arguments: Named, taken: set[str], goods: set[int], place: bool = False
    ) -> tuple[list[Party], str]:
        for name in cells(names):
            found: list[Party] = []
            for one in arguments.get(name, ()):
                if one.i in goods or (name == "in" and _is_of_go_between(one)):
                    continue
                if found and name not in ("mod", "between") and not _is_joined(one):
                    break  # what follows in the list are weaker candidates for the same argument
                named = self._stock_of(one) or self.parties.of(one, place and name in _TO_PLACES)
                found += [p for p in named if p.value not in taken]
            if found:
                unique = {p.value: p for p in reversed(found)}
                return list(reversed(unique.values())), name
        return [], ""

    def _from_governors(self, event: Event) -> None:
        """A side that the predicate lacks, from the words that govern it: "signed a contract WITH SYRIA to deliver"."""
        for link in event.links:
            if link.scene or (event.suppliers and event.recipients):
                return
            found = row_for(link, event.act)
            if found is None and link.token.i not in self.rows and link.token.lemma_ not in word_class("light"):
                continue
            for name, tokens in self._offers(link, event):
                for one in tokens:
                    if one != event.predicate and not one.is_ancestor(event.predicate):
                        self._take(event, name, self.parties.of(one, place=name in ("to", "into")), link, found)

    def _offers(self, link: Link, event: Event) -> list[tuple[str, list[Token]]]:
        """What a governing word may lend, by name: its prepositions first, then whose it is."""
        token = link.token
        found = [
            (c.lower_, children(c, "pobj"))
            for c in children(token, "prep", "dative")
            if not c.is_ancestor(event.predicate)
        ]
        if is_verb(token):
            if link.relation in ("xcomp", "ccomp"):
                found.append(("obj", children(token, "dobj", "dative")))
            return [*found, ("subj", subjects(token))]
        return [*found, ("own", owners(token))]

    def _take(self, event: Event, name: str, parties: list[Party], link: Link, found: tuple[Row, Token] | None) -> None:
        """Gives an event the parties that a governing word lends under a name, where that side is still open."""
        parties = [party for party in parties if party.value not in values(event.suppliers, event.recipients)]
        if not parties or (event.row["lemma"] == "embargo" and name == "own"):
            return
        if name in ("subj", "own"):
            self._take_owner(event, name, parties, link, found)
        elif (
            (name == "from" and link.token.lemma_ in word_class("asking"))
            or name in ("to", "into", "for", "against")
            or (name == "on" and (not is_verb(link.token) or link.token.lemma_ in word_class("imposing")))
            or (name == "with" and event.suppliers)
        ):
            event.recipients = event.recipients or parties
        elif name == "from" or (name == "with" and event.recipients):
            event.suppliers = event.suppliers or parties

    def _take_owner(
        self, event: Event, name: str, parties: list[Party], link: Link, found: tuple[Row, Token] | None
    ) -> None:
        """Whose the contract is, who approves or stops: the seller, but the buyer of a purchase."""
        act = found[0]["act"] if found else None
        if not event.suppliers and not event.recipients and len(parties) == PAIR:
            event.suppliers, event.recipients = self.deals.ranked(event, *parties)
        elif event.predicate.lemma_ in word_class("purchases") or "poss" in cells(event.row["recipient"]):
            event.recipients = event.recipients or parties
        elif event.suppliers and event.act == "order" and link.relation in _COMPLEMENTS:
            event.recipients = event.recipients or parties  # "Qatar signed a contract for jets from Dassault"
        elif act == "suspension" and link.token.lemma_ == "cancel" and self.deals.buys(event, parties[0]):
            event.recipients = event.recipients or parties  # "Iran cancelled contracts for destroyers"
        elif name == "own" and link.token.lemma_ in word_class("asking"):
            event.recipients = event.recipients or parties  # "a request from Papua New Guinea to supply"
        elif name == "own" or (event.row["act"] == "production" and act == "approval"):
            event.suppliers = event.suppliers or parties  # "Russia let China build fighters"
        elif link.relation in _COMPLEMENTS and (found is None or (act in _OWN_ACTS and not found[0]["claimant"])):
            event.suppliers = event.suppliers or parties


def _is_indefinite(noun: Token) -> bool:
    """ "foreign buyers", "who", "a dealer": words for somebody whom the passage leaves open, not "the group"."""
    if noun.head.lower_ == "by" and noun.tag_ == "NN" and not list(noun.children):
        return False  # "by sea"
    if noun.pos_ == "NOUN":
        return not has_child(noun, "poss") and not any(
            word.lower_ in ("the", "this", "that", "these", "those", "both") for word in children(noun, "det")
        )
    return noun.lower_ in word_class("nobody")


def _is_inside(party: Party, others: list[Party]) -> bool:
    """ "rebels from Libya" got rifles: the state that a group is named after is no side of its own."""
    return any(
        (other.kind == "group" and other.span.start <= party.span.start < party.span.end < other.span.end)
        or (other.kind == "group" and other.span.start < party.span.start < party.span.end <= other.span.end)
        for other in others
    )


def _is_joined(noun: Token) -> bool:
    """ "sales to Riyadh, as well as TO BAHRAIN", "to Iran and TO SYRIA": is its preposition joined to one before?"""
    preposition = noun.head
    return noun.dep_ == "pobj" and preposition.i > 0 and preposition.nbor(-1).lower_ in ("and", "or", "as")


def _is_of_go_between(place: Token) -> bool:
    """ "through a firm in Dubai": the place is the go-between's."""
    noun = place.head.head
    return noun.dep_ == "pobj" and noun.head.lower_ in ("through", "via", "by")
