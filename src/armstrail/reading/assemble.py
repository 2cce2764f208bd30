"""Makes claims of events: one for each act, modality, pair of sides and source, each value with its words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from armstrail.model import (
    Act,
    Claim,
    Item,
    Mention,
    Modality,
    Period,
    Quantity,
    Slot,
    Source,
    Span,
    Trend,
    Value,
)
from armstrail.reading.confidence import confidence
from armstrail.reading.discourse import Party
from armstrail.reading.item import REFINES, Goods
from armstrail.reading.speaker import Speaker
from armstrail.reading.transport import Means


@dataclass(slots=True)
class Draft:
    """A claim in the making: values beside the characters that carry them."""

    act: Act
    modality: Modality
    suppliers: list[Party]
    recipients: list[Party]
    via: list[Party]
    origins: list[Party]
    goods: list[Goods]
    speaker: Speaker | None
    evidence: list[Span]
    act_spans: list[Span]
    modality_spans: list[Span]
    period: Period = field(default_factory=lambda: Period(start=None, end=None))
    period_spans: list[Span] = field(default_factory=list)
    value: Value | None = None
    value_span: Span | None = None
    trend: Trend | None = None
    trend_spans: list[Span] = field(default_factory=list)
    means: list[Means] = field(default_factory=list)
    needs: frozenset[str] = frozenset()
    unsure: bool = False  # which of the two sides sells is for another draft of the passage to tell
    noun: bool = False  # is it stated by a noun only ("American arms exports")?
    definite: bool = False  # is it "the deal", "supplied them"?
    unnamed: frozenset[str] = frozenset()  # sides whose words name nobody: "foreign buyers"
    at: int = 0  # where its predicate begins
    sentence: int = 0  # the number of its sentence
    focus: str | None = None  # the party that the sentence before was about
    completed: bool = False  # is a side taken from another draft of the passage?

    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(p.value for p in self.suppliers), frozenset(p.value for p in self.recipients)

    def said_by(self, speaker: Speaker) -> Draft:
        """The same said by another, as a draft that may be changed on its own."""
        return replace(
            self,
            speaker=speaker,
            suppliers=list(self.suppliers),
            recipients=list(self.recipients),
            via=list(self.via),
            origins=list(self.origins),
            goods=list(self.goods),
            evidence=list(self.evidence),
        )


def alike(draft: Draft, other: Draft) -> bool:
    """Can the two speak of the same goods? "Weapons" may be any."""
    kinds = {goods.category for goods in (*draft.goods, *other.goods)}
    return "unspecified" in kinds or not draft.goods or not other.goods or bool(_kinds(draft) & _kinds(other))


def settle(drafts: list[Draft]) -> None:
    """Turns drafts that could not tell seller from buyer the way of the others; none says: no sides."""
    sure = [draft.sides() for draft in drafts if not draft.unsure]
    for draft in drafts:
        if draft.unsure and draft.sides() not in sure:
            turned = draft.sides()[::-1] in sure
            draft.suppliers, draft.recipients = (draft.recipients, draft.suppliers) if turned else ([], [])


def holds(draft: Draft) -> bool:
    """Is there enough for a claim? A general "American arms exports" or a state's own procurement is none."""
    if not draft.suppliers and not draft.recipients:
        return False
    if any(not getattr(draft, side) for side in draft.needs):
        return False
    if draft.suppliers and draft.recipients:
        return True
    if not draft.suppliers and draft.act == "order":
        return False
    said = draft.speaker is not None or draft.modality != "reported" or not draft.noun
    return (
        said
        or any(goods.category != "unspecified" for goods in draft.goods)
        or draft.act not in ("order", "delivery")
        or not draft.suppliers
    )


def merge(drafts: list[Draft]) -> list[Draft]:
    """Drafts of one act, modality, source and pair of sides are one claim, unless each has a price of its own."""
    merged: list[Draft] = []
    for draft in drafts:
        match = next((other for other in merged if _same(other, draft)), None)
        if match is None:
            merged.append(draft)
        else:
            _absorb(match, draft)
    return merged


def _same(one: Draft, two: Draft) -> bool:
    if (one.act, one.modality) != (two.act, two.modality) or not _one_voice(one.speaker, two.speaker):
        return False
    if one.value and two.value and one.value != two.value:
        return False
    if one.act == "order" and one.modality == "reported" and _dated(one) and _dated(two) and one.period != two.period:
        return False
    (s1, r1), (s2, r2) = one.sides(), two.sides()
    return (s1 == s2 and r1 == r2) or (
        _within(s1, s2)
        and _within(r1, r2)
        and (s1 & s2 or r1 & r2) != frozenset()
        and bool(_kinds(one) & _kinds(two) or not _kinds(two) or not _kinds(one))
    )


def _within(one: frozenset[str], two: frozenset[str]) -> bool:
    return one == two or not one or not two


def _kinds(draft: Draft) -> set[str]:
    return {goods.category for goods in draft.goods}


def _dated(draft: Draft) -> bool:
    return draft.period.start is not None or draft.period.end is not None


def _one_voice(one: Speaker | None, two: Speaker | None) -> bool:
    if one is None or two is None:
        return one is two
    return one.same_voice(two)


def _absorb(kept: Draft, other: Draft) -> None:
    """The union of two drafts of one claim."""
    known = {goods.span for goods in kept.goods}
    for goods in other.goods:
        twin = next(
            (
                g
                for g in kept.goods
                if g.category == goods.category
                and (g.designation == goods.designation or not g.designation or not goods.designation)
            ),
            None,
        )
        if goods.span in known or (goods.designation is None and _is_told(goods, kept.goods)):
            continue
        if twin is None:
            kept.goods.append(goods)
        elif (goods.designation and not twin.designation) or (
            goods.quantity and not twin.quantity and goods.designation == twin.designation
        ):
            kept.goods[kept.goods.index(twin)] = goods
    if any(g.category != "unspecified" for g in kept.goods):
        kept.goods = [g for g in kept.goods if g.category != "unspecified" or g.quantity]
    for name in ("suppliers", "recipients", "via", "origins"):
        mine, theirs = getattr(kept, name), getattr(other, name)
        mine += [p for p in theirs if p.value not in {q.value for q in mine}]
    kept.evidence += [span for span in other.evidence if span not in kept.evidence]
    if not _dated(kept):
        kept.period, kept.period_spans = other.period, other.period_spans
    kept.value, kept.value_span = (kept.value, kept.value_span) if kept.value else (other.value, other.value_span)
    if not kept.trend:
        kept.trend, kept.trend_spans = other.trend, other.trend_spans
    kept.completed = kept.completed and other.completed
    kept.means += [m for m in other.means if m.span not in {n.span for n in kept.means}]


def _is_told(goods: Goods, others: list[Goods]) -> bool:
    """Does a later, plainer mention ("the missiles") only take up what was named by its type ("S-300 missiles")?"""
    return any(one.designation and one.category in REFINES.get(goods.category, ()) for one in others)


def bounds(quantity: Quantity) -> str:
    """A quantity in words: "24..99", "30..", "..50"."""
    return f"{'' if quantity.min is None else quantity.min}..{'' if quantity.max is None else quantity.max}"


def days(period: Period) -> str:
    """A period in words: "2013-12-01..2014-01-17", open ends empty."""
    return f"{_iso(period.start)}..{_iso(period.end)}"


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def finish(draft: Draft, text: str, reader: str) -> Claim:
    """The claim that a draft stands for, with a mention for each value."""
    return Claim(
        act=draft.act,
        modality=draft.modality,
        suppliers=_values(draft.suppliers),
        recipients=_values(draft.recipients),
        via=_values(draft.via),
        origins=_values(draft.origins),
        items=tuple(
            Item(text=g.text, category=g.category, designation=g.type_name, quantity=g.quantity) for g in draft.goods
        ),
        period=draft.period,
        source=_source(draft.speaker),
        value=draft.value,
        evidence=tuple(sorted(draft.evidence)),
        transport=tuple(one.transport for one in draft.means) or None,
        trend=draft.trend,
        confidence=confidence(draft, text),
        mentions=tuple(
            Mention(slot=slot, value=value, start=span.start, end=span.end, text=text[span.start : span.end])
            for slot, value, span in _words(draft)
            if span is not None
        ),
        reader=reader,
    )


def _words(draft: Draft) -> Iterator[tuple[Slot, str, Span | None]]:
    """Every value of a draft in words, with the characters that carry it."""
    yield from (("act", draft.act, span) for span in draft.act_spans)
    yield from (("modality", draft.modality, span) for span in draft.modality_spans or draft.act_spans[:1])
    yield from (("suppliers", party.value, party.span) for party in draft.suppliers)
    yield from (("recipients", party.value, party.span) for party in draft.recipients)
    yield from (("via", party.value, party.span) for party in draft.via)
    yield from (("origins", party.value, party.span) for party in draft.origins)
    for goods in draft.goods:
        yield "items", goods.text, goods.span
        if goods.designation:
            yield "designation", goods.type_name or goods.designation, goods.designation_span
        if goods.quantity:
            yield "quantity", bounds(goods.quantity), goods.quantity_span
    yield from (("period", days(draft.period), span) for span in draft.period_spans)
    if draft.speaker:
        yield "source", draft.speaker.kind, draft.speaker.span
    if draft.value:
        yield "value", f"{draft.value.amount} {draft.value.currency}", draft.value_span
    yield from (("trend", draft.trend or "", span) for span in draft.trend_spans)
    yield from (("transport", one.transport.mode, one.span) for one in draft.means)


def _values(parties: list[Party]) -> tuple[str, ...]:
    return tuple(party.value for party in parties)


def _source(speaker: Speaker | None) -> Source:
    if speaker is None:
        return Source(kind="narrator", state=None, text=None)
    return Source(kind=speaker.kind, state=speaker.state, text=speaker.text)
