"""A new round of training in a campaign."""

from __future__ import annotations

from annotate.campaigns.create import Say, open_campaign
from annotate.campaigns.opening import pages_of
from annotate.scheme import Scheme
from annotate.scheme.verdict import adjudicating
from annotate.store import Round, Rounds, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, swept_desks
from annotate.studio.repage import repage


def begin_round(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    guidelines: str,
    name: str,
    title: str,
    say: Say = lambda line: None,
) -> Round:
    """Puts the guidelines before everybody at work in an open campaign, and begins a round with them.

    Annotations that are begun from now on belong to it.

    Raises:
        UsageError: when there is no such open campaign.
        StudioError: when Label Studio fails or refuses; no round was begun.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        desks = swept_desks(session, name)
    require_here(studio, desks)
    for desk in desks:
        say(f"desk {desk.annotator}")
        asked = adjudicating(scheme) if desk.purpose == "adjudication" else scheme
        pages = pages_of(asked, campaign.depth, guidelines)
        repage(studio, desk, pages.page, pages.guide)
    with store.session() as session:
        return Rounds(session).begin(name, title, guidelines)
