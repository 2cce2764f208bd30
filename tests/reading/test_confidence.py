"""How sure a claim is: the table has a weight for each feature, and what is plain is surer than what is pieced together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from armstrail.lexicon import table
from armstrail.model import Passage, Reading
from armstrail.reading import load_reader
from armstrail.reading.confidence import confidence, features

Read = Callable[..., Reading]
PLAIN = "Russia delivered 24 S-300 missiles to Syria, the Foreign Ministry said."


def of(text: str) -> dict[str, float]:
    """The features of a text's only claim."""
    [draft] = load_reader().passage(Passage(id="x", text=text).to_report()).drafts()
    return features(draft, text)


def test_the_table_has_exactly_the_features_that_are_computed():
    assert [row["feature"] for row in table("confidence")] == list(of(PLAIN))


def test_each_weight_is_a_number_with_its_meaning_and_source():
    assert all(abs(float(row["weight"])) < 5 and row["meaning"] and row["source"] for row in table("confidence"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAIN, {"goods with type or number", "source named"}),
        # a side left open
        ("Hezbollah received tanks.", {"supplier open", "group or region"}),
        ("The US State Department approved the sale of 30 tanks.", {"recipient open", "act approval"}),
        # who is named by a pronoun
        ("Iran has few friends. It sent rockets to Hezbollah.", {"side by pronoun"}),
        # stated by a noun, of no kind of goods, in war of a group
        ("Iranian arms deliveries to Hezbollah go on.", {"act by noun", "goods of no kind", "group or region"}),
        # a headline
        ("Iran Sends Rockets To Syria.", {"capitals"}),
        # modality
        ("Iran denied that it had sent rockets to Syria in 2012.", {"modality denied", "date or price"}),
        # two suppliers, said by nobody named
        ("Iran and Russia sent tanks to Syria, two diplomats said.", {"several on a side", "source not named"}),
    ],
)
def test_the_features_of_a_claim(text: str, expected: set[str]) -> None:
    assert expected <= {name for name, value in of(text).items() if value}


def test_a_side_from_another_claim_is_marked():
    text = "The US sold tanks to Iraq. Washington will deliver the first 24 tanks in May."
    drafts = load_reader().passage(Passage(id="x", text=text).to_report()).drafts()
    assert [draft.completed for draft in drafts] == [False, True]
    marked = [features(draft, text) for draft in drafts]
    assert [(one["side completed"], one["side in another sentence"]) for one in marked] == [(0, 0), (1, 1)]


def test_what_is_plain_is_surer_than_what_is_left_open(read: Read) -> None:
    [plain], [half] = read(PLAIN).claims, read("Hezbollah received weapons.").claims
    assert plain.confidence is not None
    assert half.confidence is not None
    assert 0 <= half.confidence < plain.confidence <= 1
    assert round(plain.confidence, 2) == plain.confidence


def test_the_same_draft_gives_the_same():
    report = Passage(id="x", text=PLAIN).to_report()
    drafts = [load_reader().passage(report).drafts()[0] for _ in range(2)]
    assert len({confidence(draft, PLAIN) for draft in drafts}) == 1
