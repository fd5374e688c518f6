"""A home with one article on one desk of a real Label Studio, used through the command line alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotate.studio import accounts, server
from annotate.studio.client import Studio
from tests.support.studio import copied, environments

ARTICLE = (
    "Ferry drill\n\nThe harbour master said the drill was late. It may have been the tide, sailors said."
)


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Home:
    """A home, and the command line on it."""

    path: Path

    def annotate(self, *arguments: str, **process: Any) -> Told:
        """Runs one command as a process of its own; `env` is laid over the usual one."""
        extra = process.pop("env", {})
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ANNOTATE_")},
            "ANNOTATE_HOME": str(self.path),
            "ANNOTATE_STUDIO_ENV": str(environments()),
            **extra,
        }
        done = subprocess.run(
            [sys.executable, "-c", "from annotate.cli import main; main()", *arguments],
            cwd=self.path.parent, env=environment, capture_output=True, text=True, timeout=120, check=False,
            stdin=subprocess.DEVNULL, **process,
        )  # fmt: skip
        return Told(done.returncode, done.stdout, done.stderr)

    def does(self, *arguments: str, **process: Any) -> Told:
        """Runs one command that must succeed."""
        told = self.annotate(*arguments, **process)
        assert told.code == 0, told
        return told

    @property
    def owner(self) -> Studio:
        known = server.status(self.path / "studio")
        assert known["url"], known
        return Studio(known["url"], Path(known["token_file"]).read_text().strip())

    def submit(self, words: str) -> None:
        """The annotator marks these words as a source, in Label Studio."""
        with self.owner as owner:
            credentials = Path(server.status(self.path / "studio")["credentials_file"])
            (task,) = owner.get("/api/tasks/", {"project": self.project, "fields": "all"})["tasks"]
            start = task["data"]["text"].index(words)
            region = {
                "id": "r1", "from_name": "label", "to_name": "text", "type": "labels",
                "value": {"start": start, "end": start + len(words), "text": words, "labels": ["SOURCE"]},
            }  # fmt: skip
            with accounts.speak_as(owner, "ada@annotate.localhost", credentials) as ada:
                ada.post(f"/api/tasks/{task['id']}/annotations/", {"result": [region]})

    @property
    def project(self) -> int:
        return int(self.does("campaign", "show", "drill", "--format", "json").json["desks"][0]["project"])

    def kept(self) -> list[Any]:
        """The current annotations."""
        return [json.loads(line) for line in self.does("export", "jsonl", "--out", "-").out.splitlines()]


@pytest.fixture(scope="module")
def home(studio_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """One article, loaded to ada's desk, marked and synced. Each test puts right what it broke."""
    made = Home(tmp_path_factory.mktemp("faults") / "home")
    (made.path.parent / "drill.txt").write_text(ARTICLE, "utf-8")
    made.does("init")
    copied(studio_template, made.path / "studio")
    try:
        made.does("studio", "start")
        made.does("articles", "add", "drill.txt")
        made.does("campaign", "create", "drill", "--annotators", "ada")
        made.does("load", "drill")
        made.submit("The harbour master")
        made.does("sync")
        yield made
    finally:
        server.stop(made.path / "studio")
