"""The parser's usual misreadings, put right; what it reads well stays as it is."""

import pytest

from armstrail.reading import load_reader
from armstrail.reading.mend import mend


def shape(text: str, *, mended: bool) -> dict[str, tuple[str, str]]:
    """Each word's relation and the word that it hangs on."""
    doc = load_reader()._language(text)
    if mended:
        mend(tuple(doc))
    return {token.text: (token.dep_, token.head.text) for token in doc}


@pytest.mark.parametrize(
    ("text", "word", "relation", "head"),
    [
        ("Missiles destined for Hamas were intercepted by the navy.", "Missiles", "nsubjpass", "intercepted"),
        ("Missiles destined for Hamas were intercepted by the navy.", "destined", "acl", "Missiles"),
        ("The navy boarded a dhow and found Iranian missiles bound for the Houthis.", "missiles", "dobj", "found"),
        ("The navy boarded a dhow and found Iranian missiles bound for the Houthis.", "bound", "acl", "missiles"),
        ("Hezbollah is armed and trained by Iran.", "Hezbollah", "nsubjpass", "armed"),
        ("Hezbollah, armed and trained by Iran, fired at the town.", "armed", "acl", "Hezbollah"),
        ("Ten howitzers were gifted to Oman by Jordan.", "howitzers", "nsubjpass", "gifted"),
        ("The contract for the jets has yet to be signed.", "contract", "nsubjpass", "signed"),
        ("Two men were charged with smuggling fighter jet parts to Iran.", "smuggling", "pcomp", "with"),
        ("Two men were charged with smuggling fighter jet parts to Iran.", "parts", "dobj", "smuggling"),
        ("Two men were charged with smuggling fighter jet parts to Iran.", "to", "prep", "smuggling"),
    ],
)
def test_a_misreading_is_mended(text, word, relation, head):
    assert shape(text, mended=True)[word] == (relation, head)


@pytest.mark.parametrize(
    "text",
    [
        "Russia sold Syria missiles.",
        "The armed men were tired.",
        "The army found that the missiles were bound for Yemen.",
        "Iran was said to have shipped rockets to Hezbollah.",
        "They were charged with the sale of training aircraft to Iran.",
    ],
)
def test_what_is_read_well_stays(text):
    assert shape(text, mended=True) == shape(text, mended=False)
