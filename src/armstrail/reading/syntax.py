"""Who does what in a clause, whatever its form: the deep subject, object and prepositions of a verb or an event noun.

"the missiles that Iran sent to Hezbollah"  sent: subject Iran, object missiles, to Hezbollah
"Moscow agreed to sell"                     sell: subject Moscow
"the sale by France of ships to Russia"     sale: by France, of ships, to Russia
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from armstrail.lexicon import word_class

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "csubj", "csubjpass"})
RELATIVE = frozenset({"which", "that", "who", "whom"})
# Verbs whose object is the one who is to act: "accused Iran of selling", "urged Germany to send".
_OBJECT_CONTROL = frozenset(
    "accuse suspect blame urge press pressure ask tell order force persuade convince encourage allow permit let enable "
    "authorize authorise license forbid prevent stop bar ban prohibit dissuade help want expect charge convict arrest "
    "indict implicate approach beg implore call invite require oblige lead lobby push appeal caution warn".split()
)


def children(token: Token, *labels: str) -> list[Token]:
    """The words that hang on a token by one of the labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def has_child(token: Token, *labels: str) -> bool:
    """Does a word hang on a token by one of the labels?"""
    return any(child.dep_ in labels for child in token.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", "or" and commas, in the order of the text."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def first_conjunct(token: Token) -> Token:
    """The first of those that a token is joined to: its place in the sentence is theirs."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_verb(token: Token) -> bool:
    """Is it a verb, an auxiliary among them?"""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Is it done to the subject: "was sold", "missiles supplied by", "keep India supplied"?"""
    if has_child(verb, "nsubjpass", "auxpass") or (has_child(verb, "agent") and verb.tag_ == "VBN"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_child(verb, "nsubj", "aux", "dobj"):
        return is_passive(verb.head) if is_verb(verb.head) else verb.head.tag_ == "VBN"
    if verb.tag_ == "VBN" and verb.dep_ in ("ccomp", "xcomp", "oprd") and not has_child(verb, "aux", "dobj"):
        return True  # "keep India supplied"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not has_child(verb, "dobj")


def to_infinitive(verb: Token) -> bool:
    """Is it "to sell"?"""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, found through coordination, control and relative clauses; active or passive alike."""
    own = children(verb, "nsubj", "nsubjpass")
    if own:
        clause = first_conjunct(verb)
        relative = own[0].lower_ in RELATIVE and own[0].tag_ in ("WDT", "WP", "WP$", "IN")
        return [clause.head] if relative and clause.dep_ in ("relcl", "acl") else own
    if misplaced := _noun_before_auxiliary(verb):
        return [misplaced]
    return [] if verb.head == verb else _inherited(verb, verb.head)


def _inherited(verb: Token, head: Token) -> list[Token]:
    """The subject that a verb without one of its own takes from the words above it."""
    match verb.dep_:
        case "conj":
            return surface_subjects(head) if is_verb(head) else []
        case "advcl" if not to_infinitive(verb) and is_verb(head):
            return surface_subjects(head)
        case "xcomp" | "ccomp" | "advcl":
            return controller(head) if is_verb(head) or head.pos_ == "ADJ" else []
        case "acl" if verb.tag_ == "VBG":
            return [head]
        case "acl" | "relcl" if to_infinitive(verb) and head.lemma_ not in word_class("asking"):
            return owners(head)  # but in "a request to supply" who asks is not who is to act
        case "pcomp" if is_verb(head.head):
            return controller(head.head)
        case "pcomp" if head.head.pos_ in ("NOUN", "PROPN"):
            return owners(head.head)
        case "auxpass" | "aux":
            return surface_subjects(head)
    return []


def _noun_before_auxiliary(verb: Token) -> Token | None:
    """ "announcing the UK would send": a noun right before a finite auxiliary is its subject."""
    first = next((child for child in verb.children if child.dep_ in ("aux", "auxpass")), None)
    if first is None or first.tag_ not in ("MD", "VBD", "VBZ", "VBP") or first.i == 0 or first.i > verb.i:
        return None
    before = first.nbor(-1)
    return (
        before if before.pos_ in ("NOUN", "PROPN") and before.dep_ in ("dobj", "pobj", "conj", "appos", "dep") else None
    )


def controller(verb: Token) -> list[Token]:
    """Who is meant to do what a verb's complement says: "urged GERMANY to send", "RUSSIA agreed to send"."""
    if verb.pos_ == "ADJ" or verb.dep_ == "acomp":
        return surface_subjects(verb.head) if verb.head != verb else []
    if is_passive(verb):
        return surface_subjects(verb)
    if verb.lemma_ in _OBJECT_CONTROL:
        objects = children(verb, "dobj", "dative")
        objects += [
            pobj
            for prep in children(verb, "prep")
            if prep.lower_ in ("on", "upon", "to", "for", "with")
            for pobj in children(prep, "pobj")
        ]
        if objects:
            return objects[:1]
    return surface_subjects(verb)


def subjects(verb: Token) -> list[Token]:
    """Who acts: the subject of an active verb, the "by" of a passive one."""
    if is_passive(verb):
        agents = [
            pobj
            for by in verb.children
            if by.dep_ in ("agent", "prep") and by.lower_ == "by"
            for pobj in children(by, "pobj")
        ]
        if verb.dep_ == "amod" and not agents:  # "Russian-supplied missiles"
            agents = [
                child for child in verb.children if child.dep_ in ("npadvmod", "nsubj", "nmod", "compound", "amod")
            ]
        return agents
    return surface_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """What is acted upon: the object of an active verb, the subject of a passive one, the noun of a relative clause."""
    if is_passive(verb):
        if verb.dep_ in ("acl", "amod") and not has_child(verb, "nsubjpass"):
            return [verb.head, *children(verb, "dobj", "oprd")]
        return [*surface_subjects(verb), *children(verb, "dobj", "oprd")]
    own = children(verb, "dobj", "oprd")
    clause = first_conjunct(verb)
    while (
        (not own or own[0].lower_ in RELATIVE)
        and clause.dep_ in ("xcomp", "ccomp")
        and is_verb(clause.head)
        and not has_child(clause.head, "dobj")
    ):
        clause = first_conjunct(clause.head)  # "weapons that they help provide"
    if clause.dep_ == "relcl":
        if any(obj.lower_ in RELATIVE for obj in own):
            return [clause.head]
        subject = children(clause, "nsubj")
        if not own and subject and subject[0].lower_ not in RELATIVE:
            return [clause.head]
    if not own and verb.dep_ == "conj" and is_verb(verb.head):  # "designed and sold": the object stands by the last
        return []
    if not own:
        own = [
            obj
            for other in verb.children
            if other.dep_ == "conj" and is_verb(other) and not has_child(other, "nsubj") and other.i - verb.i <= 3
            for obj in children(other, "dobj")
        ]
    return own


def owners(noun: Token) -> list[Token]:
    """Whose a plan, a contract, an offer is: "RUSSIA's plan", "RUSSIA has a plan", "the plan by RUSSIA"."""
    found = children(noun, "poss")
    found += [
        pobj
        for prep in children(noun, "prep")
        if prep.lower_ in ("by", "from", "of", "between")
        for pobj in children(prep, "pobj")
    ]
    found += children(noun, "amod", "compound", "nmod")
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd") and is_verb(head):
        found += surface_subjects(head)
    elif noun.dep_ in ("nsubjpass",) and is_verb(head):
        found += subjects(head)
    elif noun.dep_ == "pobj" and is_verb(head.head):
        found += surface_subjects(head.head)
    elif noun.dep_ == "pobj" and head.head.pos_ == "NOUN":
        found += owners(head.head)
    return found


def particles(verb: Token) -> tuple[str, ...]:
    """The particles of a verb: "handed OVER"."""
    return tuple(
        child.lower_ for child in verb.children if child.dep_ in ("prt", "advmod") and child.lower_ in _PARTICLES
    )


_PARTICLES = frozenset("over up off on in out back down through away".split())


def descend(head: Token, stop: frozenset[int]) -> Iterator[Token]:
    """A predicate's own words: what hangs on it, not what hangs on clauses or on other predicates (`stop`) below it."""
    for child in head.children:
        if child.i in stop or child.dep_ in CLAUSES or (child.dep_ == "conj" and is_verb(child)):
            continue
        yield child
        yield from descend(child, stop)


def noun_phrase(head: Token) -> Iterator[Token]:
    """The words of a noun phrase up to its head and its close complements, without clauses or other phrases."""
    yield head
    for child in head.children:
        if child.dep_ in (
            "poss",
            "amod",
            "compound",
            "nmod",
            "nummod",
            "det",
            "appos",
            "quantmod",
            "advmod",
            "npadvmod",
        ):
            yield from noun_phrase(child)
