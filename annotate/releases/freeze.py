"""What a release is made of, read from the store text by text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice

from annotate.consensus import Rates, merge, voters
from annotate.consensus.readers import HUMAN, newest_verdict, of_people
from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json
from annotate.releases.groups import Key
from annotate.scheme import Scheme
from annotate.store import Articles, Readings, Releases, Session

ORIGINS = (*HUMAN, "verdict")
"""Whose annotations are frozen: people's. What a machine marked is no label."""

PRIVATE = ("note", "signs")
"""Answers that are for the lead alone: notes to a colleague, and suspicions that were never findings."""

_AT_ONCE = 100


@dataclass(frozen=True)
class Frozen:
    """One text of one article, everybody's annotations of it, and the reading that they make.

    Attributes:
        voters: how many annotators the reading is made of; 1 where it is a verdict.
        people: the annotations that went into it, as they are in the store.
    """

    article: Article
    annotations: tuple[Annotation, ...]
    reading: Annotation
    voters: int
    people: tuple[Annotation, ...]

    @property
    def key(self) -> Key:
        return self.article.id, self.article.revision


def name_annotators(session: Session, campaign: str | None) -> Mapping[str, str]:
    """What each annotator is called in releases; whoever is new to them gets a name.

    New ones are numbered in the order of their lowest annotation ids, which says nothing about their names.
    """
    ids = Readings(session, ORIGINS, campaign).first_ids()
    return Releases(session).pseudonyms(sorted(ids, key=ids.__getitem__))


def frozen(
    session: Session,
    scheme: Scheme,
    rates: Mapping[str, Rates],
    campaign: str | None,
    known_as: Mapping[str, str],
    *,
    named: bool,
) -> Iterator[Frozen]:
    """Every text that people have read and that stands, ordered by article, then revision.

    Args:
        rates: how annotators err, for readings of four and more.
        known_as: annotator to pseudonym; `named` keeps their names beside it.
    """
    texts = Readings(session, ORIGINS, campaign).by_text()
    while page := list(islice(texts, _AT_ONCE)):
        articles = Articles(session).revisions({of[0].article for of in page})
        for of in page:
            article = articles.get((of[0].article, of[0].article_revision))
            if article is not None and article.text:
                people, verdict = of_people(of), newest_verdict(of)
                reading = merge(people, article, scheme, verdict, rates)
                known = (_known_as(one, known_as[one.annotator], named) for one in of)
                yield Frozen(
                    article,
                    tuple(sorted(known, key=lambda one: one.id)),
                    public(reading),
                    1 if verdict else len(voters(people)),
                    tuple(people),
                )


def _known_as(annotation: Annotation, pseudonym: str, named: bool) -> Annotation:
    return replace(
        public(annotation),
        id=released_id(annotation, pseudonym),
        annotator=annotation.annotator if named else pseudonym,
        signed_in_as=None,
    )


def public(annotation: Annotation) -> Annotation:
    """Without the answers that are for the lead alone."""
    answers = {name: value for name, value in annotation.answers.items() if name not in PRIVATE}
    return replace(annotation, answers=answers)


def released_id(annotation: Annotation, pseudonym: str) -> str:
    """The id in releases: the same in each, and the annotator's name cannot be guessed from it."""
    key = [annotation.article, annotation.article_revision, annotation.campaign, pseudonym, annotation.origin]
    return sha256(canonical_json(key).encode()).hexdigest()[:16]
