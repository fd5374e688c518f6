"""Reads what annotators did back into the store, desk by desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

from annotate.core.errors import StudioError, UsageError
from annotate.scheme import Scheme
from annotate.scheme.labelstudio import render
from annotate.store import Campaign, Campaigns, Desk, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, swept_desks, unopened
from annotate.studio.errors import StudioUnreachable
from annotate.studio.projects import Expected, description
from annotate.studio.schemes import of_campaign
from annotate.studio.sweep import sweep
from annotate.studio.swept import Swept
from annotate.studio.taking import taking_of
from annotate.studio.withdrawing import Accept


def sync(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    campaign: str | None = None,
    *,
    full: bool = False,
    accept_mass_withdrawal: bool = False,
    ask: Accept = lambda question: False,
) -> Swept:
    """Sweeps the desks of a campaign, or of all open ones.

    Args:
        scheme: the one in force; a campaign that labels with an older one is read with that.
        full: read every task again, which finds what the feed cannot see: deleted tasks, and bulk changes;
            and say again what there is to say of annotations that have not changed.
        accept_mass_withdrawal: withdraw even more than a fifth of a desk's annotations, without asking.
        ask: whether to withdraw them; given what is gone.

    Raises:
        UsageError: when there is no such campaign, or it labels with a scheme that is not known here.
        StudioError: when the server fails, or a desk cannot be read; the others are. What was read is
            stored, and the next sweep goes on.
    """

    @cache
    def accounts() -> Mapping[int, str]:
        return {int(user["id"]): str(user["email"]) for user in studio.get("/api/users/")}

    accept: Accept = (lambda question: True) if accept_mass_withdrawal else ask
    chosen, swept = _campaigns(store, campaign, scheme)
    failed: StudioError | None = None
    for one in chosen:
        desks, closed = _desks(store, one)
        swept += closed
        for desk in desks:
            try:
                require_here(studio, [desk])
                with store.session(read_only=True) as session:
                    taking = replace(taking_of(session, one, desk, scheme), again=full)
                expected = partial(_expected, one, desk, taking.scheme)
                swept += sweep(store, studio, taking, accounts, expected, full=full, accept=accept)
            except StudioUnreachable:
                raise
            except StudioError as error:
                failed = failed or error
    if failed is not None:
        raise failed
    return swept


def _campaigns(store: Store, name: str | None, scheme: Scheme) -> tuple[list[Campaign], Swept]:
    """What is to be swept, and a note for each open campaign whose scheme is not known."""
    with store.session(read_only=True) as session:
        known = [one for one in Campaigns(session).all() if one.name == (name or one.name)]
        chosen = [one for one in known if name or one.state == "open"]
        readable, notes = [], []
        for one in chosen:
            try:
                of_campaign(session, one, scheme)
                readable.append(one)
            except UsageError as error:
                notes.append(f"{one.name}: not read: {error}")
                if name is not None:
                    raise
    if name is not None and not chosen:
        raise UsageError(f"no campaign {name!r}", "see: annotate campaign list")
    return readable, Swept(left_out=len(notes), notes=tuple(notes))


def _desks(store: Store, campaign: Campaign) -> tuple[list[Desk], Swept]:
    """What is to be swept, and a note for each desk that cannot be."""
    with store.session(read_only=True) as session:
        notes = unopened(session, campaign.name)
        return swept_desks(session, campaign.name), Swept(left_out=len(notes), notes=tuple(notes))


def _expected(campaign: Campaign, desk: Desk, scheme: Scheme) -> Expected:
    page = render(scheme, campaign.depth, deciding=desk.purpose == "adjudication")
    return Expected(description(campaign, desk), page)
