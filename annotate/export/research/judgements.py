"""What was chosen by whom, how likely it is, and how each annotator errs."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.consensus import posteriors
from annotate.consensus.readers import newest_verdict, of_people
from annotate.core.codec import canonical_json, rfc3339
from annotate.export.research.model import Asked, Table
from annotate.scheme.verdict import REASON
from annotate.store import Annotations


def choices(asked: Asked) -> Table:
    """Every choice of the readings that are merged from two or more people, with each value's chance.

    `votes` is annotator to value, `posterior` value to chance; `rated` says whether the chance knows how the
    annotators err (Dawid and Skene), else it is the share of the votes.
    """
    columns = ("article", "article_revision", "name", "mark", "start", "end", "votes", "posterior", "rated")
    return Table("choices", columns, _choices(asked))


def _choices(asked: Asked) -> Iterator[list[object]]:
    stored, campaign = Annotations(asked.session), asked.campaign.name
    for article, revision in stored.read_twice(campaign):
        people = of_people(stored.current(article, campaign, revision))
        for one in posteriors(people, asked.scheme, asked.rates) if len(people) > 1 else ():
            yield [
                article, revision, one.name, one.mark, one.where and one.where.start,
                one.where and one.where.end,
                canonical_json({asked.name(who): value for who, value in one.votes}),
                canonical_json(dict(one.posterior)), one.rated,
            ]  # fmt: skip


def confusion(asked: Asked) -> Table:
    """For each annotator, attribute and true value how often they choose which; `prevalence` of the true one.

    Estimated from what was read more than once (Dawid and Skene), so that nobody is taken for the truth.
    """
    rows = (
        (asked.name(who), one.name, true, chosen, table[at][to], one.prevalence[at])
        for one in asked.rates.values()
        for who, table in sorted(one.annotators.items())
        for at, true in enumerate(one.values)
        for to, chosen in enumerate(one.values)
    )
    return Table("confusion", ("annotator", "name", "true", "chosen", "rate", "prevalence"), rows)


def verdicts(asked: Asked) -> Table:
    """Every standing verdict with its reason, and the ids of the readings that it stands above."""
    columns = ("article", "article_revision", "verdict", "by", "at", "reason", "readings")
    return Table("verdicts", columns, _verdicts(asked))


def _verdicts(asked: Asked) -> Iterator[list[object]]:
    stored, campaign = Annotations(asked.session), asked.campaign.name
    for article, revision in sorted(stored.adjudicated()):
        current = stored.current(article, campaign, revision)
        verdict = newest_verdict(current)
        if verdict is not None:
            yield [
                article, revision, verdict.id, asked.name(verdict.annotator), rfc3339(verdict.updated_at),
                asked.words(verdict.answers.get(REASON)), " ".join(one.id for one in of_people(current)),
            ]  # fmt: skip
