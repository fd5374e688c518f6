"""Scores from the store: whose annotations go in, and that nothing is scored twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotate.campaigns import rescore as room
from annotate.campaigns.rescore import rescore
from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.score import Score, load_disagreement
from annotate.store import Annotations, Annotators, Articles, Campaign, Campaigns, Store
from annotate.studio.schemes import keep
from tests.scheme.test_under import without_label
from tests.score.moves import points, the_rubric
from tests.score.small import Story, claim
from tests.support.scheme import the_scheme

PERSON, SIDE = "named_person independent", "named_person side_1"
SOUND = Story([*[claim(PERSON, SIDE, central=True)] * 3, *[claim("named_org side_2")] * 5])
THIN = Story([*[claim(SIDE, central=True)] * 3, *[claim()] * 5])
EARLY = datetime(2026, 1, 1, tzinfo=UTC)


def add_article(store: Store, id_: str = "story", more: str = "") -> Article:
    article = replace(SOUND.article, id=id_, text=SOUND.article.text + more)
    with store.session() as session:
        Articles(session).add(article, given=article.text)
        return Articles(session).get(id_) or article


def save(store: Store, story: Story, annotator: str = "ruth", day: int = 0, **fields: object) -> Annotation:
    """The story's reading as an annotation of the newest revision of article `story`."""
    with store.session() as session:
        article = Articles(session).get("story")
        assert article
        made = replace(
            story.reading,
            annotator=annotator,
            article_revision=article.revision,
            text_sha256=article.sha256,
            updated_at=EARLY + timedelta(days=day),
            **{"origin": "import", **fields},  # type: ignore[arg-type]
        )
        Annotators(session).ensure(annotator)
        if made.campaign != "imports" and Campaigns(session).get(made.campaign) is None:
            Campaigns(session).create(Campaign(made.campaign, scheme="1"))
        Annotations(session).save(made)
        return made


def scores(store: Store, **which: object) -> list[Score]:
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    return rescore(store, the_scheme(), the_rubric(), table, **which)  # type: ignore[arg-type]


def test_only_what_people_have_read_is_scored(store: Store) -> None:
    add_article(store)
    add_article(store, "unread")
    save(store, THIN, "machine", origin="machine")
    assert scores(store) == []
    save(store, SOUND)
    (found,) = scores(store)
    assert (found.article, found.annotators, found.provisional) == ("story", 1, True)
    assert found.score == points(SOUND.reading, SOUND.article)


def test_a_reader_alone_has_the_score_of_the_reading_made_of_them_alone(store: Store) -> None:
    """Also where it is the reading that gives a mental cue the assertion it stands at."""
    add_article(store)
    believed = Story(
        [*[claim(PERSON, SIDE, central=True, cue="mental")] * 3, *[claim("named_org side_2")] * 5]
    )
    save(store, believed, links=tuple(one for one in believed.reading.links if one.type != "cued_by"))
    (found,) = scores(store)
    assert found.score is not None
    assert [one.score for one in found.readers] == [found.score]
    assert found.score < points(SOUND.reading, SOUND.article)


def test_an_article_asked_for_by_name_says_that_nobody_read_it(store: Store) -> None:
    add_article(store)
    (found,) = scores(store, articles=["story"])
    assert (found.score, found.missing[0]) == (None, "a reading by a person")


def test_of_one_campaign_or_of_all(store: Store) -> None:
    add_article(store)
    save(store, SOUND, "ruth", campaign="spring")
    save(store, THIN, "omar", campaign="autumn")
    assert [one.annotators for one in scores(store)] == [2]
    (spring,) = scores(store, campaign="spring")
    assert [one.annotator for one in spring.readers] == ["ruth"]


def test_an_annotator_of_two_campaigns_counts_once_with_the_newer_reading(store: Store) -> None:
    add_article(store)
    save(store, SOUND, "ruth", day=1, campaign="spring")
    save(store, THIN, "ruth", day=2, campaign="autumn")
    (found,) = scores(store)
    assert (found.annotators, found.score) == (1, points(THIN.reading, THIN.article))


def test_annotations_of_an_older_text_do_not_count(store: Store) -> None:
    add_article(store)
    save(store, SOUND)
    add_article(store, more=" Added.")
    assert scores(store) == []


def test_a_reading_of_an_older_scheme_still_scores(store: Store) -> None:
    """Also where the scheme in force has lost a label of it."""
    add_article(store)
    save(store, SOUND, scheme="1")
    with store.session() as session:
        keep(session, the_scheme())
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    (before,) = rescore(store, the_scheme(), the_rubric(), table)
    (after,) = rescore(store, without_label("NOISE"), the_rubric(), table)
    assert after.score == before.score
    (without_cues,) = rescore(store, without_label("CUE"), the_rubric(), table)
    assert without_cues.score is not None


def test_the_newest_verdict_stands_above_the_readers(store: Store) -> None:
    add_article(store)
    save(store, THIN, "ruth")
    save(store, THIN, "omar")
    save(store, THIN, "lead", day=1, campaign="first", origin="verdict")
    save(store, SOUND, "lead", day=2, campaign="second", origin="verdict")
    (found,) = scores(store)
    assert (found.reading.origin, found.annotators) == ("verdict", 2)
    assert found.score == points(SOUND.reading, SOUND.article)


def test_what_has_not_changed_comes_from_the_cache(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_article(store)
    save(store, SOUND)
    first = scores(store)
    with monkeypatch.context() as without:
        without.delattr(room, "merge")
        again = scores(store)
        assert again == first
        assert [one.reading for one in again] == [one.reading for one in first]
        save(store, THIN, "omar")
        with pytest.raises(NameError):
            scores(store)
    assert scores(store) != first


def test_another_rubric_is_not_taken_from_the_cache(store: Store) -> None:
    add_article(store)
    save(store, SOUND)
    (first,) = scores(store)
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    stricter = replace(the_rubric(), gates={**the_rubric().gates, "one_sided": 20}, weights={"breadth": 1})
    (other,) = rescore(store, the_scheme(), stricter, table)
    assert other.score != first.score


@pytest.mark.parametrize(
    ("which", "message"),
    [
        ({"articles": ["nowhere"]}, "there is no article 'nowhere'"),
        ({"campaign": "nowhere"}, "there is no campaign 'nowhere'"),
    ],
)
def test_unknown_names_are_refused(store: Store, which: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        scores(store, **which)
