"""What is assigned comes to its desk, once, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from annotate.campaigns.assign import add_articles
from annotate.core import Annotation, Article, Mark, Span
from annotate.core.errors import StudioError
from annotate.detect import load_model
from annotate.resources import shipped
from annotate.store import Articles, Offers, Outbox
from annotate.studio.client import Studio
from annotate.studio.errors import StudioUnreachable
from tests.support.bench import TEXT, Bench, article, the_detector

pytestmark = pytest.mark.studio

Send = Callable[[httpx.Request], httpx.Response]


class Faulty(httpx.BaseTransport):
    """The real server, with one fault on the way of the first import."""

    def __init__(self, fault: Callable[[Send, httpx.Request], httpx.Response]) -> None:
        self._real = httpx.HTTPTransport()
        self._fault: Callable[[Send, httpx.Request], httpx.Response] | None = fault

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._fault is not None and request.url.path.endswith("/import"):
            fault, self._fault = self._fault, None
            return fault(self._real.handle_request, request)
        return self._real.handle_request(request)

    def close(self) -> None:
        self._real.close()


def lost_answer(send: Send, request: httpx.Request) -> httpx.Response:
    send(request).read()
    raise httpx.ReadTimeout("the write landed and nobody heard of it", request=request)


def never_sent(send: Send, request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def replayed(send: Send, request: httpx.Request) -> httpx.Response:
    send(request).read()
    return send(request)


def token(bench: Bench) -> str:
    return bench.served.running.token_file.read_text().strip()


def test_every_assigned_article_is_there_with_its_text_and_pre_marks(bench):
    bench.create("b", "a", "https://example.org/c?d=1")
    (loaded,) = bench.load()
    assert (loaded.sent, loaded.present, loaded.doubles) == (3, 0, 0)
    task = bench.owner.get(f"/api/tasks/{bench.task('a')}")
    assert task["data"] == {
        "article_id": "a",
        "article_revision": 1,
        "text": TEXT.replace("😀", "□"),
        "text_sha256": article("a").sha256,
        "title": "Rain again",
        "outlet": "The Test",
        "url": None,
    }
    (prediction,) = task["predictions"]
    assert prediction["model_version"] == "rules"
    assert {"SOURCE", "CUE"} <= {
        one["value"]["labels"][0] for one in prediction["result"] if one.get("type") == "labels"
    }


def test_pre_marks_are_signed_with_what_made_them_and_a_desk_keeps_its_first_name(bench):
    trained = replace(the_detector(), model=load_model(shipped("models", "default.npz")))
    bench.create("a")
    bench.load(detector=trained)
    with bench.store.session() as session:
        Articles(session).add(article("b"), given=TEXT)
    add_articles(bench.store, bench.name, ("b",))
    said: list[str] = []
    bench.load(say=said.append)
    tasks = [bench.owner.get(f"/api/tasks/{bench.task(id_)}") for id_ in ("a", "b")]
    shown = bench.owner.get(f"/api/projects/{bench.desk().project}/")["model_version"]
    assert (
        {one["model_version"] for task in tasks for one in task["predictions"]} == {shown} == {trained.name}
    )
    assert any(f"pre-marks of 'rules' are shown there as of {trained.name!r}" in line for line in said)
    with bench.store.session(read_only=True) as session:
        made = {one.offer.shown.article: one.offer.model for one in Offers(session).of(bench.name)}
    assert (made["a"].startswith(trained.name), made["b"].startswith("rules ")) == (True, True)


def test_loading_again_sends_nothing_and_what_was_added_later_alone(bench):
    bench.create("a", "b")
    bench.load()
    (again,) = bench.load()
    assert (again.sent, again.present) == (0, 2)
    assert sorted(bench.remote_tasks()) == ["a", "b"]


def test_more_than_a_batch_keeps_its_order(bench, monkeypatch):
    monkeypatch.setattr("annotate.studio.load.BATCH", 2)
    ids = [f"n{number}" for number in range(5)]
    bench.create(*ids)
    (loaded,) = bench.load()
    assert loaded.sent == 5
    assert bench.remote_tasks() == ids


def test_a_dry_run_writes_nothing(bench):
    bench.create("a", "b")
    (loaded,) = bench.load(dry_run=True)
    assert loaded.sent == 2
    assert bench.remote_tasks() == []
    with bench.store.session() as session:
        assert Outbox(session).pending(bench.name) == []


@pytest.mark.parametrize(
    ("characters", "force", "sent", "refused", "warned"),
    [
        (15_001, False, 1, False, True),
        (25_001, False, 0, True, False),
        (25_001, True, 1, False, True),
    ],
)
def test_a_long_article_is_warned_of_or_refused(bench, characters, force, sent, refused, warned):
    bench.create("long", text=("word " * characters)[:characters].strip() + ".")
    (loaded,) = bench.load(force=force)
    assert (loaded.sent, bool(loaded.refused), bool(loaded.warned)) == (sent, refused, warned)


@pytest.mark.parametrize("fault", [lost_answer, never_sent])
def test_a_batch_whose_fate_is_unknown_is_looked_for_before_it_is_sent_again(bench, fault):
    bench.create("a", "b")
    with Studio(bench.served.url, token(bench), transport=Faulty(fault)) as studio:
        with pytest.raises(StudioUnreachable):
            bench.load(studio)
        bench.load(studio)
    assert sorted(bench.remote_tasks()) == ["a", "b"]
    (again,) = bench.load()
    assert (again.sent, again.present) == (0, 2)


def test_a_batch_that_the_server_carried_out_twice_leaves_no_double(bench):
    bench.create("a", "b")
    with Studio(bench.served.url, token(bench), transport=Faulty(replayed)) as studio:
        (loaded,) = bench.load(studio)
    assert (loaded.sent, loaded.doubles) == (2, 2)
    assert sorted(bench.remote_tasks()) == ["a", "b"]


@pytest.mark.parametrize("step", ["sent", "confirmed"])
def test_a_load_that_dies_between_two_steps_is_finished_by_the_next(bench, monkeypatch, step):
    bench.create("a", "b")
    with monkeypatch.context() as dying:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        dying.setattr(Outbox, step, die)
        with pytest.raises(KeyboardInterrupt):
            bench.load()
    bench.load()
    assert sorted(bench.remote_tasks()) == ["a", "b"]


def test_a_double_that_lands_late_is_deleted_by_the_next_load_and_work_on_it_is_not(bench):
    bench.create("a", "b")
    bench.load()
    late = [bench.owner.get(f"/api/tasks/{bench.task(id_)}")["data"] for id_ in ("a", "b")]
    made = bench.owner.post(
        f"/api/projects/{bench.desk().project}/import",
        [{"data": data} for data in late],
        {"return_task_ids": "true"},
    )
    worked_on = made["task_ids"][1]
    bench.accounts["ada"].post(f"/api/tasks/{worked_on}/annotations/", {"result": []})
    (loaded,) = bench.load()
    assert loaded.doubles == 2
    assert sorted(bench.remote_tasks()) == ["a", "b"]
    assert bench.owner.get(f"/api/tasks/{worked_on}")["data"]["article_id"] == "b"


def test_a_task_that_was_deleted_by_hand_is_sent_again(bench):
    bench.create("a", "b")
    bench.load()
    bench.owner.delete(f"/api/tasks/{bench.task('a')}/")
    (loaded,) = bench.load()
    assert (loaded.sent, loaded.present) == (1, 1)
    assert sorted(bench.remote_tasks()) == ["a", "b"]


def test_an_article_that_was_revised_before_its_batch_arrived_comes_once(bench):
    bench.create("a")
    faulty = Studio(bench.served.url, token(bench), transport=Faulty(never_sent))
    with faulty, pytest.raises(StudioUnreachable):
        bench.load(faulty)
    with bench.store.session() as session:
        Articles(session).add(article("a", "Quite another text."), given="Quite another text.")
    bench.load()
    (task,) = bench.owner.get("/api/tasks/", {"project": bench.desk().project})["tasks"]
    assert task["data"]["article_revision"] == 2


def test_a_removed_article_is_left_out_and_said(bench):
    bench.create("a", "b")
    with bench.store.session() as session:
        Articles(session).remove("a")
    (loaded,) = bench.load()
    assert (loaded.sent, loaded.refused) == (1, {"a": "it was removed"})


def test_nothing_is_sent_to_a_page_that_lacks_a_label_until_it_is_repaired(bench):
    bench.create("a")
    path = f"/api/projects/{bench.desk().project}/"
    page = bench.owner.get(path)["label_config"]
    bench.owner.patch(path, {"label_config": page.replace('alias="HEDGE"', 'alias="HUNCH"')})
    with pytest.raises(StudioError, match="lacks: label HEDGE of label") as refused:
        bench.load()
    assert "--repair" in refused.value.remedy
    assert bench.remote_tasks() == []
    (loaded,) = bench.load(repair=True)
    assert loaded.sent == 1
    assert "HEDGE" in bench.owner.get(path)["label_config"]


def test_an_article_whose_pre_marks_do_not_fit_is_refused_and_the_rest_goes_on(bench, monkeypatch):
    def detect(article: Article, *_: object) -> Annotation:
        end = 4 if article.id == "a" else 10**6
        return Annotation(article.id, "machine", (Mark("m1", "SOURCE", Span(0, end), confidence=1.0),))

    monkeypatch.setattr("annotate.detect.detector.detect", detect)
    bench.create("a", "b")
    (loaded,) = bench.load()
    assert bench.remote_tasks() == ["a"]
    assert "the text ends at" in loaded.refused["b"]


def test_a_batch_whose_answer_is_a_failure_is_looked_for_as_well(bench):
    def failed(send: Send, request: httpx.Request) -> httpx.Response:
        send(request).read()
        return httpx.Response(502, html="<h1>Bad gateway</h1>", request=request)

    bench.create("a")
    with Studio(bench.served.url, token(bench), transport=Faulty(failed)) as studio:
        with pytest.raises(StudioError, match="failed \\(502\\)"):
            bench.load(studio)
        (loaded,) = bench.load(studio)
    assert (loaded.sent, loaded.present) == (0, 1)
    assert bench.remote_tasks() == ["a"]


def test_of_doubles_those_with_a_draft_stay_and_are_known(bench):
    bench.create("a")
    bench.load()
    empty = bench.task("a")
    data = bench.owner.get(f"/api/tasks/{empty}")["data"]
    again = f"/api/projects/{bench.desk().project}/import"
    (begun,) = bench.owner.post(again, [{"data": data}], {"return_task_ids": "true"})["task_ids"]
    bench.accounts["ada"].post(f"/api/tasks/{begun}/drafts", {"result": []})
    (loaded,) = bench.load()
    assert (loaded.doubles, bench.task("a")) == (1, begun)


def test_a_double_that_a_sweep_has_met_is_deleted_as_well(bench):
    bench.create("a")
    bench.load()
    data = bench.owner.get(f"/api/tasks/{bench.task('a')}")["data"]
    bench.owner.post(f"/api/projects/{bench.desk().project}/import", [{"data": data}])
    bench.sync()
    (loaded,) = bench.load()
    assert loaded.doubles == 1
    assert bench.remote_tasks() == ["a"]
