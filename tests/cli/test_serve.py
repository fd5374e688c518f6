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

    @contextmanager
    def running(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        command = [str(Path(sys.executable).with_name("annotate")), *arguments]
        with subprocess.Popen(
            command, env=self.environment, cwd=self.folder.parent, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                yield process
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


def until(what: Callable[[], bool], seconds: float) -> float:
    """Waits for it, and how long."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, "nothing happened"
        time.sleep(0.2)
    return time.monotonic() - begun


def listening(port: int) -> Callable[[], bool]:
    def healthy() -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False).json()["status"] == "ok"
        except httpx.TransportError:
            return False

    return healthy


def test_a_webhook_has_its_home_swept_through_a_restart_until_sigterm(home: Home) -> None:
    port = str(next(iter(candidates(None, None))))
    with home.running("serve", "--port", port) as serving:
        until(listening(int(port)), 120)
        hints = home.folder / "hints"
        assert not hints.exists()
        home.label("a")
        until(hints.exists, 60)
        until(lambda: home.labelled() == {"a"}, 120)
        home("studio", "stop")
        until(lambda: not listening(int(port))(), 180)
        home("studio", "start")
        home.label("b")
        until(lambda: home.labelled() == {"a", "b"}, 180)
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(120) == 0
        assert serving.stderr is not None
        assert "stopped" in serving.stderr.read()


def test_watching_needs_no_hints_and_leaves_the_lock_to_others(home: Home) -> None:
    with home.running("sync", "--watch") as watching:
        home.label("a")
        until(lambda: home.labelled() == {"a"}, 120)
        with writing(home.folder, "another"):
            pass
        watching.send_signal(signal.SIGTERM)
        assert watching.wait(120) == 0


def test_a_backup_of_what_is_in_use_is_gone_on_with_elsewhere(home: Home, tmp_path: Path) -> None:
    """What was synced, what was submitted and not synced, and a draft: all of it is there again."""
    home.label("a")
    home("sync")
    home.label("b")
    task = home.task("c")
    with home.ada() as ada:
        ada.post(f"/api/tasks/{task}/drafts", {"result": [SOURCE]})
    home("db", "backup", str(tmp_path / "backup.tar"))
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
