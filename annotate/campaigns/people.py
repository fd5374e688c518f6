"""Who annotates, as a lead writes it down."""

from __future__ import annotations

import re

from annotate.core.errors import UsageError
from annotate.store import Annotator

_SLUG = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_EMAIL = re.compile(r"[^@\s,=]+@[^@\s,=]+")
_RESERVED = frozenset({"machine", "consensus"})
_LIKE = "write SLUG or SLUG=EMAIL, apart by commas, such as ada,ben=ben@example.org"


def parse_annotators(text: str) -> tuple[Annotator, ...]:
    """`SLUG[=EMAIL],…` as annotators; one without an e-mail has None.

    Raises:
        UsageError: when nobody is named, somebody twice, or a slug or e-mail is none.
    """
    people = tuple(parse_annotator(part.strip()) for part in text.split(",") if part.strip())
    slugs = [one.slug for one in people]
    if not people:
        raise UsageError("no annotator is named", _LIKE)
    if len(set(slugs)) < len(slugs):
        raise UsageError(f"an annotator is named twice in {text!r}", _LIKE)
    return people


def default_email(slug: str) -> str:
    """The account of an annotator who was given no e-mail: it receives none."""
    return f"{slug}@annotate.localhost"


def parse_annotator(part: str) -> Annotator:
    """`SLUG[=EMAIL]` as an annotator; without an e-mail that is None.

    Raises:
        UsageError: when the slug or the e-mail is none.
    """
    slug, given, email = part.partition("=")
    if not _SLUG.fullmatch(slug) or slug in _RESERVED:
        raise UsageError(f"{slug!r} cannot be an annotator's slug", _LIKE)
    if given and not _EMAIL.fullmatch(email):
        raise UsageError(f"{email!r} is no e-mail address", _LIKE)
    return Annotator(slug, email.lower() if given else None)
