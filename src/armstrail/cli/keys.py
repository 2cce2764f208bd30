"""What a person types: single keys on a terminal, lines where standard input is none (a script, a test).

keys.key()             "a", the moment it is pressed; from a file its next line's first character
keys.line("why? ")     "two wires"
"""

from __future__ import annotations

import contextlib
import os
import sys

from armstrail.cli.screen import visible


class Keys:
    """Standard input. Both raise EOFError at its end and KeyboardInterrupt where the person breaks off."""

    def __init__(self) -> None:
        self.single = sys.stdin.isatty()
        if self.single:
            with contextlib.suppress(ImportError):  # lets lines be edited; Windows does that by itself
                import readline  # noqa: F401

    def key(self, prompt: str) -> str:
        """One key. What was pressed before the prompt was there is dropped: nobody decides on what he has not seen."""
        pressed = _pressed(prompt) if self.single else self._first_of_line(prompt)
        shown = pressed if len(pressed) == 1 and pressed.isprintable() else ""  # arrows and the like are several
        sys.stdout.write(f"{shown}\n")
        return shown

    def line(self, prompt: str) -> str:
        """A line without what a terminal would obey, and without spaces at its ends."""
        if self.single:
            return visible(input(prompt)).strip()
        sys.stdout.write(prompt)
        typed = visible(self._next_line()).strip()
        sys.stdout.write(f"{typed}\n")
        return typed

    def _first_of_line(self, prompt: str) -> str:
        sys.stdout.write(prompt)
        return self._next_line()[:1]

    def _next_line(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")


if sys.platform == "win32":

    def _pressed(prompt: str) -> str:
        import typer

        sys.stdout.write(prompt)
        sys.stdout.flush()
        return typer.getchar()

else:

    def _pressed(prompt: str) -> str:
        """What one press of a key sends. The prompt comes when earlier presses are gone and this one is waited for."""
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSAFLUSH)
            sys.stdout.write(prompt)
            sys.stdout.flush()
            with contextlib.suppress(OSError):  # the terminal's window was closed
                pressed = os.read(terminal, 32).decode("utf-8", "replace")
                if pressed not in ("", "\x04"):
                    return pressed
            raise EOFError
        finally:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(terminal, termios.TCSADRAIN, before)
