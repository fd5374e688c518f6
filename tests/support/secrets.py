"""Fails a session that let a token or a password of one of its servers out.

Everything is listened to: what tests and fixtures print and log, failures, what the processes that they start
print, the arguments these are given (everybody can see them in a process list), and every readable file that
they leave behind but the ones that secrets belong in.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

KEPT_IN = ("token", "connection.token", "credentials.json")
"""Files of mode 600 that hold secrets, and nothing else does."""
READABLE = frozenset({".csv", ".html", ".json", ".jsonl", ".log", ".md", ".toml", ".txt", ".xml"})
SHORTEST = 20
"""Characters of a secret; a shorter one is a test's own, such as `token`."""
LONGEST = 20_000_000
_PERSONAL = re.compile(r"eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}")
"""A personal token, or the access token that it is exchanged for: these are in no file of ours."""

_heard: list[tuple[str, str]] = []
"""Who said it, and what."""


def secrets_in(folder: Path) -> set[str]:
    """Every token and password in the files below `folder` that are there for them."""
    found: set[str] = set()
    for path in _files(folder):
        if path.name in KEPT_IN:
            found.update(_secrets_of(path))
    return {one for one in found if len(one) >= SHORTEST}


def leaks(said: str, secrets: Iterable[str]) -> int:
    """How many secrets stand in what was said; never which."""
    return sum(secret in said for secret in secrets) + len(_PERSONAL.findall(said))


def leaking_files(folder: Path, secrets: set[str]) -> list[Path]:
    """The readable files below `folder` that hold a secret and are not there for it."""
    return [
        path
        for path in _files(folder)
        if path.suffix in READABLE
        and path.name not in KEPT_IN
        and path.stat().st_size <= LONGEST
        and leaks(path.read_text("utf-8", "replace"), secrets)
    ]


@pytest.fixture(scope="session", autouse=True)
def no_secret_gets_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Looks through everything when the session is over."""
    yield
    folder = tmp_path_factory.getbasetemp()
    secrets = secrets_in(folder)
    where = [who for who, said in _heard if leaks(said, secrets)]
    where += [str(path) for path in leaking_files(folder, secrets)]
    if where:
        pytest.fail(f"tokens or passwords got out by: {'; '.join(where)}", pytrace=False)


def pytest_configure() -> None:
    subprocess.Popen.__init__ = _hearing_arguments  # type: ignore[method-assign]
    subprocess.Popen.communicate = _hearing_output  # type: ignore[method-assign]
    pytest.CaptureFixture.readouterr = _hearing_capture  # type: ignore[method-assign]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    hear(report.nodeid, *(text for _, text in report.sections), report.longreprtext)


def hear(who: str, *said: object) -> None:
    """Remembers what was said for the end of the session."""
    texts = (one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in said if one)
    if text := "\n".join(texts):
        _heard.append((who, text[:LONGEST]))


_start, _communicate = subprocess.Popen.__init__, subprocess.Popen.communicate
_readouterr = pytest.CaptureFixture.readouterr


def _hearing_arguments(self: Any, args: Any, *rest: Any, **named: Any) -> None:
    hear(f"an argument in {_test()}", args if isinstance(args, str | bytes) else " ".join(map(str, args)))
    _start(self, args, *rest, **named)


def _hearing_output(self: Any, *rest: Any, **named: Any) -> Any:
    said = _communicate(self, *rest, **named)
    hear(f"a process in {_test()}", *said)
    return said


def _hearing_capture(self: Any) -> Any:
    said = _readouterr(self)
    hear(f"a command in {_test()}", *said)
    return said


def _test() -> str:
    return os.environ.get("PYTEST_CURRENT_TEST", "no test")


def _files(folder: Path) -> Iterator[Path]:
    for at, _, names in os.walk(folder):
        yield from (path for name in names if (path := Path(at, name)).is_file())


def _secrets_of(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8", "replace").strip()
    if path.name != "credentials.json":
        yield text
        return
    try:
        yield from (str(entry["password"]) for entry in json.loads(text))
    except (ValueError, KeyError, TypeError):
        return  # a test's own broken file
