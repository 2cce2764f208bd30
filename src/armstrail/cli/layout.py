"""A paragraph whose later lines stand further in than its first, as wide as the terminal."""

from __future__ import annotations

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

_NARROWEST = 20


class Hanging:
    """Text with its first line indented by `first` columns and the others by `rest`."""

    def __init__(self, text: Text, first: int, rest: int) -> None:
        self.text, self.first, self.rest = text, first, rest

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent, text = self.first, self.text
        while text:
            line = text.wrap(console, max(options.max_width - indent, _NARROWEST))[0]
            rest = text.plain[len(line) :]
            text = text[len(text) - len(rest.lstrip()) :]
            line.rstrip()
            yield Text(" " * indent) + line
            indent = self.rest
