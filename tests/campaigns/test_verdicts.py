"""What is open and what is decided, from the database alone; and that a verdict stands above all votes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotate.campaigns.adjudicate import to_decide, to_settle
from annotate.campaigns.rescore import rescore
from annotate.campaigns.verdicts import Case, cases
from annotate.core import Annotation, Span
from annotate.core.errors import UsageError
from annotate.resources import shipped
from annotate.score import Score, load_disagreement
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Dispute,
    Disputes,
    Gold,
    Serving,
    Store,
)
from tests.score.moves import points, the_rubric
from tests.score.small import Story, claim
from tests.support.scheme import the_scheme

PERSON, SIDE = "named_person independent", "named_person side_1"
SOUND = Story([*[claim(PERSON, SIDE, central=True)] * 3, *[claim("named_org side_2")] * 5])
THIN = Story([*[claim(SIDE, central=True)] * 3, *[claim()] * 5])
EARLY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def spring(store: Store) -> Store:
    """A campaign of ada and ben that reads `story` and `other`, which have the same text."""
    with store.session() as session:
        Campaigns(session).create(Campaign("spring", "1"))
        for id_ in ("story", "other"):
            Articles(session).add(replace(SOUND.article, id=id_), given="")
            for slug in ("ada", "ben"):
                Annotators(session).ensure(slug)
                Campaigns(session).assign("spring", id_, slug)
    return store


def save(store: Store, story: Story, annotator: str, day: int, **fields: object) -> None:
    with store.session() as session:
        article = Articles(session).get(str(fields.get("article", "story")))
        assert article
        known = {"campaign": "spring", "origin": "studio", "article": article.id, **fields}
        about = {"article_revision": article.revision, "text_sha256": article.sha256}
        moment = EARLY + timedelta(days=day)
        Annotations(session).save(
            replace(story.reading, annotator=annotator, updated_at=moment, **about, **known)  # type: ignore[arg-type]
        )


def decide(store: Store, story: Story, day: int, **fields: object) -> None:
    reading: Annotation = story.reading
    answers = {**reading.answers, "note": "the letter is quoted"}
    save(store, story, "ruth", day, origin="verdict", answers=answers, **fields)


def the_cases(store: Store) -> list[Case]:
    return cases(store, the_scheme(), "spring")


def scored(store: Store) -> Score:
    table = load_disagreement(shipped("config", "rubrics", "disagreement.toml"))
    (found,) = rescore(store, the_scheme(), the_rubric(), table, articles=["story"])
    return found


def test_what_two_read_otherwise_is_open_and_what_they_read_alike_is_agreed(spring: Store) -> None:
    for annotator, story in (("ada", SOUND), ("ben", THIN)):
        save(spring, story, annotator, 1)
        save(spring, SOUND, annotator, 1, article="other")
    assert [(one.article.id, one.state) for one in the_cases(spring)] == [
        ("story", "open"),
        ("other", "agreed"),
    ]


def test_what_one_alone_has_read_is_not_open(spring: Store) -> None:
    assert the_cases(spring) == []
    save(spring, SOUND, "ada", 1)
    assert [one.state for one in the_cases(spring)] == ["agreed"]


def test_a_verdict_is_kept_with_who_when_and_why(spring: Store) -> None:
    save(spring, SOUND, "ada", 1)
    save(spring, THIN, "ben", 1)
    decide(spring, SOUND, 2, signed_in_as="ruth@desk.example")
    (case,) = the_cases(spring)
    assert case.to_json() == {
        "article": "story",
        "article_revision": 1,
        "state": "decided",
        "annotators": ["ada", "ben"],
        "differences": case.contest.differences,
        "central": len(case.contest.central),
        "disputed": [],
        "verdict": {
            "annotation": case.verdict and case.verdict.annotation,
            "campaign": "spring",
            "by": "ruth",
            "signed_in_as": "ruth@desk.example",
            "at": "2026-01-03T00:00:00Z",
            "reason": "the letter is quoted",
            "article_revision": 1,
            "newer": 0,
        },
        "earlier": None,
    }


def test_a_verdict_stands_above_votes_also_above_later_ones(spring: Store) -> None:
    save(spring, THIN, "ada", 1)
    save(spring, THIN, "ben", 1)
    decide(spring, SOUND, 2)
    sound = points(SOUND.reading, SOUND.article)
    assert sound != points(THIN.reading, THIN.article)
    assert scored(spring).score == sound

    for day, annotator in enumerate(("ada", "ben"), 3):
        save(spring, Story(list(THIN.claims[:-1])), annotator, day)
        assert scored(spring).score == sound
    (case,) = the_cases(spring)
    assert (case.state, case.verdict and case.verdict.newer) == ("decided", 2)


def test_a_verdict_on_an_earlier_text_is_shown_as_such_and_not_applied(spring: Store) -> None:
    decide(spring, SOUND, 1)
    with spring.session() as session:
        revised = replace(SOUND.article, id="story", text=SOUND.article.text + " And more.")
        Articles(session).add(revised, given="")
    for annotator in ("ada", "ben"):
        save(spring, THIN, annotator, 2)
    (case,) = the_cases(spring)
    assert (case.state, case.verdict, case.article.revision) == ("agreed", None, 2)
    assert case.earlier is not None
    assert (case.earlier.article_revision, case.earlier.by) == (1, "ruth")
    assert scored(spring).reading.origin == "consensus"


def test_gold_that_was_served_is_not_to_be_decided_again(spring: Store) -> None:
    save(spring, SOUND, "ada", 1)
    save(spring, THIN, "ben", 1)
    with spring.session() as session:
        Gold(session).serve(Serving("spring", "story", "ada", "hidden"))
    assert the_cases(spring) == []


def test_an_unknown_campaign_is_an_error_of_usage(store: Store) -> None:
    with pytest.raises(UsageError, match="no campaign 'spring'"):
        the_cases(store)


def test_a_disputed_mark_opens_a_decided_article_again_before_all_others(spring: Store) -> None:
    save(spring, SOUND, "ada", 1)
    save(spring, SOUND, "ada", 1, article="other")
    save(spring, THIN, "ben", 1, article="other")
    decide(spring, SOUND, 2)
    assert [(one.article.id, one.state) for one in the_cases(spring)] == [
        ("other", "open"),
        ("story", "decided"),
    ]
    with spring.session() as session:
        Disputes(session).note(Dispute("story", 1, "SOURCE", Span(0, 1), "it is one man"))
    (first, _) = the_cases(spring)
    assert (first.article.id, first.state) == ("story", "open")
    (told,) = first.to_json()["disputed"]
    assert (told["label"], told["words"], told["why"]) == ("SOURCE", "T", "it is one man")
    assert [one.article.id for one in to_decide([first])] == ["story"]
    assert to_settle(first, {"ada": "ada"}, the_scheme()) == {"Disputed 1. “T” Source": "it is one man"}
    decide(spring, THIN, 100_000)
    assert {one.article.id: one.state for one in the_cases(spring)}["story"] == "decided"
