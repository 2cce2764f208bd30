"""`import armstrail`: light, and what docs/api.md shows of it is so."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import armstrail

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
LIGHT = "import sys, armstrail; print({'spacy', 'pydantic', 'sqlalchemy', 'typer', 'rich'} & set(sys.modules))"


def test_the_examples_of_the_page_are_true(tmp_path: Path) -> None:
    places = {"SAMPLES": str(files("armstrail") / "samples"), "FOLDER": str(tmp_path)}
    done = doctest.testfile(str(PAGE), module_relative=False, globs=places)
    assert done.failed == 0
    assert done.attempted > 20


def test_to_import_it_imports_nothing_else() -> None:
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_it_offers_what_it_names() -> None:
    assert all(hasattr(armstrail, name) for name in armstrail.__all__)
    assert set(armstrail.__all__) <= set(dir(armstrail))
    assert not hasattr(armstrail, "nothing_of_the_kind")
