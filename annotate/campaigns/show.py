"""How far a campaign has come, and its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from annotate.core.errors import UsageError
from annotate.store import Annotators, Campaigns, Store
from annotate.studio.client import Studio
from annotate.studio.desks import desks_of, require_here
from annotate.studio.drafts import pending_drafts
from annotate.studio.projects import project_url


@dataclass(frozen=True)
class DeskShown:
    """One annotator's part.

    Attributes:
        assigned: articles in all; `done` and `skipped` are some of them.
        pending_drafts: articles with work that was not submitted; None when Label Studio was not asked.
    """

    annotator: str
    email: str | None
    project: int
    url: str
    assigned: int
    done: int
    skipped: int
    pending_drafts: int | None


@dataclass(frozen=True)
class CampaignShown:
    """A campaign and its desks, ordered by annotator; `articles` is how many it has."""

    name: str
    state: str
    scheme: str
    depth: str
    each: int | None
    articles: int
    desks: tuple[DeskShown, ...]
    sensitive: bool
    bare: float

    def to_json(self) -> Mapping[str, Any]:
        """The contract's object."""
        return asdict(self)


def show(store: Store, name: str, studio: Studio | None = None) -> CampaignShown:
    """What is done, as of the last sync; with `studio` also what lies there unsubmitted.

    Raises:
        UsageError: when there is no such campaign.
        StudioError: when the server fails.
    """
    with store.session(read_only=True) as session:
        campaign = Campaigns(session).get(name)
        if campaign is None:
            raise UsageError(f"no campaign {name!r}", "see: annotate campaign list")
        assignments = Campaigns(session).assignments(name)
        desks = desks_of(session, name)
        emails = {one.slug: one.email for one in Annotators(session).all()}
    if studio is not None:
        require_here(studio, desks)
    states = Counter((one.annotator, one.state) for one in assignments)
    given = Counter(one.annotator for one in assignments)
    shown = tuple(
        DeskShown(
            annotator=desk.annotator,
            email=emails.get(desk.annotator),
            project=desk.project,
            url=desk.url if studio is None else project_url(studio, desk.project),
            assigned=given[desk.annotator],
            done=states[desk.annotator, "done"],
            skipped=states[desk.annotator, "skipped"],
            pending_drafts=None if studio is None else pending_drafts(studio, desk.project),
        )
        for desk in desks
    )
    articles = len({one.article for one in assignments})
    return CampaignShown(
        name, campaign.state, campaign.scheme, campaign.depth, campaign.each, articles, shown,
        campaign.sensitive, campaign.bare,
    )  # fmt: skip


def close(store: Store, name: str) -> None:
    """Ends a campaign: it is loaded and swept no more. Its annotations count as before.

    Raises:
        UsageError: when there is no such campaign.
    """
    with store.session() as session:
        Campaigns(session).close(name)
