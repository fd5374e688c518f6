"""The client against every kind of answer, and against the real server."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import stamina

from annotate.core.errors import StudioError, UsageError
from annotate.studio.client import Studio, address, is_loopback
from annotate.studio.errors import StudioAnswered, StudioGarbled, StudioUnreachable
from tests.support.studio import Served

URL = "http://127.0.0.1:9"
LEGACY = "1c9f0000secret0000legacy"
PERSONAL = "eyJhbGciOi.eyJzZWNyZXQi.c2lnbmF0dXJl"


@pytest.fixture(autouse=True)
def _retries_without_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=4):
        yield


Handler = Callable[[httpx.Request], httpx.Response]


def _studio(handler: Handler, token: str = LEGACY, url: str = URL) -> Studio:
    return Studio(url, token, transport=httpx.MockTransport(handler))


def _answers(*responses: httpx.Response | Exception) -> tuple[list[httpx.Request], Handler]:
    """A handler that gives these answers in turn, the last one for ever, and the requests it got."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        response = responses[min(len(seen), len(responses)) - 1]
        if isinstance(response, Exception):
            raise response
        return response

    return seen, handler


@pytest.mark.parametrize(
    ("answer", "kind", "message", "remedy"),
    [
        (httpx.ConnectError("refused"), StudioUnreachable, "cannot be reached", "annotate studio start"),
        (httpx.ReadError("reset"), StudioUnreachable, "cannot be reached", "annotate studio start"),
        (httpx.ReadTimeout("slow"), StudioUnreachable, "did not answer", "overloaded"),
        (
            httpx.Response(401, json={"detail": "Invalid token."}),
            StudioAnswered,
            "refuses the token",
            "connect",
        ),
        (httpx.Response(403, json={"detail": "No."}), StudioAnswered, "does not allow", "account"),
        (
            httpx.Response(302, headers={"location": "/login"}),
            StudioAnswered,
            "redirect to /login",
            "address",
        ),
        (httpx.Response(502, html="<h1>Bad gateway</h1>"), StudioAnswered, "failed .502.*web page", "log"),
        (httpx.Response(500, text=""), StudioAnswered, "failed .500.*no reason", "log"),
        (httpx.Response(404, json={"detail": "Not found."}), StudioAnswered, "404 .*Not found", None),
        (httpx.Response(404, json=["odd"]), StudioAnswered, "404 .*odd", None),
        (
            httpx.Response(200, html="<p>Hello"),
            StudioAnswered,
            "text/html where JSON was expected",
            "address",
        ),
        (
            httpx.Response(400, text="{", headers={"content-type": "application/json"}),
            StudioAnswered,
            "400 .*broken JSON",
            None,
        ),
        (
            httpx.Response(
                400, json={"detail": "Validation error", "validation_errors": {"title": ["short"]}}
            ),
            StudioAnswered,
            "400 .*title.*short",
            None,
        ),
    ],
)
def test_every_failure_is_a_studio_error_with_a_remedy(
    answer: httpx.Response | Exception, kind: type[StudioError], message: str, remedy: str | None
) -> None:
    with pytest.raises(kind, match=message) as failed:
        _studio(_answers(answer)[1]).get("/api/projects/")
    assert failed.value.exit_code == 3
    assert (failed.value.remedy is None) == (remedy is None)
    assert remedy is None or remedy in (failed.value.remedy or "")
    assert LEGACY not in f"{failed.value!r} {failed.value.remedy}"


@pytest.mark.parametrize("passing", [429, 500, 502, 503, 504, httpx.ConnectError(""), httpx.ReadError("")])
def test_a_read_is_tried_again_after_a_passing_failure(passing: int | Exception) -> None:
    first = passing if isinstance(passing, Exception) else httpx.Response(passing)
    seen, handler = _answers(first, first, httpx.Response(200, json={"count": 1}))
    assert _studio(handler).get("/api/projects/") == {"count": 1}
    assert len(seen) == 3


@pytest.mark.parametrize("lasting", [400, 401, 403, 404, 409])
def test_a_read_is_not_tried_again_after_a_lasting_one(lasting: int) -> None:
    seen, handler = _answers(httpx.Response(lasting))
    with pytest.raises(StudioAnswered) as failed:
        _studio(handler).get("/api/projects/")
    assert (len(seen), failed.value.status) == (1, lasting)


def test_a_read_gives_up_after_four_tries() -> None:
    seen, handler = _answers(httpx.Response(503))
    with pytest.raises(StudioAnswered):
        _studio(handler).get("/api/projects/")
    assert len(seen) == 4


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("0", 0.0), ("", None), ("soon", None)])
def test_the_servers_wish_to_wait_is_known(header: str, seconds: float | None) -> None:
    _, handler = _answers(httpx.Response(429, headers={"retry-after": header}))
    with pytest.raises(StudioAnswered) as failed:
        _studio(handler).post("/api/projects/", {})
    assert failed.value.retry_after == seconds


@pytest.mark.parametrize(
    "write",
    [
        lambda studio: studio.post("/api/projects/", {"title": "x"}),
        lambda studio: studio.patch("/api/projects/1/", {"title": "x"}),
        lambda studio: studio.delete("/api/projects/1/"),
        lambda studio: _create(studio, "x"),
    ],
    ids=["post", "patch", "delete", "sdk"],
)
@pytest.mark.parametrize("failure", [503, 429, httpx.ReadTimeout(""), httpx.ConnectError("")], ids=str)
def test_a_write_is_sent_once(write: Callable[[Studio], object], failure: int | Exception) -> None:
    seen, handler = _answers(failure if isinstance(failure, Exception) else httpx.Response(failure))
    with pytest.raises(StudioUnreachable if isinstance(failure, Exception) else StudioAnswered):
        write(_studio(handler))
    assert len(seen) == 1


def _create(studio: Studio, title: str) -> int:
    """Through the SDK, whose failures are to look like the client's own."""
    with studio.sdk() as sdk:
        return int(sdk.projects.create(title=title).id)


def test_an_empty_answer_is_none() -> None:
    assert _studio(_answers(httpx.Response(204))[1]).delete("/api/projects/1/") is None


def test_a_read_brings_the_servers_time() -> None:
    _, handler = _answers(httpx.Response(200, json=[], headers={"date": "Sun, 22 Nov 2026 10:26:55 GMT"}))
    assert _studio(handler).read("/api/tasks/").at == datetime(2026, 11, 22, 10, 26, 55, tzinfo=UTC)


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_a_time_that_cannot_be_had_is_an_error(date: str | None) -> None:
    _, handler = _answers(httpx.Response(200, json=[], headers={"date": date} if date else {}))
    with pytest.raises(StudioError, match="Date"):
        _studio(handler).read("/api/tasks/")


def test_a_legacy_token_is_sent_as_it_is() -> None:
    seen, handler = _answers(httpx.Response(200, json=[]))
    _studio(handler, f" {LEGACY}\n").get("/api/projects/")
    assert [request.headers["authorization"] for request in seen] == [f"Token {LEGACY}"]


def _personal(lives: int) -> tuple[list[str], Handler]:
    """A server whose access tokens are good for so many requests; and what was asked of it."""
    story: list[str] = []
    left = 0

    def handler(request: httpx.Request) -> httpx.Response:
        nonlocal left
        if request.url.path.endswith("/api/token/refresh/"):
            story.append("refresh")
            left = lives
            return httpx.Response(200, json={"access": f"access-{story.count('refresh')}"})
        story.append(request.headers["authorization"])
        left -= 1
        return httpx.Response(200, json=[]) if left >= 0 else httpx.Response(401, json={"detail": "expired"})

    return story, handler


def test_a_personal_token_is_exchanged_once_and_again_when_it_has_expired() -> None:
    story, handler = _personal(lives=2)
    studio = _studio(handler, PERSONAL, "http://127.0.0.1:9/labels/")
    for _ in range(3):
        studio.get("/api/projects/")
    assert story == [
        "refresh",
        "Bearer access-1",
        "Bearer access-1",
        "Bearer access-1",
        "refresh",
        "Bearer access-2",
    ]


def test_a_personal_token_that_never_works_is_refused_and_not_tried_for_ever() -> None:
    story, handler = _personal(lives=0)
    with pytest.raises(StudioAnswered, match="refuses the token"):
        _studio(handler, PERSONAL).get("/api/projects/")
    assert len(story) <= 4


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401, json={"detail": "Token is blacklisted"}),
        httpx.Response(200, json={"odd": 1}),
        httpx.Response(200, html="<p>"),
    ],
    ids=["revoked", "no token", "a page"],
)
def test_a_personal_token_that_cannot_be_exchanged_is_an_error(answer: httpx.Response) -> None:
    seen, handler = _answers(answer)
    with pytest.raises(StudioError) as failed:
        _studio(handler, PERSONAL).get("/api/projects/")
    assert {request.url.path for request in seen} == {"/api/token/refresh/"}
    assert PERSONAL not in str(failed.value)


@pytest.mark.parametrize("token", [LEGACY, PERSONAL])
def test_the_token_is_in_no_repr_and_no_log(token: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _, handler = _answers(httpx.Response(503))
    studio = _studio(handler, token)
    with pytest.raises(StudioAnswered) as failed:
        studio.get("/api/projects/")
    assert token not in caplog.text
    assert token not in f"{studio!r} {vars(studio)!r} {failed.value!r}"


@pytest.mark.parametrize("token", [LEGACY, PERSONAL])
@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 429, 500])
def test_a_server_that_gives_the_token_back_is_not_repeated(token: str, status: int) -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        said = f"{request.headers.get('authorization')} {request.content.decode()}"
        return httpx.Response(status, json={"detail": said * 9}, headers={"location": f"/?{said}"})

    with _studio(echo, token) as studio, pytest.raises(StudioAnswered) as failed:
        studio.post("/api/projects/", {})
    assert token not in f"{failed.value} {failed.value.detail} {failed.value.remedy} {failed.value!r}"


@pytest.mark.parametrize("token", ["", "  ", "two words", "line\nbreak", "naïve"])
def test_what_cannot_be_a_token_is_refused_before_it_is_sent(token: str) -> None:
    with pytest.raises(StudioError, match="the token"):
        Studio(URL, token)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        (" https://labels.example.org ", "https://labels.example.org"),
        ("https://example.org/labels/?next=1#top", "https://example.org/labels"),
    ],
)
def test_an_address_is_brought_into_one_form(given: str, meant: str) -> None:
    assert address(given) == meant


@pytest.mark.parametrize(
    "given", ["", "labels.example.org", "ftp://example.org", "https://", "http://a:b@c.de"]
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(UsageError):
        address(given)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://127.8.9.1", True),
        ("http://[::1]:80", True),
        ("http://localhost", True),
        ("http://labels.localhost", True),
        ("http://labels.example.org", False),
        ("http://10.0.0.1", False),
    ],
)
def test_this_machine_is_known_and_no_proxy_is_asked_for_it(url: str, here: bool) -> None:
    assert is_loopback(url) is here


@pytest.mark.studio
def test_the_real_server_takes_both_kinds_of_token(studio: Served, personal_token: str) -> None:
    assert personal_token.startswith("eyJ")
    with Studio(studio.url, personal_token) as other:
        assert other.account["email"] == studio.client.account["email"]
        assert other.instance == studio.client.instance
        assert other.version == "1.23.2"


@pytest.mark.studio
def test_the_real_server_refuses_another_token(studio: Served) -> None:
    with Studio(studio.url, "0" * 40) as stranger, pytest.raises(StudioAnswered, match="refuses the token"):
        stranger.get("/api/projects/")


@pytest.mark.studio
def test_a_project_lives_through_the_four_verbs(studio: Served, project_name: str) -> None:
    made = studio.client.post("/api/projects/", {"title": project_name})
    path = f"/api/projects/{made['id']}/"
    studio.client.patch(path, {"description": "né à Fès 🛶"})
    assert studio.client.get(path)["description"] == "né à Fès 🛶"
    studio.client.delete(path)
    with pytest.raises(StudioAnswered) as gone:
        studio.client.get(path)
    assert gone.value.status == 404


@pytest.mark.studio
def test_the_sdk_speaks_through_the_same_connection(studio: Served, project_name: str) -> None:
    made = _create(studio.client, project_name)
    assert studio.client.get(f"/api/projects/{made}/")["title"] == project_name


@pytest.mark.studio
def test_the_real_server_tells_its_time(studio: Served) -> None:
    assert abs(studio.client.read("/api/projects/").at - datetime.now(UTC)) < timedelta(seconds=30)


@pytest.mark.studio
def test_writers_that_meet_wait_for_their_turn(studio: Served, project_name: str) -> None:
    """SQLite lets one write at a time: all of it arrives, once."""
    project = studio.client.post("/api/projects/", {"title": project_name})["id"]

    def send(batch: int) -> None:
        tasks = [{"data": {"text": "Rain fell.", "article_id": f"{batch}-{n}"}} for n in range(10)]
        studio.client.post(f"/api/projects/{project}/import", tasks)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(12)))
    listed = studio.client.get("/api/tasks/", {"project": project, "page_size": 1000})["tasks"]
    assert sorted(task["data"]["article_id"] for task in listed) == sorted(
        f"{batch}-{n}" for batch in range(12) for n in range(10)
    )


PACKED = {"content-encoding": "gzip", "content-type": "application/json"}


@pytest.mark.parametrize(
    ("status", "body", "kind", "message"),
    [
        (400, b'{"detail": "no such thing"}', StudioAnswered, "no such thing"),
        (201, b"\x00\xffnonsense", StudioGarbled, "cannot be read"),
    ],
)
def test_an_answer_to_the_sdk_that_came_packed(
    status: int, body: bytes, kind: type[StudioError], message: str
) -> None:
    _, handler = _answers(httpx.Response(status, headers=PACKED, content=gzip.compress(body)))
    with _studio(handler) as studio, pytest.raises(kind, match=message), studio.sdk() as sdk:
        sdk.projects.create(title="one")
