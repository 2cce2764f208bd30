"""What reaches the terminal: text of reports made harmless, one line a failure, a bar while work goes on.

visible("a\\x1b[2Jb") == "a␛[2Jb"
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

# Signs that a terminal obeys or that turn the writing round: C0 and C1 controls, marks and overrides of direction.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """Foreign text on one line: line ends and tabs are spaces, control characters are signs that do nothing.

    Each character stays one character, so that the offsets of a text hold for what is shown.
    """
    return _CONTROLS.sub(_sign, text)


def _sign(control: re.Match[str]) -> str:
    code = ord(control[0])
    if control[0] in "\t\n\v\f\r\x85\u2028\u2029":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # U+2400 to U+241F are pictures of the C0 controls
    return "␡" if code == 0x7F else "�"


def utf8() -> None:
    """Standard output in UTF-8 with plain line ends, whatever the terminal: for other programs."""
    if (reconfigure := getattr(sys.stdout, "reconfigure", None)) is not None:
        reconfigure(encoding="utf-8", newline="\n")


def complain(source: str, reason: str) -> None:
    """One line on standard error that names the source."""
    print(visible(f"armstrail: {source}: {reason}"), file=sys.stderr, flush=True)


def console(width: int | None = None) -> Console:
    """Standard output. Foreign text goes to it as `Text`, which is never taken for markup."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)


def _into_a_pipe() -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except OSError:  # no file behind it
        return False


class Bar:
    """Counts what is done on standard error, if that is a terminal; says nothing when the output goes into a pipe.

    At the other end of the pipe may be a program that writes to the same terminal (`| less`).
    """

    def __init__(self, what: str, total: int | None = None) -> None:
        self._what, self._total = what, total
        self._progress: Progress | None = None

    def __enter__(self) -> Bar:
        if sys.stderr.isatty() and not _into_a_pipe():
            self._progress = self._bar()
            self._task = self._progress.add_task(self._what, total=self._total)
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress:
            self._progress.stop()

    def step(self) -> None:
        """One more is done."""
        if self._progress:
            self._progress.advance(self._task)

    @contextmanager
    def hidden(self, stream: TextIO) -> Iterator[None]:
        """Takes the bar away while something is written to `stream`, if that is a terminal too."""
        in_the_way = self._progress if stream.isatty() else None
        if in_the_way:
            in_the_way.stop()
        yield
        if in_the_way:
            in_the_way.start()

    def _bar(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        return Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
        )
