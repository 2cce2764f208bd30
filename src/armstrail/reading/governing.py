"""What governs a predicate, from the inside out: in "refused to approve the sale", sale <- approve <- refuse.

The words that change what is said of a transfer stand in `lexicon/tables/governors.csv`, with the act or modality that
they make of it; the auxiliaries, adverbs and adjectives in `modality.csv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, table, word_class
from armstrail.reading.syntax import (
    behind,
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
_MISTAKEN = {"hop": "hope"}  # what the model makes of "hoped"
# Prepositions that may belong to the object before them: "put a hold ON".
_OF_OBJECTS = frozenset("to for on of against over".split())
_THINGS = frozenset({"it", "this", "that", "which"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
_STRENGTH = {"asked": 0, "ended": 0, "planned": 1, "possible": 2, "call": 3, "denied": 4}


@dataclass(frozen=True, slots=True)
class Link:
    """One step up: the governing word, how the inner word hangs on it, and whether the step leaves the statement.

    `scene`: the inner clause is stated on its own (a relative clause, "while …"): what stands above says nothing of its
    act or modality, only, perhaps, who says so.
    `inner`: the word below, "accusations" in "rejected accusations that it sold tanks"; None where nobody asks.
    """

    token: Token
    relation: str
    scene: bool
    inner: Token | None = None


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
        for token, relation in steps:
            found.append(Link(token, relation, scene, node))
            node = token


def _step(node: Token, head: Token) -> tuple[list[tuple[Token, str]], bool]:
    """The governing words one step up, with the inner word's relation to each, and whether the statement ends there."""
    dep = node.dep_
    if dep in ("ccomp", "csubj") and (adjective := _predicate_adjective(node, head)) is not None:
        return [(adjective, "ccomp"), (head, "acomp")], False
    if dep in _OBJECTS or dep in ("xcomp", "ccomp"):
        return [(head, dep)], False
    if dep == "nsubj":
        return [(head, dep)], _says_another_thing(head) and not _is_called_untrue(node, head)
    if dep in ("pobj", "pcomp") and head.head != head:
        return _step_from_object(node, head)
    if dep == "advcl":
        return _step_from_clause(node, head)
    if dep in ("acl", "relcl") and to_infinitive(node) and (verb := _verb_before_span(head)) is not None:
        return [(verb, "xcomp")], False  # "refused FOR YEARS to sell"
    if dep == "acl" or (dep == "relcl" and to_infinitive(node) and not has_child(node, "nsubj", "nsubjpass")):
        of_measures = node.tag_ == "VBG" and head.lemma_ in word_class("measures")  # "steps PROHIBITING deliveries"
        return [(head, "acl")], not (to_infinitive(node) or has_child(node, "mark") or of_measures)
    if dep == "relcl" and has_child(node, "mark") and _governs(head):
        return [(head, "acl")], False  # "a danger THAT Libya will sell"
    if dep in ("compound", "nmod") or (dep == "amod" and not is_verb(node)):
        return [(head, "compound")], False
    return [(head, dep)], dep not in ("prep", "aux", "acomp")


def _step_from_object(node: Token, head: Token) -> tuple[list[tuple[Token, str]], bool]:
    """ "stopped short of SENDING", "put a hold on the SALE": a step up from what stands behind a preposition."""
    above = head.head
    if head.lower_ == "for" and _repays(above):
        return [(above, "prep:for")], True  # "would impose sanctions FOR its purchase": that is no plan
    if above.dep_ in ("advmod", "prep") and _has_row(_phrases(above.head), "verb"):
        return [(above.head, f"prep:{head.lower_}")], False  # "stopped SHORT OF sending", "backed OUT OF the sale"
    if (noun := _object_before(head)) is not None:
        return [(noun, f"prep:{head.lower_}"), (head.head, "dobj")], False
    return [(head.head, f"prep:{head.lower_}")], not _takes_complement(head, node.dep_)


def _predicate_adjective(clause: Token, verb: Token) -> Token | None:
    """ "it is POSSIBLE that Libya will sell": the adjective says something of the clause, though both hang on "is"."""
    if verb.lemma_ not in ("be", "seem", "appear", "look", "remain", "become"):
        return None
    adjectives = children(verb, "acomp", "oprd", "attr")
    return next((one for one in adjectives if one.pos_ == "ADJ" and one.i != clause.i), None)


def _says_another_thing(verb: Token) -> bool:
    """Has a verb an object or adjective of its own, which it says of its subject: "the sale ANGERED Israel"?"""
    if not is_verb(verb):
        return True
    return has_child(verb, "dobj", "attr", "acomp") and not _has_row(_phrases(verb), "verb")


def _object_before(preposition: Token) -> Token | None:
    """ "put a HOLD on the sale": what stands behind the preposition belongs to the object, where that governs."""
    verb = preposition.head
    if not is_verb(verb) or preposition.lower_ not in _OF_OBJECTS:
        return None
    for noun in children(verb, "dobj", "nsubjpass"):
        if noun.i < preposition.i and _governs(noun) and _lemma(noun) not in word_class("two-sided"):
            return noun
    return None


def _repays(word: Token) -> bool:
    """ "a PENALTY for", "PUNISHED him for", "imposed SANCTIONS on him for": what follows was done in any case."""
    return any(_lemma(one) in word_class("penalty-for") for one in (word, *children(word, "dobj", "nsubjpass")))


def _verb_before_span(noun: Token) -> Token | None:
    """ "refused for YEARS to sell": the verb whose infinitive the parser hung on a span of time."""
    preposition = noun.head
    spans = noun.dep_ == "pobj" and preposition.dep_ == "prep" and noun.lemma_.lower() in word_class("timespan")
    return preposition.head if spans and is_verb(preposition.head) else None


def _takes_complement(preposition: Token, dep: str) -> bool:
    """Does what stands above a preposition say something of what stands behind it: "agreed TO the sale"?"""
    above = preposition.head
    if preposition.lower_ == "by" and dep == "pcomp":
        return is_verb(above)  # "could retaliate BY sending": as sure as what it is a means to
    if is_verb(above) and _has_row([f"{_lemma(above)} {preposition.lower_}"], "verb"):
        return True  # "voted AGAINST the sale"
    if preposition.lower_ not in _COMPLEMENT or (dep == "pobj" and preposition.dep_ == "agent"):
        return False
    if preposition.lower_ == "in" and any(_lemma(noun) in word_class("part") for noun in children(above, "dobj")):
        return True  # "took no PART IN the delivery"
    sets_scene = preposition.lower_ in ("in", "with") and is_verb(above) and dep == "pobj"
    return not sets_scene or above.lemma_ in word_class("engaging")


def _step_from_clause(node: Token, head: Token) -> tuple[list[tuple[Token, str]], bool]:
    """ "signed a CONTRACT to supply": the infinitive belongs to the noun, where that noun governs."""
    if to_infinitive(node) and is_verb(head):
        beside = behind(head, "under") if head.lemma_ in ("be", "come", "remain") else []  # "is under PRESSURE to halt"
        before = [mark.nbor(-1) for mark in children(node, "mark") if mark.lower_ == "for" and mark.i > head.i + 1]
        for noun in [*before, *children(head, "dobj", "nsubjpass", "attr"), *beside]:  # "met REQUESTS FOR it to sell"
            if _governs(noun):
                return [(noun, "acl"), (head, "dobj")], False
    if to_infinitive(node) and _governs(head):
        return [(head, "acl")], False  # "approval FOR Egypt TO build"
    if _likeness(node) and _has_row([f"{_lemma(head)} {_likeness(node)}"], "verb-that"):
        return [(head, "ccomp")], False  # "it LOOKS LIKE Qatar sent rifles"
    if node.tag_ == "VBG" and node.i == head.i + 2 and _has_row(_phrases(head), "verb"):
        return [(head, "xcomp")], False  # "ruled out SENDING"
    return [(head, "advcl")], True


def _likeness(clause: Token) -> str:
    """The "like" or "as" that opens a clause, "" if none does."""
    return next((mark.lower_ for mark in children(clause, "mark") if mark.lower_ in ("like", "as")), "")


def _lemma(token: Token) -> str:
    """A word's dictionary form, where the model errs the right one."""
    return _MISTAKEN.get(token.lemma_, token.lemma_.lower())


def _governs(noun: Token) -> bool:
    """Is it a noun that may govern: "ban", "green light", "danger"?"""
    return noun.pos_ == "NOUN" and _has_row([*_noun_phrases(noun), _lemma(noun)], "noun")


def _has_row(lemmas: list[str], pos: str) -> bool:
    """Has one of the words or phrases a row of its own?"""
    return any(_governors().get((lemma, pos)) for lemma in lemmas)


def row_for(link: Link, act: str) -> tuple[Row, Token] | None:
    """What a governing word makes of an act: its row, and the word that says it. None where it changes nothing."""
    for lemma, pos in _keys(link):
        for row in _governors().get((lemma, pos), ()):
            if not row["over"] or act in cells(row["over"]):
                return row, link.token
    return None


def _keys(link: Link) -> list[tuple[str, str]]:
    """The table's keys for a word in its use, the most telling first: phrases before the bare word."""
    token, relation, lemma = link.token, link.relation, _lemma(link.token)
    if relation == "prep:by":
        return []  # "stopped the offensive by sending tanks": what is stopped is no transfer
    if token.pos_ == "ADJ":
        return [(lemma, "adj"), (token.lower_, "adj")]
    if not is_verb(token):
        return [(phrase, "noun") for phrase in [*_noun_phrases(token), lemma]]
    if relation in _BESIDE_WILL and lemma in word_class("wishing"):
        return []
    preposition = [f"{lemma} {relation.removeprefix('prep:')}"] if relation.startswith("prep:") else []
    if link.inner is not None and (like := _likeness(link.inner)):
        preposition.append(f"{lemma} {like}")
    phrases = [*_phrases(token), *preposition, *([token.lower_] if token.tag_ == "VBG" else [])]
    uses = _uses(link)
    keys = [(phrase, use) for phrase in phrases for use in uses] + [(lemma, use) for use in uses]
    if relation in ("xcomp", "prep:to") and token.tag_ == "VBN":
        keys.append((lemma, "adj"))
    return keys


def _uses(link: Link) -> list[str]:
    """The uses of a verb in which the table may know it, the most telling first."""
    found = []
    if link.relation == "prep:from":
        found.append("verb-from")
    if link.relation in ("prep:for", "prep:of", "prep:with"):
        found.append("verb-for")
    if link.relation in ("xcomp", "ccomp"):
        if _has_patient(link.token):
            found.append("verb-obj")
        found.append("verb-that")
        if link.inner is not None and link.inner.tag_ == "VBG" and not has_child(link.inner, "aux", "nsubj"):
            found.append("verb-doing")
    if link.relation in ("dobj", "nsubjpass"):
        found.append("verb-noun")
    if link.relation.startswith("acl") or link.relation == "ccomp" or _is_claim(link.inner):
        found.append("verb-claim")
        if _calls_untrue(link.token):
            found.append("verb-untrue")
    return [*found, "verb"]


def _is_claim(word: Token | None) -> bool:
    """Is it what somebody else claims: "rejected ACCUSATIONS that"?"""
    return word is not None and _lemma(word) in word_class("alleged")


def _calls_untrue(verb: Token) -> bool:
    """ "called the reports BASELESS", "the reports were FALSE": is a word for untrue beside the verb?"""
    words = [word for word in verb.subtree if word.i > verb.i]
    return any({word.lower_, _lemma(word)} & word_class("untrue") for word in words)


def _is_called_untrue(subject: Token, verb: Token) -> bool:
    """ "the REPORTS that it sold tanks were false"."""
    return _is_claim(subject) and _calls_untrue(verb)


def _phrases(verb: Token) -> list[str]:
    """The verb with what makes a phrase of it: "call off", "put on hold", "pull plug", "find guilty", "have yet"."""
    lemma = _lemma(verb)
    beside = children(verb, "dobj", "nsubjpass", "acomp", "oprd", "attr", "advmod", "prt")
    found = [f"{lemma} {word}" for word in [*particles(verb), *map(_lemma, beside)]]
    for preposition in children(verb, "prep"):
        nouns = children(preposition, "pobj", "dobj")
        found += [f"{lemma} {preposition.lower_} {_lemma(noun)}" for noun in nouns] or [f"{lemma} {preposition.lower_}"]
    return found


def _noun_phrases(noun: Token) -> list[str]:
    """The noun with what makes a phrase of it: "no evidence", "green light", "go-ahead", "on verge"."""
    lemma = _lemma(noun)
    modifiers = children(noun, "det", "amod", "nummod", "compound", "nmod")
    found = [f"{modifier.lower_} {lemma}" for modifier in modifiers]
    if noun.i > 1 and noun.nbor(-1).text == "-":
        found.insert(0, f"{noun.nbor(-2).lower_}-{lemma}")
    if noun.dep_ == "pobj":
        found.append(f"{noun.head.lower_} {lemma}")
    return found


def _has_patient(verb: Token) -> bool:
    """ "urged GERMANY to send": is somebody told to, whatever the parser makes of him?"""
    return has_child(verb, "dobj", "nsubjpass") or any(has_child(c, "nsubj") for c in children(verb, "ccomp"))


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
        if to_infinitive(token) and token.dep_ == "ROOT" and has_child(token, "nsubj", "nsubjpass"):
            found.append(Cue("planned", token))  # a headline: "Russia TO SUPPLY Syria with jets"
        found += [
            Cue("ended" if _is_no_more(noun) else "denied", noun)
            for noun in children(token, "nsubj", "nsubjpass", "dobj")
            if _is_none(noun)
        ]
    if any(cue.modality == "ended" for cue in found):
        found = [cue for cue in found if cue.modality != "denied"]  # "will no longer": stopped, not denied
    return sorted(found, key=lambda cue: _STRENGTH[cue.modality])


def _is_none(noun: Token) -> bool:
    """ "NO rifles", "NONE of the rifles", "NOT a rifle"."""
    return noun.lower_ in ("none", "nobody", "nothing") or any(
        (child.lower_ == "no" and child.dep_ == "det")
        or (child.lower_ == "not" and not _not_only(child))
        or (child.lower_ == "more" and any(c.lower_ == "no" for c in child.children))
        for child in noun.children
    )


def _is_no_more(noun: Token) -> bool:
    """ "NO MORE arms", "NO FURTHER deliveries": what came before is not denied."""
    return any(child.lower_ in ("more", "further", "new") for child in noun.children)


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
            return Cue("ended" if _is_no_more(token) else "denied", child)
        case "neg":
            return None if _not_only(child) or _until(token) else Cue("denied", child)
        case "advmod" | "amod" if word in ("longer", "more", "further") and _has_no(child):
            return Cue("ended", child)
        case "aux" | "advmod" | "preconj" if word in ("should", "must", "ought"):
            return Cue("planned" if word == "should" and _is_expected(token) else "call", child)
        case "aux" if word in ("would", "'d"):
            return _would(child, token)
        case "aux" | "preconj" | "cc" if known:
            return Cue(known, child)
        case "advmod" if known and known != "planned":
            return Cue(known, child)
        case "amod" | "advmod" if known in ("possible", "planned") and not is_verb(token):
            return Cue(known, child)
    return None


def _has_no(word: Token) -> bool:
    """ "NO longer", "not ANY longer", "NO more"."""
    return any(child.lower_ in ("no", "any") for child in word.children)


def _is_expected(verb: Token) -> bool:
    """ "should be delivered by May", "should arrive next year": what is expected to happen, and no call."""
    helpers = {helper.lemma_ for helper in children(verb, "aux", "auxpass")}
    happens = has_child(verb, "auxpass") or (verb.tag_ == "VBG" and "be" in helpers)
    if "have" in helpers or not (happens or verb.lemma_ in word_class("arriving")):
        return False
    beside = (word for child in children(verb, "prep", "npadvmod", "advmod", "agent") for word in child.subtree)
    return any(word.lower_ in word_class("coming") or _YEAR.fullmatch(word.text) for word in beside)


def _would(auxiliary: Token, verb: Token) -> Cue | None:
    """ "would supply" is planned, possible where a draft would do it; "would like to buy" is a wish, no plan."""
    if verb.lemma_ in word_class("liking"):
        return None
    return Cue("possible" if _is_draft_law(verb) or _would_stop(verb) else "planned", auxiliary)


def _would_stop(verb: Token) -> bool:
    """ "It would also halt arms sales": what a thing named before would stop is possible, unless somebody says so."""
    stops = any(row["act"] == "suspension" for row in _governors().get((_lemma(verb), "verb"), ()))
    return stops and verb.dep_ == "ROOT" and any(one.lower_ in _THINGS for one in children(verb, "nsubj"))


def _is_draft_law(verb: Token) -> bool:
    """ "a bill that would halt sales": what a draft would do is possible."""
    return any(subject.lemma_.lower() in word_class("draft") for subject in surface_subjects(verb))


def _until(verb: Token) -> bool:
    """ "shipments did not begin UNTIL 1985": later they did; but "has not delivered them until now"."""
    return verb.tag_ in ("VB", "VBD") and any(noun.lower_ != "now" for noun in behind(verb, "until"))


def _not_only(negation: Token) -> bool:
    """ "not only sold", "not the first time that": that "not" denies nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    if following == "the" and negation.i + 2 < len(negation.doc):
        return negation.nbor(2).lower_ in ("first", "last", "only")
    return following in ("only", "just", "merely", "least")


def participle_row(noun: Token, act: str) -> list[tuple[Row, Token]]:
    """Participles before a noun: "the suspended sale", "halted deliveries"; "considers HALTING deliveries" too."""
    found = []
    for child in children(noun, "amod"):
        gerund = child.tag_ == "VBG" and child.i == noun.left_edge.i
        if (gerund or child.tag_ in ("VBN", "VBD", "JJ")) and child.lemma_ != child.lower_:
            for row in _governors().get((child.lemma_, "verb"), ()):
                if (not row["over"] or act in cells(row["over"])) and row["act"] in ("suspension", "approval", ""):
                    found.append((row, child))
                    break
    return found
