"""What is said of a transfer: its act and modality, as the words that govern the predicate make them.

"refused to approve the sale"   sale: order -> approve: approval -> refuse: denied
"may have supplied"             delivery, possible
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from spacy.tokens import Token

from armstrail.lexicon import Row, cells, word_class
from armstrail.model import Act, Modality, Trend
from armstrail.reading.discourse import Party
from armstrail.reading.event import Event
from armstrail.reading.governing import Cue, Link, cues, participle_row, row_for
from armstrail.reading.party import Parties
from armstrail.reading.syntax import behind, children, has_child, is_verb, subjects, to_infinitive


class Statement:
    """Sets act, modality, trend and claimant of one sentence's events."""

    def __init__(self, parties: Parties, rows: Mapping[int, Row]) -> None:
        self.parties = parties
        self.rows = rows

    def govern(self, event: Event) -> None:
        token = event.predicate
        if is_verb(token) and token.lemma_ in word_class("vowing"):
            event.claimant = subjects(token)
            if event.act == "order" and token.lemma_ in word_class("pledging"):
                event.modality, event.modality_words = "planned", [token]  # claim guide: a pledge not yet agreed
        if token.lemma_ == "sell" and token.tag_ != "VB" and any(p.kind == "group" for p in event.recipients):
            event.act = "delivery"  # claim guide: "is selling arms to" a warring party; nor do rebels sign contracts
        self._apply_cues(event, token)
        if not is_verb(token):
            for row, word in participle_row(token, event.act):
                self._apply(event, row, word, None)
            if event.act == "order" and self._is_handed_over(token):
                event.act = "delivery"
        self._follow(event)
        self._close_sides(event)
        if event.act == "delivery" and event.modality == "planned" and (contract := _contract_over(token)) is not None:
            event.act, event.modality = "order", "reported"  # "under the contract India is to receive": it is signed
            event.act_words.append(contract)
            event.modality_words = [contract]

    def _is_handed_over(self, noun: Token) -> bool:
        """ "the sale AND TRANSFER of tanks": what was sold went over too."""
        return any(one.i in self.rows and self.rows[one.i]["act"] == "delivery" for one in children(noun, "conj"))

    def _close_sides(self, event: Event) -> None:
        """Sides that no other sentence should fill: whom "US-supplied rifles" went to, whose sales the UN forbids."""
        if event.predicate.dep_ == "amod" and is_verb(event.predicate):
            event.unnamed.add("recipients")
        if event.act == "suspension" and any(party.kind == "body" for party in self._acting(event)):
            event.unnamed.add("suppliers")

    def _acting(self, event: Event) -> list[Party]:
        """Who does what makes an event of the act that it is: "the UN BANNED the sale"."""
        verbs = [word for word in event.act_words[-1:] if is_verb(word)]
        return [party for verb in verbs for token in subjects(verb) for party in self.parties.of(token)]

    def _follow(self, event: Event) -> None:
        """What the words that govern a predicate make of it, from the inside out."""
        opaque: set[str] = set()
        for link in event.links:
            if link.scene:
                self._only_a_purpose(event, link)
                break
            found = row_for(link, event.act)
            if found is None and not self._lets_through(link):
                opaque.add(link.token.lemma_)  # "stopped repaying Moscow for arms": the arms were not stopped
            if found is not None and found[0]["act"] and opaque - {*found[0]["lemma"].split()}:
                continue
            if found is not None:
                self._apply(event, found[0], found[1], link)
                if event.dropped:
                    return
            self._apply_cues_above(event, link, found[0] if found is not None else None)
            if event.dropped:
                return

    def _only_a_purpose(self, event: Event, link: Link) -> None:
        """ "blockaded Yemen TO STOP Iran smuggling rifles": an attempt to block is possible by the guide."""
        clause = link.inner
        purpose = link.relation == "advcl" and is_verb(link.token) and clause is not None and to_infinitive(clause)
        if purpose and clause in event.act_words and (event.act, event.modality) == ("suspension", "reported"):
            event.modality, event.modality_words = "possible", [clause]

    def _lets_through(self, link: Link) -> bool:
        """Does what is said of a word without a row hold for what hangs on it too: "began the DELIVERY of"?"""
        word = link.token
        sum_of = link.relation in ("prep:in", "prep:of") and word.lower_ in word_class("money")  # "$3 MILLION in aid"
        return (
            sum_of
            or word.i in self.rows
            or word.lemma_ in word_class("light")
            or word.lemma_ in word_class("programme")
        )

    def _apply_cues_above(self, event: Event, link: Link, row: Row | None) -> None:
        """What stands beside a governing word: "may HAVE agreed", "NO plan", "NOT likely"."""
        beside = [cue for cue in cues(link.token) if cue.token != link.inner]  # "raised NO OBJECTION" has been heard
        if link.relation.startswith("prep:"):  # "put NO FIGURE on the sale": it is the figure that is denied
            beside = [cue for cue in beside if cue.token.dep_ != "dobj" or cue.token.lemma_ in word_class("part")]
        if link.relation == "prep:by":  # "did not break the law by selling": it is not the sale that is denied
            beside = [cue for cue in beside if cue.modality in ("planned", "possible")]
        if is_verb(link.token):
            if link.token.lemma_ in word_class("knowing") and any(cue.modality == "denied" for cue in beside):
                event.dropped = True  # a source that cannot confirm makes no claim
                return
        elif row is None or row["lemma"].startswith("no "):
            return
        for cue in beside:
            if cue.modality == "denied" and row is not None and row["pos"] == "verb-obj" and row["act"] == "talks":
                self._set_objection(event, cue.token)  # "does not want Germany to sell"
            elif cue.modality == "denied" and row is not None and row["lemma"] == "rule out":
                event.modality, event.modality_words = "possible", [cue.token]
            else:
                self._apply_cue(event, cue)

    def _set_objection(self, event: Event, word: Token) -> None:
        """A call not to supply, an objection: guide, a suspension that is possible."""
        event.act, event.modality, event.modality_words = "suspension", "possible", [word]
        event.act_words.append(word)

    def _apply(self, event: Event, row: Row, word: Token, link: Link | None) -> None:
        if row["act"] == "none":
            event.dropped = True
            return
        if word.lemma_ in word_class("bringing-in") and _is_draft(event.modality_words):
            event.claimant = event.claimant or subjects(word)
            return  # "introduced a bill to block the sale": it is not blocked yet
        if self._changes_nothing(event, row, word, link):
            return
        if row["over"] == "delivery" and row["modality"] == "possible" and "subj" in cells(event.row["recipient"]):
            event.act, event.modality, event.modality_words = "talks", "reported", [word]  # "tried to obtain": asked
            event.act_words.append(word)
            return
        agreed = row["act"] == "order" and row["modality"] == "reported"
        if (agreed or row["modality"] == "planned") and event.modality == "denied":
            # "promised not to give", "agreed not to sell": what is promised is that nothing will come
            event.claimant = event.claimant or (subjects(word) if row["claimant"] == "subj" and is_verb(word) else [])
            return
        if (
            row["modality"] == "possible"
            and row["claimant"]
            and event.modality == "denied"
            and event.act in ("delivery", "order")
        ):
            self._set_objection(event, word)  # "urged X not to sell"
        elif row["act"] and row["act"] != event.act:
            event.act = cast("Act", row["act"])
            event.act_words.append(word)
        if row["modality"]:
            event.modality = cast("Modality", row["modality"])
            event.modality_words = [word]
        if row["act"] == "talks" and row["control"] == "obj" and is_verb(word):
            self._own_request(event, word)
        if row["trend"]:
            event.trend, event.trend_words = cast("Trend", row["trend"]), [word]
        if row["claimant"] and link is not None and not event.claimant:
            if row["claimant"] == "subj" and is_verb(word):
                event.claimant = subjects(word)
                event.volunteered = row["control"] == "subj" and row["modality"] in ("planned", "reported")
            elif row["claimant"] == "poss":
                event.claimant = [
                    *children(word, "poss"),
                    *(p for c in children(word, "prep") if c.lower_ in ("by", "from") for p in children(c, "pobj")),
                ]

    def _changes_nothing(self, event: Event, row: Row, word: Token, link: Link | None) -> bool:
        """Does a row leave what is said as it is: "approved its own purchase", "protested against the alleged sale"?"""
        if row["act"] == "approval" and link is not None and self._approves_own_purchase(event, word):
            return True
        protests = row["act"] == "suspension" and row["modality"] == "possible"  # who protests believes it happened
        return protests and any(one.lower_ in word_class("suspected") for one in event.modality_words)

    def _approves_own_purchase(self, event: Event, word: Token) -> bool:
        """A state that approves its own purchase has ordered."""
        if event.predicate.lemma_ not in word_class("purchases") or word.lemma_ not in word_class("own-approval"):
            return False
        approving = {party.value for token in subjects(word) for party in self.parties.of(token)}
        return bool(approving & {party.value for party in event.recipients})

    def _own_request(self, event: Event, word: Token) -> None:
        """ "Ukraine urged Germany to send tanks": who asks without saying for whom asks for himself."""
        asking = [
            p for t in subjects(word) for p in self.parties.of(t) if p.value not in {q.value for q in event.suppliers}
        ]
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
        elif cue.modality == "asked":
            event.dropped = True
        elif cue.modality == "ended":
            event.act = "suspension"
            event.act_words.append(cue.token)
        elif cue.modality == "denied":
            if (
                event.act == "order"
                and event.predicate.lemma_ in ("sell",)
                and event.modality in ("reported", "planned")
                and not has_child(event.predicate, "auxpass")
            ):
                event.act = "delivery"
            event.modality, event.modality_words = "denied", [cue.token]
        elif event.modality == "reported" or (event.modality == "planned" and cue.modality == "possible"):
            event.modality, event.modality_words = cast("Modality", cue.modality), [cue.token]


def _is_draft(words: list[Token]) -> bool:
    """Is it a law not yet in force that makes a claim possible: "a BILL to halt sales"?"""
    return any(one.lemma_.lower() in word_class("draft") for one in words)


def _contract_over(verb: Token) -> Token | None:
    """The contract by which something is to be delivered: "UNDER THE CONTRACT", "a deal UNDER WHICH"."""
    known = word_class("contracts") | word_class("schemes")
    for noun in behind(verb, "under"):
        before = [word for word in verb.sent if word.i < noun.i and word.lemma_ in known]
        contract = before[-1] if noun.lower_ == "which" and before else noun
        if contract.lemma_ in word_class("contracts") and not cues(contract):
            return contract
    return None
