"""The sample reports: marked as such, short, each with the place where its facts are published."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

SAMPLES = files("armstrail") / "samples"
NAMES = sorted(entry.name for entry in SAMPLES.iterdir() if entry.name.endswith((".html", ".txt", ".jsonl")))
MARK = re.compile(
    r"Written for Armstrail as a sample[^.]*[.;] [Ii]t retells public events of \w+ \d{4}, "
    r"and is no (?:page|article) of a real outlet\.$"
)


class Article(HTMLParser):
    """The paragraphs of a page's article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.inside = False
        self.open = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "article"
        if self.inside and tag == "p":
            self.open = True
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "article"
        self.open = self.open and tag != "p"

    def handle_data(self, data):
        if self.open:
            self.paragraphs[-1] += data


def texts(name: str) -> list[str]:
    """The texts that a sample holds, without what a page has around its article."""
    content = (SAMPLES / name).read_text("utf-8")
    if name.endswith(".html"):
        return ["\n\n".join(Article(content).paragraphs)]
    if name.endswith(".jsonl"):
        return [json.loads(line)["text"] for line in content.splitlines()]
    return [content.strip()]


def test_there_are_samples_of_each_kind():
    assert {name.rpartition(".")[2] for name in NAMES} == {"html", "jsonl", "txt"}
    assert 6 <= sum(len(texts(name)) for name in NAMES) <= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_marked_at_its_end(name):
    assert all(MARK.search(text) for text in texts(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_short(name):
    assert all(120 <= len(text.split()) <= 260 for text in texts(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_its_facts_published_somewhere(name):
    row = rf"\| `{re.escape(name)}`[^|]*\|[^|]+\|[^|]+\|"
    assert re.search(row, (SAMPLES / "SOURCES.md").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_addresses_of_a_sample_are_made_up(name):
    hosts = re.findall(r"https?://([^/\"\s]+)", (SAMPLES / name).read_text("utf-8"))
    assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org"}


def test_the_reprint_carries_the_wire_story():
    wire = texts("red-sea-wire.html")[0].replace("1,500 km", "1,500km")
    reprint = [p for p in texts("red-sea-reprint.html")[0].split("\n\n") if p.endswith(".") and "Armstrail" not in p]
    sentences = [s for p in reprint for s in re.split(r"(?<=\.) ", p)]
    shared = [s for s in sentences if s in wire]
    assert len(sentences) > 5
    assert len(shared) >= len(sentences) - 1
