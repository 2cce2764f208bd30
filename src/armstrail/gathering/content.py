"""What bytes are, told by themselves and not by a file's name: a page, plain text, a passage file, or unreadable."""

from __future__ import annotations

import json
import re
from typing import Literal

from armstrail.gathering.settings import UnreadableError

Kind = Literal["html", "text", "passages"]

HEAD = 65_536
"""Bytes from the start that suffice to tell."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file: PDF is not read yet"),
    (b"WARC/", "a web archive (WARC): not read yet"),
    (b"{\\rtf", "an RTF document: save it as plain text"),
    (b"PK\x03\x04", "a ZIP archive or an office document: unpack it, or save it as plain text"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an office document: save it as plain text"),
    (b"\x1f\x8b", "compressed (gzip): unpack it"),
    (b"BZh", "compressed (bzip2): unpack it"),
    (b"\xfd7zXZ\x00", "compressed (xz): unpack it"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd): unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"\x89PNG\r\n", "a picture (PNG): pictures are not read"),
    (b"\xff\xd8\xff", "a picture (JPEG): pictures are not read"),
    (b"GIF8", "a picture (GIF): pictures are not read"),
    (b"II*\x00", "a picture (TIFF): pictures are not read"),
    (b"MM\x00*", "a picture (TIFF): pictures are not read"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
)
_RIFF = re.compile(rb"RIFF....(?:WEBP|WAVE|AVI )", re.DOTALL)
_FILM = re.compile(rb"....ftyp", re.DOTALL)
_SAVED_PAGE = re.compile(rb"(?:From: <Saved by|MIME-Version:[^\n]*\n)[\s\S]{0,2000}multipart/related", re.IGNORECASE)
_HTML_START = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(
    r"<(?:title|meta|script|div|p|article|section|h[1-6]|table|span|a\s[^<>]*href|br|ul|img)\b[^<>]*>", re.IGNORECASE
)
_XML_START = re.compile(r"\s*<\?xml|\s*<(?:rss|feed|rdf:RDF|svg|urlset)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def refuse_binary(head: bytes) -> None:
    """Pass over text of any encoding.

    Raises:
        UnreadableError: the first bytes are those of a format that is not text; the message names it.
    """
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            raise UnreadableError(reason)
    if b"%PDF-" in head[:1024]:
        raise UnreadableError("a PDF file: PDF is not read yet")
    if _RIFF.match(head):
        raise UnreadableError("a picture, sound or film: not read")
    if _FILM.match(head):
        raise UnreadableError("a film or picture (MP4, HEIC): not read")
    if _SAVED_PAGE.match(head):
        raise UnreadableError("a page saved as a single file (MHTML): save it as HTML")


def kind_of(head: str, name: str) -> Kind:
    """What the first characters of a source announce; `name` decides only where they leave it open.

    Raises:
        UnreadableError: JSON or XML that is no page and no passage file.
    """
    name = name.lower()
    if _HTML_START.match(head):
        return "html"
    if name.endswith((".jsonl", ".ndjson")) or _has_passages(head):
        return "passages"
    if head.lstrip().startswith(("{", "[")) and _is_json(head, name):
        raise UnreadableError("JSON, but no passage file: a passage file has one object with a `text` on each line")
    if _XML_START.match(head):
        what = "a feed (RSS or Atom): feeds are not read yet" if _FEED.search(head) else "XML, but no page"
        raise UnreadableError(what)
    tags = len(_HTML_TAG.findall(head))
    named_page = name.endswith((".html", ".htm", ".xhtml", ".shtml"))
    return "html" if tags >= 3 or (tags and (named_page or head.lstrip().startswith("<"))) else "text"


def _has_passages(head: str) -> bool:
    """Is one of the first lines an object with a text, or a first line that does not end within the head?"""
    if not head.lstrip().startswith("{"):
        return False
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) == 1 and len(head) >= HEAD // 4:
        return '"text"' in head
    return any(isinstance(value := _json(line), dict) and "text" in value for line in lines[:20])


def _is_json(head: str, name: str) -> bool:
    return name.endswith(".json") or _json(head) is not None or bool(re.match(r'\s*(?:\[\s*)?\{\s*"[^"\n]*"\s*:', head))


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
