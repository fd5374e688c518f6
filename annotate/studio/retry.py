"""Takes annotations of Label Studio out of quarantine once the reason is gone; Label Studio is not asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from annotate.core.errors import Refused
from annotate.scheme import Scheme
from annotate.store import Annotators, Articles, Campaign, Campaigns, Desk, Quarantined, Session, Store
from annotate.studio.swept import Swept
from annotate.studio.take import Taking, take_annotation


def retry(
    store: Store,
    waiting: Sequence[Quarantined],
    scheme_of: Callable[[Campaign], Scheme],
    accounts: Mapping[int, str],
) -> Swept:
    """Tries each of `waiting` again, as it came; what is taken now is resolved, the rest stays.

    What its annotator has changed since is brought in by the next sweep, as ever.

    Args:
        scheme_of: the scheme that a campaign labels with.
        accounts: Label Studio's number of an account to its e-mail; without it nobody is noted as signed in.
    """
    return sum((_retry(store, one, scheme_of, accounts) for one in waiting), Swept())


def _retry(
    store: Store,
    one: Quarantined,
    scheme_of: Callable[[Campaign], Scheme],
    accounts: Mapping[int, str],
) -> Swept:
    try:
        with store.session() as session:
            article = Articles(session).get(one.article or "", one.article_revision)
            campaign = Campaigns(session).get(one.campaign or "")
            if article is None or campaign is None or one.remote is None or one.annotator is None:
                raise Refused("what it was about is not known: a full sync looks at it again")
            taking = _taking(session, one.annotator, campaign, one.remote.instance, scheme_of, accounts)
            return take_annotation(session, json.loads(one.payload), article, taking)
    except Refused as refused:
        return Swept(quarantined=1, notes=(f"quarantined {one.id}: {refused}",))


def _taking(
    session: Session,
    annotator: str,
    campaign: Campaign,
    instance: str,
    scheme_of: Callable[[Campaign], Scheme],
    accounts: Mapping[int, str],
) -> Taking:
    known = Annotators(session).get(annotator)
    desk = Desk(campaign.name, annotator, instance, 0, "")
    return Taking(desk, scheme_of(campaign), None if known is None else known.email, accounts)
