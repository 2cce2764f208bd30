"""Finds the transfers that a sentence speaks of: predicates of `lexicon/tables/frames.csv` with their arguments.

"Russia sold Syria missiles"          sell:  supplier subject, recipient indirect object, goods object
"arms deliveries to Syria from Iran"  delivery: supplier "from", recipient "to", goods modifier
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import cast

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, table, word_class
from armstrail.model import Act
from armstrail.reading.arguments import Arguments, Named
from armstrail.reading.discourse import Discourse
from armstrail.reading.event import Event
from armstrail.reading.governing import Link, links, row_for
from armstrail.reading.grants import Grants
from armstrail.reading.item import Goods, Items, distinct
from armstrail.reading.mend import mend
from armstrail.reading.needs import Needs
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties
from armstrail.reading.sides import Sides
from armstrail.reading.stand_in import stand_in
from armstrail.reading.statement import Statement
from armstrail.reading.syntax import (
    behind,
    children,
    conjuncts,
    first_conjunct,
    has_child,
    is_passive,
    is_verb,
    objects,
    particles,
    subjects,
    surface_subjects,
)


@lru_cache(maxsize=1)
def _frames() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in table("frames"):
        key = row["lemma"], row["pos"]
        found[key] = (*found.get(key, ()), row)
    return found


@lru_cache(maxsize=1)
def _infinitives() -> dict[str, str]:
    """Irregular forms and their verbs, for those that the parser's lemmas get wrong: "resold", "wound up"."""
    return {past: row["form"] for row in table("irregular") for past in cells(row["past"])}


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The first words of all predicates."""
    return frozenset(lemma.split()[0] for lemma, _ in _frames())


def frame_rows(token: Token) -> tuple[Row, ...]:
    """The frames that a word may evoke, two-word verbs ("hand over", "fall into") before one-word ones."""
    lemma = token.lemma_.lower()
    if lemma not in _openers() and token.lower_ not in _infinitives():
        return ()
    if is_verb(token) or (token.tag_ in ("VBN", "VBD", "VBG") and token.dep_ != "compound"):
        lemma = _infinitives().get(token.lower_, lemma)
        seconds = (
            *particles(token),
            *(obj.lemma_ for obj in children(token, "dobj")),
            *(prep.lower_ for prep in children(token, "prep") if prep.i == token.i + 1),
        )
        for second in seconds:
            if rows := _frames().get((f"{lemma} {second}", "verb")):
                return rows
        if lemma in word_class("light-verb") and set(particles(token)) - {"in", "over", "back", "through"}:
            return ()  # "brought down the jet", "took off"
        return _frames().get((lemma, "verb"), ())
    if token.pos_ in ("NOUN", "PROPN"):
        return _frames().get((lemma, "noun"), ())
    return ()


class Frames:
    """Reads the events of one sentence."""

    def __init__(self, parsed: Parsed, discourse: Discourse) -> None:
        mend(parsed.tokens)
        self.parsed = parsed
        self.parties = Parties(parsed, discourse)
        self.items = Items(parsed)
        self.choices = {token.i: rows for token in parsed.tokens if (rows := frame_rows(token))}
        self.rows = {i: rows[0] for i, rows in self.choices.items()}
        self.arguments = Arguments(parsed, self.items, self.rows)
        self.sides = Sides(parsed, self.parties, self.rows)
        self.grants = Grants(self.parties)
        self.statement = Statement(self.parties, self.rows)
        self.needs = Needs(parsed)

    def events(self) -> list[Event]:
        """The events in the order of the sentence, those that hold too little left out."""
        found = []
        for index, row in self.rows.items():
            token = self.parsed.tokens[index]
            if self._is_part_of_another(token, row):
                continue
            choices = sorted(self.choices[index], key=lambda one: one["act"] not in ("production", "seizure"))
            found += self._first(token, choices)
        kept = _without_shadows(found)
        return [leg for event in kept for leg in (*self._first_leg(event), event)]

    def _first(self, token: Token, choices: list[Row]) -> list[Event]:
        """The event by the first frame of a predicate that holds and has a side, else by the first that holds."""
        bare: list[Event] = []
        for choice in choices:
            event = self._event(token, choice)
            if event is not None and not event.is_bare:
                return [event]
            bare += [event] if event is not None else []
        return bare[:1]

    def _first_leg(self, event: Event) -> list[Event]:
        """ "American missiles that Saudi Arabia passed on": Saudi Arabia had got them from America."""
        if not is_verb(event.predicate) or not event.suppliers or event.predicate.lemma_ not in word_class("onward"):
            return []
        makers = self.sides.deals.makers(event)
        if not makers or {party.value for party in makers} & event.sides():
            return []
        leg = replace(
            event, act="delivery", modality="reported", modality_words=[], suppliers=makers, via=[], origins=[]
        )
        return [replace(leg, recipients=list(event.suppliers), needs=frozenset(), vehicles=[], trend=None)]

    def _is_part_of_another(self, token: Token, row: Row) -> bool:
        """A predicate that only lends its arguments to another one: "deliver a SHIPMENT", "STOP deliveries"."""
        mark = self.parsed.entry(token)
        if token.lower_ == "order" and token.i and token.nbor(-1).lower_ == "in":
            return True
        if mark is not None and row["item"] != "self" and mark.kind not in ("goods",) and not is_verb(token):
            return True
        if token.lemma_ in word_class("carrying") | word_class("laden") and self._is_of_seizure(token):
            return True
        if token.lemma_ in word_class("bound") and token.dep_ in ("acl", "amod", "relcl", "advcl"):
            return True  # "shipped rockets DESTINED for Hamas": whom another predicate's goods go to
        if is_verb(token):
            for obj in [
                *objects(token),
                *children(token, "nsubj"),
                *(p for c in children(token, "prep") for p in children(c, "pobj")),
            ]:
                inner = self.rows.get(obj.i)
                if inner is not None and inner["pos"] == "noun" and self._governs(token, obj, inner["act"]):
                    return True
            return any(
                child.dep_ in ("xcomp", "ccomp")
                and child.i in self.rows
                and self._governs(token, child, self.rows[child.i]["act"])
                for child in token.children
            )
        head = first_conjunct(token).head
        if token.dep_ in ("dobj", "nsubjpass", "pobj") or token.dep_ == "conj":
            if token.dep_ == "pobj" or first_conjunct(token).dep_ == "pobj":
                head = head.head
            if (
                is_verb(head)
                and head.i in self.rows
                and not self._governs(head, token, row["act"])
                and self.rows[head.i]["act"] == row["act"]
            ):
                return self.items.of(token) != []
        if token.dep_ == "compound" and token.head.i in self.rows:
            return True
        if row["act"] == "order" and token.dep_ in ("appos", "dobj") and self._sums_up(token):
            return True
        asks = row["act"] == "talks" and token.lemma_.lower() in ("appeal", "plea", "call")
        if (row["act"] == "order" or asks) and self._is_over(token):
            return True
        return row["act"] in ("order", "talks") and self._has_clause(token)

    def _is_of_seizure(self, verb: Token) -> bool:
        """ "intercepted a dhow CARRYING rifles": how the goods travelled that were seized."""
        above = [verb.head, verb.head.head]
        if verb.dep_ not in ("acl", "relcl", "advcl"):
            return False
        return any(
            is_verb(one)
            and any(row["act"] == "seizure" for row in self.choices.get(one.i, ()))
            and verb in self._clauses(one)
            for one in above
        )

    def _sums_up(self, noun: Token) -> bool:
        """ "signed an agreement for …, the largest deal in its history": a second name for what was told."""
        first = noun.head if noun.dep_ == "appos" else next(iter(children(noun.head, "dobj")), noun)
        largest = any(child.tag_ == "JJS" for child in noun.children)
        return first.i < noun.i and first.i in self.rows and largest

    def _is_over(self, noun: Token) -> bool:
        """ "a contract for the delivery of tanks": the contract governs, the delivery is the event."""
        inner = [
            token
            for prep in children(noun, "prep")
            if prep.lower_ in ("for", "of", "on", "to")
            for token in children(prep, "pobj", "pcomp")
        ]
        acts = ("delivery", "order", "support", "production")
        return any(token.i in self.rows and self.rows[token.i]["act"] in acts for token in inner)

    def _has_clause(self, noun: Token) -> bool:
        """ "a deal to sell": the clause is the event."""
        clauses = [c for c in children(noun, "acl", "relcl") if c.i in self.rows and c.tag_ == "VB"]
        if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head):
            clauses += [
                c for c in children(noun.head, "advcl", "xcomp") if c.i in self.rows and c.tag_ == "VB" and c.i > noun.i
            ]
        return bool(clauses)

    def _governs(self, verb: Token, inner: Token, act: str) -> bool:
        relation = inner.dep_ if inner.dep_ != "conj" else first_conjunct(inner).dep_
        if relation == "pobj":
            relation = f"prep:{first_conjunct(inner).head.lower_}"
        found = row_for(Link(verb, relation, False), act)
        return found is not None and bool(
            found[0]["act"] or found[0]["modality"] or found[0]["trend"] or found[0]["claimant"]
        )

    def _event(self, token: Token, row: Row) -> Event | None:
        arguments = self._arguments(token)
        event = Event(token, row, self.parsed, cast("Act", row["act"]), act_words=[token])
        event.goods = self._goods(token, row, arguments)
        event.stands_for = None if event.goods else self._stand_in(token, row, arguments)
        event.links = links(token)
        self.sides.fill(event, arguments)
        self.grants.fill(event, arguments)
        self.statement.govern(event)
        if event.act == "suspension":
            event.suppliers = [party for party in event.suppliers if party.value != "un"]  # it forbids, others halt
        if event.dropped or not self.needs.met(event):
            return None
        return event

    def _arguments(self, token: Token) -> Named:
        """A predicate's arguments, the agent by the last of several passives among them: "armed and trained BY"."""
        found = self.arguments.of(token)
        if is_verb(token) and is_passive(token) and not found.get("by") and not found.get("subj"):
            for other in conjuncts(token)[1:]:
                if is_passive(other) and (agents := subjects(other)) and not has_child(other, "nsubjpass"):
                    return {**found, "by": agents, "subj": agents}
        if not is_verb(token) and (whole := _one_of(token)) is not None:
            if whole.dep_ == "attr":
                return {**found, "subj": surface_subjects(whole.head)}
            return {**found, "appos": [whole.head]} if whole.dep_ == "appos" else found
        if is_verb(token) and any(row["act"] == "seizure" for row in self.choices[token.i]):
            return self._with_their_way(token, found)
        return found

    def _with_their_way(self, verb: Token, found: Named) -> Named:
        """A seizure's arguments, with where the goods came from and went: "seized a dhow CARRYING rifles to Yemen"."""
        for clause in self._clauses(verb):
            told = self.arguments.of(clause) if clause.i in self.rows else {}
            ways = {name: tokens for name, tokens in told.items() if name in ("from", "to", "into", "for")}
            found = {**ways, **found}
            carried = told.get("obj", []) if clause.lemma_ in word_class("carrying") else behind(clause, "with")
            if any(self.items.of(one) for one in carried):
                found = {**found, "obj": carried}  # not the ship that carried them
        return found

    def _clauses(self, verb: Token) -> list[Token]:
        """The clauses that tell how goods travelled that a verb says were seized."""
        nouns = [verb, *objects(verb)]
        nouns += [one for noun in objects(verb) for one in behind(noun, "of")]
        clauses = [clause for noun in nouns for clause in children(noun, "acl", "relcl", "advcl")]
        deliveries = [one for one in clauses if one.i in self.rows and self.rows[one.i]["act"] == "delivery"]
        return [*deliveries, *(one for one in clauses if one.lemma_ in word_class("laden") and one not in deliveries)]

    def _goods(self, token: Token, row: Row, arguments: Named) -> list[Goods]:
        """The goods of a predicate by its frame's argument names, else by what is said beside it."""
        if row["item"] == "self":
            return self.items.of(token)
        for name in cells(row["item"]):
            if (name == "obj" and not is_verb(token)) or (name in ("of", "in") and self._acts_on_other(token)):
                continue
            found = distinct(
                [goods for one in arguments.get(name.split("-")[0], []) for goods in self._named(name, one)]
            )
            if found:
                return [*found, *self._examples(token, found)]
        return [] if is_verb(token) else self._beside(token, arguments)

    def _stand_in(self, token: Token, row: Row, arguments: Named) -> Token | None:
        """ "TEN were delivered": the word that stands in a verb's argument for goods named before."""
        names = [name for name in cells(row["item"]) if name in ("obj", "subj")] if is_verb(token) else []
        words = (one for name in names for one in arguments.get(name, ()))
        return stand_in((one for one in words if self.parsed.mark(one) is None), token)

    def _acts_on_other(self, verb: Token) -> bool:
        """ "sent Congress NOTICE of an arms sale": no arms were sent; but "sent a load of arms"."""
        return any(one.lemma_.lower() in word_class("message") for one in objects(verb)) if is_verb(verb) else False

    def _named(self, name: str, one: Token) -> list[Goods]:
        """The goods that one argument stands for."""
        if name != "mod":
            found = self.items.of(one)
            if not found and name == "obj" and one.dep_ == "pobj" and self.parsed.is_goods(one.head.head):
                return self.items.of(one.head.head)  # "drones in their arsenal, which were supplied"
            return found
        if not self.parsed.is_goods(one) or one != self._goods_head(one):
            return []
        return self.items.of(one) if one.dep_ != "amod" else self.items.alone(one)

    def _beside(self, noun: Token, arguments: Named) -> list[Goods]:
        """ "supplies to Assad's forces, including UAVs", "72 aircraft whose sale was held up"."""
        for one in arguments.get("including", ()):
            if found := self.items.of(one):
                return found
        if noun.head.lower_ == "on" and noun.lower_ in word_class("on-terms"):  # "two submarines on loan"
            stands = noun.head.head
            for one in [*objects(stands), *surface_subjects(stands)] if is_verb(stands) else [stands]:
                if found := self.items.of(one):
                    return found
        if is_verb(noun.head) and noun.head.lemma_ in word_class("granting"):  # "awarded a contract to France for"
            for one in behind(noun.head, "for"):
                if found := self.items.of(one):
                    return found
        for one in children(noun, "poss"):
            clause = first_conjunct(noun.head) if one.lower_ == "whose" else None
            if found := self.items.of(clause.head if clause is not None and clause.dep_ == "relcl" else one):
                return found
        return []

    def _examples(self, token: Token, found: list[Goods]) -> list[Goods]:
        """ "supplies of military gear to Syria, including drones": kinds that the parser hung on the predicate."""
        known = {goods.head for goods in found}
        if any(goods.category != "unspecified" for goods in found):
            return []
        behind_them = [word for word in self.parsed.doc[max(known) :] if word.dep_ == "prep"]
        return self._comprised(token, known) or [
            g
            for prep in behind_them
            if prep.lower_ in ("including", "like") and (prep.lower_ == "including" or prep.head == token)
            for p in children(prep, "pobj")
            for g in self.items.of(p)
            if g.head not in known
        ]

    def _comprised(self, noun: Token, known: set[int]) -> list[Goods]:
        """ "an arms sale to Chad, INVOLVING 12 helicopters", "that would include": the kinds that it is made up of."""
        clauses = [] if is_verb(noun) else children(noun, "acl", "relcl")
        told = [one for clause in clauses if clause.lemma_ in word_class("comprising") for one in objects(clause)]
        return [goods for one in told if one != noun for goods in self.items.of(one) if goods.head not in known]

    def _goods_head(self, token: Token) -> Token:
        """The last word of a goods name that runs over several modifiers."""
        mark = self.parsed.marks.get(token.i)
        same = [i for i, one in self.parsed.marks.items() if one is mark]
        return self.parsed.doc[max(same)] if same else token


def _one_of(noun: Token) -> Token | None:
    """ "Russia is ONE of Syria's biggest suppliers": the word that stands in the clause for such a noun."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    whole = noun.head.head
    return whole if whole.lower_ == "one" else None


def _without_shadows(events: list[Event]) -> list[Event]:
    """Of two events over the same goods where one hangs on the other, the fuller one."""
    kept: list[Event] = []
    for event in events:
        rival = next(
            (
                other
                for other in kept
                if _same_goods(event, other) and event.act == other.act and _related(event, other)
            ),
            None,
        )
        if rival is None:
            kept.append(event)
            continue
        if _fullness(event) > _fullness(rival):
            kept[kept.index(rival)] = _joined(event, rival)
        else:
            kept[kept.index(rival)] = _joined(rival, event)
    return kept


def _same_goods(left: Event, right: Event) -> bool:
    return bool({g.head for g in left.goods} & {g.head for g in right.goods})


def _related(left: Event, right: Event) -> bool:
    return left.predicate in right.predicate.subtree or right.predicate in left.predicate.subtree


def _fullness(event: Event) -> tuple[int, int]:
    return (bool(event.suppliers) + bool(event.recipients), len(event.goods))


def _joined(full: Event, other: Event) -> Event:
    """The fuller event with the side that only the other one has, where the two do not disagree."""
    taken = {p.value for p in (*full.suppliers, *full.recipients)}
    return replace(
        full,
        suppliers=full.suppliers or [p for p in other.suppliers if p.value not in taken],
        recipients=full.recipients or [p for p in other.recipients if p.value not in taken],
    )
