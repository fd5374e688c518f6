"""Articles: revisions, tombstones, erasure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from annotate.core import Article, Span
from annotate.core.codec import as_stated
from annotate.core.errors import Refused, UsageError
from annotate.store import Annotations, Articles, Given, Quarantine, Scores, Store, open_store
from tests.support.store import annotation, article

FULL = Article(
    id="https://example.org/a",
    text="Tïtle 😀\n\nText.",
    sentences=(Span(0, 7), Span(9, 14)),
    title="Tïtle 😀",
    url="https://example.org/a",
    outlet="Example",
    author="A. Writer",
    published=datetime(2026, 5, 1, 8, 30, tzinfo=timezone(timedelta(hours=2))),
    modified=datetime(2026, 5, 1, 8, 30, tzinfo=UTC),
    language="en",
)


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    with store.session() as session:
        assert Articles(session).add(FULL, given="") == "added"
    with store.session() as session:
        back = Articles(session).get(FULL.id)
    assert back == FULL
    assert back is not None
    assert (as_stated(back.published), as_stated(back.modified)) == (
        "2026-05-01T08:30:00+02:00",
        "2026-05-01T08:30:00Z",
    )


def test_the_zone_of_a_time_is_learned_and_forgotten_with_it(store: Store) -> None:
    in_utc = replace(FULL, published=datetime(2026, 5, 1, 6, 30, tzinfo=UTC))
    for known, said in [
        (FULL, "08:30:00+02:00"),
        (replace(FULL, published=None), "08:30:00+02:00"),
        (in_utc, "06:30:00Z"),
    ]:
        with store.session() as session:
            Articles(session).add(known, given="")
            back = Articles(session).get(FULL.id)
            assert back is not None
            assert (as_stated(back.published) or "").endswith(said)


@pytest.mark.parametrize(
    ("texts", "outcomes"),
    [
        (["one", "one"], ["added", "unchanged"]),
        (["one", "two"], ["added", "revised"]),
        (["one", "two", "two"], ["added", "revised", "unchanged"]),
        (["one", "two", "one"], ["added", "revised", "revised"]),
    ],
)
def test_another_text_is_a_new_revision(store: Store, texts: list[str], outcomes: list[str]) -> None:
    with store.session() as session:
        articles = Articles(session)
        assert [articles.add(article(text=text), given=text) for text in texts] == outcomes
        changes = outcomes.count("revised") + 1
        newest = articles.get("a1")
        assert newest == replace(article(text=texts[-1]), revision=changes)
        assert articles.get("a1", 1) == article(text=texts[0])
        assert articles.get("a1", changes + 1) is None


@pytest.mark.parametrize(
    ("numbers", "stored", "newest"),
    [
        ([3], [3], 3),
        ([2, 5], [2, 5], 5),
        ([5, 2], [5, 2], 5),
        ([2, None], [2, 3], 3),
        ([2, 2], [2, 3], 3),
        ([0, -1, 10**30], [1, 2, 3], 3),
    ],
)
def test_a_text_keeps_the_number_it_had_elsewhere(
    store: Store, numbers: list[int | None], stored: list[int], newest: int
) -> None:
    with store.session() as session:
        articles = Articles(session)
        for place, number in enumerate(numbers):
            articles.add(article(text=f"text {place}"), given="", revision=number)
        assert [articles.text("a1", number) for number in stored] == [
            f"text {n}" for n in range(len(numbers))
        ]
        assert getattr(articles.get("a1"), "revision", None) == newest


def test_the_given_text_may_hold_anything(store: Store) -> None:
    given, runs = "\x00 \ud800 😀 text", ((0, 6, 4),)
    with store.session() as session:
        Articles(session).add(article(text="text"), given=given, offset_map=runs)
        assert Articles(session).given("a1") == Given(given, runs)
        assert Articles(session).given("a1", 1) == Given(given, runs)


@pytest.mark.parametrize("text", ["a \x00 b", "a \ud83d b"])
def test_the_canonical_text_may_not(store: Store, text: str) -> None:
    with store.session() as session:
        with pytest.raises(Refused, match=r"text holds U\+.* at character 2"):
            Articles(session).add(article(text=text), given="")
        assert Articles(session).ids() == []


def test_sentences_stay_as_first_cut_and_what_is_learned_is_kept(store: Store) -> None:
    with store.session() as session:
        articles = Articles(session)
        articles.add(article(author="A. Writer"), given="", path="a.txt")
        later = replace(article(), sentences=(), outlet="Example")
        assert articles.add(later, given="") == "unchanged"
        assert articles.get("a1") == article(author="A. Writer", outlet="Example")
        assert articles.path("a1") == "a.txt"


def test_finding_articles(store: Store) -> None:
    with store.session() as session:
        articles = Articles(session)
        for id_, text, outlet in [("b", "one", "X"), ("a", "one", "Y"), ("É", "two", "X"), ("c", "x", None)]:
            articles.add(article(id_, text, outlet=outlet), given="")
        articles.add(article("a", "three", outlet="Y"), given="")
        assert articles.ids() == ["a", "b", "c", "É"]
        assert [one.id for one in articles.all()] == ["a", "b", "c", "É"]
        assert articles.ids(outlet="X") == ["b", "É"]
        assert articles.with_sha256(article(text="one").sha256) == ["b"]
        assert articles.revision_with("a", article(text="one").sha256) == 1
        assert articles.revision_with("a", article(text="two").sha256) is None


@pytest.mark.parametrize("call", ["given", "remove", "erase_text"])
def test_an_unknown_article(store: Store, call: str) -> None:
    with store.session() as session, pytest.raises(UsageError, match="nowhere"):
        getattr(Articles(session), call)("nowhere")


def test_a_removed_article_is_gone_until_it_comes_back(store: Store) -> None:
    with store.session() as session:
        articles = Articles(session)
        articles.add(article(), given="")
        articles.remove("a1")
        assert (articles.get("a1"), articles.get("a1", 1), articles.ids()) == (None, None, [])
        assert articles.text("a1", 1) == article().text
        assert articles.add(article(), given="") == "added"
        assert articles.get("a1") == article()


def test_an_annotated_article_is_removed_with_its_annotations_or_not_at_all(store: Store) -> None:
    with store.session() as session:
        articles, annotations = Articles(session), Annotations(session)
        articles.add(article(), given="")
        annotations.save(annotation(article()))
        annotations.save(annotation(article(), "machine", origin="machine"))
        with pytest.raises(Refused, match="1 annotation"):
            articles.remove("a1")
        articles.remove("a1", withdraw=True)
        assert annotations.standing("a1") == []
        assert [one.state for one in annotations.all(history=True)] == ["withdrawn", "withdrawn"]


def test_what_the_machine_marked_stands_in_nobodys_way(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        Annotations(session).save(annotation(article(), "machine", origin="machine"))
        Articles(session).remove("a1")
        assert Annotations(session).standing("a1") == []


def test_erasure_leaves_hashes_and_marks_only(store: Store) -> None:
    with store.session() as session:
        articles = Articles(session)
        articles.add(article(title="Some 😀 say it rains."), given="as given")
        Annotations(session).save(annotation(article()))
        Quarantine(session).add("import", "bad", b"payload", article="a1")
        Scores(session).put("a1", 1, None, "hash", "1", {"reason": "a quotation"})
        articles.remove("a1", withdraw=True)
        articles.erase_text("a1")
    with store.session() as session:
        assert Articles(session).text("a1", 1) == ""
        assert Articles(session).given("a1") == Given("", ())
        assert [one.payload for one in Quarantine(session).all(open_only=False)] == [b""]
        assert Scores(session).get("a1", 1, None, "hash", "1") is None
        (kept,) = Annotations(session).all(history=True)
        assert kept.text_sha256 == article().sha256
        assert len(kept.marks) == 2


def test_only_a_removed_article_can_be_erased(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        with pytest.raises(UsageError, match="not removed"):
            Articles(session).erase_text("a1")


def test_an_erased_text_is_not_in_the_file_any_more(sqlite_url: str, tmp_path: Path) -> None:
    needle = "a sentence that must vanish"
    store = open_store(sqlite_url)
    with store.session() as session:
        Articles(session).add(article(text=needle * 500), given=needle * 500)
    store.dispose()
    assert needle.encode() in (tmp_path / "annotate.sqlite").read_bytes()
    store = open_store(sqlite_url)
    with store.session() as session:
        Articles(session).remove("a1")
        Articles(session).erase_text("a1")
    store.dispose()
    assert not [path for path in tmp_path.iterdir() if needle.encode() in path.read_bytes()]


def test_an_erased_text_that_is_given_again_is_there_again(store: Store) -> None:
    with store.session() as session:
        articles = Articles(session)
        articles.add(article(), given="x")
        articles.remove("a1")
        articles.erase_text("a1")
        assert articles.add(article(), given="x") == "added"
        assert articles.get("a1") == article()
