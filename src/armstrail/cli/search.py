"""`armstrail search`: stored reports by their words."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrail.cli.stored import ArchiveFolder, Database, opened

if TYPE_CHECKING:
    from rich.console import Console

    from armstrail.register.query import Hit


class Form(StrEnum):
    """How hits are written."""

    TABLE = "table"
    JSON = "json"


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD",
            help="In any form: deliver finds delivered. What is joined (S-300), or in double quotes within the words "
            "('\"air defence\"'), is found as it stands together.",
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many reports are shown.")] = 20,
    skip: Annotated[int, typer.Option(min=0, help="How many of the first are left out.")] = 0,
    form: Annotated[Form, typer.Option("--format", help="table: to look at. json: an array of reports.")] = Form.TABLE,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Find stored reports that have all these words in title or text, the last published first."""
    with opened(database, archive) as register:
        found = register.search(" ".join(words), limit + 1, skip)
    hits, more = found[:limit], len(found) > limit
    if form is Form.JSON:
        print(json.dumps(list(map(_told, hits)), ensure_ascii=True, indent=1))
        return
    from armstrail.cli.screen import console
    from armstrail.cli.wording import count

    screen = console()
    for hit in hits:
        _show(screen, hit)
    typer.echo(count(len(hits), "report") + (f"; more: --skip {skip + limit}" if more else ""))
    sys.stdout.flush()


def _told(hit: Hit) -> dict[str, Any]:
    report = hit.report
    return {
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published and str(report.published),
        "address": report.address,
        "claims": hit.claims,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
    }


def _show(console: Console, hit: Hit) -> None:
    from rich.text import Text

    from armstrail.cli.layout import Hanging
    from armstrail.cli.screen import visible
    from armstrail.cli.wording import count

    report = hit.report
    console.print(Text(visible(report.title or report.address), "bold underline"))
    named = [report.outlet, str(report.published or "no date"), report.address if report.title else None]
    console.print(
        Text(visible(f"{report.id[:8]}  {', '.join(filter(None, named))}, {count(hit.claims, 'claim')}"), "dim")
    )
    brackets = console.color_system is None or console.no_color
    text, reached = Text("… " if hit.snippet[:1].islower() else ""), 0
    for start, end in hit.marks:
        words = visible(hit.snippet[start:end])
        text.append(visible(hit.snippet[reached:start]))
        text.append(f"[{words}]" if brackets else words, "bold yellow")
        reached = end
    console.print(Hanging(text.append(visible(hit.snippet[reached:])), 2, 2))
    console.print()
