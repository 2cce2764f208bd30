"""`armstrail decide`: one decision, for scripts; `armstrail decisions`: the log with who, when and why."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrail.cli.deciding import By, in_words, opened, reviewer

if TYPE_CHECKING:
    from armstrail.model import Correction, Decision
    from armstrail.register import Register


class Choice(StrEnum):
    """What may be decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    UNSURE = "unsure"
    NOTE = "note"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


class LogFormat(StrEnum):
    """How the log is written."""

    TABLE = "table"
    JSONL = "jsonl"


STATUSES = "Exit status: 0 it was decided; 1 it was not, and why; 2 the command was not understood."


def decide(  # noqa: PLR0913, PLR0917 - the options of the command
    verdict: Annotated[
        Choice,
        typer.Argument(
            metavar="VERDICT", help="accept, reject, unsure, correct, note or split claims; merge transfers; undo."
        ),
    ],
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="TARGET",
            help="What is decided on, by its id or the first six or more characters of it: claims; for merge "
            "transfers, the first of which stays; for undo one decision.",
        ),
    ],
    by: By = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, kept with the decision.")] = "",
    field: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="For correct: the field of the claim, as the field guide has it."),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="JSON", help="For correct: what it should say, as in the claim's JSON: '[\"SY\"]'."),
    ] = None,
    span: Annotated[
        str | None,
        typer.Option(
            metavar="A:B", help="For correct: the characters of the report's text that carry it, end excluded."
        ),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="For correct, instead of --span: where else it is known from, a document say."
        ),
    ] = None,
) -> None:
    """Decide on what is stored: accept, reject or correct a claim, merge transfers, undo a decision.

    A decision is an entry in a log that only grows; nothing is deleted by it. An undo is a decision too. Prints the id
    of the entry. `armstrail review` does the same claim by claim.
    """
    given = _correction(verdict, field, value, (span, reference))
    with opened() as register:
        from armstrail.register import names
        from armstrail.register.database import looking

        kind = {Choice.MERGE: "transfer", Choice.UNDO: "decision"}.get(verdict, "claim")
        with looking(register.engine) as connection:
            wanted = [names.full(connection, one, [kind]) for one in targets]
        made = register.decide(verdict.value, wanted, by=reviewer(by), why=why, corrections=given)
        typer.echo(made.id)


def decisions(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="TARGET", help="Only those on this claim, transfer or decision, by the first characters of its id."
        ),
    ] = None,
    form: Annotated[
        LogFormat, typer.Option("--format", help="table: to look at. jsonl: the entries as they are kept, one a line.")
    ] = LogFormat.TABLE,
) -> None:
    """List what was decided, the first decision first: by whom, when, on what and why.

    What an undo takes back is marked as undone; it stays in the log.
    """
    with opened() as register:
        entries = _entries(register, target)
    if form is LogFormat.TABLE:
        _show(entries)
        return
    from armstrail.model import escaped

    for entry in entries:
        typer.echo(escaped(entry.to_json()))


def _entries(register: Register, target: str | None) -> list[Decision]:
    from armstrail.register import decisions as log
    from armstrail.register import names
    from armstrail.register.database import looking

    with looking(register.engine) as connection:
        if target is None:
            return list(log.log(connection))
        name = names.full(connection, target, [*names.KINDS, "target"])
        itself = log.entry(connection, name)
        return [*([itself] if itself else []), *log.on(connection, name)]


def _show(entries: list[Decision]) -> None:
    """An entry a line or two: its number, who and when; what, on what and why."""
    from rich.text import Text

    from armstrail.cli.layout import Hanging
    from armstrail.cli.screen import console, visible
    from armstrail.reconciling import standing

    screen = console()
    stand = {entry.id for entry in standing(entries)}
    for entry in entries:
        undone = entry.id not in stand
        on = ", ".join(target[:12] for target in entry.targets)
        line = Text(visible(in_words(entry)), "dim strike" if undone else "")
        number = (f"{entry.number:5}  ", "dim")
        screen.print(Hanging(Text.assemble(number, line, " — undone" if undone else ""), 0, 7))
        screen.print(Hanging(Text(f"{entry.id[:12]} on {on}", "dim"), 7, 9))
    if not entries:
        screen.print(Text("nothing was decided", "dim"))


def _correction(
    verdict: Choice, field: str | None, value: str | None, carried: tuple[str | None, str | None]
) -> list[Correction]:
    """The correction that the options give.

    Raises:
        BadParameter: they give none, or only a part of one.
    """
    span, reference = carried
    if verdict is not Choice.CORRECT:
        if any(one is not None for one in (field, value, span, reference)):
            raise typer.BadParameter(f"--field, --value, --span and --reference belong to correct, not to {verdict}")
        return []
    from pydantic import ValidationError

    from armstrail.model import CORRECTED, Correction

    if field not in CORRECTED:
        raise typer.BadParameter(f"--field: one of {', '.join(CORRECTED)}")
    if value is None or (span is None) == (reference is None):
        raise typer.BadParameter("correct needs --field, --value and one of --span and --reference")
    if span is not None and not re.fullmatch(r"\d+:\d+", span):
        raise typer.BadParameter(f"--span: {span} is not like 120:134")
    characters = [int(end) for end in span.split(":")] if span else None
    told: dict[str, Any] = {"field": field, "span": characters, "reference": reference}
    try:
        return [Correction.model_validate(told | {"value": json.loads(value, parse_constant=_no_number)})]
    except ValidationError as error:
        raise typer.BadParameter(error.errors(include_url=False)[0]["msg"]) from None
    except ValueError as error:
        raise typer.BadParameter(f"--value: no JSON: {error}") from None


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")
