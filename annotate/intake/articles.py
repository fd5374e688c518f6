"""An incoming text as an article: canonical, with its title, its sentences and its id."""

from __future__ import annotations

from annotate.core import Article
from annotate.core.errors import Refused
from annotate.intake.canonical import Canonical, canonicalise
from annotate.intake.decode import MAX_CHARACTERS
from annotate.intake.identity import identify
from annotate.intake.language import language_of
from annotate.intake.readers.base import Incoming
from annotate.intake.sentences import split


def make_article(incoming: Incoming) -> tuple[Article, Canonical]:
    """An incoming text as an article in its first revision, and the way back to what was given.

    Only a title that the source states is one: a first line that looks like a headline may as well be a
    sentence, and nobody could tell it from one afterwards.

    Raises:
        Refused: empty, over-long, or with a bad id or URL.
    """
    canonical, title = titled(incoming.text, incoming.title)
    article = Article(
        id=identify(incoming, canonical.text).id,
        text=canonical.text,
        sentences=split(canonical.text),
        title=title,
        url=incoming.url,
        outlet=incoming.outlet,
        author=incoming.author,
        published=incoming.published,
        modified=incoming.modified,
        language=language_of(canonical.text, incoming.language),
        linked=incoming.linked,
    )
    return article, canonical


def titled(text: str, title: str | None) -> tuple[Canonical, str | None]:
    """The canonical text with the title as its first paragraph, not doubled, and the title as it is there.

    Raises:
        Refused: empty or over-long.
    """
    if len(text) > MAX_CHARACTERS:
        raise Refused(f"it has {len(text):,} characters; an article has at most {MAX_CHARACTERS:,}")
    canonical = canonicalise(text)
    if not canonical.text:
        raise Refused("it is empty")
    headline = canonicalise(title or "").text.replace("\n\n", " ")
    if not headline:
        return canonical, None
    first = canonical.text.partition("\n\n")[0]
    if first.casefold() == headline.casefold():
        return canonical, first
    return canonical.behind(headline), headline
