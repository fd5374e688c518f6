"""What an article links to: the documents, data and reports of others that a reader could check it by."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from annotate.intake.about.choose import same_site
from annotate.intake.about.stated import Element, words
from annotate.intake.clean import clean

Reference = tuple[str, str]
"""An address, and the words that link to it."""

_ABSOLUTE = re.compile(r"https?:|//", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|csv|pptx?|odt|ods|txt|json|zip)(?:[?#].*)?$", re.IGNORECASE)
_SHARING = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|telegram|t|flipboard|instagram|tiktok|"
    r"youtube|threads|bsky)\.(?:com|me|app|net|it|org)$"
)
_BLOCKS = frozenset({"p", "li", "blockquote", "td", "dd", "h2", "h3", "h4", "figcaption"})
_TELLING = 40
"""Characters of a paragraph by which it is known again in the text that was taken."""
MOST = 200


def linked(tree: Element, url: str | None, text: str) -> tuple[Reference, ...]:
    """The links in the paragraphs that were taken for the article, to other sites or to documents, each once.

    Links to where pages are shared are left out, and those of menus and teasers, whose paragraphs are not in
    `text`.
    """
    taken = " ".join(text.split())
    found: dict[str, str] = {}
    for link in tree.iter("a"):
        address = _leads_to(link.get("href") or "", url)
        if address and address not in found and _in_text(link, taken) and (label := _label(link)):
            found[address] = label
    return tuple(found.items())[:MOST]


def _label(link: Element) -> str:
    """What can be seen of its words: they are as hostile as the text."""
    return clean(words(link.text_content()) or "")[0]


def _leads_to(href: str, url: str | None) -> str | None:
    """The whole address of a link that leads to another site or to a document; most of a page's do not."""
    target = href.strip()
    is_document = "." in target and _DOCUMENT.search(target) is not None
    if url is not None and not is_document and not _ABSOLUTE.match(target):
        return None
    try:
        address = urljoin(url or "", target)
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or _SHARING.search(host):
        return None
    if clean(address)[0] != address:
        return None
    leads_out = url is None or _DOCUMENT.search(parts.path) is not None or not same_site(address, url)
    return address if leads_out else None


def _in_text(link: Element, taken: str) -> bool:
    block = next((one for one in link.iterancestors() if one.tag in _BLOCKS), None)
    start = None if block is None else words(block.text_content())
    return start is not None and start[:_TELLING] in taken
