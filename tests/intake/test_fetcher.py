"""Fetching from a server that means ill, from one that is busy, and from one that only repeats itself."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import repeat
from ssl import SSLContext

import httpcore
import pytest

from annotate.core.errors import Refused, UsageError
from annotate.intake.web import Fetcher, Known, Limits, allowed
from annotate.intake.web.fetcher import Busy, Gone
from annotate.intake.web.private import Private, refuse_private
from tests.support.web import Reply, Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


def never(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
    raise AssertionError(f"connected to {address}")


PRIVATE = [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",  # noqa: S104
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "2002:0a00:0001::1", "64:ff9b::7f00:1", "::127.0.0.1", "2001:db8::1",
    "192.88.99.1", "fec0::1", "2001:0:a00:1::1", "64:ff9b:1::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused_before_anything_is_sent(address: str) -> None:
    fetcher = Fetcher(resolve=lambda host, port: ["93.184.216.34", address], connect=never)
    with pytest.raises(Private, match=r"private or reserved"):
        fetcher.fetch("https://news.example/a")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_a_public_address_is_not(address: str) -> None:
    refuse_private(address)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:7f00:1]/"],
)
def test_loopback_is_refused_however_it_is_written(url: str) -> None:
    with pytest.raises(Private):
        Fetcher(connect=never).fetch(url)


ADDRESSES = [
    ("file:///etc/passwd", "only http and https"),
    ("ftp://example.org/a", "only http and https"),
    ("gopher://example.org/", "only http and https"),
    ("//example.org/a", "only http and https"),
    ("https://ann:secret@example.org/", "a user or a password"),
    ("https://", "only http and https"),
    ("https://exa mple.org/\x00", "no address"),
]


@pytest.mark.parametrize(("url", "reason"), ADDRESSES)
def test_addresses_that_are_not_fetched(url: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        Fetcher(connect=never).fetch(url)


def test_the_connection_goes_to_the_address_that_was_checked(web: Web) -> None:
    """The name is asked once: another answer to a second question (DNS rebinding) gains nothing."""
    asked, connected = [], []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"]

    def connect(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        connected.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", web.port, timeout=timeout)

    web.page("/a", "Hello.")
    fetched = Fetcher(resolve=resolve, connect=connect, delay=0).fetch("http://news.example/a")
    assert fetched.document is not None
    assert (fetched.document.data, fetched.document.url) == (b"Hello.", "http://news.example/a")
    assert connected == [("93.184.216.34", 80)] * len(asked)
    assert {one["Host"] for one in web.headers} == {"news.example"}


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "//10.0.0.1/", "file:///etc"],
)
def test_a_redirect_is_checked_as_the_first_address_was(web: Web, target: str) -> None:
    web.routes["/a"] = Reply(status=302, headers={"Location": target})
    with pytest.raises(Refused, match=r"private or reserved|only http and https"):
        web.fetcher().fetch(web.url("/a"))
    assert web.asked == ["/robots.txt", "/a"]


def test_only_the_named_place_may_be_private(web: Web) -> None:
    web.page("/a", "Hello.")
    assert web.fetcher().fetch(web.url("/a")).document is not None
    for url in (f"http://localhost:{web.port}/a", f"http://127.0.0.1:{web.port + 1}/a"):
        with pytest.raises(Private):
            web.fetcher().fetch(url)


@pytest.mark.parametrize(
    ("setting", "places"),
    [
        ("", set()),
        ("127.0.0.1:80, [::1]:8000,LocalHost:1", {("127.0.0.1", 80), ("::1", 8000), ("localhost", 1)}),
        ("example.org", None),
        (":80", None),
    ],
)
def test_the_setting_that_allows_private_places(setting: str, places: set | None) -> None:
    if places is None:
        with pytest.raises(UsageError, match="HOST:PORT"):
            allowed(setting)
    else:
        assert allowed(setting) == places


def ticking(seconds: float):
    """A clock on which so much passes each time somebody looks."""
    now = [0.0]

    def clock() -> float:
        now[0] += seconds
        return now[0]

    return clock


GZIP = {"Content-Encoding": "gzip"}
BAD = [
    pytest.param(Reply(repeat(b"a" * 1000)), "more than 50,000 bytes", id="endless"),
    pytest.param(Reply(headers={"Content-Length": "99999999"}), "it has 99,999,999 bytes", id="said to be"),
    pytest.param(
        Reply(gzip.compress(b"a" * 10_000_000), headers=GZIP),
        "decompressed it has more than 50,000", id="a gzip bomb",
    ),
    pytest.param(Reply(b"no gzip", headers=GZIP), "compression is broken", id="no gzip"),
    pytest.param(
        Reply(gzip.compress(b"a" * 900)[:-9], headers=GZIP), "it is cut off", id="cut off"
    ),
    pytest.param(Reply(b"x", headers={"Content-Encoding": "br"}), "compressed with br", id="not asked for"),
    pytest.param(Reply(status=302, headers={"Location": "/a"}), "redirects more than 5 times", id="a loop"),
    pytest.param(Reply(status=302, headers={"Location": "http://[::1"}), "what is no address", id="nowhere"),
    pytest.param(Reply(b"half", headers={"Content-Length": "9"}), "cannot be read", id="less than it said"),
    pytest.param(Reply(status=403), "status 403", id="forbidden"),
    pytest.param(Reply(status=500), "status 500", id="broken"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "reason"), BAD)
def test_what_a_server_may_not_do_to_us(web: Web, reply: Reply, reason: str) -> None:
    web.routes["/a"] = reply
    with pytest.raises(Refused, match=reason):
        web.fetcher(limits=Limits(bytes=50_000)).fetch(web.url("/a"))


def test_a_server_that_drips_is_left_in_the_end(web: Web) -> None:
    web.routes["/a"] = Reply(repeat(b"a"))
    with pytest.raises(Refused, match="takes too long"):
        web.fetcher(clock=ticking(0.5)).fetch(web.url("/a"))


def test_a_server_that_says_nothing_is_left(web: Web) -> None:
    def silent() -> Iterator[bytes]:
        web.stopping.wait()
        yield b""

    web.routes["/a"] = Reply(silent(), headers={"Content-Length": "5"})
    with pytest.raises(Refused, match="in time"):
        web.fetcher(limits=Limits(step=0.05)).fetch(web.url("/a"))


def test_a_page_that_is_gone(web: Web) -> None:
    with pytest.raises(Gone, match="no such page"):
        web.fetcher().fetch(web.url("/a"))


def test_what_has_not_changed_is_not_sent_again(web: Web) -> None:
    def route(headers) -> Reply:
        if headers.get("If-None-Match") == '"1"' and headers.get("If-Modified-Since") == "then":
            return Reply(status=304)
        return Reply(b"Hello.", headers={"ETag": '"1"', "Last-Modified": "then"})

    web.routes["/a"] = route
    first = web.fetcher().fetch(web.url("/a"))
    assert first.known == Known('"1"', "then")
    again = web.fetcher().fetch(web.url("/a"), first.known)
    assert (again.document, again.known) == (None, first.known)


class Waiting:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def fetcher(self, web: Web, **more) -> Fetcher:
        return web.fetcher(clock=lambda: self.now, sleep=self.sleep, **more)


def test_a_busy_server_is_asked_again_when_it_said(web: Web) -> None:
    replies = iter([Reply(status=429, headers={"Retry-After": "7"}), Reply(b"Hello.")])
    web.routes["/a"] = lambda headers: next(replies)
    waiting = Waiting()
    assert waiting.fetcher(web).fetch(web.url("/a")).document is not None
    assert waiting.slept == [7.0]


def test_a_server_that_wants_to_be_left_alone_is(web: Web) -> None:
    when = {"Retry-After": "Wed, 01 May 2024 12:00:00 GMT"}
    web.routes["/a"] = Reply(status=503, headers=when)
    waiting = Waiting()
    fetcher = waiting.fetcher(web, now=lambda: datetime(2024, 5, 1, 11, tzinfo=UTC))
    with pytest.raises(Busy, match="left alone for 3600 s"):
        fetcher.fetch(web.url("/a"))
    with pytest.raises(Refused, match="not to be asked again for 3600 s"):
        fetcher.fetch(web.url("/b"))
    assert waiting.slept == []
    assert web.asked == ["/robots.txt", "/a"]


def test_a_host_is_asked_once_in_a_while(web: Web) -> None:
    web.routes["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 4\n")
    for path in ("/a", "/b", "/c"):
        web.page(path, "Hello.")
    waiting = Waiting()
    fetcher = waiting.fetcher(web, delay=1.5)
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(web.url(path))
    assert waiting.slept == [1.5, 4.0, 4.0]


ROBOTS = [
    pytest.param(Reply(b"User-agent: *\nDisallow: /"), "does not want it read", id="nothing for anybody"),
    pytest.param(Reply(b"User-agent: annotate\nDisallow: /a"), "does not want it read", id="not for us"),
    pytest.param(Reply(b"User-agent: *\nDisallow: /*.html$\nAllow: /"), None, id="not this"),
    pytest.param(Reply(b"User-agent: other\nDisallow: /"), None, id="for another"),
    pytest.param(Reply(status=404), None, id="none"),
    pytest.param(Reply(status=403), None, id="not for us to read, which the standard takes for none"),
    pytest.param(Reply(status=500), "cannot be read: status 500", id="broken"),
    pytest.param(Reply(status=429), "cannot be read: status 429", id="busy"),
    pytest.param(Reply(status=302, headers={"Location": "http://10.0.0.1/"}), "private", id="elsewhere"),
]


@pytest.mark.parametrize(("robots", "reason"), ROBOTS)
def test_a_site_says_what_it_wants_read(web: Web, robots: Reply, reason: str | None) -> None:
    web.routes["/robots.txt"] = robots
    web.page("/a", "Hello.")
    if reason is None:
        assert web.fetcher().fetch(web.url("/a")).document is not None
    else:
        with pytest.raises(Refused, match=reason):
            web.fetcher().fetch(web.url("/a"))
        assert "/a" not in web.asked


def test_a_robots_txt_is_read_again_after_a_day_and_one_that_failed_sooner(web: Web) -> None:
    waiting = Waiting()
    fetcher = waiting.fetcher(web)
    web.page("/a", "Hello.")
    web.routes["/robots.txt"] = Reply(status=500)
    with pytest.raises(Refused, match="status 500"):
        fetcher.fetch(web.url("/a"))
    waiting.sleep(600)
    web.routes["/robots.txt"] = Reply(status=404)
    for hours in (0, 23, 1):
        waiting.sleep(hours * 3600)
        assert fetcher.fetch(web.url("/a")).document is not None
    assert web.asked == ["/robots.txt", "/robots.txt", "/a", "/a", "/robots.txt", "/a"]


def test_who_asks_says_who_they_are(web: Web) -> None:
    web.page("/a", "Hello.")
    web.fetcher(contact="desk@news.example").fetch(web.url("/a"))
    assert all(
        "annotate/" in one["User-Agent"] and "desk@news.example" in one["User-Agent"] for one in web.headers
    )


def test_the_certificate_is_held_against_the_name_not_the_address() -> None:
    asked: list[tuple[str, str | None]] = []

    class Plain(httpcore.NetworkStream):
        def start_tls(
            self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            asked.append(("verified" if ssl_context.check_hostname else "unverified", server_hostname))
            raise httpcore.ConnectError("seen enough")

        def close(self) -> None:
            pass

    fetcher = Fetcher(resolve=lambda host, port: ["93.184.216.34"], connect=lambda *where: Plain())
    with pytest.raises(Refused, match="seen enough"):
        fetcher.fetch("https://news.example/a")
    assert asked == [("verified", "news.example")]
