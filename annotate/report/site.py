"""All reports as a site: an index with search, and a page for every article, campaign and outlet.

It is a folder of files that a browser opens from a disk as well as from a server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from annotate.core.codec import canonical_json
from annotate.report import (
    annotators,
    annotators_page,
    campaign,
    campaign_page,
    corpus,
    outlet_data,
    outlet_page,
    rows,
)
from annotate.report.annotators import AnnotatorsReport
from annotate.report.article import ArticleReport
from annotate.report.as_json import as_json
from annotate.report.campaign import CampaignReport
from annotate.report.corpus import CorpusReport
from annotate.report.folder import Page, file_name
from annotate.report.html import html, page
from annotate.report.links import Links
from annotate.report.outlet import OutletReport
from annotate.scheme import Scheme

INDEX, OVERVIEW = "index.html", "overview.html"


@dataclass(frozen=True)
class Site:
    """What a site shows beside its articles, each of which stands in `corpus`."""

    corpus: CorpusReport
    campaigns: tuple[CampaignReport, ...] = ()
    annotators: tuple[AnnotatorsReport, ...] = ()
    outlets: tuple[OutletReport, ...] = ()


def pages(site: Site, articles: Iterable[ArticleReport], scheme: Scheme) -> Iterator[Page]:
    """Every page of the site; `articles` are asked for one by one and are those of the corpus."""
    top, below = _links(site, ""), _links(site, "../")
    found = [rows.as_json(row) for row in site.corpus.rows]
    yield _page(INDEX, [found, top.outlets], lambda: _index(site, top))
    overview = corpus.as_json(site.corpus)
    yield _page(
        OVERVIEW, [overview, top.campaigns, top.outlets], lambda: corpus.html(site.corpus, scheme, top)
    )
    for report in articles:
        yield _article(report, scheme, below)
    for one in site.campaigns:
        yield _page(
            _campaign(one.campaign.name),
            [campaign.as_json(one), scheme.version, one.campaign.name in below.annotators],
            _later(campaign_page.html, one, scheme, below),
        )
    for outlet in site.outlets:
        yield _page(
            _outlet(outlet.outlet), outlet_data.as_json(outlet), _later(outlet_page.html, outlet, below)
        )
    for readers in site.annotators:
        yield _page(
            _annotators(readers.campaign),
            [annotators.as_json(readers), scheme.version],
            _later(annotators_page.html, readers, scheme, below),
        )


def _index(site: Site, links: Links) -> str:
    return page("index.html.j2", links=links, script="search.js", rows=site.corpus.rows)


def _article(report: ArticleReport, scheme: Scheme, links: Links) -> Page:
    id_, outlet = report.article.id, report.article.outlet
    said = [as_json(report, scheme), report.article.sha256, scheme.version, links.outlets.get(outlet or "")]
    return _page(f"articles/{file_name(id_)}", said, _later(html, report, scheme, links))


def _page(name: str, said: object, render: Callable[[], str]) -> Page:
    return Page(name, canonical_json(said), render)


def _later(form: Callable[..., str], *parts: Any) -> Callable[[], str]:  # noqa: ANN401 - whatever the form takes
    return lambda: form(*parts)


def _links(site: Site, up: str) -> Links:
    """Where everything lies, seen from a page at the top (`up` empty) or in a folder below it."""
    return Links(
        nav=(("Articles", f"{up}{INDEX}"), ("All together", f"{up}{OVERVIEW}")),
        articles={row.article.id: f"{up}articles/{file_name(row.article.id)}" for row in site.corpus.rows},
        outlets={one.outlet: f"{up}{_outlet(one.outlet)}" for one in site.outlets},
        campaigns={one.campaign.name: f"{up}{_campaign(one.campaign.name)}" for one in site.campaigns},
        annotators={one.campaign: f"{up}{_annotators(one.campaign)}" for one in site.annotators},
    )


def _campaign(name: str) -> str:
    return f"campaigns/{file_name(name)}"


def _outlet(name: str) -> str:
    return f"outlets/{file_name(name)}"


def _annotators(campaign: str) -> str:
    return f"annotators/{file_name(campaign)}"
