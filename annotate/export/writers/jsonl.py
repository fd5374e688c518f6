"""JSON Lines: the contract's object for each annotation, with its article's text, title and outlet.

The same file can be imported into an empty database and gives the same export again.

It cannot carry what the contract has no field for: an article's address, author, date and language, the
text as it was given and the way back to it, and assignments, skips and scores.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, BinaryIO

from annotate.core.codec import to_json
from annotate.export.writers.base import Item, Manner


def write(items: Iterable[Item], out: BinaryIO, manner: Manner) -> Counter[str]:
    for item in items:
        out.write(json.dumps(obj(item), ensure_ascii=False).encode("utf-8") + b"\n")
    return Counter()


def obj(item: Item) -> dict[str, Any]:
    """The object of one line; offsets are those of `article_text`, the canonical text."""
    article = item.article
    return {
        **to_json(item.annotation, article.text),
        "article_text": article.text,
        "article_title": article.title,
        "outlet": article.outlet,
    }
