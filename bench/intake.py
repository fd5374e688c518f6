"""Pages a second from bytes to an article ready to be stored, against bare trafilatura on the same pages.

Ours reads the characters, the article's text, what the page says of it and what it links to, makes the
canonical text with its way back, and cuts sentences. Bare is `trafilatura.bare_extraction` of the same bytes,
with its own metadata, which does the same as we do; the detail has the figure against trafilatura that only
finds the text, too. Times are of the processor, so that others who use the machine count for neither.
"""

import json
from collections.abc import Callable
from itertools import cycle, islice
from time import process_time

import trafilatura

from annotate.core.errors import Refused
from annotate.intake.articles import make_article
from annotate.intake.document import Document
from annotate.intake.readers import html
from annotate.resources import shipped
from bench.ratio import Result, ratio

PAGES = 60


def run() -> Result:
    pages = _pages()
    ours, bare, times = ratio(lambda: _ours(pages), _bare(pages, with_metadata=True), clock=process_time)
    _, _, plain = ratio(lambda: _ours(pages), _bare(pages, with_metadata=False), clock=process_time)
    return Result(
        "intake", times, 1 / 0.8,
        f"{PAGES / ours:.0f} pages a second, {PAGES / bare:.0f} of trafilatura: {1 / times:.2f} of it; "
        f"{1 / plain:.2f} of trafilatura that finds the text alone",
    )  # fmt: skip


def _ours(pages: list[bytes]) -> None:
    for page in pages:
        make_article(html.article(Document("bench", page, url="https://harbour.example/news/1")))


def _bare(pages: list[bytes], *, with_metadata: bool) -> Callable[[], None]:
    def bare() -> None:
        for page in pages:
            if trafilatura.bare_extraction(page, with_metadata=with_metadata) is None:
                raise Refused("no text found")

    return bare


def _pages() -> list[bytes]:
    """The sample articles in a page as outlets make them: data, menus, teasers, a comment form, a footer."""
    texts = [path.read_text("utf-8") for path in sorted(shipped("seeds", "articles").glob("*.txt"))]
    paragraphs = [[line for line in text.split("+++")[-1].split("\n") if line.strip()] for text in texts]
    return [_page(lines, number) for number, lines in enumerate(islice(cycle(paragraphs), PAGES))]


_MENU = "".join(f'<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(40))
_TEASERS = "".join(
    f'<div class="teaser"><a href="/news/{n}"><img src="/{n}.jpg" alt=""><h3>Another story {n}</h3></a>'
    "<p>What happened elsewhere, in one short line.</p></div>"
    for n in range(25)
)
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title} | Harbour News</title>
<link rel="canonical" href="https://harbour.example/news/{number}">
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="Harbour News"><script type="application/ld+json">{data}</script>
<script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header><main><article>
<h1>{title}</h1><p class="byline">By Ada Lee</p>{body}</article><aside>{teasers}</aside></main>
<footer><ul>{menu}</ul><p>All rights reserved.</p></footer></body></html>"""


def _page(paragraphs: list[str], number: int) -> bytes:
    title = f"Story {number}"
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2024-05-01T10:00:00+02:00",
        "author": [{"@type": "Person", "name": "Ada Lee"}],
        "publisher": {"@type": "Organization", "name": "Harbour News"},
    }
    page = _PAGE.format(
        title=title, number=number, data=json.dumps(data), script="var x = 1;" * 800, menu=_MENU,
        teasers=_TEASERS, body="".join(f"<p>{line}</p>" for line in paragraphs),
    )  # fmt: skip
    return page.encode()
