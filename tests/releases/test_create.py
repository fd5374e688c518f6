"""What a release holds, and that it is the same wherever and whenever it is made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.core import Article
from annotate.core.codec import content_sha256
from annotate.core.errors import UsageError
from annotate.releases import dealing, manifest, tables
from annotate.releases.choice import TABLES
from annotate.releases.freeze import public
from annotate.releases.rows import annotation_of, article_of
from annotate.store import Annotations, Articles, Campaign, Campaigns, Releases, Store, open_store
from tests.support.exports import files
from tests.support.releases import NOON, article, fill, reading, release


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    every = [
        row for part in dealing.parts(folder) for row in tables.read(folder / dealing.path_of(table, part))
    ]
    return sorted(every, key=lambda row: (row["article"], row["article_revision"], row.get("id", "")))


@pytest.mark.postgres
def test_both_databases_give_the_same_bytes(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    for name, url in (("one", sqlite_url), ("two", postgres_url)):
        store = open_store(url)
        fill(store)
        release(store, "spring", tmp_path / name)
        store.dispose()
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_another_order_of_work_gives_the_same_bytes(sqlite_template: Path, tmp_path: Path) -> None:
    """Rows come out of a database in the order in which they went in; a release has an order of its own."""
    for name, backwards in (("one", False), ("two", True)):
        file = tmp_path / f"{name}.db"
        file.write_bytes(sqlite_template.read_bytes())
        store = open_store(f"sqlite:///{file}")
        fill(store, backwards=backwards)
        release(store, "spring", tmp_path / name)
        store.dispose()
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_release_is_its_data_again(store: Store, tmp_path: Path) -> None:
    """Every annotation can be read back as it was, its private answers and its annotator's name aside."""
    fill(store, articles=3)
    release(store, "spring", tmp_path / "r", text="full")
    with store.session(read_only=True) as session:
        stored = list(Annotations(session).all())
        texts = {one.id: one for one in Articles(session).all()}
    back = [annotation_of(row) for row in rows(tmp_path / "r", "annotations")]
    assert len(back) == len(stored) == 6
    assert sorted(map(content_sha256, map(public, stored))) == sorted(map(content_sha256, back))
    assert {(one.scheme, one.updated_at, one.origin) for one in back} == {("1", NOON, "import")}
    assert {one.annotator for one in back} == {"annotator-1", "annotator-2"}
    assert all(set(one.answers) == {"genre"} for one in back)
    for row in rows(tmp_path / "r", "articles"):
        assert article_of(row, str(row["text"])) == texts[str(row["article"])]


@pytest.mark.parametrize(
    ("text", "full", "titles", "words"),
    [("none", False, False, False), ("quotes", False, True, True), ("full", True, True, True)],
)
def test_no_more_words_than_were_asked_for(
    store: Store, tmp_path: Path, text: str, full: bool, titles: bool, words: bool
) -> None:
    fill(store, articles=2)
    release(store, "spring", tmp_path / "r", text=text)
    every = rows(tmp_path / "r", "articles")
    assert all((row["text"] is not None) is full for row in every)
    assert all((row["title"] is not None) is titles for row in every)
    for table in TABLES:
        marks = [mark for row in rows(tmp_path / "r", table) for mark in row["marks"]]
        assert marks
        assert all((mark["text"] is not None) is words for mark in marks)
    if text == "none":
        assert not [name for name, content in files(tmp_path / "r").items() if b"A mayor" in content]


def test_nobody_is_named_unless_asked_for(store: Store, tmp_path: Path) -> None:
    fill(store, articles=2)
    release(store, "spring", tmp_path / "r")
    assert not [name for name, content in files(tmp_path / "r").items() if b"ruth" in content]
    release(store, "named", tmp_path / "n", named=True)
    assert {row["annotator"] for row in rows(tmp_path / "n", "annotations")} == {"ruth", "omar"}
    ids = [[row["id"] for row in rows(tmp_path / name, "annotations")] for name in ("r", "n")]
    assert ids[0] == ids[1]


def test_pseudonyms_stay_when_others_join(store: Store, tmp_path: Path) -> None:
    fill(store, articles=2, annotators=("ruth",))
    release(store, "one", tmp_path / "one")
    before = {row["id"]: row["annotator"] for row in rows(tmp_path / "one", "annotations")}
    with store.session() as session:
        for who in ("abe", "zoe"):
            Annotations(session).save(reading(article(0), who, campaign="spring"))
    release(store, "two", tmp_path / "two")
    after = {row["id"]: row["annotator"] for row in rows(tmp_path / "two", "annotations")}
    assert before.items() <= after.items()
    assert sorted(set(after.values())) == ["annotator-1", "annotator-2", "annotator-3"]


def test_what_stands_no_more_is_not_frozen(store: Store, tmp_path: Path) -> None:
    """A removed article, a withdrawn annotation, a machine's; of a revised article both texts stay."""
    fill(store, articles=5)
    with store.session() as session:
        Articles(session).remove("a00", withdraw=True)
        gone = Annotations(session).current("a01")
        Annotations(session).withdraw(gone[0].id)
        Annotations(session).save(reading(article(2), "robot", campaign="spring", origin="machine"))
        Articles(session).add(article(3, "Another text. A mayor said."), given="")
        newer = Articles(session).get("a03")
        assert newer is not None
        Annotations(session).save(reading(newer, "ruth", campaign="spring"))
    facts = release(store, "spring", tmp_path / "r")
    keys = [(row["article"], row["article_revision"]) for row in rows(tmp_path / "r", "articles")]
    assert keys == [("a01", 1), ("a02", 1), ("a03", 1), ("a03", 2), ("a04", 1)]
    assert facts.census.annotations == 1 + 2 + 2 + 1 + 2
    assert {row["origin"] for row in rows(tmp_path / "r", "articles")} == {"consensus"}


def test_a_verdict_is_the_reading(store: Store, tmp_path: Path) -> None:
    fill(store, articles=1)
    with store.session() as session:
        Annotations(session).save(reading(article(0), "lead", campaign="spring", origin="verdict", marks=()))
    release(store, "spring", tmp_path / "r")
    (row,) = rows(tmp_path / "r", "articles")
    assert (row["origin"], row["annotators"], row["marks"]) == ("verdict", 1, [])
    assert len(rows(tmp_path / "r", "annotations")) == 3


def test_the_row_says_what_the_manifest_says(store: Store, tmp_path: Path) -> None:
    fill(store, articles=3)
    release(store, "spring", tmp_path / "r", campaign="spring", text="none")
    with store.session(read_only=True) as session:
        (known,) = Releases(session).all()
    about = json.loads((tmp_path / "r" / "manifest.json").read_text("utf-8"))
    assert known.manifest_sha256 == manifest.address(tmp_path / "r")
    assert known.content_sha256 == about["content_sha256"] == dealing.content_sha256(tmp_path / "r")
    assert (known.version, known.text, known.campaign) == ("1.0.0", "none", "spring")
    assert about["rules"]["campaign"] == "spring"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"campaign": "autumn"}, "no campaign 'autumn'"),
        ({"campaign": "empty"}, "nobody has read"),
        ({"by": "time"}, "no date"),
    ],
)
def test_what_cannot_be_frozen_leaves_nothing(
    store: Store, tmp_path: Path, choice: dict[str, str], said: str
) -> None:
    fill(store, articles=2)
    with store.session() as session:
        Campaigns(session).create(Campaign("empty", "1"))
        undated = Article("a99", "A mayor said.")
        Articles(session).add(undated, given="")
        Annotations(session).save(reading(undated, "ruth"))
    with pytest.raises(UsageError, match=said):
        release(store, "spring", tmp_path / "r", **choice)
    assert not list(tmp_path.rglob("*.parquet"))
    with store.session(read_only=True) as session:
        assert Releases(session).all() == []


def test_a_name_is_given_once(store: Store, tmp_path: Path) -> None:
    fill(store, articles=1)
    release(store, "spring", tmp_path / "r")
    with pytest.raises(UsageError, match="already"):
        release(store, "spring", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_every_number_of_rows_is_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups of rows are filled and cut at their borders; five rows in groups of two show each case."""
    monkeypatch.setattr(tables, "ROWS", 2)
    fill(store, articles=5)
    release(store, "spring", tmp_path / "r", shares={"train": 1.0})
    path = tmp_path / "r" / dealing.path_of("articles", "train")
    assert [group.num_rows for group in tables.groups(path)] == [2, 2, 1]
    assert [row["article"] for row in tables.read(path)] == [f"a{n:02}" for n in range(5)]


def test_where_a_campaign_is_sensitive_words_are_left_out_unless_asked_for(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = open_store(sqlite_url)
    fill(store, articles=1)
    with store.session() as session:
        Campaigns(session).create(Campaign("covert", "1", sensitive=True))
    given = {"all": {}, "open": {"campaign": "spring"}, "asked": {"text": "full"}}
    for name, choice in given.items():
        release(store, name, tmp_path / name, **choice)
    with store.session(read_only=True) as session:
        known = {one.name: one.text for one in Releases(session).all()}
    assert known == {"all": "none", "open": "quotes", "asked": "full"}
    assert manifest.read(tmp_path / "all")["rules"]["text"] == "none"
    store.dispose()
