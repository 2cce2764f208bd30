"""What lies in the tree: the commands that the pages name, the links that they make, and nothing of one machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["README.md", "CONTRIBUTING.md"]


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


def tracked() -> list[Path]:
    """The files that are, or are about to be, in the repository; those of the folder where there is none."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [path for name in listed if name and (path := ROOT / name).is_file()]
    hidden = {".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not hidden.intersection(path.parts)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_commands_that_there_are(page):
    named = set(re.findall(r"(?m)(?:^ {4}|`)make ([a-z]+)", (ROOT / page).read_text("utf-8")))
    assert named
    assert named <= makefile_targets()


def test_the_first_two_commands_of_the_readme():
    assert re.findall(r"(?m)^ {4}make (\w+)", (ROOT / "README.md").read_text("utf-8")) == ["demo", "test"]


def test_ci_runs_lint_and_tests():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in script
    assert re.findall(r"(?m)^make (\w+)$", script) == ["lint", "test"]


@pytest.mark.parametrize("page", sorted(str(path.relative_to(ROOT)) for path in tracked() if path.suffix == ".md"))
def test_links_within_the_project_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / page).read_text("utf-8"))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_no_file_holds_a_path_of_one_machine_or_an_index_host():
    # Put together here, so that this file does not find itself.
    patterns = [rf"(?<![\w./-])/{top}/\w" for top in ("home", "Users", "root", "tmp", "work", "opt", "mnt")]
    patterns += ["pypi" + r"\.org", "python" + r"hosted\.org", "--(?:extra-)?index-" + "url", r"\bfile:" + r"///\w"]
    personal = re.compile("|".join(patterns))
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in personal.finditer(text)]
    allowed = {"Makefile: --" + "index-url"}
    assert sorted(set(found) - allowed) == []


def test_text_files_end_their_lines_alike():
    suffixes = {".py", ".csv", ".md", ".toml", ".lock", ".html", ".txt", ".jsonl", ""}
    # Tests may keep files with wrong ends on purpose, under a folder named `data`.
    paths = [path for path in tracked() if path.suffix in suffixes and "data" not in path.parts]
    contents = {path: content for path in paths if (content := path.read_bytes())}
    assert [path for path, content in contents.items() if b"\r" in content or not content.endswith(b"\n")] == []
