"""What the reader saw in a sentence: was it looked at, which words have a frame, who is named."""

from armstrail.model import Passage
from armstrail.reading import load_reader
from armstrail.reading.explain import explain

TEXT = "Germany was silent. Iran sent rockets to Gaza."


def test_a_candidate_has_its_predicates_and_every_sentence_its_parties():
    silent, sent = explain(load_reader().passage(Passage(id="x", text=TEXT).to_report()))
    assert (silent.is_candidate, silent.predicates, silent.parties) == (False, (), {"DE"})
    assert sent.is_candidate
    assert [TEXT[start:end] for start, end in sent.predicates] == ["sent"]
    assert sent.parties == {"IR", "PS"}
    assert TEXT[slice(*sent.span)] == "Iran sent rockets to Gaza."
