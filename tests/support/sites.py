"""A site with a page of every kind, made of the sample articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from annotate.campaigns.echoes import among
from annotate.consensus.agreement import agreement
from annotate.consensus.work import measured
from annotate.report import ArticleReport
from annotate.report.annotators import annotators_report
from annotate.report.campaign import campaign_report
from annotate.report.corpus import corpus_report
from annotate.report.outlet import outlet_report
from annotate.report.rows import Row
from annotate.report.site import Site
from annotate.resources import shipped
from annotate.score import load_rubric
from annotate.score.echoes import Echoing, Said, Source
from annotate.score.revisions import Change, Revised
from annotate.store import Awaiting, Campaign, Unread
from tests.consensus.test_work import CAREFUL, HASTY, TRUE, done_by
from tests.support.scheme import the_scheme

Reports = Mapping[str, ArticleReport]
STORED = 20
"""Articles in the database, read or not."""


def rows(reports: Reports) -> list[Row]:
    return [Row(one.article, one.score) for one in reports.values()]


SOLD = "the ministry will sell all fourteen ferries to a single buyer <b>before</b> June"
OFFICIAL = Source("unnamed_described", "a senior official")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def echoing(reports: Reports) -> Echoing:
    """Four articles that say one thing, the second of which cites the first one's outlet, which cites it."""
    claims = []
    for at, one in enumerate(list(reports.values())[:4]):
        outlets = [other.article.outlet or "" for other in list(reports.values())[:2]]
        source = Source("other_media", outlets[1 - at]) if at < 2 else OFFICIAL
        mark = one.score.reading.labelled("ASSERTION")[at].id
        told = one.article.id, one.article.outlet, NOON + timedelta(hours=at), mark, SOLD, (source,)
        claims.append(Said(*told, title=one.article.title))
    return among(claims, [claim.outlet or "" for claim in claims], people=len(reports), machine=0)


def revised(one: ArticleReport) -> tuple[Revised, ...]:
    """An article that lost a source between its two texts."""
    changes = (
        Change("source removed", SOLD, central=True, source=OFFICIAL, place=2, of=2, left=1),
        Change("claim added", "it rained", central=False, left=0),
    )
    newer = replace(one.article, revision=2)
    return (Revised(one.article, newer, NOON, one.score, one.score, changes),)


def unread(reports: Reports) -> Awaiting:
    """An article that nobody has read, and a newer text of one that people have; the others are counted."""
    older, other = list(reports.values())[:2]
    newer = Unread(replace(older.article, revision=2), 1)
    return Awaiting(STORED - len(reports), (newer, Unread(replace(other.article, id="new"), None)))


def make_site(reports: Reports) -> Site:
    """All kinds of page; the names of things would like to be tags."""
    found = rows(reports)
    spring = campaign_report(Campaign("spring & <b>"), found, agreement([], the_scheme()), [])
    work = measured(done_by(CAREFUL, HASTY, true=TRUE[:6]), the_scheme())
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    read = [(row.score, row.article) for row in found]
    corpus = corpus_report(found, STORED, unread(reports))
    return Site(
        corpus,
        (spring,),
        (annotators_report(spring.campaign.name, work, []),),
        tuple(outlet_report(name, read, 1, {}, rubric) for name in corpus.outlets),
        echoing(reports),
        {one.article.id: revised(one) for one in list(reports.values())[:1]},
    )
