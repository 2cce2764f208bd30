"""A type by the name that a text gives it, and back to the lexicon's own."""

import pytest

from armstrail.lexicon import canonical, cells, find, name_span, table

FORMS = sorted(
    {(row["designation"], form, row["category"]) for row in table("designations") for form in cells(row["forms"])}
)


def type_names(text: str) -> list[str]:
    """The types that a text names, as it writes them."""
    found = [one for one in find(text) if one.entry.kind == "designation"]
    return [text[slice(*name_span(one))] for one in found]


@pytest.mark.parametrize(("text", "expected"), [
    # the text's own form, which may say more than the lexicon's
    ("20 Hawk Mk 66 jets", ["Hawk Mk 66"]),
    ("two Sukhoi-25s and a P-3C Orion", ["Sukhoi-25", "P-3C Orion"]),
    # without the noun for what it is
    ("AKM rifles", ["AKM"]),
    ("Leopard 2 Main Battle Tanks", ["Leopard 2"]),
    ("improved Hawk missiles", ["Hawk"]),
    # without the plural's "s", which is no "S" of a name
    ("twelve S-300s", ["S-300"]),
    ("94 T-90S", ["T-90S"]),
])  # fmt: skip
def test_the_name_that_a_text_gives_a_type(text, expected):
    assert type_names(text) == expected


@pytest.mark.parametrize(("name", "category", "words", "expected"), [
    ("Hawk Mk 66", None, "", "Hawk"),
    ("Sukhoi-25", None, "", "Su-25"),
    ("P-3C Orion", "aircraft", "", "P-3"),
    # the lexicon's own name is itself
    ("S-300", None, "", "S-300"),
    # one name for two types: told apart by what they are
    ("M60", "artillery", "", "M60 recoilless gun"),
    ("Scorpion", "tanks", "Scorpion light tanks", "Scorpion light tank"),
    # nothing known
    ("Zx-999", None, "", None),
])  # fmt: skip
def test_the_lexicons_own_name(name, category, words, expected):
    assert canonical(name, category, words) == expected


def test_every_form_leads_back_to_its_type():
    """By its own words each form finds its row, or one that claims the very same form."""
    owners: dict[str, set[str]] = {}
    for designation, form, _ in FORMS:
        owners.setdefault(form.lower(), set()).add(designation)
    lost = []
    for _, form, category in FORMS:
        for one in find(f"The 12 {form} missiles"):
            if one.entry.kind == "designation" and one.text.lower() == form.lower():
                start, end = name_span(one)
                name = f"The 12 {form} missiles"[start:end]
                if canonical(name, category, form) not in owners[form.lower()]:
                    lost.append((form, name, canonical(name, category, form)))
    assert lost == []
