"""Sends what is assigned and not yet there, through the outbox.

What is to be written is noted first; each batch is looked for before it is sent and after, while the next
one is on its way. No write is repeated by itself. A run that was killed at any instant is finished by the
next one, and no article comes twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from typing import Any

from annotate.core import Annotation, Article
from annotate.core.errors import Refused, StudioError
from annotate.core.language import is_english
from annotate.scheme import Scheme
from annotate.store import Articles, Campaigns, Desk, Intent, Offer, Offers, Outbox, Store, Tasks
from annotate.studio.ahead import ahead
from annotate.studio.client import Studio
from annotate.studio.offer import offer
from annotate.studio.posting import Posting
from annotate.studio.settle import reconcile, settle
from annotate.studio.tasks import Shown, data, data_sha256, shown_by
from annotate.studio.wire import prediction

BATCH = 100
FIRST = 20
"""Fewer in the first batch, so that the server soon has something to do while the next one is made."""
SLOW, UNUSABLE = 15_000, 25_000
"""Characters above which the editor is slow, and above which it can hardly be used."""

Premark = Callable[[Article], Annotation]


@dataclass(frozen=True)
class Job:
    """One desk to fill.

    Attributes:
        scheme: at the campaign's depth.
        model_version: what the pre-marks are signed with; the project shows those alone that are signed like
            its first ones.
        model: the same for the record, with its version.
        is_bare: whether the task of an article, by its id, shows no pre-marks.
        central: whether tasks show the central claims alone, and who says them.
        force: also articles that are too long for the editor.
        articles: the texts that are to be there; None for what is assigned.
        rank: what the task of an article is served by, lowest first.
        beside: further readings of an article to look at, each under the name that signs it.
        data: what the labelling page shows beside the text.
    """

    store: Store
    studio: Studio
    desk: Desk
    scheme: Scheme
    premark: Premark
    model_version: str
    model: str
    is_bare: Callable[[str], bool]
    force: bool = False
    central: bool = False
    articles: Sequence[Article] | None = None
    rank: Callable[[Article], float | None] = lambda _: None
    beside: Callable[[Article], Mapping[str, Annotation]] = lambda _: {}
    data: Callable[[Article], Mapping[str, Any]] = lambda _: {}


@dataclass
class Loaded:
    """What a load did to one desk.

    Attributes:
        sent: tasks that were made, or on a dry run would be.
        present: articles that were there already.
        refused, warned: article id to reason.
        doubles: surplus tasks that were deleted.
    """

    desk: Desk
    sent: int = 0
    present: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    warned: dict[str, str] = field(default_factory=dict)
    doubles: int = 0


def load_desk(job: Job, *, tasks: int, dry_run: bool = False) -> Loaded:
    """Fills one desk, whose project holds `tasks` tasks now.

    Raises:
        StudioError: when the server fails; what had been noted is finished by the next run.
    """
    loaded = Loaded(job.desk)
    if dry_run:
        loaded.sent = len(_wanted(job, loaded))
        return loaded
    loaded.doubles += reconcile(job.store, job.studio, job.desk, tasks)
    left = _due(job)
    if left:
        loaded.doubles += settle(job.store, job.studio, job.desk, left)[1]
    _note(job, _wanted(job, loaded))
    posting = Posting[_Sending](lambda sending: _post(job, sending))
    try:
        for sending in ahead(posting.each(ahead(_made(job, _due(job), loaded)))):
            _settle(job, sending, loaded)
    except StudioError:
        posting.halt()
        raise
    return loaded


def _wanted(job: Job, loaded: Loaded) -> list[Article]:
    """The articles that are to be there, and are neither there nor refused, in the order of the queue."""
    wanted = []
    with job.store.session(read_only=True) as session:
        tasks = [task for task in Tasks(session).of_desk(job.desk) if task.state == "present"]
        there = {task.article for task in tasks}
        loaded.present = len(there)
        if job.articles is not None:
            shown = {(task.article, task.article_revision) for task in tasks}
            missing = [one for one in job.articles if (one.id, one.revision) not in shown]
            return [article for article in missing if _fits(article, job.force, loaded)]
        assigned = Campaigns(session).assignments(job.desk.campaign, job.desk.annotator)
        due = [one.article for one in assigned if one.article not in there and one.state == "assigned"]
        texts = Articles(session).newest(due)
        for id_ in due:
            article = texts.get(id_)
            if article is None:
                loaded.refused[id_] = "it was removed"
            elif _fits(article, job.force, loaded):
                wanted.append(article)
    return sorted(wanted, key=lambda one: (inf if (rank := job.rank(one)) is None else rank, one.id))


def _fits(article: Article, force: bool, loaded: Loaded) -> bool:
    length = len(article.text)
    if length > UNUSABLE and not force:
        loaded.refused[article.id] = (
            f"{length:,} characters: the editor can hardly be used above {UNUSABLE:,}"
        )
        return False
    if length > SLOW:
        loaded.warned[article.id] = f"{length:,} characters: the editor is slow above {SLOW:,}"
    elif not is_english(article.language):
        loaded.warned[article.id] = f"its language is {article.language}: it comes without pre-marks"
    return True


def _note(job: Job, wanted: list[Article]) -> None:
    """The outbox holds what is wanted now; an intent of a text that was revised meanwhile is dropped."""
    desk = job.desk
    shown = {shown_by(article) for article in wanted}
    obsolete = [intent.id for what, intent in _due(job).items() if what not in shown]
    with job.store.session() as session:
        outbox = Outbox(session)
        for intent in obsolete:
            outbox.drop(intent)
        texts = {(article.id, article.revision): data_sha256(article) for article in wanted}
        outbox.enqueue_all(desk.campaign, desk.annotator, desk.project, texts)


def _due(job: Job) -> dict[Shown, Intent]:
    """Everything noted for this desk and not confirmed, also by runs before this one, in the order noted."""
    desk = job.desk
    with job.store.session(read_only=True) as session:
        pending = [
            ((intent.article, intent.article_revision), intent)
            for intent in Outbox(session).pending(desk.campaign)
            if (intent.annotator, intent.project) == (desk.annotator, desk.project)
        ]
        texts = Articles(session).named({text for text, _ in pending})
    return {shown_by(article): intent for text, intent in pending if (article := texts.get(text)) is not None}


def _batches(due: Mapping[Shown, Intent]) -> Iterator[dict[Shown, Intent]]:
    rest, size = iter(due.items()), min(FIRST, BATCH)
    while batch := dict(islice(rest, size)):
        yield batch
        size = BATCH


def _made(job: Job, due: Mapping[Shown, Intent], loaded: Loaded) -> Iterator[_Sending]:
    """The batches to send, noted as sent: from then on they may have arrived."""
    for batch in _batches(due):
        if sending := {one.shown: (batch[one.shown], one) for one in _tasks(job, batch, loaded)}:
            with job.store.session() as session:
                offers = Offers(session).add_all([one.offer for _, one in sending.values()])
                intents = (intent.id for intent, _ in sending.values())
                Outbox(session).sent(dict(zip(intents, offers, strict=True)))
            yield sending


def _post(job: Job, sending: _Sending) -> None:
    tasks = [one.payload for _, one in sending.values()]
    job.studio.post(f"/api/projects/{job.desk.project}/import", tasks, {"return_task_ids": "true"})


def _settle(job: Job, sending: _Sending, loaded: Loaded) -> None:
    intents = {shown: intent for shown, (intent, _) in sending.items()}
    lost, doubles = settle(job.store, job.studio, job.desk, intents)
    loaded.sent += len(sending) - len(lost)
    loaded.doubles += doubles
    if lost:
        raise StudioError(
            f"Label Studio took {len(sending)} tasks for {job.desk.annotator} and does not show {len(lost)}",
            "run the same load again: it sends what is not there",
        )


@dataclass(frozen=True)
class _Task:
    """A task as it is sent, what it shows, and the pre-marks it goes out with."""

    shown: Shown
    offer: Offer
    payload: dict[str, Any]


_Sending = dict[Shown, tuple[Intent, _Task]]


def _tasks(job: Job, batch: Collection[Shown], loaded: Loaded) -> Iterator[_Task]:
    """The tasks of a batch, as far as their pre-marks fit."""
    with job.store.session(read_only=True) as session:
        texts = Articles(session).named({shown[:2] for shown in batch})
    for article in filter(None, (texts.get(shown[:2]) for shown in batch)):
        try:
            yield _task(job, article)
        except Refused as refused:
            loaded.refused[article.id] = f"its pre-marks do not fit: {refused}"


def _task(job: Job, article: Article) -> _Task:
    bare, premarks = job.is_bare(article.id), job.premark(article)
    made = offer(premarks, article.text, job.scheme, job.model, bare=bare, central=job.central)
    scheme, text = job.scheme, article.text
    start = prediction(made.shown, text, scheme, model_version=job.model_version, score=job.rank(article))
    beside = [prediction(one, text, scheme, model_version=name) for name, one in job.beside(article).items()]
    task = {"data": {**data(article), **job.data(article)}, "predictions": [start, *beside]}
    return _Task(shown_by(article), made, task)
