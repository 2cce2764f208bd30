"""Pages by their address: from a real server on loopback, and never from where nobody asked us to look."""

import gzip
import ipaddress
import socket
import zlib
from dataclasses import replace

import pytest

from armstrail.gathering import Failure, Settings, gather
from armstrail.gathering.fetch import is_public
from armstrail.model import Report

WORDS = "Chad sold twelve howitzers to Togo, officials said."
HEAD = "<!DOCTYPE html><html><head><title>Guns reach Lome by sea</title></head>"
PAGE = f"{HEAD}<body><article><p>{WORDS}</p></article></body></html>"
HTML = {"Content-Type": "text/html"}


def said(body: bytes = b"", status: int = 200, **more: object) -> dict[str, object]:
    """What the server says to a path; `announced` is a Content-Length that the body does not keep to."""
    return {"body": body, "status": status, **more}


def get(site, path: str, settings: Settings | None = None):
    [found] = gather([site.url(path)], settings or site.settings)
    return found


def test_a_page_is_fetched(site):
    site.pages["/2014/01/18/guns"] = said(PAGE.encode(), headers=HTML)
    report = get(site, "/2014/01/18/guns#top")
    assert isinstance(report, Report), str(report)
    assert report.source == site.url("/2014/01/18/guns#top")
    assert report.url == site.url("/2014/01/18/guns")
    assert (report.title, report.text, report.outlet) == ("Guns reach Lome by sea", WORDS, "127.0.0.1")
    assert str(report.published) == "2014-01-18"
    assert report.retrieved is not None
    assert report.retrieved.tzinfo is not None
    assert site.asked == [("/2014/01/18/guns", f"127.0.0.1:{site.port}")]


def test_a_name_is_called_by_its_address(site):
    site.pages["/a"] = said(PAGE.encode(), headers=HTML)
    [report] = gather([site.url("/a", "localhost")], Settings(allowed_hosts=frozenset({"localhost"})))
    assert report.text == WORDS
    assert site.asked == [("/a", f"localhost:{site.port}")]


def test_redirects_are_followed(site):
    site.pages["/a"] = said(status=301, headers={"Location": "/b"})
    site.pages["/b"] = said(status=302, headers={"Location": site.url("/c")})
    site.pages["/c"] = said(PAGE.encode(), headers=HTML)
    report = get(site, "/a")
    assert (report.source, report.url, report.text) == (site.url("/a"), site.url("/c"), WORDS)


@pytest.mark.parametrize(("body", "headers", "text"), [
    (gzip.compress(PAGE.encode()), {"Content-Encoding": "gzip"}, WORDS),
    (WORDS.encode(), {"Content-Type": "text/plain"}, WORDS),
    ("Приказ подписан".encode("koi8_r"), {"Content-Type": "text/plain; charset=koi8-r"}, "Приказ подписан"),
    (b'{"id": "a", "text": "Chad sold guns."}\n', {"Content-Type": "application/json"}, "Chad sold guns."),
])  # fmt: skip
def test_what_a_server_may_send(site, body, headers, text):
    site.pages["/a"] = said(body, headers=headers)
    report = get(site, "/a")
    assert isinstance(report, Report), str(report)
    assert report.text == text


BOMB = gzip.compress(b"\0" * 30_000_000)


@pytest.mark.parametrize(("answer", "reason"), [
    (said(b"no", 404), "the server says 404 Not Found"),
    (said(b"no", 403), "the server says 403 Forbidden"),
    (said(b"no", 500), "the server says 500 Internal Server Error"),
    (said(status=302), "the server says 302 Found"),
    (said(b"%PDF-1.7\n"), "a PDF file: PDF is not read yet"),
    (said(b"\x89PNG\r\n\x1a\n"), "a picture (PNG): pictures are not read"),
    (said(b'{"error": "no such story"}'), "JSON, but no passage file: "),
    (said(b""), "empty: no text in it"),
    (said(b"<html></html>"), "a page without text"),
    (said(PAGE.encode(), announced=100_000), "the connection broke off: "),
    (said(b"x" * 1_000_001), "over 1,000,000 bytes: too large for a page"),
    # small on the way, large when unpacked
    (said(BOMB, headers={"Content-Encoding": "gzip"}), "over 1,000,000 bytes: too large for a page"),
    (said(BOMB, headers={"Content-Encoding": "gzip, gzip"}), "compressed in a way that was not asked for: gzip, gzip"),
    (said(zlib.compress(b"x"), headers={"Content-Encoding": "br"}), "compressed in a way that was not asked for: br"),
    (said(b"no gzip", headers={"Content-Encoding": "gzip"}), "the compressed page is damaged"),
    (said(gzip.compress(PAGE.encode())[:-20], headers={"Content-Encoding": "gzip"}), "the compressed page is cut off"),
    (said(status=302, headers={"Location": "/x"}), "more than 5 redirects (the last to "),
    (said(status=302, headers={"Location": "file:" + "///x"}), "file: only http and https are fetched (redirected to "),
    (
        said(status=302, headers={"Location": "http://10.0.0.7/"}),
        "10.0.0.7 is a private address (10.0.0.7): fetched only if the host is allowed (redirected to http://10.0.0.7/)",
    ),
    (said(status=302, headers={"Location": "http://[::1"}), "Invalid URL in location header: "),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_what_goes_wrong_is_said_in_one_line(site, answer, reason):
    site.pages["/x"] = answer
    failure = get(site, "/x", replace(site.settings, page_bytes=1_000_000))
    assert isinstance(failure, Failure)
    assert failure.source == site.url("/x")
    assert failure.reason.startswith(reason)
    assert "\n" not in str(failure)


def test_a_redirect_to_a_private_address_that_is_not_listed(site):
    site.pages["/a"] = said(status=302, headers={"Location": site.url("/b", "localhost")})
    site.pages["/b"] = said(PAGE.encode(), headers=HTML)
    failure = get(site, "/a")
    assert "localhost is a private address" in failure.reason
    assert [path for path, _ in site.asked] == ["/a"]


def test_a_server_that_says_nothing(site):
    failure = get(site, "/silent", replace(site.settings, timeout=0.2))
    assert failure.reason in ("no answer in time", "no answer within 0.2 seconds")


def test_a_port_where_nobody_listens(site):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert list(gather([url], site.settings)) == [Failure(url, "the host refuses the connection")]


def test_https_with_no_tls_behind_it(site):
    [failure] = gather([site.url("/a").replace("http:", "https:")], site.settings)
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(("url", "reason"), [
    ("ftp://lens.example/a", "ftp: only http and https are fetched"),
    ("file:" + "///etc/passwd", "file: only http and https are fetched"),
    ("http://", "not a URL: no host in it"),
    ("http://[::1", "not a URL: "),
    ("http://user:secret@lens.example/", "a URL with a user name or password in it is not fetched"),
    ("http://127.0.0.1:1/", "127.0.0.1 is a private address (127.0.0.1)"),
    ("http://[::1]:1/", "::1 is a private address (::1)"),
    ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is a private address"),
    ("http://0.0.0.0:1/", "0.0.0.0 is a private address"),
    ("http://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1 is a private address"),
])  # fmt: skip
def test_what_is_not_fetched(url, reason):
    [failure] = gather([url])
    assert failure.source == url
    assert failure.reason.startswith(reason)


def test_a_name_without_an_address(monkeypatch):
    def nobody(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    assert list(gather(["http://lens.example/"])) == [Failure("http://lens.example/", "no such host: lens.example")]


def test_a_name_that_hides_a_private_address_behind_a_public_one(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    [failure] = gather(["http://lens.example/"])
    assert failure.reason.startswith("lens.example is a private address (192.168.1.1)")


@pytest.mark.parametrize(("address", "public"), [
    ("93.184.216.34", True),
    ("2606:2800:220:1::1", True),
    ("10.1.2.3", False),
    ("172.16.0.1", False),
    ("192.168.0.1", False),
    ("100.64.0.1", False),
    ("127.9.9.9", False),
    ("169.254.169.254", False),
    ("0.0.0.0", False),
    ("224.0.0.1", False),
    ("255.255.255.255", False),
    ("::", False),
    ("::1", False),
    ("fe80::1", False),
    ("fd00::1", False),
    ("ff02::1", False),
    # an IPv4 address in other clothes
    ("::ffff:127.0.0.1", False),
    ("::ffff:93.184.216.34", True),
    ("2002:7f00:1::", False),
    ("64:ff9b::a00:1", False),
])  # fmt: skip
def test_which_addresses_are_public(address, public):
    assert is_public(ipaddress.ip_address(address)) is public


def test_proxies_of_the_environment_are_not_asked(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.pages["/a"] = said(PAGE.encode(), headers=HTML)
    assert get(site, "/a").text == WORDS
