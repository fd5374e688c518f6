"""What annotators do on Label Studio stands in the store after a sweep, whatever they do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from annotate.core import Annotation, Link, Span
from annotate.core.codec import body
from annotate.core.errors import StudioError, UsageError
from annotate.store import Annotations, Articles, Campaign, Campaigns, Cursors, Desk, Desks, Tasks
from annotate.studio.client import Studio
from annotate.studio.errors import StudioAnswered, StudioUnreachable
from annotate.studio.sweep import OVERLAP, WHOLE_EVERY
from annotate.studio.swept import Swept
from annotate.studio.sync import sync
from tests.support.bench import TEXT, Bench, region
from tests.support.scheme import mark, the_scheme

pytestmark = pytest.mark.studio

MAYOR = region("s", "SOURCE", "Mayor Ada Lee")
CLAIM = region("a", "ASSERTION", "it may rain")
LINK = {"type": "relation", "from_id": "s", "to_id": "a", "direction": "right"}


def token(bench: Bench) -> str:
    return bench.served.running.token_file.read_text().strip()


def counts(swept: Swept) -> dict[str, int]:
    """What is not nought."""
    return {name: value for name, value in swept.to_json().items() if value and name != "notes"}


def reading(article: str = "a", annotator: str = "ada") -> Annotation:
    """Everything the scheme knows, in one annotation."""
    return Annotation(
        article,
        annotator,
        (
            mark("s", "SOURCE", "Mayor Ada Lee", TEXT, identity="named_person", standing="side_1"),
            mark("s2", "SOURCE", "Critics", TEXT, identity="vague_collective"),
            mark("a", "ASSERTION", "it may rain", TEXT, kind="prediction", weight="central"),
            mark("a2", "ASSERTION", "it would", TEXT),
            mark("c", "CUE", "said", TEXT),
            mark("h", "HEDGE", "may", TEXT, type="possibility"),
        ),
        (
            Link("attributed_to", "a", "s"),
            Link("cued_by", "a", "c"),
            Link("hedged_by", "a", "h"),
            Link("responds_to", "a2", "a"),
            Link("same_claim", "a2", "a"),
            Link("via", "s", "s2"),
        ),
        {
            "genre": "news",
            "accused": "no",
            "impression": "4",
            "signs": "no_byline,no_date",
            "note": "a\nb 😀",
        },
        seconds=12.5,
    )


def test_what_was_submitted_is_what_is_stored(bench_on_both: Bench):
    bench = bench_on_both
    bench.create("a", "b", annotators="ada,ben")
    bench.load()
    sent = [
        reading("a", "ada"),
        reading("b", "ada"),
        replace(reading("a", "ben"), answers={"genre": "opinion"}),
    ]
    for one in sent:
        bench.submit(one)
    assert counts(bench.sync()) == {"new": 3}
    for one in sent:
        (stored,) = [found for found in bench.current(one.article) if found.annotator == one.annotator]
        assert body(stored) == body(one)
        assert (stored.origin, stored.signed_in_as) == ("studio", f"{one.annotator}@annotate.localhost")
        assert stored.seconds == 12.5
    assert bench.states("ada") == {"a": "done", "b": "done"}
    assert bench.states("ben") == {"a": "done", "b": "assigned"}
    assert counts(bench.sync()) == {"unchanged": 3}


def test_an_update_is_a_new_revision(bench):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", MAYOR)
    bench.sync()
    bench.accounts["ada"].patch(f"/api/annotations/{number}/", {"result": [MAYOR, CLAIM, LINK]})
    assert counts(bench.sync()) == {"changed": 1}
    (stored,) = bench.current("a")
    assert stored.revision == 2
    assert stored.links == (Link("attributed_to", "a", "s"),)


def test_a_deleted_annotation_is_withdrawn(bench):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", MAYOR)
    bench.sync()
    bench.owner.delete(f"/api/annotations/{number}/")
    assert counts(bench.sync()) == {"withdrawn": 1}
    assert bench.current("a") == []
    assert bench.states() == {"a": "assigned"}


class OneNumber(httpx.BaseTransport):
    """The real server, as one that gives every annotation the number of one that was deleted."""

    def __init__(self) -> None:
        self._real = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._real.handle_request(request)
        if request.url.path != "/api/tasks/":
            return response
        response.read()
        told = response.json()
        for task in told["tasks"]:
            for annotation in task.get("annotations", ()):
                annotation["id"] = 7
        return httpx.Response(200, json=told, headers={"Date": response.headers["Date"]}, request=request)

    def close(self) -> None:
        self._real.close()


def test_an_annotation_made_under_the_number_of_a_deleted_one_is_another(bench):
    bench.create("a")
    bench.load()
    first = bench.annotate("a", MAYOR)
    with Studio(bench.served.url, token(bench), transport=OneNumber()) as studio:
        assert counts(bench.sync(studio)) == {"new": 1}
        bench.owner.delete(f"/api/annotations/{first}/")
        bench.annotate("a", CLAIM)
        assert counts(bench.sync(studio)) == {"new": 1, "withdrawn": 1}
    assert bench.spans("a") == {("ASSERTION", Span(31, 42))}
    with bench.store.session() as session:
        states = [one.state for one in Annotations(session).all(history=True)]
    assert sorted(states) == ["current", "withdrawn"]


def test_a_skip_is_a_state_of_the_assignment(bench):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", was_cancelled=True)
    assert counts(bench.sync()) == {}
    assert bench.states() == {"a": "skipped"}
    bench.accounts["ada"].patch(f"/api/annotations/{number}/", {"result": [MAYOR], "was_cancelled": False})
    assert counts(bench.sync()) == {"new": 1}
    assert bench.states() == {"a": "done"}
    bench.accounts["ada"].patch(f"/api/annotations/{number}/", {"was_cancelled": True})
    assert counts(bench.sync()) == {"withdrawn": 1}
    assert bench.states() == {"a": "skipped"}


def test_a_draft_is_reported_until_it_is_submitted(bench):
    bench.create("a", "b")
    bench.load()
    ada, path = bench.accounts["ada"], f"/api/tasks/{bench.task('a')}"
    draft = ada.post(f"{path}/drafts", {"result": [MAYOR]})
    assert counts(bench.sync()) == {"pending_drafts": 1}
    number = ada.post(f"{path}/annotations/", {"result": [MAYOR], "draft_id": draft["id"]})["id"]
    assert counts(bench.sync()) == {"new": 1}
    ada.post(f"{path}/annotations/{number}/drafts", {"result": [MAYOR, CLAIM]})
    assert counts(bench.sync()) == {"unchanged": 1, "pending_drafts": 1}


@pytest.mark.parametrize("direction", ["right", "left", "bi"])
def test_a_link_is_stored_the_right_way_round(bench, direction):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR, CLAIM, {**LINK, "direction": direction})
    bench.sync()
    assert bench.current("a")[0].links == (Link("attributed_to", "a", "s"),)


def test_what_is_bad_is_dropped_or_kept_aside_and_the_rest_goes_on(bench):
    bench.create("a", "b", "c")
    bench.load()
    bench.annotate("a", MAYOR, {**MAYOR, "id": "twin"}, {**LINK, "to_id": "nothing"})
    bench.annotate("b", {**MAYOR, "value": {**MAYOR["value"], "end": 10**6}})
    bench.annotate("c", CLAIM)
    swept = bench.sync()
    assert counts(swept) == {"new": 2, "dropped": 2, "quarantined": 1}
    assert "a: left out of ada's annotation: mark twin: the same span and label as s" in swept.notes
    (reason,) = bench.quarantine()
    assert "the text ends at" in reason
    assert len(bench.current("a")[0].marks) == 1
    assert bench.current("b") == []


def test_a_quarantined_annotation_that_is_put_right_is_taken(bench):
    bench.create("a")
    bench.load()
    number = bench.annotate("a", region("s", "SOURCE", "Mayor", labels=None) | {"value": {"start": 1}})
    assert counts(bench.sync()) == {"quarantined": 1}
    bench.accounts["ada"].patch(f"/api/annotations/{number}/", {"result": [MAYOR]})
    assert counts(bench.sync()) == {"new": 1}
    assert bench.quarantine() == []


def test_the_newest_of_two_annotations_stands_and_the_older_when_it_goes(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR)
    newer = bench.annotate("a", CLAIM)
    swept = bench.sync()
    assert counts(swept) == {"new": 2}
    assert "a: ada's desk has more than one annotation of it; the newest stands" in swept.notes
    assert {label for label, _ in bench.spans("a")} == {"ASSERTION"}
    bench.owner.delete(f"/api/annotations/{newer}/")
    assert counts(bench.sync()) == {"withdrawn": 1, "unchanged": 1}
    assert {label for label, _ in bench.spans("a")} == {"SOURCE"}


def test_an_annotation_belongs_to_its_desk_whoever_was_signed_in(bench):
    bench.create("a")
    bench.load()
    bench.accounts["ben"].post(f"/api/tasks/{bench.task('a')}/annotations/", {"result": [MAYOR]})
    swept = bench.sync()
    (stored,) = bench.current("a")
    assert (stored.annotator, stored.signed_in_as) == ("ada", "ben@annotate.localhost")
    assert swept.notes == ("a: ben@annotate.localhost was signed in at ada's desk",)


def test_a_say_verb_without_a_source_is_reported(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", CLAIM, region("c", "CUE", "said"))
    assert bench.sync().notes == ("a: ada's 'said' at 26 leads to no source",)
    assert bench.current("a")[0].links == (Link("cued_by", "a", "c", "inferred"),)


def test_a_label_removed_by_hand_is_said_and_nothing_is_lost(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR, CLAIM)
    bench.sync()
    path = f"/api/projects/{bench.desk().project}/"
    page = bench.owner.get(path)["label_config"]
    bench.owner.patch(path, {"label_config": page.replace('alias="SOURCE"', 'alias="SPEAKER"')})
    swept = bench.sync(full=True)
    assert counts(swept) == {"unchanged": 1}
    assert swept.notes == ("ada's labelling page lacks label SOURCE of label",)
    assert len(bench.current("a")[0].marks) == 2


def test_only_a_full_sweep_finds_a_deleted_task(bench):
    bench.create("a", "b")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    bench.owner.delete(f"/api/tasks/{bench.task('a')}/")
    assert counts(bench.sync()) == {}
    assert counts(bench.sync(full=True)) == {"withdrawn": 1}
    assert bench.states() == {"a": "assigned", "b": "assigned"}
    bench.load()
    assert sorted(bench.remote_tasks()) == ["a", "b"]


def test_a_full_sweep_sees_what_does_not_show_in_the_task_times(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    ids = {"selectedItems": {"all": True, "excluded": []}, "project": bench.desk().project}
    bench.owner.post(
        "/api/dm/actions/", ids, {"id": "delete_tasks_annotations", "project": bench.desk().project}
    )
    assert counts(bench.sync(full=True)) == {"withdrawn": 1}


def test_when_much_is_gone_at_once_it_is_asked_about_first(bench):
    bench.create("a", "b", "c")
    bench.load()
    for id_ in ("a", "b", "c"):
        bench.annotate(id_, MAYOR)
    bench.sync()
    for id_ in ("a", "b"):
        bench.owner.delete(f"/api/tasks/{bench.task(id_)}/")
    with pytest.raises(StudioError, match="2 of 3 annotations of ada") as asked:
        bench.sync(full=True)
    assert "--accept-mass-withdrawal" in asked.value.remedy
    assert len(bench.current("a")) == 1
    assert counts(bench.sync(full=True, accept_mass_withdrawal=True)) == {"withdrawn": 2, "unchanged": 1}


def test_the_annotations_of_a_text_that_was_changed_there_are_kept_aside(bench):
    bench.create("a")
    bench.load()
    data = bench.owner.get(f"/api/tasks/{bench.task('a')}")["data"]
    bench.owner.patch(f"/api/tasks/{bench.task('a')}/", {"data": {**data, "text": "X" + data["text"]}})
    bench.annotate("a", MAYOR)
    assert counts(bench.sync()) == {"quarantined": 1}
    assert "is not the one that was loaded" in bench.quarantine()[0]


def test_work_on_an_article_that_was_removed_is_not_read_and_said(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    with bench.store.session() as session:
        Articles(session).remove("a", withdraw=True)
    swept = bench.sync()
    assert counts(swept) == {"left_out": 1}
    assert "shows an article that was removed" in swept.notes[0]
    assert bench.current("a") == []


class Dying(httpx.BaseTransport):
    """The real server, until it is asked for a page of tasks for the second time."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self._real, self._pages, self._answer = httpx.HTTPTransport(), 0, answer

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/tasks/":
            self._pages += 1
        return self._answer(request) if self._pages > 1 else self._real.handle_request(request)

    def close(self) -> None:
        self._real.close()


def unplugged(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def signed_out(request: httpx.Request) -> httpx.Response:
    return httpx.Response(401, json={"detail": "Invalid token."}, request=request)


def half_told(request: httpx.Request) -> httpx.Response:
    tasks = {"total": 9, "tasks": [{"id": 10**6, "created_at": "2026-01-01T00:00:00Z"}]}
    return httpx.Response(200, json=tasks, headers={"Date": "Thu, 01 Jan 2026 00:00:00 GMT"}, request=request)


@pytest.mark.parametrize(
    ("fault", "error"),
    [(unplugged, StudioUnreachable), (signed_out, StudioAnswered), (half_told, StudioError)],
)
def test_a_sweep_that_breaks_off_keeps_what_it_read_and_the_next_takes_the_rest(
    bench, monkeypatch, fault, error
):
    monkeypatch.setattr("annotate.studio.feed.PAGE", 1)
    bench.create("a", "b", "c")
    bench.load()
    for id_ in ("a", "b", "c"):
        bench.annotate(id_, MAYOR)
    with Studio(bench.served.url, token(bench), transport=Dying(fault)) as studio, pytest.raises(error):
        bench.sync(studio)
    assert [len(bench.current(id_)) for id_ in ("a", "b", "c")] == [1, 0, 0]
    with bench.store.session() as session:
        assert Cursors(session).get(bench.desk()) is None
    assert counts(bench.sync()) == {"new": 2, "unchanged": 1}


def test_the_first_sweep_of_a_day_reads_everything_and_finds_what_the_feed_cannot(bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    bench.owner.delete(f"/api/tasks/{bench.task('a')}/")
    assert counts(bench.sync()) == {}
    with bench.store.session() as session:
        cursor = Cursors(session).get(bench.desk())
        a_day_ago = cursor.whole_at - WHOLE_EVERY - OVERLAP
        Cursors(session).set(bench.desk(), replace(cursor, whole_at=a_day_ago))
    assert counts(bench.sync()) == {"withdrawn": 1}
    assert bench.current("a") == []


def test_a_desk_that_was_deleted_is_said_with_a_remedy_and_the_others_are_read(bench):
    bench.create("a", annotators="ada,ben")
    bench.load()
    bench.annotate("a", MAYOR, slug="ada")
    bench.annotate("a", CLAIM, slug="ben")
    bench.sync()
    bench.accounts["ben"].post(f"/api/tasks/{bench.task('a', 'ben')}/annotations/", {"result": [MAYOR]})
    bench.owner.delete(f"/api/projects/{bench.desk('ada').project}/")
    with pytest.raises(StudioError, match=r"the desk of ada .* is not in Label Studio any more") as gone:
        bench.sync(full=True)
    assert gone.value.remedy
    assert {one.annotator: one.marks[0].label for one in bench.current("a")} == {
        "ada": "SOURCE",
        "ben": "SOURCE",
    }


def test_a_wrong_token_is_an_error_with_a_remedy(bench):
    bench.create("a")
    with Studio(bench.served.url, "0" * 40) as stranger, pytest.raises(StudioError) as refused:
        bench.sync(stranger)
    assert refused.value.remedy


def test_an_unknown_campaign_is_an_error_of_usage(bench):
    bench.create("a")
    bench.name = "nowhere"
    with pytest.raises(UsageError, match="no campaign 'nowhere'"):
        bench.sync()


def test_a_desk_on_another_server_keeps_no_other_campaign_from_being_read(bench: Bench):
    bench.create("a")
    bench.load()
    bench.submit(reading())
    with bench.store.session() as session:
        Campaigns(session).create(Campaign("0 elsewhere", the_scheme().version))
        Desks(session).add(Desk("0 elsewhere", "ada", "another", 1, "http://127.0.0.1:9/"))
    with pytest.raises(StudioError, match="'0 elsewhere' are not on"):
        sync(bench.store, bench.owner, the_scheme())
    with bench.store.session(read_only=True) as session:
        assert [one.annotator for one in Annotations(session).current("a")] == ["ada"]


def test_a_project_that_only_has_the_number_of_the_desk_is_not_read(bench: Bench):
    bench.create("a")
    bench.load()
    path = f"/api/projects/{bench.desk().project}/"
    mine = bench.owner.get(path)["description"]
    bench.owner.patch(path, {"description": "somebody else's"})
    bench.annotate("a", MAYOR)
    with pytest.raises(StudioError, match="is not in Label Studio any more") as refused:
        bench.sync()
    assert mine in refused.value.remedy
    assert bench.current("a") == []
    bench.owner.patch(path, {"description": mine})
    assert counts(bench.sync()) == {"new": 1}


def test_a_deleted_desk_is_opened_anew_by_the_same_create(bench: Bench):
    bench.create("a")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    bench.owner.delete(f"/api/projects/{bench.desk().project}/")
    bench.create("a")
    assert counts(bench.sync(accept_mass_withdrawal=True)) == {"withdrawn": 1}
    bench.load()
    assert bench.remote_tasks() == ["a"]


def test_an_annotation_goes_with_its_task_to_another_desk(bench: Bench):
    bench.create("a", annotators="ada,ben")
    bench.load()
    bench.annotate("a", MAYOR)
    bench.sync()
    desk, task = bench.desk("ada"), bench.task("a")
    bench.owner.patch(f"/api/tasks/{task}/?project={desk.project}", {"project": bench.desk("ben").project})
    assert counts(bench.sync(full=True)) == {"changed": 1, "withdrawn": 1}
    assert [one.annotator for one in bench.current("a")] == ["ben"]
    assert (bench.states("ada"), bench.states("ben")) == ({"a": "assigned"}, {"a": "done"})


def test_work_on_one_of_two_tasks_of_a_text_takes_nothing_from_the_other(bench: Bench, monkeypatch):
    monkeypatch.setattr("annotate.studio.sweep.OVERLAP", timedelta(0))
    bench.create("a")
    bench.load()
    data = bench.owner.get(f"/api/tasks/{bench.task('a')}")["data"]
    bench.annotate("a", MAYOR)
    again = f"/api/projects/{bench.desk().project}/import"
    (second,) = bench.owner.post(again, [{"data": data}], {"return_task_ids": "true"})["task_ids"]
    bench.sync()
    time.sleep(1.1)  # the cursor counts whole seconds
    bench.sync()
    with bench.store.session() as session:
        (known,) = [one for one in Tasks(session).of_desk(bench.desk()) if one.task == second]
        Tasks(session).mark_gone(known)  # as a load may have thought
    bench.accounts["ada"].post(f"/api/tasks/{second}/annotations/", {"result": [CLAIM]})
    assert counts(bench.sync()) == {"new": 1}


def test_what_is_deleted_from_one_of_two_tasks_of_a_text_is_withdrawn(bench: Bench, monkeypatch):
    monkeypatch.setattr("annotate.studio.sweep.OVERLAP", timedelta(0))
    bench.create("a")
    bench.load()
    data = bench.owner.get(f"/api/tasks/{bench.task('a')}")["data"]
    number = bench.annotate("a", MAYOR)
    again = f"/api/projects/{bench.desk().project}/import"
    (second,) = bench.owner.post(again, [{"data": data}], {"return_task_ids": "true"})["task_ids"]
    bench.accounts["ada"].post(f"/api/tasks/{second}/annotations/", {"result": [CLAIM]})
    bench.sync()
    time.sleep(1.1)  # the cursor counts whole seconds
    bench.sync()
    bench.owner.delete(f"/api/annotations/{number}/")
    assert counts(bench.sync()) == {"withdrawn": 1}
    assert [mark.label for mark in bench.current("a")[0].marks] == ["ASSERTION"]
    assert bench.states() == {"a": "done"}
