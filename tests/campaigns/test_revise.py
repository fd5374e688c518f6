"""An article that is revised while a campaign runs, on the real Label Studio."""

from __future__ import annotations

import pytest

from annotate.campaigns.revise import Revised, newer_texts, revise
from annotate.core.errors import StudioError
from annotate.store import Annotations, Articles
from tests.support.bench import TEXT, Bench, article, region, the_detector
from tests.support.scheme import the_scheme

pytestmark = pytest.mark.studio

NEW = TEXT.replace("Others denied that it would.", "Ministers said that it would.")
MAYOR = region("s", "SOURCE", "Mayor Ada Lee")
OTHERS = region("o", "SOURCE", "Others")


def add(bench: Bench, *ids: str, text: str = NEW) -> None:
    with bench.store.session() as session:
        for id_ in ids:
            assert Articles(session).add(article(id_, text), given=text) == "revised"


def revised(bench: Bench, **said: bool) -> dict[str, Revised]:
    done = revise(bench.store, bench.owner, the_scheme(), the_detector(), bench.name, **said)
    return {one.loaded.desk.annotator: one for one in done}


def on_desk(bench: Bench, slug: str = "ada") -> list[dict]:
    params = {"project": bench.desk(slug).project, "fields": "all"}
    return bench.owner.get("/api/tasks/", params)["tasks"]


def revisions(bench: Bench, slug: str = "ada") -> list[tuple[str, int]]:
    return sorted(
        (task["data"]["article_id"], task["data"]["article_revision"]) for task in on_desk(bench, slug)
    )


def test_the_new_text_comes_with_what_still_stands_of_ones_own(bench):
    bench.create("a", "b", annotators="ada,ben")
    bench.load()
    bench.annotate("a", MAYOR, OTHERS)
    add(bench, "a")
    done = revised(bench)
    assert (done["ada"].loaded.sent, done["ada"].carried, done["ada"].dropped) == (1, 1, 0)
    assert (done["ben"].loaded.sent, done["ben"].carried, done["ben"].dropped) == (1, 0, 1)
    assert revisions(bench, "ada") == [("a", 1), ("a", 2), ("b", 1)]
    assert revisions(bench, "ben") == [("a", 2), ("b", 1)]
    (offered,) = [
        task["predictions"][0]["result"] for task in on_desk(bench) if task["data"]["article_revision"] == 2
    ]
    regions = {one["id"]: one["value"]["text"] for one in offered if one["type"] == "labels"}
    assert regions["s"] == "Mayor Ada Lee"
    assert "o" not in regions
    assert "Ministers" in regions.values()


def test_the_old_reading_stays_valid_for_the_old_text(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR)
    add(bench, "a")
    revised(bench)
    assert bench.states() == {"a": "assigned"}
    assert bench.sync(full=True).unchanged == 1
    assert bench.states() == {"a": "assigned"}
    with bench.store.session() as session:
        assert [one.state for one in Annotations(session).current("a", bench.name, 1)] == ["current"]
        assert Annotations(session).current("a", bench.name) == []
    (number,) = [task["id"] for task in on_desk(bench) if task["data"]["article_revision"] == 2]
    bench.accounts["ada"].post(
        f"/api/tasks/{number}/annotations/", {"result": [region("s", "SOURCE", "Mayor")]}
    )
    assert bench.sync().new == 1
    assert bench.states() == {"a": "done"}
    with bench.store.session() as session:
        assert len(Annotations(session).current("a", bench.name, 1)) == 1
        assert len(Annotations(session).current("a", bench.name)) == 1


def test_a_text_somebody_has_begun_on_stays(bench):
    bench.create("a")
    bench.load()
    bench.accounts["ada"].post(f"/api/tasks/{bench.task('a')}/drafts", {"result": [MAYOR]})
    add(bench, "a")
    assert revised(bench)["ada"].dropped == 0
    assert revisions(bench) == [("a", 1), ("a", 2)]


def test_a_dry_run_writes_nothing_and_a_second_run_does_nothing(bench):
    bench.create("a", "b")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    add(bench, "a", "b")
    would = revised(bench, dry_run=True)["ada"]
    assert (would.loaded.sent, would.carried) == (2, 1)
    assert revisions(bench) == [("a", 1), ("b", 1)]
    assert revised(bench)["ada"].loaded.sent == 2
    again = revised(bench)["ada"]
    assert (again.loaded.sent, again.carried, again.dropped) == (0, 0, 0)
    assert revisions(bench) == [("a", 1), ("a", 2), ("b", 2)]
    assert bench.load()[0].sent == 0


def test_a_deleted_old_reading_is_withdrawn_though_the_new_text_lies_beside_it(bench):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", MAYOR)
    add(bench, "a")
    revised(bench)
    bench.owner.delete(f"/api/annotations/{number}/")
    assert bench.sync().withdrawn == 1


def test_a_run_that_dies_is_finished_by_the_next(bench, monkeypatch):
    bench.create("a", "b")
    bench.load()
    add(bench, "a", "b")
    with monkeypatch.context() as dying:

        def die(*_: object, **__: object) -> None:
            raise StudioError("the answer was lost")

        dying.setattr("annotate.studio.load.settle", die)
        with pytest.raises(StudioError):
            revised(bench)
    assert revisions(bench) == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    revised(bench)
    assert revisions(bench) == [("a", 2), ("b", 2)]


def test_what_is_newer_is_told_without_a_server(bench):
    bench.create("a", "b")
    bench.load()
    add(bench, "b")
    with bench.store.session() as session:
        assert [(one.id, one.revision) for one in newer_texts(session, bench.desk())] == [("b", 2)]
