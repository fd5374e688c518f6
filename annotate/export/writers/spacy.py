"""spaCy: a DocBin that `spacy train` reads as it is, a Doc for each annotation. Needs spaCy.

All marks are the span group `sc`, from which spaCy's span categorizer learns as it is; a span's `id_` is its
mark's id. Each attribute is a further group, such as `SOURCE.identity`, with what was chosen as the label of
the same spans. The custom attribute `annotation` (name it first: Doc.set_extension("annotation",
default=None)) is the object of a line of jsonl: every mark with its exact offsets, links, answers, who and
when. Tokens are those of spaCy's tokenizer of the article's language, of English where none is known;
sentences are the article's own. A mark takes in every token that it touches. A DocBin is one packed block: it
is held in memory until it is written, some 30 bytes a token.

It cannot carry a mark's edge inside a token, a mark of nothing but blanks and links other than in the custom
attribute, who was signed in, an article's title, address, outlet, author and date, and assignments, skips
and scores.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, BinaryIO

from annotate.core import Article, Mark
from annotate.core.codec import to_json
from annotate.core.errors import UsageError
from annotate.export.writers.base import Item, Manner

GROUP = "sc"
"""Where spaCy's span categorizer looks for spans, unless it is told otherwise."""

ATTRIBUTE = ("._.", "annotation", None, None)
"""How spaCy keeps `Doc._.annotation` among a Doc's data."""

NEUTRAL = "xx"
"""spaCy's name for no language in particular."""

Make = Callable[[str], Any]
"""From a text to a Doc; spaCy's own types are not named, since it may not be installed."""


def write(items: Iterable[Item], out: BinaryIO, manner: Manner) -> Counter[str]:
    try:
        from spacy.tokens import DocBin
    except ImportError as error:
        raise UsageError("spacy needs spaCy", "install it with: pip install 'annotate[spacy]'") from error
    packed, blank = DocBin(attrs=["SENT_START"], store_user_data=True), 0
    for item in items:
        doc, missed = _doc(item, _tokenizer(item.article.language))
        packed.add(doc)
        blank += missed
    out.write(packed.to_bytes())
    return Counter({"a mark that covers no token": blank} if blank else {})


@cache
def _tokenizer(language: str | None) -> Make:
    """Of the language, else of none in particular: spaCy has not all, and some need more than spaCy."""
    import spacy

    try:
        return spacy.blank((language or "en").partition("-")[0].lower()).make_doc
    except ImportError:
        return spacy.blank(NEUTRAL).make_doc


def _doc(item: Item, make: Make) -> tuple[Any, int]:
    """The Doc, and how many marks cover no token of it."""
    annotation, article = item.annotation, item.article
    doc = make(article.text)
    _set_sentences(doc, article)
    groups: defaultdict[str, list[Any]] = defaultdict(list, {GROUP: []})
    for mark in annotation.ordered:
        for group, label in (
            (GROUP, mark.label),
            *((f"{mark.label}.{name}", value) for name, value in sorted(mark.attributes.items())),
        ):
            span = _span(doc, mark, label)
            groups[group] += [] if span is None else [span]
    doc.spans.update(sorted(groups.items()))
    doc.user_data[ATTRIBUTE] = to_json(annotation, article.text) | {"signed_in_as": None}
    return doc, len(annotation.marks) - len(groups[GROUP])


def _span(doc: Any, mark: Mark, label: str) -> Any:  # noqa: ANN401 - spaCy's types
    """The tokens that the mark touches; None where it is nothing but blanks."""
    words = mark.span.cut(doc.text)
    end = mark.span.start + len(words.rstrip())
    start = end - len(words.strip())
    made = doc.char_span(start, end, label=label, span_id=mark.id, alignment_mode="expand")
    return made if start < end else None


def _set_sentences(doc: Any, article: Article) -> None:  # noqa: ANN401 - spaCy's types
    """A sentence begins where a sentence or a paragraph of the article does; blanks end the one before."""
    begins = sorted({one.start for one in (*article.sentences, *article.paragraphs)})
    last = None
    for token in doc:
        at = last if token.is_space and token.i else bisect_right(begins, token.idx + len(token) - 1)
        token.is_sent_start = at != last
        last = at
