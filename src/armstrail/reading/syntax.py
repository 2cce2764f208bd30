"""Who does what in a clause, whatever its form: the deep subject, object and prepositions of a verb or an event noun.

"the missiles that Iran sent to Hezbollah"  sent: subject Iran, object missiles, to Hezbollah
"Moscow agreed to sell"                     sell: subject Moscow
"the sale by France of ships to Russia"     sale: by France, of ships, to Russia
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

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
    return [child for child in token.children if child.dep_ in labels]


def has_child(token: Token, *labels: str) -> bool:
    return any(child.dep_ in labels for child in token.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", "or" and commas, in the order of the text."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    if has_child(verb, "nsubjpass", "auxpass") or (has_child(verb, "agent") and verb.tag_ == "VBN"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_child(verb, "nsubj", "aux", "dobj"):
        return is_passive(verb.head) if is_verb(verb.head) else verb.head.tag_ == "VBN"
    if verb.tag_ == "VBN" and verb.dep_ in ("ccomp", "xcomp", "oprd") and not has_child(verb, "aux", "dobj"):
        return True  # "keep India supplied"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not has_child(verb, "dobj")


def to_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, found through coordination, control and relative clauses; active or passive alike."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        if own[0].lower_ in RELATIVE and own[0].tag_ in ("WDT", "WP", "WP$", "IN"):
            clause = first_conjunct(verb)
            if clause.dep_ in ("relcl", "acl"):
                return [clause.head]
        return own
    if misplaced := _noun_before_auxiliary(verb):
        return [misplaced]
    head = verb.head
    if head == verb:
        return []
    match verb.dep_:
        case "conj":
            return surface_subjects(head) if is_verb(head) else []
        case "advcl" if not to_infinitive(verb) and is_verb(head):
            return surface_subjects(head)
        case "xcomp" | "ccomp" | "advcl":
            return controller(head) if is_verb(head) or head.pos_ == "ADJ" else []
        case "acl" | "relcl":
            if verb.dep_ == "relcl" and not to_infinitive(verb):
                return []
            if verb.tag_ == "VBG":
                return [head]
            if head.lemma_ in ("request", "appeal", "demand", "plea", "call"):
                return []  # who asks is not who is to act
            return owners(head) if to_infinitive(verb) else []
        case "pcomp":
            above = head.head
            if is_verb(above):
                return controller(above)
            return owners(above) if above.pos_ in ("NOUN", "PROPN") else []
        case "auxpass" | "aux":
            return surface_subjects(head)
    return []


def _noun_before_auxiliary(verb: Token) -> Token | None:
    """ "announcing the UK would send": a noun right before a finite auxiliary is its subject, wherever the parser hung it."""
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
    """Whose a plan, a contract, an offer is: "RUSSIA's plan", "a RUSSIAN plan", "RUSSIA has a plan", "the plan by RUSSIA"."""
    found = children(noun, "poss")
    found += [
        pobj
        for prep in children(noun, "prep")
        if prep.lower_ in ("by", "from", "of", "between")
        for pobj in children(prep, "pobj")
    ]
    found += [child for child in children(noun, "amod", "compound", "nmod")]
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
