"""Who was introduced in an earlier sentence, one that holds no claim too.

"Defence Minister Ivan Ivanov arrived. … Ivanov said"  ->  official, of the minister's state
"a confidential paper was leaked. … The paper says"    ->  organisation
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from armstrail.reading.discourse import Discourse
from armstrail.reading.parsed import Parsed
from armstrail.reading.party import Parties
from armstrail.reading.sentences import Sentence
from armstrail.reading.source import Sources
from armstrail.reading.speaker import Speaker, Speakers

_TRIES = 2  # sentences that are parsed to learn who somebody is
_PERSONS = ("official", "group", "company", "anonymous", "organisation")
_REACH = 3  # sentences before "he" of which one is about him


class Introductions:
    """Looks a speaker's name or noun up in the sentences before his own."""

    def __init__(self, sentences: Sequence[Sentence], parsed_at: Callable[[int], Parsed], discourse: Discourse) -> None:
        self.sentences = sentences
        self.parsed_at = parsed_at
        self.discourse = discourse
        self.known: dict[tuple[str, int], Speaker | None] = {}

    def of(self, word: str, before: int) -> Speaker | None:
        """The speaker that a name ("Ivanov") or a noun ("paper") meant where it first stood with more words.

        Args:
            word: a name, or a noun in the singular.
            before: the character at which he speaks.
        """
        at = (word, before)
        if at not in self.known:
            self.known[at] = self._find(word, before)
        return self.known[at]

    def person(self, before: int) -> Speaker | None:
        """The person that the sentences right before are about: whom "he" means."""
        there = [i for i, one in enumerate(self.sentences) if one.end <= before]
        for index in there[: -_REACH - 1 : -1]:
            parsed = self.parsed_at(index)
            sources = Sources(parsed, Parties(parsed, self.discourse), [])
            speaker = sources.main_subject()
            if speaker is not None and speaker.kind in _PERSONS and not _is_state(parsed, speaker):
                return speaker
        return None

    def _find(self, word: str, before: int) -> Speaker | None:
        form = re.compile(rf"\b{re.escape(word)}{'' if word[0].isupper() else 's?'}\b")
        there = [i for i, one in enumerate(self.sentences) if one.start < before and form.search(one.text)]
        if not word[0].isupper():
            there.reverse()  # a name is told where it first stands, "the source" is the last one
        for index in there[:_TRIES]:
            if speaker := self._in(self.parsed_at(index), word, before):
                return speaker
        return None

    def _in(self, parsed: Parsed, word: str, before: int) -> Speaker | None:
        """The speaker by a sentence's own words for him."""
        speakers = Speakers(parsed, Parties(parsed, self.discourse), [])
        for token in parsed.tokens:
            known = word in (token.text, token.lemma_) and parsed.span(token).start < before
            if known and token.dep_ not in ("compound", "poss", "amod") and (speaker := speakers.introduced(token)):
                return speaker
        return None


def _is_state(parsed: Parsed, speaker: Speaker) -> bool:
    """Is a speaker named only by a state's or a capital's name?"""
    words = parsed.doc.char_span(
        speaker.span.start - parsed.sentence.start, speaker.span.end - parsed.sentence.start, alignment_mode="expand"
    )
    entry = parsed.entry(words.root) if words is not None else None
    return entry is not None and entry.kind in ("state", "seat", "group")
