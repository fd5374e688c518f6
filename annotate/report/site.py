"""All reports as a site: an index with search, and a page for every article, campaign and outlet.

It is a folder of files that a browser opens from a disk as well as from a server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import Any

from annotate.core.codec import canonical_json
from annotate.report import (
    annotators,
    annotators_page,
    awaiting,
    campaign,
    campaign_page,
    corpus,
    echoes,
    echoes_page,
    outlet_data,
    outlet_page,
    revisions,
    revisions_page,
    rows,
    words,
)
from annotate.report.annotators import AnnotatorsReport
from annotate.report.article import ArticleReport
from annotate.report.as_json import as_json
from annotate.report.campaign import CampaignReport
from annotate.report.corpus import CorpusReport
from annotate.report.elsewhere import by_article, by_outlet
from annotate.report.folder import Page, file_name
from annotate.report.html import html, page
from annotate.report.links import Links
from annotate.report.outlet import OutletReport
from annotate.scheme import Scheme
from annotate.score.echoes import Echoing
from annotate.score.revisions import Revised

INDEX, OVERVIEW, ECHOES, REVISIONS = "index.html", "overview.html", "echoes.html", "revisions.html"


@dataclass(frozen=True)
class Site:
    """What a site shows beside its articles, each of which stands in `corpus`.

    Attributes:
        echoing: the echoes among these articles; with none the site has no page of them.
        revised: article to what changed between its texts, also where nobody has read the newest.
    """

    corpus: CorpusReport
    campaigns: tuple[CampaignReport, ...] = ()
    annotators: tuple[AnnotatorsReport, ...] = ()
    outlets: tuple[OutletReport, ...] = ()
    echoing: Echoing | None = None
    revised: Mapping[str, Sequence[Revised]] = field(default_factory=dict)

    @property
    def echoes(self) -> Echoing | None:
        """The echoes, where there are any to show."""
        return self.echoing if self.echoing and (self.echoing.echoes or self.echoing.circles) else None


def pages(site: Site, articles: Iterable[ArticleReport], scheme: Scheme) -> Iterator[Page]:
    """Every page of the site; `articles` are asked for one by one and are those of the corpus."""
    top, below = _links(site, ""), _links(site, "../")
    everywhere = canonical_json([name for name, _ in top.nav])
    for one in chain(
        _front(site, scheme, top),
        (_article(report, scheme, below) for report in articles),
        _groups(site, scheme, below),
        _revised(site, below),
    ):
        yield replace(one, made_from=f"{everywhere}{one.made_from}")


def _front(site: Site, scheme: Scheme, links: Links) -> Iterator[Page]:
    found = [rows.as_json(row) for row in site.corpus.rows]
    unread = awaiting.as_json(site.corpus.awaiting)
    yield _page(INDEX, [found, unread, links.outlets], lambda: _index(site, links))
    said = [corpus.as_json(site.corpus), links.campaigns, links.outlets]
    yield _page(OVERVIEW, said, lambda: corpus.html(site.corpus, scheme, links))
    if echoing := site.echoes:
        told = {one.article for echo in echoing.echoes for one in echo.said}
        headings = {row.article.id: row.heading for row in site.corpus.rows if row.article.id in told}
        yield _page(
            ECHOES,
            [echoes.as_json(echoing), headings, links.outlets],
            lambda: echoes_page.html(echoing, links, headings),
        )
    if site.revised:
        changed = [revisions.as_json(id_, found) for id_, found in site.revised.items()]
        titles = [words.heading(found[-1].new) for found in site.revised.values()]
        yield _page(
            REVISIONS, [changed, titles, links.outlets], lambda: revisions_page.listing(site.revised, links)
        )


def _groups(site: Site, scheme: Scheme, links: Links) -> Iterator[Page]:
    for one in site.campaigns:
        yield _page(
            _campaign(one.campaign.name),
            [campaign.as_json(one), scheme.version, one.campaign.name in links.annotators],
            _later(campaign_page.html, one, scheme, links),
        )
    for outlet in site.outlets:
        echoed = [asdict(one) for one in links.outlet_echoes.get(outlet.outlet, ())]
        yield _page(
            _outlet(outlet.outlet),
            [outlet_data.as_json(outlet), echoed],
            _later(outlet_page.html, outlet, links),
        )
    for readers in site.annotators:
        yield _page(
            _annotators(readers.campaign),
            [annotators.as_json(readers), scheme.version],
            _later(annotators_page.html, readers, scheme, links),
        )


def _revised(site: Site, links: Links) -> Iterator[Page]:
    for id_, found in site.revised.items():
        newest = found[-1].new
        said = [
            *(revisions.as_json(id_, found), words.heading(newest), newest.outlet),
            *(links.articles.get(id_), links.outlets.get(newest.outlet or "")),
        ]
        yield _page(_compared(id_), said, _later(revisions_page.html, id_, found, links))


def _index(site: Site, links: Links) -> str:
    found = rows.newest_first(site.corpus.rows)
    script = "search.js" if found else ""
    return page("index.html.j2", links=links, script=script, rows=found, awaiting=site.corpus.awaiting)


def _article(report: ArticleReport, scheme: Scheme, links: Links) -> Page:
    id_, outlet = report.article.id, report.article.outlet
    said = [
        *(as_json(report, scheme), report.article.sha256, scheme.version, links.outlets.get(outlet or "")),
        *(links.revisions.get(id_), [asdict(one) for one in links.echoes.get(id_, ())]),
    ]
    return _page(f"articles/{file_name(id_)}", said, _later(html, report, scheme, links))


def _page(name: str, said: object, render: Callable[[], str]) -> Page:
    return Page(name, canonical_json(said), render)


def _later(form: Callable[..., str], *parts: Any) -> Callable[[], str]:  # noqa: ANN401 - whatever the form takes
    return lambda: form(*parts)


def _links(site: Site, up: str) -> Links:
    """Where everything lies, seen from a page at the top (`up` empty) or in a folder below it."""
    nav = [("Articles", INDEX), ("All together", OVERVIEW)]
    nav += [("Echoes", ECHOES)] if site.echoes else []
    nav += [("Revisions", REVISIONS)] if site.revised else []
    echoing, address = site.echoes, f"{up}{ECHOES}"
    return Links(
        nav=tuple((name, f"{up}{page}") for name, page in nav),
        articles={row.article.id: f"{up}articles/{file_name(row.article.id)}" for row in site.corpus.rows},
        outlets={one.outlet: f"{up}{_outlet(one.outlet)}" for one in site.outlets},
        campaigns={one.campaign.name: f"{up}{_campaign(one.campaign.name)}" for one in site.campaigns},
        annotators={one.campaign: f"{up}{_annotators(one.campaign)}" for one in site.annotators},
        revisions={id_: f"{up}{_compared(id_)}" for id_ in site.revised},
        echoes=by_article(echoing, address) if echoing else {},
        outlet_echoes=by_outlet(echoing, address) if echoing else {},
    )


def _compared(article: str) -> str:
    return f"revisions/{file_name(article)}"


def _campaign(name: str) -> str:
    return f"campaigns/{file_name(name)}"


def _outlet(name: str) -> str:
    return f"outlets/{file_name(name)}"


def _annotators(campaign: str) -> str:
    return f"annotators/{file_name(campaign)}"
