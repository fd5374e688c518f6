"""A site with a page of every kind, made of the sample articles."""

from __future__ import annotations

from collections.abc import Mapping

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
from annotate.store import Campaign
from tests.consensus.test_work import CAREFUL, HASTY, TRUE, done_by
from tests.support.scheme import the_scheme

Reports = Mapping[str, ArticleReport]
STORED = 20
"""Articles in the database, read or not."""


def rows(reports: Reports) -> list[Row]:
    return [Row(one.article, one.score) for one in reports.values()]


def make_site(reports: Reports) -> Site:
    """All kinds of page; the names of things would like to be tags."""
    found = rows(reports)
    spring = campaign_report(Campaign("spring & <b>"), found, agreement([], the_scheme()), [])
    work = measured(done_by(CAREFUL, HASTY, true=TRUE[:6]), the_scheme())
    rubric = load_rubric(shipped("config", "rubrics", "1.toml"))
    read = [(row.score, row.article) for row in found]
    corpus = corpus_report(found, STORED)
    return Site(
        corpus,
        (spring,),
        (annotators_report(spring.campaign.name, work, []),),
        tuple(outlet_report(name, read, 1, {}, rubric) for name in corpus.outlets),
    )
