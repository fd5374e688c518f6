"""A taken-down article is on no desk any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.store import Annotations, Articles, Outbox, Tasks
from annotate.studio.errors import StudioAnswered
from annotate.studio.takedown import desks_showing, take_down
from tests.support.bench import region

pytestmark = pytest.mark.studio


def erase(bench, id_: str = "a"):
    with bench.store.session() as session:
        Articles(session).remove(id_, withdraw=True)
        Articles(session).erase_text(id_)
    return take_down(bench.store, bench.owner, id_, desks_showing(bench.store, id_))


def test_tasks_with_all_that_is_on_them_go(bench):
    bench.create("a", "b", annotators="ada,ben")
    bench.load()
    bench.annotate("a", region("s", "SOURCE", "Mayor Ada Lee"))
    bench.accounts["ben"].post(f"/api/tasks/{bench.task('a', 'ben')}/drafts", {"result": []})
    bench.sync()
    assert erase(bench) == (2, [])
    assert (bench.remote_tasks("ada"), bench.remote_tasks("ben")) == (["b"], ["b"])
    assert bench.sync(full=True).withdrawn == 0
    with bench.store.session() as session:
        assert Tasks(session).showing("a") == []
        assert [one.state for one in Annotations(session).all(history=True)] == ["withdrawn"]
    bench.load()
    assert erase_again(bench) == (0, [])


def erase_again(bench):
    return take_down(bench.store, bench.owner, "a", desks_showing(bench.store, "a"))


def test_a_task_that_landed_unnoticed_goes_too(bench):
    """The process died between the request and its confirmation."""
    bench.create("a")
    bench.load()
    with bench.store.session() as session:
        for task in Tasks(session).of_desk(bench.desk()):
            Tasks(session).mark_gone(task)
    assert erase(bench) == (1, [])
    assert bench.remote_tasks() == []
    with bench.store.session() as session:
        assert Outbox(session).pending(bench.name) == []


def test_desks_on_another_server_are_named_and_left(bench):
    bench.create("a")
    bench.load()
    elsewhere = replace(bench.desk(), instance="another")
    assert take_down(bench.store, bench.owner, "a", [elsewhere]) == (0, [elsewhere])
    assert bench.remote_tasks() == ["a"]


def test_label_studio_keeps_no_word_of_it_that_can_be_asked_for(bench):
    bench.create("a")
    bench.load()
    number = bench.task("a")
    bench.annotate("a", region("s", "SOURCE", "Mayor Ada Lee"))
    erase(bench)
    exported = bench.owner.get(f"/api/projects/{bench.desk().project}/export", {"exportType": "JSON"})
    assert exported == []
    with pytest.raises(StudioAnswered) as gone:
        bench.owner.get(f"/api/tasks/{number}/")
    assert gone.value.status == 404
