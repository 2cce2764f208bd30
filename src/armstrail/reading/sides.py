"""Who gives and who gets in a transfer: a predicate's own arguments first, then the words around them.

"signed a contract with Syria to deliver"    the recipient is the contract's
"a deal between Moscow and Baghdad"          the seller is who makes the type, else who usually sells
"the militants use rifles supplied by Iran"  who has the goods got them
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, table, word_class
from armstrail.model import Span
from armstrail.reading.arguments import Named
from armstrail.reading.event import Event
from armstrail.reading.governing import Link, row_for
from armstrail.reading.item import Goods, maker_tokens
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties, Party, composed_name
from armstrail.reading.syntax import children, is_passive, is_verb, owners, subjects, surface_subjects


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {row["code"]: int(row["rank"]) for row in table("exporters")}


class Sides:
    """Fills the sides of one sentence's events."""

    def __init__(self, parsed: Parsed, parties: Parties, rows: Mapping[int, Row]) -> None:
        self.parsed = parsed
        self.parties = parties
        self.rows = rows

    def fill(self, event: Event, arguments: Named) -> None:
        row, token = event.row, event.predicate
        goods_tokens = {g.head for g in event.goods}
        event.suppliers, supplier_arg = self._fill(row["supplier"], arguments, set(), goods_tokens)
        event.recipients, recipient_arg = self._fill(
            row["recipient"], arguments, {p.value for p in event.suppliers}, goods_tokens, place=True
        )
        event.via, _ = self._fill(
            row["via"], arguments, {p.value for p in (*event.suppliers, *event.recipients)}, goods_tokens
        )
        if token.lemma_ in word_class("carrying"):
            event.vehicles = [t for t in arguments.get("subj", ()) if t.i not in goods_tokens]
            if not event.suppliers:
                event.suppliers = self._flag(event.vehicles)
        if token.lemma_.lower() in word_class("two-sided"):
            self._by_rank(event, supplier_arg, recipient_arg, arguments)
        if (
            supplier_arg == "subj"
            and "from" in arguments
            and event.act in ("delivery", "order")
            and "from" in cells(row["supplier"])
        ):
            taken = {p.value for p in (*event.suppliers, *event.recipients)}
            event.origins = [
                p
                for t in arguments["from"]
                for p in self.parties.of(t, place=True)
                if p.value not in taken and p.kind == "state"
            ]
        if event.act == "seizure" and is_verb(token):
            takes = event.suppliers or token.lemma_ in word_class("taking")
            takers = (
                []
                if not takes
                else [p for t in arguments.get("subj", ()) for p in self.parties.of(t) if p.kind == "group"]
            )
            if takers and event.suppliers != takers:
                event.recipients = takers
        if not event.recipients and is_verb(token) and "iobj" in cells(row["recipient"]):
            event.recipients = self._ditransitive(event, arguments)
        if row["act"] == "suspension":
            event.suppliers = [
                p for p in event.suppliers if p.value != "un"
            ]  # who imposes is the source, not a supplier
        if recipient_arg == "into":
            event.recipients = [self._group_there(p) or p for p in event.recipients]
        unknown_giver = (
            is_verb(token)
            and "subj" in cells(row["supplier"])
            and any(t.i not in goods_tokens for t in arguments.get("subj", ()))
        )
        if not event.suppliers and event.act != "seizure" and not unknown_giver:
            event.suppliers = [p for p in self._makers(event) if p.value not in {r.value for r in event.recipients}]
        if (
            token.lemma_.lower() in word_class("traded")
            and len(event.suppliers) == 1
            and not event.recipients
            and supplier_arg in ("mod", "poss", "with")
        ):
            # "the Saudi arms sales", "the Taiwan deal": named after who buys, where that state hardly sells.
            if (
                _ranks().get(event.suppliers[0].value, 99) > (10 if row["act"] == "suspension" else 24)
                and event.suppliers[0].kind == "state"
                and not self._makers(event) == event.suppliers
            ):
                event.recipients, event.suppliers = event.suppliers, []
        self._tidy(event)
        if not event.suppliers or not event.recipients:
            self._from_governors(event)
            self._tidy(event)
        if (
            not event.suppliers
            and not event.recipients
            and event.act == "order"
            and token.lemma_.lower() in (word_class("traded") | word_class("purchases"))
        ):
            named = {}
            for _, one in self.parsed.parties():
                for party in (Party(one.entry.id, Span(one.start, one.end), "state"),):
                    if one.entry.kind in ("state", "leader", "seat", "company", "group"):
                        named.setdefault(party.value, party)
            if len(named) == 2:
                event.suppliers, event.recipients = self._ranked(event, *named.values())
        if not event.recipients and event.act in ("delivery", "seizure", "order"):
            event.recipients = [p for p in self._holder(event) if p.value not in {q.value for q in event.suppliers}]
        if not event.recipients:
            event.recipients = [p for p in self._helped(token) if p.value not in {q.value for q in event.suppliers}]

    def _tidy(self, event: Event) -> None:
        """Leaves out what cannot be: the UN as a seller, a state that arms rebels of its own."""
        event.suppliers = [p for p in event.suppliers if not (p.value == "un" and event.row["act"] == "suspension")]
        own = {composed_name(p.value, "").strip() for p in event.suppliers if p.kind == "state"}
        event.recipients = [
            p for p in event.recipients if not (p.kind == "group" and p.indirect and p.value.split()[0] in own)
        ]

    def _flag(self, vehicles: list[Token]) -> list[Party]:
        """ "Dozens of Antonov 124s (Russian transport planes)": whose the vehicles are that carry the goods."""
        for vehicle in vehicles:
            for token in vehicle.subtree:
                if token.dep_ in ("amod", "compound", "poss", "nmod") and (named := self.parties._named(token)):
                    return [named]
        return []

    def _group_there(self, party: Party) -> Party | None:
        """ "into Gaza": the group there that the passage names, where it names one."""
        if party.kind != "state":
            return None
        last = None
        for one in self.parties.discourse.found:
            if one.entry.kind == "group" and party.value in cells(one.entry.row["country"]):
                last = Party(one.entry.id, Span(one.start, one.end), "group", True)
        return last

    def _ditransitive(self, event: Event, arguments: Named) -> list[Party]:
        """ "sell Turkey F-35 fighters", "sell the Saudis $110bn in arms": a name right behind the verb gets the goods."""
        for token in self.parsed.doc[event.predicate.i + 1 : event.predicate.i + 4]:
            named = self.parties._named(token)
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
        for goods in event.goods:
            for token in maker_tokens(self.parsed, goods):
                entry = self.parsed.entry(token)
                first = self.parsed.heads.get(token.i)
                if (
                    entry is None
                    or first is None
                    or entry.role == "demonym"
                    or len(first.text) < 4
                    or first.text.isupper()
                    or token.dep_ == "poss"
                ):
                    continue
                named = self.parties._named(token)
                if (
                    named
                    and named.value not in {p.value for p in event.suppliers}
                    and first.start - self.parsed.sentence.start > event.predicate.idx
                ):
                    return [named]
        return []

    def _holder(self, event: Event) -> list[Party]:
        """ "the militants have been using rifles supplied by", "Turkey's German-supplied tanks": who has the goods got them."""
        if event.predicate.dep_ not in ("acl", "amod", "relcl") or (event.act == "seizure" and not event.suppliers):
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

    def _helped(self, token: Token) -> list[Party]:
        """ "is supplying helicopters to help Tunisia fight": who is helped is who gets them."""
        for clause in children(token, "advcl", "xcomp", "acl"):
            if clause.lemma_ in ("help", "enable", "assist", "allow", "strengthen", "bolster", "support", "aid"):
                for one in (
                    *children(clause, "dobj"),
                    *(s for c in children(clause, "ccomp", "xcomp") for s in children(c, "nsubj")),
                ):
                    if found := self.parties.of(one):
                        return found
        return []

    def _fill(
        self, names: str, arguments: Named, taken: set[str], goods: set[int], place: bool = False
    ) -> tuple[list[Party], str]:
        for name in cells(names):
            found: list[Party] = []
            for one in arguments.get(name, ()):
                if one.i in goods:
                    continue
                found += [
                    p
                    for p in self.parties.of(one, place and name in ("to", "into", "in", "for", "at"))
                    if p.value not in taken
                ]
                if found and name not in ("mod", "between"):
                    break  # what follows in the list are weaker candidates for the same argument
            if found:
                unique = {p.value: p for p in reversed(found)}
                return list(reversed(unique.values())), name
        return [], ""

    def _makers(self, event: Event) -> list[Party]:
        found = {}
        for goods in event.goods:
            for token in maker_tokens(self.parsed, goods):
                for party in self.parties.of(token):
                    found.setdefault(party.value, party)
        return list(found.values())

    def _by_rank(self, event: Event, supplier_arg: str, recipient_arg: str, arguments: Named) -> None:
        """ "a deal between X and Y", "X's deal with Y": the seller is who makes the type, else who usually sells."""
        loose = ("poss", "mod", "subj", "with", "between", "of")
        if supplier_arg not in (*loose, "") or recipient_arg not in (*loose, ""):
            return
        both = {p.value: p for p in (*event.suppliers, *event.recipients)}
        if len(both) == 1 and supplier_arg and not recipient_arg:
            for name in ("with", "between", "subj", "poss"):
                for one in arguments.get(name, ()):
                    for party in self.parties.of(one):
                        both.setdefault(party.value, party)
        if len(both) != 2:
            return
        first, second = both.values()
        event.suppliers, event.recipients = self._ranked(event, first, second)

    def _ranked(self, event: Event, first: Party, second: Party) -> tuple[list[Party], list[Party]]:
        """Which of two parties to a deal sells: who makes the type, else who usually sells."""
        makers = {code for goods in event.goods for code in _makers_of(goods, self.parsed)} | {
            p.value for p in self._makers(event)
        }
        score = [
            (first.value not in makers, _ranks().get(first.value, 99)),
            (second.value not in makers, _ranks().get(second.value, 99)),
        ]
        if score[0] > score[1]:
            first, second = second, first
        return [first], [second]

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
        taken = {p.value for p in (*event.suppliers, *event.recipients)}
        parties = [p for p in parties if p.value not in taken]
        if not parties:
            return
        if event.row["lemma"] == "embargo" and name == "own":
            return
        if name == "from" and link.token.lemma_ in word_class("asking") and not event.recipients:
            event.recipients = parties
            return
        buys = event.predicate.lemma_ in word_class("purchases") or "poss" in cells(event.row["recipient"])
        if name in ("to", "into", "for", "against", "on") and not event.recipients:
            event.recipients = parties
        elif name == "with" and not (event.suppliers and event.recipients):
            if event.suppliers:
                event.recipients = parties
            elif event.recipients:
                event.suppliers = parties
        elif name == "from" and not event.suppliers:
            event.suppliers = parties
        elif name in ("subj", "own") and not event.suppliers and not event.recipients and len(parties) == 2:
            event.suppliers, event.recipients = self._ranked(event, parties[0], parties[1])
        elif name in ("subj", "own") and buys:
            if not event.recipients:
                event.recipients = parties
        elif (
            name == "subj"
            and event.row["act"] == "production"
            and not event.suppliers
            and found is not None
            and found[0]["act"] == "approval"
        ):
            event.suppliers = parties  # "Russia let China build fighters"
        elif name == "own" and not event.suppliers:
            event.suppliers = parties
        elif (
            name == "subj"
            and not event.suppliers
            and link.relation in ("dobj", "nsubjpass", "prep:to", "prep:for", "prep:on", "prep:of")
            and (
                found is None
                or (found[0]["act"] in ("order", "approval", "suspension", "talks", "") and not found[0]["claimant"])
            )
        ):
            event.suppliers = parties


def _makers_of(goods: Goods, parsed: Parsed) -> set[str]:
    """The states that make the type, by the lexicon: only ever to tell which of two named parties sells."""
    if goods.designation_span is None:
        return set()
    for one in parsed.marks.values():
        if one.start == goods.designation_span.start:
            return set(cells(one.entry.row.get("makers", "")))
    return set()
