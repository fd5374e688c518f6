"""Articles from the web through the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGINT
from subprocess import PIPE, Popen
from threading import Event

import pytest

from annotate.cli import run
from tests.support.crawl import STORY
from tests.support.web import Reply, Web, serving


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server that this home may ask, and a home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANNOTATE_INTAKE_DELAY", "0")
    assert run(["init"]) == 0
    with serving() as server:
        monkeypatch.setenv("ANNOTATE_INTAKE_ALLOW", f"127.0.0.1:{server.port}")
        yield server


def feed(web: Web, *paths: str) -> bytes:
    items = "".join(f"<item><link>{web.url(path)}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>Harbour News</title>{items}</channel></rss>'.encode()


def test_a_feed_is_added_and_says_what_it_could_not_take(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.page("/1", STORY.format(n=1))
    web.routes["/feed"] = Reply(feed(web, "/1", "/gone", "/lost"))
    capsys.readouterr()
    assert run(["articles", "add", web.url("/feed"), "--format", "json"]) == 5
    out, err = capsys.readouterr()
    assert [(one["status"], one["id"]) for one in json.loads(out)] == [
        ("added", web.url("/1")), ("refused", None), ("refused", None),
    ]  # fmt: skip
    assert err.splitlines() == [
        "1 article taken (1 added), 2 refused",
        f"  2 refused: status 404: there is no such page: {web.url('/gone')}, {web.url('/lost')}",
    ]


def test_a_private_address_is_refused_unless_allowed(
    web: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ANNOTATE_INTAKE_ALLOW")
    assert run(["articles", "add", web.url("/1")]) == 5
    assert "a private or reserved address" in capsys.readouterr().out
    assert web.asked == []


@pytest.mark.parametrize("setting", ["127.0.0.1", "nonsense"])
def test_a_setting_that_is_wrong_is_said(web: Web, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("ANNOTATE_INTAKE_ALLOW", setting)
    assert run(["articles", "add", web.url("/1")]) == 2


def test_columns_of_a_table_are_named(web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("Body\nIt rained.\n")
    assert run(["articles", "add", "a.csv", "--column", "text=Body"]) == 0
    assert run(["articles", "add", "a.csv", "--column", "words=Body"]) == 2
    assert "FIELD is one of text, id" in capsys.readouterr().err


def test_a_feed_is_watched_and_its_articles_asked_for_again(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.page("/1", STORY.format(n=1))
    web.routes["/feed"] = Reply(feed(web, "/1"))
    capsys.readouterr()
    assert run(["articles", "watch", web.url("/feed"), "--once", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == web.url("/1")
    assert err == f"{web.url('/feed')}: 1 article taken, 0 refused, 0 known\n"

    web.page("/1", STORY.format(n=1).replace("the spring", "June"))
    assert run(["articles", "refresh"]) == 0
    edited = capsys.readouterr().out
    assert "+The harbour authority said on Monday that quay 1 would stay closed until June." in edited
    assert "edited silently" in edited
    assert run(["articles", "diff", web.url("/1")]) == 0
    assert capsys.readouterr().out.splitlines() == edited.splitlines()[:-1]
    assert run(["articles", "diff", "none"]) == 2


def test_a_watched_feed_that_fails_says_when_it_is_asked_again(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["articles", "watch", web.url("/feed"), "--once"]) == 5
    assert "status 404: there is no such page; asked again after 20" in capsys.readouterr().err


def test_what_an_article_links_to_is_shown(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    link = '<a href="https://court.example/ruling.pdf">a ruling</a>'
    web.page("/1", STORY.format(n=1).replace("a letter", "").replace("the decision", link))
    assert run(["articles", "add", web.url("/1")]) == 0
    capsys.readouterr()
    assert run(["articles", "show", web.url("/1"), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["linked"] == [{"url": "https://court.example/ruling.pdf", "words": "a ruling"}]


def test_a_time_is_shown_in_the_zone_of_the_page(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    """For people; for programs it is in UTC, with the minutes that the zone lies east of it."""
    said = '<meta property="article:published_time" content="2024-05-01T00:30:00+05:30">'
    web.page("/1", STORY.format(n=1).replace("<head>", f"<head>{said}"))
    assert run(["articles", "add", web.url("/1")]) == 0
    capsys.readouterr()
    assert run(["articles", "show", web.url("/1")]) == 0
    assert "published   2024-05-01T00:30:00+05:30\n" in capsys.readouterr().out
    assert run(["articles", "list", "--format", "json"]) == 0
    [known] = json.loads(capsys.readouterr().out)
    assert (known["published"], known["published_offset"]) == ("2024-04-30T19:00:00Z", 330)
    assert (known["modified"], known["modified_offset"]) == (None, None)


def test_watching_goes_on_until_somebody_ends_it(web: Web) -> None:
    asked = Event()

    def route(headers: object) -> Reply:
        asked.set()
        return Reply(feed(web, "/1"))

    web.page("/1", STORY.format(n=1))
    web.routes["/feed"] = route
    command = [sys.executable, "-c", "from annotate.cli import main; main()", "articles", "watch"]
    with Popen([*command, web.url("/feed")], stdout=PIPE, stderr=PIPE, text=True) as watching:
        try:
            assert asked.wait(60)
            assert watching.stdout is not None
            assert watching.stdout.readline() == f"added {web.url('/1')}\n"
            watching.send_signal(SIGINT)
            _, said = watching.communicate(timeout=60)
        finally:
            watching.kill()
    assert watching.returncode == 130
    assert "1 article taken, 0 refused, 0 known" in said


def test_ctrl_c_waits_for_no_host(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has come in stays; pages that are under way, and their hosts' pauses, are not waited for."""
    asked = Event()

    def hanging() -> Iterator[bytes]:
        asked.set()
        web.stopping.wait()
        yield b""

    web.page("/1", STORY.format(n=1))
    web.routes["/2"] = Reply(hanging())
    monkeypatch.setenv("ANNOTATE_INTAKE_ALLOW", f"127.0.0.1:{web.port},localhost:{web.port}")
    web.routes["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 60\n")
    pages = [web.url("/1"), web.url("/2").replace("127.0.0.1", "localhost"), web.url("/3")]
    command = [sys.executable, "-c", "from annotate.cli import main; main()", "articles", "add", *pages]
    with Popen(command, stdout=PIPE, stderr=PIPE, text=True) as adding:
        try:
            assert asked.wait(60)
            adding.send_signal(SIGINT)
            _, said = adding.communicate(timeout=15)  # the request would take 20 s, the pause 60
        finally:
            adding.kill()
    assert (adding.returncode, said.splitlines()[-1]) == (130, "interrupted")
    assert "taken" in said
