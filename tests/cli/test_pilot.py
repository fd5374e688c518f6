"""`annotate pilot`: opened on the real Label Studio, read by two annotators there, and judged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.cli.submit import samples, submit
from annotate.resources import shipped
from annotate.store import Campaigns, open_store
from annotate.studio.client import Studio
from tests.support.scheme import the_scheme
from tests.support.studio import Served


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANNOTATE_HOME", str(tmp_path / "home"))
    assert run(["init"]) == 0
    return tmp_path / "home"


@pytest.mark.studio
def test_five_articles_by_two_annotators_and_a_go(
    home: Path,
    studio: Served,
    accounts: Mapping[str, Studio],
    project_name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ANNOTATE_STUDIO_URL", studio.url)
    monkeypatch.setenv("ANNOTATE_STUDIO_TOKEN_FILE", str(studio.running.token_file))
    name, people = (
        project_name.replace(" ", "-"),
        dict(zip(accounts, samples(_seeds()).values(), strict=True)),
    )
    assert run(["articles", "add", str(shipped("seeds", "articles"))]) == 0
    assert run(["pilot", name, "--annotators", ",".join(people)]) == 0
    assert f"annotate pilot {name}" in capsys.readouterr().err

    assert run(["pilot", name, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["missing"] == ["ada: 5 to read", "ben: 5 to read"]

    store = open_store(f"sqlite:///{home / 'annotate.db'}")
    with store.session(read_only=True) as session:
        ids = {one.article for one in Campaigns(session).assignments(name)}
    for slug, given in people.items():
        read = [replace(one, seconds=600.0) for one in given if one.article in ids]
        known = studio.running.credentials_file
        assert submit(store, studio.client, known, the_scheme(), name, slug, read) == 5
    store.dispose()

    assert run(["pilot", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{name}: go, 5 articles read by two or more")
    assert "10.0" in out
    assert run(["pilot", name, "--minutes", "5"]) == 1
    assert f"pilot {name}: no-go" in capsys.readouterr().err

    assert run(["report", "annotators", name, "--format", "json"]) == 0
    ada, _ = json.loads(capsys.readouterr().out)["annotators"]
    assert (ada["articles"], ada["pace"]["seconds"]) == (5, 600)
    assert ada["premarks"]["shown"] > 100


def _seeds() -> Path:
    return shipped("seeds", "annotations")


def test_without_annotators_there_is_nothing_to_open(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pilot", "spring"]) == 2
    assert "--annotators" in capsys.readouterr().err


def test_without_times_there_is_no_go(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was imported has no timers."""
    assert run(["articles", "add", str(shipped("seeds", "articles"))]) == 0
    for name in ("ruth", "omar"):
        assert run(["annotations", "import", str(_seeds() / f"{name}.jsonl")]) == 0
    capsys.readouterr()
    assert run(["pilot", "imports"]) == 1
    out, err = capsys.readouterr()
    assert "cannot be told" in out
    assert "not yet" in err
