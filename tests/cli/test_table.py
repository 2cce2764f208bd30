"""What a reading looks like: one claim a line, marks, speaker; whatever a report holds, the terminal only shows it."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from armstrail.cli.screen import visible
from armstrail.cli.table import show
from armstrail.model import Claim, Mention, Reading, Report, Response

SENTENCE = "Russia has delivered tanks to Syria, a minister said."


def shown(report: Report, *claims: Claim, width: int = 80, responses: Any = (), **given: Any) -> str:
    screen = Console(file=StringIO(), width=width, highlight=False, markup=False, emoji=False, **given)
    show(screen, Reading(report=report, claims=claims, responses=responses, reader="fixed 1"))
    output = screen.file
    assert isinstance(output, StringIO)
    return output.getvalue()


def test_a_reading_without_colours(make_report: Any, make_claim: Any) -> None:
    report = make_report(SENTENCE, title="Tanks for Syria", outlet="Sample Wire", published="2014-01-18")
    claim = make_claim(
        SENTENCE,
        via=["hezbollah"],
        period={"start": "2013-12-01", "end": "2014-01-18"},
        source={"kind": "official", "state": "RU", "text": "a minister"},
        trend="increase",
    )
    assert shown(report, claim, width=120).splitlines() == [
        "Tanks for Syria",
        "Sample Wire, 18 January 2014, report.txt",
        "",
        "  Russia (RU) → Syria (SY) via hezbollah · delivery, reported · tanks · increasing · since 2013-12",
        "    [Russia] has [delivered] [tanks] to [Syria], [a minister] said.",
        "    — official: a minister, Russia (RU)",
        "",
    ]


def test_how_sure_a_claim_is_stands_before_it(make_report: Any, make_claim: Any) -> None:
    lines = shown(make_report(SENTENCE), make_claim(SENTENCE, confidence=0.6)).splitlines()
    assert lines[3] == "  0.60 Russia (RU) → Syria (SY) · delivery, reported · tanks"


def test_a_terminal_gets_colours_instead_of_brackets(make_report: Any, make_claim: Any) -> None:
    report, claim = make_report(SENTENCE), make_claim(SENTENCE)
    coloured = shown(report, claim, force_terminal=True, color_system="standard", no_color=False)
    assert "[Russia]" not in coloured
    assert coloured.count("\x1b[1;35mRussia") == 2  # the line and the sentence: one colour


def test_colours_that_are_not_wanted(make_report: Any, make_claim: Any) -> None:
    plain = shown(make_report(SENTENCE), make_claim(SENTENCE), force_terminal=True, no_color=True)
    assert "Russia" in plain
    assert re.search(r"\x1b\[[0-9;]*3[0-7]m", plain) is None


def test_a_report_with_nothing_in_it(make_report: Any) -> None:
    assert shown(make_report("Nothing.")).splitlines() == ["report.txt", "no date", "  no claim", ""]


def test_a_side_that_is_open_and_a_denial(make_report: Any, make_claim: Any) -> None:
    output = shown(make_report(SENTENCE), make_claim(SENTENCE, recipients=[], modality="denied"))
    assert "Russia (RU) → ? · delivery, denied · tanks" in output


def test_words_that_stand_elsewhere_are_named(make_report: Any, make_claim: Any) -> None:
    text = f"{SENTENCE} Damascus was silent."
    start = text.index("Damascus")
    mention = Mention(slot="recipients", value="SY", start=start, end=start + 8, text="Damascus")
    claim = make_claim(SENTENCE, mentions=[mention])
    assert "elsewhere in the report: “Damascus” (SY)" in shown(make_report(text), claim)


def test_of_two_marks_that_overlap_the_first_counts(make_report: Any, make_claim: Any) -> None:
    words = "tanks to Syria"
    start = SENTENCE.index(words)
    marks = [
        Mention(slot="items", value="tanks", start=start, end=start + len(words), text=words),
        Mention(slot="recipients", value="SY", start=start + 9, end=start + 14, text="Syria"),
    ]
    assert "delivered [tanks to Syria], a minister" in shown(
        make_report(SENTENCE), make_claim(SENTENCE, mentions=marks)
    )


def test_who_was_asked(make_report: Any) -> None:
    text = "Nothing. The ministry declined to comment."
    asked = Response.model_validate(
        {"kind": "declined", "text": "The ministry", "state": "RU", "evidence": (9, len(text))}
    )
    lines = shown(make_report(text), responses=(asked,)).splitlines()
    assert lines[3:5] == ["  declined to comment: The ministry, Russia (RU)", "    The ministry declined to comment."]


def test_markup_and_escapes_in_a_report_do_nothing(make_report: Any, make_claim: Any) -> None:
    text = "[red]Russia[/red] delivered :bomb: tanks\x1b[2J\x1b]0;title\x07 to\r\n Syria \x9b31m\u202eend"
    report = make_report(text, title="[bold]\x1b[31mTitle", outlet="\x1b[5mWire")
    claim = make_claim(text, source={"kind": "anonymous", "state": None, "text": "[link=x]\x1b[7ma source"})
    output = shown(report, claim, width=200)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", output)
    assert "[red][Russia][/red] [delivered] :bomb: [tanks]␛[2J␛]0;title␇ to [Syria] �31m�end" in output
    assert "[bold]␛[31mTitle" in output
    assert "— anonymous: [link=x]␛[7ma source" in output


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_line_is_wider_than_the_terminal_and_no_control_reaches_it(
    make_report: Any, make_claim: Any, text: str
) -> None:
    for width in (40, 80, 120):
        output = shown(make_report(text, title=text), make_claim(text), width=width)
        assert all(cell_len(line) <= width for line in output.split("\n"))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", output)


@given(st.text())
def test_visible_keeps_the_offsets(text: str) -> None:
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc\r\nd", "a b c  d"),
        ("\x1b[2J", "␛[2J"),
        ("\x7f\x85\x9b", "␡ �"),
        ("Élysée – “Houthis”", "Élysée – “Houthis”"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected
