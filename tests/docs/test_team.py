"""The set-up of docs/team.md, run as it stands there: Label Studio and annotations on one PostgreSQL."""

from __future__ import annotations

import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from annotate.studio.client import Studio
from annotate.studio.ports import candidates
from tests.support.team import postgres

PAGE = Path(__file__).parents[2] / "docs" / "team.md"
DATABASES, STUDIO, ANNOTATE = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)
LEAD = "lead@desk.example"
LONGEST_START = 480

pytestmark = [pytest.mark.studio, pytest.mark.postgres]


def run(script: str, folder: Path, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True,
        text=True, timeout=240, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def label_studio(folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Started as the page says, up to its first answer; ended with everything that it started."""
    with (folder / "label-studio.log").open("w") as log:
        process = subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", STUDIO], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        until = time.monotonic() + LONGEST_START
        while not _answers(environment["PORT"]):
            assert process.poll() is None, (folder / "label-studio.log").read_text()[-3000:]
            assert time.monotonic() < until, "Label Studio did not come up"
            time.sleep(0.5)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: str) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/", trust_env=False).is_success
    except httpx.TransportError:
        return False


@pytest.mark.timeout(900)
def test_the_teams_set_up_is_labelled_on_and_swept(tmp_path: Path, studio_environment: Path) -> None:
    token, port = secrets.token_hex(20), str(next(iter(candidates(None, None))))
    (tmp_path / "token").touch(mode=0o600)
    (tmp_path / "token").write_text(token)
    line = {"id": "a", "text": "The quay is closed, Ada Lee said."}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n")
    with postgres() as server:
        path = [str(studio_environment.parent), str(Path(sys.executable).parent), server["PATH"]]
        ours = {
            **server,
            "PATH": os.pathsep.join(path),
            "PORT": port,
            "HOME": str(tmp_path),
            "ANNOTATE_HOME": str(tmp_path / "home"),
        }
        account = {
            "LABEL_STUDIO_BASE_DATA_DIR": str(tmp_path / "data"),
            "LABEL_STUDIO_USERNAME": LEAD,
            "LABEL_STUDIO_PASSWORD": secrets.token_hex(8),
            "LABEL_STUDIO_USER_TOKEN": token,
        }
        run(DATABASES, tmp_path, ours)
        with label_studio(tmp_path, ours | account):
            run(ANNOTATE, tmp_path, ours)
            database = re.search(r'ANNOTATE_DATABASE_URL="?(.*?)"?$', ANNOTATE, re.M)
            assert database is not None
            export = f'export ANNOTATE_DATABASE_URL="{database[1]}"\n'
            create = f"annotate campaign create spring --annotators ruth={LEAD}"
            run(f"{export}annotate articles add a.jsonl\n{create}\nannotate load spring", tmp_path, ours)
            _label(port, token)
            swept = json.loads(run(f"{export}annotate sync --format json", tmp_path, ours))
            assert (swept["new"], swept["quarantined"]) == (1, 0)
            again = json.loads(run(f"{export}annotate sync --full --format json", tmp_path, ours))
            assert (again["new"], again["unchanged"]) == (0, 1)
        tables = "SELECT count(*) FROM task_completion"
        assert run(f"psql -tA -c '{tables}' labelstudio", tmp_path, ours).strip() == "1"


def _label(port: str, token: str) -> None:
    value = {"start": 20, "end": 27, "labels": ["SOURCE"]}
    mark = {"id": "s", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
    with Studio(f"http://127.0.0.1:{port}", token) as studio:
        (project,) = studio.get("/api/projects/")["results"]
        (task,) = studio.get("/api/tasks/", {"project": project["id"]})["tasks"]
        studio.post(f"/api/tasks/{task['id']}/annotations/", {"result": [mark]})
