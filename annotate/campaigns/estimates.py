"""How a campaign's annotators err and differ, worked out once for many scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from annotate.campaigns.readings import standing_of
from annotate.campaigns.standing import standing
from annotate.consensus import Observed, Rates, ballots, error_rates, observed
from annotate.consensus.agreement import Read
from annotate.consensus.choices import CANNOT
from annotate.consensus.readers import of_people
from annotate.core.codec import canonical_json
from annotate.core.errors import LocalFileError, Locked
from annotate.scheme import Scheme
from annotate.score import Disagreement
from annotate.score.learnt import ENOUGH, learnt
from annotate.store import Articles, Estimates, Head, Store

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
    settled = _settled(store, campaign)
    if not settled:
        return Estimated(shipped, {})
    key = _key(settled, scheme, shipped)
    with store.session(read_only=True) as session:
        stored = Estimates(session).get(campaign, key)
    if stored is not None:
        return _from_json(stored)
    cast = ballots(_read(store, settled, scheme, campaign), scheme)
    table = _table(observed(cast, scheme), shipped, len(settled), campaign)
    found = Estimated(table, error_rates(cast, scheme))
    with suppress(LocalFileError, Locked), store.session() as session:
        Estimates(session).put(campaign, key, asdict(found))
    return found


class _Twice(NamedTuple):
    """An article that two or more have read: since when, and a hash of whose readings these are."""

    since: datetime
    article: str
    readings: bytes


def _settled(store: Store, campaign: str | None) -> list[_Twice]:
    """The articles that the estimates are made from."""
    double = [
        _twice(id_, people)
        for id_, heads in standing_of(store, campaign)
        if len(people := of_people(heads, campaign)) > 1
    ]
    return sorted(double)[: _reached(len(double))]


def _twice(article: str, people: Sequence[Head]) -> _Twice:
    who = [[one.annotator, one.article_revision, one.content_sha256] for one in people]
    since = sorted(one.created_at for one in people)[1]
    return _Twice(since, article, sha256(canonical_json(who).encode()).digest())


def _reached(articles: int) -> int:
    """The last step that so many articles reach; below the first, all of them."""
    step = float(ENOUGH)
    while int(step * STEP) <= articles:
        step *= STEP
    return min(int(step), articles)


def _key(settled: Sequence[_Twice], scheme: Scheme, shipped: Disagreement) -> str:
    went_in = sha256(repr((_CODE, scheme, shipped)).encode("utf-8", "surrogatepass"))
    for one in settled:
        went_in.update(one.article.encode("utf-8", "surrogatepass") + b"\0" + one.readings)
    return went_in.hexdigest()


def _read(store: Store, settled: Sequence[_Twice], scheme: Scheme, campaign: str | None) -> Iterator[Read]:
    """The settled articles with the readings of those who could label them, one held at a time."""
    for one in settled:
        with store.session(read_only=True) as session:
            article = Articles(session).get(one.article)
            people = of_people(standing(session, article, scheme), campaign) if article else []
        able = tuple(reading for reading in people if not reading.answers.get(CANNOT))
        if article is not None and able:
            yield Read(article, able)


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
