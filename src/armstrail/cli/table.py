"""Readings for the eye: a heading a report; a line a claim, under it the marked sentence and the speaker.

Israel says navy seized Gaza-bound rockets from Iran
Sample Wire, 5 March 2014, red-sea-wire.html

  0.87 Iran (IR) → Palestine (PS) · seizure, reported · M-302 surface-to-surface rockets (24–99) · 2014-03-05
    The Israeli navy on [Wednesday] [seized] a shipment of Syrian-made [rockets] ...
    — official: the Israeli military, Israel (IL)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from armstrail.cli import wording
from armstrail.cli.layout import Hanging
from armstrail.cli.screen import visible
from armstrail.model import Claim, Mention, Reading, Report, Response, Slot, Span

# The same colour in the claim's line and in its sentence shows where a value was read; of the eight of any terminal.
_GOODS, _WORD, _TIME = "bold green", "bold yellow", "bright_blue"
STYLES: dict[Slot, str] = {
    "suppliers": "bold magenta", "recipients": "bold cyan", "via": "magenta", "origins": "magenta",
    "transport": "green", "items": _GOODS, "designation": _GOODS, "quantity": _GOODS, "act": _WORD, "modality": _WORD,
    "trend": "yellow", "period": _TIME, "value": _TIME, "source": "underline",
}  # fmt: skip
_ASKED = {"declined": "declined to comment", "unreachable": "could not be reached", "replied": "replied"}


def show(console: Console, reading: Reading) -> None:
    """Prints one reading. Without colours the marked words stand in brackets."""
    console.print(*heading(reading.report), sep="\n")
    if not reading.claims and not reading.responses:
        console.print(Text("  no claim", "dim"))
    for claim in reading.claims:
        console.print()
        show_claim(console, claim, reading.report)
    for response in reading.responses:
        console.print()
        show_response(console, response, reading.report)
    console.print()


def show_claim(console: Console, claim: Claim, report: Report) -> None:
    """Prints one claim of a report: its line, the marked sentence, the speaker."""
    console.print(Hanging(_claim_line(claim, report), 2, 6))
    for line in _grounds(claim, report, brackets=console.color_system is None or console.no_color):
        console.print(Hanging(line, 4, 4))


def show_response(console: Console, response: Response, report: Report) -> None:
    """Prints who was asked, and what came of it."""
    for line, indent in zip(_response(response, report), (2, 4), strict=False):
        console.print(Hanging(line, indent, 4))


def heading(report: Report) -> Iterator[Text]:
    """The title, and where and when it was published."""
    day = f"{report.published.day} {report.published:%B %Y}" if report.published else None
    yield Text(visible(report.title or report.source), "bold underline")
    named = report.source if report.title else None
    yield Text(visible(", ".join(filter(None, (report.outlet, day or "no date", named)))), "dim")


def _claim_line(claim: Claim, report: Report) -> Text:
    """How sure, who to whom, what is said about it, the goods, everything else, when."""
    sides = Text.assemble(
        (wording.parties(claim.suppliers), STYLES["suppliers"]), " → ",
        (wording.parties(claim.recipients), STYLES["recipients"]),
        (f" via {wording.parties(claim.via)}" if claim.via else "", STYLES["via"]),
    )  # fmt: skip
    said = Text(f"{claim.act}, {claim.modality}", "bold red" if claim.modality == "denied" else STYLES["act"])
    goods = Text(visible("; ".join(map(wording.item, claim.items))), STYLES["items"])
    remarks = [Text(visible(remark)) for remark in wording.remarks(claim)]
    when = Text(wording.period(claim.period, report.published), STYLES["period"])
    told = Text(" · ").join(part for part in (sides, said, goods, *remarks, when) if part)
    return Text.assemble((wording.confidence(claim.confidence), "dim"), told)


def _grounds(claim: Claim, report: Report, *, brackets: bool) -> Iterator[Text]:
    """The sentences with the words that carry the claim; words that stand elsewhere in the report; the speaker."""
    sentences = [_marked(report.text, span, claim.mentions, brackets=brackets) for span in claim.evidence]
    yield Text(" … ").join(sentences)
    elsewhere = dict.fromkeys(
        f"“{visible(mention.text)}” ({visible(mention.value)})"
        for mention in claim.mentions
        if mention.slot != "source" and not any(_inside(mention, span) for span in claim.evidence)
    )
    if elsewhere:
        yield Text(f"elsewhere in the report: {', '.join(elsewhere)}", "dim")
    yield Text(visible(f"— {wording.source(claim.source)}"), "italic")


def _inside(mention: Mention, span: Span) -> bool:
    return span.start <= mention.start and mention.end <= span.end


def _marked(text: str, span: Span, mentions: tuple[Mention, ...], *, brackets: bool) -> Text:
    """A sentence on one line, its mentions coloured or in brackets; of two that overlap, the first counts."""
    marked, reached = Text(), span.start
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.start >= reached and _inside(mention, span):
            words = _one_line(text[mention.start : mention.end])
            marked.append(_one_line(text[reached : mention.start]))
            marked.append(f"[{words}]" if brackets else words, STYLES[mention.slot])
            reached = mention.end
    return marked.append(_one_line(text[reached : span.end]))


def _one_line(text: str) -> str:
    return re.sub(" +", " ", visible(text))


def _response(response: Response, report: Report) -> Iterator[Text]:
    """Who was asked and what came of it, and the sentence that says so where the first line is not that already."""
    asked = f"{response.text}, {wording.party(response.state)}" if response.state else response.text
    yield Text(visible(f"{_ASKED[response.kind]}: {asked}"))
    sentence = _one_line(report.text[response.evidence.start : response.evidence.end])
    if sentence != _one_line(response.text):
        yield Text(sentence, "dim")
