"""From bytes to characters: the byte order mark, strict UTF-8, what the page says of itself, and a guess last."""

from __future__ import annotations

import codecs
import re

from armstrail.gathering.content import refuse_binary
from armstrail.gathering.settings import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)
# what browsers take these names to mean (WHATWG Encoding): the wider set that pages under that name really use
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# the guess is among what reports really come in; the whole list of codecs finds a Kazakh code page in a French text
_GUESSES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "mac_roman",
    "gb18030", "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip
_LOOKED_AT = 4096


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of a page or a text, without the byte order mark, every line end as LF.

    Args:
        data: the bytes as they came.
        declared: the encoding that the server named; the page's own `<meta charset>` is looked up here.

    Raises:
        UnreadableError: binary, or in no encoding that could be made out.
    """
    refuse_binary(data[:_LOOKED_AT])
    text = _decoded(data, declared)
    if "\0" in text:
        raise UnreadableError(f"binary or damaged: NUL at character {text.index(chr(0))}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), name, "its byte order mark says")
    if wide := _utf_16_without_mark(data):
        return _strict(data, wide, "every other byte being NUL means")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise UnreadableError(f"binary: NUL at byte {data.index(0)}")
    for name in filter(None, (declared, *_declared_by_page(data))):
        if text := _as_declared(data, name):
            return text
    return _almost_utf_8(data) or _guessed(data)


def _strict(data: bytes, name: str, why: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not {name.upper()}, as {why}: byte {error.start}") from None


def _utf_16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a NUL in nearly every second byte; nothing else does."""
    head = data[:_LOOKED_AT]
    half = len(head) // 2
    if half < 4:
        return None
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[offset::2].count(0) > 0.8 * half and head[1 - offset :: 2].count(0) < 0.05 * half:
            return name
    return None


def _declared_by_page(data: bytes) -> list[str]:
    head = data[:_LOOKED_AT]
    return [match[1].decode("ascii") for match in (_DECLARED_XML.match(head), _DECLARED.search(head)) if match]


def _as_declared(data: bytes, name: str) -> str | None:
    """The text, if it is what the page says that it is; a page that calls itself UTF-8 was tried already."""
    try:
        codec = codecs.lookup(name).name
        if codec.startswith("utf"):
            return None
        return data.decode(_WIDER.get(codec, codec))
    except (LookupError, UnicodeError, ValueError):
        return None


def _almost_utf_8(data: bytes) -> str | None:
    """UTF-8 with a few damaged characters, such as a page cut off within one; they become U+FFFD."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    cut_off = damaged == 1 and text.endswith("\ufffd") and len(text) > 1
    return text if cut_off or damaged * 10 <= whole else None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=_GUESSES, threshold=0.2)
    best = matches.best()
    if best is None:
        raise UnreadableError("binary, or in an encoding that could not be made out: save it as UTF-8")
    # Western and Central European text often do equally well in each other's code page: the commoner one then counts
    for match in matches:
        close = match.chaos <= best.chaos and match.coherence >= best.coherence - 0.05
        if close and "cp1252" in (match.encoding, *match.could_be_from_charset):
            return data.decode("cp1252")
    return str(best)
