"""Scores the articles that people have read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from annotate.consensus import merge, voters
from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json, content_sha256, from_json, to_json
from annotate.core.errors import LocalFileError, Locked, UsageError
from annotate.scheme import Scheme
from annotate.score import Disagreement, Rubric, Score, score, shape
from annotate.store import Annotations, Articles, Campaigns, Scores, Store

HUMAN = ("studio", "import")
"""Origins that make a reading; machines never do."""

_CODE = "3"
"""Changes when the same input gives another score, so that no cache outlives the rules it was made by."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Rules:
    """What scores are made by."""

    scheme: Scheme
    rubric: Rubric
    disagreement: Disagreement

    @cached_property
    def sha256(self) -> str:
        said = repr((_CODE, self.scheme, self.rubric, self.disagreement))
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


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
        articles: only these, also those nobody has read: they have no number and say so.

    Raises:
        UsageError: an article or a campaign that is not there.
    """
    with store.session(read_only=True) as session:
        if campaign is not None and Campaigns(session).get(campaign) is None:
            raise UsageError(f"there is no campaign {campaign!r}", "see: annotate campaign list")
        ids = Articles(session).ids() if articles is None else sorted(set(articles))
    found, rules = [], Rules(scheme, rubric, disagreement)
    for id_ in ids:
        with store.session(read_only=True) as session:
            article = Articles(session).get(id_)
            if article is None:
                raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
            current = Annotations(session).current(id_)
            people, verdict = of_people(current, campaign), newest_verdict(current)
        if people or articles is not None:
            found.append(_scored(store, article, people, verdict, rules, campaign))
    return found


def of_people(current: Iterable[Annotation], campaign: str | None = None) -> list[Annotation]:
    """The newest human annotation of each annotator, of one campaign or of all."""
    newest: dict[str, Annotation] = {}
    for one in sorted(current, key=_age):
        if one.origin in HUMAN and campaign in (None, one.campaign):
            newest[one.annotator] = one
    return [newest[name] for name in sorted(newest)]


def newest_verdict(current: Iterable[Annotation]) -> Annotation | None:
    """The last decision of an adjudicator, where there is one."""
    verdicts = [one for one in current if one.origin == "verdict"]
    return max(verdicts, key=_age, default=None)


def _age(one: Annotation) -> tuple[datetime, str]:
    return (one.updated_at or one.created_at or _LONG_AGO, one.id)


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
    reading = merge(people, article, rules.scheme, verdict)
    alone = [replace(merge([one], article, rules.scheme), annotator=one.annotator) for one in voters(people)]
    made = score(reading, article, rules.scheme, rules.rubric, rules.disagreement, readers=alone)
    body = {"score": shape.to_json(made), "reading": to_json(reading, article.text)}
    with suppress(LocalFileError, Locked), store.session() as session:
        Scores(session).put(*place, body)
    return made


def _key(people: Iterable[Annotation], verdict: Annotation | None, rules: Rules) -> str:
    """The hash of all that a score is made from, the article's revision aside."""
    went_in: dict[str, Any] = {
        "people": [[one.annotator, one.campaign, content_sha256(one)] for one in people],
        "verdict": verdict and [verdict.campaign, content_sha256(verdict)],
        "rules": rules.sha256,
    }
    return sha256(canonical_json(went_in).encode("utf-8", "surrogatepass")).hexdigest()
