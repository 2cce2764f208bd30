"""The arguments of a predicate by name, wherever the parser hung them: subj, obj, iobj, poss, mod, appos, to, from, ...

"Russia sold Syria missiles"          subj Russia, iobj Syria, obj missiles
"arms deliveries to Syria from Iran"  mod arms, to Syria, from Iran
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, word_class
from armstrail.reading.item import Items
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import agent_row
from armstrail.reading.syntax import (
    CLAUSES,
    behind,
    children,
    conjuncts,
    datives,
    first_conjunct,
    has_child,
    is_verb,
    objects,
    subjects,
    surface_subjects,
)

Named = dict[str, list[Token]]
_JOINED = 2  # words from a preposition to the verb that is joined to its own: "from or donated"
_BELOW = frozenset("dobj nsubjpass nsubj prep conj appos attr oprd dative compound advmod amod".split())


class Arguments:
    """Finds the arguments of one sentence's predicates. `rows` are the frames that its words evoke."""

    def __init__(self, parsed: Parsed, items: Items, rows: Mapping[int, Row]) -> None:
        self.parsed = parsed
        self.items = items
        self.rows = rows

    def of(self, token: Token) -> Named:
        """A predicate's arguments by name: subj, obj, iobj, poss, mod, appos and each preposition."""
        found: Named = {}

        def put(name: str, tokens: list[Token]) -> None:
            known = found.setdefault(name, [])
            known += [t for t in tokens if t not in known]

        if is_verb(token) or token.tag_ == "VBN":
            put("subj", subjects(token))
            put("obj", objects(token))
            put("iobj", datives(token))
            self._two_objects(token, found, put)
            for obj in found["obj"]:
                put("poss", children(obj, "poss"))
        else:
            put("poss", children(token, "poss"))
            put("mod", list(self._modifiers(token)))
            head = token.head
            light = head.lemma_ in word_class("light") or token.dep_ == "attr"
            if token.dep_ in ("attr", "dobj", "nsubjpass", "oprd") and is_verb(head) and light:
                put("subj", surface_subjects(head) if token.dep_ != "nsubjpass" else subjects(head))
            if token.dep_ == "pobj" and token.head.lower_ == "as" and is_verb(token.head.head):
                put("subj", surface_subjects(token.head.head))
            if token.dep_ == "appos":
                put("appos", [token.head])
            put("appos", children(token, "appos"))
            if token.dep_ in ("compound", "nmod"):
                put("appos", [token.head])
        if (
            is_verb(token)
            and not found["obj"]
            and "obj" in cells(self.rows[token.i]["item"] if token.i in self.rows else "")
        ):
            self._reduced(token, found)
        for prep in self._prepositions(token):
            put(
                _name_of(prep),
                [*self._right_behind(prep), *children(prep, "pobj"), *children(prep, "pcomp")],
            )
            put("via", [one for way in children(prep, "pobj") if way.lower_ == "way" for one in behind(way, "of")])
        for preposition, tokens in _shared_behind(token):
            put(preposition, tokens)
        for name, tokens in self._bound(token):
            put(name, tokens)
        if _brings_gains(token):
            found["to"] = found.get("to", [])[:-1]
        put("to", self._stray(found) or _behind_the_price(token))
        return found

    def _right_behind(self, prep: Token) -> list[Token]:
        """ "boats bought from MOZAMBIQUE lie idle": a name behind a preposition, however it was parsed."""
        if prep.i + 1 >= len(prep.doc) or children(prep, "pcomp"):
            return []
        name = prep.nbor(1)
        misread = name.dep_ in ("amod", "compound", "nmod", "nsubj") and name.head.pos_ in ("NOUN", "VERB", "AUX")
        entry = self.parsed.entry(name)
        if not misread or entry is None or entry.kind != "state" or entry.role == "demonym":
            return []
        after = self.parsed.heads.get(name.i)
        known = after is not None and (agent_row(name.head) or self.parsed.is_goods(name.head))
        return [name] if after is not None and not known else []

    def _stray(self, found: Named) -> list[Token]:
        """ "six boats fitted with guns to VIETNAM": whom a preposition inside the goods' own phrase names."""
        if "to" in found or not found.get("obj"):
            return []
        inside = [
            token
            for obj in found["obj"]
            for token in obj.subtree
            if token.i > obj.i and token.lower_ == "to" and not _is_in_clause(token, obj)
        ]
        nouns = [noun for prep in inside for noun in children(prep, "pobj")]
        return [noun for noun in nouns if self.parsed.is_party(noun)][:1]

    def _two_objects(self, token: Token, found: Named, put: Callable[[str, list[Token]], None]) -> None:
        """ "helicopters that the Pentagon gave Mexico": the noun of the clause is given, the object gets it."""
        clause = first_conjunct(token)
        gives = token.i in self.rows and "iobj" in cells(self.rows[token.i]["recipient"])
        if (
            gives
            and clause.dep_ == "relcl"
            and has_child(token, "nsubj")
            and found["obj"]
            and not self.items.of(found["obj"][0])
        ):
            put("iobj", list(found["obj"]))
            put("obj", [clause.head])

    def _reduced(self, token: Token, found: Named) -> None:
        """ "Rifles smuggled from Albania turned up": goods never act, whatever the parser makes of "smuggled"."""
        told = token.tag_ == "VBN" or any(c.lower_ in ("by", "from") for c in children(token, "prep", "agent"))
        if told and token.tag_ in ("VBN", "VBD") and any(self.items.of(one) for one in found["subj"]):
            found["obj"] = found["subj"]
            found["subj"] = [
                p for by in children(token, "prep", "agent") if by.lower_ == "by" for p in children(by, "pobj")
            ]

    def _modifiers(self, noun: Token) -> Iterator[Token]:
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "npadvmod", "nummod"):
                for one in conjuncts(child):
                    yield one
                    yield from self._modifiers(one)
            elif child.dep_ == "poss":
                yield from (one for one in self._modifiers(child) if self.parsed.is_goods(one))

    def _prepositions(self, token: Token) -> Iterator[Token]:
        """Prepositions below a predicate, those hung on its goods or parties too; a light verb's as well."""
        stop = frozenset(self.rows) - {token.i}
        inherited = [
            obj.i
            for obj in (
                *children(token, "dobj", "nsubjpass"),
                *(p for c in children(token, "prep") for p in children(c, "pobj")),
            )
            if obj.i in self.rows and self.rows[obj.i]["act"] == self.rows[token.i]["act"]
        ]
        stop = stop - frozenset(inherited)
        yield from self._descend(token, stop)
        for obj in objects(token) if is_verb(token) else ():
            if obj.i < token.i or obj.head != token:
                yield from self._descend(obj, stop | {token.i})
        if not is_verb(token):
            head = token.head
            if token.dep_ in ("dobj", "nsubjpass", "attr", "nsubj") and is_verb(head) and head.i not in self.rows:
                for child in head.children:
                    if child.dep_ in ("prep", "agent", "dative") and child.pos_ != "NOUN":
                        yield child
                        for pobj in children(child, "pobj"):
                            yield from self._descend(pobj, stop)
        else:
            base = first_conjunct(token)
            if base != token and is_verb(base) and not has_child(token, "prep", "dative"):
                yield from (c for c in base.children if c.dep_ in ("prep", "dative") and c.i > token.i)

    def _descend(self, token: Token, stop: frozenset[int]) -> Iterator[Token]:
        for child in token.children:
            if child.lower_ == "according":
                continue  # "according to a French diplomat": he gets no missiles
            if child.i in stop or child.dep_ in CLAUSES or (child.dep_ == "conj" and is_verb(child)):
                continue
            if child.dep_ in ("prep", "agent", "dative") and children(child, "pobj", "pcomp"):
                yield child
                yield from (c for c in children(child, "prep") if children(c, "pobj"))  # "from Paraguay to Brazil"
                for pobj in children(child, "pobj"):
                    if pobj.i not in stop:
                        yield from self._descend(pobj, stop)
            elif child.dep_ in _BELOW:
                yield from self._descend(child, stop)

    def _bound(self, token: Token) -> Iterator[tuple[str, list[Token]]]:
        """ "rockets bound for Gaza", "missiles destined for Iran"."""
        nouns = [*objects(token)] if is_verb(token) else [token]
        nouns += [p for prep in self._descend(token, frozenset()) for p in children(prep, "pobj")]
        for noun in nouns:
            for clause in (
                *children(noun, "acl", "amod", "relcl"),
                *(c for c in children(token, "advcl", "xcomp", "acl")),
            ):
                for verb in (clause, *children(clause, "acomp", "xcomp")):
                    if verb.lemma_.lower() in word_class("bound") or verb.lower_ in word_class("bound"):
                        for prep in children(verb, "prep"):
                            if prep.lower_ in ("for", "to", "into", "towards"):
                                yield "for", children(prep, "pobj")


def _brings_gains(noun: Token) -> bool:
    """ "diverted profits from the SALES to the rebels": is the last one named he whom the money of a sale goes to?"""
    if is_verb(noun) or noun.dep_ != "pobj" or noun.head.lower_ not in ("from", "of"):
        return False
    gains, verb = noun.head.head, noun.head.head.head
    moved = gains.dep_ == "dobj" and verb.lemma_ in word_class("passing") and not behind(verb, "to")
    return moved and gains.lower_ in word_class("gains")


def _behind_the_price(noun: Token) -> list[Token]:
    """ "approved deliveries worth 20 million euros to CHAD": whom the parser hung on the price."""
    if is_verb(noun) or noun.dep_ != "dobj":
        return []
    prices = [price for worth in children(noun.head, "oprd") if worth.lower_ == "worth" for price in worth.children]
    return [one for price in prices for one in behind(price, "to")]


def _shared_behind(verb: Token) -> Iterator[tuple[str, list[Token]]]:
    """ "bought FROM or donated by Norway": a preposition whose noun stands behind the verb joined to its own."""
    for preposition in children(verb, "prep"):
        joined = [one for one in children(verb, "conj") if 0 < one.i - preposition.i <= _JOINED]
        if joined and not children(preposition, "pobj", "pcomp"):
            behind_it = [noun for near in children(joined[0], "prep", "agent") for noun in children(near, "pobj")]
            yield preposition.lower_, behind_it[:1]


def _name_of(preposition: Token) -> str:
    """The name under which a preposition gives an argument: "smuggled OUT OF Ukraine" is from there."""
    out = preposition.nbor(-1) if preposition.i else preposition
    if preposition.lower_ == "of" and out.lower_ == "out" and (is_verb(out.head) or out.head.tag_ == "VBN"):
        return "from"
    return "by" if preposition.lower_ == "agent" else preposition.lower_


def _is_in_clause(token: Token, noun: Token) -> bool:
    """Does a relative clause or a clause with "to" stand around a word, within a noun's phrase?"""
    above = token.head
    while above not in (above.head, noun):
        if above.dep_ in ("relcl", "ccomp", "xcomp") or above.tag_ == "VB":
            return True
        above = above.head
    return False
