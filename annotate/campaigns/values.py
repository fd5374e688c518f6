"""What the lead finds newsworthy."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.campaigns.create import open_campaign
from annotate.core.errors import UsageError
from annotate.store import Campaigns, NewsValues, Store

LEAST, MOST = 1, 5
"""News values; 5 is the most."""


def parse_values(text: str) -> Mapping[str, int | None]:
    """`ID=5,ID=none` as article to value; `none` takes a value away.

    Raises:
        UsageError: when a part is nothing of the kind.
    """
    return dict(_one(part.strip()) for part in text.split(",") if part.strip())


def _one(part: str) -> tuple[str, int | None]:
    article, _, value = part.rpartition("=")
    if article and value == "none":
        return article, None
    if not article or value not in map(str, range(LEAST, MOST + 1)):
        raise UsageError(f"{part!r} gives no news value", f"write ID=N, N from {LEAST} to {MOST}, or ID=none")
    return article, int(value)


def give_values(store: Store, name: str, values: Mapping[str, int | None]) -> None:
    """Keeps the values in the place of earlier ones, all or none.

    Raises:
        UsageError: when there is no such open campaign, or an article is not in it.
    """
    with store.session() as session:
        open_campaign(session, name)
        known = {one.article for one in Campaigns(session).assignments(name)}
        for article, value in values.items():
            if article not in known:
                raise UsageError(f"{article!r} is not in {name!r}", "see: annotate articles list")
            NewsValues(session).give(name, article, value)
