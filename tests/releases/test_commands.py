"""`annotate release` as it is typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.store import Annotations, Articles, open_store
from tests.support.samples import make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the samples, and the release `one` of them."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("ANNOTATE_HOME", str(folder / "home"))
        make_home("ruth", "omar")
        assert run(["release", "create", "one", "--licence", "cc-by-4.0"]) == 0
        yield folder / "home"


@pytest.fixture
def seen(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    """What is printed, without what fixtures printed before."""
    capsys.readouterr()
    return capsys


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["create", "two"], 2, "needs a licence"),
        (["create", "two", "--licence", "mine"], 2, "--licence-url"),
        (["create", "one", "--licence", "cc-by-4.0"], 2, "already"),
        (["create", "../two", "--licence", "cc-by-4.0"], 2, "cannot be a release's name"),
        (["create", "two", "--licence", "cc-by-4.0", "--version", "two"], 2, "no version"),
        (["create", "two", "--licence", "cc-by-4.0", "--split", "train"], 2, "no shares"),
        (["create", "two", "--licence", "cc-by-4.0", "--after", "none"], 2, "no release 'none'"),
        (["verify", "two"], 2, "no release 'two'"),
        (["diff", "one", "two"], 2, "no release 'two'"),
        (["verify", "one"], 0, "as they were"),
    ],
)
def test_what_is_answered(
    home: Path, seen: pytest.CaptureFixture[str], typed: list[str], code: int, said: str
) -> None:
    assert run(["release", *typed]) == code
    assert said in seen.readouterr().err
    assert not (home / "releases" / "two").exists()


def test_people_are_shown_a_value_a_line(home: Path, seen: pytest.CaptureFixture[str]) -> None:
    assert run(["release", "show", "one"]) == 0
    shown = seen.readouterr().out
    said = dict(line.split(": ", 1) for line in shown.splitlines() if line)
    assert said["licence.id"] == "cc-by-4.0"
    assert said["rules.split.shares.train"] == "0.8"
    assert said["parts.train.articles"].isdigit()
    assert "None" not in shown
    assert "{" not in shown


def test_the_statement_claims_nothing_about_how_imports_were_made(home: Path) -> None:
    statement = (home / "releases" / "one" / "STATEMENT.md").read_text("utf-8")
    assert "annotations that were imported it is not recorded" in statement


def test_a_changed_file_is_a_gate_not_met(
    home: Path, seen: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["release", "create", "harmed", "--licence", "cc0-1.0", "--out", str(tmp_path / "r")]) == 0
    (tmp_path / "r" / "STATEMENT.md").write_text("another")
    assert run(["release", "verify", "harmed"]) == 1
    said = seen.readouterr().err
    assert "STATEMENT.md: changed" in said
    assert "get it anew" in said
    assert run(["release", "verify", str(tmp_path / "r")]) == 1
    (tmp_path / "r" / "manifest.json").unlink()
    assert run(["release", "verify", "harmed"]) == 6


def test_a_story_of_two_releases(home: Path, seen: pytest.CaptureFixture[str]) -> None:
    """What happens between two releases: an article goes, an annotation goes, one is added, one changed."""
    store = open_store(f"sqlite:///{home / 'annotate.db'}")
    with store.session() as session:
        Articles(session).remove("gossip-studio-split", withdraw=True)
        Annotations(session).withdraw(Annotations(session).current("event-lantern-walk")[0].id)
    store.dispose()
    address = (home / "releases" / "one" / "manifest.json").read_bytes()

    assert run(["release", "show", "one", "--format", "json"]) == 0
    errata = json.loads(seen.readouterr().out)["errata"]
    assert [(one["article"], one["why"]) for one in errata] == [
        ("event-lantern-walk", "the annotation was withdrawn"),
        ("gossip-studio-split", "the article was taken down"),
    ]
    assert run(["release", "verify", "one"]) == 0
    assert (home / "releases" / "one" / "manifest.json").read_bytes() == address

    typed = ["release", "create", "next", "--licence", "cc-by-4.0", "--after", "one", "--format", "json"]
    assert run(typed) == 0
    seen.readouterr()
    assert run(["release", "list", "--format", "json"]) == 0
    known = {one["name"]: one for one in json.loads(seen.readouterr().out)}
    assert (known["next"]["version"], known["next"]["after"]) == ("2.0.0", "one")
    assert run(["release", "diff", "one", "next", "--format", "json"]) == 0
    said = json.loads(seen.readouterr().out)
    assert said["step"] == "major"
    changes = {one["article"]: one for one in said["articles"]}
    assert changes.keys() == {"event-lantern-walk", "gossip-studio-split"}
    assert changes["gossip-studio-split"]["what"] == "withdrawn"
    assert changes["gossip-studio-split"]["why"] == ["the article was taken down"]
    assert changes["gossip-studio-split"]["marks"]["withdrawn"] > 0
    assert changes["event-lantern-walk"]["what"] == "changed"
    assert changes["event-lantern-walk"]["why"][0].startswith("the annotation by annotator-")
    assert run(["release", "show", "next", "--format", "json"]) == 0
    assert json.loads(seen.readouterr().out)["errata"] == []
