"""What governs a predicate, from the inside out: in "refused to approve the sale", sale <- approve <- refuse.

The words that change what is said of a transfer stand in `lexicon/tables/governors.csv`, with the act or modality that
they make of it; the auxiliaries, adverbs and adjectives in `modality.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, table, word_class
from armstrail.reading.syntax import (
    children,
    first_conjunct,
    has_child,
    is_verb,
    particles,
    surface_subjects,
    to_infinitive,
)

# Prepositions by which a verb or noun takes a transfer as its complement; others only set a scene ("after the sale").
_COMPLEMENT = frozenset("to for on of from against in about over with into as".split())
# Behind these a verb of will says nothing of a transfer: "it looked on the sale with alarm" is no plan.
_BESIDE_WILL = frozenset({"prep:on", "prep:about", "prep:over", "prep:against", "prep:with", "prep:as"})
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
_STRENGTH = {"asked": 0, "ended": 0, "planned": 1, "possible": 2, "call": 3, "denied": 4}


@dataclass(frozen=True, slots=True)
class Link:
    """One step up: the governing word, how the inner word hangs on it, and whether the step leaves the statement.

    `scene`: the inner clause is stated on its own (a relative clause, "while …"): what stands above says nothing of its
    act or modality, only, perhaps, who says so.
    """

    token: Token
    relation: str
    scene: bool


@cache
def _governors() -> dict[tuple[str, str], tuple[Row, ...]]:
    """The rows of governors.csv by lemma and use."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table("governors"):
        found[row["lemma"], row["pos"]].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _modality_cues() -> dict[str, str]:
    """Auxiliaries, adverbs and adjectives with the modality that they make: "may" -> possible."""
    return {row["form"]: row["modality"] for row in table("modality")}


def links(predicate: Token) -> list[Link]:
    """The way up from a predicate to the root of its sentence."""
    found: list[Link] = []
    node, scene = predicate, False
    while True:
        if node.dep_ == "conj":
            scene = scene or (is_verb(node) and has_child(node, "nsubj", "nsubjpass", "expl"))
            node = first_conjunct(node)
        head = node.head
        if head == node:
            return found
        steps, leaves = _step(node, head)
        scene = scene or leaves
        found += [Link(token, relation, scene) for token, relation in steps]
        node = steps[-1][0] if steps else head


def _step(node: Token, head: Token) -> tuple[list[tuple[Token, str]], bool]:
    """The governing words one step up, with the inner word's relation to each, and whether the statement ends there."""
    dep = node.dep_
    if dep in _OBJECTS or dep in ("xcomp", "ccomp"):
        return [(head, dep)], False
    if dep == "nsubj":
        return [(head, dep)], has_child(head, "dobj", "attr", "acomp") or not is_verb(head)
    if dep in ("pobj", "pcomp") and head.head != head:
        return [(head.head, f"prep:{head.lower_}")], not _takes_complement(head, dep)
    if dep == "advcl":
        return _step_from_clause(node, head)
    if dep == "acl" or (dep == "relcl" and to_infinitive(node) and not has_child(node, "nsubj", "nsubjpass")):
        return [(head, "acl")], not (to_infinitive(node) or has_child(node, "mark"))
    if dep in ("compound", "nmod") or (dep == "amod" and not is_verb(node)):
        return [(head, "compound")], False
    return [(head, dep)], dep not in ("prep", "aux", "acomp")


def _takes_complement(preposition: Token, dep: str) -> bool:
    """Does what stands above a preposition say something of what stands behind it: "agreed TO the sale"?"""
    above = preposition.head
    if preposition.lower_ not in _COMPLEMENT or (dep == "pobj" and preposition.dep_ == "agent"):
        return False
    sets_scene = preposition.lower_ in ("in", "with") and is_verb(above) and dep == "pobj"
    return not sets_scene or above.lemma_ in word_class("engaging")


def _step_from_clause(node: Token, head: Token) -> tuple[list[tuple[Token, str]], bool]:
    """ "signed a CONTRACT to supply": the infinitive belongs to the noun, where that noun governs."""
    if to_infinitive(node) and is_verb(head):
        for noun in children(head, "dobj", "nsubjpass", "attr"):
            if (noun.lemma_.lower(), "noun") in _governors():
                return [(noun, "acl"), (head, "dobj")], False
    return [(head, "advcl")], True


def row_for(link: Link, act: str) -> tuple[Row, Token] | None:
    """What a governing word makes of an act: its row, and the word that says it. None where it changes nothing."""
    token, relation = link.token, link.relation
    for lemma, pos in _keys(token, relation):
        for row in _governors().get((lemma, pos), ()):
            if not row["over"] or act in cells(row["over"]):
                return row, token
    return None


def _keys(token: Token, relation: str) -> list[tuple[str, str]]:
    """The table's keys for a word in its use, the most telling first."""
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ":
        return [(lemma, "adj"), (token.lower_, "adj")]
    if not is_verb(token):
        return [(lemma, "noun")]
    if relation in _BESIDE_WILL and lemma in word_class("wishing"):
        return []
    keys = [(f"{lemma} {particle}", "verb") for particle in particles(token)]
    if relation == "prep:from":
        keys.append((lemma, "verb-from"))
    if relation in ("prep:for", "prep:of", "prep:with"):
        keys.append((lemma, "verb-for"))
    if relation in ("xcomp", "ccomp"):
        if _has_patient(token):
            keys.append((lemma, "verb-obj"))
        keys.append((lemma, "verb-that"))
    if relation.startswith("acl") or relation == "ccomp" or (relation == "dobj" and _has_charge(token)):
        keys.append((lemma, "verb-claim"))
    keys.append((lemma, "verb"))
    if relation in ("xcomp", "prep:to") and token.tag_ == "VBN":
        keys.append((lemma, "adj"))
    return keys


def _has_patient(verb: Token) -> bool:
    """ "urged GERMANY to send": is somebody told to, whatever the parser makes of him?"""
    return has_child(verb, "dobj", "nsubjpass") or any(has_child(c, "nsubj") for c in children(verb, "ccomp"))


def _has_charge(verb: Token) -> bool:
    """ "rejected the ACCUSATION that it had sent": is it something alleged that the verb is about?"""
    return any(
        noun.lemma_.lower() in word_class("alleged") and has_child(noun, "acl", "ccomp", "relcl")
        for noun in children(verb, "dobj")
    )


@dataclass(frozen=True, slots=True)
class Cue:
    """A word beside a predicate that sets its modality."""

    modality: str
    token: Token


def cues(token: Token) -> list[Cue]:
    """The auxiliaries, negations and adverbs of a verb, the adjectives and "no" of a noun, strongest last."""
    found = _shared(token)
    found += [cue for child in token.children if (cue := _cue(child, token)) is not None]
    if is_verb(token):
        if to_infinitive(token) and token.head.lemma_ == "be" and token.dep_ in ("xcomp", "ccomp"):
            found.append(Cue("planned", token.head))
        subject = next(iter(children(token, "nsubj", "nsubjpass", "dobj")), None)
        if subject is not None and any(c.lower_ == "no" and c.dep_ == "det" for c in subject.children):
            found.append(Cue("denied", subject))
    if any(cue.modality == "ended" for cue in found):
        found = [cue for cue in found if cue.modality != "denied"]  # "will no longer": stopped, not denied
    return sorted(found, key=lambda cue: _STRENGTH[cue.modality])


def _shared(token: Token) -> list[Cue]:
    """What a verb shares with the one that it is joined to: "was not collecting and shipping"."""
    bare = token.tag_ in ("VB", "VBN", "VBG") and not has_child(token, "aux", "auxpass", "nsubj", "nsubjpass")
    first = first_conjunct(token)
    if token.dep_ != "conj" or not is_verb(token) or not bare or not is_verb(first):
        return []
    contrast = any(child.dep_ == "cc" and child.lower_ in ("but", "yet") for child in first.children)
    return [cue for cue in cues(first) if cue.modality != "denied" or not contrast]


def _cue(child: Token, token: Token) -> Cue | None:
    """What one word beside a predicate does to it."""
    word, known = child.lower_, _modality_cues().get(child.lower_)
    match child.dep_:
        case "mark" if word == "whether":
            return Cue("asked", child)  # who asks whether, or will not say whether, claims nothing
        case "mark" if word in ("if", "unless"):
            return Cue("possible", child)
        case _ if word == "not" and _not_only(child):
            return None
        case "det" if word == "no":
            more = any(c.lower_ in ("more", "further", "new") for c in token.children)
            return Cue("ended" if more else "denied", child)
        case "neg":
            return None if _not_only(child) else Cue("denied", child)
        case "advmod" if word == "longer" and any(c.lower_ in ("no", "any") for c in child.children):
            return Cue("ended", child)
        case "aux" | "advmod" | "preconj" if word in ("should", "must", "ought"):
            return Cue("call", child)
        case "aux" if word in ("would", "'d") and _is_draft_law(token):
            return Cue("possible", child)
        case "aux" | "preconj" if known:
            return Cue(known, child)
        case "advmod" if known and known != "planned":
            return Cue(known, child)
        case "amod" | "advmod" if known in ("possible", "planned") and not is_verb(token):
            return Cue(known, child)
    return None


def _is_draft_law(verb: Token) -> bool:
    """ "a bill that would halt sales": what a draft would do is possible."""
    return any(subject.lemma_.lower() in word_class("draft") for subject in surface_subjects(verb))


def _not_only(negation: Token) -> bool:
    """ "not only sold": that "not" denies nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return following in ("only", "just", "merely", "least")


def participle_row(noun: Token, act: str) -> list[tuple[Row, Token]]:
    """Participles before a noun: "the suspended sale", "halted deliveries"."""
    found = []
    for child in children(noun, "amod"):
        if child.tag_ in ("VBN", "VBD", "JJ") and child.lemma_ != child.lower_:
            for row in _governors().get((child.lemma_, "verb"), ()):
                if (not row["over"] or act in cells(row["over"])) and row["act"] in ("suspension", "approval", ""):
                    found.append((row, child))
                    break
    return found
