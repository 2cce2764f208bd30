"""Which of the parties to a deal sells: by who makes the type, how much each exports, what the deal is named after.

"an S-400 deal between Turkey and Russia"   Russia makes the type
"the Saudi arms deal"                       named after who buys
"Iran signed a contract for tanks"          a deal does not say which of its sides sells; Iran hardly sells tanks
"""

from __future__ import annotations

from armstrail.lexicon import word_class
from armstrail.model import Span
from armstrail.reading.arguments import Named
from armstrail.reading.discourse import Party, party_kind, values
from armstrail.reading.event import Event
from armstrail.reading.exporters import export_rank, makers_of_type
from armstrail.reading.item import maker_tokens
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties, distinct

SELLS_LITTLE = 24
"""Rank among exporters from which on a deal named after a state is taken for its purchase ("the Saudi arms deal")."""
IMPOSES_LITTLE = 10
"""The same for embargoes: "the Somalia arms embargo" is on Somalia, "the US arms embargo" by the United States."""
GREAT = 15
"""Rank down to which a state exports so much that its selling to another such state is as likely as its buying."""
PAIR = 2
_OF_A_DEAL = ("subj", "by")  # "Iran signed a contract for tanks": a deal does not say which of its sides sells


class Deals:
    """Tells the sides of one sentence's deals apart."""

    def __init__(self, parsed: Parsed, parties: Parties) -> None:
        self.parsed = parsed
        self.parties = parties

    def makers(self, event: Event) -> list[Party]:
        """The states whose goods an event's are by their own phrase: "Russian missiles"."""
        words = [token for goods in event.goods for token in maker_tokens(self.parsed, goods)]
        return distinct(party for token in words for party in self.parties.of(token))

    def by_rank(self, event: Event, supplier_arg: str, recipient_arg: str, arguments: Named) -> None:
        """ "a deal between X and Y", "X's deal with Y": the seller is who makes the type, else who usually sells."""
        loose = ("poss", "mod", "subj", "with", "between", "of", "by")
        if supplier_arg not in (*loose, "") or recipient_arg not in (*loose, ""):
            return
        both = {p.value: p for p in (*event.suppliers, *event.recipients)}
        if len(both) == 1 and supplier_arg and not recipient_arg:
            for name in ("with", "between", "subj", "poss"):
                for one in arguments.get(name, ()):
                    for party in self.parties.of(one):
                        both.setdefault(party.value, party)
        if len(both) != PAIR:
            return
        first, second = both.values()
        event.suppliers, event.recipients = self.ranked(event, first, second)

    def ranked(self, event: Event, first: Party, second: Party) -> tuple[list[Party], list[Party]]:
        """Which of two parties to a deal sells: who makes the type, else who usually sells.

        Between two great exporters only the maker tells; without him the event stays `unsure`.
        """
        makers = {code for goods in event.goods for code in makers_of_type(goods.designation)}
        makers |= values(self.makers(event))
        ranks = [export_rank(party.value) for party in (first, second)]
        makes = [party.value in makers for party in (first, second)]
        if makes[0] == makes[1]:
            event.unsure = max(ranks) <= GREAT
            return ([first], [second]) if ranks[0] <= ranks[1] else ([second], [first])
        return ([first], [second]) if makes[0] else ([second], [first])

    def named_after(self, event: Event, given_by: str) -> None:
        """ "the Saudi arms sales", "the Taiwan deal": named after who buys, where that state hardly sells."""
        alone = len(event.suppliers) == 1 and not event.recipients and given_by in ("mod", "poss", "with", *_OF_A_DEAL)
        shipped = given_by == "mod" and event.predicate.lemma_.lower() in word_class("shipped")
        if not alone or not (shipped or event.predicate.lemma_.lower() in word_class("traded")):
            return
        if given_by == "mod" and not self._is_by_name(event):
            return
        if given_by in _OF_A_DEAL and event.predicate.lemma_.lower() not in word_class("two-sided"):
            return
        only = event.suppliers[0]
        sells_from = SELLS_LITTLE if event.row["act"] != "suspension" else IMPOSES_LITTLE
        if only.kind == "state" and export_rank(only.value) > sells_from and self.makers(event) != [only]:
            event.recipients, event.suppliers = event.suppliers, []

    def of_signatories(self, event: Event, given_by: str) -> None:
        """ "Korea and Peru signed a contract to export frigates", "the US-Iran arms sales": one of the two sells."""
        pair = len(event.suppliers) == PAIR and not event.recipients
        if not pair or any(party.kind != "state" for party in event.suppliers):
            return
        signed = any(link.token.lemma_ in word_class("two-sided") for link in event.links) and given_by == "subj"
        first, second = sorted(event.suppliers, key=lambda party: party.span.start)
        start = event.parsed.sentence.start
        joint = event.parsed.sentence.text[first.span.end - start : second.span.start - start]
        if signed or (given_by == "mod" and joint in ("-", "–")):
            event.suppliers, event.recipients = self.ranked(event, first, second)

    def buys(self, event: Event, party: Party) -> bool:
        """Is a contract that only names this party one of a buyer? So it is where that state hardly sells."""
        contract = event.predicate.lemma_.lower() in word_class("contracts") | word_class("purchases")
        return contract and party.kind == "state" and export_rank(party.value) > SELLS_LITTLE

    def _is_by_name(self, event: Event) -> bool:
        """ "Iran arms shipments" go to Iran; "Iranian arms shipments" need not."""
        if event.predicate.lemma_.lower() not in word_class("shipped"):
            return True
        mark = next((one for one in self.parsed.marks.values() if one.start == event.suppliers[0].span.start), None)
        return mark is not None and mark.entry.role == "name" and not mark.text.isupper() and "." not in mark.text

    def only_pair(self, event: Event) -> None:
        """ "its cooperation with Moscow includes a deal": it is between the sentence's only two."""
        deals = word_class("traded") | word_class("purchases")
        if event.suppliers or event.recipients or event.act != "order":
            return
        if event.predicate.lemma_.lower() not in deals:
            return
        named: dict[str, Party] = {}
        for _, one in self.parsed.parties():
            if one.entry.kind not in ("body", "region") and one.entry.id not in values(event.via):
                named.setdefault(one.entry.id, Party(one.entry.id, Span(one.start, one.end), party_kind(one.entry)))
        if len(named) == PAIR:
            event.suppliers, event.recipients = self.ranked(event, *named.values())
