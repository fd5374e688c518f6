"""What a page says of its article, and who is believed where its voices differ."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from annotate.core.codec import as_stated
from annotate.intake.about import about
from annotate.intake.about.byline import names
from annotate.intake.about.linked import linked

PAGE = "https://harbour.example/news/quay?utm_source=x"


def page(head: str = "", body: str = "", lang: str = "") -> html.HtmlElement:
    attribute = f' lang="{lang}"' if lang else ""
    return html.fromstring(f"<html{attribute}><head>{head}</head><body>{body}<p>Text.</p></body></html>")


def data(**fields: object) -> str:
    value = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{value}</script>'


def meta(**fields: str) -> str:
    return "".join(f'<meta property="{k.replace("__", ":")}" content="{v}">' for k, v in fields.items())


TITLES = [
    pytest.param(data(headline="Quay shut"), "<h1>Quay shut</h1>", "Quay shut", id="all say so"),
    pytest.param(data(headline="Quay &amp; pier"), "", "Quay & pier", id="entities in the data"),
    pytest.param(
        "<title>Quay shut for good - Harbour News</title>",
        "<h1>Quay shut for good</h1>",
        "Quay shut for good",
        id="the heading, which the window has too",
    ),
    pytest.param(
        data(headline="Quay shut"), "<h1>Harbour News</h1>", "Quay shut", id="the heading is the outlet"
    ),
    pytest.param(meta(og__title="Quay shut | Harbour News"), "", "Quay shut", id="the name behind a bar"),
    pytest.param(
        data(headline="Quay shut") + meta(og__title="You won't believe this"),
        "",
        "Quay shut",
        id="data first",
    ),
    pytest.param("", "<h1>One</h1><h1>Two</h1>", None, id="two headings"),
    pytest.param("", "<h1>Quay shut</h1>", "Quay shut", id="nobody else says anything"),
]


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_the_title(head: str, body: str, title: str | None) -> None:
    assert about(page(head, body), PAGE).title == title


AUTHORS = [
    pytest.param(
        data(author=[{"name": "Ada Lee"}, {"name": "Omar Reyes"}]), "", "Ada Lee; Omar Reyes", id="data"
    ),
    pytest.param(data(author={"@type": "Person", "name": ["Ada Lee"]}), "", "Ada Lee", id="a name in a list"),
    pytest.param(data(author="By Ada Lee and Omar Reyes"), "", "Ada Lee; Omar Reyes", id="a line"),
    pytest.param(
        meta(article__author="https://facebook.com/ada", author="Ada Lee"), "", "Ada Lee", id="no address"
    ),
    pytest.param(
        "", '<p class="byline">By <a>Ada Lee</a>, harbour correspondent</p>', "Ada Lee", id="byline"
    ),
    pytest.param("", '<a rel="author">Ada Lee</a>', "Ada Lee", id="rel"),
    pytest.param(
        data(author="Ada Lee"), '<p class="byline">By Omar Reyes</p>', "Ada Lee", id="data before the byline"
    ),
    pytest.param("", "", None, id="nobody"),
]


@pytest.mark.parametrize(("head", "body", "author"), AUTHORS)
def test_the_authors(head: str, body: str, author: str | None) -> None:
    assert about(page(head, body), PAGE).author == author


BYLINES = [
    ("By Ada Lee", ["Ada Lee"]),
    ("by: Ada Lee & Omar Reyes, Harbour News", ["Ada Lee", "Omar Reyes"]),
    ("Words by Ada Lee in Quayside", ["Ada Lee"]),
    ("Ada Lee | 1 May 2024", ["Ada Lee"]),
    ("ADA LEE (Harbour News)", ["ADA LEE"]),
    ("Ada O’Lee-Smith; José de la Cruz and Omar Reyes", ["Ada O’Lee-Smith", "José de la Cruz", "Omar Reyes"]),
    ("Ada Lee, Ada Lee", ["Ada Lee"]),
    ("Staff reporters", ["Staff reporters"]),
    ("", []),
]


@pytest.mark.parametrize(("byline", "expected"), BYLINES)
def test_the_names_of_a_byline(byline: str, expected: list[str]) -> None:
    assert names(byline) == expected


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2024, 5, day, hour, minute, tzinfo=UTC)


TIMES = [
    pytest.param(data(datePublished="2024-05-01T10:00:00+02:00"), "", at(8), None, id="with a zone"),
    pytest.param(data(datePublished="2024-05-01T10:00:00"), "", at(10), None, id="without, which is UTC"),
    pytest.param(
        data(datePublished="2024-05-01") + meta(article__published_time="2024-05-01T10:00:00Z"),
        "",
        at(10),
        None,
        id="the more precise one",
    ),
    pytest.param(
        data(datePublished="2024-05-01T10:00:00Z") + meta(article__published_time="2024-05-01T11:00:00Z"),
        "",
        at(10),
        None,
        id="of two as precise the data",
    ),
    pytest.param(
        "",
        '<p>Published <time datetime="2024-05-01T09:30:00Z"></time> Updated '
        '<time datetime="2024-05-02T08:00Z">'
        "</time></p>",
        at(9, 30),
        at(8, day=2),
        id="what readers see",
    ),
    pytest.param(
        "",
        '<aside><time datetime="2020-01-01T00:00Z"></time></aside><time datetime="2024-05-01T08:00Z"></time>',
        at(8),
        None,
        id="not those of teasers",
    ),
    pytest.param(
        data(datePublished="2024-05-01T10:00:00Z", dateModified="2024-05-02T08:00:00Z"),
        "",
        at(10),
        at(8, day=2),
        id="a change",
    ),
    pytest.param(
        data(datePublished="2024-05-02T10:00:00Z", dateModified="2024-05-01T08:00:00Z"),
        "",
        at(10, day=2),
        None,
        id="a change before the publication is none",
    ),
    pytest.param(data(datePublished="yesterday", dateModified=5), "", None, None, id="no times"),
]


@pytest.mark.parametrize(("head", "body", "published", "modified"), TIMES)
def test_the_times(head: str, body: str, published: datetime | None, modified: datetime | None) -> None:
    found = about(page(head, body), PAGE)
    assert (found.published, found.modified) == (published, modified)


def test_the_zone_of_a_time_is_kept() -> None:
    said = data(datePublished="2024-05-01T10:00:00+02:00", dateModified="2024-05-01T09:00:00Z")
    found = about(page(said), PAGE)
    assert (as_stated(found.published), as_stated(found.modified)) == (
        "2024-05-01T10:00:00+02:00",
        "2024-05-01T09:00:00Z",
    )


ADDRESSES = [
    ('<link rel="canonical" href="/news/quay">', PAGE, "https://harbour.example/news/quay"),
    ('<link rel="canonical" href="https://m.harbour.example/q">', PAGE, "https://m.harbour.example/q"),
    ('<link rel="canonical" href="https://wire.example/quay">', PAGE, PAGE),
    ('<link rel="canonical" href="javascript:alert(1)">', PAGE, PAGE),
    ('<link rel="canonical" href="https://[::1">', PAGE, PAGE),
    ('<link rel="canonical" href="https://harbour.example:999999/">', PAGE, PAGE),
    ('<link rel="canonical" href="https://[::1">', None, None),
    (data(url="https://harbour.example/q"), PAGE, "https://harbour.example/q"),
    ('<link rel="canonical" href="https://wire.example/quay">', None, "https://wire.example/quay"),
    ('<link rel="canonical" href="/quay">', None, None),
    ("", PAGE, PAGE),
]


@pytest.mark.parametrize(("head", "fetched", "url"), ADDRESSES)
def test_a_page_names_its_own_address_but_never_another_sites(
    head: str, fetched: str | None, url: str | None
) -> None:
    assert about(page(head), fetched).url == url


VOICES = [
    (page(data(publisher={"name": "Harbour News"}) + meta(og__site_name="HN")), "Harbour News", None),
    (page(meta(og__site_name="HN", og__locale="en_GB")), "HN", "en-GB"),
    (page(data(inLanguage="fr"), lang="en"), None, "fr"),
    (page(meta(og__locale="en_US"), lang="de-AT"), None, "de-AT"),
    (page(lang="no language at all"), None, None),
]


@pytest.mark.parametrize(("tree", "outlet", "language"), VOICES)
def test_the_outlet_and_the_language(
    tree: html.HtmlElement, outlet: str | None, language: str | None
) -> None:
    found = about(tree, PAGE)
    assert (found.outlet, found.language) == (outlet, language)


def test_the_article_is_found_in_a_graph_behind_a_broken_script() -> None:
    article = {"@type": ["ReportageNewsArticle"], "headline": "Quay"}
    graph = json.dumps({"@graph": [{"@type": "WebSite", "name": "HN"}, article]})
    script = '<script type="application/ld+json">{}</script>'.format
    assert about(page(script('{"broken') + script(graph)), PAGE).title == "Quay"


FIELDS = st.sampled_from(
    ["@type", "@graph", "@id", "headline", "author", "name", "publisher", "datePublished", "dateModified"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(FIELDS, ANYTHING))
def test_no_data_is_too_odd_to_read(fields: dict[str, object]) -> None:
    found = about(page(data(**fields)), PAGE)
    assert all(value is None or isinstance(value, str | datetime) for value in asdict(found).values())


TEXT = "A judge ruled on Monday that the quay stays shut.\n\nThe figures are in a table."
BODY = """<nav><p><a href="https://other.example/">Other</a></p></nav>
<p>A judge <a href="https://court.example/ruling">ruled on Monday</a> that the quay stays shut.
<a href="/older">before</a> <a href="https://twitter.com/share?x">share</a> <a href="#top">up</a>
<a href="https://court.example/ruling">again</a> <a href="javascript:x()">x</a> <a href="http://[bad">y</a>
<a href="https://court.example/\u202e">z</a></p>
<p>The figures are in <a href="/tables/2024.XLSX">a table</a>.</p>
<p>Read more: <a href="https://ads.example/">Ten quays</a></p>"""


def test_what_an_article_links_to() -> None:
    assert linked(page(body=BODY), PAGE, TEXT.replace("shut.", "shut. before share up again x y z")) == (
        ("https://court.example/ruling", "ruled on Monday"),
        ("https://harbour.example/tables/2024.XLSX", "a table"),
    )
