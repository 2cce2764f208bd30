"""`armstrail show`: one stored report, claim or transfer by its id, or a party by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from armstrail.cli.stored import ArchiveFolder, Database, opened

if TYPE_CHECKING:
    from rich.console import Console

    from armstrail.model import Decision
    from armstrail.register import Register
    from armstrail.register.query import Partner, StoredClaim, StoredReport


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID|PARTY",
            help="The id of a report, a claim or a transfer, or its first characters; or a party, by code or name.",
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, help="How many rows a list has at most.")] = 50,
    database: Database = None,
    archive: ArchiveFolder = None,
) -> None:
    """Show one thing of the register, with all that it rests on.

    A report: its text, its claims, its versions and copies, the hash of its original. A claim: its words, the decisions
    on it, its transfer. A transfer: its claims by date. A party: what it gave, got, passed on and denied.
    """
    from armstrail.cli.screen import console

    with opened(database, archive) as register:
        kind, found = _meant(register, name)
        shown: dict[str, Callable[[Console, Register, str, int], None]] = {
            "report": _report,
            "claim": _claim,
            "transfer": _transfer,
            "decision": _decision,
            "party": _party,
        }
        shown[kind](console(), register, found, limit)


def _meant(register: Register, name: str) -> tuple[str, str]:
    """A party that the register knows, else what has such an id.

    Raises:
        UnknownError: there is none of either.
    """
    from armstrail.register import UnknownError
    from armstrail.register.query import party_code

    try:
        code: str | None = party_code(name)
    except UnknownError:
        code = None
    if code is not None and register.knows(code):
        return "party", code
    try:
        return register.kind_and_id(name)
    except UnknownError as error:
        if code is not None and code != name:
            raise UnknownError(f"{name}: no claim in the register names {code}") from None
        if set(name) <= set("0123456789abcdef"):
            raise UnknownError(f"{error}, and no claim names such a party") from None
        raise UnknownError(f"{name}: nothing in the register has this id, and no claim names such a party") from None


def _report(console: Console, register: Register, name: str, limit: int) -> None:
    from rich.text import Text

    from armstrail.cli.screen import visible
    from armstrail.cli.table import heading, show_response

    of = register.report(name)
    console.print(*heading(of.report), sep="\n")
    console.print()
    for paragraph in of.report.text.splitlines():
        console.print(Text(visible(paragraph)))
    _title(console, "Claims")
    _claims(console, of.claims[:limit])
    for response in of.responses:
        console.print()
        show_response(console, response, of.report)
    _title(console, "Where it is from")
    facts = {
        "report": of.stored.id,
        "address": of.stored.address,
        "original": f"{of.stored.archived} (SHA-256)" if of.stored.archived else "not archived",
        "text taken by": of.extractor,
        "read by": of.reader,
    }
    for label, value in facts.items():
        console.print(Text.assemble((f"  {label:<14}", "dim"), visible(value)), soft_wrap=True)
    if len(of.versions) > 1:
        _title(console, "Versions at this address, the oldest first")
        _reports(console, of.versions[:limit], of.stored.id)
    if of.copies:
        _title(console, "The same origin elsewhere")
        _reports(console, of.copies[:limit], of.stored.id)


def _claim(console: Console, register: Register, name: str, limit: int) -> None:
    from rich.text import Text

    from armstrail.cli.table import heading, show_claim

    of = register.claim(name)
    console.print(*heading(of.report), sep="\n")
    console.print()
    show_claim(console, of.claim, of.report)
    if of.as_read:
        _title(console, "As it was read, before a person corrected it")
        show_claim(console, of.as_read, of.report)
    console.print()
    for label, value in {"claim": of.id, "state": of.state, "transfer": of.transfer, "report": of.report_id}.items():
        console.print(Text.assemble((f"  {label:<14}", "dim"), value), soft_wrap=True)
    _decisions(console, register.decisions_on(of.id)[-limit:])


def _transfer(console: Console, register: Register, name: str, limit: int) -> None:
    from rich.text import Text

    from armstrail.cli.transfers import transfer_table

    of = register.transfer(name)
    console.print(transfer_table([of]))
    if of.id != name:
        console.print(Text(f"{name[:8]} was merged into it", "dim"))
    _title(console, "Claims by the day of their reports")
    claims = register.claims_of(of.id, limit + 1)
    _claims(console, claims[:limit], with_reports=True)
    if len(claims) > limit:
        console.print(Text(f"\n… and more: --limit {limit * 2}", "dim"))
    _decisions(console, register.decisions_on(of.id)[-limit:])


def _decision(console: Console, register: Register, name: str, _: int) -> None:
    if (entry := register.decision(name)) is not None:
        _decisions(console, [entry])


def _party(console: Console, register: Register, code: str, limit: int) -> None:
    from rich.text import Text

    from armstrail.cli import wording

    of = register.party(code, limit)
    console.print(Text(wording.party(code), "bold underline"))
    _partners(console, "Is said to have given", "to", of.gave)
    _partners(console, "Is said to have got", "from", of.got)
    _partners(console, "Is said to have passed on", "to", of.passed_on)
    _partners(console, "From its stocks", "to", of.stocks)
    if of.denials:
        _title(console, "Denied by its own")
        _claims(console, of.denials, with_reports=True)


def _title(console: Console, words: str) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(words, "bold"))


def _claims(console: Console, claims: Sequence[StoredClaim], *, with_reports: bool = False) -> None:
    from rich.text import Text

    from armstrail.cli.layout import Hanging
    from armstrail.cli.screen import visible
    from armstrail.cli.table import show_claim

    if not claims:
        console.print(Text("  none", "dim"))
    for one in claims:
        console.print()
        where = (
            f"  {one.report.published or 'no date'}, {one.report.title or one.report.source}" if with_reports else ""
        )
        corrected = ", corrected" if one.as_read else ""
        console.print(Hanging(Text(visible(f"{one.id[:8]}  {one.state}{corrected}{where}"), "dim"), 2, 6))
        show_claim(console, one.claim, one.report)


def _reports(console: Console, reports: Sequence[StoredReport], this: str) -> None:
    from rich.text import Text

    from armstrail.cli.screen import visible

    for one in reports:
        told = ", ".join(filter(None, (one.outlet, str(one.published or "no date"), one.address)))
        console.print(Text(visible(f"  {one.id[:8]}  {told}{'  (this one)' if one.id == this else ''}")))


def _decisions(console: Console, decisions: Sequence[Decision]) -> None:
    from rich.text import Text

    from armstrail.cli.screen import visible

    if not decisions:
        return
    _title(console, "Decisions")
    for one in decisions:
        why = f": {one.why}" if one.why else ""
        corrected = f" ({', '.join(each.field for each in one.corrections)})" if one.corrections else ""
        told = f"{one.number}  {one.at:%Y-%m-%d %H:%M}  {one.verdict}{corrected} by {one.by}{why}"
        console.print(Text(visible(f"  {told}")))


def _partners(console: Console, words: str, way: str, partners: Sequence[Partner]) -> None:
    from rich.table import Table
    from rich.text import Text

    from armstrail.cli import wording

    if not partners:
        return
    _title(console, words)
    rows = Table(box=None, padding=(0, 2, 0, 0))
    rows.add_column(way, no_wrap=True)
    rows.add_column("goods", no_wrap=True)
    for heading in ("transfers", "claims", "denied"):
        rows.add_column(heading, justify="right")
    rows.add_column("last report", no_wrap=True)
    for one in partners:
        rows.add_row(
            wording.party(one.partner) if one.partner else "?", wording.category(one.category), str(one.transfers),
            str(one.claims), Text(str(one.denied or ""), "bold red"), str(one.latest or ""),
        )  # fmt: skip
    console.print(rows)
