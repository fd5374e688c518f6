"""XML from strangers: what it is, and never what its entities would make of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from annotate.core.errors import Refused

FEEDS = frozenset({"rss", "feed", "rdf"})
SITEMAPS = frozenset({"urlset", "sitemapindex"})

_HEAD = 4096
"""Bytes in which the first element stands."""
_ROOT = re.compile(rb"<(?:[a-z]+:)?(?!!--|\?)(!doctype\s+html|[a-z]+)", re.IGNORECASE)
_SKIPPED = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<!doctype(?!\s+html)[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)


def root_of(data: bytes) -> str:
    """The name of the first element in lower case, without its prefix; empty where there is none."""
    start = _SKIPPED.sub(b"", data[:_HEAD].replace(b"\0", b"")).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    found = _ROOT.match(start)
    if found is None:
        return ""
    name = found[1].decode("ascii").lower()
    return "html" if name.startswith("!doctype") else name


def begins_with(path: Path, roots: frozenset[str]) -> bool:
    """Whether a file ending in .xml has one of these root elements."""
    if path.suffix.lower() != ".xml" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return root_of(file.read(_HEAD)) in roots
    except OSError:
        return False


def refuse_entities(data: bytes) -> None:
    """Raises Refused where XML declares entities of its own: a page of text may become a gigabyte of them."""
    if b"<!ENTITY" in data.replace(b"\0", b"").upper():
        raise Refused("it declares entities of its own, which are not expanded")


def xml(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    """The root element; nothing is expanded and nothing fetched.

    Raises:
        Refused: no XML.
    """
    from lxml import etree

    refuse_entities(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"it is not well-formed XML: {error}") from error


def etree_name(element: Any) -> str:  # noqa: ANN401
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
