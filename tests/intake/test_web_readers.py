"""What comes from the web: pages, feeds, sitemaps, lists of addresses."""

import gzip
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Lock

import pytest

from annotate.core.codec import as_stated
from annotate.intake.readers import read, read_each, stdin
from annotate.intake.readers.base import Incoming, Means, Refusal
from annotate.intake.web import Fetcher
from tests.support.crawl import STORY
from tests.support.web import Headers, Reply, Web, serving


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        for n in (1, 2):
            server.page(f"/quay/{n}", STORY.format(n=n))
        yield server


def means(web: Web) -> Means:
    return Means(web.fetcher().fetch)


def urls(found: list[Incoming | Refusal]) -> list[str | None]:
    return [item.url if isinstance(item, Incoming) else item.reason for item in found]


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title>
<item><title>From the feed</title><link>/quay/1</link><pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate>
<author>ada@harbour.example (Ada Lee)</author></item>
<item><link>/quay/1</link></item><item><link>/gone</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title><entry><title>A</title>
<link href="/quay/2"/><published>2024-05-01T10:00:00+02:00</published><updated>2024-05-02T10:00:00Z</updated>
<author><name>Ada Lee</name></author><author><name>Omar Reyes</name></author></entry></feed>"""


def test_the_pages_of_a_feed(web: Web) -> None:
    web.routes["/feed"] = Reply(RSS.encode(), headers={"Content-Type": "text/html"})  # as many servers say
    one, gone = read(web.url("/feed"), means(web))
    assert isinstance(one, Incoming)
    assert (one.url, one.title, one.outlet) == (web.url("/quay/1"), "Quay 1 closed", "Harbour News")
    assert (one.author, as_stated(one.published)) == ("Ada Lee", "2024-05-01T10:00:00+02:00")
    assert "quay 1 would stay closed" in one.text
    assert gone == Refusal(web.url("/gone"), "status 404: there is no such page")


def test_an_atom_feed_in_a_file_says_who_wrote_what_it_links_to(web: Web, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(ATOM.replace('"/quay', f'"{web.url("/quay")}'))
    [one] = read(str(path), means(web))
    assert isinstance(one, Incoming)
    assert (one.author, as_stated(one.published)) == ("Ada Lee; Omar Reyes", "2024-05-01T10:00:00+02:00")


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc> {one} </loc><news:news><news:publication>
<news:name>Harbour News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-05-01T10:00:00+02:00</news:publication_date><news:title>T</news:title></news:news>
</url>
<url><loc>{two}</loc><news:news><news:publication_date>in May</news:publication_date></news:news>
</url></urlset>"""


def test_a_news_sitemap_behind_an_index(web: Web) -> None:
    inner = SITEMAP.format(one=web.url("/quay/1"), two=web.url("/quay/2")).encode()
    web.routes["/news.xml.gz"] = Reply(gzip.compress(inner), headers={"Content-Type": "application/gzip"})
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{}</loc></sitemap>'
    )
    web.routes["/sitemap.xml"] = Reply((index.format(web.url("/news.xml.gz")) + "</sitemapindex>").encode())
    one, two = read(web.url("/sitemap.xml"), means(web))
    assert isinstance(one, Incoming)
    assert (one.url, one.outlet, one.language) == (web.url("/quay/1"), "Harbour News", "en")
    assert as_stated(one.published) == "2024-05-01T10:00:00+02:00"
    assert isinstance(two, Incoming)
    assert two.published is None


def test_indexes_that_lead_to_themselves_come_to_an_end(web: Web) -> None:
    index = f"<sitemapindex><sitemap><loc>{web.url('/s.xml')}</loc></sitemap></sitemapindex>"
    web.routes["/s.xml"] = Reply(index.encode())
    assert [item.reason for item in read(web.url("/s.xml"), means(web))] == ["it is an index within indexes"]  # type: ignore[union-attr]


LAUGHS = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>"""


@pytest.mark.parametrize(
    "root", ["<rss><channel>&b;</channel></rss>", "<urlset><url><loc>&b;</loc></url></urlset>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded(web: Web, root: str, encoding: str) -> None:
    web.routes["/x"] = Reply((LAUGHS + root).encode(encoding))
    [item] = read(web.url("/x"), means(web))
    assert isinstance(item, Refusal)
    assert "entities of its own" in item.reason


def test_a_feed_in_a_feed_is_no_article(web: Web) -> None:
    web.routes["/feed"] = Reply(RSS.replace("/quay/1", "/feed").encode())
    assert urls(list(read(web.url("/feed"), means(web))))[0] == "it is a list of pages, not an article"


def test_a_link_of_a_feed_that_is_no_address_is_refused_alone(web: Web) -> None:
    web.routes["/feed"] = Reply(RSS.replace("/quay/1", "http://[::1", 1).encode())
    bad, good, _ = urls(list(read(web.url("/feed"), means(web))))
    assert "it is no address" in bad
    assert good == web.url("/quay/1")


def test_a_list_of_addresses(web: Web, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"# this week\n{web.url('/quay/1')}\n\n{web.url('/quay/2')}\n")
    expected = [web.url("/quay/1"), web.url("/quay/2")]
    assert urls(list(read(str(path), means(web)))) == expected
    assert (
        urls(list(stdin.parse("-", io.BytesIO(path.read_bytes().partition(b"\n")[2]), means(web))))
        == expected
    )
    odd = tmp_path / "odd.urls"
    odd.write_text(f"{web.url('/quay/1')}\nwhat is this\n")
    assert urls(list(read(str(odd), means(web)))) == [expected[0], "it is no address"]


def test_how_many_are_to_come_is_told(web: Web, tmp_path: Path) -> None:
    """A list says how many addresses it has; a feed among them how many pages, in its own place."""
    web.routes["/feed"] = Reply(RSS.encode())
    path = tmp_path / "list.urls"
    path.write_text(f"{web.url('/quay/1')}\n{web.url('/feed')}\n{web.url('/quay/2')}\n")
    told: list[int] = []
    found = list(read_each([str(path)], Means(web.fetcher().fetch, expect=told.append)))
    assert (told, sum(told)) == ([1, 3 - 1, 2 - 1], len(found))


def test_hosts_are_asked_at_once_and_one_host_never_twice(web: Web, tmp_path: Path) -> None:
    """A page of one host is answered when the other two are asked for one."""
    hosts = [f"h{n}.example" for n in range(3)]
    together, lock, busy = Barrier(3, timeout=30), Lock(), Counter[str]()

    def answer(headers: Headers) -> Reply:
        host = headers["Host"]
        with lock:
            busy[host] += 1
            alone = busy[host] == 1
        together.wait()
        with lock:
            busy[host] -= 1
        return Reply(STORY.format(n=1).encode(), 200 if alone else 500, {"Content-Type": "text/html"})

    web.routes.update({f"/{n}": answer for n in range(2)})
    pages = [f"http://{host}:{web.port}/{n}" for host in hosts for n in range(2)]
    path = tmp_path / "list.urls"
    path.write_text("\n".join([*pages, f"http://{hosts[0]}:{web.port}/gone"]))
    allow = frozenset((host, web.port) for host in hosts)
    fetcher = Fetcher(allow, delay=0.0, resolve=lambda host, port: ["127.0.0.1"])
    assert urls(list(read(str(path), Means(fetcher.fetch)))) == [*pages, "status 404: there is no such page"]


CHARSETS = [
    pytest.param("text/html; charset=iso-8859-1", "", "utf-8", id="the server is wrong"),
    pytest.param("text/html; charset=iso-8859-1", "", "cp1252", id="the server is right"),
    pytest.param("text/html", '<meta charset="windows-1251">', "cp1251", id="the page says"),
    pytest.param(
        "text/html; charset=utf-7", '<meta charset="latin-1">', "cp1252", id="an encoding of no page"
    ),
    pytest.param("text/html", "", "utf-16", id="a byte order mark"),
]


@pytest.mark.parametrize(("content_type", "meta", "encoding"), CHARSETS)
def test_a_page_is_read_in_the_characters_it_is_written_in(
    web: Web, content_type: str, meta: str, encoding: str
) -> None:
    word = "Привет" if encoding == "cp1251" else "“façade”"
    html = STORY.format(n=1).replace("<head>", f"<head>{meta}").replace("spring", word)
    web.routes["/a"] = Reply(html.encode(encoding), headers={"Content-Type": content_type})
    [item] = read(web.url("/a"), means(web))
    assert isinstance(item, Incoming)
    assert word in item.text


def test_a_page_in_unknown_characters_is_refused(web: Web) -> None:
    web.routes["/a"] = Reply(
        STORY.replace("spring", "Привет").encode("cp1251"), headers={"Content-Type": "text/html"}
    )
    [item] = read(web.url("/a"), means(web))
    assert isinstance(item, Refusal)
    assert "nothing says in what it is written" in item.reason


@pytest.mark.parametrize(
    ("media", "reason"), [("image/png", "no reader for image/png"), ("text/plain", "it is binary")]
)
def test_what_is_no_article(web: Web, media: str, reason: str) -> None:
    web.routes["/a"] = Reply(b"\x89PNG\0", headers={"Content-Type": media})
    [item] = read(web.url("/a"), means(web))
    assert isinstance(item, Refusal)
    assert reason in item.reason


def test_a_password_in_an_address_that_is_refused_is_not_said_again(web: Web) -> None:
    assert list(read("https://ann:secret@example.org/a@b", means(web))) == [
        Refusal("https://…@example.org/a@b", "its address has a user or a password in it")
    ]
