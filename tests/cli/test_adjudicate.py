"""`annotate adjudicate` and `annotate gold` on sample annotations, as a lead calls them without a server."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from annotate.cli import run
from annotate.resources import shipped
from annotate.store import Annotators, Campaign, Campaigns, Desk, Desks, open_store

IDS = ("gossip-studio-split", "wire-coal-piers", "court-grain-certificates")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where ruth and omar have read three articles in `spring`, and cleo none in `summer`."""
    home = tmp_path_factory.mktemp("adjudicate") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATE_HOME", str(home))
        assert run(["init"]) == 0
        assert run(["articles", "add", str(shipped("seeds", "articles"))]) == 0
        store = open_store(f"sqlite:///{home / 'annotate.db'}")
        with store.session() as session:
            for name, slugs in (("spring", ("ruth", "omar")), ("summer", ("cleo",))):
                Campaigns(session).create(Campaign(name, "1"))
                for slug in slugs:
                    Annotators(session).ensure(slug)
                    Desks(session).add(Desk(name, slug, "studio", len(slug + name), ""))
                    for id_ in IDS if name == "spring" else ():
                        Campaigns(session).assign(name, id_, slug)
        store.dispose()
        for slug in ("ruth", "omar"):
            bring(home.parent, slug, slug, campaign="spring")
    return home


@pytest.fixture
def lead(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Runs a command in a copy of that home; its exit code, its data and its talk."""
    home = shutil.copytree(prepared, tmp_path / "home")
    monkeypatch.setenv("ANNOTATE_HOME", str(home))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        return (code, *capsys.readouterr())

    return call


def bring(folder: Path, of: str, as_: str, **fields: str) -> None:
    """Imports somebody's sample readings of the three articles as somebody else's."""
    lines = shipped("seeds", "annotations", f"{of}.jsonl").read_text("utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    file = folder / "brought.jsonl"
    made = [{**one, "annotator": as_, **fields} for one in read if one["article"] in IDS]
    file.write_text("\n".join(map(json.dumps, made)), "utf-8")
    assert run(["annotations", "import", str(file)]) == 0


def test_what_is_open_and_what_is_decided(lead: Any, tmp_path: Path) -> None:
    found = json.loads(lead("adjudicate", "spring", "--dry-run", "--format", "json")[1])
    assert (found["open"], found["decided"], found["adjudicator"]) == (3, 0, None)
    assert [one["article"] for one in found["articles"]] == [
        "wire-coal-piers", "gossip-studio-split", "court-grain-certificates",
    ]  # fmt: skip
    bring(tmp_path, "ruth", "nora", campaign="spring", origin="verdict")
    code, out, err = lead("adjudicate", "spring", "--dry-run")
    assert code == 0
    assert out.count("nora") == 3
    assert "0 open, 3 decided, 0 agreed" in err


def test_what_one_alone_has_read_is_not_taken_for_agreement(lead: Any, tmp_path: Path) -> None:
    bring(tmp_path, "omar", "cleo", campaign="summer")
    store = open_store(f"sqlite:///{tmp_path / 'home' / 'annotate.db'}")
    with store.session() as session:
        Campaigns(session).assign("summer", IDS[0], "cleo")
    store.dispose()
    err = lead("adjudicate", "summer", "--dry-run")[2]
    assert "1 of the agreed read by one annotator alone" in err


def test_an_article_that_is_not_there_cannot_be_gold(lead: Any) -> None:
    code, _, err = lead("gold", "add", "nosuch")
    assert (code, "no article 'nosuch'" in err) == (2, True)


def test_where_no_gold_was_served_it_says_so(lead: Any) -> None:
    code, _, err = lead("gold", "results", "summer")
    assert (code, "nobody was served gold in summer" in err) == (0, True)


def test_decided_articles_become_gold_and_measure_a_newcomer(lead: Any, tmp_path: Path) -> None:
    bring(tmp_path, "ruth", "nora", campaign="spring", origin="verdict")
    assert "3 articles made gold, 0 gold already" in lead("gold", "add", "--decided", "spring")[2]
    assert [one["served"] for one in json.loads(lead("gold", "list", "--format", "json")[1])] == [0, 0, 0]
    code, _, err = lead("gold", "serve", "summer", "--first", "4")
    assert (code, "cleo: 3 served, 1 too few" in err) == (5, True)

    bring(tmp_path, "omar", "cleo", campaign="summer")
    (cleo,) = json.loads(lead("gold", "results", "summer", "--format", "json")[1])
    assert cleo["qualification"]["articles"] == 3
    assert 0.8 < cleo["qualification"]["accuracy"] < 1
    told = lead("gold", "results", "summer", "--annotator", "cleo")[1]
    assert "Decided" in told
    assert "Source: Standing in this story" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["gold", "add"],
        ["gold", "add", "wire-coal-piers", "--decided", "spring"],
        ["gold", "add", "wire-coal-piers"],
        ["gold", "remove", "wire-coal-piers"],
        ["gold", "serve", "summer"],
        ["gold", "serve", "summer", "--first", "1", "--every", "1"],
        ["gold", "serve", "nowhere", "--first", "1"],
        ["gold", "results", "nowhere"],
        ["gold", "results", "summer", "--annotator", "ruth"],
        ["gold", "results", "summer", "--out", "x.txt"],
        ["adjudicate", "nowhere", "--dry-run"],
    ],
)
def test_what_cannot_be_is_an_error_of_usage(arguments: list[str], lead: Any) -> None:
    assert lead(*arguments)[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["adjudicate", "nowhere"],
        ["load", "nowhere"],
        ["sync", "nowhere"],
        ["sync", "nowhere", "--watch"],
        ["queue", "nowhere", "--by", "added"],
        ["campaign", "show", "nowhere"],
        ["campaign", "join", "nowhere", "vera"],
        ["campaign", "leave", "nowhere", "ruth"],
        ["campaign", "unassign", "nowhere", "quay", "--from", "ruth"],
        ["campaign", "revise", "nowhere"],
        ["campaign", "round", "nowhere", "second"],
        ["campaign", "upgrade", "nowhere"],
    ],
)
def test_a_campaign_that_is_not_there_is_said_before_a_server_is_looked_for(
    arguments: list[str], lead: Any
) -> None:
    code, _, err = lead(*arguments)
    assert (code, "no campaign 'nowhere'" in err) == (2, True)


def test_so_is_an_article_that_is_not_there(lead: Any) -> None:
    code, _, err = lead("campaign", "create", "autumn", "--annotators", "ruth", "--articles", "nosuch")
    assert (code, "no article 'nosuch'" in err) == (2, True)
