"""Scores the articles that people have read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from hashlib import sha256
from itertools import islice
from typing import Any

from annotate.campaigns.estimates import estimated
from annotate.campaigns.readings import Readings, readings, standing_of
from annotate.campaigns.standing import standing
from annotate.consensus import Rates, merge, voters
from annotate.consensus.readers import newest_verdict, of_people
from annotate.consensus.votes import FROM
from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json, from_json, to_json
from annotate.core.errors import LocalFileError, Locked
from annotate.scheme import Scheme
from annotate.score import Disagreement, Rubric, Score, score, shape
from annotate.store import Annotations, Head, Scores, Store

_CODE = "8"
"""Changes when the same input gives another score, or is kept in another shape: no cache outlives that."""


AT_ONCE = 100
"""How many scores are looked for in the cache at once."""


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
    found = (
        (id_, heads)
        for id_, heads in standing_of(store, campaign, articles)
        if articles is not None or of_people(heads, campaign)
    )
    while some := list(islice(found, AT_ONCE)):
        known_of = _cached(store, some, rules, campaign)
        for id_, heads in some:
            yield known_of.get(id_) or _made(store, id_, heads, rules, campaign)


def score_of(store: Store, article: Article, rules: Rules) -> Score | None:
    """The score of this very text, also of an earlier one; None where nobody has read it."""
    with store.session(read_only=True) as session:
        current = standing(session, article, rules.scheme)
    people = of_people(current)
    return _score(Readings(article, people, newest_verdict(current)), rules) if people else None


def _cached(
    store: Store, some: Sequence[tuple[str, Sequence[Head]]], rules: Rules, campaign: str | None
) -> dict[str, Score]:
    """The scores that the cache has, for which no annotation is decoded, not even the reading."""
    places = {id_: _key(heads, rules, campaign) for id_, heads in some if heads}
    with store.session(read_only=True) as session:
        stored = Scores(session).among(places, campaign, rules.rubric.version)
    return {id_: shape.from_json(one["score"], partial(_read, one["reading"])) for id_, one in stored.items()}


def _read(reading: str) -> Annotation:
    return from_json(json.loads(reading))


def _made(store: Store, id_: str, heads: Sequence[Head], rules: Rules, campaign: str | None) -> Score:
    """The score, made and put into the cache, unless what it was made from has changed since `heads`.

    A cache that cannot be written (a read-only home, another writer) costs time the next time and no more.
    """
    (one,) = readings(store, rules.scheme, campaign=campaign, articles=[id_])
    made = _score(one, rules)
    reading = canonical_json(to_json(made.reading, one.article.text))
    body = {"score": shape.to_json(made), "reading": reading}
    place = (id_, one.article.revision, campaign, _key(heads, rules, campaign), rules.rubric.version)
    with suppress(LocalFileError, Locked), store.session() as session:
        if heads and Annotations(session).heads(articles=[id_]) == list(heads):
            Scores(session).put(*place, body)
    return made


def _score(one: Readings, rules: Rules) -> Score:
    article, people = one.article, one.people
    reading = merge(people, article, rules.scheme, one.verdict, rules.rates)
    alone = [replace(merge([own], article, rules.scheme), annotator=own.annotator) for own in voters(people)]
    return score(reading, article, rules.scheme, rules.rubric, rules.disagreement, readers=alone)


def _key(heads: Sequence[Head], rules: Rules, campaign: str | None) -> str:
    """The hash of all that a score is made from."""
    people, verdict = of_people(heads, campaign), newest_verdict(heads)
    went_in: dict[str, Any] = {
        "revision": heads[0].article_revision if heads else None,
        "people": [[one.annotator, one.campaign, one.scheme, one.content_sha256] for one in people],
        "verdict": verdict and [verdict.campaign, verdict.scheme, verdict.content_sha256],
        "rules": rules.sha256,
        "rates": rules.rates_sha256 if len(people) >= FROM else None,
    }
    return _hash(canonical_json(went_in))


def _hash(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
