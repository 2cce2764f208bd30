"""`armstrail register`: the transfers that pass a filter, some at a time."""

from __future__ import annotations

import datetime
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from armstrail.cli.days import first_and_last
from armstrail.cli.read import Format
from armstrail.cli.stored import ArchiveFolder, Database, opened
from armstrail.cli.vocabulary import ActName, CategoryName, ModalityName, SourceKindName, StateName


class SortName(StrEnum):
    """What transfers are sorted by."""

    LATEST = "latest"
    FIRST = "first"
    CLAIMS = "claims"
    ORIGINS = "origins"


def register(  # noqa: PLR0913, PLR0917 - an option a condition
    supplier: Annotated[
        list[str] | None, typer.Option(metavar="PARTY", help="Who gives: a code as RU, or a name as Russia.")
    ] = None,
    recipient: Annotated[list[str] | None, typer.Option(metavar="PARTY", help="Who gets.")] = None,
    party: Annotated[
        list[str] | None,
        typer.Option(metavar="PARTY", help="Who takes part: gives, gets, passes on, or had it in stock."),
    ] = None,
    category: Annotated[list[CategoryName] | None, typer.Option(help="A kind of goods.")] = None,
    designation: Annotated[
        list[str] | None, typer.Option(metavar="TYPE", help="A type of goods, by any of its names: Su-25.")
    ] = None,
    act: Annotated[list[ActName] | None, typer.Option(help="What is said to have been done.")] = None,
    modality: Annotated[list[ModalityName] | None, typer.Option(help="How it is said.")] = None,
    source_kind: Annotated[list[SourceKindName] | None, typer.Option(help="Who says so.")] = None,
    state: Annotated[list[StateName] | None, typer.Option(help="What a person decided on the claim.")] = None,
    decided: Annotated[
        bool | None,
        typer.Option(
            "--decided/--undecided", help="With a claim that somebody has decided on; or with an undecided one."
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="DAYS", help="When it is said to have happened: 2014, 2014-03, 2014-03-05, 2013..2014-06, 2014.."
        ),
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DAYS", help="When a report of it was published.")] = None,
    min_origins: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, help="At least so many independent origins.")
    ] = 0,
    text: Annotated[
        str, typer.Option(metavar="WORDS", help="Words that one of its reports has, as `armstrail search` takes them.")
    ] = "",
    include_rejected: Annotated[
        bool,
        typer.Option("--include-rejected", help="Count rejected claims too, and show transfers that have no others."),
    ] = False,
    sort: Annotated[
        SortName, typer.Option(help="By the last or the first report, by claims, by origins.")
    ] = SortName.LATEST,
    ascending: Annotated[bool, typer.Option("--ascending/--descending", help="Least first, or most first.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many transfers are shown.")] = 50,
    after: Annotated[
        str | None, typer.Option(metavar="TOKEN", help="What follows a page: the token that the page ended with.")
    ] = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="table: to look at. jsonl: a JSON object a transfer. json: an array of them. csv: a row a transfer.",
        ),
    ] = Format.TABLE,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Show what is stored: a row a transfer, with its claims and independent origins counted.

    A transfer is all claims that speak of the same goods passing between the same parties. Options may be given several
    times: any of the values will do. Act, modality, kind of source and state must hold together for one claim.
    """
    from armstrail.register import Filter, Sort

    given = {
        "category": category, "act": act, "modality": modality, "source_kind": source_kind, "state": state,
    }  # fmt: skip
    chosen: dict[str, Any] = {name: tuple(one.value for one in several or ()) for name, several in given.items()}
    days: dict[str, Any] = {"period": days_of(period, "--period"), "published": days_of(published, "--published")}
    with opened(database, archive) as kept:
        from armstrail.register.query import party_code, type_names

        sides = {"supplier": supplier, "recipient": recipient, "party": party}
        parties: dict[str, Any] = {name: tuple(map(party_code, several or ())) for name, several in sides.items()}
        types = tuple(name for one in designation or () for name in type_names(one))
        asked = Filter(
            **chosen, **parties, **days,
            designation=types, decided=decided, min_origins=min_origins, text=text, include_rejected=include_rejected,
        )  # fmt: skip
        page = kept.page(asked, Sort(sort.value, descending=not ascending), after, limit)
    if form is Format.TABLE:
        from armstrail.cli.screen import console
        from armstrail.cli.transfers import show_page

        show_page(console(), page)
    else:
        from armstrail.cli.formats import transfer_lines
        from armstrail.cli.screen import utf8

        utf8()
        sys.stdout.writelines(transfer_lines(form.value, page.transfers))
        if page.after:
            print(f"more: --after {page.after}", file=sys.stderr)


def days_of(told: str | None, option: str) -> tuple[datetime.date | None, datetime.date | None]:
    """`2014` -> its first and last day; `2013..2014-06`, `2014..`, `..2014` a span of days, both ends included."""
    if told is None:
        return None, None
    first, between, last = told.partition("..")
    try:
        start = first_and_last(first)[0] if first else None
        end = first_and_last(last)[1] if last else None if between else first_and_last(first)[1]
        if not (start or end) or (start and end and start > end):
            raise ValueError(told)
    except ValueError:
        said = f"{told!r} are no days: 2014, 2014-03, 2014-03-05, or two of these with .. between them"
        raise typer.BadParameter(said, param_hint=option) from None
    return start, end
