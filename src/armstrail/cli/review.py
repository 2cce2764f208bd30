"""`armstrail review`: undecided claims one after the other, a key for each decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, cast

import typer

from armstrail.cli.deciding import By, in_words, reviewer
from armstrail.cli.stored import ArchiveFolder, Database, opened
from armstrail.cli.vocabulary import ActName

if TYPE_CHECKING:
    from rich.console import Console

    from armstrail.cli.keys import Keys
    from armstrail.model import Act, Correction, Decision, Verdict
    from armstrail.register import Register
    from armstrail.register.queue import Case, Wanted

STATUSES = (
    "Exit status: 0 the review ended; 1 the register could not be read or written; 2 the command was not understood."
)

HELP = """\
a  accept: it says what the report says
r  reject: the report does not say this
u  unsure: somebody else should look
   A R U: the same, and you are asked for the reason
c  correct: field by field, each with the words of the report that carry it
n  note: a remark; the claim stays as it is
t  text: the whole report
s  skip: nothing is decided; it comes again next time
z  undo: your last decision of this review
q  quit: what was decided is kept"""
_PROMPT = "a accept  r reject  u unsure  c correct  n note  t text  s skip  z undo  q ? > "
_VERDICTS: dict[str, Verdict] = {"a": "accept", "r": "reject", "u": "unsure"}
_KEYS = (*_VERDICTS, *map(str.upper, _VERDICTS), *"cntszq")


def review(
    party: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only claims in which this party takes part, as Russia, RU or hezbollah."),
    ] = None,
    act: Annotated[ActName | None, typer.Option(help="Only claims of this act.")] = None,
    by: By = None,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Decide on undecided claims, one key a claim.

    Shows the report, the claim, the sentence with the words of each value marked, and what was decided before; those of
    the transfers with the most origins come first. Keys: a accept, r reject, u unsure (A, R, U ask for the reason too),
    c correct, n note, t the whole text, s skip, z undo your last decision, q quit. Each decision is stored the moment
    the key is pressed. Where somebody else has decided meanwhile, you are told and shown the claim again. Without a
    terminal, lines are read instead of keys.
    """
    name = reviewer(by)
    with opened(database, archive) as register:
        from armstrail.cli.keys import Keys
        from armstrail.cli.screen import console
        from armstrail.register.queue import Wanted

        wanted = Wanted(_code(party) if party else None, cast("Act", act.value) if act else None)
        Review(register, console(), Keys(), name).run(wanted)


def _code(party: str) -> str:
    from armstrail.cli.typed import code

    try:
        return code(party, None)
    except ValueError as error:
        raise typer.BadParameter(f"--party: {error}") from None


class Leaving(Exception):
    """The reviewer has had enough."""


class Review:
    """One sitting of one reviewer."""

    def __init__(self, register: Register, screen: Console, keys: Keys, by: str) -> None:
        self.register, self.screen, self.keys, self.by = register, screen, keys, by
        self.made: list[tuple[str, Decision]] = []  # claim and decision: what z takes back
        self.seen: dict[str, str | None] = {}  # the last decision on each claim that this reviewer knows of
        self.waiting = 0

    def run(self, wanted: Wanted) -> None:
        """Shows claim after claim until there is none or the reviewer leaves."""
        from rich.text import Text

        from armstrail.cli.wording import count as count_of
        from armstrail.register.database import looking
        from armstrail.register.queue import count

        with looking(self.register.engine) as connection:
            self.waiting = count(connection, wanted)
        try:
            for claim in self._queue(wanted):
                self._decide_on(claim)
        except (EOFError, KeyboardInterrupt, Leaving):
            self.screen.print()
        made = count_of(len({claim for claim, decision in self.made if decision.verdict != "note"}), "claim")
        self.screen.print(Text(f"{made} decided, {self.waiting:,} undecided", "bold"))

    def _queue(self, wanted: Wanted) -> Iterator[str]:
        """What waits, each claim once; one that was decided meanwhile is passed over."""
        from armstrail.register.queue import undecided

        shown: set[str] = set()
        for claim in undecided(self.register.engine, wanted):
            if claim not in shown and self._look(claim).state == "undecided":
                shown.add(claim)
                yield claim

    def _look(self, claim: str) -> Case:
        from armstrail.register.database import looking
        from armstrail.register.queue import look

        with looking(self.register.engine) as connection:
            return look(connection, claim)

    def _decide_on(self, claim: str) -> None:
        """Shows a claim until it is decided or skipped."""
        done = False
        while not done:
            case = self._look(claim)
            self.seen[claim] = case.last
            self._show(case)
            done = self._step(case)

    def _step(self, case: Case) -> bool:
        """One key and what follows from it. Is the claim done with?"""
        key = self._key()
        if key == "q":
            raise Leaving
        if key == "s":
            return True
        if key == "z":
            self._undo()
            return False
        if key == "t":
            self._text(case)
            return False
        if key == "n":
            note = self.keys.line("note: ")
            if note:
                self._decide(case.id, "note", note)
            return False
        if key == "c":
            from armstrail.cli.correcting import ask

            given = ask(self.screen, self.keys, case)
            return bool(given) and self._decide(case.id, "correct", self.keys.line("why: "), given)
        return self._decide(case.id, _VERDICTS[key.lower()], self.keys.line("why: ") if key.isupper() else "")

    def _key(self) -> str:
        """A key that does something with the claim."""
        while (key := self.keys.key(_PROMPT)) not in _KEYS:
            self._say(HELP if key == "?" else "no such key; ? tells what each does", "dim")
        return key

    def _decide(self, claim: str, verdict: Verdict, why: str, given: Sequence[Correction] = ()) -> bool:
        decision = self._store(claim, verdict, [claim], why, given)
        if decision:
            self.made.append((claim, decision))
        return decision is not None

    def _undo(self) -> None:
        """Takes back the last decision of this sitting and asks for another one on its claim."""
        if not self.made:
            self._say("there is no decision of yours to undo in this review", "dim")
            return
        claim, last = self.made.pop()
        if self._store(claim, "undo", [last.id], "", ()):
            self._decide_on(claim)

    def _store(
        self, claim: str, verdict: Verdict, targets: list[str], why: str, given: Sequence[Correction]
    ) -> Decision | None:
        """Decides; says so where somebody was faster or it cannot be."""
        from armstrail.register import RegisterError

        before, seen = self._look(claim).state, {claim: self.seen[claim]}
        try:
            decision = self.register.decide(verdict, targets, by=self.by, why=why, corrections=given, seen=seen)
        except RegisterError as error:
            self._say(str(error), "bold red")
            return None
        self.seen[claim] = decision.id
        self.waiting += (self._look(claim).state == "undecided") - (before == "undecided")
        return decision

    def _show(self, case: Case) -> None:
        """The report, the claim with its sentence, what was decided before."""
        from rich.text import Text

        from armstrail.cli.layout import Hanging
        from armstrail.cli.screen import visible
        from armstrail.cli.table import heading, show_claim
        from armstrail.cli.wording import count

        self.screen.print()
        of = f"{case.id[:12]} · {case.state} · transfer of {count(case.origins, 'origin')} · {self.waiting:,} undecided"
        self.screen.rule(Text(of, "dim"), style="dim", align="left")
        self.screen.print(*heading(case.report), sep="\n")
        self.screen.print()
        show_claim(self.screen, case.claim, case.report)
        for decision in case.decisions:
            self.screen.print(Hanging(Text(visible(in_words(decision)), "yellow"), 4, 6))
        self.screen.print()

    def _text(self, case: Case) -> None:
        """The report as it was read, paragraph by paragraph."""
        from rich.text import Text

        from armstrail.cli.screen import visible

        for paragraph in filter(str.strip, case.report.text.splitlines()):
            self.screen.print()
            self.screen.print(Text(visible(paragraph)))
        self.keys.line("\nEnter: back to the claim ")

    def _say(self, what: str, style: str) -> None:
        from rich.text import Text

        from armstrail.cli.screen import visible

        for line in what.splitlines():
            self.screen.print(Text(visible(line), style))
