"""The samples, scored: what most tests of reports read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotate.campaigns.rescore import rescore
from annotate.intake.add import add
from annotate.intake.annotations import import_file
from annotate.report import ArticleReport, article_report
from annotate.report.folder import write
from annotate.report.site import Site, pages
from annotate.resources import shipped
from annotate.scheme import check
from annotate.score import load_disagreement, load_rubric
from annotate.store import Articles, create_store
from tests.support.scheme import the_scheme
from tests.support.sites import make_site

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, ArticleReport]:
    """The report of each sample article by its id."""
    scheme, store = the_scheme(), create_store(f"sqlite:///{tmp_path_factory.mktemp('samples') / 'a.db'}")
    add(store, [str(shipped("seeds", "articles"))])
    for file in sorted(shipped("seeds", "annotations").glob("*.jsonl")):
        import_file(store, file.read_bytes().splitlines(), partial(check, scheme=scheme))
    rules = (
        load_rubric(shipped("config", "rubrics", "1.toml")),
        load_disagreement(shipped("config", "rubrics", "disagreement.toml")),
    )
    scores = rescore(store, scheme, *rules)
    with store.session(read_only=True) as session:
        articles = {score.article: Articles(session).get(score.article) for score in scores}
    store.dispose()
    return {
        score.article: article_report(score, article, scheme)
        for score in scores
        if (article := articles[score.article])
    }


@pytest.fixture(scope="session")
def site(reports: Mapping[str, ArticleReport]) -> Site:
    return make_site(reports)


@pytest.fixture(scope="session")
def folder(
    site: Site, reports: Mapping[str, ArticleReport], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site's pages, for tests that only read them."""
    place = tmp_path_factory.mktemp("site")
    write(pages(site, reports.values(), the_scheme()), place)
    return place


@pytest.fixture(scope="session")
def golden() -> Path:
    return Path(__file__).parent / "golden"
