"""What was taken out of a campaign."""

from __future__ import annotations

from annotate.core.codec import rfc3339
from annotate.export.research.model import Asked, Table
from annotate.store import Campaigns, Inclusions, Takedowns


def takedowns(asked: Asked) -> Table:
    """The log of removals and erasures of the campaign's articles and of annotators who are forgotten."""
    name = asked.campaign.name
    known = {one.article for one in Inclusions(asked.session).of(name)}
    for one in Campaigns(asked.session).assignments(name):
        known |= {one.article, one.annotator}
    rows = (
        (one.action, asked.name(one.subject), asked.words(one.reason), rfc3339(one.created_at))
        for one in Takedowns(asked.session).all()
        if one.subject in known
    )
    return Table("takedowns", ("action", "subject", "reason", "at"), rows)
