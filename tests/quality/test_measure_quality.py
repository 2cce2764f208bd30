"""The page of figures: every block is there and filled, replacing one leaves the rest, the picture can be read aloud."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from measure_quality import PAGE, PICTURE, markdown, replaced
from reliability import bins, picture, wilson

PARTS = ("figures", "by act", "by region", "by decade", "causes", "by confidence", "reliability")
BLOCKS = {"roles", *(f"{name} {part}" for name in ("real", "own") for part in PARTS)}
TEXT = PAGE.read_text("utf-8")


def block(name: str) -> str:
    [text] = re.findall(rf"<!-- measured: {name} -->\n\n(.*?)\n\n<!-- end: {name} -->", TEXT, re.DOTALL)
    return text


def test_the_page_has_each_block_once():
    assert sorted(re.findall("<!-- measured: (.*?) -->", TEXT)) == sorted(BLOCKS)
    assert sorted(re.findall("<!-- end: (.*?) -->", TEXT)) == sorted(BLOCKS)


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_a_block_holds_whole_tables(name):
    rows = [line for line in block(name).splitlines() if line.startswith("|")]
    assert len(rows) >= 3
    for table in re.findall(r"(?:^\|.*\n?)+", block(name), re.M):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_the_page_leaves_room_for_the_path():
    assert re.search(r"^## The path\n\n\w", TEXT, re.M)


def test_replacing_a_block_leaves_the_rest():
    page = "a\n<!-- measured: x -->\nold\n<!-- end: x -->\nb\n<!-- measured: y -->\n<!-- end: y -->\n"
    once = replaced(page, {"x": r"new \1"})
    assert once == page.replace("\nold\n", "\n\nnew \\1\n\n")
    assert replaced(once, {"x": r"new \1"}) == once
    with pytest.raises(ValueError, match="no block 'z'"):
        replaced(page, {"z": ""})


def test_numbers_stand_to_the_right():
    assert markdown(("a", "b"), [("x", 1), ("y", 2.5)]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n| y | 2.5 |"


# --- the diagram ------------------------------------------------------------------------------------------------------


def test_claims_fall_into_steps():
    some = bins([0.0, 0.2, 0.39, 0.6, 1.0], [False, True, False, True, True])
    assert [one.claims for one in some] == [1, 2, 0, 1, 1]
    assert (some[1].given, some[1].right) == (pytest.approx(0.295), 0.5)


@pytest.mark.parametrize(
    ("hits", "count", "interval"),
    # the middle and the ends of Wilson's interval, as tables of it have them
    [(0, 0, (0, 1)), (5, 10, (0.237, 0.763)), (0, 10, (0, 0.278)), (10, 10, (0.722, 1))],
)
def test_what_chance_allows(hits, count, interval):
    assert wilson(hits, count) == pytest.approx(interval, abs=0.001)


@pytest.mark.parametrize("text", [PICTURE.read_text("utf-8"), picture({"a & b": bins([0.1, 0.9], [False, True])})])
def test_the_picture_is_whole_and_tells_itself_in_words(text):
    svg = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    named = {root.find(f"{svg}title").get("id"), root.find(f"{svg}desc").get("id")}
    assert named == set(root.get("aria-labelledby").split())
    assert "right" in root.find(f"{svg}desc").text
    width, height = float(root.get("width")), float(root.get("height"))
    for circle in root.iter(f"{svg}circle"):
        assert 0 <= float(circle.get("cx")) <= width
        assert 0 <= float(circle.get("cy")) <= height
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_page_shows_the_picture_with_words():
    [(words, target)] = re.findall(r"!\[(.+?)\]\((.+?\.svg)\)", TEXT)
    assert (PAGE.parent / target) == Path(PICTURE)
    assert len(words) > 40
