"""`armstrail score`: how well a reading agrees with an annotated one."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrail.cli.confidence import MinConfidence, sure

if TYPE_CHECKING:
    from armstrail.model import Claim
    from armstrail.reading.explain import Seen
    from armstrail.scoring import ErrorTable, GoldPassage, PassageScore, Score, Slots

    Claims = dict[str, tuple[Claim, ...]]


class By(StrEnum):
    """What an error table is broken down by."""

    CONSTRUCTION = "construction"
    SLOT = "slot"
    ACT = "act"
    REGION = "region"
    DECADE = "decade"


def score(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A passage file with the claims that a careful reader found.")
    ],
    reading: Annotated[
        Path | None,
        typer.Argument(
            metavar="READING",
            help="The same passages as something else read them: a file of `armstrail read --format jsonl`. "
            "Without it, Armstrail reads the passages of GOLD itself.",
        ),
    ] = None,
    details: Annotated[bool, typer.Option("--details", help="What differs, passage by passage.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The figures, and with --details the differences, as JSON.")
    ] = False,
    by: Annotated[
        By | None,
        typer.Option(
            help="Instead of the figures, a table of the errors. slot: what is missing, spurious or confused in each. "
            "act, region, decade: relation and claim for each act of the gold, each region that the arms go to, each "
            "decade of publication. construction: why claims were missed, what spurious ones stand beside, which words "
            "they rest on."
        ),
    ] = None,
    min_confidence: MinConfidence = None,
) -> None:
    """Compare a reading with an annotated one.

    Gives precision, recall and F1 in percent. Claims of one passage are paired one to one so that they agree as much
    as possible. "claim" is the headline: a pair counts if act and modality are equal and suppliers, recipients and
    categories each overlap. "gold" is how many there are to find.
    """
    from armstrail.cli.screen import complain
    from armstrail.scoring import BadPassage, load_claims, load_passages
    from armstrail.scoring import score as compare

    try:
        passages = load_passages(gold) if by else {}
        wanted = {key: one.claims for key, one in passages.items()} if by else load_claims(gold)
        read, complete = (load_claims(reading), True) if reading else _read(gold, len(wanted))
        seen = _seen(gold) if by is By.CONSTRUCTION and not reading else None
    except BadPassage as error:
        complain(str(error.path), error.reason)
        raise typer.Exit(1) from None
    except OSError as error:
        complain(str(error.filename), error.strerror or str(error))
        raise typer.Exit(1) from None
    found = {key: sure(claims, min_confidence) for key, claims in read.items()}
    result = compare(wanted, found)
    if by:
        from armstrail.cli.errors import tables_as_data, tables_as_text

        tables = _tables(by, passages, found, seen)
        lines = [*before_figures(result, details=details), *tables_as_text(tables)]
        typer.echo(tables_as_data(tables, by, result.unread) if as_json else "\n".join(lines))
    else:
        typer.echo(as_data(result, details=details) if as_json else as_text(result, details=details))
    if not complete:
        raise typer.Exit(1)


def _read(gold: Path, total: int) -> tuple[Claims, bool]:
    """What Armstrail reads in the passages, and whether it could read them all."""
    from armstrail.cli.read import Tally
    from armstrail.cli.screen import Bar
    from armstrail.gathering import Settings
    from armstrail.pipeline import read_all

    tally = Tally()
    with Bar("reading", total) as bar:
        found = {one.report.source: one.claims for one in tally.reported(read_all([str(gold)], Settings()), bar)}
    return found, not tally.not_read


def _seen(gold: Path) -> dict[str, tuple[Seen, ...]]:
    """What Armstrail sees in the sentences of the passages."""
    from armstrail.gathering import Failure, Settings, gather
    from armstrail.reading import load_reader
    from armstrail.reading.explain import explain

    reports = [one for one in gather([str(gold)], Settings()) if not isinstance(one, Failure)]
    return {report.source: explain(load_reader().passage(report)) for report in reports}


def _tables(
    by: By, gold: dict[str, GoldPassage], reading: Claims, seen: dict[str, tuple[Seen, ...]] | None
) -> list[ErrorTable]:
    from armstrail.scoring import by_act, by_construction, by_decade, by_region, by_slot

    if by is By.CONSTRUCTION:
        return by_construction(gold, reading, seen)
    return {By.SLOT: by_slot, By.ACT: by_act, By.REGION: by_region, By.DECADE: by_decade}[by](gold, reading)


def as_data(result: Score, *, details: bool) -> str:
    """The figures as JSON."""
    figures = {
        name: {"precision": figure.precision, "recall": figure.recall, "f1": figure.f1, "gold": figure.gold}
        for name, figure in result.figures.items()
    }
    differences = {key: _as_data(passage) for key, passage in result.passages.items()} if details else None
    return json.dumps({"figures": figures, "unread": result.unread, "details": differences}, indent=1)


def _as_data(passage: PassageScore) -> dict[str, Any]:
    return {
        "gold": passage.gold,
        "found": passage.found,
        "right": passage.right,
        "differences": [
            {slot: [sorted(pair.gold[slot]), sorted(pair.found[slot])] for slot in pair.slots} for pair in passage.pairs
        ],
        "missed": [{slot: sorted(values) for slot, values in claim.items() if values} for claim in passage.missed],
        "spurious": [{slot: sorted(values) for slot, values in claim.items() if values} for claim in passage.spurious],
    }


def as_text(result: Score, *, details: bool) -> str:
    """The table of figures, under the differences if they are asked for."""
    lines = before_figures(result, details=details)
    lines.append(f"{'':22}{'precision':>10}{'recall':>8}{'f1':>7}{'gold':>6}")
    for name, figure in result.figures.items():
        lines.append(f"{name:22}{figure.precision:>10}{figure.recall:>8}{figure.f1:>7}{figure.gold:>6}")
    return "\n".join(lines)


def before_figures(result: Score, *, details: bool) -> list[str]:
    """Which passages were not read, and the differences if they are asked for."""
    lines = []
    if result.unread:
        first = ", ".join(result.unread[:5])
        lines.append(
            f"{len(result.unread)} passages of the gold set are not in the reading "
            f"(counted as read with no claim): {first} …"
        )
    if details:
        for key, passage in result.passages.items():
            lines += _differences(key, passage)
    return lines


def _differences(key: str, passage: PassageScore) -> list[str]:
    """What went wrong in a passage; nothing if nothing did.

    guardian-004: 1 of 2 claims right, 1 read
      differs   RU → SY delivery, reported: tanks
                modality: reported, read as planned
      missed    ...
    """
    from armstrail.cli.screen import visible

    lines = []
    for pair in passage.pairs:
        if pair.slots:
            lines.append(f"  {'near' if pair.is_claim else 'wrong':9} {_in_short(pair.gold)}")
            lines += [
                f"  {'':9}   {slot}: {_all(pair.gold[slot])}, read as {_all(pair.found[slot])}" for slot in pair.slots
            ]
    lines += [f"  {'missed':9} {_in_short(claim)}" for claim in passage.missed]
    lines += [f"  {'spurious':9} {_in_short(claim)}" for claim in passage.spurious]
    heading = f"{key}: {passage.right} of {passage.gold} right, {passage.found} read"
    return [*map(visible, [heading, *lines]), ""] if lines else []


def _in_short(claim: Slots) -> str:
    """`RU → SY delivery, reported: tanks, uav (anonymous)`."""
    suppliers, recipients = (_all(claim[side], "?") for side in ("suppliers", "recipients"))
    said = (
        f"{_all(claim['act'])}, {_all(claim['modality'])}: {_all(claim['categories'])} ({_all(claim['source_kind'])})"
    )
    return f"{suppliers} → {recipients} {said}"


def _all(values: frozenset[str], nothing: str = "nothing") -> str:
    return ", ".join(sorted(values)) or nothing
