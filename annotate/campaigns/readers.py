"""Whose annotations of an article count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeVar

from annotate.core import Annotation
from annotate.store import Head

HUMAN = ("studio", "import")
"""Origins that make a reading; machines never do."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

Of = TypeVar("Of", Annotation, Head)


def of_people(current: Iterable[Of], campaign: str | None = None) -> list[Of]:
    """The newest human annotation of each annotator, of one campaign or of all, by annotator."""
    newest: dict[str, Of] = {}
    for one in sorted(current, key=_age):
        if one.origin in HUMAN and campaign in (None, one.campaign):
            newest[one.annotator] = one
    return [newest[name] for name in sorted(newest)]


def newest_verdict(current: Iterable[Annotation]) -> Annotation | None:
    """The last decision of an adjudicator, where there is one."""
    verdicts = [one for one in current if one.origin == "verdict"]
    return max(verdicts, key=_age, default=None)


def _age(one: Annotation | Head) -> tuple[datetime, str]:
    return (one.updated_at or one.created_at or _LONG_AGO, one.id)
