"""Transfers for the eye: a row each, who to whom, what is said of it, from how many origins.

id        supplier → recipient            what is said                                origins  claims  last report
fc6c7b67  Iran (IR) → Palestine (PS)      missiles: M-302 24–99 · seizure 2; 1 denied       2       3  2014-03-06
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from armstrail.cli import wording
from armstrail.cli.screen import visible
from armstrail.cli.table import STYLES
from armstrail.model import Goods, Quantity, Transfer

if TYPE_CHECKING:
    from armstrail.register.query import Page

_TYPES = 4  # types of one kind of goods that a row names


def show_page(console: Console, page: Page) -> None:
    """Prints a page of the register, and how to get the next."""
    if not page.transfers:
        console.print(Text("no transfer", "dim"))
        return
    console.print(transfer_table(page.transfers))
    shown = wording.count(len(page.transfers), "transfer")
    console.print(Text(f"\n{shown}; more: --after {page.after}" if page.after else f"\n{shown}", "dim"))


def transfer_table(transfers: Sequence[Transfer], title: str | None = None) -> Table:
    """A row a transfer."""
    rows = Table(title=title, title_justify="left", title_style="bold underline", box=None, padding=(0, 2, 0, 0))
    rows.add_column("id", no_wrap=True, style="dim")
    rows.add_column("supplier → recipient", ratio=4)
    rows.add_column("what is said", ratio=5)
    for heading in ("origins", "claims"):
        rows.add_column(heading, justify="right", no_wrap=True)
    rows.add_column("last report", no_wrap=True)
    for one in transfers:
        last = str(one.latest or "no date")
        rows.add_row(one.id[:8], sides(one), told(one), str(one.origins), str(one.claims), last)
    return rows


def sides(one: Transfer) -> Text:
    """`Iran (IR) → Yemen (YE) via Oman (OM)`."""
    return Text.assemble(
        (wording.parties(one.suppliers), STYLES["suppliers"]), " → ",
        (wording.parties(one.recipients), STYLES["recipients"]),
        (f" via {wording.parties(one.via)}" if one.via else "", STYLES["via"]),
    )  # fmt: skip


def told(one: Transfer) -> Text:
    """`missiles: M-302 24–99 · seizure 2; 1 denied`."""
    what = Text(visible(goods(one)), STYLES["items"])
    return Text(" · ").join(part for part in (what, said(one)) if part)


def goods(one: Transfer) -> str:
    """`missiles: M-302 24–99, Fateh-110; tanks 30 or more`: the widest bounds that its claims give."""
    return "; ".join(
        _kind(category, [each for each in one.goods if each.category == category]) for category in one.categories
    )


def _kind(category: str, several: Sequence[Goods]) -> str:
    """One kind of goods: how many, and the types that are named."""
    numbers = [wording.quantity(Quantity(min=each.min, max=each.max)) for each in several if not each.designation]
    types = [
        f"{each.designation} {wording.quantity(Quantity(min=each.min, max=each.max))}".strip()
        for each in several
        if each.designation
    ]
    kind = " ".join([wording.category(category), *filter(None, numbers)])
    more = f" and {len(types) - _TYPES} more" if len(types) > _TYPES else ""
    return f"{kind}: {', '.join(types[:_TYPES])}{more}" if types else kind


def said(one: Transfer) -> Text:
    """`delivery 3, order; 1 denied`: the acts, how often where more than once, and what is not simply reported."""
    acts = ", ".join(act if number == 1 else f"{act} {number}" for act, number in one.acts.items())
    text = Text(acts, STYLES["act"])
    for modality, number in one.modalities.items():
        if modality != "reported":
            text.append("; ")
            text.append(f"{number} {modality}", "bold red" if modality == "denied" else "")
    decided = [f"{number} {state}" for state, number in one.states.items() if state != "undecided"]
    return text.append(f"; {', '.join(decided)}", "dim") if decided else text
