"""Gold articles, and to whom they were served, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store import Annotators, Articles, Campaign, Campaigns, Gold, Serving, Store
from tests.support.store import article


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        for id_ in ("b", "a"):
            Articles(session).add(article(id_), given="")
        Campaigns(session).create(Campaign("spring", "1"))
        for slug in ("ann", "ben"):
            Annotators(session).ensure(slug)
        yield session


def test_articles_become_gold_once_and_stop_being_it(session: Session) -> None:
    gold = Gold(session)
    assert [gold.add(one) for one in ("b", "a", "b")] == [True, True, False]
    assert list(gold.all()) == ["a", "b"]
    gold.remove("a")
    assert list(gold.all()) == ["b"]
    with pytest.raises(UsageError, match="'a' is not gold"):
        gold.remove("a")


def test_what_was_served_stays_known(session: Session) -> None:
    gold = Gold(session)
    gold.add("a")
    first = Serving("spring", "a", "ann", "qualification")
    for one in (first, replace(first, annotator="ben", purpose="hidden"), replace(first, purpose="hidden")):
        gold.serve(one)
    gold.remove("a")
    assert [replace(one, served_at=None) for one in gold.servings("spring")] == [
        first,
        replace(first, annotator="ben", purpose="hidden"),
    ]
    assert gold.servings("imports") == []
    assert gold.servings() == gold.servings("spring")
