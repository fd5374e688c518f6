"""`annotate score --rubric` and `--compare`: a team's own rubric beside the shipped one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.resources import shipped

STRICTER = 'version = "desk-1"\nextends = "1"\n[gates]\none_sided = 30\n[weights]\nbreadth = 0\n'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the samples, and a rubric of the team's."""
    place = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATE_HOME", str(place))
        assert run(["init"]) == 0
        assert run(["articles", "add", str(shipped("seeds", "articles"))]) == 0
        for name in ("ruth", "omar"):
            assert run(["annotations", "import", str(shipped("seeds", "annotations", f"{name}.jsonl"))]) == 0
    rubrics = place / "config" / "rubrics"
    rubrics.mkdir(parents=True)
    (rubrics / "desk-1.toml").write_text(STRICTER)
    return place


@pytest.fixture(autouse=True)
def _in_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_HOME", str(home))


def scores(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, int | None]:
    capsys.readouterr()
    assert run(["score", *more, "--format", "json"]) == 0
    return {one["article"]: one["score"] for one in json.loads(capsys.readouterr().out)}


def test_compare_says_which_articles_move_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["score", "--compare", "1", "desk-1", "--format", "json"]) == 0
    found = {one["article"]: one for one in json.loads(capsys.readouterr().out)}
    old, new = scores(capsys), scores(capsys, "--rubric", "desk-1")
    assert {id_: (one["old"], one["new"]) for id_, one in found.items()} == {
        id_: (old[id_], new[id_]) for id_ in old
    }
    assert run(["score", "--compare", "1", "desk-1", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["article"]: row["moves"] for row in rows} == {
        id_: str(one["moves"]) for id_, one in found.items()
    }
    moving = [one for one in found.values() if one["moves"]]
    assert moving
    assert all(one["why"] for one in moving)
    assert any("breadth" in said for one in moving for said in one["why"])


def test_the_one_that_moves_most_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["score", "--compare", "1", "desk-1"]) == 0
    done = capsys.readouterr()
    changes = [abs(int(line.split()[3])) for line in done.out.splitlines()[1:] if line.split()[3][0] in "+-"]
    assert changes == sorted(changes, reverse=True)
    assert "14 articles move from rubric 1 to desk-1" in done.err


def test_a_rubric_beside_itself_moves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["score", "--compare", "1", "1"]) == 0
    assert "0 of 14 articles move" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--rubric", "9"], "known: 1, desk-1"),
        (["--compare", "1", "9"], "known: 1, desk-1"),
        (["--compare", "1", "desk-1", "--fail-under", "50"], "leave them out"),
    ],
)
def test_what_is_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_shipped_rubric_cannot_be_replaced(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = home / "config" / "rubrics" / "1.toml"
    own.write_text(STRICTER.replace("desk-1", "1"))
    try:
        assert run(["score"]) == 2
        assert "a rubric never changes" in capsys.readouterr().err
    finally:
        own.unlink()
