"""How a campaign's annotators err and differ, worked out once for many scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from annotate.campaigns.standing import standing
from annotate.consensus import Observed, Rates, error_rates, observed
from annotate.consensus.agreement import Read
from annotate.consensus.choices import CANNOT
from annotate.consensus.readers import of_people
from annotate.core.codec import canonical_json
from annotate.core.errors import LocalFileError, Locked
from annotate.scheme import Scheme
from annotate.score import Disagreement
from annotate.score.learnt import ENOUGH, learnt
from annotate.store import Annotations, Articles, Estimates, Head, Store

STEP = 1.25
"""The estimates are made anew each time there are a quarter more articles to make them from."""

_CODE = "2"
"""Changes when the same readings give other estimates."""


@dataclass(frozen=True)
class Estimated:
    """What is known of the annotators.

    Attributes:
        disagreement: how often another group would have chosen otherwise: the campaign's own table, or the
            shipped one while too few articles have been read twice.
        rates: how each annotator errs, for readings of four annotators and more.
    """

    disagreement: Disagreement
    rates: Mapping[str, Rates]


def estimated(store: Store, scheme: Scheme, shipped: Disagreement, campaign: str | None = None) -> Estimated:
    """From the readings of one campaign, or of all; from the cache where these are the same as before.

    Not every new reading makes them anew, or all scores of a campaign would move each time one comes in:
    they are made from the articles that were first read twice, in that order, at 20, 25, 31, 38, … of them.
    """
    with store.session(read_only=True) as session:
        heads = Annotations(session).heads(campaign)
    settled = _settled(heads)
    if not settled:
        return Estimated(shipped, {})
    key = _key(settled, scheme, shipped)
    with store.session(read_only=True) as session:
        stored = Estimates(session).get(campaign, key)
    if stored is not None:
        return _from_json(stored)
    read = _read(store, settled, scheme, campaign)
    found = Estimated(
        _table(observed(read, scheme), shipped, len(settled), campaign), error_rates(read, scheme)
    )
    with suppress(LocalFileError, Locked), store.session() as session:
        Estimates(session).put(campaign, key, asdict(found))
    return found


def _settled(heads: Sequence[Head]) -> Mapping[str, list[Head]]:
    """The articles that the estimates are made from, each with who has read it."""
    by_article: dict[str, list[Head]] = defaultdict(list)
    for one in heads:
        by_article[one.article].append(one)
    double = {id_: people for id_, of in by_article.items() if len(people := of_people(of)) > 1}
    ordered = sorted(double, key=lambda id_: (_twice_read(double[id_]), id_))
    return {id_: double[id_] for id_ in ordered[: _reached(len(ordered))]}


def _twice_read(people: Sequence[Head]) -> datetime:
    return sorted(one.created_at for one in people)[1]


def _reached(articles: int) -> int:
    """The last step that so many articles reach; below the first, all of them."""
    step = float(ENOUGH)
    while int(step * STEP) <= articles:
        step *= STEP
    return min(int(step), articles)


def _key(settled: Mapping[str, list[Head]], scheme: Scheme, shipped: Disagreement) -> str:
    people = [
        [[one.annotator, one.article_revision, one.content_sha256] for one in settled[id_]] for id_ in settled
    ]
    went_in = canonical_json([_CODE, list(settled), people]) + repr((scheme, shipped))
    return sha256(went_in.encode("utf-8", "surrogatepass")).hexdigest()


def _read(
    store: Store, settled: Mapping[str, list[Head]], scheme: Scheme, campaign: str | None
) -> list[Read]:
    """The settled articles with the readings of those who could label them."""
    out = []
    with store.session(read_only=True) as session:
        for id_ in settled:
            article = Articles(session).get(id_)
            people = of_people(standing(session, article, scheme), campaign) if article else []
            able = tuple(one for one in people if not one.answers.get(CANNOT))
            out += [Read(article, able)] if article is not None and able else []
    return out


def _table(seen: Observed, shipped: Disagreement, articles: int, campaign: str | None) -> Disagreement:
    if articles < ENOUGH:
        return shipped
    name = f"{campaign or 'all campaigns'}, {articles} articles read twice"
    choices = {of.rpartition(".")[2]: counts for of, counts in seen.choices.items()}
    return learnt(name, shipped, choices, seen.links, seen.marks)


def _from_json(data: Mapping[str, Any]) -> Estimated:
    rates = {name: Rates(**_tuples(one)) for name, one in data["rates"].items()}
    return Estimated(Disagreement(**data["disagreement"]), rates)


def _tuples(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """JSON with its lists as the tuples they were."""
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
