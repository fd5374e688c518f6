"""Ids of annotations: the same key gives the same id in every database."""

from __future__ import annotations

from uuid import UUID, uuid5

from annotate.core import Annotation
from annotate.core.codec import canonical_json, rfc3339
from annotate.store.remote import Remote

_OURS = UUID("6f0d6f7e-2f4b-5d0c-9a53-8f4b5f6c1d2e")
"""The namespace of our ids, chosen once (RFC 9562, section 6.6)."""


def annotation_id(annotation: Annotation, remote: Remote | None) -> str:
    """The id that an annotation without one gets: from where it lives, else from who read what."""
    key: list[object]
    if remote is not None:
        key = [remote.instance, remote.annotation_id, rfc3339(remote.created_at)]
    else:
        who = [annotation.campaign, annotation.annotator, annotation.origin]
        key = [annotation.article, annotation.article_revision, *who]
    return str(uuid5(_OURS, canonical_json(key)))
