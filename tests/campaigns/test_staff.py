"""Who reads what changes while a campaign runs, and nobody loses work."""

from __future__ import annotations

from collections import Counter

import pytest

from annotate.campaigns.assign import assign, readers_of, unassign
from annotate.campaigns.people import parse_annotators
from annotate.campaigns.show import show
from annotate.campaigns.staff import join, leave
from annotate.core.errors import StudioError, UsageError
from annotate.store import Articles
from annotate.studio import remove
from tests.support.bench import article
from tests.support.scheme import the_scheme

pytestmark = pytest.mark.studio


def come(bench, slug, **asked):
    known = bench.served.running.credentials_file
    (person,) = parse_annotators(slug)
    where = (bench.store, bench.owner, the_scheme(), "# Rules", bench.name)
    return join(*where, person, credentials_file=known, **asked)


def draft(bench, article_id, slug="ada"):
    bench.accounts[slug].post(f"/api/tasks/{bench.task(article_id, slug)}/drafts", {"result": []})


def readers(bench):
    with bench.store.session(read_only=True) as session:
        return {
            article: "".join(sorted(one[0] for one in of))
            for article, of in readers_of(session, bench.name).items()
        }


def add(bench, *ids):
    with bench.store.session() as session:
        for id_ in ids:
            Articles(session).add(article(id_), given="x")


def test_an_article_more_is_assigned_and_loaded(bench):
    bench.create("a", annotators="ada,ben")
    add(bench, "b")
    assert len(assign(bench.store, bench.name, ["a", "b"], ["ben"])) == 1
    bench.load()
    assert (bench.remote_tasks("ada"), bench.remote_tasks("ben")) == (["a"], ["a", "b"])


def test_only_what_nobody_has_begun_is_unassigned(bench):
    bench.create(*"abcd", annotators="ada,ben")
    bench.load()
    bench.annotate("a")
    bench.sync()
    bench.annotate("b")  # not synced yet: Label Studio is asked
    draft(bench, "c")
    before = bench.remote_tasks()
    (dry,) = unassign(bench.store, bench.owner, bench.name, "abcd", ["ada"], dry_run=True)
    assert (bench.remote_tasks(), set(bench.states())) == (before, set("abcd"))
    (done,) = unassign(bench.store, bench.owner, bench.name, "abcd", ["ada"])
    assert dry == done
    assert done.removed.free == ("d",)
    assert done.removed.begun == {
        "a": "it is done",
        "b": "it was submitted or skipped",
        "c": "it has a draft",
    }
    assert sorted(bench.remote_tasks()) == sorted("abc")
    assert sorted(bench.remote_tasks("ben")) == sorted("abcd")
    bench.load()
    assert sorted(bench.remote_tasks()) == sorted("abc")  # it does not come back
    swept = bench.sync(full=True)
    assert (swept.withdrawn, bench.states()["b"]) == (0, "done")


def test_an_unassignment_that_dies_is_finished_by_the_next(bench, monkeypatch):
    bench.create("a", "b")
    bench.load()
    with monkeypatch.context() as dying:

        def die(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        dying.setattr("annotate.campaigns.assign._taken", die)
        with pytest.raises(KeyboardInterrupt):
            unassign(bench.store, bench.owner, bench.name, ["a"], ["ada"])
    (again,) = unassign(bench.store, bench.owner, bench.name, ["a"], ["ada"])
    assert again.removed.free == ("a",)
    bench.load()
    assert bench.remote_tasks() == ["b"]


def test_a_newcomer_takes_over_what_others_have_not_begun(bench):
    bench.create(*"abcdef", annotators="ada", each=1)
    bench.load()
    bench.annotate("a")
    draft(bench, "b")
    bench.sync()
    dry = come(bench, "ben", dry_run=True)
    assert set(readers(bench).values()) == {"a"}
    change = come(bench, "ben")
    assert dry.given == change.given
    assert Counter(readers(bench).values()) == {"a": 3, "b": 3}
    assert {"a", "b"} <= {one for one, who in readers(bench).items() if who == "a"}
    bench.load()
    assert sorted(bench.remote_tasks("ben")) == sorted(change.given["ben"])
    assert sorted(bench.remote_tasks("ada")) == sorted(set("abcdef") - set(change.given["ben"]))
    assert come(bench, "ben").given == {}


def test_where_everybody_reads_everything_a_newcomer_does_too(bench):
    bench.create(*"abc", annotators="ada")
    assert come(bench, "ben").given == {"ben": ["a", "b", "c"]}
    bench.load()
    assert bench.remote_tasks("ben") == ["a", "b", "c"]


def test_whoever_leaves_keeps_what_is_done_and_the_others_get_the_rest(bench):
    bench.create(*"abcdef", annotators="ada,ben", each=1, seed=3)
    bench.load()
    mine = sorted(bench.states("ada"))
    bench.annotate(mine[0])
    draft(bench, mine[1])
    bench.sync()
    dry = leave(bench.store, bench.owner, bench.name, "ada", dry_run=True)
    change = leave(bench.store, bench.owner, bench.name, "ada")
    assert dry == change
    assert change.given == {"ben": [mine[2]]}
    assert change.begun == {"ada": {mine[1]: "it has a draft"}}
    assert sorted(bench.remote_tasks("ada")) == mine[:2]
    bench.annotate(mine[1])  # submitted after all
    assert bench.sync().new == 1
    ada, ben = show(bench.store, bench.name).desks
    assert (ada.state, ada.assigned, ada.done, ada.pending) == ("closed", 2, 2, 0)
    assert (ben.state, ben.assigned) == ("open", 4)


def test_nothing_is_dealt_or_loaded_to_a_desk_that_was_left_until_it_is_opened_again(bench):
    bench.create("a", annotators="ada,ben")
    leave(bench.store, bench.owner, bench.name, "ada")
    add(bench, "b")
    with pytest.raises(UsageError, match="'ada' has no open desk"):
        assign(bench.store, bench.name, ["b"], ["ada"])
    bench.load()
    assert bench.remote_tasks("ada") == []
    assert come(bench, "ada").given == {"ada": ["a"]}
    bench.load()
    assert bench.remote_tasks("ada") == ["a"]


def test_a_server_that_fails_in_the_middle_leaves_what_the_next_run_finishes(bench, monkeypatch):
    bench.create(*"abc")
    bench.load()
    with monkeypatch.context() as failing:
        calls = []

        def work(studio, task):
            calls.append(task)
            if len(calls) > 1:
                raise StudioError("gone")

        failing.setattr(remove, "_work", work)
        with pytest.raises(StudioError):
            unassign(bench.store, bench.owner, bench.name, "abc", ["ada"])
    (again,) = unassign(bench.store, bench.owner, bench.name, "abc", ["ada"])
    assert again.removed.free == ("a", "b", "c")
    assert bench.remote_tasks() == []
    assert bench.states() == {}
