"""Whether the two sides say the same: Label Studio's database and ours, each read as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from annotate.core.codec import content_sha256
from annotate.core.errors import Refused
from annotate.store import Annotations, Articles, Campaigns, Cursors, Desk, Known, Quarantine, Remote, Session
from annotate.store import Tasks as StoredTasks
from annotate.store.models import AnnotationRevisionRow
from annotate.studio.wire import incoming
from tests.faults.histories import content
from tests.faults.histories.remote import AnnotationThere, TaskThere
from tests.faults.histories.world import World
from tests.support.scheme import the_scheme

History = frozenset[tuple[str, int, str]]


@dataclass(frozen=True)
class Both:
    """A desk on both sides.

    Attributes:
        tasks: in Label Studio, by number.
        live: what is submitted there, by the key it is known by here.
        known: what is stored of it.
        kept_aside: the open entries of the quarantine.
    """

    desk: Desk
    tasks: dict[int, TaskThere]
    live: dict[Remote, AnnotationThere]
    skips: tuple[AnnotationThere, ...]
    known: dict[Remote, Known]
    kept_aside: frozenset[Remote]


def history(world: World) -> History:
    """Every content that was ever stored."""
    columns = (
        AnnotationRevisionRow.annotation_id,
        AnnotationRevisionRow.revision,
        AnnotationRevisionRow.content_sha256,
    )
    with world.store.session(read_only=True) as session:
        return frozenset((id_, number, sha256) for id_, number, sha256 in session.execute(select(*columns)))


def ahead_of_the_data(world: World) -> list[str]:
    """What should be stored, since a cursor stands after it, and is not."""
    with world.store.session(read_only=True) as session:
        return [
            difference
            for desk in world.desks()
            if (cursor := Cursors(session).get(desk)) is not None
            for difference in _contents(world, session, _both(world, session, desk), cursor.watermark)
        ]


def differences(world: World) -> list[str]:
    """Everything in which the two sides differ."""
    with world.store.session(read_only=True) as session:
        return [difference for desk in world.desks() for difference in _of_desk(world, session, desk)]


def pending_drafts(world: World) -> int:
    """The tasks with a draft that is newer than all that was submitted on them."""
    tasks = [task.id for _, task in world.tasks()]
    submitted = world.there.annotations(tasks)
    return len(
        {
            draft.task
            for draft in world.there.drafts(tasks)
            if all(draft.updated_at > one.updated_at for one in submitted if one.task == draft.task)
        }
    )


def _of_desk(world: World, session: Session, desk: Desk) -> Iterator[str]:
    both = _both(world, session, desk)
    yield from _contents(world, session, both, None)
    yield from _newest(both)
    yield from _states(session, both)
    yield from _tasks(world, session, both)


def _both(world: World, session: Session, desk: Desk) -> Both:
    tasks = {task.id: task for task in world.there.tasks(desk.project) if task.article is not None}
    annotations = world.there.annotations(list(tasks))
    known = Annotations(session).remotes(desk.campaign, desk.annotator)
    aside = (one.remote for one in Quarantine(session).all() if one.campaign == desk.campaign)
    return Both(
        desk,
        tasks,
        {Remote(desk.instance, one.id, one.created_at): one for one in annotations if not one.skip},
        tuple(one for one in annotations if one.skip),
        {remote: one for remote, one in known.items() if one.state != "withdrawn"},
        frozenset(filter(None, aside)),
    )


def _contents(world: World, session: Session, both: Both, until: datetime | None) -> Iterator[str]:
    """Of all tasks, or of those that changed before `until` and not behind the feed's back."""

    def counts(task: TaskThere) -> bool:
        hidden = (both.desk.annotator, task.article) in world.blind
        return until is None or (task.updated_at < until and not hidden)

    for remote, there in both.live.items():
        task = both.tasks[there.task]
        if counts(task):
            yield from _content(session, both, task, remote, there)
    shown = Counter(task.article for task in both.tasks.values())
    for remote, one in both.known.items():
        tasks = [task for task in both.tasks.values() if task.article == one.article]
        lies_still = until is None or (shown[one.article] == 1 and counts(tasks[0]))
        if remote not in both.live and lies_still:
            yield f"annotation {remote.annotation_id} of {one.article} stands here and is gone there"


def _content(
    session: Session, both: Both, task: TaskThere, remote: Remote, there: AnnotationThere
) -> Iterator[str]:
    where = f"{both.desk.annotator}'s annotation {there.id} of {task.article}"
    article = Articles(session).get(str(task.article), task.data["article_revision"])
    assert article is not None
    slug, campaign = both.desk.annotator, both.desk.campaign
    try:
        read = incoming(
            there.payload, article, the_scheme(), annotator=slug, campaign=campaign, signed_in_as=None
        ).annotation
    except Refused:
        if remote not in both.kept_aside:
            yield f"{where} cannot be taken and is not in the quarantine"
        return
    stored = both.known.get(remote)
    if stored is None:
        yield f"{where} is not stored"
    elif stored.content_sha256 != content_sha256(read):
        yield f"{where} is stored with another content"
    elif read.answers.get("note") != content.note_of(there.result):
        yield f"{where} was read without its note"
    if remote in both.kept_aside:
        yield f"{where} is stored and in the quarantine as well"


def _newest(both: Both) -> Iterator[str]:
    """The newest of those on one text stands, the others have stepped back."""
    of_article: defaultdict[str, list[Remote]] = defaultdict(list)
    for remote, there in both.live.items():
        of_article[str(both.tasks[there.task].article)].append(remote)
    for article, remotes in of_article.items():
        if any(remote in both.kept_aside or remote not in both.known for remote in remotes):
            continue
        newest = max(remotes, key=lambda remote: (both.live[remote].updated_at, remote.created_at))
        for remote in remotes:
            expected = "current" if remote == newest else "superseded"
            if both.known[remote].state != expected:
                yield f"annotation {remote.annotation_id} of {article} is not {expected}"


def _states(session: Session, both: Both) -> Iterator[str]:
    done = {one.article for one in both.known.values()}
    skipped = {both.tasks[one.task].article for one in both.skips}
    for one in Campaigns(session).assignments(both.desk.campaign, both.desk.annotator):
        state = "done" if one.article in done else "skipped" if one.article in skipped else "assigned"
        if one.state != state:
            yield f"{one.annotator}'s {one.article} is {one.state}, not {state}"
        if state == "assigned" and not any(task.article == one.article for task in both.tasks.values()):
            yield f"{one.annotator} has no task for {one.article}"


def _tasks(world: World, session: Session, both: Both) -> Iterator[str]:
    stored = {one.task for one in StoredTasks(session).of_desk(both.desk) if one.state == "present"}
    if stored != both.tasks.keys():
        yield f"tasks of {both.desk.annotator}: {sorted(stored)} here, {sorted(both.tasks)} there"
    worked_on = {one.task for one in (*both.live.values(), *both.skips)}
    worked_on |= {draft.task for draft in world.there.drafts(list(both.tasks))}
    idle = Counter(task.article for task in both.tasks.values() if task.id not in worked_on)
    for article, number in idle.items():
        if number > 1:
            yield f"{both.desk.annotator} has {number} tasks of {article} on which nobody has worked"
