"""Reads what annotators did back into the store, desk by desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotate.core.errors import StudioError, UsageError
from annotate.scheme import Scheme
from annotate.scheme.labelstudio import render
from annotate.scheme.verdict import adjudicating
from annotate.store import Annotators, Campaign, Campaigns, Desk, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here, swept_desks
from annotate.studio.errors import StudioAnswered, StudioUnreachable
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
        full: read every task again, which finds what the feed cannot see: deleted tasks, and bulk changes;
            and say again what there is to say of annotations that have not changed.
        accept_mass_withdrawal: withdraw even more than a fifth of a desk's annotations.

    Raises:
        UsageError: when there is no such campaign, or it labels with another scheme.
        StudioError: when the server fails, or a desk cannot be read; the others are. What was read is
            stored, and the next sweep goes on.
    """
    accounts = {int(user["id"]): str(user["email"]) for user in studio.get("/api/users/")}
    chosen, swept = _campaigns(store, campaign, scheme)
    failed: StudioError | None = None
    for one in chosen:
        page = render(scheme, one.depth)
        for desk in _desks(store, one):
            try:
                require_here(studio, [desk])
                taking = replace(_taking(store, desk, scheme, accounts), again=full)
                swept += sweep(store, studio, taking, page, full=full, accept=accept_mass_withdrawal)
            except StudioUnreachable:
                raise
            except StudioError as error:
                failed = failed or _about(desk, error)
    if failed is not None:
        raise failed
    return swept


def _about(desk: Desk, error: StudioError) -> StudioError:
    if not isinstance(error, StudioAnswered) or error.status != 404:
        return error
    return StudioError(
        f"the desk of {desk.annotator} in {desk.campaign!r} (project {desk.project}) is not in Label Studio "
        "any more, or not for this token; its annotations stay as they were",
        "if it was deleted, close the campaign (`annotate campaign close`); else use its owner's token",
    )


def _campaigns(store: Store, name: str | None, scheme: Scheme) -> tuple[list[Campaign], Swept]:
    """What is to be swept, and a note for each open campaign that cannot be read with this scheme."""
    with store.session(read_only=True) as session:
        campaigns = Campaigns(session)
        known = campaigns.all() if name is None else [one for one in [campaigns.get(name)] if one is not None]
    if name is not None and not known:
        raise UsageError(f"no campaign {name!r}", "see: annotate campaign list")
    other = [one for one in known if one.scheme != scheme.version and (name or one.state == "open")]
    notes = tuple(
        f"{one.name}: not read, it labels with scheme {one.scheme}, not {scheme.version}" for one in other
    )
    if name is not None and other:
        raise UsageError(notes[0])
    return [one for one in known if one not in other and (name or one.state == "open")], Swept(
        left_out=len(other), notes=notes
    )


def _desks(store: Store, campaign: Campaign) -> list[Desk]:
    with store.session(read_only=True) as session:
        return swept_desks(session, campaign.name)


def _taking(store: Store, desk: Desk, scheme: Scheme, accounts: Mapping[int, str]) -> Taking:
    with store.session(read_only=True) as session:
        annotator = Annotators(session).get(desk.annotator)
    scheme = adjudicating(scheme) if desk.purpose == "adjudication" else scheme
    return Taking(desk, scheme, None if annotator is None else annotator.email, accounts)
