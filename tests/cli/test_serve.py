"""A home's whole life: hints, a restart, a backup of what is in use, and going on where it is restored."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from annotate.cli.lock import writing
from annotate.core.errors import Locked
from annotate.store import migrate
from annotate.studio import accounts, server
from annotate.studio.client import Studio
from annotate.studio.ports import candidates
from tests.support.studio import copied, environments

pytestmark = [pytest.mark.studio, pytest.mark.timeout(900)]

TEXT = "The quay is closed, Ada Lee said. It may rain."
SOURCE = {
    "id": "s", "from_name": "label", "to_name": "text", "type": "labels",
    "value": {"start": 20, "end": 27, "labels": ["SOURCE"]},
}  # fmt: skip

PATIENCE = 180.0
"""Seconds: longer than the longest pause between sweeps, on a machine that is busy with something else."""
OLDER = "0016"
"""The database as a version before this one left it."""


@dataclass(frozen=True)
class Command:
    """A command at work, and the file of what it says."""

    process: subprocess.Popen[bytes]
    said: Path

    def says(self, *any_of: str) -> Callable[[], bool]:
        return lambda: any(words in self.said.read_text() for words in any_of)

    def terminated(self) -> int:
        """The exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@dataclass(frozen=True)
class Home:
    """A home that is spoken to through the command line alone, and its annotator through Label Studio."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        rest = {name: value for name, value in os.environ.items() if not name.startswith("ANNOTATE_")}
        return {
            **rest,
            "ANNOTATE_HOME": str(self.folder),
            "ANNOTATE_STUDIO_ENV": str(environments()),
        }

    def __call__(self, *arguments: str) -> Any:
        command = [str(Path(sys.executable).with_name("annotate")), *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=self.folder.parent, capture_output=True, text=True,
            timeout=330, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if "json" in arguments else done.stdout

    @property
    def hints(self) -> Path:
        return self.folder / "hints"

    @contextmanager
    def running(self, *arguments: str) -> Iterator[Command]:
        """A command that goes on until it is told to end."""
        command = [str(Path(sys.executable).with_name("annotate")), *arguments]
        said = self.folder.with_name(f"{arguments[0]}.txt")
        with (
            said.open("w") as stderr,
            subprocess.Popen(command, env=self.environment, cwd=self.folder.parent, stderr=stderr) as process,
        ):
            try:
                yield Command(process, said)
            finally:
                process.kill()

    def ada(self) -> Studio:
        known = server.status(self.folder / "studio")
        with Studio(str(known["url"]), Path(known["token_file"]).read_text()) as owner:
            return accounts.speak_as(owner, "ada@annotate.localhost", Path(known["credentials_file"]))

    def task(self, article: str) -> int:
        with self.ada() as ada:
            (desk,) = self("campaign", "show", "spring", "--format", "json")["desks"]
            tasks = ada.get("/api/tasks/", {"project": desk["project"]})["tasks"]
            return int(next(one["id"] for one in tasks if one["data"]["article_id"] == article))

    def label(self, article: str) -> None:
        task = self.task(article)
        with self.ada() as ada:
            ada.post(f"/api/tasks/{task}/annotations/", {"result": [SOURCE]})

    def labelled(self) -> set[str]:
        lines = self("export", "jsonl", "--out", "-").splitlines()
        return {json.loads(line)["article"] for line in lines}


@pytest.fixture
def home(tmp_path: Path, studio_template: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    copied(studio_template, made.folder / "studio")
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps({"id": id_, "text": TEXT}) + "\n" for id_ in "abcd"))
    try:
        made("init")
        made("studio", "start")
        made("articles", "add", str(articles))
        made("campaign", "create", "spring", "--annotators", "ada")
        made("load", "spring")
        yield made
    finally:
        server.stop(made.folder / "studio")


def until(what: Callable[[], bool], failing: str) -> None:
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < PATIENCE, failing
        time.sleep(0.2)


def health(port: str) -> str | None:
    """What `serve` says of itself; None where it does not answer."""
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False, timeout=30)
    except httpx.TransportError:
        return None
    return str(answer.json()["status"])


def free(home: Home) -> bool:
    """Whether another command may write."""
    try:
        with writing(home.folder, "another"):
            return True
    except Locked:
        return False


def test_a_webhook_has_its_home_swept_through_a_restart_until_sigterm(home: Home) -> None:
    port = str(next(iter(candidates(None, None))))
    with home.running("serve", "--port", port) as serving:
        until(lambda: health(port) == "ok", "no first sweep")
        assert not home.hints.exists()
        home.label("a")
        until(home.hints.exists, "Label Studio sent no webhook")
        until(lambda: home.labelled() == {"a"}, "no sweep after a webhook")
        home("studio", "stop")
        until(lambda: health(port) == "failing", "no sweep noticed that Label Studio is away")
        home("studio", "start")
        home.hints.unlink()
        home.label("b")
        until(home.hints.exists, "Label Studio sent no webhook after its restart")
        until(lambda: home.labelled() == {"a", "b"}, "no sweep after the restart")
        assert serving.terminated() == 0
        assert serving.says("stopped")()


def test_watching_needs_no_hints_outlives_a_restart_and_leaves_the_lock_to_others(home: Home) -> None:
    home.label("a")
    with home.running("sync", "--watch") as watching:
        until(lambda: home.labelled() == {"a"}, "no sweep")
        until(lambda: free(home), "the lock is held between sweeps")
        home("studio", "stop")
        away = watching.says("Label Studio cannot be reached", "no Label Studio is running here")
        until(away, "no sweep noticed that Label Studio is away")
        home("studio", "start")
        home.label("b")
        until(lambda: home.labelled() == {"a", "b"}, "no sweep after the restart")
        until(watching.says("sweeping again"), "it did not say that it sweeps again")
        assert watching.terminated() == 0
    assert not home.hints.exists()


def test_a_backup_of_what_is_in_use_is_gone_on_with_elsewhere_by_a_newer_version(
    home: Home, tmp_path: Path
) -> None:
    """What was synced, what was submitted and not synced, and a draft: all of it is there again.

    The backup is of a database as an older version left it: restoring is the way up.
    """
    home.label("a")
    home("sync")
    home.label("b")
    task = home.task("c")
    with home.ada() as ada:
        ada.post(f"/api/tasks/{task}/drafts", {"result": [SOURCE]})
    url = f"sqlite:///{home.folder / 'annotate.db'}"
    migrate.downgrade(url, OLDER)
    home("db", "backup", str(tmp_path / "backup.tar"))
    assert migrate.current(url) == OLDER
    home("db", "upgrade")
    home("sync")
    home("studio", "stop")
    elsewhere = Home(tmp_path / "elsewhere")
    try:
        elsewhere("db", "restore", str(tmp_path / "backup.tar"))
        elsewhere("studio", "start")
        assert elsewhere.labelled() == {"a"}
        swept = elsewhere("sync", "--format", "json")
        assert (swept["new"], swept["unchanged"], swept["pending_drafts"]) == (1, 1, 1)
        with elsewhere.ada() as ada:
            (draft,) = ada.get(f"/api/tasks/{task}/drafts")
            result = {"result": [SOURCE], "draft_id": draft["id"]}
            ada.post(f"/api/tasks/{task}/annotations/", result)
        elsewhere.label("d")
        assert elsewhere("sync", "--format", "json")["new"] == 2
        assert elsewhere.labelled() == set("abcd")
        elsewhere("load", "spring")
        assert elsewhere("sync", "--full", "--format", "json")["unchanged"] == 4
    finally:
        server.stop(elsewhere.folder / "studio")
