"""Takes annotations of Label Studio out of quarantine once the reason is gone; Label Studio is not asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotate.core.errors import Refused
from annotate.scheme import Scheme
from annotate.store import Articles, Campaigns, Desk, Desks, Quarantined, Session, Store
from annotate.studio.swept import Swept
from annotate.studio.take import take_annotation
from annotate.studio.taking import taking_of


def retry(store: Store, waiting: Sequence[Quarantined], scheme: Scheme, accounts: Mapping[int, str]) -> Swept:
    """Tries each of `waiting` again, as it came; what is taken now is resolved, the rest stays.

    What its annotator has changed since is brought in by the next sweep, as ever.

    Args:
        scheme: the one in force.
        accounts: Label Studio's number of an account to its e-mail; without it nobody is noted as signed in.
    """
    return sum((_retry(store, one, scheme, accounts) for one in waiting), Swept())


def _retry(store: Store, one: Quarantined, scheme: Scheme, accounts: Mapping[int, str]) -> Swept:
    try:
        with store.session() as session:
            return _taken(session, one, scheme, accounts)
    except Refused as refused:
        return Swept(quarantined=1, notes=(f"quarantined {one.id}: {refused}",))


def _taken(session: Session, one: Quarantined, scheme: Scheme, accounts: Mapping[int, str]) -> Swept:
    article = Articles(session).get(one.article or "", one.article_revision)
    campaign = Campaigns(session).get(one.campaign or "")
    if article is None or campaign is None or one.remote is None or one.annotator is None:
        raise Refused("what it was about is not known: a full sync looks at it again")
    instance = one.remote.instance
    desk = Desks(session).get(campaign.name, one.annotator) or Desk(
        campaign.name, one.annotator, instance, 0, ""
    )
    taking = taking_of(session, campaign, replace(desk, instance=instance), scheme, accounts)
    return take_annotation(session, json.loads(one.payload), article, taking)
