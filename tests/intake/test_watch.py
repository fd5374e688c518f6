"""Feeds that are watched, and articles that are asked for again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from annotate.core.codec import as_stated
from annotate.core.errors import Locked, UsageError
from annotate.intake.outlets import UNLISTED
from annotate.intake.refresh import Refreshed, due, refresh
from annotate.intake.watch import Looked, Watching, looks
from annotate.store import Articles, Store
from tests.support.crawl import STORY
from tests.support.web import Headers, Reply, Web, serving

EVERY = timedelta(minutes=15)


class Days:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, minutes: float = 15) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def again(sqlite_store: Store, web: Web, days: Days) -> Callable[[], Looked]:
    """One look at the feed, with a client of its own."""

    def once() -> Looked:
        at = Watching(sqlite_store, web.fetcher(now=days), UNLISTED, EVERY, days, nullcontext)
        [looked] = looks(at, [web.url("/feed")])
        return looked

    return once


def feed(web: Web, *paths: str, updated: str = "", etag: str = "") -> None:
    changed = f"<updated>{updated}</updated>" if updated else ""
    items = "".join(f'<entry><link href="{web.url(path)}"/>{changed}</entry>' for path in paths)
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>{items}</feed>'.encode()

    def route(headers: Headers) -> Reply:
        if etag and headers.get("If-None-Match") == etag:
            return Reply(status=304)
        return Reply(body, headers={"ETag": etag} if etag else {})

    web.routes["/feed"] = route


def said(looked: Looked) -> tuple[str, list[str], int]:
    return looked.state, [one.status for one in looked.added], looked.known


def test_what_is_new_is_taken_once(web: Web, days: Days, again: Callable[[], Looked]) -> None:
    web.page("/1", STORY.format(n=1))
    web.page("/2", STORY.format(n=2))
    feed(web, "/1", etag='"a"')
    assert said(again()) == ("read", ["added"], 0)
    assert said(again()) == ("waiting", [], 0)
    days.later()
    assert said(again()) == ("unchanged", [], 0)
    days.later()
    feed(web, "/1", "/2", etag='"b"')
    assert said(again()) == ("read", ["added"], 1)
    assert web.asked.count("/1") == 1


def test_a_page_that_the_feed_calls_changed_is_asked_for_again(
    web: Web, days: Days, again: Callable[[], Looked]
) -> None:
    web.page("/1", STORY.format(n=1))
    feed(web, "/1", updated="2026-05-01T07:00:00Z")
    again()
    days.later()
    assert said(again()) == ("read", [], 1)
    web.page("/1", STORY.format(n=1).replace("until the spring", "until June"))
    days.now = datetime.now(UTC) + timedelta(days=2)
    feed(web, "/1", updated=(days.now - timedelta(days=1)).isoformat())
    assert said(again()) == ("read", ["revised"], 0)


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(
    web: Web, days: Days, again: Callable[[], Looked]
) -> None:
    web.routes["/feed"] = Reply(status=500)
    pauses = []
    for _ in range(9):
        looked = again()
        assert looked.state == "failed"
        pauses.append((looked.due_at - days.now) / EVERY)
        days.now = looked.due_at
    assert pauses == [2, 4, 8, 16, 32, 64, 96, 96, 96]
    feed(web, "/1")
    assert again().state == "read"


def test_feeds_of_several_hosts_are_asked_at_once(sqlite_store: Store, web: Web, days: Days) -> None:
    """None of them answers before all are asked; one after the other none would."""
    hosts, together = [f"feeds{n}.example" for n in range(3)], Barrier(3, timeout=30)

    def route(headers: Headers) -> Reply:
        together.wait()
        return Reply(status=500 if headers["Host"].startswith("feeds1") else 304)

    web.routes["/feed"] = route
    fetcher = web.fetcher(
        now=days,
        allow=frozenset((host, web.port) for host in hosts),
        resolve=lambda host, port: ["127.0.0.1"],
    )
    at = Watching(sqlite_store, fetcher, UNLISTED, EVERY, days, nullcontext)
    urls = [f"http://{host}:{web.port}/feed" for host in hosts]
    found = [(one.feed, one.state) for one in looks(at, [*urls, urls[0]])]
    assert found == list(zip(urls, ["unchanged", "failed", "unchanged"], strict=True))
    assert [one.state for one in looks(at, urls)] == ["waiting"] * 3


def test_a_home_that_another_command_writes_to_is_tried_a_minute_later(
    sqlite_store: Store, web: Web, days: Days
) -> None:
    def taken() -> AbstractContextManager[None]:
        raise Locked("another command writes to this home")

    at = Watching(sqlite_store, web.fetcher(now=days), UNLISTED, EVERY, days, taken)
    urls = [web.url("/feed"), web.url("/other")]
    assert [(one.state, one.due_at - days.now) for one in looks(at, urls)] == [
        ("failed", timedelta(minutes=1)),
        ("failed", timedelta(minutes=1)),
    ]


def test_a_busy_feed_is_left_alone_for_as_long_as_it_says(
    web: Web, days: Days, again: Callable[[], Looked]
) -> None:
    web.routes["/feed"] = Reply(status=429, headers={"Retry-After": "7200"})
    looked = again()
    assert looked.due_at - days.now == timedelta(hours=2)


def test_a_page_that_failed_is_tried_again_although_the_feed_is_unchanged(
    web: Web, days: Days, again: Callable[[], Looked]
) -> None:
    feed(web, "/1", etag='"a"')
    assert said(again()) == ("read", ["refused"], 0)
    web.page("/1", STORY.format(n=1))
    days.later()
    assert said(again()) == ("read", [], 1)  # it is left alone for twice as long as the feed
    days.later()
    assert said(again()) == ("read", ["added"], 0)


def test_what_is_no_feed_has_failed(web: Web, again: Callable[[], Looked]) -> None:
    web.page("/feed", STORY.format(n=1))
    assert again().reason == "it is neither a feed nor a sitemap"


def test_an_article_that_was_removed_does_not_come_back(
    web: Web, days: Days, sqlite_store: Store, again: Callable[[], Looked]
) -> None:
    web.page("/1", STORY.format(n=1))
    feed(web, "/1", updated="2026-05-01T07:00:00Z")
    again()
    with sqlite_store.session() as session:
        Articles(session).remove(web.url("/1"))
    days.now = datetime.now(UTC) + timedelta(days=2)
    feed(web, "/1", updated=(days.now - timedelta(days=1)).isoformat())
    [one] = again().added
    assert (one.status, "it was removed" in (one.reason or "")) == ("refused", True)


CHANGED = '<head><meta property="article:modified_time" content="2026-05-02T10:00:00Z">'


@pytest.fixture
def story(web: Web, again: Callable[[], Looked]) -> str:
    """The address of an article that was fetched."""
    url = web.page("/1", STORY.format(n=1), ETag='"1"')
    feed(web, "/1")
    again()
    return url


def asked_again(store: Store, web: Web) -> Refreshed:
    [one] = refresh(store, web.fetcher(), UNLISTED, due(store), nullcontext)
    return one


def test_what_the_feed_said_outlasts_an_edit_of_the_page(
    sqlite_store: Store, web: Web, again: Callable[[], Looked]
) -> None:
    """A title that only the feed gave would look as if it had been taken out."""
    bare = STORY.format(n=1).replace("<title>Quay 1 closed</title>", "").replace("<h1>Quay 1 closed</h1>", "")
    url = web.page("/1", bare)
    said = (
        f'<title>Quay shut</title><link href="{url}"/><author><name>Ada Lee</name></author>'
        "<published>2024-05-01T00:30:00+02:00</published>"
    )
    body = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title><entry>{said}</entry></feed>'
    )
    web.routes["/feed"] = Reply(body.encode())
    again()
    web.page("/1", bare.replace("until the spring", "until June"))
    assert asked_again(sqlite_store, web).added.status == "revised"
    with sqlite_store.session() as session:
        article = Articles(session).get(url)
    assert article is not None
    assert (article.title, article.author, article.outlet) == ("Quay shut", "Ada Lee", "Harbour News")
    assert as_stated(article.published) == "2024-05-01T00:30:00+02:00"


def test_a_silent_edit_is_seen_and_shown(sqlite_store: Store, web: Web, story: str) -> None:
    web.page("/1", STORY.format(n=1).replace("until the spring", "until June"))
    one = asked_again(sqlite_store, web)
    assert (one.added.status, one.added.revision, one.silent) == ("revised", 2, True)
    assert one.diff.splitlines() == [
        f"--- {story}, revision 1",
        f"+++ {story}, revision 2",
        "@@ -1,3 +1,3 @@",
        " Quay 1 closed",
        "-The harbour authority said on Monday that quay 1 would stay closed until the spring.",
        "+The harbour authority said on Monday that quay 1 would stay closed until June.",
        " Two shipping companies said that they had not been told of the decision.",
    ]


def test_an_edit_that_the_page_owns_up_to_is_not_silent(sqlite_store: Store, web: Web, story: str) -> None:
    web.page("/1", STORY.format(n=1).replace("until the spring", "until June").replace("<head>", CHANGED))
    one = asked_again(sqlite_store, web)
    assert (one.added.status, one.silent) == ("revised", False)


def test_an_unchanged_page_is_not_sent_again(sqlite_store: Store, web: Web, story: str) -> None:
    web.routes["/1"] = lambda headers: Reply(status=304 if headers.get("If-None-Match") == '"1"' else 500)
    assert asked_again(sqlite_store, web).added.status == "unchanged"


def test_a_page_that_is_gone_stays_as_it_was(sqlite_store: Store, web: Web, story: str) -> None:
    web.routes["/1"] = Reply(status=410)
    one = asked_again(sqlite_store, web)
    assert (one.added.id, one.added.status, one.added.reason) == (
        story, "refused", "status 410: there is no such page",
    )  # fmt: skip
    with sqlite_store.session() as session:
        assert Articles(session).get(story) is not None


def test_only_what_has_an_address_can_be_asked_for(sqlite_store: Store) -> None:
    with pytest.raises(UsageError, match="no article 'x'"):
        due(sqlite_store, ["x"])
    assert due(sqlite_store) == []
