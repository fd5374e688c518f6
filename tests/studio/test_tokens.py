"""A token is in the environment or in a file of mode 600, and nowhere else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.cli.app import App
from annotate.cli.connection import connection
from annotate.studio import private
from annotate.studio.errors import StudioUnreachable
from tests.support.secrets import SHORTEST, leaking_files, leaks, secrets_in

TOKEN = "5ecret" * 7
CLONE = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANNOTATE_STUDIO_URL", "http://127.0.0.1:9")
    assert run(["init"]) == 0
    return tmp_path


@pytest.fixture(params=["environment", "file"])
def given(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """How the token is given."""
    if request.param == "environment":
        monkeypatch.setenv("ANNOTATE_STUDIO_TOKEN", TOKEN)
    else:
        private.write(home / "kept", f"{TOKEN}\n")
        monkeypatch.setenv("ANNOTATE_STUDIO_TOKEN_FILE", str(home / "kept"))
    return str(request.param)


@pytest.mark.parametrize(
    "command",
    [
        ["doctor"],
        ["campaign", "create", "spring", "--annotators", "ada"],
        ["studio", "connect", "http://127.0.0.1:9"],
        ["studio", "connect", f"http://{TOKEN}@127.0.0.1:9"],
        ["sync", "--nonsense"],
    ],
)
def test_no_failure_tells_the_token(
    given: str, command: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(command) != 0
    said = capfd.readouterr()
    assert (said.out + said.err).count(TOKEN) == 0


def test_a_bug_of_ours_leaves_a_traceback_without_it(
    given: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("annotate.studio.sync.sync", fail)
    assert run(["sync"]) == 70
    (left,) = (home / "home").glob("bug-*.txt")
    assert "a bug" in left.read_text()
    assert TOKEN not in left.read_text()


def test_no_repr_holds_it(given: str, home: Path) -> None:
    app = App()
    studio = connection(app).studio
    assert TOKEN not in f"{app.settings!r} {app.settings} {studio!r} {vars(studio)!r} {vars(app)!r}"
    with pytest.raises(StudioUnreachable) as failed:
        studio.get("/api/version")
    assert TOKEN not in "".join(traceback.format_exception(failed.value))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o777])
def test_a_file_that_others_may_read_is_refused(
    home: Path, mode: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = home / "kept"
    private.write(kept, TOKEN)
    kept.chmod(mode)
    monkeypatch.setenv("ANNOTATE_STUDIO_TOKEN_FILE", str(kept))
    assert run(["sync"]) == 6
    said = capsys.readouterr().err
    assert f"mode {mode:03o}" in said
    assert f"chmod 600 {kept}" in said
    assert TOKEN not in said
    assert run(["studio", "connect", "http://127.0.0.1:9", "--token-file", str(kept)]) == 6


def test_no_command_takes_a_token_as_an_argument() -> None:
    """Arguments are in every process list."""
    options = [line for line in (CLONE / "docs" / "cli.md").read_text("utf-8").splitlines() if "--" in line]
    spoken = [line for line in options if "token" in line.lower() or "password" in line.lower()]
    assert {line.split()[0] for line in spoken if line.strip().startswith("--")} <= {"--token-file"}


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("nothing", 0),
        (f"a {TOKEN} b", 1),
        (f"Token {TOKEN[:-1]}", 0),
        ("eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 20, 1),
        ("eyJa.eyJb.c", 0),
    ],
)
def test_a_leak_is_heard(said: str, count: int) -> None:
    assert leaks(said, {TOKEN}) == count


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Path]:
    """A folder for secrets of a test's own, which the session itself must not find."""
    yield tmp_path / "planted"
    shutil.rmtree(tmp_path / "planted", ignore_errors=True)


def test_secrets_are_found_where_they_belong_and_told_where_not(planted: Path) -> None:
    private.write(planted / "a" / "token", TOKEN)
    private.write(planted / "a" / "credentials.json", json.dumps([{"password": TOKEN[::-1]}]))
    private.write(planted / "b" / "token", "x" * (SHORTEST - 1))
    private.write(planted / "b" / "credentials.json", "broken")
    assert secrets_in(planted) == {TOKEN, TOKEN[::-1]}
    (planted / "label-studio.log").write_text(f"GET /?token={TOKEN}")
    (planted / "report.html").write_text("fine")
    assert leaking_files(planted, secrets_in(planted)) == [planted / "label-studio.log"]


LEAKING = """
import logging, os, subprocess, sys
SECRET = "another" * 7
PRINT = [sys.executable, "-c", "import os; print(os.environ['S'])"]

def test_file_of_its_own(tmp_path): (tmp_path / "token").write_text(SECRET)
def test_print(): print(SECRET)
def test_log(): logging.getLogger("x").warning(SECRET)
def test_process(): subprocess.run(PRINT, env={**os.environ, "S": SECRET}, capture_output=True)
def test_argument(): subprocess.run([sys.executable, "-c", "0", SECRET])
def test_captured(capsys): print(SECRET); capsys.readouterr()
def test_report(tmp_path): (tmp_path / "report.html").write_text(SECRET)
"""


@pytest.mark.parametrize(("tests", "fails"), [("", False), (" or not print", True)])
def test_a_session_that_lets_a_secret_out_fails_and_names_each_way(
    planted: Path, tests: str, fails: bool
) -> None:
    """The listener itself, in a session of its own; it does not tell the secret either."""
    planted.mkdir()
    (planted / "test_it.py").write_text(LEAKING)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    arguments = ["-q", "-p", "tests.support.secrets", "-p", "no:cacheprovider", "--basetemp", planted / "in"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, "-k", f"its_own{tests}", planted / "test_it.py"],
        cwd=planted, env={**plain, "PYTHONPATH": str(CLONE)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == int(fails), done.stdout
    ways = ("test_log", "test_process", "test_argument", "test_captured", "report.html")
    told = done.stdout.partition("got out by: ")[2].partition("\n")[0]
    assert [way for way in ways if way in told] == (list(ways) if fails else [])
    assert "another" * 7 not in told
