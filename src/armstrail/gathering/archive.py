"""The archive: original bytes, how they were had, and the text taken from them, each under the SHA-256 of its content.

    originals/9f/9f86d0…          the bytes as they came, never touched again
    retrievals/3b/3b12…           JSON: from where, when, with which headers, by which tool
    derivations/c7/c7ad…          JSON: the report taken from an original, by which extractor, what stood there before

A file is written under another name, sent to the disk, and only then given its own: what bears a hash is whole,
whenever the program is killed. What is there is never written again, so that processes may share an archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from armstrail.gathering.whole import UNFINISHED, on_disk, write_whole
from armstrail.model import Derivation, Retrieval

Kind = Literal["originals", "retrievals", "derivations"]
KINDS: tuple[Kind, ...] = ("originals", "retrievals", "derivations")


class ArchiveError(Exception):
    """Why the archive cannot be written or read, in words for the analyst, with the path."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a file, a row, an entry."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Archive:
    """A folder that only grows. Made when the first thing is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, original: bytes, retrieval: Retrieval) -> str:
        """Keeps bytes and the record of their retrieval; gives the record's name.

        Bytes that are there already stay as they are; each retrieval of them has its own record.

        Raises:
            ArchiveError: the folder cannot be written to, or the disk is full.
            ValueError: the record names other bytes.
        """
        if retrieval.original != _sha256(original):
            raise ValueError(f"the record names {retrieval.original}, the bytes are {_sha256(original)}")
        self._write("originals", original)
        return self._write("retrievals", retrieval.to_json().encode())

    def derive(self, derivation: Derivation) -> str:
        """Keeps a report as it was taken from its original; gives the derivation's name."""
        return self._write("derivations", derivation_bytes(derivation))

    def take_over(self, other: Archive) -> None:
        """Keeps all that another archive holds, each thing hashed on its way; what is here already stays.

        Raises:
            ArchiveError: something there has changed, or this one cannot be written.
        """
        for kind in KINDS:
            for name in other.names(kind):
                if not self.path(kind, name).exists():
                    self._write(kind, other._read(kind, name))

    def original(self, name: str) -> bytes:
        """The bytes as they came.

        Raises:
            ArchiveError: they are not there, or are no longer the same.
        """
        return self._read("originals", name)

    def derivation(self, name: str) -> Derivation:
        """A report as it was taken from its original.

        Raises:
            ArchiveError: it is not there, or is no longer the same.
        """
        try:
            return Derivation.model_validate_json(self._read("derivations", name))
        except ValidationError as error:
            where = self.path("derivations", name)
            raise ArchiveError(f"{where}: no derivation: {error.errors(include_url=False)[0]['msg']}") from None

    def retrievals(self) -> Iterator[Retrieval]:
        """Every record of a retrieval, in the order of their names."""
        for name in self.names("retrievals"):
            yield Retrieval.model_validate_json(self._read("retrievals", name))

    def names(self, kind: Kind) -> Iterator[str]:
        """The names of what is kept, sorted."""
        for path in self._files(kind):
            if _is_name(path.name):
                yield path.name

    def path(self, kind: Kind, name: str) -> Path:
        """Where something is kept, or would be."""
        return self.folder / kind / name[:2] / name

    def faults(self) -> Iterator[Fault]:
        """What is wrong in the archive: content that is no longer what its name says, strays, and missing originals.

        Reads every byte. What a killed process left unfinished is no fault.
        """
        for kind in KINDS:
            for path in self._files(kind):
                if not path.name.startswith(UNFINISHED):
                    yield from self._fault(kind, path)

    def _fault(self, kind: Kind, path: Path) -> Iterator[Fault]:
        where = str(path.relative_to(self.folder))
        if not _is_name(path.name) or path.parent.name != path.name[:2]:
            yield Fault(where, "does not belong here: nothing that the archive keeps has such a name")
            return
        try:
            content = path.read_bytes()
        except OSError as error:
            yield Fault(where, f"cannot be read: {error.strerror}")
            return
        if (found := _sha256(content)) != path.name:
            yield Fault(where, f"changed: its content is now {found}")
        elif kind != "originals":
            yield from self._missing(kind, where, content)

    def _missing(self, kind: Kind, where: str, content: bytes) -> Iterator[Fault]:
        """Does a record name what is not there?"""
        try:
            record = (Retrieval if kind == "retrievals" else Derivation).model_validate_json(content)
        except ValidationError:
            yield Fault(where, f"no record of {kind}")
            return
        if isinstance(record, Retrieval):
            named: dict[Kind, str | None] = {"originals": record.original}
        else:
            named = {"originals": record.report.archived, "derivations": record.previous}
        for of, name in named.items():
            if name and not self.path(of, name).is_file():
                yield Fault(where, f"names what is missing: {of}/{name}")

    def _files(self, kind: Kind) -> Iterator[Path]:
        try:
            shelves = sorted((self.folder / kind).iterdir())
        except FileNotFoundError:
            return
        for shelf in shelves:
            yield from sorted(shelf.iterdir()) if shelf.is_dir() else [shelf]

    def _read(self, kind: Kind, name: str) -> bytes:
        path = self.path(kind, name)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise ArchiveError(f"{path}: missing from the archive") from None
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from None
        if _sha256(content) != name:
            raise ArchiveError(f"{path}: changed since it was archived")
        return content

    def _write(self, kind: Kind, content: bytes) -> str:
        """Content under its own hash; nothing is done where it is there already."""
        name = _sha256(content)
        path = self.path(kind, name)
        if path.exists():
            return name
        try:
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
                on_disk(path.parent.parent)
            write_whole(path, [content], mode=0o444)
        except OSError as error:
            raise ArchiveError(f"{path.parent}: the archive cannot be written: {error.strerror or error}") from None
        return name


def derivation_bytes(derivation: Derivation) -> bytes:
    """A derivation as it is archived; its SHA-256 is its name."""
    return derivation.model_dump_json().encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_name(name: str) -> bool:
    return len(name) == 64 and not name.strip("0123456789abcdef")
