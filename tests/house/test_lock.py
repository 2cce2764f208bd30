"""The locks: every package pinned and hashed, no index named, and what pyproject.toml asks for is in them."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(name: str) -> dict[str, str]:
    """The versions of a lock by the package's name."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return dict(re.match(r"([\w.-]+)==(\S+)", line).groups() for line in lines if re.match(r"[\w.-]+==", line))


def package(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|@ file", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_hashed(lock):
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", (ROOT / lock).read_text("utf-8")))
    assert entries
    hashed = re.compile(r"[\w.-]+==\S+ .*?--hash=sha256:[0-9a-f]{64}", re.DOTALL)
    assert [entry for entry in entries if not hashed.match(entry)] == []


def test_the_lock_holds_what_the_project_asks_for():
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    assert {package(requirement) for requirement in asked} <= pinned("requirements.lock").keys()
    tools = PROJECT["project"]["optional-dependencies"]["dev"]
    assert {package(requirement) for requirement in tools} <= pinned("requirements-dev.lock").keys()


def test_tests_run_on_the_packages_that_users_get():
    run, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert run == {name: version for name, version in dev.items() if name in run}


def test_a_build_needs_nothing_that_is_not_locked():
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]
