"""What a register would say otherwise if it were rebuilt today: claims gained, lost, changed; decisions left hanging.

Nothing is stored. A claim is the same as long as it says the same; how sure the reader is does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from armstrail.model import Claim, Decision, Reading, Report
from armstrail.reconciling import relation
from armstrail.register.database import looking
from armstrail.register.decisions import log, on
from armstrail.register.export import paged
from armstrail.register.rebuild import read_again
from armstrail.register.rows import NOT_SAID, claim_ids
from armstrail.register.schema import claims, reports, transfers
from armstrail.register.store import Register

FIELDS = tuple(name for name in Claim.model_fields if name not in NOT_SAID)


class Named(NamedTuple):
    """A claim with its id."""

    id: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that is read otherwise now: lost (`after` is None), gained (`before` is None) or changed in `fields`.

    `report_id` is that of the register. `decisions` are those that name the claim as it was: rebuilt, they would be
    kept, and have no effect.
    """

    report_id: str
    report: Report
    before: Named | None
    after: Named | None
    fields: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def kind(self) -> Literal["gained", "lost", "changed"]:
        """What became of it."""
        if self.before is None:
            return "gained"
        return "lost" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Hanging:
    """A decision that names a claim or a transfer that would not be there, told apart from those of a `Difference`."""

    decision: Decision
    targets: tuple[str, ...]


@dataclass(slots=True)
class Summary:
    """The last thing that `differences` gives."""

    reports: int = 0
    same: int = 0
    gained: int = 0
    lost: int = 0
    changed: int = 0
    hanging: int = 0


def differences(
    register: Register, read: Callable[[Report], Reading], step: Callable[[], None] = lambda: None
) -> Iterator[Difference | Hanging | Summary]:
    """Reads all reports again and compares: report by report in the order of the register, then the decisions.

    Raises:
        ArchiveError, RegisterError: a report is missing or has changed, or the reader failed on it.
    """
    summary, hanging = Summary(), set[str]()
    with looking(register.engine) as connection:
        wanted = _targets(connection)
        there: set[str] = set()
        for page in paged(connection, select(reports.c.number, reports.c.id), reports.c.number):
            for row in page:
                derivation = register.archive.derivation(row.id)
                before = _as_read(connection, row.number)
                reading = read_again(read, derivation)
                after = list(map(Named, claim_ids(row.id, reading.claims), reading.claims))
                there |= wanted & {name for one in after for name in (one.id, relation(one.claim).id)}
                summary.reports += 1
                summary.same += len({one.id for one in before} & {one.id for one in after})
                for one, other in compared(before, after):
                    concern = tuple(on(connection, one.id)) if one else ()
                    hanging.update(decision.id for decision in concern)
                    found = Difference(row.id, derivation.report, one, other, changed_fields(one, other), concern)
                    setattr(summary, found.kind, getattr(summary, found.kind) + 1)
                    yield found
                step()
        for decision in log(connection):
            gone = tuple(name for name in decision.targets if name in wanted and name not in there)
            if gone and decision.id not in hanging:
                hanging.add(decision.id)
                yield Hanging(decision, gone)
    summary.hanging = len(hanging)
    yield summary


def compared(before: Sequence[Named], after: Sequence[Named]) -> Iterator[tuple[Named | None, Named | None]]:
    """What is no longer the same among the claims of a report: pairs of a claim as it was and as it is now.

    A lost and a gained claim are a pair if they rest on words in common; those with the most equal fields first.
    """
    kept = {one.id for one in before} & {one.id for one in after}
    lost = [one for one in before if one.id not in kept]
    gained = [one for one in after if one.id not in kept]
    likely = sorted(
        (-_equal(one.claim, other.claim), place, at)
        for place, one in enumerate(lost)
        for at, other in enumerate(gained)
        if _overlap(one.claim, other.claim)
    )
    of_lost: dict[int, int] = {}
    for _, place, at in likely:
        if place not in of_lost and at not in of_lost.values():
            of_lost[place] = at
    for place, one in enumerate(lost):
        yield one, gained[of_lost[place]] if place in of_lost else None
    for at, other in enumerate(gained):
        if at not in of_lost.values():
            yield None, other


def changed_fields(one: Named | None, other: Named | None) -> tuple[str, ...]:
    """The fields in which two claims differ, in the order of the guide."""
    if one is None or other is None:
        return ()
    return tuple(name for name in FIELDS if getattr(one.claim, name) != getattr(other.claim, name))


def _equal(one: Claim, other: Claim) -> int:
    return sum(getattr(one, name) == getattr(other, name) for name in FIELDS)


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _as_read(connection: Connection, report: int) -> list[Named]:
    of = select(claims.c.id, claims.c.document).where(claims.c.report == report).order_by(claims.c.place)
    return [Named(row.id, Claim.model_validate_json(row.document)) for row in connection.execute(of)]


def _targets(connection: Connection) -> set[str]:
    """The claims and transfers that decisions name, but for transfers that people made, by a split or a correction."""
    of_claims: set[str] = set()
    of_transfers: set[str] = set()
    for decision in log(connection):
        if decision.verdict != "undo":
            (of_transfers if decision.verdict == "merge" else of_claims).update(decision.targets)
    there = set(connection.execute(select(transfers.c.id).where(transfers.c.id.in_(of_transfers))).scalars())
    return of_claims | (of_transfers - there) | set(_relations(connection, there))


def _relations(connection: Connection, wanted: set[str]) -> Iterator[str]:
    """Those of some transfers that claims make as they are read."""
    for page in paged(connection, select(claims.c.number, claims.c.document), claims.c.number) if wanted else ():
        for row in page:
            if (name := relation(Claim.model_validate_json(row.document)).id) in wanted:
                yield name
