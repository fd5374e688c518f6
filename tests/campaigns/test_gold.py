"""Who is served which gold articles, and how they did, from the database alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotate.campaigns.gold import add_gold, decided_in, gold_articles
from annotate.campaigns.gold_results import standings
from annotate.campaigns.serving import Served, pending_qualification, serve
from annotate.core.errors import UsageError
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Desk,
    Desks,
    Store,
)
from tests.score.small import Story, claim
from tests.support.scheme import the_scheme

PERSON = "named_person independent"
SOUND = Story([*[claim(PERSON, central=True)] * 3, *[claim("named_org side_2")] * 5])
VAGUE = Story([*[claim("vague_collective", central=True)] * 3, *[claim("named_org side_2")] * 5])
GOLD = ("g1", "g2", "g3", "g4", "g5")
PLAIN = tuple(f"p{number}" for number in range(1, 10))
EARLY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def desk(store: Store) -> Store:
    """Ada and Ben, nine plain articles each; five others that Ruth decided in a campaign before."""
    with store.session() as session:
        for name in ("winter", "spring"):
            Campaigns(session).create(Campaign(name, "1"))
        for id_ in (*GOLD, *PLAIN):
            Articles(session).add(replace(SOUND.article, id=id_), given="")
        for place, slug in enumerate(("ada", "ben", "cleo"), 1):
            Annotators(session).ensure(slug)
            if slug != "cleo":
                Desks(session).add(Desk("spring", slug, "studio", place, ""))
                for id_ in PLAIN:
                    Campaigns(session).assign("spring", id_, slug)
        for id_ in GOLD:
            Campaigns(session).assign("winter", id_, "cleo")
    for id_ in GOLD:
        read(store, SOUND, id_, "cleo", campaign="winter")
        read(store, SOUND, id_, "ruth", campaign="winter", origin="verdict")
    return store


def read(store: Store, story: Story, article: str, annotator: str, day: int = 0, **fields: object) -> None:
    with store.session() as session:
        known = Articles(session).get(article)
        assert known
        made = {
            "article": article,
            "annotator": annotator,
            "campaign": "spring",
            "origin": "studio",
            "article_revision": known.revision,
            "text_sha256": known.sha256,
            "updated_at": EARLY + timedelta(days=day),
            **fields,
        }
        Annotations(session).save(replace(story.reading, **made))  # type: ignore[arg-type]
        if made["campaign"] == "spring":
            Campaigns(session).set_state("spring", article, annotator, "done")


def served(found: Iterable[Served]) -> dict[str, tuple[int, int]]:
    return {one.annotator: (len(one.articles), one.lacking) for one in found}


def test_what_was_adjudicated_becomes_gold(desk: Store) -> None:
    assert decided_in(desk, the_scheme(), "winter") == list(GOLD)
    assert add_gold(desk, GOLD) == list(GOLD)
    assert add_gold(desk, ["g1"]) == []
    assert [(one.article, one.key and one.key.annotator, one.served) for one in gold_articles(desk)] == [
        (id_, "ruth", 0) for id_ in GOLD
    ]


def test_what_nobody_decided_does_not(desk: Store) -> None:
    with pytest.raises(UsageError, match="'p1' has no verdict"):
        add_gold(desk, ["g1", "p1"])
    assert gold_articles(desk) == []


def test_gold_whose_text_was_revised_has_no_key_and_is_not_served(desk: Store) -> None:
    add_gold(desk, GOLD)
    with desk.session() as session:
        Articles(session).add(replace(SOUND.article, id="g1", text=SOUND.article.text + " More."), given="")
    assert [one.article for one in gold_articles(desk) if one.key is None] == ["g1"]
    assert served(serve(desk, "spring", first=5)) == {"ada": (4, 1), "ben": (4, 1)}


def test_one_for_so_many_others_and_only_what_is_missing(desk: Store) -> None:
    add_gold(desk, GOLD)
    assert served(serve(desk, "spring", every=4, dry_run=True)) == {"ada": (2, 0), "ben": (2, 0)}
    assert served(serve(desk, "spring", every=4)) == {"ada": (2, 0), "ben": (2, 0)}
    assert served(serve(desk, "spring", every=4)) == {"ada": (0, 0), "ben": (0, 0)}
    assert served(serve(desk, "spring", every=3, annotators=["ben"])) == {"ben": (1, 0)}


def test_those_served_least_come_first(desk: Store) -> None:
    add_gold(desk, GOLD)
    first, second = serve(desk, "spring", every=4)
    assert not set(first.articles) & set(second.articles)


def test_nobody_is_served_what_they_have_met(desk: Store) -> None:
    add_gold(desk, GOLD)
    with desk.session() as session:
        Desks(session).add(Desk("spring", "cleo", "studio", 3, ""))
        Campaigns(session).assign("winter", "g2", "ada")
    found = {one.annotator: one for one in serve(desk, "spring", first=5)}
    assert served(found.values()) == {"ada": (4, 1), "ben": (5, 0), "cleo": (0, 5)}
    assert "g2" not in found["ada"].articles


def test_gold_that_lies_unread_on_a_desk_anyhow_is_served_there(desk: Store) -> None:
    add_gold(desk, ["g1", "g2"])
    with desk.session() as session:
        for id_ in ("g1", "g2"):
            Campaigns(session).assign("spring", id_, "ada")
    read(desk, SOUND, "g1", "ada")
    (ada,) = serve(desk, "spring", first=2, annotators=["ada"])
    assert (ada.articles, ada.lacking) == (("g2",), 1)


def test_somebody_without_a_desk_is_served_nothing(desk: Store) -> None:
    with pytest.raises(UsageError, match="'cleo' has no open desk"):
        serve(desk, "spring", first=1, annotators=["cleo"])


def test_a_qualification_is_pending_until_all_of_it_is_done_or_skipped(desk: Store) -> None:
    add_gold(desk, GOLD)
    (given,) = serve(desk, "spring", first=2, annotators=["ada"])

    def pending() -> list[str]:
        with desk.session() as session:
            return pending_qualification(session, "spring", "ada")

    one, other = sorted(given.articles)
    assert pending() == [one, other]
    read(desk, SOUND, one, "ada")
    assert pending() == [one, other]
    with desk.session() as session:
        Campaigns(session).set_state("spring", other, "ada", "skipped")
    assert pending() == []


def test_results_tell_qualification_from_hidden_and_how_an_annotator_drifts(desk: Store) -> None:
    add_gold(desk, GOLD)
    (first,) = serve(desk, "spring", first=2, annotators=["ada"])
    (hidden,) = serve(desk, "spring", every=3, annotators=["ada"])
    for day, id_ in enumerate(first.articles, 1):
        read(desk, SOUND, id_, "ada", day)
    for day, id_ in enumerate(hidden.articles[:2], 5):
        read(desk, VAGUE, id_, "ada", day)
    (ada,) = standings(desk, the_scheme(), "spring")
    assert (len(ada.results), ada.pending) == (4, 1)
    assert ada.of("qualification").accuracy == 1
    late = ada.of("hidden").accuracy
    assert late is not None
    assert ada.drift == pytest.approx(late - 1)
    assert ada.drift < 0
    assert [one.purpose for one in ada.results] == ["qualification", "qualification", "hidden", "hidden"]
    assert {one.topic for one in ada.results[-1].held.differences} == {"SOURCE.identity", "SOURCE.standing"}


def test_below_four_results_no_drift_is_told(desk: Store) -> None:
    add_gold(desk, GOLD)
    (given,) = serve(desk, "spring", first=3, annotators=["ada"])
    for id_ in given.articles:
        read(desk, SOUND, id_, "ada")
    (ada,) = standings(desk, the_scheme(), "spring")
    assert ada.drift is None


def test_a_verdict_that_is_corrected_corrects_the_results(desk: Store) -> None:
    add_gold(desk, GOLD)
    (given,) = serve(desk, "spring", first=1, annotators=["ada"])
    read(desk, VAGUE, given.articles[0], "ada", 1)
    read(desk, VAGUE, given.articles[0], "ruth", 2, campaign="winter", origin="verdict")
    (ada,) = standings(desk, the_scheme(), "spring")
    assert ada.whole.accuracy == 1
