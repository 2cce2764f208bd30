"""What `decide` and `review` share: who decides, and a decision in words.

accept by m.osei, 2026-03-02 10:15: both wires and the ministry's own page
"""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from armstrail.model import Correction, Decision

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
