"""Articles asked for again: what was edited since, and whether the page says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from difflib import unified_diff

from annotate.core import Article
from annotate.core.errors import UsageError
from annotate.intake.add import Added, Taking, take
from annotate.intake.ahead import ahead
from annotate.intake.answers import Remembering
from annotate.intake.outlets import Outlets
from annotate.intake.readers import address
from annotate.intake.readers.base import Incoming, Means, Refusal
from annotate.intake.web import Fetched, Fetcher, Known
from annotate.store import Articles, Fetches, Store

_KEPT = ("title", "outlet", "author", "published")
"""What a feed or a list may have said in place of the page."""


@dataclass(frozen=True)
class Refreshed:
    """What became of one article.

    Attributes:
        silent: its text was edited, and the page states no newer time of change.
        diff: of the paragraphs, as `diff -u` writes it; empty where nothing was edited.
    """

    added: Added
    silent: bool = False
    diff: str = ""


def due(store: Store, ids: Sequence[str] = (), outlet: str | None = None) -> list[Article]:
    """The articles named, else all that were fetched from the web, of one outlet where it is named.

    Raises:
        UsageError: an id that is unknown, or an article without an address.
    """
    with store.session(read_only=True) as session:
        articles = Articles(session)
        found = articles.newest(list(ids) or articles.ids(outlet))
        fetched = Fetches(session).known([one.url for one in found.values() if one.url])
    for id_ in ids:
        if id_ not in found:
            raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
        if not found[id_].url:
            raise UsageError(f"article {id_!r} has no address", "add it again from where it is published")
    return [one for _, one in sorted(found.items()) if ids or (one.url and one.url in fetched)]


def refresh(
    store: Store,
    fetcher: Fetcher,
    outlets: Outlets,
    articles: Sequence[Article],
    writing: Callable[[], AbstractContextManager[None]],
) -> Iterator[Refreshed]:
    """Asks for each article's page again; another text is a new revision, an unchanged page costs a line."""
    urls = [article.url or "" for article in articles]
    fetch = Remembering(_conditionally(store, fetcher, urls))
    for article, answer in zip(articles, ahead(urls, fetch), strict=True):
        item = _item(article.url or "", answer)
        if item is None:
            yield Refreshed(Added(article.url or "", article.id, article.revision, "unchanged"))
            continue
        if isinstance(item, Incoming):
            item = _as_known(item, article)
        with writing():
            added = take(store, item, Taking(outlets, fetch.answers, revise=True, revive=False))
        yield _compared(store, article, item, replace(added, id=article.id))


def _as_known(item: Incoming, article: Article) -> Incoming:
    """With what a feed or a list said of the article, where the page does not say it."""
    kept = {name: getattr(item, name) or getattr(article, name) for name in _KEPT}
    return replace(item, id=article.id, **kept)


def _conditionally(store: Store, fetcher: Fetcher, urls: Sequence[str]) -> Callable[[str], Fetched]:
    """Asks for a page with the mark that its server gave it last."""
    with store.session(read_only=True) as session:
        last = Fetches(session).known(urls)
    known = {url: Known(one.etag, one.last_modified) for url, one in last.items()}
    return lambda url: fetcher.fetch(url, known.get(url))


def _item(url: str, answer: Future[Fetched]) -> Incoming | Refusal | None:
    """The article as its page has it now; None where the server says that nothing has changed."""
    if answer.exception() is None and answer.result().document is None:
        return None
    return next(address.page(url, answer.result, Means()), Refusal(url, "there is no article in it"))


def _compared(store: Store, before: Article, item: Incoming | Refusal, added: Added) -> Refreshed:
    if added.status != "revised" or not isinstance(item, Incoming):
        return Refreshed(added)
    with store.session(read_only=True) as session:
        after = Articles(session).get(before.id)
    stated = before.modified or before.published
    silent = item.modified is None or (stated is not None and item.modified <= stated)
    return Refreshed(added, silent, "" if after is None else difference(before, after))


def difference(before: Article, after: Article) -> str:
    """The paragraphs that were taken out, put in or reworded, between two revisions of an article."""
    names = [f"{one.id}, revision {one.revision}" for one in (before, after)]
    lines = unified_diff(
        before.text.split("\n\n"), after.text.split("\n\n"), names[0], names[1], n=1, lineterm=""
    )
    return "\n".join(lines)
