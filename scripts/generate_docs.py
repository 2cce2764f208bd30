"""Writes what the code says of itself: docs/commands.md from the commands, docs/schema/*.json from the types.

python scripts/generate_docs.py            write the files
python scripts/generate_docs.py --check    leave with status 1 if one is not up to date
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from typer.testing import CliRunner

from armstrail.cli.app import app
from armstrail.cli.formats import COLUMNS
from armstrail.model import Claim, Decision, Passage, Reading, Report, Response, Transfer

DOCS = Path(__file__).parents[1] / "docs"
TYPES: tuple[type[BaseModel], ...] = (Claim, Decision, Passage, Reading, Report, Response, Transfer)
COMMANDS = (
    "", "read", "add", "register", "show", "search", "review", "decide", "decisions", "export", "rebuild", "verify",
    "demo", "score", "lexicon find",
)  # fmt: skip

HEAD = """\
# Commands

What `armstrail COMMAND --help` says, written by `make docs`. What the fields of a claim mean is in the
[field guide](field-guide.md); the JSON Schema of every type is in [schema](schema).
"""

CSV = """\
### The columns of --format csv

A row a claim: {columns}.

- A list is one cell, its parts joined with `; `. The parts of `items`, `categories`, `designations` and `quantities`
  belong together by their place; a part that the report does not give is empty.
- `claim` counts the claims of a report from 1. `evidence_spans` are characters of the report's text, `start:end`,
  counted from 0, end excluded.
- A cell that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, a tab or a line end) begins with an
  apostrophe instead. Line ends and control characters inside a cell are spaces and harmless signs.
"""


def generated() -> dict[Path, str]:
    """Every generated file with what it should hold."""
    schemas = {DOCS / "schema" / f"{kind.__name__.lower()}.json": _schema(kind) for kind in TYPES}
    return {DOCS / "commands.md": "\n".join(_commands()), **schemas}


def _commands() -> Iterator[str]:
    yield HEAD
    for command in COMMANDS:
        shown = CliRunner().invoke(app, [*command.split(), "--help"], prog_name="armstrail", terminal_width=100)
        yield f"## armstrail {command}".rstrip() + f"\n\n```text\n{shown.output.strip()}\n```\n"
        if command == "read":
            yield CSV.format(columns=", ".join(f"`{column}`" for column in COLUMNS))


def _schema(kind: type[BaseModel]) -> str:
    return json.dumps(kind.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    stale = [path for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{os.path.relpath(path)} is not up to date: make docs", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated()[path], "utf-8", newline="\n")
        print(f"wrote {os.path.relpath(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
