"""The adjudication desk on the real Label Studio: what it shows, in which order, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from annotate.campaigns.adjudicate import Asked, adjudicate
from annotate.campaigns.people import parse_annotator
from annotate.campaigns.show import close, show
from annotate.campaigns.verdicts import Case, cases
from annotate.core import Annotation, Link, Mark
from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.scheme.verdict import adjudicating
from annotate.score import load_disagreement
from annotate.store import Dispute, Disputes
from annotate.studio import accounts
from annotate.studio.feed import with_articles
from annotate.studio.load import Loaded
from annotate.studio.tasks import on_page
from annotate.studio.wire import submission
from tests.support.bench import TEXT, Bench
from tests.support.scheme import mark, the_scheme

pytestmark = pytest.mark.studio

LEE = mark("s", "SOURCE", "Mayor Ada Lee", TEXT, identity="named_person")
CRITICS = mark("t", "SOURCE", "Critics", TEXT, identity="vague_collective")
RAIN = mark("a", "ASSERTION", "it may rain", TEXT, weight="central")
SAID = Link("attributed_to", "a", "s")


def read(bench: Bench, article: str, slug: str, *marks: Mark, **answers: str) -> None:
    links = (SAID,) if {LEE.id, RAIN.id} <= {one.id for one in marks} else ()
    bench.submit(Annotation(article, slug, marks, links, {"genre": "news", **answers}))


def opened(bench: Bench, **asked: Any) -> Loaded:
    known = bench.served.running.credentials_file
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    return adjudicate(
        bench.store, bench.owner, the_scheme(), "# Rules", table, bench.name, Asked(**asked),
        credentials_file=known,
    )  # fmt: skip


def predictions(bench: Bench, loaded: Loaded) -> dict[str, dict[str, int]]:
    """Of each article on the desk, the regions of each prediction by the name that signs it."""
    params = {"project": loaded.desk.project, "page_size": 100, "fields": "all"}
    return {
        task["data"]["article_id"]: {
            one["model_version"]: sum(result["type"] == "labels" for result in one["result"])
            for one in task["predictions"]
        }
        for task in bench.owner.get("/api/tasks/", params)["tasks"]
    }


def decide(bench: Bench, loaded: Loaded, annotation: Annotation) -> None:
    """The adjudicator takes the task that Label Studio serves, which is this article's, and decides."""
    known = bench.served.running.credentials_file
    with accounts.speak_as(bench.owner, f"{loaded.desk.annotator}@annotate.localhost", known) as person:
        task = person.get(f"/api/projects/{loaded.desk.project}/next")
        assert task["data"]["article_id"] == annotation.article
        body = submission(annotation, TEXT, adjudicating(the_scheme()))
        person.post(f"/api/tasks/{task['id']}/annotations/", body)


def the_cases(bench: Bench) -> dict[str, Case]:
    return {case.article.id: case for case in cases(bench.store, the_scheme(), bench.name)}


@pytest.fixture
def read_by_two(bench: Bench) -> Bench:
    """Ada and Ben differ on a small thing in `a`, on a central claim in `b`, and on nothing in `c`."""
    bench.create("a", "b", "c", annotators="ada,ben")
    bench.load()
    for slug in ("ada", "ben"):
        bens = slug == "ben"
        read(bench, "a", slug, LEE, RAIN, *([] if bens else [CRITICS]))
        read(bench, "b", slug, RAIN, LEE.with_attributes(identity="metonym") if bens else LEE)
        read(bench, "c", slug, LEE, RAIN)
    bench.sync()
    return bench


def test_only_what_differs_lies_there_with_the_merged_reading_and_each_of_those_it_is_made_of(
    read_by_two: Bench,
) -> None:
    loaded = opened(read_by_two)
    assert predictions(read_by_two, loaded) == {
        "b": {"reading": 2, "ada": 2, "ben": 2},
        "a": {"reading": 3, "ada": 3, "ben": 2},
    }
    project = read_by_two.owner.get(f"/api/projects/{loaded.desk.project}/")
    assert (project["model_version"], project["title"]) == ("reading", f"{read_by_two.name} · adjudication")


def test_the_page_tells_what_they_differ_on_in_words(read_by_two: Bench) -> None:
    loaded = opened(read_by_two)
    params = {"project": loaded.desk.project, "page_size": 100, "fields": "all"}
    tasks = read_by_two.owner.get("/api/tasks/", params)["tasks"]
    assert {task["data"]["article_id"]: task["data"]["differences"] for task in tasks} == {
        "b": {"1. “Mayor Ada Lee” Source: Who is it": "ada: Named person; ben: Metonym"},
        "a": {"1. “Critics” Source": "ada: Source; ben: not marked"},
    }
    assert all(
        {one["model_version"]: one["score"] is not None for one in task["predictions"]}
        == {"reading": True, "ada": False, "ben": False}
        for task in tasks
    )


def test_all_of_it_lies_there_where_that_is_asked(read_by_two: Bench) -> None:
    assert predictions(read_by_two, opened(read_by_two, all_=True)).keys() == {"a", "b", "c"}


def test_names_are_kept_from_the_adjudicator_where_that_is_asked(read_by_two: Bench) -> None:
    names = predictions(read_by_two, opened(read_by_two, hidden=True))["a"]
    assert len(names) == 3
    assert not names.keys() & {"ada", "ben"}


def test_the_adjudicator_decides_what_is_central_first_and_the_verdict_comes_back_with_its_reason(
    read_by_two: Bench,
) -> None:
    loaded = opened(read_by_two)
    verdict = Annotation("b", "", (LEE, RAIN), (SAID,), {"note": "she speaks for herself", "genre": "news"})
    decide(read_by_two, loaded, verdict)
    swept = read_by_two.sync()
    assert (swept.new, swept.quarantined, swept.dropped) == (1, 0, 0)
    assert {id_: case.state for id_, case in the_cases(read_by_two).items()} == {
        "a": "open",
        "b": "decided",
        "c": "agreed",
    }
    decision = the_cases(read_by_two)["b"].verdict
    assert decision is not None
    assert (decision.by, decision.signed_in_as) == ("adjudicator", "adjudicator@annotate.localhost")
    assert decision.reason == "she speaks for herself"
    (kept,) = [one for one in read_by_two.current("b") if one.origin == "verdict"]
    assert kept.by_id["s"].get("identity") == "named_person"


def test_a_verdict_that_was_changed_in_label_studio_is_changed_here(read_by_two: Bench) -> None:
    loaded = opened(read_by_two)
    decide(read_by_two, loaded, Annotation("b", "", (LEE, RAIN), (SAID,)))
    read_by_two.sync()
    task = read_by_two.owner.get("/api/tasks/", {"project": loaded.desk.project, "fields": "all"})["tasks"]
    (made,) = [one for task in task for one in task["annotations"]]
    changed = submission(Annotation("b", "", (LEE,)), TEXT, the_scheme())
    read_by_two.owner.patch(f"/api/annotations/{made['id']}/", changed)
    assert read_by_two.sync().changed == 1
    (kept,) = [one for one in read_by_two.current("b") if one.origin == "verdict"]
    assert (kept.revision, len(kept.marks)) == (2, 1)


def test_run_again_it_sends_only_what_came_up_since(read_by_two: Bench) -> None:
    assert opened(read_by_two).sent == 2
    assert opened(read_by_two).sent == 0
    read_by_two.annotate("c", slug="ben")  # a second one, empty: the newest stands
    read_by_two.sync()
    again = opened(read_by_two)
    assert (again.sent, again.present) == (1, 2)


def test_what_was_read_otherwise_since_lies_there_anew_unless_it_was_begun(read_by_two: Bench) -> None:
    loaded = opened(read_by_two)
    decide(read_by_two, loaded, Annotation("b", "", (LEE,)))
    for article in ("a", "b"):
        read_by_two.annotate(article, slug="ben")  # a second one, empty: the newest stands
    read_by_two.sync()
    assert opened(read_by_two).sent == 1
    again = predictions(read_by_two, loaded)
    assert (again["a"]["ben"], again["b"]["ben"]) == (0, 2)


def test_a_page_that_was_decided_tells_what_is_disputed_since(read_by_two: Bench) -> None:
    loaded = opened(read_by_two)
    decide(read_by_two, loaded, Annotation("b", "", (LEE,)))
    read_by_two.sync()
    with read_by_two.store.session() as session:
        Disputes(session).note(Dispute("b", 1, "SOURCE", LEE.span, "She only passed it on."))
    assert opened(read_by_two).sent == 0
    (task,) = [task for page in with_articles(read_by_two.owner, loaded.desk.project, ["b"]) for task in page]
    assert task["data"]["differences"]["Disputed 1. “Mayor Ada Lee” Source"] == "She only passed it on."
    assert (task["total_annotations"], task["data"]["text"]) == (1, on_page(TEXT))
    read_by_two.sync()
    assert the_cases(read_by_two)["b"].verdict is not None


def test_the_desk_is_none_of_the_campaigns_labelling(read_by_two: Bench) -> None:
    before = read_by_two.states("ada")
    loaded = opened(read_by_two, by=parse_annotator("ruth"))
    assert loaded.desk.annotator == "ruth"
    assert [desk.annotator for desk in show(read_by_two.store, read_by_two.name).desks] == ["ada", "ben"]
    assert [one.desk.annotator for one in read_by_two.load()] == ["ada", "ben"]
    read_by_two.create("a", "b", "c", annotators="ada,ben")  # the same again
    assert read_by_two.states("ada") == before
    assert read_by_two.states("ruth") == {}


@pytest.mark.parametrize(
    ("by", "message"),
    [("ben", "ben labels in campaign"), ("ruth", "adjudicator decides in campaign")],
)
def test_who_decides_is_somebody_else_and_the_same(bench: Bench, by: str, message: str) -> None:
    bench.create("a", annotators="ada,ben")
    if by == "ruth":
        opened(bench)
    with pytest.raises(UsageError, match=message):
        opened(bench, by=parse_annotator(by))


def test_an_opening_that_dies_is_finished_by_the_next(
    read_by_two: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        dying.setattr("annotate.campaigns.adjudicator.project_url", die)
        with pytest.raises(KeyboardInterrupt):
            opened(read_by_two)
    opened(read_by_two)
    titles = {"title": f"{read_by_two.name} · adjudication", "page_size": 100}
    assert len(read_by_two.owner.get("/api/projects/", titles)["results"]) == 1


def test_a_closed_campaign_is_not_adjudicated(bench: Bench) -> None:
    bench.create("a")
    close(bench.store, bench.name)
    with pytest.raises(UsageError, match="is closed"):
        opened(bench)
