"""What a person types: single keys on a terminal, lines where standard input is none (a script, a test).

keys.key()             "a", the moment it is pressed; from a file its next line's first character
keys.line("why? ")     "two wires"
"""

from __future__ import annotations

import contextlib
import sys

import typer

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
        sys.stdout.write(prompt)
        sys.stdout.flush()
        pressed = typer.getchar() if self.single else self._next_line()[:1]
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

    def _next_line(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")
