"""Whose annotations of an article count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol, TypeVar

HUMAN = ("studio", "import")
"""Origins that make a reading; machines never do."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Made(Protocol):
    """An annotation, or what is known of one without its content."""

    @property
    def id(self) -> str: ...
    @property
    def annotator(self) -> str: ...
    @property
    def campaign(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def created_at(self) -> datetime | None: ...
    @property
    def updated_at(self) -> datetime | None: ...


Of = TypeVar("Of", bound=Made)


def of_people(current: Iterable[Of], campaign: str | None = None) -> list[Of]:
    """The newest human annotation of each annotator, of one campaign or of all, by annotator."""
    newest: dict[str, Of] = {}
    for one in sorted(current, key=age):
        if one.origin in HUMAN and campaign in (None, one.campaign):
            newest[one.annotator] = one
    return [newest[name] for name in sorted(newest)]


def newest_verdict(current: Iterable[Of]) -> Of | None:
    """The last decision of an adjudicator, where there is one."""
    verdicts = [one for one in current if one.origin == "verdict"]
    return max(verdicts, key=age, default=None)


def age(one: Made) -> tuple[datetime, str]:
    """Orders annotations by when they last changed, the newest last."""
    return (one.updated_at or one.created_at or _LONG_AGO, one.id)
