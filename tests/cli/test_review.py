"""Reviewing claims by keys: from lines, and on a real terminal; deciding by command, and the log."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import claim_of, report_of
from typer.testing import Result

from armstrail.cli import typed
from armstrail.gathering import Gathered
from armstrail.model import CORRECTED, Claim, Decision, Reading
from armstrail.register import Register, decisions, open_register
from armstrail.register.database import looking
from armstrail.register.queue import Wanted, look, undecided

Run = Callable[..., Result]
TEXT = "Russia delivered tanks to Syria, a minister said. Iraq’s \x1b[2J tanks\nwere old. Iraq got none."


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """Three reports with a claim each, the last from another day and about Iran."""
    monkeypatch.setenv("ARMSTRAIL_DATABASE", str(tmp_path / "armstrail.db"))
    monkeypatch.setenv("ARMSTRAIL_REVIEWER", "osei")
    opened = open_register()
    for number, fields in enumerate([{}, {}, {"recipients": ["IR"], "act": "order"}], start=1):
        text = f"{TEXT} {number}"
        report = report_of(
            text,
            title=f"Tanks {number}\x1b[31m",
            outlet="Sample Wire",
            published=f"2014-01-0{number}",
            source=f"{number}.txt",
        )
        reading = Reading(report=report, claims=(claim_of(text, **fields),), reader="fixed 1")
        opened.add(Gathered(report, text.encode()), lambda _, one=reading: one)  # type: ignore[misc]
    yield opened
    opened.close()


def queue(register: Register, **wanted: Any) -> list[str]:
    return list(undecided(register.engine, Wanted(**wanted)))


def now(register: Register, claim: str) -> Any:
    with looking(register.engine) as connection:
        return look(connection, claim)


def log(register: Register) -> list[Decision]:
    with looking(register.engine) as connection:
        return list(decisions.log(connection))


def test_the_queue_begins_with_most_origins_and_the_newest(register: Register) -> None:
    days = [now(register, claim).report.published.day for claim in queue(register)]
    assert days == [2, 1, 3]
    assert [now(register, claim).report.published.day for claim in queue(register, party="IR")] == [3]
    assert [now(register, claim).report.published.day for claim in queue(register, act="delivery")] == [2, 1]
    assert queue(register, party="SY", act="order") == []


def test_a_key_a_claim(register: Register, run: Run) -> None:
    first, second, third = queue(register)
    done = run("review", input="a\nR\nboth wires disagree\nu\n")
    assert done.exit_code == 0, done.output
    assert [now(register, claim).state for claim in (first, second, third)] == ["accepted", "rejected", "unsure"]
    assert [(entry.verdict, entry.by, entry.why) for entry in log(register)] == [
        ("accept", "osei", ""),
        ("reject", "osei", "both wires disagree"),
        ("unsure", "osei", ""),
    ]
    assert done.stdout.endswith("3 claims decided, 0 undecided\n")


def test_what_is_shown(register: Register, run: Run) -> None:
    shown = run("review", "--party", "Iran", input="?\nx\nn\nlook\nt\n\nq\n").stdout
    assert "\x1b" not in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    for words in (
        "Tanks 3␛[31m",
        "Sample Wire, 3 January 2014",
        "Russia (RU) → Iran (IR) · order, reported · tanks",
        "[Russia] [delivered] [tanks] to [Syria], [a minister] said. Iraq’s ␛[2J",
        "— narrator: the report itself",
        "z  undo: your last decision of this review",
        "no such key",
        "\nwere old. Iraq got none. 3\n",
        "note by osei, ",
        "1 undecided",
    ):
        assert words in shown
    assert [entry.verdict for entry in log(register)] == ["note"]


def test_a_correction_is_carried_by_words_of_the_report(register: Register, run: Run) -> None:
    claim = queue(register)[0]
    typed_lines = [
        "c", "recipients", "Mars", "Iraq", "iraq", "Iraq", "2", "3", "order",
        "", "UN S/2014/147", "", "the other side", "q",
    ]  # fmt: skip
    shown = run("review", input="\n".join(typed_lines) + "\n").stdout
    assert "Mars: not in the lexicon" in shown
    assert "does not have these words" in shown
    case = now(register, claim)
    (decision,) = log(register)
    recipients = decision.corrections[0]
    assert (recipients.value, recipients.text, recipients.span and recipients.span.start) == (
        ["IQ"], "Iraq", TEXT.index("Iraq got"),
    )  # fmt: skip
    assert (case.state, case.claim.recipients, case.claim.act) == ("accepted", ("IQ",), "delivery")


def test_a_correction_from_outside_and_one_that_is_dropped(register: Register, run: Run) -> None:
    claim = queue(register)[0]
    shown = run("review", input="c\n1\norder\n\nUN S/2014/147\n\nlicence seen\nc\n\nq\n").stdout
    (decision,) = log(register)
    assert (decision.corrections[0].reference, decision.why) == ("UN S/2014/147", "licence seen")
    assert now(register, claim).claim.act == "order"
    assert "1 claim decided, 2 undecided" in shown


def test_words_over_a_line_end_and_with_plain_quotes_are_found() -> None:
    assert typed.find_words(TEXT, "tanks were old") == [(TEXT.index("tanks\n"), TEXT.index(". Iraq got"))]
    assert typed.find_words(TEXT, "Iraq's") == [(TEXT.index("Iraq’s"), TEXT.index("Iraq’s") + 6)]
    assert typed.find_words(TEXT, " ") == []
    assert len(typed.find_words(TEXT, "Iraq")) == 2


def test_undo_brings_the_claim_back(register: Register, run: Run) -> None:
    first, second, _ = queue(register)
    shown = run("review", input="z\na\nz\nr\na\nq\n").stdout
    assert "no decision of yours" in shown
    assert [now(register, claim).state for claim in (first, second)] == ["rejected", "accepted"]
    assert [entry.verdict for entry in log(register)] == ["accept", "undo", "reject", "accept"]


def test_a_conflict_is_told_and_the_claim_shown_again(register: Register, run: Run, monkeypatch: Any) -> None:
    from armstrail.cli.keys import Keys

    first, *_ = queue(register)
    lines = Keys.key
    pressed: list[str] = []

    def key(keys: Keys, prompt: str) -> str:
        if not pressed:  # the other one is faster
            register.decide("reject", [first], by="lind", why="a reprint\x1b[2J", seen={first: None})
        pressed.append(lines(keys, prompt))
        return pressed[-1]

    monkeypatch.setattr(Keys, "key", key)
    shown = run("review", input="a\ns\nq\n").stdout
    assert "lind has meanwhile decided: reject, a reprint␛[2J (" in " ".join(shown.split())
    assert "reject by lind" in shown
    assert [entry.by for entry in log(register)] == ["lind"]


# The terminal is made the program's own, so that Ctrl-C reaches it.
ON_A_TERMINAL = """
import fcntl, termios
from armstrail.cli import main
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
main()
"""


class Terminal:
    """`armstrail` on a terminal of 80 columns."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.ours, theirs = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 80, 0, 0))
        command = [sys.executable, "-c", ON_A_TERMINAL, *arguments]
        given = {**os.environ, "TERM": "xterm-256color", **environment}
        given.pop("COLUMNS", None)
        self.running = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=given,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""

    def until(self, words: str) -> str:
        """What is shown until these words are."""
        start, end = len(self.shown), time.monotonic() + 60
        while words not in self.shown[start:]:
            assert select.select([self.ours], [], [], max(end - time.monotonic(), 0))[0], self.shown
            try:
                self.shown += os.read(self.ours, 4096).decode("utf-8", "replace")
            except OSError:
                break
        assert words in self.shown[start:], self.shown
        return self.shown[start:]

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def ended(self) -> int:
        status = self.running.wait(60)
        os.close(self.ours)
        return status


@pytest.fixture
def on_terminal() -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def start(*arguments: str, **environment: str) -> Terminal:
        started.append(Terminal(*arguments, **environment))
        return started[-1]

    yield start
    for terminal in started:
        terminal.running.kill()
        terminal.running.wait()


@pytest.mark.parametrize("colour", [True, False])
def test_keys_on_a_real_terminal(register: Register, on_terminal: Callable[..., Terminal], colour: bool) -> None:
    first, second, third = queue(register)
    terminal = on_terminal("review", **({} if colour else {"NO_COLOR": "1"}))
    shown = terminal.until("q ? > ")
    assert ("\x1b[1;35mRussia" in shown, "[Russia]" in shown) == (colour, not colour)
    assert "\x1b[2J" not in shown
    terminal.press("a")  # no Enter
    terminal.until("q ? > ")
    terminal.press("\x1b[A")  # an arrow is no key
    terminal.until("q ? > ")
    terminal.press("R")
    terminal.until("why: ")
    terminal.press("reprint\x7ft\n")
    terminal.until("q ? > ")
    terminal.press("q")
    terminal.until("2 claims decided, 1 undecided")
    assert terminal.ended() == 0
    assert [now(register, claim).state for claim in (first, second, third)] == ["accepted", "rejected", "undecided"]
    assert [entry.why for entry in log(register)] == ["", "reprint"]


def test_control_c_leaves_and_keeps_what_was_decided(register: Register, on_terminal: Callable[..., Terminal]) -> None:
    terminal = on_terminal("review")
    terminal.until("q ? > ")
    terminal.press("u")
    terminal.until("q ? > ")
    terminal.press("\x03")
    terminal.until("1 claim decided, 2 undecided")
    assert terminal.ended() == 0
    assert len(log(register)) == 1


def test_deciding_by_command(register: Register, run: Run) -> None:
    first, second, _ = queue(register)
    done = run("decide", "accept", first[:8], second[:12], "--by", "lind", "--why", "two wires")
    (entry,) = log(register)
    assert (done.exit_code, done.stdout) == (0, f"{entry.id}\n")
    assert (entry.targets, entry.by) == ((first, second), "lind")
    arguments = ("--field", "recipients", "--value", '["IQ"]', "--span", "50:54")
    assert run("decide", "correct", first[:8], *arguments).exit_code == 0
    assert now(register, first).claim.recipients == ("IQ",)
    undo = run("decide", "undo", entry.id[:10]).stdout.strip()
    listed = run("decisions").stdout
    assert "accept by lind" in listed
    assert "two wires — undone" in listed
    assert 'correct recipients ["IQ"] (“Iraq”) by osei' in listed
    assert [json.loads(line)["id"] for line in run("decisions", "--format", "jsonl").stdout.splitlines()][-1] == undo
    assert len(run("decisions", second[:6], "--format", "jsonl").stdout.splitlines()) == 2
    assert len(run("decisions", entry.id[:6], "--format", "jsonl").stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["accept", "000000"], 1, "no claim in the register has an id that begins so"),
        (["accept", "abc"], 1, "first 6 or more"),
        (["accept", "abcdef", "--span", "1:2"], 2, "belong to correct"),
        (["correct", "abcdef"], 2, "--field: one of act"),
        (["correct", "abcdef", "--field", "act", "--value", '"order"'], 2, "one of --span and --reference"),
        (["correct", "abcdef", "--field", "act", "--value", "order", "--span", "1:2"], 2, "no JSON"),
        (["correct", "abcdef", "--field", "act", "--value", "NaN", "--span", "1:2"], 2, "no number in JSON"),
        (["correct", "abcdef", "--field", "act", "--value", '"order"', "--span", "a"], 2, "is not like 120:134"),
        (["correct", "abcdef", "--field", "act", "--value", '"order"', "--reference", " "], 2, "names the words"),
    ],
)
def test_what_cannot_be_decided_by_command(
    register: Register, run: Run, arguments: list[str], status: int, said: str
) -> None:
    done = run("decide", *arguments)
    assert (done.exit_code, said in " ".join(done.stderr.replace("│", "").split())) == (status, True), done.stderr
    assert log(register) == []


@pytest.mark.parametrize("command", [["review"], ["decisions"], ["decide", "accept", "abcdef"]])
def test_without_a_register(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("ARMSTRAIL_DATABASE", str(tmp_path / "none.db"))
    done = run(*command)
    assert (done.exit_code, "no register there yet" in done.stderr) == (1, True)
    assert not (tmp_path / "none.db").exists()


# What is typed for a field

GOODS = {"text": "T-72 tanks", "category": "tanks", "designation": "T-72", "quantity": {"min": 24, "max": 99}}
MEANS = {"text": "Il-76s", "mode": "air", "designation": None, "quantity": {"min": 2, "max": 2}}


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("act", "order", "order"),
        ("suppliers", "Russia, hezbollah,  SY", ["RU", "hezbollah", "SY"]),
        ("via", "-", []),
        ("items", "T-72 tanks | tanks | T-72 | 24..99", [GOODS]),
        ("items", "tanks|tanks", [{**GOODS, "text": "tanks", "designation": None, "quantity": None}]),
        ("items", json.dumps([GOODS]), [GOODS]),
        ("transport", "Il-76s | air | - | 2", [MEANS]),
        ("transport", "-", None),
        ("period", "2014-02", {"start": "2014-02-01", "end": "2014-02-28"}),
        ("period", "2013..", {"start": "2013-01-01", "end": None}),
        ("period", "..2014-01-18", {"start": None, "end": "2014-01-18"}),
        ("period", "-", {"start": None, "end": None}),
        ("source", "official | SY | a minister", {"kind": "official", "state": "SY", "text": "a minister"}),
        ("source", "narrator", {"kind": "narrator", "state": None, "text": None}),
        ("value", "1,500,000 USD", {"amount": 1500000, "currency": "USD"}),
        ("value", "-", None),
        ("trend", "-", None),
    ],
)
def test_what_is_typed(field: Any, words: str, expected: Any) -> None:
    assert typed.parse(field, words, None) == expected


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("period", "May"),
        ("period", "2014-13"),
        ("value", "much"),
        ("items", "a | b | c | d | e"),
        ("suppliers", "Mars"),
        ("act", "["),
    ],
)
def test_what_is_not_understood(field: Any, words: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        typed.parse(field, words, None)


NUMBERS = st.none() | st.integers(0, 10**6)
QUANTITIES = st.none() | st.tuples(NUMBERS, NUMBERS).filter(any).map(
    lambda ends: {"min": ends[0], "max": ends[1] if ends[0] is None or ends[1] is None else max(ends)}
)


@given(
    suppliers=st.lists(st.sampled_from(["RU", "SY", "hezbollah", "SUHH"]), min_size=1, unique=True),
    designation=st.none() | st.just("T-72"),
    quantity=QUANTITIES,
    start=st.none() | st.dates(),
    source=st.sampled_from([("official", "SY", "a minister"), ("media", None, "the Post"), ("narrator", None, None)]),
)
def test_what_is_written_can_be_typed(
    suppliers: list[str], designation: Any, quantity: Any, start: Any, source: Any
) -> None:
    claim = claim_of(
        TEXT,
        suppliers=suppliers,
        items=[{"text": "tanks", "category": "tanks", "designation": designation, "quantity": quantity}],
        period={"start": start, "end": None},
        source=dict(zip(("kind", "state", "text"), source, strict=True)),
        value={"amount": 5, "currency": "USD"},
    )
    fields = json.loads(claim.to_json())
    again = {field: typed.parse(field, typed.written(claim, field), None) for field in CORRECTED}
    assert Claim.model_validate(fields | again) == Claim.model_validate(fields | {"transport": None, "trend": None})
