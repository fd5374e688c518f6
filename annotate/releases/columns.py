"""The columns of a release's two tables."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.export.features import Fields, features
from annotate.scheme import Scheme

_ARTICLE = ("article", "article_revision", "text_sha256")
_ABOUT = ("text", "sentences", "title", "url", "outlet", "author", "published", "language")
_ANNOTATION = ("campaign", "annotator", "origin", "created_at", "updated_at", "seconds")
_CONTENT = ("scheme", "marks", "links", "answers")

UNHASHED = ("row_sha256", "group")
"""Columns that the hash of a row leaves out: itself, and what depends on other rows."""


def columns(scheme: Scheme) -> Mapping[str, Fields]:
    """Table to its fields, `docs/releases.md` says what each means."""
    known = features(scheme)

    def of(*names: str) -> Fields:
        return {name: known[name] for name in names}

    ends: Fields = {"row_sha256": "string"}
    return {
        "articles": {
            **of(*_ARTICLE, *_ABOUT),
            "titled": "bool",
            "characters": "int32",
            "annotators": "int32",
            **of("origin", *_CONTENT),
            **ends,
            "group": "string",
        },
        "annotations": {**of("id", "revision", *_ARTICLE, *_ANNOTATION, *_CONTENT), **ends},
    }


MEANING = {
    "article": "the article's id",
    "article_revision": "which text of the article; 1 is the first that was stored",
    "text_sha256": "SHA-256 of the canonical text in UTF-8",
    "text": "the canonical text; null unless the release has full texts",
    "sentences": "sentences as start and end in code points of the text, the end exclusive",
    "title": "the title, which is the first paragraph of the text",
    "url": "where the article was published",
    "outlet": "who published it",
    "author": "the byline",
    "published": "when it was published",
    "language": "BCP 47 tag",
    "titled": "whether the text begins with a title",
    "characters": "length of the text in code points",
    "annotators": "how many annotators the reading is made of",
    "origin": "studio or import (a person's), verdict (adjudicated), consensus (merged)",
    "scheme": "version of the scheme",
    "marks": "labels on stretches of the text, with attributes; offsets in code points",
    "links": "links between two marks, by their ids",
    "answers": "answers about the article as a whole",
    "row_sha256": "SHA-256 of the rest of the row as canonical JSON",
    "group": "articles of one group share text, or what else was kept together, and are in one split",
    "id": "the annotation's id in releases",
    "revision": "counts the contents that the annotation has had",
    "campaign": "the labelling effort; `imports` for what came in without one",
    "annotator": "who annotated",
    "created_at": "when the annotation was begun",
    "updated_at": "when this content was made",
    "seconds": "time spent, as the labelling page measured it",
}
"""What each column holds, for whoever reads a card."""
