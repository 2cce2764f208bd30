"""Files, folders, standard input: what becomes a report, what a failure, and that the batch goes on."""

import datetime
import gzip
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from armstrail.gathering import Failure, Settings, gather
from armstrail.model import text_id

WORDS = "Chad sold twelve howitzers to Togo, officials said."
HEAD = "<!DOCTYPE html><html><head><title>Guns reach Lome by sea</title></head>"
PAGE = f"{HEAD}<body><article><p>{WORDS}</p></article></body></html>"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
NOT_PASSAGES = "JSON, but no passage file: a passage file has one object with a `text` on each line"
DAY = datetime.date(2014, 1, 18)


def one(path, data: bytes, settings: Settings | None = None):
    path.write_bytes(data)
    [found] = gather([str(path)], settings or Settings())
    return found


def test_a_text_file_is_a_report(tmp_path):
    path = tmp_path / "note.txt"
    report = one(path, f"\n{WORDS}\r\n\r\nMore.\n".encode())
    assert report.text == f"{WORDS}\n\nMore."
    assert report.id == text_id(report.text)
    assert report.source == str(path)
    assert report.archived == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (report.url, report.outlet, report.published, report.retrieved, report.title) == (None,) * 5


def test_a_page_is_a_report(tmp_path):
    path = tmp_path / "page.html"
    report = one(path, PAGE.encode())
    assert (report.text, report.title, report.retrieved) == (WORDS, "Guns reach Lome by sea", None)
    assert report.archived == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("data", [WORDS.encode(), PAGE.encode()])
def test_the_users_date_stands(tmp_path, data):
    assert one(tmp_path / "x", data, Settings(published=DAY)).published == DAY


@pytest.mark.parametrize(("name", "data", "title"), [
    # the content decides, not the name
    ("page.txt", PAGE.encode(), "Guns reach Lome by sea"),
    ("page", PAGE.encode(), "Guns reach Lome by sea"),
    ("page.xhtml", b'<?xml version="1.0"?>\n<!-- saved -->\n' + PAGE.encode(), "Guns reach Lome by sea"),
    ("text.html", WORDS.encode(), None),
    # a text that shows a tag or two is a text
    ("text.txt", b"Use <b> for bold, and <p> for parts. " + WORDS.encode(), None),
    ("text.txt", b"{ was the first sign of the cable. " + WORDS.encode(), None),
    ("text.txt", b"[Translated] " + WORDS.encode(), None),
])  # fmt: skip
def test_what_a_file_is_shows_in_its_content(tmp_path, name, data, title):
    report = one(tmp_path / name, data)
    assert report.title == title
    assert WORDS in report.text


FRENCH = "L’Élysée a livré douze obusiers à Lomé, d’après un général décoré. Le marché s’élève à 12 €, précise-t-il."
RUSSIAN = "Москва передала Дамаску двенадцать гаубиц, сообщил источник в министерстве обороны. Поставка шла морем."
CHINESE = "据国防部消息人士透露，北京向达喀尔交付了十二门榴弹炮，这批货物由海路运抵。"


@pytest.mark.parametrize(("data", "text"), [
    (FRENCH.encode(), FRENCH),
    (b"\xef\xbb\xbf" + FRENCH.encode(), FRENCH),
    (b"\xff\xfe" + FRENCH.encode("utf-16-le"), FRENCH),
    (b"\xfe\xff" + FRENCH.encode("utf-16-be"), FRENCH),
    (WORDS.encode("utf-16-le"), WORDS),
    (FRENCH.encode("cp1252"), FRENCH),
    (RUSSIAN.encode("cp1251"), RUSSIAN),
    (RUSSIAN.encode("koi8_r"), RUSSIAN),
    ((CHINESE * 3).encode("gb18030"), CHINESE * 3),
    # cut off within a character
    (FRENCH.encode() + "é".encode()[:1], FRENCH + "\ufffd"),
    (WORDS.encode() + b" \xe2\x82", WORDS + " \ufffd"),
    # one damaged byte does not spoil the others
    (FRENCH.encode() + b" \xff " + FRENCH.encode(), f"{FRENCH} \ufffd {FRENCH}"),
])  # fmt: skip
def test_the_encoding_is_found(tmp_path, data, text):
    assert one(tmp_path / "x.txt", data).text == text


@pytest.mark.parametrize(("declared", "codec"), [
    ('<meta charset="windows-1251">', "cp1251"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8_r"),
    # a page that says Latin 1 means Windows 1252
    ("<meta charset=iso-8859-1>", "cp1252"),
    ("<meta charset=gb2312>", "gb18030"),
    # what it says is wrong, or nothing that there is
    ("<meta charset=utf-8>", "cp1252"),
    ("<meta charset=x-unheard-of>", "cp1252"),
])  # fmt: skip
def test_a_page_names_its_encoding(tmp_path, declared, codec):
    words = {"cp1252": FRENCH, "gb18030": CHINESE}.get(codec, RUSSIAN)
    page = f"<html><head>{declared}</head><body><article><p>{words}</p></article></body></html>"
    assert one(tmp_path / "x.html", page.encode(codec)).text == words


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("x.png", PNG, "a picture (PNG): pictures are not read"),
    ("x.txt", PNG, "a picture (PNG): pictures are not read"),
    ("x.jpg", b"\xff\xd8\xff\xe0\0\0", "a picture (JPEG): pictures are not read"),
    ("x.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "a picture, sound or film: not read"),
    ("x.mp4", b"\0\0\0\x18ftypmp42", "a film or picture (MP4, HEIC): not read"),
    ("x.pdf", b"%PDF-1.7\n", "a PDF file: PDF is not read yet"),
    ("x.pdf", b"\n\n%PDF-1.7\n", "a PDF file: PDF is not read yet"),
    ("x.docx", b"PK\x03\x04\x14\0", "a ZIP archive or an office document: unpack it, or save it as plain text"),
    ("x.gz", gzip.compress(b"words"), "compressed (gzip): unpack it"),
    ("x.rtf", b"{\\rtf1 words}", "an RTF document: save it as plain text"),
    (
        "x.mht",
        b"From: <Saved by a browser>\r\nContent-Type: multipart/related;\r\n",
        "a page saved as a single file (MHTML): save it as HTML",
    ),
    ("x.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", "a web archive (WARC): not read yet"),
    ("x.xml", b'<?xml version="1.0"?><rss><channel/></rss>', "a feed (RSS or Atom): feeds are not read yet"),
    ("x.xml", b'<?xml version="1.0"?><invoice/>', "XML, but no page"),
    ("x.json", b'{\n "id": "a",\n "text": "b"\n}', NOT_PASSAGES),
    ("x.json", b'[{"id": "a", "text": "b"}]', NOT_PASSAGES),
    ("x.txt", b"", "empty: no text in it"),
    ("x.txt", b" \n\t\r\n ", "empty: no text in it"),
    ("x.txt", b"\xef\xbb\xbf\n", "empty: no text in it"),
    ("x.html", b"<html><body></body></html>", "a page without text"),
    ("x.txt", b"Chad sold\0 tanks.", "binary or damaged: NUL at character 9"),
    ("x.txt", b"caf\xe9 \0 tanks", "binary: NUL at byte 5"),
    ("x.html", PAGE.encode().replace(b"twelve", b"\0"), f"binary or damaged: NUL at character {PAGE.index('twelve')}"),
    ("x.bin", bytes(range(1, 256)) * 20, "binary, or in an encoding that could not be made out: save it as UTF-8"),
    ("x.txt", b"\xff\xfeC\x00h\x00a", "not UTF-16-LE, as its byte order mark says: byte 4"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_line(tmp_path, name, data, reason):
    path = tmp_path / name
    assert one(path, data) == Failure(str(path), reason)


def test_the_limit_on_size(tmp_path):
    settings = Settings(page_bytes=100_000)
    assert one(tmp_path / "x.txt", b"a" * 100_000, settings).text == "a" * 100_000
    assert one(tmp_path / "x.txt", b"a" * 100_001, settings).reason == "over 100,000 bytes: too large for a page"
    assert Settings().page_bytes == 20_000_000


def test_no_such_file(tmp_path):
    missing = str(tmp_path / "missing.txt")
    assert list(gather([missing])) == [Failure(missing, "no such file or folder")]
    [failure] = gather(["www.lens.example/story"])
    assert "needs its https://" in failure.reason
    [failure] = gather(["a\0b"])
    assert failure.reason.startswith("no file name")
    [failure] = gather([""])
    assert isinstance(failure, Failure)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_is_no_file():
    assert list(gather(["/dev/zero"])) == [Failure("/dev/zero", "neither a file nor a folder")]


def test_a_folder_is_its_files_in_order(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.png", ".hidden", ".git/config", "d.html", "d_files/ad.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PNG if name.endswith(".png") else PAGE.encode() if name.endswith(".html") else WORDS.encode())
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(gather([str(tmp_path)]))
    assert [os.path.relpath(item.source, tmp_path) for item in found] == [
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
        "c.png",
        "d.html",
    ]
    assert [isinstance(item, Failure) for item in found] == [False, False, False, True, False]
    assert list(gather([str(tmp_path)])) == found


def test_a_folder_with_nothing_in_it(tmp_path):
    (tmp_path / "deeper").mkdir()
    assert list(gather([str(tmp_path)])) == [Failure(str(tmp_path), "a folder with no files in it")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    (tmp_path / "x").write_text(WORDS)
    (tmp_path / "x").chmod(0)
    assert next(gather([str(tmp_path / "x")])).reason == "no permission to read it"


def test_the_batch_goes_on(tmp_path):
    (tmp_path / "good.txt").write_text(WORDS)
    found = list(gather([str(tmp_path / "none"), "ftp://lens.example/a", str(tmp_path / "good.txt")]))
    assert [type(item).__name__ for item in found] == ["Failure", "Failure", "Report"]


@pytest.mark.parametrize("data", [WORDS.encode(), PAGE.encode(), b'{"id": "-", "text": "' + WORDS.encode() + b'"}\n'])
def test_standard_input(monkeypatch, data):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    [report] = gather(["-"])
    assert (report.source, report.text) == ("-", WORDS)


def test_the_import_is_light():
    heavy = ("httpx", "trafilatura", "lxml", "charset_normalizer")
    code = f"import sys, armstrail.gathering; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
