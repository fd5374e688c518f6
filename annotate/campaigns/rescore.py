"""Scores the articles that people have read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from annotate.campaigns.estimates import estimated
from annotate.campaigns.readings import readings
from annotate.campaigns.standing import standing
from annotate.consensus import Rates, merge, voters
from annotate.consensus.readers import newest_verdict, of_people
from annotate.consensus.votes import FROM
from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json, content_sha256, from_json, to_json
from annotate.core.errors import LocalFileError, Locked
from annotate.scheme import Scheme
from annotate.score import Disagreement, Rubric, Score, score, shape
from annotate.store import Scores, Store

_CODE = "5"
"""Changes when the same input gives another score, so that no cache outlives the rules it was made by."""


@dataclass(frozen=True)
class Rules:
    """What scores are made by; `rates` count in readings of four annotators and more."""

    scheme: Scheme
    rubric: Rubric
    disagreement: Disagreement
    rates: Mapping[str, Rates]

    @cached_property
    def sha256(self) -> str:
        table = canonical_json(asdict(self.disagreement))
        return _hash(repr((_CODE, self.scheme, self.rubric, table)))

    @cached_property
    def rates_sha256(self) -> str:
        return _hash(canonical_json({name: asdict(one) for name, one in self.rates.items()}))


def rescore(
    store: Store,
    scheme: Scheme,
    rubric: Rubric,
    disagreement: Disagreement,
    *,
    campaign: str | None = None,
    articles: Sequence[str] | None = None,
) -> list[Score]:
    """The scores of all articles whose newest revision people have read, in the order of their ids.

    Of one campaign where one is named, else of all; an annotator who read an article in two campaigns
    counts once, with the newer reading. The newest verdict on an article stands above all of them. What
    went in once already comes from the cache.

    Args:
        disagreement: what intervals are drawn from until the annotators have read enough articles twice.
        articles: only these, also those nobody has read: they have no number and say so.

    Raises:
        UsageError: an article or a campaign that is not there.
    """
    return list(rescored(store, scheme, rubric, disagreement, campaign=campaign, articles=articles))


def rescored(
    store: Store,
    scheme: Scheme,
    rubric: Rubric,
    disagreement: Disagreement,
    *,
    campaign: str | None = None,
    articles: Sequence[str] | None = None,
) -> Iterator[Score]:
    """The same one after the other, so that memory does not grow with the corpus."""
    known = estimated(store, scheme, disagreement, campaign)
    rules = Rules(scheme, rubric, known.disagreement, known.rates)
    for one in readings(store, scheme, campaign=campaign, articles=articles):
        yield _scored(store, one.article, one.people, one.verdict, rules, campaign)


def score_of(store: Store, article: Article, rules: Rules) -> Score | None:
    """The score of this very text, also of an earlier one; None where nobody has read it."""
    with store.session(read_only=True) as session:
        current = standing(session, article, rules.scheme)
    people = of_people(current)
    return _scored(store, article, people, newest_verdict(current), rules, None) if people else None


def _scored(
    store: Store,
    article: Article,
    people: list[Annotation],
    verdict: Annotation | None,
    rules: Rules,
    campaign: str | None,
) -> Score:
    """The score from the cache, or made and put there.

    A cache that cannot be written (a read-only home, another writer) costs time the next time and no more.
    """
    key = _key(people, verdict, rules)
    place = (article.id, article.revision, campaign, key, rules.rubric.version)
    with store.session(read_only=True) as session:
        stored = Scores(session).get(*place)
    if stored:
        return shape.from_json(stored["score"], from_json(stored["reading"]))
    reading = merge(people, article, rules.scheme, verdict, rules.rates)
    alone = [replace(merge([one], article, rules.scheme), annotator=one.annotator) for one in voters(people)]
    made = score(reading, article, rules.scheme, rules.rubric, rules.disagreement, readers=alone)
    body = {"score": shape.to_json(made), "reading": to_json(reading, article.text)}
    with suppress(LocalFileError, Locked), store.session() as session:
        Scores(session).put(*place, body)
    return made


def _key(people: Sequence[Annotation], verdict: Annotation | None, rules: Rules) -> str:
    """The hash of all that a score is made from, the article's revision aside."""
    went_in: dict[str, Any] = {
        "people": [[one.annotator, one.campaign, content_sha256(one)] for one in people],
        "verdict": verdict and [verdict.campaign, content_sha256(verdict)],
        "rules": rules.sha256,
        "rates": rules.rates_sha256 if len(people) >= FROM else None,
    }
    return _hash(canonical_json(went_in))


def _hash(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
