"""The queue holds in Label Studio's own labelling stream."""

from __future__ import annotations

import pytest

from annotate.campaigns.assign import add_articles
from annotate.campaigns.queue import queues, serve
from annotate.campaigns.queue.serve import Grounds
from annotate.campaigns.show import show
from annotate.campaigns.values import give_values
from annotate.core.errors import UsageError
from annotate.detect import detect
from annotate.store import Articles, Gold, Serving
from tests.support.bench import article, the_disagreement, the_lexicon
from tests.support.scheme import the_scheme

pytestmark = pytest.mark.studio

GROUNDS = Grounds(the_scheme(), lambda one: detect(one, the_lexicon(), the_scheme()), the_disagreement())
UNSOURCED = "Choir sings\n\nThe choir sang in the square."


def served(bench, slug="ada", done=0):
    """Label Studio serves until all but what was `done` is served; the annotator submits each article."""
    path = f"/api/dm/actions?id=next_task&project={bench.desk(slug).project}"
    order = []
    for _ in range(len(bench.remote_tasks(slug)) - done):
        task = bench.accounts[slug].post(path, {})
        order.append(task["data"]["article_id"])
        bench.annotate(order[-1], slug=slug)
    return "".join(order)


def serve_by(bench, by):
    return serve(bench.store, bench.owner, GROUNDS, bench.name, by)


def test_articles_are_served_in_the_order_in_which_they_were_added(bench):
    bench.create("c", "a", "b")
    bench.load()
    assert served(bench) == "cab"


def test_what_is_loaded_already_is_served_anew_by_what_the_lead_gives(bench):
    bench.create("a", "b", "c", "d", annotators="ada,ben")
    bench.load()
    give_values(bench.store, bench.name, {"c": 5, "d": 3})
    ada, ben = serve_by(bench, "value")
    assert (ada.rescored, ben.rescored) == (4, 4)
    assert [one.article for one in ada.places] == ["c", "d", "a", "b"]
    assert show(bench.store, bench.name).queue == "value"
    assert (served(bench, "ada"), served(bench, "ben")) == ("cdab", "cdab")


def test_what_comes_later_takes_its_place_among_what_is_there(bench):
    bench.create("a", "b")
    serve_by(bench, "value")
    bench.load()
    with bench.store.session() as session:
        Articles(session).add(article("c"), given="x")
    add_articles(bench.store, bench.name)
    give_values(bench.store, bench.name, {"c": 5})
    bench.load()
    assert served(bench) == "cab"


def test_the_less_sure_the_machine_the_sooner(bench):
    bench.create("sure")
    with bench.store.session() as session:
        Articles(session).add(article("un", UNSOURCED), given="x")
    add_articles(bench.store, bench.name, ["un"])
    bench.load()
    serve_by(bench, "uncertainty")
    assert served(bench) == "unsure"


def test_a_qualification_is_served_first(bench):
    bench.create("a", "b", "c")
    with bench.store.session() as session:
        Gold(session).add("c")
        Gold(session).serve(Serving(bench.name, "c", "ada", "qualification"))
    bench.load()
    assert served(bench) == "c"  # alone: nothing else is sent before it is done
    bench.sync()
    bench.load()
    assert served(bench, done=1) == "ab"


def test_what_is_in_order_is_not_written_again(bench):
    bench.create("a", "b", "c")
    bench.load()
    bench.annotate("a")
    bench.sync()
    (desk,) = serve_by(bench, "import")
    assert ([one.article for one in desk.places], desk.rescored) == (["b", "c"], 0)


def test_a_dry_run_writes_nothing(bench):
    bench.create("a", "b")
    bench.load()
    give_values(bench.store, bench.name, {"b": 5})
    (desk,) = serve(bench.store, bench.owner, GROUNDS, bench.name, "value", dry_run=True)
    assert desk.rescored == 2
    assert show(bench.store, bench.name).queue == "import"
    assert served(bench) == "ab"


@pytest.mark.parametrize("by", ["uncertainty", "disagreement", "value,diversity", "diversity,import"])
def test_every_order_says_why(bench, by):
    bench.create("a", "b")
    (desk,) = queues(bench.store, GROUNDS, bench.name, by)
    assert [one.place for one in desk.places] == [1, 2]
    assert all(one.why for one in desk.places)
    shown = desk.to_json()
    assert (shown["annotator"], shown["rescored"]) == ("ada", None)
    assert list(shown["queue"][0]) == ["place", "article", "decided_by", "why"]


def test_a_value_for_an_article_elsewhere_is_an_error_of_usage(bench):
    bench.create("a")
    with pytest.raises(UsageError, match="'z' is not in"):
        give_values(bench.store, bench.name, {"z": 5})
