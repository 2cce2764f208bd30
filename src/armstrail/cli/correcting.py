"""Asks a reviewer what a claim should say: the field, the value, the words of the report that carry it.

2 (modality), "denied", "the ministry denied"  ->  Correction(modality, "denied", span=(120, 139))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from armstrail.cli.layout import Hanging
from armstrail.cli.screen import visible
from armstrail.cli.table import show_claim
from armstrail.cli.typed import HOW, find_words, parse, written
from armstrail.model import CORRECTED, Corrected, Correction, Span
from armstrail.reconciling import corrected

if TYPE_CHECKING:
    from rich.console import Console

    from armstrail.cli.keys import Keys
    from armstrail.model import Claim
    from armstrail.register.queue import Case

_AROUND = 30  # characters to each side of words that are found several times


def ask(screen: Console, keys: Keys, case: Case) -> list[Correction]:
    """The corrections that a reviewer gives, with the claim shown after each; none where he thinks better of it."""
    given: list[Correction] = []
    now = case.claim
    while field := _field(screen, keys, now):
        correction = _correction(screen, keys, case, field)
        if correction is None:
            continue
        try:
            now = corrected(case.claim, [*given, correction])
        except ValueError as error:
            _say(screen, str(error))
            continue
        given.append(correction)
        screen.print()
        show_claim(screen, now, case.report)
    return given


def _field(screen: Console, keys: Keys, claim: Claim) -> Corrected | None:
    """The field that is wrong; None when there is no other."""
    for number, field in enumerate(CORRECTED, start=1):
        value = Text(visible(written(claim, field)))
        screen.print(Hanging(Text.assemble((f"{number:2} ", "bold"), f"{field:11} ", value), 4, 19))
    while typed := keys.line("field (number or name; Enter when done): "):
        named = [field for number, field in enumerate(CORRECTED, start=1) if typed in (str(number), field)]
        if named:
            return named[0]
        _say(screen, f"{typed}: no such field")
    return None


def _correction(screen: Console, keys: Keys, case: Case, field: Corrected) -> Correction | None:
    """The new value and what carries it; None where the reviewer goes back."""
    screen.print(Hanging(Text(f"{HOW[field]}; - for nothing", "dim"), 4, 4))
    while typed := keys.line(f"{field} should be (Enter: go back): "):
        try:
            value = parse(field, typed, case.report.published)
            corrected(case.claim, [Correction(field=field, value=value, reference=typed)])
        except ValueError as error:
            _say(screen, str(error))
            continue
        return _carried(screen, keys, case, Correction(field=field, value=value, reference=typed))
    return None


def _carried(screen: Console, keys: Keys, case: Case, found: Correction) -> Correction | None:
    """The correction with the words of the report that carry it, or with where else it is known from."""
    while typed := keys.line("words of the report that carry it (Enter: it is not from the report): "):
        span = _place(screen, keys, case.report.text, typed)
        if span is not None:
            words = case.report.text[span.start : span.end]
            return found.model_copy(update={"span": span, "text": words, "reference": None})
    reference = keys.line("where it is known from, a document say (Enter: go back): ")
    return found.model_copy(update={"reference": reference}) if reference else None


def _place(screen: Console, keys: Keys, text: str, typed: str) -> Span | None:
    """Where the words stand: once, or where the reviewer chooses."""
    places = [Span(*place) for place in find_words(text, typed)]
    if not places:
        _say(screen, "the report does not have these words; they are looked for exactly as typed")
        return None
    if len(places) == 1:
        return places[0]
    for number, place in enumerate(places, start=1):
        before, words, after = (
            visible(part)
            for part in (
                text[max(place.start - _AROUND, 0) : place.start],
                text[place.start : place.end],
                text[place.end : place.end + _AROUND],
            )
        )
        screen.print(
            Hanging(Text.assemble((f"{number:2} ", "bold"), f"…{before}[", (words, "bold"), f"]{after}…"), 4, 7)
        )
    chosen = keys.line(f"which (1 to {len(places)}; Enter: other words): ")
    return places[int(chosen) - 1] if chosen.isdecimal() and 1 <= int(chosen) <= len(places) else None


def _say(screen: Console, what: str) -> None:
    screen.print(Hanging(Text(visible(what), "red"), 4, 4))
