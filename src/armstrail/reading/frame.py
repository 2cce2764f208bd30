"""Finds the transfers that a sentence speaks of: predicates of `lexicon/tables/frames.csv` with their arguments.

    "Russia sold Syria missiles"          sell:  supplier subject, recipient indirect object, goods object
    "arms deliveries to Syria from Iran"  delivery: supplier "from", recipient "to", goods modifier
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, table
from armstrail.model import Span
from armstrail.reading.governing import Cue, Link, cues, links, participle_row, row_for
from armstrail.reading.item import Goods, Items, maker_tokens
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Discourse, Parties, Party, composed_name
from armstrail.reading.syntax import (
    CLAUSES,
    children,
    conjuncts,
    controller,
    first_conjunct,
    has_child,
    is_passive,
    is_verb,
    objects,
    owners,
    particles,
    subjects,
    surface_subjects,
)

_LIGHT = frozenset("make begin start continue resume carry provide give have take receive get sign conclude reach strike win place do be undertake complete finalize seal announce go".split())
_BOUND = frozenset("bind destine head intend mean bound destined".split())
_SYMMETRIC = frozenset("deal contract agreement accord pact trade talk negotiation discussion".split())
_CARRYING = frozenset("bring carry fly ferry transport airlift haul ship deliver land".split())
_TAKING = frozenset("capture loot steal plunder grab".split())
_VOWING = frozenset("pledge promise offer request pitch plead appeal beg".split())
_ASKING = frozenset("request appeal demand plea call ask approach".split())
_KNOWING = frozenset("confirm know verify say comment discuss elaborate tell".split())
_HOLDING = frozenset("make comprise consist include use have possess hold wield fire deploy carry operate fly own display parade get receive employ brandish drive".split())
_LOGISTICS = frozenset("logistical logistic logistics intelligence technical maintenance training advisory refuelling refueling".split())
_TRADED = frozenset("sale deal contract package agreement embargo ban".split())
_LICENSED = frozenset("licensed license licence licenses licences joint jointly licenced co technology".split())
_PURCHASES = frozenset("purchase acquisition procurement buy acquire procure".split())


@dataclass(slots=True)
class Event:
    """A transfer as one predicate states it, its act and modality as the words around make them."""

    predicate: Token
    row: Row
    parsed: Parsed
    act: str
    modality: str = "reported"
    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    via: list[Party] = field(default_factory=list)
    origins: list[Party] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)
    act_words: list[Token] = field(default_factory=list)
    modality_words: list[Token] = field(default_factory=list)
    trend: str | None = None
    trend_words: list[Token] = field(default_factory=list)
    claimant: list[Token] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    vehicles: list[Token] = field(default_factory=list)
    dropped: bool = False
    definite: bool = False
    needs: frozenset[str] = frozenset()  # sides that the rest of the passage must supply, if the sentence does not


@lru_cache(maxsize=1)
def _frames() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for row in table("frames"):
        key = row["lemma"], row["pos"]
        found[key] = (*found.get(key, ()), row)
    return found


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {row["code"]: int(row["rank"]) for row in table("exporters")}


def frame_rows(token: Token) -> tuple[Row, ...]:
    """The frames that a word may evoke, two-word verbs before one-word ones."""
    lemma = token.lemma_.lower()
    if is_verb(token) or (token.tag_ in ("VBN", "VBD", "VBG") and token.dep_ != "compound"):
        for particle in particles(token):
            if rows := _frames().get((f"{lemma} {particle}", "verb")):
                return rows
        for obj in children(token, "dobj"):
            if rows := _frames().get((f"{lemma} {obj.lemma_}", "verb")):
                return rows
        return _frames().get((lemma, "verb"), ())
    if token.pos_ in ("NOUN", "PROPN"):
        return _frames().get((lemma, "noun"), ())
    return ()


class Frames:
    """Reads the events of one sentence."""

    def __init__(self, parsed: Parsed, discourse: Discourse) -> None:
        self.parsed = parsed
        self.parties = Parties(parsed, discourse)
        self.items = Items(parsed)
        self.choices = {token.i: rows for token in parsed.doc if (rows := frame_rows(token))}
        self.rows = {i: rows[0] for i, rows in self.choices.items()}

    def events(self) -> list[Event]:
        """The events in the order of the sentence, those that hold too little left out."""
        found = []
        for index, row in self.rows.items():
            token = self.parsed.doc[index]
            if self._is_part_of_another(token, row):
                continue
            for choice in self.choices[index]:
                event = self._event(token, choice)
                if event is not None:
                    found.append(event)
                    break
        return _without_shadows(found)

    # --- which predicates count -----------------------------------------------------------------------------------

    def _is_part_of_another(self, token: Token, row: Row) -> bool:
        """A predicate that only lends its arguments to another one: "deliver a SHIPMENT", "STOP deliveries"."""
        mark = self.parsed.entry(token)
        if token.lower_ == "order" and token.i and token.nbor(-1).lower_ == "in":
            return True
        if mark is not None and row["item"] != "self" and mark.kind not in ("goods",) and not is_verb(token):
            return True
        if is_verb(token):
            for obj in [*objects(token), *(p for c in children(token, "prep") for p in children(c, "pobj"))]:
                inner = self.rows.get(obj.i)
                if inner is not None and inner["pos"] == "noun" and self._governs(token, obj, inner["act"]):
                    return True
            return any(child.dep_ in ("xcomp", "ccomp") and child.i in self.rows and self._governs(token, child, self.rows[child.i]["act"]) for child in token.children)
        head = first_conjunct(token).head
        if token.dep_ in ("dobj", "nsubjpass", "pobj") or token.dep_ == "conj":
            if token.dep_ == "pobj" or first_conjunct(token).dep_ == "pobj":
                head = head.head
            if is_verb(head) and head.i in self.rows and not self._governs(head, token, row["act"]) and self.rows[head.i]["act"] == row["act"]:
                return self.items.of(token) != []
        if token.dep_ == "compound" and token.head.i in self.rows:
            return True
        # "a contract for the delivery of tanks": the contract governs, the delivery is the event
        return row["act"] == "order" and any(
            inner.i in self.rows and inner.i != token.i and self.rows[inner.i]["act"] in ("delivery", "order", "support", "production")
            for prep in children(token, "prep") if prep.lower_ in ("for", "of", "on", "to") for inner in (*children(prep, "pobj"), *children(prep, "pcomp"))
        ) or (row["act"] in ("order", "talks") and self._has_clause(token))  # fmt: skip

    def _has_clause(self, noun: Token) -> bool:
        """ "a deal to sell": the clause is the event."""
        clauses = [c for c in children(noun, "acl", "relcl") if c.i in self.rows and c.tag_ == "VB"]
        if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head):
            clauses += [c for c in children(noun.head, "advcl", "xcomp") if c.i in self.rows and c.tag_ == "VB" and c.i > noun.i]
        return bool(clauses)

    def _governs(self, verb: Token, inner: Token, act: str) -> bool:
        relation = inner.dep_ if inner.dep_ != "conj" else first_conjunct(inner).dep_
        if relation == "pobj":
            relation = f"prep:{first_conjunct(inner).head.lower_}"
        found = row_for(Link(verb, relation, False), act)
        return found is not None and bool(found[0]["act"] or found[0]["modality"] or found[0]["trend"] or found[0]["claimant"])

    # --- one event ------------------------------------------------------------------------------------------------

    def _event(self, token: Token, row: Row) -> Event | None:
        arguments = self._arguments(token)
        event = Event(token, row, self.parsed, row["act"], act_words=[token])
        event.goods = self._goods(token, row, arguments)
        event.links = links(token)
        self._sides(event, arguments)
        self._govern(event)
        if event.dropped or not self._enough(event):
            return None
        return event

    def _arguments(self, token: Token) -> dict[str, list[Token]]:
        """A predicate's arguments by name: subj, obj, iobj, poss, mod, appos and each preposition."""
        found: dict[str, list[Token]] = {}

        def put(name: str, tokens: list[Token]) -> None:
            known = found.setdefault(name, [])
            known += [t for t in tokens if t not in known]

        if is_verb(token) or token.tag_ == "VBN":
            put("subj", subjects(token))
            put("obj", objects(token))
            for dative in children(token, "dative"):
                put("iobj", children(dative, "pobj") or [dative])
            for obj in found["obj"]:
                put("poss", children(obj, "poss"))
        else:
            put("poss", children(token, "poss"))
            put("mod", list(self._modifiers(token)))
            head = token.head
            if token.dep_ in ("attr", "dobj", "nsubjpass", "oprd") and is_verb(head):
                if head.lemma_ in _LIGHT or token.dep_ == "attr":
                    put("subj", surface_subjects(head) if token.dep_ != "nsubjpass" else subjects(head))
            if token.dep_ == "pobj" and token.head.lower_ == "as" and is_verb(token.head.head):
                put("subj", surface_subjects(token.head.head))
            if token.dep_ == "appos":
                put("appos", [token.head])
            put("appos", children(token, "appos"))
            if token.dep_ == "compound" or token.dep_ == "nmod":
                put("appos", [token.head])
        if is_verb(token) and not found["obj"] and "obj" in cells(self.rows[token.i]["item"] if token.i in self.rows else ""):
            self._reduced(token, found)
        for prep in self._prepositions(token):
            put(prep.lower_ if prep.lower_ != "agent" else "by", [p for p in (*children(prep, "pobj"), *children(prep, "pcomp"))])
        for name, tokens in self._bound(token):
            put(name, tokens)
        return found

    def _reduced(self, token: Token, found: dict[str, list[Token]]) -> None:
        """ "Rifles smuggled from Albania turned up": goods never act, whatever the parser makes of "smuggled"."""
        if token.tag_ in ("VBN", "VBD") and any(self.items.of(one) for one in found["subj"]):
            found["obj"] = found["subj"]
            found["subj"] = [p for by in children(token, "prep", "agent") if by.lower_ == "by" for p in children(by, "pobj")]

    def _modifiers(self, noun: Token) -> Iterator[Token]:
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "npadvmod", "nummod"):
                for one in conjuncts(child):
                    yield one
                    yield from self._modifiers(one)
            elif child.dep_ == "poss":
                yield from (one for one in self._modifiers(child) if self.parsed.is_goods(one))

    def _prepositions(self, token: Token) -> Iterator[Token]:
        """Prepositions below a predicate, those that the parser hung on its goods or parties too; light verbs' as well."""
        stop = frozenset(self.rows) - {token.i}
        inherited = [obj.i for obj in (*children(token, "dobj", "nsubjpass"), *(p for c in children(token, "prep") for p in children(c, "pobj"))) if obj.i in self.rows and self.rows[obj.i]["act"] == self.rows[token.i]["act"]]
        stop = stop - frozenset(inherited)
        yield from self._descend(token, stop)
        for obj in objects(token) if is_verb(token) else ():
            if obj.i < token.i or obj.head != token:
                yield from self._descend(obj, stop | {token.i})
        if not is_verb(token):
            head = token.head
            if token.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") and is_verb(head) and head.i not in self.rows:
                yield from (c for c in head.children if c.dep_ in ("prep", "agent", "dative") and c.pos_ != "NOUN")
        else:
            base = first_conjunct(token)
            if base != token and is_verb(base) and not has_child(token, "prep", "dative"):
                yield from (c for c in base.children if c.dep_ in ("prep", "dative") and c.i > token.i)

    def _descend(self, token: Token, stop: frozenset[int]) -> Iterator[Token]:
        for child in token.children:
            if child.i in stop:
                continue
            if child.dep_ in CLAUSES:
                continue
            if child.dep_ == "conj" and is_verb(child):
                continue
            if child.dep_ in ("prep", "agent", "dative") and children(child, "pobj", "pcomp"):
                yield child
                yield from (c for c in children(child, "prep") if children(c, "pobj"))  # "from Paraguay to Brazil"
                for pobj in children(child, "pobj"):
                    if pobj.i not in stop:
                        yield from self._descend(pobj, stop)
            elif child.dep_ in ("dobj", "nsubjpass", "prep", "conj", "appos", "attr", "oprd", "nsubj", "dative", "compound", "advmod", "amod") or (child.dep_ == "nsubj" and not is_verb(token)):
                yield from self._descend(child, stop)

    def _bound(self, token: Token) -> Iterator[tuple[str, list[Token]]]:
        """ "rockets bound for Gaza", "missiles destined for Iran"."""
        nouns = [*objects(token)] if is_verb(token) else [token]
        nouns += [p for prep in self._descend(token, frozenset()) for p in children(prep, "pobj")]
        for noun in nouns:
            for clause in (*children(noun, "acl", "amod", "relcl"), *(c for c in children(token, "advcl", "xcomp", "acl"))):
                for verb in (clause, *children(clause, "acomp", "xcomp")):
                    if verb.lemma_.lower() in _BOUND or verb.lower_ in _BOUND:
                        for prep in children(verb, "prep"):
                            if prep.lower_ in ("for", "to", "into", "towards"):
                                yield "for", children(prep, "pobj")

    # --- goods ----------------------------------------------------------------------------------------------------

    def _goods(self, token: Token, row: Row, arguments: dict[str, list[Token]]) -> list[Goods]:
        if row["item"] == "self":
            return self.items.of(token)
        for name in cells(row["item"]):
            tokens = arguments.get(name.split("-")[0], [])
            if name == "obj" and not is_verb(token):
                continue
            found: list[Goods] = []
            for one in tokens:
                if name == "mod":
                    if self.parsed.is_goods(one) and one == self._goods_head(one):
                        found += self.items.of(one) if one.dep_ != "amod" else [g for g in [self.items._goods(one)] if g]
                else:
                    found += self.items.of(one)
                    if not found and name == "obj" and one.dep_ == "pobj" and self.parsed.is_goods(one.head.head):
                        found += self.items.of(one.head.head)  # "drones in their arsenal, which were supplied"
            if found:
                return [*found, *self._examples(token, found)]
        if not is_verb(token):
            for one in arguments.get("including", ()):
                if found := self.items.of(one):
                    return found  # "supplies to Assad's forces, including UAVs"
            for one in children(token, "poss"):
                clause = first_conjunct(token.head) if one.lower_ == "whose" else None
                found = self.items.of(clause.head if clause is not None and clause.dep_ == "relcl" else one)
                if found:
                    return found
        return []

    def _examples(self, token: Token, found: list[Goods]) -> list[Goods]:
        """ "supplies of military gear to Syria, including drones": kinds that the parser hung on the predicate."""
        known = {goods.head for goods in found}
        if any(goods.category != "unspecified" for goods in found):
            return []
        return [g for prep in children(token, "prep") if prep.lower_ in ("including", "like") for p in children(prep, "pobj") for g in self.items.of(p) if g.head not in known]

    def _goods_head(self, token: Token) -> Token:
        """The last word of a goods name that runs over several modifiers."""
        mark = self.parsed.marks.get(token.i)
        same = [i for i, one in self.parsed.marks.items() if one is mark]
        return self.parsed.doc[max(same)] if same else token

    # --- sides ----------------------------------------------------------------------------------------------------

    def _sides(self, event: Event, arguments: dict[str, list[Token]]) -> None:
        row, token = event.row, event.predicate
        goods_tokens = {g.head for g in event.goods}
        event.suppliers, supplier_arg = self._fill(row["supplier"], arguments, set(), goods_tokens)
        event.recipients, recipient_arg = self._fill(row["recipient"], arguments, {p.value for p in event.suppliers}, goods_tokens, place=True)
        event.via, _ = self._fill(row["via"], arguments, {p.value for p in (*event.suppliers, *event.recipients)}, goods_tokens)
        if token.lemma_ in _CARRYING:
            event.vehicles = [t for t in arguments.get("subj", ()) if t.i not in goods_tokens]
            if not event.suppliers:
                event.suppliers = self._flag(event.vehicles)
        if token.lemma_.lower() in _SYMMETRIC:
            self._by_rank(event, supplier_arg, recipient_arg, arguments)
        if supplier_arg == "subj" and "from" in arguments and event.act in ("delivery", "order") and "from" in cells(row["supplier"]):
            taken = {p.value for p in (*event.suppliers, *event.recipients)}
            event.origins = [p for t in arguments["from"] for p in self.parties.of(t, place=True) if p.value not in taken and p.kind == "state"]
        if event.act == "seizure" and is_verb(token):
            takes = event.suppliers or token.lemma_ in _TAKING
            takers = [] if not takes else [p for t in arguments.get("subj", ()) for p in self.parties.of(t) if p.kind == "group"]
            if takers and event.suppliers != takers:
                event.recipients = takers
        if not event.recipients and is_verb(token) and "iobj" in cells(row["recipient"]):
            event.recipients = self._ditransitive(event, arguments)
        if row["act"] == "suspension":
            event.suppliers = [p for p in event.suppliers if p.value != "un"]  # who imposes is the source, not a supplier
        if recipient_arg == "into":
            event.recipients = [self._group_there(p) or p for p in event.recipients]
        unknown_giver = is_verb(token) and "subj" in cells(row["supplier"]) and any(t.i not in goods_tokens for t in arguments.get("subj", ()))
        if not event.suppliers and event.act != "seizure" and not unknown_giver:
            event.suppliers = [p for p in self._makers(event) if p.value not in {r.value for r in event.recipients}]
        if token.lemma_.lower() in _TRADED and len(event.suppliers) == 1 and not event.recipients and supplier_arg in ("mod", "poss", "with"):
            # "the Saudi arms sales", "the Taiwan deal": named after who buys, where that state hardly sells.
            if _ranks().get(event.suppliers[0].value, 99) > (10 if row["act"] == "suspension" else 24) and event.suppliers[0].kind == "state" and not self._makers(event) == event.suppliers:
                event.recipients, event.suppliers = event.suppliers, []
        self._tidy(event)
        if not event.suppliers or not event.recipients:
            self._from_governors(event)
            self._tidy(event)
        if not event.suppliers and not event.recipients and event.act == "order" and token.lemma_.lower() in (_TRADED | _PURCHASES):
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
        event.recipients = [p for p in event.recipients if not (p.kind == "group" and p.indirect and p.value.split()[0] in own)]

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

    def _ditransitive(self, event: Event, arguments: dict[str, list[Token]]) -> list[Party]:
        """ "sell Turkey F-35 fighters", "sell the Saudis $110bn in arms": a name right behind the verb gets the goods."""
        for token in self.parsed.doc[event.predicate.i + 1 : event.predicate.i + 4]:
            named = self.parties._named(token)
            if named and event.goods and token.tag_ in ("NNS", "NNPS") and token.i < event.goods[0].head and named.value not in {p.value for p in event.suppliers}:
                return [named]
            if token.dep_ not in ("det", "compound", "amod") and named is None:
                break
        for goods in event.goods:
            for token in maker_tokens(self.parsed, goods):
                entry = self.parsed.entry(token)
                first = self.parsed.heads.get(token.i)
                if entry is None or first is None or entry.role == "demonym" or len(first.text) < 4 or first.text.isupper() or token.dep_ == "poss":
                    continue
                named = self.parties._named(token)
                if named and named.value not in {p.value for p in event.suppliers} and first.start - self.parsed.sentence.start > event.predicate.idx:
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
            if verb.lemma_ in _HOLDING:
                for subject in surface_subjects(verb) if not is_passive(verb) else subjects(verb):
                    if found := self.parties.of(subject, place=True):
                        return found
        return []

    def _helped(self, token: Token) -> list[Party]:
        """ "is supplying helicopters to help Tunisia fight": who is helped is who gets them."""
        for clause in children(token, "advcl", "xcomp", "acl"):
            if clause.lemma_ in ("help", "enable", "assist", "allow", "strengthen", "bolster", "support", "aid"):
                for one in (*children(clause, "dobj"), *(s for c in children(clause, "ccomp", "xcomp") for s in children(c, "nsubj"))):
                    if found := self.parties.of(one):
                        return found
        return []

    def _fill(self, names: str, arguments: dict[str, list[Token]], taken: set[str], goods: set[int], place: bool = False) -> tuple[list[Party], str]:
        for name in cells(names):
            found: list[Party] = []
            for one in arguments.get(name, ()):
                if one.i in goods:
                    continue
                found += [p for p in self.parties.of(one, place and name in ("to", "into", "in", "for", "at")) if p.value not in taken]
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

    def _by_rank(self, event: Event, supplier_arg: str, recipient_arg: str, arguments: dict[str, list[Token]]) -> None:
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
        makers = {code for goods in event.goods for code in _makers_of(goods, self.parsed)} | {p.value for p in self._makers(event)}
        score = [(first.value not in makers, _ranks().get(first.value, 99)), (second.value not in makers, _ranks().get(second.value, 99))]
        if score[0] > score[1]:
            first, second = second, first
        return [first], [second]

    def _from_governors(self, event: Event) -> None:
        """A side that the predicate lacks, from the words that govern it: "signed a contract WITH SYRIA to deliver"."""
        for link in event.links:
            if link.scene or (event.suppliers and event.recipients):
                return
            found = row_for(link, event.act)
            if found is None and link.token.i not in self.rows and link.token.lemma_ not in _LIGHT:
                continue
            for name, tokens in self._offers(link, event):
                for one in tokens:
                    if one != event.predicate and not one.is_ancestor(event.predicate):
                        self._take(event, name, self.parties.of(one, place=name in ("to", "into")), link, found)

    def _offers(self, link: Link, event: Event) -> list[tuple[str, list[Token]]]:
        """What a governing word may lend, by name: its prepositions first, then whose it is."""
        token = link.token
        found = [(c.lower_, children(c, "pobj")) for c in children(token, "prep", "dative") if not c.is_ancestor(event.predicate)]
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
        if name == "from" and link.token.lemma_ in _ASKING and not event.recipients:
            event.recipients = parties
            return
        buys = event.predicate.lemma_ in _PURCHASES or "poss" in cells(event.row["recipient"])
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
        elif name == "own" and not event.suppliers:
            event.suppliers = parties
        elif name == "subj" and not event.suppliers and link.relation in ("dobj", "nsubjpass", "prep:to", "prep:for", "prep:on", "prep:of") and (found is None or (found[0]["act"] in ("order", "approval", "suspension", "talks", "") and not found[0]["claimant"])):
            event.suppliers = parties

    # --- act and modality -----------------------------------------------------------------------------------------

    def _govern(self, event: Event) -> None:
        token = event.predicate
        if is_verb(token) and token.lemma_ in _VOWING:
            event.claimant = subjects(token)
        if token.lemma_ == "sell" and token.tag_ in ("VBG", "VBP", "VBZ") and any(p.kind == "group" for p in event.recipients):
            event.act = "delivery"  # claim guide: "is selling arms to" a warring party
        self._apply_cues(event, token)
        if not is_verb(token):
            for row, word in participle_row(token, event.act):
                self._apply(event, row, word, None)
        opaque = False
        for link in event.links:
            if link.scene:
                break
            found = row_for(link, event.act)
            if found is None and link.token.i not in self.rows and link.token.lemma_ not in _LIGHT:
                opaque = True  # "stopped repaying Moscow for arms": it is not the arms that were stopped
            if found is not None and opaque and found[0]["act"]:
                continue
            if found is not None:
                self._apply(event, found[0], found[1], link)
                if event.dropped:
                    return
            if is_verb(link.token):
                if link.token.lemma_ in _KNOWING and any(cue.modality == "denied" for cue in cues(link.token)):
                    event.dropped = True  # a source that cannot confirm makes no claim
                    return
                self._apply_cues(event, link.token)

    def _apply(self, event: Event, row: Row, word: Token, link: Link | None) -> None:
        if row["act"] == "none":
            event.dropped = True
            return
        if row["act"] == "approval" and event.predicate.lemma_ in _PURCHASES and word.lemma_ in ("approve", "authorize", "authorise", "endorse", "okay", "clear") and link is not None and {p.value for t in subjects(word) for p in self.parties.of(t)} & {p.value for p in event.recipients}:
            return  # a state that approves its own purchase has ordered
        if row["modality"] == "possible" and row["claimant"] and event.modality == "denied" and event.act in ("delivery", "order"):
            event.act, event.modality, event.modality_words = "suspension", "possible", [word]  # "urged X not to sell"
            event.act_words.append(word)
        elif row["act"] and row["act"] != event.act:
            event.act = row["act"]
            event.act_words.append(word)
        if row["modality"]:
            event.modality = row["modality"]
            event.modality_words = [word]
        if row["act"] == "talks" and row["control"] == "obj" and is_verb(word):
            self._own_request(event, word)
        if row["trend"]:
            event.trend, event.trend_words = row["trend"], [word]
        if row["claimant"] and link is not None and not event.claimant:
            if row["claimant"] == "subj" and is_verb(word):
                event.claimant = subjects(word)
            elif row["claimant"] == "poss":
                event.claimant = [*children(word, "poss"), *(p for c in children(word, "prep") if c.lower_ in ("by", "from") for p in children(c, "pobj"))]

    def _own_request(self, event: Event, word: Token) -> None:
        """ "Ukraine urged Germany to send tanks": who asks without saying for whom asks for himself."""
        asking = [p for t in subjects(word) for p in self.parties.of(t) if p.value not in {q.value for q in event.suppliers}]
        if asking and not event.recipients:
            event.recipients = asking
        if asking and {p.value for p in asking} & {p.value for p in event.recipients}:
            event.modality = "reported"

    def _apply_cues(self, event: Event, token: Token) -> None:
        for cue in cues(token):
            self._apply_cue(event, cue)

    def _apply_cue(self, event: Event, cue: Cue) -> None:
        if cue.modality == "call":
            if event.act in ("delivery", "order", "production"):
                event.act = "talks"
                event.act_words.append(cue.token)
            event.modality, event.modality_words = "possible", [cue.token]
        elif cue.modality == "ended":
            event.act = "suspension"
            event.act_words.append(cue.token)
        elif cue.modality == "denied":
            if event.act == "order" and event.predicate.lemma_ in ("sell",) and event.modality in ("reported", "planned") and not has_child(event.predicate, "auxpass"):
                event.act = "delivery"
            event.modality, event.modality_words = "denied", [cue.token]
        elif event.modality == "reported" or (event.modality == "planned" and cue.modality == "possible"):
            event.modality, event.modality_words = cue.modality, [cue.token]

    # --- is it a claim? -------------------------------------------------------------------------------------------

    def _enough(self, event: Event) -> bool:
        """Does the event hold what its frame needs? A claim with neither side known does not count in any case."""
        if event.suppliers and event.recipients and {p.value for p in event.suppliers} == {p.value for p in event.recipients}:
            return False
        lemma = event.predicate.lemma_.lower()
        for need in event.row["needs"].split("+"):
            match need:
                case "goods" if not event.goods:
                    if not self._may_be_definite(event):
                        return False
                    event.definite = True
                case "self" if not event.goods:
                    return False
                case "force" if not event.recipients:
                    return False
                case "recipient" if not event.recipients:
                    event.needs |= {"recipients"}
                case "supplier" if not event.suppliers:
                    event.needs |= {"suppliers"}
                case "group" if not any(p.kind == "group" for p in event.recipients):
                    return False
                case "leg" | "side" if not (event.suppliers or event.recipients):
                    return False
                case "licensed" if not self._licensed(event):
                    return False
                case "logistics" if not {t.lower_ for t in event.predicate.subtree} & _LOGISTICS:
                    return False
                case "kinds" if all(goods.category == "unspecified" for goods in event.goods):
                    return False
                case "military" if not self._military(event.predicate):
                    return False
                case "in" if not any(c.lower_ in ("in", "into") for c in [event.predicate.head]):
                    return False
                case "force":
                    pass
        if lemma in ("train", "arm", "equip", "advise", "rearm") and not all(self._armed(p, event) for p in event.recipients):
            return False
        return bool(event.suppliers or event.recipients)

    def _licensed(self, event: Event) -> bool:
        """Is it production for or with another: under licence, jointly, with his technology or approval?"""
        if any(t.lower_ in _LICENSED for t in (*self._near(event.predicate), *event.predicate.subtree)):
            return True
        return any(row is not None and row[0]["act"] == "approval" for row in (row_for(link, "production") for link in event.links))

    def _armed(self, party: Party, event: Event) -> bool:
        return party.kind in ("group", "state", "region", "body")

    def _may_be_definite(self, event: Event) -> bool:
        """ "the deal", "the delivery", "supplied them": the goods were named before; the passage must say which."""
        token = event.predicate
        if event.row["pos"] == "noun":
            return any(c.lower_ in ("the", "this", "that", "these", "those", "such") for c in children(token, "det"))
        return any(o.lower_ in ("it", "them", "they", "which", "that", "this") for o in objects(token))

    def _near(self, token: Token) -> list[Token]:
        return [*token.children, token.head, *(t for c in token.children for t in c.children)]

    def _military(self, noun: Token) -> bool:
        words = {t.lower_ for t in noun.subtree}
        return bool(words & {"military", "army", "combat", "weapons", "arms", "pilots", "troops", "soldiers", "forces", "officers", "rebels", "fighters", "police", "guerrilla", "guerrillas", "commandos", "crews", "air", "navy", "militia", "army's"}) or any(self.parsed.is_party(t) and (e := self.parsed.entry(t)) and e.kind in ("group",) for t in noun.subtree)


@lru_cache(maxsize=1)
def _vehicle_words() -> frozenset[str]:
    return frozenset(form for row in table("transport") for form in (row["form"], row["plural"]) if form)


def _makers_of(goods: Goods, parsed: Parsed) -> set[str]:
    """The states that make the type, by the lexicon: only ever to tell which of two named parties sells."""
    if goods.designation_span is None:
        return set()
    for one in parsed.marks.values():
        if one.start == goods.designation_span.start:
            return set(cells(one.entry.row.get("makers", "")))
    return set()


def _without_shadows(events: list[Event]) -> list[Event]:
    """Of two events over the same goods where one hangs on the other, the fuller one."""
    kept: list[Event] = []
    for event in events:
        rival = next((other for other in kept if _same_goods(event, other) and event.act == other.act and _related(event, other)), None)
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


__all__ = ["Event", "Frames", "controller", "frame_rows", "is_passive"]
