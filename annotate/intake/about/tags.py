"""OpenGraph and the other tags in a page's head."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.intake.about.stated import Element, Stated, words

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "dc.date.issued", "dcterms.created", "dc.date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified"
)  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")


def stated(tree: Element) -> Stated:
    said = _said(tree)
    return Stated(
        title=said.get("og:title") or said.get("twitter:title"),
        authors=tuple(
            name for key in _AUTHORS if (name := said.get(key)) and not name.startswith(("http", "@"))
        )[:1],
        outlet=said.get("og:site_name") or said.get("application-name"),
        published=_first(said, _PUBLISHED),
        modified=_first(said, _MODIFIED),
        url=_canonical(tree) or said.get("og:url"),
        language=(said.get("og:locale") or "").replace("_", "-") or said.get("content-language"),
    )


def _said(tree: Element) -> Mapping[str, str]:
    """Every meta tag by its name in lower case; of one name the first."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and (value := words(meta.get("content"))):
            said.setdefault(name.strip().lower(), value)
    return said


def _first(said: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((said[name] for name in names if name in said), None)


def _canonical(tree: Element) -> str | None:
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return next((found for link in links if (found := words(link.get("href")))), None)
