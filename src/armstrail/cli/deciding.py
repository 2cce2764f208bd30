"""What `decide` and `review` share: who decides, a decision in words, an open register whose errors are one line.

accept by m.osei, 2026-03-02 10:15: both wires and the ministry's own page
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from armstrail.model import Correction, Decision
    from armstrail.register import Register

REVIEWER = "ARMSTRAIL_REVIEWER"

By = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help=f"Who decides. By default the environment variable {REVIEWER}, else the name that you are logged in by.",
    ),
]


def reviewer(by: str | None) -> str:
    """Who decides."""
    name = (by or os.environ.get(REVIEWER) or "").strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may have no name for its user
        raise typer.BadParameter(f"who decides? Say --by NAME, or set {REVIEWER}") from None


@contextmanager
def opened() -> Iterator[Register]:
    """The register that the environment names; what goes wrong with it is one line on standard error and status 1."""
    from armstrail.cli.screen import visible
    from armstrail.gathering import ArchiveError
    from armstrail.register import RegisterError, open_register

    try:
        register = open_register(make=False)
        try:
            yield register
        finally:
            register.close()
    except (RegisterError, ArchiveError) as error:
        typer.echo(visible(f"armstrail: {error}"), err=True)
        raise typer.Exit(1) from None


def in_words(decision: Decision) -> str:
    """A decision on one line."""
    what = " ".join([decision.verdict, *map(correction, decision.corrections)])
    why = f": {' '.join(decision.why.split())}" if decision.why else ""
    return f"{what} by {decision.by}, {decision.at:%Y-%m-%d %H:%M}{why}"


def correction(one: Correction) -> str:
    """`recipients ["IQ"] (“Iraq”)`, `act "order" (from outside the text: UN S/2014/147)`."""
    import json

    carried = f"“{' '.join((one.text or '').split())}”" if one.span else f"from outside the text: {one.reference}"
    return f"{one.field} {json.dumps(one.value, ensure_ascii=False)} ({carried})"
