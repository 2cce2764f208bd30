"""Who does what in a clause, whatever its form: the deep subject, object and prepositions of a verb or an event noun.

"the missiles that Iran sent to Hezbollah"  sent: subject Iran, object missiles, to Hezbollah
"Moscow agreed to sell"                     sell: subject Moscow
"the sale by France of ships to Russia"     sale: by France, of ships, to Russia
"""

from __future__ import annotations

from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Token

from armstrail.lexicon import word_class

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "parataxis", "csubj", "csubjpass"})
RELATIVE = frozenset({"which", "that", "who", "whom"})
EXAMPLES = frozenset({"including", "like"})  # "allies, including Egypt"; "such as" is two words
_PARTICLES = frozenset("over up off on in out back down through away".split())
_FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
_NEAR = 3  # words from a verb to the one that it is joined to and shares its object with


@cache
def _numbers(labels: tuple[str, ...]) -> frozenset[int]:
    """Labels of the grammar as spaCy numbers them: comparing numbers is what keeps reading cheap."""
    return frozenset(map(get_string_id, labels))


def children(token: Token, *labels: str) -> list[Token]:
    """What hangs on a token by one of those labels, in the order of the text."""
    wanted = _numbers(labels)
    return [child for child in token.children if child.dep in wanted]


def has_child(token: Token, *labels: str) -> bool:
    """Does anything hang on a token by one of those labels?"""
    wanted = _numbers(labels)
    return any(child.dep in wanted for child in token.children)


def behind(token: Token, *prepositions: str) -> list[Token]:
    """The nouns behind a token's prepositions, or behind those that are named: "a deal with SYRIA"."""
    return [
        noun
        for preposition in children(token, "prep")
        if not prepositions or preposition.lower_ in prepositions
        for noun in children(preposition, "pobj")
    ]


def datives(verb: Token) -> list[Token]:
    """To whom it is given, without a preposition or behind "to": "gave QATAR permission", "gave the okay to QATAR"."""
    return [one for dative in children(verb, "dative") for one in (children(dative, "pobj") or [dative])]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", "or" and commas, in the order of the text; not "and NOT Niger"."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not _is_ruled_out(child):
            found += conjuncts(child)
    return found


def _is_ruled_out(noun: Token) -> bool:
    """ "to Mali and not NIGER", "to Mali, not to NIGER": a noun that is joined only to be denied."""
    return not is_verb(noun) and noun.i > 0 and noun.nbor(-1).lower_ == "not" and noun.nbor(-1).head == noun


def first_conjunct(token: Token) -> Token:
    """The first of what a token is joined to by "and": what its clause hangs by."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_verb(token: Token) -> bool:
    """Is it a verb, an auxiliary too?"""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Does the verb say what is done to its subject: "was sold", "sold by Iran", "keep India supplied"?"""
    if has_child(verb, "nsubjpass", "auxpass") or (has_child(verb, "agent") and verb.tag_ == "VBN"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_child(verb, "nsubj", "aux", "dobj"):
        return is_passive(verb.head) if is_verb(verb.head) else verb.head.tag_ == "VBN"
    if verb.tag_ == "VBN" and verb.dep_ in ("ccomp", "xcomp", "oprd") and not has_child(verb, "aux", "dobj"):
        return True  # "keep India supplied"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not has_child(verb, "dobj")


def to_infinitive(verb: Token) -> bool:
    """Has the verb a "to" before it?"""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, found through coordination, control and relative clauses; active or passive alike."""
    if own := children(verb, "nsubj", "nsubjpass"):
        return _antecedent(verb, own[0]) or own
    if invited := [noun for mark in children(verb, "mark") if mark.lower_ == "for" for noun in children(mark, "pobj")]:
        return invited  # "requests for NATO to supply tanks", as it is parsed at times
    if misplaced := _noun_before_auxiliary(verb):
        return [misplaced]
    return _inherited(verb, verb.head) if verb.head != verb else []


def _antecedent(verb: Token, subject: Token) -> list[Token]:
    """ "the jets that arrived": the noun that a relative pronoun stands for; none where it asks or points."""
    if subject.lower_ in RELATIVE and verb.dep_ == "ccomp" and _is_cleft(verb.head):
        return children(verb.head, "attr")
    if subject.lower_ not in RELATIVE or subject.tag_ not in ("WDT", "WP", "WP$", "IN"):
        return []
    clause = first_conjunct(verb)
    return [clause.head] if clause.dep_ in ("relcl", "acl") else []


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
        case "acl" | "relcl" if to_infinitive(verb) and head.lemma_.lower() in word_class("permission"):
            return _permitted(head)
        case "acl" | "relcl" if to_infinitive(verb) and head.lemma_ not in word_class("asking"):
            return owners(head)  # but in "a request to supply" who asks is not who is to act
        case "pcomp" if is_verb(head.head):
            by = head.lower_ == "by"  # "Iran helped Hezbollah BY supplying it"
            return surface_subjects(head.head) if by and not is_passive(head.head) else controller(head.head)
        case "pcomp" if head.head.lemma_.lower() in word_class("penalty"):
            return behind(head.head, "on", "against", "of")  # "sanctions against Iran for supplying drones"
        case "pcomp" if head.head.pos_ in ("NOUN", "PROPN"):
            return owners(head.head)
        case "auxpass" | "aux":
            return surface_subjects(head)
    return []


def _is_cleft(copula: Token) -> bool:
    """ "It was Zimbabwe that sold rockets"."""
    it = any(subject.lower_ == "it" for subject in children(copula, "nsubj"))
    return copula.lemma_ == "be" and it and has_child(copula, "attr")


def _permitted(noun: Token) -> list[Token]:
    """ "gave QATAR permission to ship", "QATAR got permission to ship": who is permitted, not who permits."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or not is_verb(verb):
        return behind(noun, "to", "for")
    named = [*datives(verb), *behind(verb, "to", "for"), *behind(noun, "to", "for")]
    if named or verb.lemma_ in word_class("granting"):
        return named or (surface_subjects(verb) if is_passive(verb) and noun.dep_ == "dobj" else [])
    return surface_subjects(verb)


def _noun_before_auxiliary(verb: Token) -> Token | None:
    """ "announcing the UK would send": a noun right before a finite auxiliary is its subject, however it was parsed."""
    first = next(iter(children(verb, "aux", "auxpass")), None)
    if first is None or first.tag_ not in _FINITE or first.i == 0 or first.i > verb.i:
        return None
    before = first.nbor(-1)
    misplaced = before.dep_ in ("dobj", "pobj", "conj", "appos", "dep")
    return before if misplaced and before.pos_ in ("NOUN", "PROPN") else None


def controller(verb: Token) -> list[Token]:
    """Who is meant to do what a verb's complement says: "urged GERMANY to send", "RUSSIA agreed to send"."""
    if verb.pos_ == "ADJ" or verb.dep_ == "acomp":
        return surface_subjects(verb.head) if verb.head != verb else []
    for noun in children(verb, "dobj", "nsubjpass"):
        if noun.lemma_.lower() in word_class("permission") and verb.lemma_ in word_class("granting"):
            return _permitted(noun)
        if noun.lemma_.lower() in word_class("penalty"):
            return behind(noun, "on", "against", "of") or behind(verb, "on", "against")
    if is_passive(verb):
        return surface_subjects(verb)
    permits = any(noun.lemma_ in word_class("permitting") for noun in children(verb, "dobj"))
    if permits or verb.lemma_ in word_class("object-control"):
        objects = children(verb, "dative") if permits else children(verb, "dobj", "dative")
        patients = [*objects, *behind(verb, "on", "upon", "to", "for", "with")]
        if patients:
            return patients[:1]
    return surface_subjects(verb)


def subjects(verb: Token) -> list[Token]:
    """Who acts: the subject of an active verb, the "by" of a passive one."""
    if not is_passive(verb):
        return surface_subjects(verb)
    agents = [noun for by in children(verb, "agent", "prep") if by.lower_ == "by" for noun in children(by, "pobj")]
    if verb.dep_ == "amod" and not agents:  # "Russian-supplied missiles"
        return children(verb, "npadvmod", "nsubj", "nmod", "compound", "amod")
    return agents


def objects(verb: Token) -> list[Token]:
    """What is acted upon: the object of an active verb, the subject of a passive one, the noun of a relative clause."""
    own = children(verb, "dobj", "oprd")
    if is_passive(verb):
        reduced = verb.dep_ in ("acl", "amod") and not has_child(verb, "nsubjpass")
        return [verb.head, *own] if reduced else [*surface_subjects(verb), *own]
    clause = _clause_around(verb, own)
    if clause.dep_ == "relcl":
        if any(one.lower_ in RELATIVE for one in own):
            return [clause.head]
        subject = children(clause, "nsubj")
        if not own and subject and subject[0].lower_ not in RELATIVE:
            return [clause.head]
    if own or (verb.dep_ == "conj" and is_verb(verb.head)):  # "designed and sold": the object stands by the last
        return own
    return [
        one
        for other in children(verb, "conj")
        if is_verb(other) and not has_child(other, "nsubj") and other.i - verb.i <= _NEAR
        for one in children(other, "dobj")
    ]


def _clause_around(verb: Token, own: list[Token]) -> Token:
    """ "weapons that they HELP provide": the verb of the clause that an inner verb's object may stand before."""
    clause = first_conjunct(verb)
    while (
        (not own or own[0].lower_ in RELATIVE)
        and clause.dep_ in ("xcomp", "ccomp")
        and is_verb(clause.head)
        and not has_child(clause.head, "dobj")
    ):
        clause = first_conjunct(clause.head)
    return clause


def owners(noun: Token) -> list[Token]:
    """Whose a plan, a contract, an offer is: "RUSSIA's plan", "a RUSSIAN plan", "a plan by RUSSIA"."""
    found = children(noun, "poss") + behind(noun, "by", "from", "of", "between")
    found += children(noun, "amod", "compound", "nmod")
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "oprd") and is_verb(head):
        found += surface_subjects(head)
    elif noun.dep_ == "nsubjpass" and is_verb(head):
        found += subjects(head)
    elif noun.dep_ == "pobj" and is_verb(head.head):
        found += surface_subjects(head.head)
    elif noun.dep_ == "pobj" and head.head.pos_ == "NOUN":
        found += owners(head.head)
    return found


def particles(verb: Token) -> tuple[str, ...]:
    """The small words that make another verb of it: "hand OVER", "turn DOWN"."""
    return tuple(child.lower_ for child in children(verb, "prt", "advmod") if child.lower_ in _PARTICLES)


def role(noun: Token) -> str:
    """The part that a noun plays: subject, owner ("IRAN's rockets", "IRANIAN rockets"), place, enemy, other."""
    noun = first_conjunct(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ == "against":
        return "enemy"
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in word_class("fighting"):
        return "enemy"
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return "subject"
    if noun.dep_ in ("poss", "amod", "compound", "nmod"):
        return "owner"
    if noun.dep_ == "pobj" and noun.head.lower_ == "by":
        return "subject"
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "from", "near", "inside", "over", "off", "across"):
        return "place"
    return "other"
