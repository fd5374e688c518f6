"""`annotate export … --release`: what was frozen, whatever has happened since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.export import formats
from annotate.store import Annotations, Articles, Store, open_store
from tests.support.exports import files
from tests.support.samples import make_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the samples, the releases `quotes` and `full`, and what was exported from the first."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("ANNOTATE_HOME", str(folder / "home"))
        make_home("ruth", "omar")
        for text in ("quotes", "full"):
            assert run(["release", "create", text, "--licence", "cc-by-4.0", "--text", text]) == 0
        assert run(["export", "jsonl", "--release", "quotes", "--out", "before.jsonl"]) == 0
        yield folder


def store_of(home: Path) -> Store:
    return open_store(f"sqlite:///{home / 'home' / 'annotate.db'}")


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("format_", formats())
def test_every_format_writes_a_release(home: Path, format_: str) -> None:
    assert run(["export", format_, "--release", "full", "--out", f"{format_}.out"]) in (0, 5)
    path = home / f"{format_}.out"
    assert files(path) if path.is_dir() else path.stat().st_size > 1000


def test_it_holds_what_an_export_held_then(home: Path) -> None:
    """The same marks, links and answers as an export of the same day; names and private answers aside."""
    assert run(["export", "jsonl", "--out", "all.jsonl"]) == 0
    frozen, stored = lines(home / "before.jsonl"), lines(home / "all.jsonl")
    assert len(frozen) == len(stored) == 28
    for one, other in zip(sorted(frozen, key=_place), sorted(stored, key=_place), strict=True):
        for name in ("article", "text_sha256", "article_text", "marks", "links", "updated_at", "scheme"):
            assert one[name] == other[name], name
    assert {one["annotator"] for one in frozen} == {"annotator-1", "annotator-2"}


def _place(one: dict[str, object]) -> tuple[str, str]:
    return str(one["article"]), json.dumps(one["marks"])


def test_parts_make_up_the_whole(home: Path) -> None:
    every = []
    for part in ("train", "validation", "test"):
        assert run(["export", "jsonl", "--release", "quotes", "--part", part, "--out", f"{part}.jsonl"]) == 0
        every += lines(home / f"{part}.jsonl")
    assert sorted(every, key=_place) == sorted(lines(home / "before.jsonl"), key=_place)


def test_the_consensus_comes_from_the_release(home: Path) -> None:
    typed = ["--readings", "consensus", "--label", "SOURCE", "--out", "consensus.jsonl"]
    assert run(["export", "jsonl", "--release", "full", *typed]) == 0
    found = lines(home / "consensus.jsonl")
    assert len(found) == 14
    assert {one["origin"] for one in found} == {"consensus"}
    assert {mark["label"] for one in found for mark in one["marks"]} == {"SOURCE"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--release", "none"], "no release 'none'"),
        (["--release", "full", "--part", "dev"], "there are: test, train, validation"),
        (["--release", "full", "--label", "TONE"], "ASSERTION, SOURCE, CUE"),
        (["--part", "train"], "only a release has parts"),
        (["--release", "full", "--history", "all"], "--history does not go"),
        (["--release", "full", "--adjudicated"], "--adjudicated does not go"),
    ],
)
def test_what_cannot_be_asked_for(
    home: Path, typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "jsonl", *typed, "--out", "nothing.jsonl"]) == 2
    assert said in capsys.readouterr().err
    assert not (home / "nothing.jsonl").exists()


def test_what_happens_later_changes_nothing_but_texts_that_are_gone(home: Path) -> None:
    """Last, since it takes things away: one annotation and one article with its text."""
    store = store_of(home)
    with store.session() as session:
        Annotations(session).withdraw(Annotations(session).current("event-lantern-walk")[0].id)
    store.dispose()
    assert run(["export", "jsonl", "--release", "quotes", "--out", "after.jsonl"]) == 0
    assert (home / "after.jsonl").read_bytes() == (home / "before.jsonl").read_bytes()
    store = store_of(home)
    with store.session() as session:
        Articles(session).remove("gossip-studio-split", withdraw=True)
        Articles(session).erase_text("gossip-studio-split")
    store.dispose()
    assert run(["export", "jsonl", "--release", "quotes", "--out", "erased.jsonl"]) == 5
    assert len(lines(home / "erased.jsonl")) == 26
    assert run(["export", "jsonl", "--release", "full", "--out", "kept.jsonl"]) == 0
    assert len(lines(home / "kept.jsonl")) == 28
