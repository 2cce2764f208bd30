"""Puts right what the small model often gets wrong in the sentences of this trade, before they are read.

Only what cannot be so is touched: a finite verb in the place of a noun, a participle taken for an adjective.
"""

from __future__ import annotations

from spacy.tokens import Token

from armstrail.lexicon import table, word_class
from armstrail.reading.syntax import children, has_child, is_verb


def mend(tokens: tuple[Token, ...]) -> None:
    """Mends a parsed sentence in place."""
    for token in tokens:
        match token.dep_:
            case "nsubj" | "nsubjpass" | "dobj" | "pobj" if _is_reduced_clause(token):
                _hang_on_its_noun(token)
            case "nsubj" if (verb := _raised_from(token)) is not None:
                token.head, token.dep_ = verb, "nsubjpass"
            case "ccomp" if _is_bound(token):
                _hang_on_its_noun(token)
            case "amod" if _is_behind_its_noun(token):
                _make_participle(token)
                token.dep_ = "acl"
            case "compound" if _is_deed_charged(token):
                _make_gerund(token)
            case "advcl" | "ccomp" if _is_price_of_goods(token):
                _make_object(token)
            case "acomp" if _is_passive_as_adjective(token):
                _make_passive(token)


def _is_reduced_clause(token: Token) -> bool:
    """ "Missiles DESTINED for Hamas were seized": a past tense cannot be a subject; its own subject is."""
    return token.tag_ in ("VBD", "VBN") and len(children(token, "nsubj", "nsubjpass")) == 1


def _raised_from(token: Token) -> Token | None:
    """ "the CONTRACT has yet to be signed": the verb that says what is to be done, behind one that says nothing."""
    if token.head.lemma_ not in ("have", "remain"):
        return None
    passive = (verb for verb in children(token.head, "xcomp") if has_child(verb, "auxpass") and has_child(verb, "aux"))
    return next(passive, None)


def _is_bound(token: Token) -> bool:
    """ "found missiles BOUND for Yemen": without "were" it says which missiles, not what was found out."""
    named = children(token, "nsubj", "nsubjpass")
    bare = len(named) == 1 and not has_child(token, "aux", "auxpass", "mark")
    return bare and token.tag_ == "VBN" and token.lemma_ in word_class("bound") and not has_child(token.head, "dobj")


def _hang_on_its_noun(verb: Token) -> None:
    """Gives a participle's place to the noun before it, and hangs the participle on that noun."""
    noun = children(verb, "nsubj", "nsubjpass")[0]
    noun.head, noun.dep_ = verb.head, verb.dep_
    noun.dep_ = "dobj" if noun.dep_ == "ccomp" else noun.dep_
    verb.head, verb.dep_ = noun, "acl"
    _make_participle(verb)


def _is_behind_its_noun(token: Token) -> bool:
    """ "Hezbollah, ARMED and trained by Iran, ...": who has it done to him stands before it."""
    return token.head.i < token.i and token.lower_ in word_class("participle") and _is_done(token)


def _is_deed_charged(token: Token) -> bool:
    """ "charged with SMUGGLING missile parts": a deed, not a kind of parts."""
    preposition = token.nbor(-1) if token.i else token
    return (
        token.lower_.endswith("ing")
        and preposition.dep_ == "prep"
        and preposition.head.lemma_ in word_class("charging")
        and bool(children(preposition, "pobj"))
    )


def _make_gerund(token: Token) -> None:
    """Makes the deed the verb behind its preposition, with the goods as its object and the ways they went."""
    preposition = token.nbor(-1)
    goods = children(preposition, "pobj")[0]
    token.head, token.dep_ = preposition, "pcomp"
    token.tag_, token.pos_, token.lemma_ = "VBG", "VERB", _infinitive(token.lower_)
    goods.head, goods.dep_ = token, "dobj"
    for later in children(preposition.head, "prep"):
        if later.i > goods.i:
            later.head = token


def _infinitive(gerund: str) -> str:
    """ "smuggling" -> "smuggle", "shipping" -> "ship": the verb of the frames table that it is a form of."""
    stem = gerund.removesuffix("ing")
    verbs = {row["lemma"] for row in table("frames") if row["pos"] == "verb"}
    return next((verb for verb in (stem, f"{stem}e", stem[:-1]) if verb in verbs), gerund)


def _make_participle(token: Token) -> None:
    """Makes a word a participle, with its infinitive where the parser took it for an adjective."""
    token.tag_, token.pos_ = "VBN", "VERB"
    if token.lower_ in word_class("participle"):
        token.lemma_ = token.lower_.removesuffix("ed")


def _is_price_of_goods(token: Token) -> bool:
    """ "sold millions of dollars WORTH of hardware to Chad": no clause, but what was sold."""
    priced = token.lower_ == "worth" and not is_verb(token) and has_child(token, "nsubj")
    return priced and token.head.i < token.i and is_verb(token.head) and not has_child(token.head, "dobj")


def _make_object(worth: Token) -> None:
    """Makes a price the verb's object, and hangs on the verb where it went."""
    verb = worth.head
    worth.dep_ = "dobj"
    for child in children(worth, "nsubj"):
        child.dep_ = "nmod"
    for preposition in children(worth, "prep"):
        if preposition.lower_ in ("to", "from"):
            preposition.head = verb


def _is_passive_as_adjective(token: Token) -> bool:
    """ "is ARMED and trained by Iran", "were GIFTED to Oman": a participle behind "be" that somebody does."""
    if token.head.lemma_ != "be":
        return False
    if token.tag_ == "VBN":
        return True
    return token.lower_ in word_class("participle") and _is_done(token)


def _is_done(token: Token) -> bool:
    """Is somebody named who does it, by this word or the one joined to it: "armed and trained BY Iran"?"""
    return any(has_child(one, "agent") for one in (token, *children(token, "conj")))


def _make_passive(participle: Token) -> None:
    """Makes the participle the verb of its clause and "be" its auxiliary."""
    auxiliary = participle.head
    others = [child for child in auxiliary.children if child != participle]
    head, relation = auxiliary.head, auxiliary.dep_
    participle.head, participle.dep_ = (participle if head == auxiliary else head), relation
    auxiliary.head, auxiliary.dep_ = participle, "auxpass"
    for child in others:
        child.head = participle
        if child.dep_ == "nsubj":
            child.dep_ = "nsubjpass"
    _make_participle(participle)
