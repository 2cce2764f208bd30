"""The option --min-confidence: leaves out claims that are less sure, keeps those whose reader does not say.

armstrail read report.html --min-confidence 0.6
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from armstrail.gathering import Failure
    from armstrail.model import Claim, Reading


def _share(value: float | None) -> float | None:
    if value is not None and not 0 <= value <= 1:  # nan is neither
        raise typer.BadParameter(f"{value:g} is not a number from 0 to 1")
    return value


MinConfidence = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE",
        callback=_share,
        help="Leave out claims whose confidence is below this, from 0 to 1. Claims of a reader that gives none stay.",
    ),
]


def sure(claims: Iterable[Claim], least: float | None) -> tuple[Claim, ...]:
    """The claims that are sure enough, in their order."""
    return tuple(one for one in claims if least is None or one.confidence is None or one.confidence >= least)


def sure_readings(batch: Iterable[Reading | Failure], least: float | None) -> Iterator[Reading | Failure]:
    """The same of readings, one at a time; failures pass."""
    from armstrail.model import Reading

    for one in batch:
        if least is None or not isinstance(one, Reading):
            yield one
        else:
            yield one.model_copy(update={"claims": sure(one.claims, least)})
