"""Annotations: contents, states, keys. Each case is what somebody does and what is stored after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from annotate.core import Annotation, Link, Mark, Span
from annotate.core.codec import content_sha256
from annotate.core.errors import Refused, UsageError
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Known,
    Remote,
    Store,
    create_store,
)
from tests.support.store import annotation, article

DAYS = [datetime(2026, 1, day, 12, 30, 15, 123456, tzinfo=UTC) for day in range(1, 5)]
HERE = Remote("studio-1", 7, DAYS[0])
THERE = Remote("studio-1", 8, DAYS[0])
SAID = annotation(article())
CHANGED = replace(SAID, answers={"genre": "analysis"})


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        Articles(session).add(article(), given="")
        Campaigns(session).create(Campaign("spring", "1"))
        yield session


def test_an_annotation_comes_back_as_it_went_in(session: Session) -> None:
    whole = annotation(
        article(),
        campaign="spring",
        scheme="1",
        origin="studio",
        signed_in_as="ann@example.org",
        seconds=12.5,
        created_at=DAYS[0],
        updated_at=DAYS[1],
    )
    saved = Annotations(session).save(whole, HERE)
    marks = tuple(sorted(whole.marks, key=lambda mark: mark.span))
    assert Annotations(session).get(saved.id) == replace(whole, id=saved.id, marks=marks)
    assert Annotations(session).by_remote(HERE) == Annotations(session).get(saved.id)
    assert Annotations(session).by_remote(THERE) is None


@pytest.mark.parametrize("remote", [None, HERE])
@pytest.mark.parametrize(
    ("contents", "outcomes", "revisions"),
    [
        ([SAID, SAID], ["new", "unchanged"], 1),
        ([SAID, replace(SAID, seconds=9.0, updated_at=DAYS[3])], ["new", "unchanged"], 1),
        ([SAID, CHANGED], ["new", "changed"], 2),
        ([SAID, CHANGED, SAID], ["new", "changed", "changed"], 3),
        ([SAID, replace(SAID, marks=SAID.marks[::-1])], ["new", "unchanged"], 1),
    ],
)
def test_only_another_content_is_a_new_revision(
    session: Session, remote: Remote | None, contents: list[Annotation], outcomes: list[str], revisions: int
) -> None:
    annotations = Annotations(session)
    saved = [annotations.save(one, remote) for one in contents]
    assert [one.outcome for one in saved] == outcomes
    assert len({one.id for one in saved}) == 1
    history = list(annotations.all(history=True))
    assert [one.revision for one in history] == list(range(1, revisions + 1))
    assert [one.state for one in history] == ["superseded"] * (revisions - 1) + ["current"]
    assert [one.revision for one in annotations.all()] == [revisions]


def test_two_sweeps_at_once_store_an_annotation_once(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")

    def sweep(_: int) -> str:
        with store.session() as session:
            outcome = Annotations(session).save(SAID, HERE).outcome
            time.sleep(0.02)
            return outcome

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(sweep, range(4))) == ["new"] + ["unchanged"] * 3


@pytest.mark.parametrize(
    ("first", "second", "current"),
    [
        (DAYS[1], DAYS[2], THERE),
        (DAYS[2], DAYS[1], HERE),
    ],
)
def test_of_two_in_label_studio_the_newest_stands(
    session: Session, first: datetime, second: datetime, current: Remote
) -> None:
    annotations = Annotations(session)
    one = annotations.save(replace(SAID, updated_at=first), HERE)
    other = annotations.save(replace(CHANGED, updated_at=second), THERE)
    standing, back = (other.id, one.id) if current is THERE else (one.id, other.id)
    assert other.superseded == back
    assert [one.id for one in annotations.current("a1")] == [standing]
    again = (
        annotations.save(replace(SAID, updated_at=first), HERE),
        annotations.save(replace(CHANGED, updated_at=second), THERE),
    )
    assert [one.outcome for one in again] == ["unchanged", "unchanged"], "a second sweep changes nothing"
    assert {key: known.state for key, known in annotations.remotes("imports", "ann").items()} == {
        current: "current",
        (HERE if current is THERE else THERE): "superseded",
    }


def test_when_the_newest_is_withdrawn_the_older_stands_again(session: Session) -> None:
    annotations = Annotations(session)
    old = annotations.save(replace(SAID, updated_at=DAYS[1]), HERE)
    new = annotations.save(replace(CHANGED, updated_at=DAYS[2]), THERE)
    annotations.withdraw(new.id)
    assert [one.id for one in annotations.current("a1")] == [old.id]


def test_a_withdrawn_one_that_comes_back_stands_again(session: Session) -> None:
    annotations = Annotations(session)
    saved = annotations.save(SAID, HERE)
    annotations.withdraw(saved.id)
    assert annotations.current("a1") == []
    assert annotations.remotes("imports", "ann") == {
        HERE: Known(saved.id, content_sha256(SAID), "withdrawn", "a1", 1)
    }
    assert annotations.save(SAID, HERE).outcome == "changed"
    assert [one.revision for one in annotations.current("a1")] == [1]


def test_a_number_used_again_is_another_annotation(session: Session) -> None:
    annotations = Annotations(session)
    first = annotations.save(SAID, HERE)
    second = annotations.save(CHANGED, replace(HERE, created_at=DAYS[1]))
    assert second.outcome == "new"
    assert first.id != second.id


def test_readers_campaigns_and_texts_stand_beside_each_other(session: Session) -> None:
    annotations = Annotations(session)
    Articles(session).add(article(text=SECOND_TEXT), given="")
    second_text = replace(article(text=SECOND_TEXT), revision=2)
    for one in (
        SAID,
        replace(SAID, annotator="ben"),
        replace(SAID, campaign="spring"),
        annotation(second_text),
    ):
        assert annotations.save(one).superseded is None
    assert len(list(annotations.all())) == 4
    assert [one.article_revision for one in annotations.current("a1")] == [2]
    assert len(annotations.current("a1", article_revision=1)) == 3
    assert [one.campaign for one in annotations.current("a1", "spring", 1)] == ["spring"]
    assert [one.campaign for one in annotations.all(campaign="spring")] == ["spring"]


SECOND_TEXT = "A text that is long enough for both marks."


def test_heads_are_the_current_ones_of_newest_texts_without_what_they_say(session: Session) -> None:
    save = Annotations(session).save
    save(replace(SAID, created_at=DAYS[0], updated_at=DAYS[0]), HERE)
    save(replace(CHANGED, created_at=DAYS[0], updated_at=DAYS[1]), HERE)
    gone = save(replace(SAID, annotator="ben", campaign="spring"))
    save(replace(SAID, annotator="cem", campaign="spring", created_at=DAYS[2], updated_at=DAYS[3]))
    Annotations(session).withdraw(gone.id)
    heads = {one.annotator: one for one in Annotations(session).heads()}
    assert heads.keys() == {"ann", "cem"}
    assert heads["ann"].content_sha256 == content_sha256(CHANGED)
    assert (heads["ann"].created_at, heads["ann"].updated_at) == (DAYS[0], DAYS[1])
    assert [one.annotator for one in Annotations(session).heads("spring")] == ["cem"]
    Articles(session).add(article(text="Another text."), given="")
    assert Annotations(session).heads() == []


def test_a_verdict_stands_beside_readings_and_the_newest_verdict_alone(session: Session) -> None:
    annotations = Annotations(session)
    annotations.save(SAID)
    for day, judge in ((1, "ann"), (2, "lead")):
        annotations.save(replace(SAID, origin="verdict", annotator=judge, updated_at=DAYS[day]))
    assert sorted((one.origin, one.annotator) for one in annotations.current("a1")) == [
        ("import", "ann"),
        ("verdict", "lead"),
    ]


def test_an_id_that_came_along_is_kept(session: Session) -> None:
    assert Annotations(session).save(replace(SAID, id="their-own")).id == "their-own"
    assert Annotations(session).save(replace(CHANGED, id="their-own")).revision == 2


def test_ids_do_not_depend_on_the_database(session: Session) -> None:
    saved = [Annotations(session).save(one, remote).id for one, remote in ((SAID, None), (CHANGED, HERE))]
    assert saved == ["2fe60c5e-34d4-5053-bd21-09deb95124f5", "f0a58373-7493-5b25-b6c3-815b8defdb11"]


def test_the_same_reading_by_another_way_is_not_doubled(session: Session) -> None:
    annotations = Annotations(session)
    swept = annotations.save(replace(SAID, origin="studio"), HERE)
    assert annotations.save(SAID).id == swept.id
    assert annotations.save(replace(SAID, id="from-a-file")).outcome == "unchanged"
    assert annotations.save(CHANGED).outcome == "new", "but what it says is never put under the other's key"


def test_what_was_imported_before_its_label_studio_was_swept_is_known_there(session: Session) -> None:
    annotations = Annotations(session)
    annotations.save(replace(SAID, origin="studio"), HERE)
    (exported,) = annotations.all()
    annotations.save(exported)  # into the same database: nothing
    assert annotations.save(replace(exported, id=""), HERE).outcome == "unchanged"


def test_an_exported_history_goes_into_an_empty_database(store: Store, blank_sqlite_url: str) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        annotations = Annotations(session)
        for day, (said, remote) in enumerate(
            [(SAID, HERE), (CHANGED, HERE), (SAID, THERE), (CHANGED, THERE)]
        ):
            annotations.save(replace(said, origin="studio", updated_at=DAYS[day]), remote)
        annotations.save(replace(SAID, annotator="ben", updated_at=DAYS[0]))
        annotations.withdraw(annotations.save(replace(CHANGED, annotator="ben", updated_at=DAYS[1])).id)
        history = list(annotations.all(history=True))
    other = create_store(blank_sqlite_url)
    with other.session() as session:
        Articles(session).add(article(), given="")
        for _ in range(2):  # the second time changes nothing
            outcomes = [Annotations(session).save(one).outcome for one in history]
            assert list(Annotations(session).all(history=True)) == history
    assert outcomes == ["unchanged"] * len(history)
    other.dispose()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"article": "nowhere"}, "no revision 1"),
        ({"article_revision": 2}, "no revision 2"),
        ({"campaign": "autumn"}, "no campaign"),
        ({"text_sha256": "0" * 64}, "another text"),
        ({"marks": (Mark("a", "CUE", Span(0, 1)), Mark("a", "CUE", Span(1, 2)))}, "the id a"),
        ({"links": (Link("via", "s", "gone"),)}, "no mark of this annotation"),
        ({"links": (Link("via", "s", "a"), Link("via", "s", "a", "inferred"))}, "drawn twice"),
        ({"links": (Link("", "s", "a"),)}, "needs type"),
        ({"answers": {"note": "half an emoji \ud83d"}}, r"body holds U\+D83D"),
        ({"marks": (Mark("m" * 201, "CUE", Span(0, 1)),), "links": ()}, "longer than 200"),
        ({"annotator": "a\ud83d"}, "cannot"),
        ({"origin": "rumour"}, "ck_annotations_origin"),
        ({"marks": (Mark("a", "CUE", Span(0, 10**30)),), "links": ()}, "cannot hold"),
        ({"article_revision": 10**30}, "cannot hold|no revision"),
        ({"seconds": {}}, "cannot hold"),
    ],
)
def test_what_cannot_be_stored_is_refused_and_the_rest_goes_on(
    session: Session, change: dict[str, object], reason: str
) -> None:
    annotations = Annotations(session)
    with pytest.raises(Refused, match=reason):
        annotations.save(replace(SAID, **change))
    assert annotations.save(SAID).outcome == "new"
    assert len(list(annotations.all(history=True))) == 1


def test_an_id_cannot_be_taken_over_by_other_work(session: Session) -> None:
    Annotations(session).save(replace(SAID, id="x"))
    with pytest.raises(Refused, match="stored as"):
        Annotations(session).save(replace(SAID, id="x", annotator="ben"))


def test_an_unknown_annotator_becomes_known(session: Session) -> None:
    Annotations(session).save(SAID)
    assert [one.slug for one in Annotators(session).all()] == ["ann"]


def test_withdrawing_what_is_not_there(session: Session) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        Annotations(session).withdraw("nowhere")


def test_many_are_read_in_pages_and_in_order(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.store.annotations.PAGE", 3)
    for number in range(8):
        Annotations(session).save(replace(SAID, annotator=f"ann{number}"))
    ids = [one.id for one in Annotations(session).all()]
    assert ids == sorted(ids)
    assert len(ids) == 8


def by(annotator: str, day: int, **fields: object) -> Annotation:
    return replace(
        SAID, annotator=annotator, campaign="spring", origin="studio", updated_at=DAYS[day], **fields
    )


def test_an_older_annotation_that_is_saved_once_more_unchanged_stands_again(session: Session) -> None:
    annotations = Annotations(session)
    first = annotations.save(by("ann", 0), HERE)
    annotations.save(by("ann", 1, answers={"genre": "analysis"}), THERE)
    again = annotations.save(by("ann", 2), HERE)
    assert (again.outcome, again.revision) == ("unchanged", 1)
    (stands,) = annotations.current("a1")
    assert (stands.id, stands.updated_at) == (first.id, DAYS[2])


def test_an_annotation_goes_with_its_task_to_another_desk(session: Session) -> None:
    annotations = Annotations(session)
    older = annotations.save(by("ann", 0, answers={"genre": "analysis"}), THERE)
    annotations.save(by("ann", 1), HERE)
    moved = annotations.save(by("ben", 1), HERE)
    assert (moved.outcome, moved.revision) == ("changed", 1)
    stands = {one.annotator: one.id for one in annotations.current("a1")}
    assert stands == {"ann": older.id, "ben": moved.id}


def test_an_annotation_does_not_go_over_to_another_article(session: Session) -> None:
    Articles(session).add(article("a2"), given="")
    annotations = Annotations(session)
    annotations.save(by("ann", 0), HERE)
    with pytest.raises(Refused, match="its task shows another text"):
        annotations.save(by("ann", 1, article="a2"), HERE)
    assert [one.article for one in annotations.all()] == ["a1"]
