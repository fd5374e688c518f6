"""The embedded server: started, found again, told apart from strangers, and stopped. All of it is real."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil
import pytest

from annotate.core.errors import LocalFileError, StudioError
from annotate.studio import credentials, private, server, state
from annotate.studio.process import Identity
from annotate.studio.state import Places, State
from annotate.studio.surroundings import surroundings
from annotate.studio.web import sign_in
from tests.support.studio import Served, copied

pytestmark = pytest.mark.studio


@pytest.fixture
def folder(studio_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A prepared folder of one test, whose server is gone when it ends."""
    made = copied(studio_template, tmp_path / "studio")
    try:
        yield made
    finally:
        server.stop(made)


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def _script(folder: Path, python: Path, then: str) -> list[str]:
    """Another process of ours that starts the server and then does something."""
    return [
        sys.executable,
        "-c",
        "import sys; from pathlib import Path; from annotate.studio import server;"
        f"running = server.start(Path({str(folder)!r}), Path({str(python)!r}));"
        f"print(running.pid, flush=True); {then}",
    ]


@contextmanager
def _listening() -> Iterator[int]:
    """A port that another program has."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


def test_the_life_of_a_server(folder: Path, studio_environment: Path) -> None:
    before = server.status(folder)
    assert before == {
        "running": False,
        "url": None,
        "version": None,
        "pid": None,
        "credentials_file": str(folder / "credentials.json"),
        "token_file": str(folder / "token"),
        "log_file": str(folder / "label-studio.log"),
    }
    running = server.start(folder, studio_environment)
    assert server.status(folder) == before | {
        "running": True,
        "url": running.url,
        "version": "1.23.2",
        "pid": running.pid,
    }
    asked = time.monotonic()
    assert server.start(folder, studio_environment) == running
    assert time.monotonic() - asked < 2
    assert os.getsid(running.pid) == running.pid != os.getsid(0)
    assert server.stop(folder)
    assert _gone(running.pid)
    assert server.status(folder) == before
    assert not server.stop(folder)


def test_no_secret_in_an_argument_and_none_in_the_environment_after_the_first_start(studio: Served) -> None:
    running = studio.running
    secrets = [private.token(running.token_file), credentials.load(running.credentials_file)[server.OWNER]]
    for process in _family(running.pid):
        seen = f"{process.cmdline()} {process.environ()}"
        assert [secret for secret in secrets if secret in seen] == []
    said = (studio.folder / "label-studio.log").read_text()
    assert [secret for secret in secrets if secret in said] == []


@pytest.mark.parametrize("name", ["credentials.json", "token", "label-studio.log", "data"])
def test_only_the_owner_reads_the_files(studio: Served, name: str) -> None:
    assert (studio.folder / name).stat().st_mode & 0o077 == 0


def test_it_listens_on_this_machine_only(studio: Served) -> None:
    heard = {
        connection.laddr.ip
        for process in _family(studio.running.pid)
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert heard == {"127.0.0.1"}


def test_the_link_key_is_l(studio: Served) -> None:
    with httpx.Client(trust_env=False) as browser:
        _enter(browser, studio.running)
        page = browser.get(f"{studio.url}/projects/").text
    found = re.search(r"defaultEditorKeymap = JSON.parse\((.*)\);", page)
    assert found is not None
    assert json.loads(json.loads(found[1]))["region:relation"]["key"] == "l"


def test_a_running_server_stays_where_it_is_and_says_so(studio: Served, studio_environment: Path) -> None:
    said: list[str] = []
    again = server.start(studio.folder, studio_environment, port=1, say=said.append)
    assert again == studio.running
    assert any(again.url in line for line in said)


def test_everything_it_writes_lies_in_the_folder(
    folder: Path, studio_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder.parent / "user"
    elsewhere.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(elsewhere))
    server.start(folder, studio_environment)
    assert list(elsewhere.iterdir()) == []


def test_a_killed_server_is_seen_and_comes_back_where_it_was(folder: Path, studio_environment: Path) -> None:
    first = server.start(folder, studio_environment)
    psutil.Process(first.pid).kill()
    psutil.wait_procs([psutil.Process(first.pid)], timeout=10)
    assert not server.status(folder)["running"]
    again = server.start(folder, studio_environment)
    assert again.pid != first.pid
    assert (again.url, again.instance) == (first.url, first.instance)
    assert (folder / "label-studio.previous.log").exists()


def test_a_number_that_now_belongs_to_another_process_is_left_alone(folder: Path) -> None:
    bystander = psutil.Process()
    for started in (bystander.create_time(), bystander.create_time() - 1000):
        state.save(Places(folder), State(Identity(bystander.pid, started, 8080), "0" * 16, "1.23.2"))
        assert not server.status(folder)["running"]
        assert not server.stop(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"process": 1}', '{"process": {"pid": 1}}'])
def test_a_state_file_that_cannot_be_understood_is_no_server(folder: Path, content: str) -> None:
    (folder / "server.json").write_text(content)
    assert not server.status(folder)["running"]
    assert not server.stop(folder)


def test_a_start_that_was_killed_halfway_is_taken_up(folder: Path, studio_environment: Path) -> None:
    half = server.start(folder, studio_environment)
    known = state.load(Places(folder))
    assert known is not None
    state.save(Places(folder), State(known.process, known.instance))
    assert not server.status(folder)["running"]
    whole = server.start(folder, studio_environment)
    assert whole.pid != half.pid
    assert _gone(half.pid)


def test_a_port_that_is_taken_is_an_error_when_it_was_asked_for(
    folder: Path, studio_environment: Path
) -> None:
    with _listening() as taken, pytest.raises(StudioError, match=f"port {taken} is taken"):
        server.start(folder, studio_environment, port=taken)
    assert not server.status(folder)["running"]


def test_the_port_of_the_last_time_is_given_up_when_another_program_has_it(
    folder: Path, studio_environment: Path
) -> None:
    with _listening() as taken:
        state.save(Places(folder), State(Identity(1, 0.0, taken), "0" * 16, "1.23.2"))
        running = server.start(folder, studio_environment)
        assert running.port != taken


def test_a_token_that_is_not_the_owners_is_noticed(folder: Path, studio_environment: Path) -> None:
    server.start(folder, studio_environment)
    private.write(folder / "token", "0123456789" * 4)  # zeros are a hash in what other tests print
    with pytest.raises(StudioError, match="does not serve us"):
        server.start(folder, studio_environment)


@pytest.mark.parametrize(
    ("python", "error"), [("/nowhere/python", LocalFileError), ("/bin/false", StudioError)]
)
def test_a_server_that_does_not_come_up_is_an_error_and_leaves_nothing(
    folder: Path, python: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        server.start(folder, Path(python))
    assert not server.status(folder)["running"]


def test_two_homes_keep_out_of_each_others_way(
    folder: Path, studio_template: Path, studio_environment: Path, tmp_path: Path
) -> None:
    other = copied(studio_template, tmp_path / "other")
    (other / "data" / "annotate-instance").write_text("feedfeedfeedfeed\n")
    try:
        one, two = server.start(folder, studio_environment), server.start(other, studio_environment)
        assert one.url != two.url
        with httpx.Client(trust_env=False) as browser:
            for running in (one, two):
                _enter(browser, running)
            for running in (one, two):
                me = browser.get(f"{running.url}/api/current-user/whoami")
                assert (me.status_code, me.json()["email"]) == (200, server.OWNER)
        assert server.stop(other)
        assert server.status(folder)["running"]
    finally:
        server.stop(other)


def _enter(browser: httpx.Client, running: server.Running) -> None:
    """Signs in by the form, keeping the cookies as a browser would: by host name, whatever the port."""
    page = browser.get(f"{running.url}/user/login/").text
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    password = credentials.load(running.credentials_file)[server.OWNER]
    data = {"csrfmiddlewaretoken": token, "email": server.OWNER, "password": password}
    assert browser.post(f"{running.url}/user/login/", data=data).is_redirect


def test_two_processes_that_start_at_once_get_one_server(folder: Path, studio_environment: Path) -> None:
    starters = [
        subprocess.Popen(_script(folder, studio_environment, "pass"), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    pids = {starter.communicate(timeout=120)[0].strip() for starter in starters}
    assert pids == {str(server.status(folder)["pid"])}


def test_it_outlives_the_process_that_started_it(folder: Path, studio_environment: Path) -> None:
    done = subprocess.run(
        _script(folder, studio_environment, "pass"), capture_output=True, text=True, timeout=120, check=True
    )
    assert server.status(folder)["pid"] == int(done.stdout)


def test_ctrl_c_while_it_starts_leaves_nothing_running(folder: Path, studio_environment: Path) -> None:
    with subprocess.Popen(_script(folder, studio_environment, "pass"), stderr=subprocess.DEVNULL) as starter:
        while (known := state.load(Places(folder))) is None:
            assert starter.poll() is None
            time.sleep(0.05)
        starter.send_signal(signal.SIGINT)
        assert starter.wait(timeout=60) != 0
    assert _gone(known.process.pid)


def test_ctrl_c_later_is_not_heard_by_the_server(folder: Path, studio_environment: Path) -> None:
    with subprocess.Popen(
        _script(folder, studio_environment, "import time; time.sleep(100)"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        with suppress(ProcessLookupError):
            os.killpg(starter.pid, signal.SIGINT)
        starter.wait(timeout=60)
    assert server.status(folder)["pid"] == pid


@pytest.mark.slow
def test_the_first_start_makes_everything(tmp_path: Path, studio_environment: Path) -> None:
    fresh, said = tmp_path / "studio", []
    try:
        running = server.start(fresh, studio_environment, say=said.append)
        password = credentials.load(running.credentials_file)[server.OWNER]
        assert sign_in(running.url, server.OWNER, password) == private.token(running.token_file)
        assert "first time" in said[0]
    finally:
        server.stop(fresh)


def test_the_callers_environment_does_not_reach_label_studio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "DEBUG",
        "USERNAME",
        "PASSWORD",
        "PORT",
        "HOST",
        "SECRET_KEY",
        "LABEL_STUDIO_HOST",
        "DJANGO_DB",
    ):
        monkeypatch.setenv(name, "meddled")
    given = surroundings(tmp_path, "0" * 16)
    assert "meddled" not in given.values()
