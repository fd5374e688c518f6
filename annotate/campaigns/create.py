"""Opens a campaign: its articles, its annotators with their accounts, and a desk each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from annotate.campaigns.deal import deal
from annotate.campaigns.opening import open_desk, pages_of
from annotate.campaigns.people import default_email
from annotate.campaigns.sample import frame, sample
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.store import (
    Annotator,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Desk,
    Desks,
    Inclusions,
    Rounds,
    Session,
    Store,
)
from annotate.studio import accounts
from annotate.studio.client import Studio
from annotate.studio.schemes import keep

__all__ = ["Request", "Say", "chosen_articles", "create", "lot", "open_campaign", "with_accounts"]

Say = Callable[[str], None]


@dataclass(frozen=True)
class Request:
    """A campaign as a lead asks for it.

    Attributes:
        annotators: those without an e-mail have the one that is stored, else SLUG@annotate.localhost.
        articles: ids; None for all that are stored, or all of `outlet`.
        each: how many annotators read an article; None is all of them.
        depth: `full` or `central`.
        sensitive: its texts may lead to a person, so that nothing publishes them unasked.
        bare: the share of the tasks, 0 to 1, that show no pre-marks.
        seed: of whatever is left to chance: which articles, who reads what, and which tasks are bare.
        sample: how many of the articles, drawn by chance; None is all of them.
    """

    name: str
    annotators: tuple[Annotator, ...]
    articles: tuple[str, ...] | None = None
    outlet: str | None = None
    each: int | None = None
    depth: str = "full"
    sensitive: bool = False
    bare: float = 0.0
    seed: int = 0
    sample: int | None = None


def create(
    store: Store,
    studio: Studio,
    scheme: Scheme,
    guidelines: str,
    request: Request,
    *,
    credentials_file: Path | None,
    say: Say = lambda line: None,
) -> Campaign:
    """The campaign with all its desks. The same request again does nothing but finish what was interrupted,
    and open a desk anew whose project was deleted.

    Args:
        guidelines: Markdown, shown to annotators before they start.
        credentials_file: of the embedded server's accounts; None on a team's, where nobody is signed up.

    Raises:
        UsageError: when another campaign has that name, or the request cannot be fulfilled.
        StudioError: when an annotator has no account, or Label Studio fails.
    """
    pages = pages_of(scheme, request.depth, guidelines)
    with store.session(read_only=True) as session:
        people = with_accounts(session, request.annotators)
        _plan(session, request, scheme)
    for one in people:
        say(f"account {one.email}")
        accounts.ensure(studio, one.email or "", one.name or one.slug, credentials_file=credentials_file)
    with store.session() as session:
        campaign = _store(session, request, scheme, people, studio.instance)
        if not Rounds(session).of(campaign.name):
            Rounds(session).begin(campaign.name, "start", guidelines)
    for place, one in enumerate(people):
        if open_desk(store, studio, campaign, one.slug, pages, place):
            say(f"desk {one.slug}")
    return campaign


def lot(campaign: Campaign) -> str:
    """What chance decides by who reads what in this campaign."""
    return f"deal {campaign.name} {campaign.seed}"


def open_campaign(session: Session, name: str) -> Campaign:
    """The campaign, which must be there and open.

    Raises:
        UsageError: when it is not.
    """
    campaign = Campaigns(session).known(name)
    if campaign.state != "open":
        raise UsageError(f"campaign {name!r} is closed", "open another one: annotate campaign create")
    return campaign


def with_accounts(session: Session, annotators: Iterable[Annotator]) -> list[Annotator]:
    """Each with the e-mail given, else the stored one, else SLUG@annotate.localhost.

    Raises:
        UsageError: when two have the same.
    """
    known = {one.slug: one for one in Annotators(session).all()}
    people = []
    for one in annotators:
        stored = known.get(one.slug, one)
        email = one.email or stored.email or default_email(one.slug)
        people.append(Annotator(one.slug, email, one.name or stored.name))
    emails = [one.email for one in people]
    doubled = next((email for email in emails if emails.count(email) > 1), None)
    if doubled is not None:
        raise UsageError(f"two annotators have the e-mail {doubled}", "give each annotator their own")
    return people


def _plan(session: Session, request: Request, scheme: Scheme) -> tuple[Campaign, list[str]]:
    """What is to be stored, held against what is stored already.

    Raises:
        UsageError: when the two differ, or the request cannot be fulfilled.
    """
    if not request.name.strip() or len(request.name) > 100 or not request.name.isprintable():
        raise UsageError(
            f"{request.name!r} cannot be a campaign's name", "use at most 100 printable characters"
        )
    if request.each is not None and not 1 <= request.each <= len(request.annotators):
        raise UsageError(
            f"{request.each} annotators an article, of {len(request.annotators)}",
            "--each takes from 1 to as many as --annotators names",
        )
    articles = _sampled(session, request)
    campaign = Campaign(
        request.name,
        scheme.version,
        request.depth,
        request.each,
        request.sensitive,
        request.bare,
        request.seed,
    )
    known = Campaigns(session).get(request.name)
    if known is None:
        if not articles:
            raise UsageError("there is no article to label", "add some: annotate articles add")
        return campaign, articles
    if known.state != "open":
        raise UsageError(f"campaign {known.name!r} is closed", "choose another name")
    if replace(campaign, created_at=known.created_at, queue=known.queue) != known:
        raise _another(request.name, _difference(known, campaign))
    desks = Desks(session).of(request.name)
    if {desk.annotator for desk in desks} != {one.slug for one in request.annotators}:
        raise _another(request.name, "its annotators differ")
    assigned = {one.article for one in Campaigns(session).assignments(request.name)}
    if request.articles is not None and assigned != set(articles):
        raise _another(request.name, "its articles differ")
    return known, []


def _sampled(session: Session, request: Request) -> list[str]:
    found = chosen_articles(session, request.articles, request.outlet)
    return sample(found, request.sample, f"sample {request.name} {request.seed}")


def _difference(known: Campaign, asked: Campaign) -> str:
    names = (one.name for one in fields(Campaign) if one.name not in ("created_at", "queue"))
    differing = [name for name in names if getattr(known, name) != getattr(asked, name)]
    return ", ".join(f"`{name}` is {getattr(known, name)!r} there" for name in differing)


def _another(name: str, why: str) -> UsageError:
    return UsageError(
        f"there is another campaign {name!r}: {why}",
        "choose another name, or change that one: annotate campaign add, assign, unassign, join, leave",
    )


def chosen_articles(session: Session, articles: Sequence[str] | None, outlet: str | None) -> list[str]:
    """The ids named, else of an outlet, else of all that are stored; sorted.

    Raises:
        UsageError: when there is no such article.
    """
    if articles is None:
        return Articles(session).ids(outlet)
    unknown = [one for one in articles if Articles(session).get(one) is None]
    if unknown:
        raise UsageError(f"no article {unknown[0]!r}", "see: annotate articles list")
    return sorted(set(articles))


def _store(
    session: Session, request: Request, scheme: Scheme, people: Sequence[Annotator], instance: str
) -> Campaign:
    """All of it in one transaction, with a desk each that has no project yet."""
    campaign, articles = _plan(session, request, scheme)
    keep(session, scheme)
    stored = Campaigns(session).create(campaign)
    for one in people:
        Annotators(session).ensure(one.slug, one.email, one.name)
        if Desks(session).get(stored.name, one.slug) is None:
            Desks(session).add(Desk(stored.name, one.slug, instance, project=0, url="", state="gone"))
    for article, annotator in deal(articles, [one.slug for one in people], campaign.each, lot=lot(campaign)):
        Campaigns(session).assign(stored.name, article, annotator)
    of = chosen_articles(session, request.articles, request.outlet)
    drawn = frame(of, articles, outlet=request.outlet, named=request.articles is not None)
    Inclusions(session).add(stored.name, articles, drawn)
    return stored
