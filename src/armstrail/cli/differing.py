"""What would be read otherwise, for the eye and for programs.

red-sea-wire.html
  + Iran (IR) → Sudan (SD) · delivery, planned · rockets
  − Iran (IR) → Palestine (PS) · seizure, reported · rockets
  ~ Iran (IR) → Syria (SY) · delivery, reported · rockets
      modality: reported, now planned
      hangs: accept by m.osei, 2026-03-02: both wires
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rich.text import Text

from armstrail.cli import wording
from armstrail.cli.layout import Hanging as Indented
from armstrail.cli.screen import Bar, console, visible
from armstrail.model import Claim, Decision, escaped
from armstrail.register.differences import Difference, Hanging, Summary

Found = Difference | Hanging | Summary

_SIGNS = {"gained": ("+", "green"), "lost": ("−", "red"), "changed": ("~", "yellow")}


def show(found: Iterable[Found], bar: Bar) -> None:
    """Prints differences as they come, under the report that they are of; at the end, how many."""
    import sys

    screen, of = console(), ""
    for one in found:
        with bar.hidden(sys.stdout):
            if isinstance(one, Difference) and one.report_id != of:
                of = one.report_id
                screen.print(Text(visible(one.report.title or one.report.source), "bold underline"))
            for line, indent in _lines(one):
                screen.print(Indented(line, indent, indent + 4))


def _lines(one: Found) -> Iterator[tuple[Text, int]]:
    if isinstance(one, Summary):
        yield Text(_summary(one), "bold"), 0
    elif isinstance(one, Hanging):
        names = ", ".join(target[:12] for target in one.targets)
        yield Text(visible(f"hangs: {_decision(one.decision)} (on {names}, which would not be there)"), "red"), 0
    else:
        sign, colour = _SIGNS[one.kind]
        claim = one.before or one.after
        assert claim
        yield Text(f"{sign} {in_words(claim.claim, one)}", colour), 2
        if one.before and one.after:
            for field in one.fields:
                was, now = (_value(side.claim, field) for side in (one.before, one.after))
                yield Text(visible(f"{field}: {was}, now {now}")), 6
        for decision in one.decisions:
            yield Text(visible(f"hangs: {_decision(decision)}"), "red"), 6


def in_words(claim: Claim, of: Difference) -> str:
    """`Iran (IR) → Sudan (SD) · delivery, planned · rockets · 2014-03`."""
    parts = [
        f"{wording.parties(claim.suppliers)} → {wording.parties(claim.recipients)}"
        + (f" via {wording.parties(claim.via)}" if claim.via else ""),
        f"{claim.act}, {claim.modality}",
        "; ".join(map(wording.item, claim.items)),
        *wording.remarks(claim),
        wording.period(claim.period, of.report.published),
    ]
    return visible(" · ".join(filter(None, parts)))


def _value(claim: Claim, field: str) -> str:
    """One field as it is written in JSON, but lists of codes and single words as they are read."""
    told = json.loads(claim.model_dump_json(include={field}))[field]
    if isinstance(told, list) and all(isinstance(part, str) for part in told):
        return wording.parties(tuple(told)) if told else "nobody"
    if told is None:
        return "nothing"
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


def _decision(decision: Decision) -> str:
    why = f": {decision.why}" if decision.why else ""
    return f"{decision.verdict} by {decision.by}, {decision.at:%Y-%m-%d}{why}"


def _summary(summary: Summary) -> str:
    told = (
        f"{wording.count(summary.reports, 'report')} read again: {wording.count(summary.same, 'claim')} the same, "
        f"{summary.gained:,} gained, {summary.lost:,} lost, {summary.changed:,} changed"
    )
    if not summary.hanging:
        return f"{told}; no decision hangs on a claim that would not be there"
    hang = "decision hangs" if summary.hanging == 1 else "decisions hang"
    return f"{told}; {summary.hanging:,} {hang} on what would not be there: kept, without effect"


def jsonl(found: Iterable[Found]) -> Iterator[str]:
    """A JSON object a line: gained, lost, changed, hanging; the last one is the summary."""
    for one in found:
        yield escaped(json.dumps(_data(one), ensure_ascii=False)) + "\n"


def _data(one: Found) -> dict[str, Any]:
    if isinstance(one, Summary):
        counted = ("reports", "same", "gained", "lost", "changed", "hanging")
        return {"type": "summary"} | {name: getattr(one, name) for name in counted}
    if isinstance(one, Hanging):
        return {"type": "hanging", "targets": one.targets, "decision": json.loads(one.decision.to_json())}
    sides = {"before": one.before, "after": one.after}
    told = {
        side: {"id": named.id, "claim": json.loads(named.claim.to_json())} if named else None
        for side, named in sides.items()
    }
    return {
        "type": one.kind,
        "report": one.report_id,
        "source": one.report.source,
        "title": one.report.title,
        **told,
        "fields": one.fields,
        "decisions": [json.loads(decision.to_json()) for decision in one.decisions],
    }
