"""`annotate demo`, told twice on one home: until Ctrl-C, then once more."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from annotate.studio import server
from annotate.studio.client import Studio
from tests.support.studio import copied, environments

pytestmark = [pytest.mark.studio, pytest.mark.slow, pytest.mark.timeout(600)]
TELL = [sys.executable, "-c", "from annotate.cli import main; main()", "demo", "--no-browser"]


@pytest.fixture
def home(studio_template: Path, tmp_path: Path) -> Iterator[Path]:
    copied(studio_template, tmp_path / "home" / "studio")
    yield tmp_path / "home"
    server.stop(tmp_path / "home" / "studio")


def test_the_whole_story_goes_through_label_studio_and_leaves_nothing_running(home: Path) -> None:
    environment = {**os.environ, "ANNOTATE_HOME": str(home), "ANNOTATE_STUDIO_ENV": str(environments())}
    out, said = told_until(signal.SIGINT, home, environment)
    assert "14 annotations submitted" in said
    assert "28 new, 0 changed, 0 quarantined" in said
    assert "investigation-levee" in out
    assert "very thin" in out
    assert "password" not in said
    assert (home / "reports" / "index.html").is_file()
    with closing(sqlite3.connect(home / "annotate.db")) as database:
        origins = database.execute("select origin, count(*) from annotations group by origin").fetchall()
    assert origins == [("studio", 28)]

    again = subprocess.run(
        [*TELL, "--once"], env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert again.returncode == 0, again.stderr
    assert "0 annotations submitted" in again.stderr
    assert server.status(home / "studio")["running"] is False
    assert again.stdout.split("report ")[0] == out.split("report ")[0]
    told_until(signal.SIGTERM, home, environment)


def told_until(ending: signal.Signals, home: Path, environment: dict[str, str]) -> tuple[str, str]:
    """Lets the demo serve, then ends it; what it printed, and what it said before it served."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        TELL, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as telling:
        assert telling.stderr is not None
        said = ""
        for line in telling.stderr:
            said += line
            if "serving until Ctrl-C" in line:
                break
        else:
            pytest.fail(said)
        family = server_family(server.status(home / "studio")["pid"])
        assert {one: submitted(home, one) for one in ("omar", "ruth")} == {"omar": 14, "ruth": 14}
        os.killpg(telling.pid, ending)
        try:
            out, rest = telling.communicate(timeout=60)
        finally:
            telling.kill()
    assert telling.returncode == 130, rest
    assert not [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    return out, said


def server_family(pid: int | None) -> list[psutil.Process]:
    assert pid is not None
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def submitted(home: Path, slug: str) -> int:
    """How many annotations Label Studio says that user made."""
    known = server.status(home / "studio")
    with Studio(str(known["url"]), Path(known["token_file"]).read_text().strip()) as owner:
        users = {user["email"]: user["id"] for user in owner.get("/api/users/")}
        (project,) = (
            one["id"] for one in owner.get("/api/projects/")["results"] if one["title"].endswith(slug)
        )
        tasks = owner.get("/api/tasks/", {"project": project, "fields": "all", "page_size": 100})["tasks"]
    made = [annotation["completed_by"] for task in tasks for annotation in task["annotations"]]
    return sum(who == users[f"{slug}@annotate.localhost"] for who in made)
