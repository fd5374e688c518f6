"""Gold articles on the real Label Studio: like any others to look at, and first where they qualify."""

from __future__ import annotations

import pytest

from annotate.campaigns.gold import add_gold
from annotate.campaigns.gold_results import standings
from annotate.campaigns.serving import serve
from annotate.core import Annotation
from annotate.store import Annotations
from tests.support.bench import TEXT, Bench
from tests.support.scheme import mark, the_scheme

pytestmark = pytest.mark.studio

LEE = mark("s", "SOURCE", "Mayor Ada Lee", TEXT, identity="named_person")


def test_a_qualification_comes_alone_and_unmarked_and_the_rest_after_it(bench: Bench) -> None:
    bench.create("a", "g")
    with bench.store.session() as session:
        Annotations(session).save(Annotation("g", "ruth", (LEE,), origin="verdict"))
    add_gold(bench.store, ["g"])
    serve(bench.store, bench.name, first=1)
    bench.load()
    assert bench.remote_tasks() == ["g"]

    bench.submit(Annotation("g", "ada", (LEE.with_attributes(identity="metonym"),)))
    bench.sync()
    bench.load()
    params = {"project": bench.desk().project, "page_size": 10, "fields": "all"}
    gold, other = bench.owner.get("/api/tasks/", params)["tasks"]
    assert [one["data"]["article_id"] for one in (gold, other)] == ["g", "a"]
    assert gold["data"].keys() == other["data"].keys()
    assert "gold" not in str(gold)

    (ada,) = standings(bench.store, the_scheme(), bench.name)
    (result,) = ada.results
    assert [one.topic for one in result.held.differences] == ["SOURCE.identity"]
