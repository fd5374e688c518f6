"""The hint receiver, over a real socket: who may ring, with what, and what they learn."""

from __future__ import annotations

import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from annotate.core.errors import LocalFileError
from annotate.studio.bell import Bell
from annotate.studio.ports import HOST, candidates
from annotate.studio.receiver import MOST_BYTES, application, receiving
from annotate.studio.watch import Health
from annotate.studio.webhook import HEADER, secret

SECRET = "correct horse"
KNOWN = {HEADER: SECRET}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hints"


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
def port(file: Path, health: Health) -> Iterator[int]:
    chosen = next(iter(candidates(None, None)))
    with receiving(application(SECRET, Bell(file), health), HOST, chosen):
        yield chosen


@pytest.fixture
def http(port: int) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://{HOST}:{port}", trust_env=False) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (KNOWN, b'{"action": "ANNOTATION_CREATED"}', 202),
        (KNOWN, b"", 202),
        (KNOWN, b"\x00\xff no JSON", 202),
        (KNOWN, b"[" * 100_000, 202),
        (KNOWN, b"x" * MOST_BYTES, 202),
        (KNOWN, b"x" * (MOST_BYTES + 1), 413),
        ({}, b"{}", 403),
        ({HEADER: ""}, b"{}", 403),
        ({HEADER: SECRET + "x"}, b"{}", 403),
        ({HEADER: "korrektes Pferd \xe9".encode("latin-1")}, b"{}", 403),
    ],
)
def test_who_knows_the_secret_rings_whatever_they_say(
    http: httpx.Client, file: Path, headers: dict[str, str], body: bytes, status: int
) -> None:
    assert http.post("/hints", headers=headers, content=body).status_code == status
    assert file.exists() == (status == 202)


@pytest.mark.parametrize("known", [SECRET, "another"])
def test_who_hangs_up_before_the_answer_has_rung(port: int, file: Path, known: str) -> None:
    """Label Studio waits for one second, and on a busy machine that is soon over."""
    with socket.create_connection((HOST, port)) as caller:
        head = f"POST /hints HTTP/1.1\r\nHost: {HOST}\r\n{HEADER}: {known}\r\nContent-Length: 9\r\n\r\n"
        caller.sendall(head.encode() + b"{")
    until = time.monotonic() + (30 if known == SECRET else 1)
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert file.exists() == (known == SECRET)


def test_only_a_post_to_the_one_path_rings(http: httpx.Client, file: Path) -> None:
    assert [http.get("/hints", headers=KNOWN).status_code, http.post("/", headers=KNOWN).status_code] == [
        405,
        404,
    ]
    assert not file.exists()


def test_health_says_how_the_last_sweep_went_and_not_why(http: httpx.Client, health: Health) -> None:
    assert http.get("/health").json() == {"status": "waiting", "swept_at": None}
    health.went(None)
    assert (http.get("/health").status_code, http.get("/health").json()["status"]) == (200, "ok")
    health.went("cannot be reached at http://inside.example")
    answer = http.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert "inside" not in answer.text


def test_a_port_that_is_taken_is_said(port: int, file: Path, health: Health) -> None:
    with (
        pytest.raises(LocalFileError, match=f"listen at {HOST}:{port}"),
        receiving(application(SECRET, Bell(file), health), HOST, port),
    ):
        pass


def test_the_secret_is_made_once_and_is_ours_alone(tmp_path: Path) -> None:
    file = tmp_path / "studio" / "hints.secret"
    assert secret(file) == secret(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
