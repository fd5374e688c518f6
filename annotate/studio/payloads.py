"""What an annotation of Label Studio says of itself. Whatever shape it has, nothing here crashes."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.core.codec import parse_time
from annotate.core.errors import Refused
from annotate.store import Desk, Remote

_NUMBERS = 2**63
"""From here on a number is none that a server gave, and none that a database holds."""


def remote_of(payload: object, desk: Desk) -> Remote | None:
    """How the annotation is known; None where it has no number or no creation time."""
    if not isinstance(payload, Mapping) or type(payload.get("id")) is not int:
        return None
    if not 0 <= payload["id"] < _NUMBERS:
        return None
    try:
        created_at = parse_time(payload.get("created_at"))
    except Refused:
        return None
    return None if created_at is None else Remote(desk.instance, payload["id"], created_at)


def number(payload: object) -> int:
    """What annotations are sorted by."""
    number = payload.get("id") if isinstance(payload, Mapping) else None
    return number if isinstance(number, int) else 0


def is_skip(payload: object) -> bool:
    """A skip is a state of the assignment, not an annotation."""
    return isinstance(payload, Mapping) and payload.get("was_cancelled") is True


def signed_in(payload: object, accounts: Mapping[int, str]) -> str | None:
    """Whose account made it, where that is known."""
    who = payload.get("completed_by") if isinstance(payload, Mapping) else None
    if isinstance(who, Mapping):
        who = who.get("id")
    return accounts.get(who) if type(who) is int else None
