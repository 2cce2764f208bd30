"""Questions to the register: every filter against the claims one by one, pages that fit together, search, look-ups."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import register_made
from sqlalchemy import select
from tests.register.conftest import day, gathered_of, reading_of

from armstrail.model import Claim
from armstrail.register import Filter, Register, RegisterError, Sort, UnknownError, open_register, sums
from armstrail.register.database import looking, writing
from armstrail.register.query import SORTS, party_code, type_names
from armstrail.register.query import page as pages
from armstrail.register.query.words import phrases
from armstrail.register.schema import claims, metadata, reports, transfers

TEXT = "Russia delivered tanks to Syria."


class Told:
    """A claim of a register with what its report adds."""

    def __init__(self, row: Any) -> None:
        self.claim = Claim.model_validate_json(row.document)
        self.state, self.published, self.text = row.state, row.published, row.text
        self.origin, self.transfer, self.number = row.origin, row.transfer_id, row.transfer_number


def all_told(register: Register) -> list[Told]:
    columns = select(
        claims.c.document, claims.c.state, reports.c.published, reports.c.text, reports.c.origin,
        transfers.c.id.label("transfer_id"), transfers.c.number.label("transfer_number"),
    )  # fmt: skip
    joined = claims.join(reports, reports.c.number == claims.c.report)
    with looking(register.engine) as connection:
        return [
            Told(row)
            for row in connection.execute(
                columns.select_from(joined.join(transfers, transfers.c.number == claims.c.transfer))
            )
        ]


def passes(asked: Filter, told: list[Told]) -> bool:
    """Does a transfer with these claims pass, by the meaning of the filter?"""
    seen = [one for one in told if asked.with_rejected or one.state != "rejected"]
    counted = [one for one in told if one.state != "rejected"]
    if not seen:
        return False

    def named(role: str) -> set[str]:
        return {party for one in seen for party in getattr(one.claim, role)}

    def within(days: Any, start: Any, end: Any) -> bool:
        start, end = start or end, end or start
        return start is not None and start <= (days[1] or datetime.date.max) and end >= (days[0] or datetime.date.min)

    kinds = [
        one for one in seen
        if (not asked.act or one.claim.act in asked.act)
        and (not asked.modality or one.claim.modality in asked.modality)
        and (not asked.source_kind or one.claim.source.kind in asked.source_kind)
        and (not asked.state or one.state in asked.state)
        and (asked.decided is None or (one.state != "undecided") == asked.decided)
    ]  # fmt: skip
    anyone = {party for role in ("suppliers", "recipients", "via", "origins") for party in named(role)}
    return (
        bool(kinds)
        and (not asked.supplier or bool(named("suppliers") & set(asked.supplier)))
        and (not asked.recipient or bool(named("recipients") & set(asked.recipient)))
        and (not asked.party or bool(anyone & set(asked.party)))
        and (not asked.category or any(item.category in asked.category for one in seen for item in one.claim.items))
        and (not asked.designation or any(item.designation in asked.designation for one in seen for item in one.claim.items))
        and len({one.origin for one in counted}) >= asked.min_origins
        and (not any(asked.period) or any(within(asked.period, one.claim.period.start, one.claim.period.end) for one in seen))
        and (not any(asked.published) or any(within(asked.published, one.published, one.published) for one in seen))
        and (not asked.text or any(asked.text in one.text for one in seen))
    )  # fmt: skip


def questions(told: list[Told], dice: random.Random) -> Iterator[Filter]:
    """Each field by itself, then several at once, with values that are there."""

    def one() -> Claim:
        return dice.choice(told).claim

    def span() -> tuple[datetime.date | None, datetime.date | None]:
        start = datetime.date(2026 - int(dice.paretovariate(1) * 2) % 40, dice.randrange(1, 13), 1)
        return dice.choice([(start, start + datetime.timedelta(days=200)), (start, None), (None, start)])

    values: dict[str, Any] = {
        "supplier": lambda: (*(one().suppliers or ("RU",))[:1], "XX"),
        "recipient": lambda: (one().recipients or ("RU",))[:1],
        "party": lambda: (one().via or one().suppliers or ("RU",))[:1],
        "category": lambda: (one().items[0].category,),
        "designation": lambda: tuple({item.designation for item in one().items if item.designation} or {"none"}),
        "act": lambda: (one().act, one().act),
        "modality": lambda: (one().modality,),
        "source_kind": lambda: (one().source.kind,),
        "state": lambda: (dice.choice(told).state,),
        "decided": lambda: dice.choice([True, False]),
        "period": span,
        "published": span,
        "min_origins": lambda: dice.choice([0, 1, 2, 3]),
        "text": lambda: dice.choice(["embargo", "parliament", "shipment", "delivery"]),
        "include_rejected": lambda: True,
    }
    for field, value in values.items():
        for _ in range(3):
            yield Filter(**{field: value()})
    for _ in range(40):
        yield Filter(**{field: values[field]() for field in dice.sample(list(values), dice.randrange(2, 5))})


@pytest.mark.parametrize("few", [(500, 4_000, 20_000), (0,), (10**9,)], ids=["as it is", "all in order", "few first"])
def test_every_filter_asks_for_what_it_means(
    register: Register, monkeypatch: pytest.MonkeyPatch, few: tuple[int, ...]
) -> None:
    shares = {"undecided": 6, "accepted": 2, "rejected": 3, "unsure": 1}
    monkeypatch.setattr(register_made, "_STATES_OF_CLAIMS", shares)
    monkeypatch.setattr("armstrail.register.query.paging._FEW", few)
    if few[0] == 10**9:
        monkeypatch.setattr("armstrail.register.query.paging.math.prod", lambda _: 10**9)
    register_made.fill([register], 250, seed=3)
    told = all_told(register)
    by_transfer: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_transfer[one.transfer].append(one)
    found_any = 0
    for asked in questions(told, random.Random(5)):
        expected = {name for name, several in by_transfer.items() if passes(asked, several)}
        found = [one.id for one in register.transfers(asked)]
        assert (sorted(found), asked) == (sorted(expected), asked)
        found_any += bool(found)
    assert found_any > 50


@pytest.mark.parametrize("by", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_follow_each_other_in_order(register: Register, by: Any, descending: bool) -> None:
    register_made.fill([register], 120)
    sort = Sort(by, descending=descending)
    found, after = [], None
    while True:
        page = register.page(sort=sort, after=after, limit=7)
        found += page.transfers
        if (after := page.after) is None:
            break
        assert len(page.transfers) == 7
    assert len({one.id for one in found}) == len(found) == len(list(register.transfers()))
    values = [getattr(one, by) for one in found]
    dated = [one for one in values if one is not None]
    assert values == sorted(dated, reverse=descending) + [None] * (len(values) - len(dated))


def test_what_comes_meanwhile_moves_no_row_to_another_page(register: Register) -> None:
    for number in range(4):
        register.add(
            gathered_of(f"{TEXT} {number}", published=day(number + 1)),
            reading_of({"recipients": [f"S{number}"[:1] + "YZWV"[number]]}),
        )
    first = register.page(limit=2)
    register.add(gathered_of("Newer", published=day(30)), reading_of({"recipients": ["LB"]}))
    second = register.page(after=first.after, limit=2)
    assert [one.latest for one in (*first.transfers, *second.transfers)] == [day(4), day(3), day(2), day(1)]


@pytest.mark.parametrize(
    "token", ["", "x", "W10", "bnVsbA", "WyJsYXRlc3QiLHRydWUsIngiLDFd", "WyJvcmlnaW5zIix0cnVlLDEsMV0", "é"]
)
def test_a_token_of_another_order_or_of_none(register: Register, token: str) -> None:
    if token:
        with pytest.raises(RegisterError, match="not the end of a page"):
            register.page(after=token)
    else:
        assert register.page(after=token).transfers == ()


def test_a_row_sums_up_its_claims(register: Register) -> None:
    def goods(low: int | None, high: int | None, name: str | None = None) -> list[dict[str, Any]]:
        return [{"text": "tanks", "category": "tanks", "designation": name, "quantity": {"min": low, "max": high}}]

    given: list[dict[str, Any]] = [
        {"items": goods(24, 99), "act": "order"},
        {"items": goods(49, 49)},
        {"items": goods(5000, 5000), "modality": "denied"},
        {"items": goods(30, None, "T-90"), "via": ["LB"]},
        {"items": goods(None, 20, "T-72")},
    ]
    register.add(gathered_of(TEXT, published=day(3)), reading_of(*given))
    [row] = register.page().transfers
    assert [(one.designation, one.min, one.max) for one in row.goods] == [
        (None, 24, 99), ("T-72", None, 20), ("T-90", 30, None),
    ]  # fmt: skip
    assert (row.acts, row.modalities) == ({"delivery": 4, "order": 1}, {"reported": 4, "denied": 1})
    assert (row.via, row.designations, row.claims, row.origins) == (("LB",), ("T-72", "T-90"), 5, 1)


def test_filled_in_bulk_is_as_added(tmp_path: Path) -> None:
    """What the benchmark measures on is what `add` would have made."""
    one, other = (open_register(str(tmp_path / f"{name}.db")) for name in ("filled", "added"))
    register_made.fill([one], 200, decided=False)
    for derivation, reading in register_made.derivations(200):
        register_made.store(other, derivation, reading)
    for table in metadata.sorted_tables:
        rows = []
        for register in (one, other):
            with looking(register.engine) as connection:
                rows.append(sorted(map(tuple, connection.execute(select(table))), key=repr))
        assert rows[0] == rows[1], table.name
    one.close()
    other.close()


def test_sums_of_quantities_made_anew_are_the_same(register: Register) -> None:
    register_made.fill([register], 150)
    with looking(register.engine) as connection:
        before = connection.execute(
            select(metadata.tables["transfer_items"]).order_by("transfer", "category", "designation")
        ).all()
    with writing(register.engine) as connection:
        for number in connection.execute(select(transfers.c.number)).scalars().all():
            sums.recount(connection, number)
    with looking(register.engine) as connection:
        after = connection.execute(
            select(metadata.tables["transfer_items"]).order_by("transfer", "category", "designation")
        ).all()
    assert before == after


# Words

SAID = {
    "wire": "Moscow delivered two S-300s to Damascus; air defence systems, officials said.",
    "tv": "Élysée: no delivery of defence goods by air. See cnn.com/news or e_mail.",
    "blog": "S 300 rockets were delivered, not tanks.",
}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("delivers", ["blog", "wire"]),
        ("S-300", ["blog", "wire"]),
        ("s-300S", ["blog", "wire"]),
        ("300", ["blog", "wire"]),
        ('"air defence"', ["wire"]),
        ("air defence", ["tv", "wire"]),
        ("elysee", ["tv"]),
        ("ÉLYSÉE", ["tv"]),
        ("cnn.com", ["tv"]),
        ("e_mail", ["tv"]),
        # a word that nearly every text has is a word like others
        ("to", ["wire"]),
        # no language of queries: these are words, or signs between words
        ("delivered OR nothing", []),
        ("delivered NOT tanks", ["blog"]),
        ("delivered* AND (", []),
        ('"delivered', ["blog", "wire"]),
        ("title:delivered", []),
        ("' -- ; \\ % : & | ! <-> delivered", ["blog", "wire"]),
        ("\0delivered\0", ["blog", "wire"]),
    ],
)
def test_the_same_words_are_found_in_both_databases(register: Register, words: str, found: list[str]) -> None:
    for name, said in SAID.items():
        register.add(
            gathered_of(said, source=name), reading_of({"recipients": [{"wire": "SY", "tv": "IR", "blog": "LB"}[name]]})
        )
    assert sorted(hit.report.address for hit in register.search(words)) == found
    recipients = {"wire": "SY", "tv": "IR", "blog": "LB"}
    passed = {one.recipients[0] for one in register.transfers(Filter(text=words))}
    assert passed == {recipients[name] for name in found}


@pytest.mark.parametrize("words", ["", " ", '"', "* ( ) -", "''", "\0"])
def test_no_word_is_said_in_one_line(register: Register, words: str) -> None:
    with pytest.raises(RegisterError, match="no word to search for"):
        register.search(words)
    with pytest.raises(RegisterError, match="no word to search for"):
        phrases(words)


@pytest.mark.parametrize("few", [5_000, 0])
def test_the_last_published_come_first(register: Register, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr("armstrail.register.query.searching._FEW", few)
    for number, published in enumerate([day(2), None, day(9), day(5)]):
        register.add(gathered_of(f"{TEXT} {number}", published=published, source=str(number)), reading_of({}))
    assert [hit.report.address for hit in register.search("tanks")] == ["2", "3", "0", "1"]
    assert [hit.report.address for hit in register.search("tanks", limit=2, skip=1)] == ["3", "0"]


def test_the_snippet_is_the_part_with_most_of_the_words(register: Register) -> None:
    filler = "Nothing of note was said that day. " * 30
    text = f"{filler}Tanks. {filler}\x02Syria’s “tanks”\x03 were\nS-300s. {filler}"
    register.add(gathered_of(text), reading_of())
    [hit] = register.search("tank syria S-300")
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks][:2] == ["Syria", "tanks"]
    assert hit.snippet in text
    assert len(hit.snippet) <= 240


# One thing


@pytest.fixture
def stored(register: Register) -> Register:
    url = "https://example.org/a"
    register.add(
        gathered_of(TEXT, url=url, published=day(2)),
        reading_of({}, {"modality": "denied", "source": {"kind": "official", "state": "RU", "text": "Moscow"}}),
    )
    register.add(gathered_of(f"{TEXT} Corrected.", url=url, published=day(3)), reading_of({"via": ["LB"]}))
    register.add(gathered_of(TEXT, url="https://other.example.org/", published=day(4)), reading_of({}))
    return register


def test_a_report_has_its_versions_and_copies(stored: Register) -> None:
    [first] = [hit.report for hit in stored.search("tanks") if hit.report.published == day(2)]
    of = stored.report(first.id[:10])
    assert [one.published for one in of.versions] == [day(2), day(3)]
    assert [one.published for one in of.copies] == [day(4)]
    assert [one.claim.modality for one in of.claims] == ["reported", "denied"]
    assert stored.archive.original(of.stored.archived or "") == TEXT.encode()


def test_from_transfer_to_claim_and_back(stored: Register) -> None:
    [row] = stored.page().transfers
    told = stored.claims_of(row.id[:8])
    assert [one.report.published for one in told] == [day(2), day(2), day(3), day(4)]
    assert stored.claim(told[0].id) == told[0]
    assert stored.transfer(told[0].transfer) == row
    assert stored.decisions_on(told[0].id) == []


def test_a_party_gave_passed_on_and_denies(stored: Register) -> None:
    russia, lebanon = stored.party("Russia"), stored.party("LB")
    assert [(one.partner, one.category, one.claims, one.denied) for one in russia.gave] == [("SY", "tanks", 4, 1)]
    assert (russia.got, [one.claim.modality for one in russia.denials]) == ((), ["denied"])
    assert [one.partner for one in lebanon.passed_on] == ["SY"]


@pytest.mark.parametrize("name", ["abc", "0" * 64, "zzzzzz", "ABCDEF", "a'b%", "f" * 65])
def test_an_id_that_names_nothing(stored: Register, name: str) -> None:
    for look_up in (stored.report, stored.claim, stored.transfer):
        with pytest.raises(UnknownError):
            look_up(name)


@pytest.mark.parametrize("name", ["Qatar", "Nowhereland", "nobody at all"])
def test_a_party_that_nobody_names(stored: Register, name: str) -> None:
    with pytest.raises(UnknownError):
        stored.party(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("RU", "RU"), ("Russia", "RU"), ("russia", "RU"), ("MOSCOW", "RU"), ("Soviet Union", "SUHH"), ("Hezbollah", "hezbollah"),
        ("some rebels", "some rebels"),
        # a company is no party: its state is
        ("lockheed martin", "lockheed martin"),
    ],
)  # fmt: skip
def test_parties_by_their_names(name: str, code: str) -> None:
    assert party_code(name) == code


def test_a_type_by_any_of_its_names() -> None:
    assert {"Su-25", "Sukhoi-25"} & set(type_names("su-25"))
    assert type_names("No such thing") == ("No such thing",)


def test_pages_takes_a_connection_too(stored: Register) -> None:
    with looking(stored.engine) as connection:
        assert len(pages(connection).transfers) == 1
