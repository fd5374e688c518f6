"""From an annotation to what is stored of it, and back."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

from annotate.core import Annotation
from annotate.core.codec import body, from_body, written
from annotate.core.errors import Refused
from annotate.store.models import AnnotationRevisionRow, AnnotationRow
from annotate.store.text import refuse_unstorable

LONGEST_ID = 200
"""Characters of an id of an annotation or a mark."""


@dataclass(frozen=True)
class Content:
    """An annotation exactly as it would be read back, its canonical body and its content hash."""

    annotation: Annotation
    body: str
    sha256: str


def acceptable(annotation: Annotation, text_sha256: str) -> Content:
    """What would be stored of the annotation, about the text with this hash.

    Raises:
        Refused: when it is about another text, or its marks and links could not be stored as rows.
    """
    if annotation.text_sha256 not in ("", text_sha256):
        raise Refused("it was made on another text (text_sha256 differs)")
    _refuse_doubled(annotation)
    known = from_body(body(annotation), article=annotation.article, annotator=annotation.annotator)
    taken = replace(
        annotation, marks=known.marks, links=known.links, answers=known.answers, text_sha256=text_sha256
    )
    text, digest = written(taken)
    _refuse_unstorable(taken, text)
    return Content(taken, text, digest)


def read(row: AnnotationRow, content: AnnotationRevisionRow, text_sha256: str) -> Annotation:
    """The annotation with one of its contents; of an older content the state is `superseded`."""
    return from_body(
        json.loads(content.body),
        article=row.article_id,
        article_revision=row.article_revision,
        text_sha256=text_sha256,
        annotator=row.annotator,
        signed_in_as=content.signed_in_as,
        campaign=row.campaign,
        scheme=content.scheme,
        state=row.state if content.revision == row.revision else "superseded",
        revision=content.revision,
        seconds=content.seconds,
        origin=row.origin,
        created_at=row.created_at,
        updated_at=row.updated_at if content.revision == row.revision else content.updated_at,
        id=row.id,
    )


def _refuse_doubled(annotation: Annotation) -> None:
    doubled = [id_ for id_, count in Counter(mark.id for mark in annotation.marks).items() if count > 1]
    if doubled:
        raise Refused(f"more than one mark has the id {doubled[0]}")
    ends = Counter((link.type, link.from_id, link.to_id) for link in annotation.links)
    for (type_, start, end), count in ends.items():
        if count > 1:
            raise Refused(f"{type_} from {start} to {end} is drawn twice")
        if not {start, end} <= annotation.by_id.keys():
            raise Refused(f"{type_} from {start} to {end}: one end is no mark of this annotation")


def _refuse_unstorable(annotation: Annotation, text: str) -> None:
    refuse_unstorable(body=text)
    for mark in annotation.marks:
        if len(mark.id) > LONGEST_ID:
            raise Refused(f"mark id {mark.id[:20]}… is longer than {LONGEST_ID} characters")
