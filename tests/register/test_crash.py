"""When the machine stops in the middle, the disk is full, the folder is closed, or several add at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from armstrail.cli.demo import samples
from armstrail.register import open_register
from armstrail.register.export import jsonl
from armstrail.register.verify import faults

ROOT = Path(__file__).parents[2]
KILLS = 20  # `make crash` has 200

# `armstrail add` with a reader that gives a claim for each report, so that no language model has to be loaded.
ADD = f"""
import sys
sys.path.insert(0, {str(ROOT / "scripts")!r})
import crash, armstrail.reading
armstrail.reading.load_reader = lambda: type("Reader", (), {{"read": staticmethod(crash.read)}})
from armstrail.cli import main
main()
"""


def environment(database: str, archive: Path) -> dict[str, str]:
    paths = os.pathsep.join(sys.path)
    return os.environ | {"ARMSTRAIL_DATABASE": database, "ARMSTRAIL_ARCHIVE": str(archive), "PYTHONPATH": paths}


def export(database: str, archive: Path) -> list[str]:
    """What is in a register, which has no fault."""
    register = open_register(database, archive)
    assert list(map(str, faults(register))) == []
    lines = list(jsonl(register))
    register.close()
    return lines


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Thirty texts, and a passage file of thirty more."""
    folder = tmp_path / "batch"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"Report {number} on tanks.", "utf-8")
    lines = [
        json.dumps({"id": f"p{at}", "url": f"https://example.org/{at}", "text": f"Passage {at}."}) for at in range(30)
    ]
    (folder / "passages.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def adding(
    database: str, archive: Path, batch: Path, before: Sequence[str] = (), **given: object
) -> subprocess.Popen[str]:
    command = [*before, sys.executable, "-c", ADD, "add", str(batch)]
    return subprocess.Popen(
        command, env=environment(database, archive), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **given
    )  # type: ignore[call-overload, no-any-return]


def test_killed_at_random_and_run_again_nothing_is_lost_or_doubled(
    database: str, request: pytest.FixtureRequest
) -> None:
    of = "sqlite" if "://" not in database else request.getfixturevalue("postgresql")
    command = [
        sys.executable,
        "-W",
        "ignore",
        str(ROOT / "scripts" / "crash.py"),
        "--kills",
        str(KILLS),
        "--database",
        of,
    ]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | paths, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{KILLS} kills in ")


def test_the_command_itself_killed_and_run_again(tmp_path: Path) -> None:
    """With the real reader: killed when some of the samples have their line."""
    command = [sys.executable, "-m", "armstrail", "add", *samples()]
    database, archive = str(tmp_path / "killed.db"), tmp_path / "killed.archive"
    for lines in (1, 3):
        with subprocess.Popen(
            command, env=environment(database, archive), stdout=subprocess.PIPE, cwd=tmp_path
        ) as running:
            assert running.stdout
            for _ in range(lines):
                assert running.stdout.readline()
            running.send_signal(signal.SIGKILL)
        assert running.returncode == -signal.SIGKILL
    for name in ("killed", "whole"):
        given = environment(str(tmp_path / f"{name}.db"), tmp_path / f"{name}.archive")
        done = subprocess.run(command, env=given, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    assert export(database, archive) == export(str(tmp_path / "whole.db"), tmp_path / "whole.archive")


def test_several_add_the_same_at_once(database: str, tmp_path: Path, batch: Path) -> None:
    """All four begin with a register that is not there yet."""
    running = [adding(database, tmp_path / "archive", batch) for _ in range(4)]
    told = [one.communicate() for one in running]
    assert [(one.returncode, errors) for one, (_, errors) in zip(running, told, strict=True)] == [(0, "")] * 4
    alone = adding(str(tmp_path / "alone.db"), tmp_path / "alone.archive", batch)
    assert alone.communicate()[1] == ""
    assert export(database, tmp_path / "archive") == export(str(tmp_path / "alone.db"), tmp_path / "alone.archive")
    added = [int(line.split()[0]) for lines, _ in told for line in lines.splitlines() if " added, " in line]
    assert sum(added) == 60


@pytest.mark.parametrize("bytes_at_most", [2_000, 300_000, 700_000])
def test_a_full_disk_is_one_line_and_the_register_is_whole(tmp_path: Path, batch: Path, bytes_at_most: int) -> None:
    """No file may grow over a size: the archive's first, the database when it is made, or later on."""
    import resource

    for number in range(30):
        (batch / f"long-{number}.txt").write_text(f"Report {number} on tanks. " * 1000, "utf-8")
    database, archive = str(tmp_path / "armstrail.db"), tmp_path / "armstrail.archive"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_at_most, resource.RLIM_INFINITY))

    full = adding(database, archive, batch, preexec_fn=limit)
    lines, errors = full.communicate()
    assert (full.returncode, errors.count("\n")) == (1, 1), errors
    assert errors.startswith("armstrail: ")
    stored = sum(line.startswith("added") for line in lines.splitlines())
    again = adding(database, archive, batch)
    lines, errors = again.communicate()
    assert (again.returncode, errors) == (0, "")
    assert f"{stored:,} unchanged" in lines or not stored
    assert len(export(database, archive)) > 90


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here; the limit on a file's size is tried in any case")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_file_system_without_room(small_disk: Path, batch: Path) -> None:
    for number in range(40):
        (batch / f"long-{number}.txt").write_text(f"Report {number} on tanks. " * 2000, "utf-8")
    full = adding(str(small_disk / "armstrail.db"), small_disk / "armstrail.archive", batch)
    _, errors = full.communicate()
    assert (full.returncode, errors.count("\n")) == (1, 1), errors
    assert "full" in errors or "No space left" in errors
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    again = adding(str(small_disk / "armstrail.db"), small_disk / "armstrail.archive", batch)
    assert again.communicate()[1] == ""
    assert len(export(str(small_disk / "armstrail.db"), small_disk / "armstrail.archive")) > 100


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with a register in it, which may be read and not be written to; outside of pytest's, that only we enter."""
    with tempfile.TemporaryDirectory(prefix="armstrail-closed-") as name:
        folder = Path(name)
        yield folder
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)


def _bound() -> list[str]:
    """What makes the modes of files hold for root too."""
    if os.getuid():
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("root may write everywhere, and there is no setpriv here to bind it")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.parametrize("filled", [False, True])
def test_a_folder_that_may_not_be_written_to(closed: Path, filled: bool) -> None:
    words = closed / "report.txt"
    words.write_text("Russia delivered tanks to Syria.", "utf-8")
    database, archive = closed / "armstrail.db", closed / "armstrail.archive"
    if filled:
        assert adding(str(database), archive, words).communicate()[1] == ""
        words.write_text("Another text.", "utf-8")
    for path in [closed, *closed.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    refused = adding(str(database), archive, words, before=_bound())
    _, errors = refused.communicate()
    assert (refused.returncode, errors.count("\n")) == (1, 1), errors
    assert errors.startswith(f"armstrail: {closed}")
    for path in [closed, *closed.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    if filled:
        assert adding(str(database), archive, words).communicate()[1] == ""
        assert len([line for line in export(str(database), archive) if '"type":"report"' in line]) == 2
