"""A campaign from opening to closing, on the real Label Studio."""

from __future__ import annotations

import pytest

from annotate.campaigns.assign import add_articles
from annotate.campaigns.create import Request, create
from annotate.campaigns.deal import deal
from annotate.campaigns.people import parse_annotators
from annotate.campaigns.show import close, show
from annotate.core.errors import StudioError, UsageError
from annotate.core.pace import Pace
from annotate.scheme.labelstudio import render
from annotate.store import Articles, Campaigns
from annotate.studio import projects
from tests.support.bench import article, region
from tests.support.scheme import the_scheme

pytestmark = pytest.mark.studio


def desk_projects(bench) -> list[dict]:
    listed = bench.owner.get("/api/projects/", {"title": bench.name, "page_size": 100})
    return sorted(listed["results"], key=lambda one: one["title"])


def test_a_desk_is_set_up_as_its_annotator_needs_it(bench):
    bench.create("a", annotators="ada,ben", depth="central")
    ada, ben = desk_projects(bench)
    assert (ada["title"], ben["title"]) == (f"{bench.name} · ada", f"{bench.name} · ben")
    assert ada["label_config"].strip() == render(the_scheme(), "central").strip()
    assert "<h1>Rules</h1>" in ada["expert_instruction"]
    for setting, value in {
        "show_instruction": True,
        "show_collab_predictions": True,
        "model_version": "",
        "sampling": "Uncertainty sampling",
        "maximum_annotations": 1,
        "enable_empty_annotation": True,
    }.items():
        assert ada[setting] == value, setting
    assert ada["color"] != ben["color"]
    assert bench.desk("ada").url == f"{bench.served.url}/projects/{ada['id']}/data"


@pytest.mark.parametrize("ids", [("a",), ("a", "b")])
def test_the_same_campaign_again_does_nothing(bench, ids):
    bench.create(*ids, annotators="ada,ben", each=1)
    before = bench.states("ada"), [one["id"] for one in desk_projects(bench)]
    bench.create(*ids, annotators="ada,ben", each=1)
    assert (bench.states("ada"), [one["id"] for one in desk_projects(bench)]) == before
    assert len(before[1]) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"annotators": "ada,ben"},
        {"depth": "central"},
        {"each": 1},
        {"ids": ("a", "b")},
    ],
)
def test_another_campaign_of_the_same_name_is_an_error_of_usage(bench, other):
    bench.create("a")
    with pytest.raises(UsageError, match="there is another campaign"):
        bench.create(*other.pop("ids", ("a",)), **other)
    assert len(desk_projects(bench)) == 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"articles": ("nowhere",)}, "no article 'nowhere'"),
        ({"articles": None, "outlet": "Nobody's"}, "no article to label"),
        ({"each": 2}, "2 annotators an article, of 1"),
        ({"each": 0}, "0 annotators an article, of 1"),
        ({"depth": "deep"}, "no depth 'deep'"),
        ({"name": " "}, "cannot be a campaign's name"),
        ({"annotators": "ada=x@example.org,ben=x@example.org"}, "two annotators have the e-mail"),
    ],
)
def test_a_campaign_that_cannot_be_leaves_nothing_behind(bench, asked, message):
    with bench.store.session() as session:
        Articles(session).add(article("a"), given="x")
    people = parse_annotators(asked.pop("annotators", "ada"))
    request = Request(**{"name": bench.name, "annotators": people, "articles": ("a",), **asked})
    with pytest.raises(UsageError, match=message):
        create(bench.store, bench.owner, the_scheme(), "", request, credentials_file=None)
    assert desk_projects(bench) == []
    with bench.store.session() as session:
        assert Campaigns(session).all() == []


def test_a_creation_that_dies_is_finished_by_the_next_without_a_second_project(bench, monkeypatch):
    with monkeypatch.context() as dying:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        dying.setattr("annotate.campaigns.opening.project_url", die)
        with pytest.raises(KeyboardInterrupt):
            bench.create("a", annotators="ada,ben")
    bench.create("a", annotators="ada,ben")
    assert [one["title"] for one in desk_projects(bench)] == [f"{bench.name} · ada", f"{bench.name} · ben"]


def test_on_a_teams_server_nobody_is_signed_up(bench):
    with bench.store.session() as session:
        Articles(session).add(article("a"), given="x")
    people = parse_annotators("ada,zoe=zoe@example.org")
    request = Request(bench.name, people, articles=("a",))
    with pytest.raises(StudioError, match=r"zoe@example\.org has no account") as refused:
        create(bench.store, bench.owner, the_scheme(), "", request, credentials_file=None)
    assert "invite" in refused.value.remedy
    assert desk_projects(bench) == []


def test_a_long_name_is_shortened_and_its_project_still_found(bench):
    bench.name = f"{bench.name} {'long ' * 12}".strip()
    bench.create("a")
    bench.create("a")
    (project,) = bench.owner.get("/api/projects/", {"title": bench.name[:17], "page_size": 100})["results"]
    assert len(project["title"]) == 50


def test_a_project_that_does_not_keep_its_settings_is_an_error(bench, monkeypatch):
    monkeypatch.setattr(projects, "_SETTINGS", {**projects._SETTINGS, "use_custom_interface": True})
    with pytest.raises(StudioError, match="did not keep: use_custom_interface"):
        bench.create("a")


def test_chance_deals_evenly_by_a_seed_that_is_kept(bench):
    bench.create(*"abcdef", annotators="ada,ben", each=1, seed=7)
    dealt = {slug: set(bench.states(slug)) for slug in ("ada", "ben")}
    assert [len(articles) for articles in dealt.values()] == [3, 3]
    assert show(bench.store, bench.name).seed == 7
    with pytest.raises(UsageError, match="`seed` is 7"):
        bench.create(*"abcdef", annotators="ada,ben", each=1, seed=8)
    again = deal("abcdef", ["ada", "ben"], 1, lot=f"deal {bench.name} 7")
    assert {slug: {article for article, one in again if one == slug} for slug in dealt} == dealt


def test_articles_that_come_later_are_dealt_on(bench):
    bench.create("a", "b", annotators="ada,ben", each=1)
    with bench.store.session() as session:
        Articles(session).add(article("c"), given="x")
        Articles(session).add(article("d"), given="x")
    assert {one.article for one in add_articles(bench.store, bench.name)} == {"c", "d"}
    assert add_articles(bench.store, bench.name) == []
    bench.load()
    assert [len(bench.remote_tasks(slug)) for slug in ("ada", "ben")] == [2, 2]


def test_progress_is_told_by_desk(bench):
    bench.create("a", "b", "c", annotators="ada,ben", seed=1)
    bench.load()
    bench.annotate("a", region("s", "SOURCE", "Mayor Ada Lee"))
    bench.annotate("b", was_cancelled=True)
    bench.accounts["ada"].post(f"/api/tasks/{bench.task('c')}/drafts", {"result": []})
    bench.sync()
    shown = show(bench.store, bench.name, bench.owner).to_json()
    ada, ben = shown.pop("desks")
    assert shown == {
        "name": bench.name,
        "state": "open",
        "scheme": "1",
        "depth": "full",
        "each": None,
        "seed": 1,
        "queue": "import",
        "articles": 3,
        "sensitive": False,
        "bare": 0.0,
        "flags": [],
        "adjudication": None,
    }
    assert ada == {
        "annotator": "ada",
        "email": "ada@annotate.localhost",
        "project": bench.desk().project,
        "url": f"{bench.served.url}/projects/{bench.desk().project}/data",
        "state": "open",
        "assigned": 3,
        "done": 1,
        "skipped": 1,
        "pending": 1,
        "pending_drafts": 1,
        "pace": None,
        "seconds_left": None,
    }
    assert (ben["assigned"], ben["done"], ben["skipped"], ben["pending_drafts"]) == (3, 0, 0, 0)
    assert show(bench.store, bench.name).desks[0].pending_drafts is None


def test_the_time_left_is_what_is_pending_at_the_present_pace(bench):
    bench.create(*"abcdef")
    bench.load()
    for article_id, seconds in {"a": 600, "b": 900, "c": 700, "d": 40_000}.items():
        bench.annotate(article_id, lead_time=seconds)
    bench.sync()
    (desk,) = show(bench.store, bench.name).desks
    assert desk.pace == Pace(700, n=3, left_out=1)
    assert (desk.pending, desk.seconds_left) == (2, 1400)


def test_a_closed_campaign_is_neither_loaded_nor_added_to(bench):
    bench.create("a")
    close(bench.store, bench.name)
    with pytest.raises(UsageError, match="is closed"):
        bench.load()
    with pytest.raises(UsageError, match="is closed"):
        add_articles(bench.store, bench.name)
    assert show(bench.store, bench.name).state == "closed"
