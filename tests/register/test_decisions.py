"""Decisions on claims and transfers: what they change, who is told of a conflict, and that the log cannot be bent."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from tests.register.conftest import day, gathered_of, reading_of

from armstrail.model import FIRST, Claim, Correction, Decision, Verdict
from armstrail.register import ConflictError, Register, RegisterError, UnknownError, decisions, names, sums
from armstrail.register import schema as tables
from armstrail.register.database import looking, writing
from armstrail.register.rows import facts, party_rows

TEXT = "Russia delivered tanks to Syria, and Iraq got none."
UTC = datetime.UTC


def fill(register: Register, *claims_of_reports: tuple[dict[str, Any], ...]) -> list[str]:
    """A report for each group of claims; the ids of all claims in their order."""
    for number, claims in enumerate(claims_of_reports or (({},),), start=1):
        text = TEXT if number == 1 else f"{TEXT} {number}"
        register.add(gathered_of(text, published=day(number)), reading_of(*claims))
    with looking(register.engine) as connection:
        of = select(tables.claims.c.id).order_by(tables.claims.c.number)
        return list(connection.execute(of).scalars())


def one(register: Register, claim: str) -> Any:
    with looking(register.engine) as connection:
        return connection.execute(select(tables.claims).where(tables.claims.c.id == claim)).one()


def now(register: Register, claim: str) -> Claim:
    row = one(register, claim)
    return Claim.model_validate_json(row.current or row.document)


def transfer_of(register: Register, claim: str) -> str:
    of = select(tables.transfers.c.id).join(tables.claims, tables.claims.c.transfer == tables.transfers.c.number)
    with looking(register.engine) as connection:
        return str(connection.execute(of.where(tables.claims.c.id == claim)).scalar_one())


def state(register: Register) -> dict[str, Any]:
    """All that decisions change, by names rather than numbers."""
    with looking(register.engine) as connection:
        named = dict(connection.execute(select(tables.transfers.c.number, tables.transfers.c.id)).all())
        claimed = dict(connection.execute(select(tables.claims.c.number, tables.claims.c.id)).all())
        origins = dict(connection.execute(select(tables.origins.c.number, tables.origins.c.key)).all())

        def rows(table: Any, **maps: dict[Any, Any]) -> list[dict[str, Any]]:
            found = [dict(row._mapping) for row in connection.execute(select(table))]
            for row in found:
                for column, to in maps.items():
                    row[column] = to.get(row[column])
                if table in (tables.transfers, tables.claims):
                    del row["number"]
                row.pop("report", None)
            return sorted(found, key=repr)

        return {
            "claims": rows(tables.claims, transfer=named, merged_from=named),
            "transfers": rows(tables.transfers, merged_into=named),
            "claim_parties": rows(tables.claim_parties, claim=claimed),
            "claim_items": rows(tables.claim_items, claim=claimed),
            "transfer_origins": rows(tables.transfer_origins, transfer=named, origin=origins),
            **{
                table.name: rows(table, transfer=named)
                for table in (tables.transfer_parties, tables.transfer_items, tables.transfer_kinds)
            },
        }


def to_iraq(**given: Any) -> Correction:
    start = TEXT.index("Iraq")
    return Correction.model_validate({"field": "recipients", "value": ["IQ"], "span": (start, start + 4)} | given)


@pytest.mark.parametrize(
    ("verdict", "expected", "counted"),
    [("accept", "accepted", 1), ("reject", "rejected", 0), ("unsure", "unsure", 1), ("note", "undecided", 1)],
)
def test_a_verdict_sets_the_state(register: Register, verdict: Verdict, expected: str, counted: int) -> None:
    (claim,) = fill(register)
    decision = register.decide(verdict, [claim], by="osei", why="two wires")
    row = one(register, claim)
    assert (row.state, row.decided, row.current) == (expected, decision.id, None)
    with looking(register.engine) as connection:
        transfer = connection.execute(select(tables.transfers)).one()
        kind = connection.execute(select(tables.transfer_kinds)).one()
    assert (transfer.claims, transfer.undecided) == (counted, int(expected == "undecided"))
    assert (kind.state, kind.claims) == (expected, 1)


def test_the_log_is_a_chain_of_what_was_decided(register: Register) -> None:
    (claim,) = fill(register)
    at = datetime.datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
    first = register.decide("accept", [claim], by="osei", why="both wires", at=at)
    second = register.decide("note", [claim], by="lind", why="see the ministry's page")
    with looking(register.engine) as connection:
        assert list(decisions.log(connection)) == [first, second]
        assert decisions.on(connection, claim) == [first, second]
    assert (first.number, first.previous, first.at) == (1, FIRST, at)
    assert (second.number, second.previous) == (2, first.id)
    assert all(entry.id == entry.hashed for entry in (first, second))


def test_a_correction_accepts_the_corrected_claim_and_moves_it(register: Register) -> None:
    claim, other = fill(register, ({}, {}))
    before = state(register)
    left = transfer_of(register, claim)
    decision = register.decide("correct", [claim], by="osei", corrections=[to_iraq()])
    assert decision.corrections[0].text == "Iraq"
    assert (one(register, claim).state, now(register, claim).recipients) == ("accepted", ("IQ",))
    assert [(m.slot, m.value, m.text) for m in now(register, claim).mentions] == [("recipients", "IQ", "Iraq")]
    now(register, claim).check_against(TEXT)
    assert transfer_of(register, claim) != left == transfer_of(register, other)
    undo = register.decide("undo", [decision.id], by="osei")
    after = state(register)
    assert one(register, claim).decided == undo.id
    for row in after["claims"]:
        row["decided"] = None
    assert after == before  # the transfer that it was moved to has gone


def test_corrections_add_up_and_one_that_another_builds_on_stays(register: Register) -> None:
    (claim,) = fill(register, ({"recipients": []},))
    first = register.decide("correct", [claim], by="osei", corrections=[to_iraq()])
    second = register.decide(
        "correct", [claim], by="lind", corrections=[Correction(field="suppliers", value=[], reference="UN report")]
    )
    assert (now(register, claim).suppliers, now(register, claim).recipients) == ((), ("IQ",))
    before = state(register)
    with pytest.raises(RegisterError, match=f"lind's correction {second.id[:12]} builds on it"):
        register.decide("undo", [first.id], by="osei")
    assert state(register) == before
    register.decide("undo", [second.id], by="osei")
    register.decide("undo", [first.id], by="osei")
    assert one(register, claim).state == "undecided"


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        ({"span": (0, 999)}, "lies outside a text"),
        ({"span": (6, 7)}, "there are no words"),
        ({"text": "Iran"}, "'Iraq' at .*, not 'Iran'"),
        ({"value": ["Iraq"]}, "no party"),
        ({"value": "IQ"}, "recipients: Input should be a valid"),
        ({"field": "period", "value": {"start": "2014-02-01", "end": "2014-01-01"}}, "ends before it starts"),
        ({"field": "value", "value": {"amount": float("inf"), "currency": "USD"}}, "correct: "),
    ],
)
def test_a_correction_that_cannot_be(register: Register, correction: dict[str, Any], said: str) -> None:
    (claim,) = fill(register)
    with pytest.raises(RegisterError, match=said):
        register.decide("correct", [claim], by="osei", corrections=[to_iraq(**correction)])
    with looking(register.engine) as connection:
        assert list(decisions.log(connection)) == []


def test_what_cannot_be_decided(register: Register) -> None:
    claim, other, third = fill(register, ({}, {"recipients": ["IR"]}), ({},))
    for verdict, targets, error, said in [
        ("accept", [claim[:12]], UnknownError, "no claim in the register has this id"),
        ("merge", [claim, other], UnknownError, "no transfer"),
        ("undo", [claim], UnknownError, "no decision"),
        ("accept", [], RegisterError, "targets"),
        ("correct", [claim], RegisterError, "a `correct` has corrections"),
        ("split", [claim, other], RegisterError, "do not belong to one transfer"),
        ("merge", [transfer_of(register, claim), transfer_of(register, third)], RegisterError, "two transfers"),
    ]:
        with pytest.raises(error, match=said):
            register.decide(verdict, targets, by="osei")  # type: ignore[arg-type]
    with pytest.raises(RegisterError, match="one claim at a time"):
        register.decide("correct", [claim, other], by="osei", corrections=[to_iraq()])
    with pytest.raises(RegisterError, match="by: "):
        register.decide("accept", [claim], by=" ")
    with pytest.raises(RegisterError, match="why: "):
        register.decide("accept", [claim], by="osei", why="\udcff")
    done = register.decide("accept", [claim], by="osei")
    register.decide("undo", [done.id], by="lind")
    with pytest.raises(RegisterError, match="lind has undone this decision already"):
        register.decide("undo", [done.id], by="osei")


def test_merge_and_split_and_their_undo(register: Register) -> None:
    claim, other, third = fill(register, ({}, {"recipients": ["IR"]}), ({},))
    syria, iran = transfer_of(register, claim), transfer_of(register, other)
    before = state(register)
    merge = register.decide("merge", [iran, syria], by="osei", why="one shipment")
    assert {transfer_of(register, one) for one in (claim, other, third)} == {iran}
    with pytest.raises(RegisterError, match="one transfer already"):
        register.decide("merge", [syria, iran], by="lind")
    # what comes later lands there too
    fourth = fill(register, (), (), ({},))[-1]
    assert transfer_of(register, fourth) == iran
    split = register.decide("split", [third, claim], by="osei")
    apart = transfer_of(register, third)
    assert transfer_of(register, claim) == apart not in (iran, syria)
    register.decide("undo", [split.id], by="osei")
    undo = register.decide("undo", [merge.id], by="osei")
    assert (transfer_of(register, claim), transfer_of(register, other)) == (syria, iran)
    register.decide("undo", [undo.id], by="osei")
    assert transfer_of(register, claim) == iran
    register.decide("undo", [merge.id], by="osei")
    assert len(state(register)["transfers"]) == len(before["transfers"])


def test_who_has_not_seen_the_last_decision_is_told(register: Register) -> None:
    (claim,) = fill(register)
    seen = {claim: None}
    at = datetime.datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
    accept = register.decide("accept", [claim], by="osei", why="two\nwires", seen=seen, at=at)
    with pytest.raises(ConflictError) as conflict:
        register.decide("reject", [claim], by="lind", seen=seen)
    said = "osei has meanwhile decided: accept, two wires (2026-03-02 10:15:00 UTC)"
    assert str(conflict.value) == f"{claim[:12]}: {said}"
    register.decide("reject", [claim], by="lind", seen={claim: accept.id})
    # an undo is a decision on the claim too
    with pytest.raises(ConflictError, match="lind has meanwhile decided: reject"):
        register.decide("undo", [accept.id], by="osei", seen={claim: accept.id})


def test_of_many_threads_that_decide_at_once_one_is_first(open_again: Callable[[], Register]) -> None:
    registers = [open_again() for _ in range(4)]
    (claim,) = fill(registers[0])
    together = threading.Barrier(len(registers))
    done: list[Decision | RegisterError] = []

    def decide(register: Register, by: str) -> None:
        together.wait()
        try:
            done.append(register.decide("accept", [claim], by=by, seen={claim: None}))
        except RegisterError as error:
            done.append(error)

    threads = [threading.Thread(target=decide, args=(each, f"r{n}")) for n, each in enumerate(registers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (first,) = [one for one in done if isinstance(one, Decision)]
    others = [one for one in done if not isinstance(one, Decision)]
    assert all(isinstance(one, ConflictError) and f"{first.by} has" in str(one) for one in others)
    with looking(registers[0].engine) as connection:
        assert list(decisions.log(connection)) == [first]


DECIDER = """
import sys
from armstrail.register import ConflictError, open_register
database, archive, by, *claims = sys.argv[1:]
register = open_register(database, archive)
print("ready", flush=True)
sys.stdin.readline()
for claim in claims:
    try:
        register.decide("accept", [claim], by=by, seen={claim: None})
    except ConflictError:
        print("conflict", flush=True)
    else:
        print("decided", flush=True)
"""


def test_processes_that_decide_at_once(register: Register, database: str) -> None:
    claims = fill(register, ({},) * 12)
    command = [sys.executable, "-c", DECIDER, database, str(register.archive.folder)]
    deciders = [
        subprocess.Popen([*command, by, *claims], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for by in ("osei", "lind", "haas")
    ]
    for decider in deciders:
        assert decider.stdout
        assert decider.stdout.readline() == "ready\n"
    said = []
    for decider in deciders:
        assert decider.stdin
        decider.stdin.write("\n")
        decider.stdin.flush()
    for decider in deciders:
        said += decider.communicate()[0].split()
    assert sorted(said) == ["conflict"] * 24 + ["decided"] * 12
    with looking(register.engine) as connection:
        log = list(decisions.log(connection))
    assert [entry.number for entry in log] == list(range(1, 13))
    assert [entry.previous for entry in log] == [FIRST, *(entry.id for entry in log[:-1])]


def test_an_entry_that_does_not_follow_is_refused(register: Register) -> None:
    (claim,) = fill(register)
    first = register.decide("accept", [claim], by="osei")
    for bent in (
        first,
        first.model_copy(update={"number": 2, "previous": first.id}),
        first.model_copy(update={"number": 3}),
    ):
        with pytest.raises(RegisterError, match="does not follow"), writing(register.engine) as connection:
            decisions.replay(connection, bent)


def test_names_may_be_shortened(register: Register) -> None:
    (claim,) = fill(register)
    with looking(register.engine) as connection:
        assert names.full(connection, claim[:6]) == claim
        with pytest.raises(UnknownError, match="first 6 or more"):
            names.full(connection, claim[:5])
        with pytest.raises(UnknownError, match="no transfer in the register"):
            names.full(connection, claim[:8], ["transfer"])
        with pytest.raises(UnknownError, match="no claim or transfer or decision"):
            names.full(connection, "0" * 64)


# Whatever is decided, and in whatever order it comes

RELATIONS: list[dict[str, Any]] = [{}, {"recipients": ["IR"]}, {"recipients": ["IQ"]}]
REPORTS = [(RELATIONS[0], RELATIONS[1]), (RELATIONS[0], RELATIONS[2]), (RELATIONS[1],), (RELATIONS[2], RELATIONS[0])]
STEPS = st.lists(
    st.tuples(
        st.sampled_from("accept reject unsure note correct correct merge merge split undo undo undo".split()),
        st.lists(st.integers(0, 40), min_size=2, max_size=3),
    ),
    max_size=14,
)


def decide_something(register: Register, verdict: Any, chosen: list[int]) -> None:
    """A decision that the numbers choose; one that cannot be is passed over."""
    with looking(register.engine) as connection:
        claims = list(connection.execute(select(tables.claims.c.id).order_by(tables.claims.c.number)).scalars())
        transfers = list(connection.execute(select(tables.transfers.c.id).order_by(tables.transfers.c.id)).scalars())
        entries = [entry.id for entry in decisions.log(connection)]
    among = {"merge": transfers, "undo": entries}.get(verdict, claims)
    if not among:
        return
    targets = [among[number % len(among)] for number in chosen]
    value = [["SY"], ["IR"], ["IQ"], []][chosen[1] % 4]
    field = "suppliers" if chosen[0] % 5 == 0 else "recipients"
    corrections = [Correction(field=field, value=value, reference="UN")] if verdict == "correct" else []  # type: ignore[arg-type]
    if verdict in ("correct", "undo"):
        targets = targets[:1]
    try:
        register.decide(verdict, targets, by="osei", corrections=corrections)
    except RegisterError as error:
        if error.__cause__ is not None:  # refused by the database
            raise


def columns_are_those_of_the_claims(register: Register) -> bool:
    """Do the rows by which claims are found say what the claims say?"""
    with looking(register.engine) as connection:
        for row in connection.execute(select(tables.claims)):
            claim = Claim.model_validate_json(row.current or row.document)
            of = tables.claim_parties.c
            parties = connection.execute(select(of.role, of.party).where(of.claim == row.number)).all()
            assert sorted(map(tuple, parties)) == sorted((one["role"], one["party"]) for one in party_rows(claim))
            assert {name: row._mapping[name] for name in facts(claim)} == facts(claim)
    return True


def emptied(register: Register) -> None:
    with writing(register.engine) as connection:
        for table in reversed(tables.metadata.sorted_tables):
            connection.execute(delete(table))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, late=st.integers(0, len(REPORTS)))
def test_the_register_is_what_its_reports_and_its_log_make_it(register: Register, steps: Any, late: int) -> None:
    """Step by step with reports in between, or the whole log first and then the reports: the same."""
    emptied(register)
    reports = [
        (gathered_of(f"{TEXT} {n}", published=day(n + 1)), reading_of(*given)) for n, given in enumerate(REPORTS)
    ]
    for place, (verdict, chosen) in enumerate([("note", [0, 0]), *steps]):
        for report in reports[: len(reports) - late] if place == 0 else reports if place == len(steps) // 2 else ():
            register.add(*report)
        decide_something(register, verdict, chosen)
    for report in reports:
        register.add(*report)
    step_by_step = state(register)
    assert columns_are_those_of_the_claims(register)
    with looking(register.engine) as connection:
        log = list(decisions.log(connection))
    for number in range(2):
        emptied(register)
        for report in reports if number else ():
            register.add(*report)
        with writing(register.engine) as connection:
            for entry in log:
                decisions.replay(connection, Decision.model_validate_json(json.dumps(json.loads(entry.to_json()))))
        for report in () if number else reports:
            register.add(*report)
        assert state(register) == step_by_step
    with writing(register.engine) as connection:
        for number in connection.execute(select(tables.transfers.c.number)).scalars().all():
            sums.recount(connection, number)
    assert state(register) == step_by_step
