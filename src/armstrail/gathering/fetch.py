"""Fetches a page, and nothing that lies behind the user's own door: every address is looked at before it is called.

A name is resolved first, its addresses are checked, and the connection goes to the address that was checked, so that a
name cannot mean another machine a moment later. Each redirect is a new call. A proxy would resolve names out of our
sight: proxy settings are not used.
"""

from __future__ import annotations

import datetime
import ipaddress
import re
import socket
import ssl
import time
import zlib
from dataclasses import dataclass

import httpx

from armstrail.gathering.settings import Settings, UnreadableError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_HEADERS = {
    "User-Agent": "armstrail (reads news reports; one page at a time)",
    "Accept": "text/html,application/xhtml+xml,text/plain,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: `url` is where the last redirect led; `charset` what the server named, if it did."""

    url: str
    data: bytes
    charset: str | None
    retrieved: datetime.datetime
    headers: tuple[tuple[str, str], ...] = ()


def fetch(url: str, settings: Settings) -> Fetched:
    """The bytes of a page, decompressed.

    Raises:
        UnreadableError: not http or https, a private address, no such host, no answer in time, a status that is not
            200, too many redirects, too large. The message says which and where.
    """
    deadline = time.monotonic() + settings.timeout
    target = url
    with httpx.Client(trust_env=False, verify=httpx.create_ssl_context(), headers=_HEADERS) as client:
        for _ in range(settings.redirects + 1):
            where = "" if target == url else f" (redirected to {_shown(target)})"
            try:
                answer = _call(client, target, settings, deadline)
            except UnreadableError as error:
                raise UnreadableError(f"{error}{where}") from None
            if isinstance(answer, Fetched):
                return answer
            target = answer
    raise UnreadableError(f"more than {settings.redirects} redirects (the last to {_shown(target)})")


def _call(client: httpx.Client, url: str, settings: Settings, deadline: float) -> Fetched | str:
    """The page, or where it redirects to."""
    parsed = _parsed(url)
    trouble: Exception = OSError("no address")
    for address in _addresses(parsed, settings):
        left = deadline - time.monotonic()
        if left <= 0:
            break
        request = client.build_request(
            "GET",
            parsed.copy_with(host=str(address), fragment=None),
            headers={"Host": parsed.netloc.decode("ascii")},
            extensions={"sni_hostname": parsed.raw_host.decode("ascii")},
            timeout=httpx.Timeout(left),
        )
        try:
            response = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            trouble = error
            continue
        except httpx.HTTPError as error:
            raise UnreadableError(_said(error)) from None
        try:
            return _answer(parsed, response, settings, deadline)
        except httpx.TimeoutException as error:
            raise UnreadableError(_said(error)) from None
        except httpx.HTTPError as error:
            raise UnreadableError(f"the connection broke off: {_said(error)}") from None
        finally:
            response.close()
    if deadline <= time.monotonic():
        raise UnreadableError(f"no answer within {settings.timeout:g} seconds")
    raise UnreadableError(_said(trouble))


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise UnreadableError(f"not a URL: {error}") from None
    if parsed.scheme not in ("http", "https"):
        raise UnreadableError(f"{parsed.scheme}: only http and https are fetched")
    if not parsed.host:
        raise UnreadableError("not a URL: no host in it")
    if parsed.userinfo:
        raise UnreadableError("a URL with a user name or password in it is not fetched")
    return parsed


def _addresses(url: httpx.URL, settings: Settings) -> list[Address]:
    """Where a host is, each address once.

    Raises:
        UnreadableError: no such host, or one of its addresses is private and the host is not listed.
    """
    host = url.host
    try:
        found = socket.getaddrinfo(url.raw_host.decode("ascii"), url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise UnreadableError(f"no such host: {host}") from None
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(item[4][0]).partition("%")[0]) for item in found))
    if host.lower() not in settings.allowed_hosts:
        for address in addresses:
            if not is_public(address):
                raise UnreadableError(f"{host} is a private address ({address}): fetched only if the host is allowed")
    return addresses


def is_public(address: Address) -> bool:
    """Does an address belong to the open internet? Not: private, loopback, link-local, multicast, reserved.

    An IPv6 address that only wraps an IPv4 one (mapped, 6to4, Teredo, NAT64) is what it wraps.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if wrapped := [item for item in inner if item is not None]:
            return all(map(is_public, wrapped))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _answer(url: httpx.URL, response: httpx.Response, settings: Settings, deadline: float) -> Fetched | str:
    if response.status_code in _REDIRECTS and (target := response.headers.get("location")):
        try:
            return str(url.join(target))
        except (httpx.InvalidURL, ValueError, UnicodeError):
            raise UnreadableError(f"redirected to what is not a URL: {target[:80]!r}") from None
    if response.status_code != 200:
        raise UnreadableError(f"the server says {response.status_code} {response.reason_phrase}".rstrip())
    charset = _CHARSET.search(response.headers.get("content-type", ""))
    return Fetched(
        url=str(url.copy_with(fragment=None)),
        data=_body(response, settings, deadline),
        charset=charset[1] if charset else None,
        retrieved=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        headers=tuple((name.lower(), value) for name, value in response.headers.multi_items()),
    )


def _body(response: httpx.Response, settings: Settings, deadline: float) -> bytes:
    """The body, read and unpacked no further than the limit: a small answer can unpack to any size."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise UnreadableError(f"compressed in a way that was not asked for: {encoding[:40]}")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if "gzip" in encoding else None
    body = bytearray()
    for chunk in response.iter_raw():
        if time.monotonic() > deadline:
            raise UnreadableError(f"not complete within {settings.timeout:g} seconds")
        try:
            body += unpack.decompress(chunk, settings.page_bytes + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise UnreadableError("the compressed page is damaged") from None
        if len(body) > settings.page_bytes:
            raise UnreadableError(f"over {settings.page_bytes:,} bytes: too large for a page")
    if unpack and not unpack.eof:
        raise UnreadableError("the compressed page is cut off")
    return bytes(body)


def _said(error: Exception) -> str:
    """A network error in words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ConnectionRefusedError):
            return "the host refuses the connection"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the host's certificate does not hold: {cause.verify_message}"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__


def _shown(url: str) -> str:
    return url if len(url) <= 120 else f"{url[:117]}..."
