"""The log of decisions: each bound to the one before, none ever changed; each is applied as it is written.

decide(engine, "accept", [claim], by="m.osei", why="two wires", seen={claim: None})      -> Decision 17
the same again by somebody who has not seen it     -> ConflictError: m.osei has meanwhile decided: accept (…)
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Table, func, insert, select

from armstrail.model import FIRST, Claim, Correction, Decision, Derivation, Verdict
from armstrail.reconciling import corrected, loose, standing
from armstrail.register import applying
from armstrail.register.database import writing
from armstrail.register.errors import ConflictError, RegisterError, UnknownError
from armstrail.register.schema import claims, decision_targets, decisions, reports, transfers


def decide(  # noqa: PLR0913 - who, what, on what, why: the parts of a decision
    engine: Engine,
    verdict: Verdict,
    targets: Sequence[str],
    *,
    by: str,
    why: str = "",
    corrections: Iterable[Correction] = (),
    at: datetime.datetime | None = None,
    seen: Mapping[str, str | None] | None = None,
) -> Decision:
    """Writes a decision into the log and applies it, both or neither.

    Args:
        targets: whole ids: claims, for a merge transfers, for an undo a decision.
        at: when; by default now.
        seen: for each claim, transfer or decision that was looked at, the last decision on it that was seen, None for
            none. Without it, nothing is compared.

    Raises:
        ConflictError: somebody has decided on it meanwhile; nothing was written.
        UnknownError: a target is not in the register.
        RegisterError: it cannot be decided so, and why.
    """
    with writing(engine) as connection:
        _compare(connection, seen or {})
        wanted = tuple(dict.fromkeys(targets))
        _check_targets(connection, verdict, wanted)
        quoted = _check_corrections(connection, wanted, tuple(corrections))
        decision = _following(
            _last(connection),
            {
                "verdict": verdict,
                "targets": wanted,
                "corrections": quoted,
                "by": " ".join(by.split()),
                "at": at or datetime.datetime.now(datetime.UTC).replace(microsecond=0),
                "why": why.strip(),
            },
        )
        replay(connection, decision)
        if verdict == "undo":
            _check_nothing_hangs(connection, decision)
    return decision


def log(connection: Connection) -> Iterator[Decision]:
    """All decisions, the first one first."""
    for document in connection.execute(select(decisions.c.document).order_by(decisions.c.number)).scalars():
        yield Decision.model_validate_json(document)


def on(connection: Connection, *targets: str) -> list[Decision]:
    """The decisions that name one of these, and the undos of these, in the order of the log."""
    named = select(decisions.c.number, decisions.c.id).join(
        decision_targets, decision_targets.c.decision == decisions.c.number
    )
    concern = named.where(decision_targets.c.target.in_(targets)).cte("concern", recursive=True)
    concern = concern.union(named.join(concern, decision_targets.c.target == concern.c.id))
    documents = select(decisions.c.document).where(decisions.c.number.in_(select(concern.c.number)))
    rows = connection.execute(documents.order_by(decisions.c.number)).scalars()
    return [Decision.model_validate_json(document) for document in rows]


def entry(connection: Connection, name: str) -> Decision | None:
    """The decision with this id."""
    document = connection.execute(select(decisions.c.document).where(decisions.c.id == name)).scalar()
    return None if document is None else Decision.model_validate_json(document)


def replay(connection: Connection, decision: Decision) -> None:
    """Writes an entry exactly as it is and applies it. Targets that are not there keep their place in the log.

    Raises:
        RegisterError: it does not follow the last entry, or is not what its id says.
    """
    last = _last(connection)
    number, previous = (last.number + 1, last.id) if last else (1, FIRST)
    if (decision.number, decision.previous) != (number, previous) or decision.id != decision.hashed:
        raise RegisterError(f"decision {decision.number}: does not follow what the log holds ({number - 1} entries)")
    row = {"number": number, "id": decision.id, "previous": previous, "document": decision.to_json()}
    connection.execute(insert(decisions).values(row))
    named = [{"target": target, "decision": number} for target in dict.fromkeys(decision.targets)]
    connection.execute(insert(decision_targets), named)
    decided = _taken_back(connection, decision)
    if decided is not None:
        concerned = {"transfers" if decided.verdict == "merge" else "claims": decided.targets}
        applying.apply(connection, lambda *names: on(connection, *names), **concerned)


def catch_up(connection: Connection, claims: Sequence[str], transfers: Sequence[str]) -> None:
    """Applies what the log holds on claims and transfers that have just come: they may have been here before."""
    of = select(decision_targets.c.target).where(decision_targets.c.target.in_([*claims, *transfers]))
    named = set(connection.execute(of.distinct()).scalars())
    if named:
        applying.apply(
            connection,
            lambda *names: on(connection, *names),
            claims=[one for one in claims if one in named],
            transfers=[one for one in transfers if one in named],
        )


def _last(connection: Connection) -> Decision | None:
    of = select(decisions.c.document).order_by(decisions.c.number.desc()).limit(1)
    document = connection.execute(of).scalar()
    return None if document is None else Decision.model_validate_json(document)


def _following(last: Decision | None, told: Mapping[str, object]) -> Decision:
    """The decision as the entry after the last one.

    Raises:
        RegisterError: it is none: nobody's, not in UTC, with a value that JSON cannot hold.
    """
    place = {"number": last.number + 1 if last else 1, "previous": last.id if last else FIRST}
    try:
        unnamed = Decision.model_validate({**place, **told, "id": FIRST})
        decision = Decision.model_validate_json(unnamed.to_json())
        return decision.model_copy(update={"id": decision.hashed})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        raise RegisterError(f"{where}: {said}" if where else said) from None
    except ValueError:  # half a character, as a terminal with another encoding gives it
        raise RegisterError("why: a text that UTF-8 cannot hold") from None


def _taken_back(connection: Connection, decision: Decision) -> Decision | None:
    """What an undo takes back or restores in the end; a decision itself where it is no undo."""
    found: Decision | None = decision
    while found is not None and found.verdict == "undo":
        found = entry(connection, found.targets[0])
    return found


def _compare(connection: Connection, seen: Mapping[str, str | None]) -> None:
    """Is what the reviewer saw last still the last?"""
    for target, last in seen.items():
        found = on(connection, target)
        if found and found[-1].id != last:
            newest = found[-1]
            what = " ".join(f"{newest.verdict}{', ' if newest.why else ''}{newest.why}".split())
            when = f"{newest.at:%Y-%m-%d %H:%M:%S} UTC"
            raise ConflictError(f"{target[:12]}: {newest.by} has meanwhile decided: {what} ({when})")


_KINDS: dict[Verdict, tuple[str, Table]] = {"merge": ("transfer", transfers), "undo": ("decision", decisions)}


def _check_targets(connection: Connection, verdict: Verdict, targets: tuple[str, ...]) -> None:
    kind, table = _KINDS.get(verdict, ("claim", claims))
    there = set(connection.execute(select(table.c.id).where(table.c.id.in_(targets))).scalars())
    for target in targets:
        if target not in there:
            raise UnknownError(f"{target}: no {kind} in the register has this id")
    if verdict == "merge" and len(targets) > 1:
        roots = func.coalesce(transfers.c.merged_into, transfers.c.number)
        if len(connection.execute(select(roots).distinct().where(transfers.c.id.in_(targets))).all()) == 1:
            raise RegisterError("merge: these are one transfer already")
    if verdict == "split":
        of = select(claims.c.transfer).distinct().where(claims.c.id.in_(targets))
        if len(connection.execute(of).all()) > 1:
            raise RegisterError("split: these claims do not belong to one transfer")
    if verdict == "undo" and len(targets) == 1:
        for undo in standing(on(connection, targets[0])):
            if undo.targets == targets:
                raise RegisterError(f"undo: {undo.by} has undone this decision already: {undo.id[:12]}")


def _check_corrections(
    connection: Connection, targets: tuple[str, ...], corrections: tuple[Correction, ...]
) -> tuple[Correction, ...]:
    """The corrections with the words that their spans hold.

    Raises:
        RegisterError: a span that is not within the text, words that are not there, or no claim would be left.
    """
    if not corrections:
        return ()
    if len(targets) != 1:
        raise RegisterError("correct: one claim at a time, for each has words of its own")
    of = select(reports.c.document, claims.c.document.label("claim"), claims.c.current)
    row = connection.execute(
        of.join(reports, reports.c.number == claims.c.report).where(claims.c.id == targets[0])
    ).one()
    text = Derivation.model_validate_json(row.document).report.text
    quoted = tuple(_quoted(correction, text) for correction in corrections)
    try:
        json.dumps([one.value for one in quoted], allow_nan=False)
        corrected(Claim.model_validate_json(row.current or row.claim), quoted)
    except ValueError as error:
        raise RegisterError(f"correct: {error}") from None
    return quoted


def _quoted(correction: Correction, text: str) -> Correction:
    if correction.span is None:
        return correction.model_copy(update={"text": None})
    start, end = correction.span
    if end > len(text):
        raise RegisterError(f"{correction.field}: {start}:{end} lies outside a text of {len(text)} characters")
    words = text[start:end]
    if not words.strip():
        raise RegisterError(f"{correction.field}: there are no words at {start}:{end}")
    if correction.text is not None and correction.text != words:
        raise RegisterError(f"{correction.field}: the text has {words!r} at {start}:{end}, not {correction.text!r}")
    return correction.model_copy(update={"text": words})


def _check_nothing_hangs(connection: Connection, undo: Decision) -> None:
    """A correction that would be none without the one that is undone has to be undone first."""
    taken_back = _taken_back(connection, undo)
    for target in taken_back.targets if taken_back else ():
        document = connection.execute(select(claims.c.document).where(claims.c.id == target)).scalar()
        concern = on(connection, target)
        if document and (hangs := loose(Claim.model_validate_json(document), concern)):
            raise RegisterError(f"undo: {hangs.by}'s correction {hangs.id[:12]} builds on it: undo that first")
