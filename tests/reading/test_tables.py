"""Every row of the reading tables does what it says: its examples are read so, its look-alikes are not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache

import pytest

from armstrail.lexicon import Row, cells, find, table
from armstrail.model import Claim, Reading, Report, Slot, text_id
from armstrail.reading import load_reader

Check = Callable[[Row, str], str]
DAY = datetime.date(2020, 1, 1)
DATED = re.compile(r"@(\d{4}-\d\d-\d\d) (.*)", re.DOTALL)
STATES = re.compile(r"[A-Z]{2}|[A-Z]{4}")

# Known gaps, to be closed in `reading/`: (table, form or lemma, pos) -> why the examples are not read yet.
GAPS: dict[tuple[str, str, str], str] = {
    ("governors", "award", "verb"): "two parties under one award",
    ("governors", "like", "verb"): "the would of a wish reads as a plan",
    ("governors", "put on hold", "verb"): "a verb whose particles stand apart",
    ("governors", "go-ahead", "noun"): "a noun given for another noun",
    ("governors", "green light", "noun"): "a governing noun of two words",
    ("governors", "reject", "verb-claim"): "accusations that are rejected",
    ("governors", "find guilty", "verb-for"): "a verb with its adjective",
}


# --- reading an example -----------------------------------------------------------------------------------------------


def text_of(example: str) -> tuple[str, datetime.date]:
    """An example as a report of its own, and its day: `@1985-03-01 Moscow armed Syria` sets one."""
    match = DATED.fullmatch(example)
    text, day = (match[2], datetime.date.fromisoformat(match[1])) if match else (example, DAY)
    return text if text[-1] in '.!?”"' else f"{text}.", day


@cache
def reading(example: str) -> Reading:
    text, day = text_of(example)
    return load_reader().read(
        Report(
            id=text_id(text),
            source="example",
            url=None,
            outlet=None,
            published=day,
            retrieved=None,
            language="en",
            title=None,
            text=text,
        )
    )


@cache
def lemmas(example: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, lemma) of each word of an example, by the reader's own language model."""
    doc = load_reader()._language(text_of(example)[0])
    return tuple((token.idx, token.idx + len(token), token.lemma_.lower()) for token in doc)


def words(example: str, claim: Claim, *slots: Slot) -> set[str]:
    """The lemmas and the written words that a claim's mentions of some slots cover."""
    spans = [mention.span for mention in claim.mentions if mention.slot in slots]
    text = text_of(example)[0]
    return {
        word
        for start, end, lemma in lemmas(example)
        if any(start < stop and begin < end for begin, stop in spans)
        for word in (lemma, text[start:end].lower())
    }


def named(example: str) -> set[str]:
    """The parties that an example names, by the lexicon alone."""
    text, day = text_of(example)
    return {found.entry.id for found in find(text, day) if found.entry.is_party}


def sides(claim: Claim) -> set[str]:
    return {*claim.suppliers, *claim.recipients, *claim.via, *claim.origins}


def told(claims: Iterable[Claim]) -> str:
    """Claims in short, for the message of a failing test."""
    return "; ".join(
        f"{c.act} {c.modality} {','.join(c.suppliers)}>{','.join(c.recipients)} {[i.text for i in c.items]} {c.source.kind} {c.trend or ''}"
        for c in claims
    ) or "no claim"  # fmt: skip


# --- what a row promises -----------------------------------------------------------------------------------------------


def frame(row: Row, example: str) -> str:
    """A claim with the row's act by the row's word, and both sides where the example names two parties."""
    claims = [c for c in reading(example).claims if c.act == row["act"]]
    claims = [
        c for c in claims if words(example, c, "act") & set(re.split(r"[ -]", row["lemma"])) or "-" in row["lemma"]
    ]
    if not claims:
        return f"no {row['act']} by this word"
    enough = 3 if row["act"] in ("seizure", "approval", "suspension") else 2
    if len(named(example)) >= enough and not any(c.suppliers and c.recipients for c in claims):
        return "a side is missing"
    return ""


def governor(row: Row, example: str) -> str:
    """A claim with the row's act, modality and trend, told by the claimant where the row names one."""
    governs = bool(row["modality"] or row["act"] or row["trend"])
    owned = row["claimant"] == "subj" or re.search(rf"['’]s? (?:\w+ )?{row['lemma'][:-1]}", example)
    for claim in reading(example).claims:
        if (
            (claim.act == row["act"] if row["act"] else not row["over"] or claim.act in cells(row["over"]))
            and (not row["modality"] or claim.modality == row["modality"])
            and (not row["trend"] or claim.trend == row["trend"])
            and (not row["claimant"] or not owned or claim.source.kind != "narrator")
            and (
                not governs or words(example, claim, "act", "modality", "trend") & set(re.split(r"[ -]", row["lemma"]))
            )
        ):
            return ""
    return f"no claim {row['act']} {row['modality']} {row['trend']} by this word"


def silent(row: Row, example: str) -> str:
    """`none`: what the word governs is no claim."""
    acts = cells(row["over"])
    return "a claim" if any(not acts or claim.act in acts for claim in reading(example).claims) else ""


def attribution(row: Row, example: str) -> str:
    """A claim of the speaker that the word introduces; a response where somebody would not say."""
    got = reading(example)
    if row["stance"] in ("declines", "unreachable"):
        kind = "declined" if row["stance"] == "declines" else "unreachable"
        if got.claims:
            return "a claim"
        return "" if [r.kind for r in got.responses] == [kind] else f"no response {kind}"
    return "" if any(c.source.kind != "narrator" for c in got.claims) else "no claim of a source"


def modality(row: Row, example: str) -> str:
    return (
        ""
        if any(
            c.modality == row["modality"] and words(example, c, "modality") & set(row["form"].split())
            for c in reading(example).claims
        )
        else f"no claim {row['modality']} by this word"
    )


def agent(row: Row, example: str) -> str:
    """The party of a state, a country's group or nobody; the kind of source where the noun speaks."""
    claims = reading(example).claims
    if not claims:
        return "no claim"
    speaking = [c.source for c in claims if c.source.text and has_form(row, c.source.text)]
    if speaking:
        return "" if any(source.kind == row["speaker"] for source in speaking) else f"speaks as {speaking[0].kind}"
    states = {party for party in named(example) if STATES.fullmatch(party)}
    parties = set().union(*(sides(c) for c in claims))
    match row["party"]:
        case "state" | "place":
            return "" if states <= parties else f"not {states}"
        case "country":
            return "" if parties <= named(example) else "a party of its own"
        case "":
            return ""
        case term:
            return (
                ""
                if any(party.endswith(term) or (party not in states and party == party.lower()) for party in parties)
                else f"no {term}"
            )


def has_form(row: Row, text: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE) for form in (row["form"], row["plural"]) if form
    )


def container(row: Row, example: str) -> str:
    """The goods that the word holds are an item of the claim."""
    goods = {f.text for f in find(*text_of(example)) if f.entry.kind in ("goods", "designation")}
    items = " ".join(i.text for c in reading(example).claims for i in c.items)
    return "" if goods and any(one in items for one in goods) else "goods not found"


def transport(row: Row, example: str) -> str:
    ways = [t for c in reading(example).claims for t in c.transport or ()]
    return (
        "" if any(t.mode == row["mode"] and has_form(row, t.text) for t in ways) else f"no transport by {row['mode']}"
    )


def exporter(row: Row, example: str) -> str:
    """Of two parties to a deal, the one that usually sells is the supplier."""
    return "" if [c.suppliers for c in reading(example).claims] == [(row["code"],)] else "not the supplier"


def civil(row: Row, example: str) -> str:
    """Civil goods are no claim; the same sentence about military goods is one."""
    if any(c.items for c in reading(example).claims):
        return "an item"
    military = re.sub(rf"\b{row['form']}\b", "military", example, flags=re.IGNORECASE)
    return "" if any(c.items for c in reading(military).claims) else "no item of military goods either"


def context(row: Row, example: str) -> str:
    """A guarded word counts with the row's word beside it, and does not without."""
    text, day = text_of(example)
    bare = re.sub(rf"\b(?:{row['form']})\b", "thing", text, flags=re.IGNORECASE)
    with_it, without = ({f.text for f in find(t, day) if f.entry.guard == "context"} for t in (text, bare))
    return "" if with_it - without else f"found {with_it} with it, {without} without"


# --- the tests --------------------------------------------------------------------------------------------------------

CHECKS: dict[str, Check] = {
    "frames": frame,
    "governors": lambda row, example: (silent if row["act"] == "none" else governor)(row, example),
    "attribution": attribution,
    "agents": agent,
    "modality": modality,
    "containers": container,
    "transport": transport,
    "exporters": exporter,
    "civil": civil,
    "context": context,
}


def key(name: str, row: Row) -> tuple[str, str, str]:
    return name, row.get("lemma") or row.get("form") or row["code"], row.get("pos", "")


@pytest.mark.parametrize("name", CHECKS)
def test_each_row_is_read_as_it_says(name):
    failed = {
        (key(name, row), example): why
        for row in table(name)
        for example in cells(row["examples"])
        if key(name, row) not in GAPS and (why := CHECKS[name](row, example))
    }
    assert not failed, failed


@pytest.mark.parametrize("gap", GAPS, ids=" ".join)
def test_a_known_gap_is_still_one(gap, request):
    """Strict: who closes a gap takes it out of the list."""
    request.applymarker(pytest.mark.xfail(reason=GAPS[gap], strict=True))
    rows = [row for row in table(gap[0]) if key(gap[0], row) == gap]
    assert rows, "no such row"
    assert not any(CHECKS[gap[0]](row, example) for row in rows for example in cells(row["examples"]))


@pytest.mark.parametrize("name", ["frames", "governors", "civil"])
def test_no_look_alike_is_a_claim(name):
    wrong = [example for row in table(name) for example in cells(row["not"]) if reading(example).claims]
    assert not wrong, wrong


@pytest.mark.parametrize("name", CHECKS)
def test_each_row_has_a_source_and_an_example(name):
    assert [key(name, row) for row in table(name) if not row["source"] or not row["examples"]] == []


def test_no_look_alike_sets_the_modality():
    wrong = [e for row in table("modality") for e in cells(row["not"]) if not modality(row, e)]
    assert not wrong, wrong
