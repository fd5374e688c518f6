"""What readers see: the headline, `<time>` elements, the byline, and the language the page is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.intake.about.stated import Element, Stated, words

_BYLINE = re.compile(r"\b(?:byline|article__?author|author-?name|post-?author|entry-author)\b", re.IGNORECASE)
_LONGEST_BYLINE = 150
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_ELSEWHERE = frozenset({"aside", "nav", "footer", "figure"})
"""Parts of a page that are not the article."""


def stated(tree: Element) -> Stated:
    times = list(_times(tree))
    return Stated(
        title=_headline(tree),
        published=next((moment for moment, is_change in times if not is_change), None),
        modified=next((moment for moment, is_change in times if is_change), None),
        language=words(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _headline(tree: Element) -> str | None:
    """The one first-level heading; of several none is it."""
    found = [text for heading in tree.iter("h1") if (text := words(heading.text_content()))]
    return found[0] if len(set(found)) == 1 else None


def _times(tree: Element) -> Iterator[tuple[str, bool]]:
    """The moments that the page marks up outside of comments and teasers, and whether each is of a change."""
    for element in tree.iter("time"):
        moment = words(element.get("datetime"))
        if moment and not _ELSEWHERE & {one.tag for one in element.iterancestors()}:
            said = " ".join(filter(None, (element.get("itemprop"), element.get("class"))))
            before = element.getprevious()
            label = said + (element.getparent().text or "" if before is None else before.tail or "")
            yield moment, bool(_MODIFIED.search(label))


def byline(tree: Element) -> str | None:
    """The text of the first element that is marked as the byline."""
    for element in tree.iter("a", "span", "p", "div", "address", "li"):
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if marked or _BYLINE.search(element.get("class") or ""):
            text = words(element.text_content())
            if text and len(text) <= _LONGEST_BYLINE:
                return text
    return None
