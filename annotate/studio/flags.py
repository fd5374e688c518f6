"""Notes to the lead, written on the labelling page.

A flag is about the work and not about the article. So it is no answer of the scheme, whose versions it would
change, and part of no annotation: like a skip it is a state of the assignment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from annotate.core.codec import parse_time
from annotate.core.errors import Refused
from annotate.scheme.controls import FLAG
from annotate.store import Campaigns, Desk, Session
from annotate.studio.wire.results import texts


def take_flags(
    session: Session, said: Sequence[tuple[str, Sequence[object]]], desk: Desk
) -> list[str | None]:
    """Keeps what the newest of each article's readings says to the lead; a note where that is new.

    A reading that cannot be taken is heard all the same.
    """
    articles = {article for article, _ in said}
    assigned = Campaigns(session).assignments(desk.campaign, desk.annotator, articles)
    known = {one.article: one.flag for one in assigned}
    return [_take_flag(session, article, readings, known, desk) for article, readings in said]


def _take_flag(
    session: Session, article: str, readings: Sequence[object], known: Mapping[str, str | None], desk: Desk
) -> str | None:
    newest = next((one for one in reversed(readings) if isinstance(one, Mapping)), None)
    said = None if newest is None else _flag(newest)
    if article in known and known[article] == said:
        return None
    if article in known:
        at = None if newest is None else _moment(newest)
        Campaigns(session).set_flag(desk.campaign, article, desk.annotator, said, at)
    return f"{article}: {desk.annotator} flags to the lead: {said}" if said else None


def _flag(payload: Mapping[str, Any]) -> str | None:
    results = payload.get("result")
    for result in results if isinstance(results, list) else ():
        if isinstance(result, Mapping) and result.get("from_name") == FLAG:
            said = "\n".join(texts(result, "text") or ()).strip()
            return said or None
    return None


def _moment(payload: Mapping[str, Any]) -> datetime | None:
    try:
        return parse_time(payload.get("updated_at"))
    except Refused:
        return None
