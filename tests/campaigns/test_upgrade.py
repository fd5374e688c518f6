"""A campaign that goes to another version of the scheme while people label, on the real Label Studio."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.campaigns.agreement import readings
from annotate.campaigns.create import Request, create
from annotate.campaigns.load import load
from annotate.campaigns.people import parse_annotators
from annotate.campaigns.upgrade import Upgraded, upgrade
from annotate.core.errors import GateNotMet, UsageError
from annotate.scheme import Scheme
from annotate.scheme.controls import attribute_control
from annotate.scheme.labelstudio import render
from annotate.store import Annotations, Articles, Campaigns, Schemes
from annotate.studio.client import Studio
from annotate.studio.errors import StudioUnreachable
from annotate.studio.sync import sync
from tests.scheme.test_under import renamed, version, without_label
from tests.support.bench import Bench, article, region, the_detector, the_disagreement
from tests.support.scheme import the_scheme

pytestmark = pytest.mark.studio

MAYOR = region("s", "SOURCE", "Mayor Ada Lee")
MAY = region("h", "HEDGE", "may")


def to(bench: Bench, scheme: Scheme, **said: bool) -> Upgraded:
    return upgrade(bench.store, bench.owner, scheme, bench.guidelines, bench.name, **said)


def at(bench: Bench, scheme: Scheme, **asked: bool):
    return sync(bench.store, bench.owner, scheme, bench.name, **asked)


def config(bench: Bench) -> str:
    return bench.owner.get(f"/api/projects/{bench.desk().project}/")["label_config"]


def scheme_of(bench: Bench) -> str:
    with bench.store.session() as session:
        campaign = Campaigns(session).get(bench.name)
    return campaign.scheme


def test_a_version_that_only_adds_costs_nothing(bench):
    bench.create("a", "b", annotators="ada,ben")
    bench.load()
    bench.annotate("a", MAYOR)
    more = version("3")
    assert to(bench, the_scheme()) == Upgraded(bench.name, "1", "1")
    done = to(bench, more)
    assert (done.before, done.after, done.losses) == ("1", "3", ())
    assert scheme_of(bench) == "3"
    assert at(bench, more, full=True).unchanged == 1
    (stored,) = bench.current("a")
    assert (stored.scheme, stored.revision) == ("1", 1)


def test_what_a_removed_label_would_orphan_is_named_and_refused(bench):
    bench.create("a", "b")
    bench.load()
    bench.annotate("a", MAYOR, MAY)
    path = f"/api/tasks/{bench.task('b')}/drafts"
    bench.accounts["ada"].post(path, {"result": [MAY]})
    said: list[str] = []
    before = config(bench)
    with pytest.raises(GateNotMet, match="no place for"):
        upgrade(bench.store, bench.owner, without_label("HEDGE"), "", bench.name, say=said.append)
    where = said[0].split(": mark ")[1]
    assert where.startswith("h (HEDGE")
    assert "'may'" in where
    assert any(line.startswith("ada, b (a draft): mark h (HEDGE") for line in said)
    assert (config(bench), scheme_of(bench)) == (before, "1")
    assert to(bench, without_label("HEDGE"), dry_run=True).losses
    assert scheme_of(bench) == "1"


@pytest.mark.parametrize(
    "now", [without_label("HEDGE"), renamed("HEDGE", "SOFTENER")], ids=["removed", "renamed"]
)
def test_an_accepted_loss_leaves_old_annotations_as_they_were_and_they_count(bench, now):
    bench.create("a", "b", annotators="ada,ben")
    bench.load()
    number = bench.annotate("a", MAYOR, MAY)
    bench.annotate("a", MAYOR, slug="ben")
    done = to(bench, now, accept_loss=True)
    assert [one.what for one in done.losses] == ["mark"]
    assert 'alias="HEDGE"' not in config(bench)
    assert at(bench, now, full=True).unchanged == 2
    kept = {one.annotator: one for one in bench.current("a")}["ada"]
    assert (kept.scheme, [mark.label for mark in kept.marks]) == ("1", ["SOURCE", "HEDGE"])
    read = readings(bench.store, now, bench.name).read
    assert [[mark.label for mark in one.marks] for one in read[0].readings] == [["SOURCE"], ["SOURCE"]]
    # Once it is worked on again it is of the new version, and what the old label marked is left out and said.
    bench.accounts["ada"].patch(
        f"/api/annotations/{number}/", {"result": [MAY, region("s", "SOURCE", "Critics")]}
    )
    swept = at(bench, now)
    assert (swept.changed, swept.dropped, swept.quarantined) == (1, 1, 0)
    assert "label 'HEDGE' was retired" in swept.notes[0]
    newer = {one.annotator: one for one in bench.current("a")}["ada"]
    assert (newer.scheme, [mark.label for mark in newer.marks]) == (now.version, ["SOURCE"])
    with bench.store.session() as session:
        assert [one.scheme for one in Annotations(session).all(history=True) if one.id == newer.id] == [
            "1",
            "2",
        ]


def labels_of(task: dict) -> set[str]:
    """Of its pre-marks."""
    values = [one.get("value", {}) for one in task["predictions"][0]["result"]]
    return {label for value in values for label in value.get("labels", ())}


def test_pre_marks_that_the_new_page_does_not_know_are_gone_from_untouched_tasks(bench):
    bench.create("a", "b")
    bench.load()
    bench.annotate("a", MAYOR)
    assert to(bench, without_label("HEDGE")).premarks == 1
    params = {"project": bench.desk().project, "fields": "all"}
    listed = bench.owner.get("/api/tasks/", params)["tasks"]
    labels = {task["data"]["article_id"]: labels_of(task) for task in listed}
    assert "HEDGE" in labels["a"]
    assert "HEDGE" not in labels["b"]
    assert {"SOURCE", "CUE"} <= labels["b"]


def test_a_control_that_was_used_stays_out_of_sight(bench):
    """Label Studio refuses a page without it."""
    bench.create("a")
    bench.load()
    name = attribute_control("HEDGE", "type")
    value = {**MAY["value"], "choices": ["hearsay"]}
    bench.annotate("a", MAY, {**MAY, "from_name": name, "type": "choices", "value": value})
    (hedge,) = [one for one in the_scheme().labels if one.name == "HEDGE"]
    plain = tuple(replace(one, attributes=()) if one is hedge else one for one in the_scheme().labels)
    now = version(labels=plain)
    done = to(bench, now, accept_loss=True)
    assert [(one.what, one.where) for one in done.losses] == [("attribute", "h.type")]
    assert name in config(bench)
    assert name not in render(now)
    assert at(bench, now, full=True).unchanged == 1


def test_an_upgrade_that_dies_is_finished_by_the_next(bench, monkeypatch):
    bench.create("a", annotators="ada,ben")
    bench.load()
    with monkeypatch.context() as dying:

        def die(*_: object) -> None:
            raise KeyboardInterrupt

        dying.setattr("annotate.campaigns.upgrade.strip_premarks", die)
        with pytest.raises(KeyboardInterrupt):
            to(bench, without_label("HEDGE"))
    assert scheme_of(bench) == "1"
    assert to(bench, without_label("HEDGE")).after == "2"
    with bench.store.session() as session:
        assert Schemes(session).earlier(bench.name) == ["1"]


def test_a_campaign_that_is_not_upgraded_goes_on_with_its_own_version(bench):
    bench.create("a")
    now = without_label("HEDGE")
    load(bench.store, bench.owner, now, the_detector(), bench.name, disagreement=the_disagreement())
    bench.annotate("a", MAY)
    assert at(bench, now).new == 1
    assert bench.current("a")[0].scheme == "1"


def test_a_version_that_was_changed_under_its_number_is_refused(bench):
    bench.create("a")
    changed = replace(without_label("HEDGE"), version="1")
    for work in (lambda: at(bench, changed), lambda: to(bench, changed)):
        with pytest.raises(UsageError, match="no longer means what it meant"):
            work()
    with bench.store.session() as session:
        Articles(session).add(article("b"), given="x")
    bench.name = f"{bench.name} again"
    request = Request(bench.name, parse_annotators("ada"), articles=("b",))
    with pytest.raises(UsageError, match="no longer means what it meant"):
        create(bench.store, bench.owner, changed, "", request, credentials_file=None)


def test_a_server_that_fails_leaves_the_old_version_in_force(bench):
    bench.create("a")
    bench.load()
    gone = Studio("http://127.0.0.1:9", "x" * 40)
    gone.__dict__["instance"] = bench.desk().instance
    with pytest.raises(StudioUnreachable):
        upgrade(bench.store, gone, without_label("HEDGE"), "", bench.name)
    assert scheme_of(bench) == "1"
