"""What goes wrong on a desk: each has its exit code and a remedy, and nothing is lost."""

from __future__ import annotations

import ctypes
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotate.resources import shipped
from annotate.store import migrate
from tests.faults.conftest import Home

pytestmark = [pytest.mark.studio, pytest.mark.slow]


@pytest.fixture(autouse=True)
def nothing_is_lost(home: Home) -> Iterator[None]:
    """After each test the mark that was made before is there, and the two sides agree."""
    yield
    home.does("db", "check")
    (adas,) = [one for one in home.kept() if one["annotator"] == "ada"]
    assert [mark["text"] for mark in adas["marks"]] == ["The harbour master"]
    assert home.does("sync", "--full", "--format", "json").json["unchanged"] == 1


def test_a_wrong_token_is_refused_and_not_repeated(home: Home) -> None:
    url = home.owner.url
    told = home.annotate(
        "sync", env={"ANNOTATE_STUDIO_URL": url, "ANNOTATE_STUDIO_TOKEN": "not-a-token-at-all"}
    )
    assert told.code == 3
    assert "token" in told.err
    assert "not-a-token-at-all" not in told.out + told.err


def test_a_stopped_label_studio_is_named_with_its_remedy(home: Home) -> None:
    home.does("studio", "stop")
    told = home.annotate("sync")
    assert (told.code, "annotate studio start" in told.err) == (3, True)
    home.does("studio", "start")


def test_a_missing_database_is_not_made_anew(home: Home) -> None:
    database = home.path / "annotate.db"
    away = database.rename(home.path / "away.db")
    told = home.annotate("score")
    assert (told.code, "annotate init" in told.err, database.exists()) == (4, True, False)
    away.rename(database)


def test_an_older_database_waits_for_its_upgrade(home: Home) -> None:
    migrate.downgrade(f"sqlite:///{home.path / 'annotate.db'}", "-1")
    told = home.annotate("sync")
    assert (told.code, "annotate db upgrade" in told.err) == (4, True)
    home.does("db", "upgrade")


def test_a_full_disk_loses_nothing(home: Home) -> None:
    most = (home.path / "annotate.db").stat().st_size + 4096
    told = home.annotate(
        "articles", "add", str(shipped("seeds", "articles")),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert told.code == 6, told
    assert "disk" in told.err
    told = home.annotate("report", "article", "drill", "--out", "/dev/full")
    assert told.code == 6, told


def test_a_read_only_home_is_named(home: Home) -> None:
    with read_only(home.path):
        told = home.annotate("articles", "add", "drill.txt", preexec_fn=bound_by_permissions)
    assert told.code == 6, told
    assert "annotate.lock" in told.err
    assert "Permission denied" in told.err


def test_a_label_taken_off_the_page_by_hand_is_noticed_and_put_back(home: Home) -> None:
    with home.owner as owner:
        path = f"/api/projects/{home.project}/"
        page = owner.get(path)["label_config"]
        lines = [line for line in page.splitlines() if 'alias="HEDGE"' not in line]
        assert len(lines) < len(page.splitlines())
        owner.patch(path, {"label_config": "\n".join(lines)})
    assert "HEDGE" in home.does("sync").err
    told = home.annotate("load", "drill")
    assert (told.code, "--repair" in told.err) == (3, True)
    home.does("load", "drill", "--repair")
    assert "HEDGE" not in home.does("sync").err


def test_a_second_command_is_told_who_is_at_work(home: Home) -> None:
    hold = (
        "import sys, pathlib; from annotate.cli.lock import writing\n"
        "with writing(pathlib.Path(sys.argv[1]), 'load'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(home.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        told = home.annotate("sync")
        assert (told.code, f"annotate load (process {other.pid}" in told.err) == (7, True)
        assert other.stdin is not None
        other.stdin.close()


def test_what_cannot_be_taken_is_kept_with_its_reason_and_the_rest_goes_on(
    home: Home, tmp_path: Path
) -> None:
    lines = [
        {"article": "nowhere", "annotator": "ben", "marks": [], "links": []},
        {
            "article": "drill",
            "annotator": "ben",
            "marks": [{"label": "NOSUCH", "start": 0, "end": 5}],
            "links": [],
        },
        {"article": "drill", "annotator": "ben", "marks": [], "links": []},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    told = home.annotate("annotations", "import", str(file), "--format", "json")
    assert (told.code, told.json["new"], told.json["quarantined"]) == (5, 1, 2)
    reasons = [one["reason"] for one in home.does("annotations", "quarantine", "--format", "json").json]
    assert ["nowhere" in reasons[0], "NOSUCH" in reasons[1]] == [True, True]


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing directly in `folder` can be written meanwhile."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def bound_by_permissions() -> None:
    """Root loses the privilege to pass over a file's permissions (CAP_DAC_OVERRIDE, capabilities(7))."""
    drop_from_bounding_set, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)
