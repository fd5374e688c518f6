"""Reads what annotators did back into the store, desk by desk."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.scheme.labelstudio import render
from annotate.store import Annotators, Campaign, Campaigns, Desk, Desks, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here
from annotate.studio.errors import StudioAnswered
from annotate.studio.sweep import sweep
from annotate.studio.swept import Swept
from annotate.studio.take import Taking


def sync(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    campaign: str | None = None,
    *,
    full: bool = False,
    accept_mass_withdrawal: bool = False,
) -> Swept:
    """Sweeps the desks of a campaign, or of all open ones.

    Args:
        full: read every task again, which finds what the feed cannot see: deleted tasks, and bulk changes.
        accept_mass_withdrawal: withdraw even more than a fifth of a desk's annotations.

    Raises:
        UsageError: when there is no such campaign, or it labels with another scheme.
        StudioError: when the server fails. What was read until then is stored, and the next sweep goes on.
    """
    accounts = {int(user["id"]): str(user["email"]) for user in studio.get("/api/users/")}
    swept, failed = Swept(), None
    for one in _campaigns(store, campaign, scheme):
        page = render(scheme, one.depth)
        for desk in _desks(store, studio, one):
            try:
                taking = _taking(store, desk, scheme, accounts)
                swept += sweep(store, studio, taking, page, full=full, accept=accept_mass_withdrawal)
            except StudioAnswered as error:
                failed = failed or error
    if failed is not None:
        raise failed
    return swept


def _campaigns(store: Store, name: str | None, scheme: Scheme) -> list[Campaign]:
    with store.session(read_only=True) as session:
        campaigns = Campaigns(session)
        if name is None:
            return [one for one in campaigns.all() if one.state == "open" and one.scheme == scheme.version]
        known = campaigns.get(name)
    if known is None:
        raise UsageError(f"no campaign {name!r}", "see: annotate campaign list")
    if known.scheme != scheme.version:
        raise UsageError(f"campaign {name!r} labels with scheme {known.scheme}, not {scheme.version}")
    return [known]


def _desks(store: Store, studio: Studio, campaign: Campaign) -> list[Desk]:
    with store.session(read_only=True) as session:
        desks = [desk for desk in Desks(session).of(campaign.name) if desk.state != "gone"]
    require_here(studio, desks)
    return desks


def _taking(store: Store, desk: Desk, scheme: Scheme, accounts: Mapping[int, str]) -> Taking:
    with store.session(read_only=True) as session:
        annotator = Annotators(session).get(desk.annotator)
    return Taking(desk, scheme, None if annotator is None else annotator.email, accounts)
