"""Opens the desk at which what annotators differ on is decided, and lays the articles on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.campaigns.create import Say, open_campaign
from annotate.campaigns.people import default_email
from annotate.campaigns.verdicts import Case, cases
from annotate.consensus import merge
from annotate.consensus.agreement.differences import OF_ONESELF
from annotate.core import Annotation, Article
from annotate.core.codec import rfc3339
from annotate.core.errors import UsageError
from annotate.core.pseudonym import pseudonyms
from annotate.scheme import Scheme, at_depth
from annotate.scheme.labelstudio import render
from annotate.scheme.verdict import adjudicating
from annotate.store import Annotator, Annotators, Campaign, Desk, Desks, Store
from annotate.studio import accounts
from annotate.studio.client import Studio
from annotate.studio.desks import require_here
from annotate.studio.instructions import instructions
from annotate.studio.load import Job, Loaded, load_desk
from annotate.studio.projects import Wanted, ensure_project, look, project_url

READING = "reading"
"""What the merged reading is signed with, from which an adjudicator starts."""
ADJUDICATOR = Annotator("adjudicator")
"""Who decides where nobody is named."""

_COLOUR = "#333F48"


@dataclass(frozen=True)
class Asked:
    """What a lead wants decided.

    Attributes:
        by: who decides; None for whoever does already, else `ADJUDICATOR`.
        all_: also articles that nobody differs on.
        hidden: whether the annotators' names are kept from whoever decides.
    """

    by: Annotator | None = None
    all_: bool = False
    hidden: bool = False


def adjudicate(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    guidelines: str,
    name: str,
    asked: Asked,
    *,
    credentials_file: Path | None,
    say: Say = lambda line: None,
) -> Loaded:
    """Opens the campaign's adjudication desk, where it is not open, and sends what is to be decided.

    The page starts from the merged reading; each annotator's own lies beside it. What touches central
    claims is served first. Run again it sends what came up since.

    Args:
        guidelines: Markdown, shown to the adjudicator before they start.
        credentials_file: of the embedded server's accounts; None on a team's.

    Raises:
        UsageError: when there is no such open campaign, or somebody else decides or labels in it.
        StudioError: when the adjudicator has no account, or Label Studio fails.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
    if campaign.scheme != scheme.version:
        raise UsageError(f"campaign {name!r} labels with scheme {campaign.scheme}, not {scheme.version}")
    page = render(adjudicating(scheme), campaign.depth)
    person = _adjudicator(store, name, asked.by)
    wanted = _project(campaign, person.slug, page, instructions(guidelines, scheme))
    desk = _desk(store, studio, person, campaign, wanted, credentials_file, say)
    require_here(studio, [desk])
    due = to_decide(cases(store, scheme, name), all_=asked.all_)
    job = _job(store, studio, desk, at_depth(adjudicating(scheme), campaign.depth), due, asked.hidden)
    return load_desk(job, tasks=look(studio, desk.project, page).tasks)


def to_decide(found: Sequence[Case], *, all_: bool = False) -> list[Case]:
    """Those without a verdict that the readers differ on, or with `all_` that anybody has read."""
    return [
        case for case in found if case.state == "open" or (all_ and case.state == "agreed" and case.readings)
    ]


def start(case: Case, scheme: Scheme) -> Annotation:
    """What the adjudicator starts from: the merged reading, without answers that are an annotator's own."""
    merged = merge(case.readings, case.article, scheme)
    answers = {name: value for name, value in merged.answers.items() if name not in OF_ONESELF}
    return replace(merged, answers=answers)


def _adjudicator(store: Store, campaign: str, by: Annotator | None) -> Annotator:
    with store.session(read_only=True) as session:
        desk = Desks(session).adjudication(campaign)
        labelling = {one.annotator for one in Desks(session).of(campaign)}
        known = {one.slug: one for one in Annotators(session).all()}
    if desk is not None and by is not None and by.slug != desk.annotator:
        raise UsageError(
            f"{desk.annotator} decides in campaign {campaign!r}",
            f"let {by.slug} sign in to that desk: who was signed in is kept with each verdict",
        )
    chosen = by or (Annotator(desk.annotator) if desk else ADJUDICATOR)
    if chosen.slug in labelling:
        raise UsageError(
            f"{chosen.slug} labels in campaign {campaign!r}", "name somebody who does not: --by SLUG[=EMAIL]"
        )
    stored = known.get(chosen.slug, chosen)
    return Annotator(chosen.slug, chosen.email or stored.email or default_email(chosen.slug), stored.name)


def _project(campaign: Campaign, adjudicator: str, page: str, guide: str) -> Wanted:
    return Wanted(
        title=f"{campaign.name} · adjudication",
        description=f"Adjudication of campaign {campaign.name} ({rfc3339(campaign.created_at)}) "
        f"by {adjudicator}.",
        page=page,
        instructions=guide,
        model_version=READING,
        colour=_COLOUR,
        sampling="Uncertainty sampling",
    )


def _desk(
    store: Store,
    studio: Studio,
    person: Annotator,
    campaign: Campaign,
    wanted: Wanted,
    credentials_file: Path | None,
    say: Say,
) -> Desk:
    """The desk, opened now unless it is there; a run that died before is finished."""
    with store.session(read_only=True) as session:
        desk = Desks(session).adjudication(campaign.name)
    if desk is not None and desk.state != "gone":
        return desk
    say(f"account {person.email}")
    accounts.ensure(studio, person.email or "", person.name or person.slug, credentials_file=credentials_file)
    desk = Desk(campaign.name, person.slug, studio.instance, 0, "", "gone", "adjudication")
    with store.session() as session:
        Annotators(session).ensure(person.slug, person.email, person.name)
        Desks(session).add(desk)
    say("desk adjudication")
    project = ensure_project(studio, wanted)
    desk = replace(desk, project=project, url=project_url(studio, project), state="open")
    with store.session() as session:
        Desks(session).add(desk)
    return desk


def _job(store: Store, studio: Studio, desk: Desk, scheme: Scheme, due: Sequence[Case], hidden: bool) -> Job:
    by_id = {case.article.id: case for case in due}
    slugs = {one.annotator for case in due for one in case.readings}
    names = pseudonyms(slugs, desk.campaign) if hidden else {slug: slug for slug in slugs}

    def beside(article: Article) -> Mapping[str, Annotation]:
        return {names[one.annotator]: one for one in by_id[article.id].readings}

    return Job(
        store,
        studio,
        desk,
        scheme,
        premark=lambda article: start(by_id[article.id], scheme),
        model_version=READING,
        model=READING,
        is_bare=lambda article: False,
        articles=[case.article for case in due],
        rank=lambda article: by_id[article.id].contest.rank,
        beside=beside,
    )
