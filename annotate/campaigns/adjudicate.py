"""Opens the desk at which what annotators differ on is decided, and lays the articles on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from annotate.campaigns.adjudicator import READING, adjudicator, open_desk
from annotate.campaigns.create import Say, open_campaign
from annotate.campaigns.estimates import estimated
from annotate.campaigns.opening import pages_of
from annotate.campaigns.verdicts import Case, cases
from annotate.consensus import Rates, merge
from annotate.consensus.agreement import words
from annotate.consensus.agreement.differences import OF_ONESELF, WHOLE, quoted
from annotate.consensus.contest import Contest, Point
from annotate.core import Annotation, Article
from annotate.core.codec import canonical_json, content_sha256
from annotate.core.pseudonym import pseudonyms
from annotate.scheme import Scheme, at_depth
from annotate.scheme.controls import DIFFERENCES
from annotate.scheme.verdict import adjudicating
from annotate.score import Disagreement
from annotate.store import Annotator, Desk, Store
from annotate.studio.client import Studio
from annotate.studio.desks import require_here
from annotate.studio.feed import pages, with_articles
from annotate.studio.load import Job, Loaded, load_desk
from annotate.studio.projects import Expected, description, look
from annotate.studio.remove import remove_untouched
from annotate.studio.schemes import of_campaign
from annotate.studio.tasks import on_page

MADE_FROM = "readings_sha256"
"""The key of a task's data that tells which readings it was made from."""


@dataclass(frozen=True)
class Asked:
    """What a lead wants decided.

    Attributes:
        by: who decides; None for whoever does already, else `adjudicator`.
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
    disagreement: Disagreement,
    name: str,
    asked: Asked,
    *,
    credentials_file: Path | None,
    say: Say = lambda line: None,
) -> Loaded:
    """Opens the campaign's adjudication desk, where it is not open, and sends what is to be decided.

    The page starts from the merged reading; each annotator's own lies beside it. What touches central
    claims is served first. Run again it sends what came up since, and sends again what has been read
    otherwise since, unless somebody has begun to decide it; what is disputed is told there too.

    Args:
        guidelines: Markdown, shown to the adjudicator before they start.
        disagreement: the shipped table, as for scores: of four annotators and more it is weighed who errs.
        credentials_file: of the embedded server's accounts; None on a team's.

    Raises:
        UsageError: when there is no such open campaign, or somebody else decides or labels in it.
        StudioError: when the adjudicator has no account, or Label Studio fails.
    """
    with store.session(read_only=True) as session:
        campaign = open_campaign(session, name)
        scheme = of_campaign(session, campaign, scheme)
    shown = pages_of(scheme, campaign.depth, guidelines, deciding=True)
    person = adjudicator(store, name, asked.by)
    desk = open_desk(store, studio, person, campaign, shown, credentials_file, say)
    require_here(studio, [desk])
    found = cases(store, scheme, name)
    due = to_decide(found, all_=asked.all_)
    remove_untouched(studio, desk, _overtaken(studio, desk, found))
    rates = estimated(store, scheme, disagreement, name).rates
    job = _job(store, studio, desk, scheme, campaign.depth, due, rates, asked.hidden)
    expected = Expected(description(campaign, desk), shown.page)
    loaded = load_desk(job, tasks=look(studio, desk, expected).tasks)
    _tell(job, [case.article for case in due if case.disputed])
    return loaded


def to_decide(found: Sequence[Case], *, all_: bool = False) -> list[Case]:
    """Those without a verdict that the readers differ on, or with `all_` that anybody has read."""
    return [
        case
        for case in found
        if case.readings and (case.state == "open" or (all_ and case.state == "agreed"))
    ]


def start(case: Case, scheme: Scheme, rates: Mapping[str, Rates]) -> Annotation:
    """What the adjudicator starts from: the merged reading, without answers that are an annotator's own."""
    merged = merge(case.readings, case.article, scheme, rates=rates)
    answers = {name: value for name, value in merged.answers.items() if name not in OF_ONESELF}
    return replace(merged, answers=answers)


def _job(
    store: Store,
    studio: Studio,
    desk: Desk,
    scheme: Scheme,
    depth: str,
    due: Sequence[Case],
    rates: Mapping[str, Rates],
    hidden: bool,
) -> Job:
    by_id = {case.article.id: case for case in due}
    slugs = {one.annotator for case in due for one in case.readings}
    names = pseudonyms(slugs, desk.campaign) if hidden else {slug: slug for slug in slugs}
    return Job(
        store,
        studio,
        desk,
        at_depth(adjudicating(scheme), depth),
        premark=lambda article: start(by_id[article.id], scheme, rates),
        model_version=READING,
        model=READING,
        is_bare=lambda article: False,
        articles=[case.article for case in due],
        rank=lambda article: 0.0 if by_id[article.id].disputed else by_id[article.id].contest.rank,
        beside=lambda article: {names[one.annotator]: one for one in by_id[article.id].readings},
        data=lambda article: {
            DIFFERENCES: to_settle(by_id[article.id], names, scheme),
            MADE_FROM: made_from(by_id[article.id]),
        },
    )


def made_from(case: Case) -> str:
    """Identifies what a task was made from, readings and disputes, whatever annotators are called there."""
    disputed = [f"{one.label} {one.span.start} {one.span.end} {one.why}" for one in case.disputed]
    went_in = sorted(map(content_sha256, case.readings)) + disputed
    return sha256(canonical_json(went_in).encode("utf-8", "surrogatepass")).hexdigest()


def _overtaken(studio: Studio, desk: Desk, found: Sequence[Case]) -> list[str]:
    """The articles on the desk that have been read otherwise since they were laid there."""
    now = {case.article.id: made_from(case) for case in found if case.state != "decided"}
    tasks = [task["data"] for page in pages(studio, desk.project, whole=False) for task in page]
    return [
        one["article_id"] for one in tasks if now.get(one.get("article_id")) not in (None, one.get(MADE_FROM))
    ]


def _tell(job: Job, disputed: Sequence[Article]) -> None:
    """Puts what is disputed on the pages that were begun or decided before, which are not laid there anew."""
    by_id = {one.id: one for one in disputed}
    for page in with_articles(job.studio, job.desk.project, list(by_id)):
        for task in page:
            shown, article = task["data"], by_id.get(task["data"].get("article_id"))
            if article is None or shown.get("article_revision") != article.revision:
                continue
            now = job.data(article)[DIFFERENCES]
            if shown.get(DIFFERENCES) != now:
                job.studio.patch(f"/api/tasks/{task['id']}/", {"data": {**shown, DIFFERENCES: now}})


def to_settle(case: Case, names: Mapping[str, str], scheme: Scheme) -> dict[str, str]:
    """What is disputed, then what the readers differ on, as the labelling page shows it."""
    disputed = {
        f"Disputed {number}. {on_page(quoted(one.span.cut(case.article.text)))} "
        f"{words.topic(one.label, scheme)}": on_page(one.why)
        for number, one in enumerate(case.disputed, 1)
    }
    return {**disputed, **told(case.contest, names, scheme)}


def told(contest: Contest, names: Mapping[str, str], scheme: Scheme) -> dict[str, str]:
    """What the readers differ on as the labelling page shows it: words and question to who chose what.

    Args:
        names: of the annotators, as the adjudicator is to know them.
    """
    points = enumerate((*contest.central, *contest.other), 1)
    return {
        f"{number}. {_about(one)}{words.topic(one.topic, scheme)}": "; ".join(
            f"{', '.join(names[who] for who in chosen_by)}: {words.choice(one.topic, choice, scheme)}"
            for choice, chosen_by in one.choices.items()
        )
        for number, one in points
    }


def _about(point: Point) -> str:
    return "" if point.words == WHOLE else f"{on_page(quoted(point.words))} "
