"""Every row of the reading tables does what it says: its examples are read so, its look-alikes are not.

A row is tried with what it says itself: add one to a table, and it is tested. Columns: `docs/lexicon.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, partial

import pytest

from armstrail.lexicon import Row, cells, find, table
from armstrail.lexicon.tables import first_day
from armstrail.model import ACTS, MODALITIES, SOURCE_KINDS, Claim, Reading, Report, Slot, text_id
from armstrail.reading import governing, load_reader

Check = Callable[[Row, str], str]  # a row and an example of its: what is wrong, in words; empty where nothing is
Key = tuple[str, str, str]  # table, lemma or form, pos

# Known gaps of `reading/`, each with what is read instead.
GAPS: dict[Key, str] = {}


# --- reading an example -----------------------------------------------------------------------------------------------


@cache
def report(example: str) -> Report:
    """An example as a report of its own, of 2020 if it sets no day: `@1985-03-01 Moscow armed Syria`."""
    dated = re.fullmatch(r"@(\S+) (.*)", example)
    day, text = (dated[1], dated[2]) if dated else ("2020-01-01", example)
    text = text if text[-1] in ".!?”" else f"{text}."
    return Report(
        id=text_id(text), source="example", url=None, outlet=None, published=first_day(day), retrieved=None,
        language="en", title=None, text=text,
    )  # fmt: skip


@cache
def reading(example: str) -> Reading:
    return load_reader().read(report(example))


def claims(example: str) -> tuple[Claim, ...]:
    return reading(example).claims


@cache
def lemmas(example: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, lemma) of each word of an example, by the reader's own language model and its irregular verbs."""
    doc = load_reader()._language(report(example).text)
    irregular = {past: row["form"] for row in table("irregular") for past in cells(row["past"])}
    return tuple(
        (token.idx, token.idx + len(token), irregular.get(token.lower_, token.lemma_.lower())) for token in doc
    )


def words(example: str, claim: Claim, *slots: Slot) -> set[str]:
    """The lemmas and the written words that a claim's mentions of some slots cover."""
    spans = [mention.span for mention in claim.mentions if mention.slot in slots]
    text = report(example).text.lower()
    return {
        word
        for start, end, lemma in lemmas(example)
        if any(start < stop and begin < end for begin, stop in spans)
        for word in (lemma, text[start:end])
    }


def rests_on(claim: Claim, example: str, form: str, *slots: Slot) -> bool:
    """Does a mention of one of the slots cover a word of the form?"""
    return bool(words(example, claim, *slots) & set(re.split(r"[ -]", form)))


def named(example: str) -> set[str]:
    """The parties that an example names, by the lexicon alone."""
    one = report(example)
    return {found.entry.id for found in find(one.text, one.published) if found.entry.is_party}


def sides(found: Iterable[Claim]) -> set[str]:
    return {party for c in found for party in (*c.suppliers, *c.recipients, *c.via, *c.origins)}


def has_form(row: Row, text: str) -> bool:
    forms = [row["form"], *cells(row.get("plural", ""))]
    return any(re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE) for form in forms)


def told(found: Iterable[Claim]) -> str:
    """Claims in short, for the message of a failing test."""
    lines = [
        f"{c.act} {c.modality} {','.join(c.suppliers)} > {','.join(c.recipients)}: "
        f"{', '.join(item.text for item in c.items)} ({c.source.kind}{' ' + c.trend if c.trend else ''})"
        for c in found
    ]
    return "; ".join(lines) or "no claim"


# --- what a row promises of its examples ------------------------------------------------------------------------------


def frame(row: Row, example: str) -> str:
    """A claim with the row's act by the row's word, and both sides where the example names both."""
    found = [c for c in claims(example) if c.act == row["act"] and rests_on(c, example, row["lemma"], "act")]
    if not found:
        return f"no {row['act']} by this word"
    # A licence, a halt, a seizure may name a third party: who permits, who stops.
    both = 3 if row["act"] in ("seizure", "approval", "suspension") else 2
    if len(named(example)) >= both and not any(c.suppliers and c.recipients for c in found):
        return "a side is missing"
    return ""


def governor(row: Row, example: str) -> str:
    """A claim with the row's act, modality and trend by the row's word, told by the claimant where the row has one."""
    if row["act"] == "none":
        return "a claim" if any(not row["over"] or c.act in cells(row["over"]) for c in claims(example)) else ""
    owned = row["claimant"] == "subj" or re.search(rf"['’]s? (?:\w+ )?{row['lemma'][:-1]}", example)
    says = bool(row["act"] or row["modality"] or row["trend"])
    acts = (row["act"],) if row["act"] else cells(row["over"])
    for claim in claims(example):
        if (
            (not acts or claim.act in acts)
            and row["modality"] in ("", claim.modality)
            and row["trend"] in ("", claim.trend)
            and (not row["claimant"] or not owned or claim.source.kind != "narrator")
            and (not says or rests_on(claim, example, row["lemma"], "act", "modality", "trend"))
        ):
            return ""
    return f"no claim {row['act']} {row['modality']} {row['trend']} by this word"


def attribution(row: Row, example: str) -> str:
    """A claim of the speaker that the word introduces; a response and no claim where somebody would not say."""
    if row["stance"] in ("declines", "unreachable"):
        kind = "declined" if row["stance"] == "declines" else "unreachable"
        responses = [response.kind for response in reading(example).responses]
        return "" if responses == [kind] and not claims(example) else f"responses {responses}"
    speakers = [c.source for c in claims(example) if c.source.kind != "narrator"]
    return "" if any(source.text for source in speakers) else "nobody says so"


def modality(row: Row, example: str) -> str:
    """A claim of that modality by the row's word."""
    found = [c for c in claims(example) if c.modality == row["modality"]]
    return "" if any(rests_on(c, example, row["form"], "modality") for c in found) else f"none {row['modality']} by it"


def agent(row: Row, example: str) -> str:
    """Where the noun speaks, its kind of source; else the party: its state, a group of its country, nobody."""
    speaking = [c.source for c in claims(example) if c.source.text and has_form(row, c.source.text)]
    if speaking:
        kinds = {source.kind for source in speaking}
        return "" if row["speaker"] in kinds else f"speaks as {', '.join(kinds)}"
    parties, there = sides(claims(example)), named(example)
    states = {party for party in there if party.isupper()}
    if not claims(example):
        return "no claim"
    match row["party"]:
        case "state" | "place":
            return "" if states <= parties else f"not {', '.join(states - parties)}"
        case "country":
            return "" if parties <= there else "a party of its own"
        case "":
            return "neither speaks nor acts"
        case term:  # "the Libyan rebels" -> "libyan rebels", or the name that the lexicon has for them
            groups = {party for party in parties if party.islower()}
            known = {found.entry.id for found in find(report(example).text) if has_form(row, found.text)}
            return "" if any(one.endswith(term) or one in known or one not in there for one in groups) else f"no {term}"


def container(row: Row, example: str) -> str:
    """The goods that the word holds are an item."""
    one = report(example)
    goods = [found.text for found in find(one.text, one.published) if found.entry.kind in ("goods", "designation")]
    items = " ".join(item.text for c in claims(example) for item in c.items)
    return "" if has_form(row, example) and any(text in items for text in goods) else "goods not found"


def transport(row: Row, example: str) -> str:
    """The means, with its mode."""
    means = [one for c in claims(example) for one in c.transport or ()]
    return "" if any(one.mode == row["mode"] and has_form(row, one.text) for one in means) else "no means"


def exporter(row: Row, example: str) -> str:
    """Of two parties to a deal, the one of the higher rank is the supplier."""
    return "" if [c.suppliers for c in claims(example)] == [(row["code"],)] else "not the supplier"


def civil(row: Row, example: str) -> str:
    """Civil goods are no item; the same sentence about military ones has one."""
    military = re.sub(rf"\b{row['form']}\b", "military", example, flags=re.IGNORECASE)
    if any(c.items for c in claims(example)):
        return "an item"
    return "" if any(c.items for c in claims(military)) else "no item even where the goods are military"


def guarded(text: str) -> set[str]:
    """The forms found in a text that count only with a word of the trade beside them."""
    return {found.text for found in find(text) if found.entry.guard == "context"}


def context(row: Row, example: str) -> str:
    """A guarded form counts with the row's word beside it, and does not without."""
    without = re.sub(rf"\b(?:{row['form']})\b", "thing", example, flags=re.IGNORECASE)
    return "" if guarded(example) - guarded(without) else "no guarded form that needs the word"


CHECKS: dict[str, Check] = {
    "frames": frame, "governors": governor, "attribution": attribution, "modality": modality, "agents": agent,
    "containers": container, "transport": transport, "exporters": exporter, "civil": civil, "context": context,
}  # fmt: skip


# --- and of its look-alikes -------------------------------------------------------------------------------------------


def no_claim(_row: Row, example: str) -> str:
    return "a claim" if claims(example) else ""


def no_speaker(row: Row, example: str) -> str:
    got = reading(example)
    return "somebody says so" if got.responses or any(c.source.kind != "narrator" for c in got.claims) else ""


def no_agent(row: Row, example: str) -> str:
    """The word neither speaks nor adds a party to those that the example names."""
    return no_speaker(row, example) or ("a party of its own" if sides(claims(example)) - named(example) else "")


def not_so(check: Check, row: Row, example: str) -> str:
    return "" if check(row, example) else "taken for it"


NOTS: dict[str, Check] = {
    "frames": no_claim, "governors": no_claim, "attribution": no_speaker, "agents": no_agent,
    "modality": partial(not_so, modality), "transport": partial(not_so, transport), "civil": partial(not_so, civil),
    "context": partial(not_so, context), "containers": partial(not_so, container),
    "exporters": partial(not_so, exporter),
}  # fmt: skip


NEEDS = set(
    "goods hands carrier self kinds recipient supplier foreign armed served group side both leg licensed logistics military".split()
)


# --- the tests --------------------------------------------------------------------------------------------------------


def key(name: str, row: Row) -> Key:
    return name, row.get("lemma") or row.get("form") or row["code"], row.get("pos", "") if "lemma" in row else ""


def cases(name: str) -> list[object]:
    """A case for each word of a table with its rows, known gaps marked."""
    found: dict[Key, list[Row]] = {}
    for row in table(name):
        found.setdefault(key(name, row), []).append(row)
    return [
        pytest.param(
            name, rows, id=" ".join(one).strip(),
            marks=[pytest.mark.xfail(reason=GAPS[one], strict=True)] if one in GAPS else [],
        )
        for one, rows in found.items()
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), [case for name in CHECKS for case in cases(name)])
def test_each_row_is_read_as_it_says(name, rows):
    faults = [
        f"“{example}”: {fault}; {told(claims(example))}"
        for row in rows
        for example in cells(row["examples"])
        if (fault := CHECKS[name](row, example))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", NOTS)
def test_no_look_alike_is_taken_for_it(name):
    faults = [
        f"{key(name, row)[1]}: “{example}”: {fault}; {told(claims(example))}"
        for row in table(name)
        for example in cells(row["not"])
        if (fault := NOTS[name](row, example))
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", CHECKS)
def test_each_row_has_a_source_and_an_example(name):
    bare = [key(name, row) for row in table(name) if not row["source"] or not cells(row["examples"])]
    assert not bare


def test_each_governor_earns_its_place(monkeypatch):
    """Without the row, one of its examples is read otherwise."""
    whole = governing._governors()
    idle = []
    for row in table("governors"):
        one = row["lemma"], row["pos"]
        less = {**whole, one: tuple(other for other in whole[one] if other is not row)}
        monkeypatch.setattr(governing, "_governors", lambda less=less: less)
        now = [load_reader().read(report(example)).claims for example in cells(row["examples"])]
        monkeypatch.undo()
        if now == [claims(example) for example in cells(row["examples"])] and key("governors", row) not in GAPS:
            idle.append((*one, row["over"]))
    assert not idle


def test_each_gap_is_of_a_row():
    assert GAPS.keys() <= {key(name, row) for name in CHECKS for row in table(name)}


def test_the_tables_are_whole():
    frames, governors = table("frames"), table("governors")
    assert len({(row["lemma"], row["pos"]) for row in frames}) >= 150
    assert len({(row["lemma"], row["pos"]) for row in governors}) >= 300
    for name, columns in (("frames", "lemma pos act"), ("governors", "lemma pos over"), ("agents", "form")):
        twice = Counter(tuple(row[column] for column in columns.split()) for row in table(name))
        assert max(twice.values()) == 1, [one for one, times in twice.items() if times > 1]


@pytest.mark.parametrize(("name", "column", "allowed"), [
    ("frames", "pos", {"verb", "noun"}),
    ("frames", "act", {*ACTS}),
    ("frames", "needs", NEEDS),
    ("governors", "pos", {"verb", "verb-obj", "verb-from", "verb-for", "verb-that", "verb-claim", "verb-untrue", "verb-noun", "verb-doing", "noun", "adj"}),
    ("governors", "over", {"", *ACTS}),
    ("governors", "act", {"", "none", *ACTS}),
    ("governors", "modality", {"", *MODALITIES}),
    ("governors", "control", {"", "subj", "obj", "owner"}),
    ("governors", "claimant", {"", "subj", "poss"}),
    ("governors", "trend", {"", "increase", "decrease"}),
    ("attribution", "pos", {"verb", "phrase"}),
    ("attribution", "stance", {"asserts", "confirms", "denies", "accuses", "declines", "unreachable"}),
    ("agents", "speaker", {"", *SOURCE_KINDS} - {"narrator"}),
    ("modality", "modality", {*MODALITIES} - {"reported"}),
    ("transport", "mode", {"air", "sea", "rail", "road"}),
])  # fmt: skip
def test_a_column_holds_only_what_it_may(name, column, allowed):
    assert {part for row in table(name) for part in re.split("[|+]", row[column])} <= allowed
