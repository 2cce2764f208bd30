"""Does an event hold what its frame asks for (column `needs` of frames.csv)? "They armed themselves" is no transfer."""

from __future__ import annotations

from spacy.tokens import Token

from armstrail.lexicon import word_class
from armstrail.reading.event import Event
from armstrail.reading.governing import row_for
from armstrail.reading.parsed import Parsed
from armstrail.reading.syntax import children, objects


class Needs:
    """Judges one sentence's events."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed

    def met(self, event: Event) -> bool:
        """Does the event hold what its frame needs? A claim with neither side known does not count in any case."""
        if (
            event.suppliers
            and event.recipients
            and {p.value for p in event.suppliers} == {p.value for p in event.recipients}
        ):
            return False
        for need in event.row["needs"].split("+"):
            match need:
                case "goods" if not event.goods:
                    if not self._may_be_definite(event):
                        return False
                    event.definite = True
                case "self" if not event.goods:
                    return False
                case "recipient" if not event.recipients:
                    event.needs |= {"recipients"}
                case "supplier" if not event.suppliers:
                    event.needs |= {"suppliers"}
                case "group" if not any(p.kind == "group" for p in event.recipients):
                    return False
                case "side" if not (event.suppliers or event.recipients):
                    return False
                case "leg" if not (event.suppliers and event.recipients):
                    return False  # "the carrier came home": only from somebody to somebody
                case "foreign" if not event.suppliers and not any(p.kind == "group" for p in event.recipients):
                    event.needs |= {"suppliers"}  # what a state gets from nobody named may be its own procurement
                case "licensed" if not self._licensed(event):
                    return False
                case "logistics" if not {t.lower_ for t in event.predicate.subtree} & word_class("logistics"):
                    return False
                case "kinds" if all(goods.category == "unspecified" for goods in event.goods):
                    return False
                case "military" if not self._military(event.predicate):
                    return False
                case "in" if not any(c.lower_ in ("in", "into") for c in [event.predicate.head]):
                    return False
        return bool(event.suppliers or event.recipients)

    def _licensed(self, event: Event) -> bool:
        """Is it production for or with another: under licence, jointly, with his technology or approval?"""
        if any(t.lower_ in word_class("licensed") for t in (*self._near(event.predicate), *event.predicate.subtree)):
            return True
        return any(
            row is not None and row[0]["act"] == "approval"
            for row in (row_for(link, "production") for link in event.links)
        )

    def _may_be_definite(self, event: Event) -> bool:
        """ "the deal", "the delivery", "supplied them": the goods were named before; the passage must say which."""
        token = event.predicate
        if event.row["pos"] == "noun":
            return any(c.lower_ in ("the", "this", "that", "these", "those", "such") for c in children(token, "det"))
        return any(o.lower_ in ("it", "them", "they", "which", "that", "this") for o in objects(token))

    def _near(self, token: Token) -> list[Token]:
        return [*token.children, token.head, *(t for c in token.children for t in c.children)]

    def _military(self, noun: Token) -> bool:
        """Is the training, are the advisers military ones?"""
        forces = word_class("forces")
        return any(
            t.lower_ in forces or ((e := self.parsed.entry(t)) is not None and e.kind == "group") for t in noun.subtree
        )
