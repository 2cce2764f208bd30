"""Does an event hold what its frame asks for (column `needs` of frames.csv)? "They armed themselves" is no transfer."""

from __future__ import annotations

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.reading.event import Event
from armstrail.reading.governing import row_for
from armstrail.reading.grants import sells_more
from armstrail.reading.parsed import MAKING, Parsed
from armstrail.reading.party import agent_row
from armstrail.reading.stand_in import takes_up
from armstrail.reading.syntax import behind, children, has_child, is_passive, is_verb, objects, subjects, to_infinitive


class Needs:
    """Judges one sentence's events."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed

    def met(self, event: Event) -> bool:
        """Does the event hold what its frame needs? What the rest of the passage may still supply is noted in `needs`.

        A claim with neither side known does not count in any case, nor one whose two sides are the same.
        """
        sides = {party.value for party in event.suppliers}, {party.value for party in event.recipients}
        if sides[0] & sides[1]:
            return False
        if (
            self._is_exercise(event)
            or self._is_no_transfer(event)
            or (event.predicate.dep_ == "amod" and event.predicate.lemma_ in MAKING)
        ):
            return False  # "the army, which uses Soviet-built helicopters"
        if self._comes_back(event) or _is_to_be_prevented(event.predicate):
            return False
        event.points_back = self._may_be_definite(event)
        if event.is_bare:
            event.taken_up = event.stands_for is not None or self._takes_up(event)
            if self._says_too_little(event):
                return False
            event.needs |= {"suppliers", "recipients"}
        return all(self._holds(need, event) for need in event.row["needs"].split("+"))

    def _holds(self, need: str, event: Event) -> bool:
        """One entry of the column `needs`."""
        known = {"suppliers": bool(event.suppliers), "recipients": bool(event.recipients)}
        match need:
            case "goods":
                event.definite = not event.goods
                return bool(event.goods) or event.stands_for is not None or self._may_be_definite(event)
            case "self":
                return bool(event.goods) and not self._is_vague_help(event)
            case "kinds":
                return any(goods.category != "unspecified" for goods in event.goods)
            case "recipient" | "supplier" if not known[f"{need}s"] and self._moves_itself(event):
                return False
            case "recipient" | "supplier":
                event.needs |= {f"{need}s"} - {side for side, there in known.items() if there}
            case "foreign" if not event.suppliers and not any(p.kind == "group" for p in event.recipients):
                event.needs |= {"suppliers"}  # what a state gets from nobody named may be its own procurement
            case "group":
                return any(party.kind == "group" for party in event.recipients)
            case "side":
                return event.is_bare or any(known.values())
            case "both":
                return event.is_bare or all(known.values())
            case "leg":
                moves = not event.stands_for and all(
                    goods.category in word_class("self-moving") for goods in event.goods
                )
                return event.taken_up or (
                    all(known.values()) if moves else any(known.values())
                )  # "the carrier came home"
            case "carrier":
                return {one.i for one in objects(event.predicate)}.isdisjoint(goods.head for goods in event.goods)
            case "hands":
                return any(one.lower_ in word_class("hands") for one in behind(event.predicate, "in", "into"))
            case _:
                return self._is_service(need, event)
        return True

    def _meant_for(self, event: Event) -> list[Token]:
        """ "a contract to upgrade tanks FOR TURKEY"."""
        return [noun for one in (event.predicate, *objects(event.predicate)) for noun in behind(one, "for")]

    def _is_service(self, need: str, event: Event) -> bool:
        """Is production, support, training, arming done for or by another, and military?"""
        match need:
            case "licensed":
                return self._licensed(event)
            case "logistics":
                return bool({token.lower_ for token in event.predicate.subtree} & word_class("logistics"))
            case "military":
                return self._military(event)
            case "served" if not event.suppliers and event.act == "support":
                return bool(self._meant_for(event))  # a state's own: "curbs on modernising Russia's missiles"
            case "armed" if not event.suppliers:
                return not behind(event.predicate, "with")  # "militias armed with rifles" fought
        return True

    def _is_no_transfer(self, event: Event) -> bool:
        """ "sold jets to four AIRLINES", "the ABILITY to deliver chemical weapons", "HAVE a supply of spare parts"."""
        predicate = event.predicate
        if predicate.lemma_ == "take" and any(one.lemma_ in word_class("taken") for one in children(predicate, "dobj")):
            return True  # "took an OPTION on 12 of the aircraft"
        is_title = predicate.dep_ in ("compound", "nmod") and agent_row(predicate) is not None
        if is_title and not event.recipients:
            return True  # "signed by the state arms EXPORTER Rosoboronexport": what a firm is, not what it did
        flown = bool(event.goods) and all(goods.category == "aircraft" for goods in event.goods)
        if flown and any(word.lower_ in word_class("civil-buyer") for word in self.parsed.tokens):
            return True
        if event.recipients:
            return False
        if predicate.lemma_ == "deliver":
            return any(link.token.lemma_.lower() in word_class("capability") for link in event.links)
        held = predicate.dep_ == "dobj" and predicate.head.lemma_ in ("have", "hold", "keep")
        return held and predicate.lemma_ == "supply" and not event.suppliers[1:]

    def _is_exercise(self, event: Event) -> bool:
        """ "sent two bombers to Japan for drills": a force that goes somewhere itself."""
        moves = all(goods.category in word_class("self-moving") for goods in event.goods)
        if not moves or event.row["act"] != "delivery" or not is_verb(event.predicate):
            return False
        words = (word for word in event.predicate.subtree if not self.parsed.is_goods(word))  # "patrol boats"
        return any(word.lemma_.lower() in word_class("exercise") for word in words)

    def _comes_back(self, event: Event) -> bool:
        """ "was flown to Slovakia FOR REPAIRS", "sent the tanks TO BE SCRAPPED": what is worked on changes no hands."""
        verb = event.predicate
        moving = word_class("carrying") | word_class("sending")
        if event.row["act"] != "delivery" or not is_verb(verb) or verb.lemma_ not in moving:
            return False
        nouns = [noun for noun in behind(verb, "for") if not has_child(noun, "prep")]
        works = [clause for clause in children(verb, "advcl", "xcomp") if to_infinitive(clause) and is_passive(clause)]
        return any(word.lemma_.lower() in word_class("upkeep") for word in (*nouns, *works))

    def _moves_itself(self, event: Event) -> bool:
        """ "Iran flew helicopters over Syria": it goes over to nobody unless the sentence says to whom."""
        moves = event.goods and all(goods.category in word_class("self-moving") for goods in event.goods)
        return bool(moves) and event.predicate.lemma_ in word_class("carrying") | word_class("sending")

    def _is_vague_help(self, event: Event) -> bool:
        """ "with help from the army": help is goods only where it is called military, or was before."""
        noun = event.predicate
        means = noun.dep_ == "pobj" and noun.head.lower_ == "with"  # "with the help of the ambassador"
        return (
            noun.lemma_.lower() in word_class("helping")
            and all(len(goods.text.split()) == 1 for goods in event.goods)
            and not children(noun, "amod", "compound")
            and (means or not self._may_be_definite(event))
        )

    def _licensed(self, event: Event) -> bool:
        """Is it production for or with another: under licence, jointly, with his technology, help or approval?"""
        words = {t.lower_ for t in (*self._near(event.predicate), *event.predicate.subtree)}
        if words & word_class("licensed") or (words & word_class("lent") and event.suppliers):
            return True
        if event.recipients and self._is_of_the_suppliers(event):
            return True  # "Poland will build South Korean tanks": not without South Korea
        return any(
            row is not None and row[0]["act"] == "approval"
            for row in (row_for(link, "production") for link in event.links)
        )

    def _is_of_the_suppliers(self, event: Event) -> bool:
        """ "SOUTH KOREAN tanks": do the goods bear the name of a supplier that sells more than who builds them?

        "Germany builds Israeli submarines" is no Israeli licence.
        """
        suppliers = {p.value for p in event.suppliers if all(sells_more(p.value, r.value) for r in event.recipients)}
        words = [word for one in objects(event.predicate) for word in one.lefts]
        words += [inner for word in words for inner in word.lefts]
        named = [word for word in words if word.dep_ in ("amod", "compound", "nmod")]
        return any((entry := self.parsed.entry(word)) is not None and entry.id in suppliers for word in named)

    def _may_be_definite(self, event: Event) -> bool:
        """ "the deal", "supplied them", "sold nothing": the goods were named before; the passage must say which."""
        token = event.predicate
        words = children(token, "det") if event.row["pos"] == "noun" else objects(token)
        return any(word.lower_ in word_class("pointing") for word in words)

    def _takes_up(self, event: Event) -> bool:
        """ "THE GUNS had been delivered by May": does an event name its goods as those of one told before?"""
        return any(takes_up(self.parsed.doc[goods.head]) for goods in event.goods)

    def _says_too_little(self, event: Event) -> bool:
        """Has an event without sides too few words to tell which one told before it takes up?"""
        if agent_row(event.predicate) is not None:
            return True
        if event.taken_up:
            return False
        if event.goods or event.predicate.lemma_ in word_class("carrying"):
            return True  # who gives and who gets is not to be guessed at once; "the trucks that carry them"
        return is_verb(event.predicate) and event.row["act"] not in ("delivery", "order")  # "denied this"

    def _near(self, token: Token) -> list[Token]:
        return [*token.children, token.head, *(t for c in token.children for t in c.children)]

    def _military(self, event: Event) -> bool:
        """Is the training, are the advisers, is who is trained military?"""
        if any(party.kind == "group" for party in event.recipients):
            return True
        forces = word_class("forces")
        verb = event.row["pos"] == "verb"
        nouns = [*objects(event.predicate), *subjects(event.predicate)] if verb else [event.predicate]
        if verb and event.predicate.dep_ in ("advcl", "xcomp", "acl"):  # "sent officers to advise"
            nouns += objects(event.predicate.head) if is_verb(event.predicate.head) else [event.predicate.head]
        return any(
            t.lower_ in forces or ((e := self.parsed.entry(t)) is not None and e.kind == "group")
            for noun in nouns
            for t in noun.subtree
        )


def _is_to_be_prevented(verb: Token) -> bool:
    """ "so that they do NOT get them from China", "LEST rebels buy tanks": nobody says that it happened."""
    marks = {mark.lower_ for mark in children(verb, "mark")}
    return verb.dep_ == "advcl" and ("lest" in marks or ("so" in marks and has_child(verb, "neg")))
