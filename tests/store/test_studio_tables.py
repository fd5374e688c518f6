"""Desks, tasks, the outbox, cursors, and the cache of scores."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store import (
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Cursor,
    Cursors,
    Desk,
    Desks,
    Estimates,
    Intent,
    Outbox,
    Scores,
    Store,
    Task,
    Tasks,
)
from tests.support.store import article

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DESK = Desk("spring", "ann", "studio-1", 3, "http://127.0.0.1/projects/3")
TASK = Task("studio-1", 3, 11, NOON, "spring", "a1", 1, "ann")
INTENT = Intent(1, "spring", "a1", 1, "ann", 3, "hash", "pending")


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        Articles(session).add(article(), given="")
        Campaigns(session).create(Campaign("spring", "1"))
        for slug in ("ann", "ben"):
            Annotators(session).ensure(slug)
        yield session


def test_desks(session: Session) -> None:
    desks, bens = Desks(session), replace(DESK, annotator="ben", project=4)
    desks.add(bens)
    desks.add(DESK)
    assert desks.of("spring") == [DESK, bens]
    assert desks.get("spring", "ann") == DESK
    assert desks.get("imports", "ann") is None
    desks.add(replace(DESK, state="gone"))
    desks.add(replace(DESK, project=5))
    assert desks.of("spring") == [replace(DESK, project=5), bens]


def test_a_desk_made_anew_is_read_from_the_start(session: Session) -> None:
    Desks(session).add(DESK)
    cursors = Cursors(session)
    assert cursors.get(DESK) is None
    for moment in (NOON, NOON.replace(hour=13, microsecond=1)):
        cursors.set(DESK, Cursor(moment, NOON))
        assert cursors.get(DESK) == Cursor(moment, NOON)
    assert cursors.get(replace(DESK, project=5)) is None


def test_a_project_whose_number_is_given_to_another_desk_is_gone_from_the_first(session: Session) -> None:
    bens = replace(DESK, annotator="ben")
    Desks(session).add(DESK)
    Desks(session).add(bens)
    assert Desks(session).of("spring") == [replace(DESK, state="gone"), bens]


def test_a_desk_that_is_opened_again_under_the_same_number_is_read_from_the_start(session: Session) -> None:
    Desks(session).add(DESK)
    Cursors(session).set(DESK, Cursor(NOON, NOON))
    Cursors(session).forget(DESK)
    assert Cursors(session).get(DESK) is None


def test_tasks(session: Session) -> None:
    Desks(session).add(DESK)
    tasks, again = Tasks(session), replace(TASK, created_at=NOON.replace(hour=13))
    numbers = [tasks.add(TASK), tasks.add(again), tasks.add(TASK)]
    assert numbers[0] == numbers[2] != numbers[1]
    assert tasks.of_desk(DESK) == [TASK, again]
    assert tasks.shown_twice(DESK) == {"a1"}
    tasks.mark_gone(TASK)
    assert tasks.find("studio-1", 3, 11, NOON) == replace(TASK, state="gone")
    assert tasks.find("studio-1", 3, 11, again.created_at) == again
    assert tasks.find("studio-2", 3, 11, NOON) is None
    assert tasks.shown_twice(DESK) == set()


def test_an_intent_lives_until_it_is_confirmed(session: Session) -> None:
    outbox = Outbox(session)
    [id_] = outbox.enqueue_all("spring", "ann", 3, {("a1", 1): "hash"})
    assert outbox.enqueue_all("spring", "ann", 3, {("a1", 1): "hash"}) == [id_]
    assert outbox.pending("spring") == [replace(INTENT, id=id_)]
    outbox.sent({id_: None})
    assert outbox.enqueue_all("spring", "ann", 3, {("a1", 1): "other"}) == [id_]
    assert outbox.pending("spring") == [replace(INTENT, id=id_, state="sent")], "what went out is not changed"
    outbox.confirmed({id_: TASK})
    assert outbox.pending("spring") == []
    assert Tasks(session).find("studio-1", 3, 11, NOON) == TASK


def test_an_intent_that_nobody_wants_is_forgotten(session: Session) -> None:
    outbox = Outbox(session)
    [id_] = outbox.enqueue_all("spring", "ann", 3, {("a1", 1): "hash"})
    outbox.sent({id_: None})
    outbox.drop(id_)
    assert outbox.pending("spring") == []
    with pytest.raises(UsageError, match="no intent"):
        outbox.sent({id_: None})


def test_a_confirmed_intent_is_due_again_when_it_is_noted_again(session: Session) -> None:
    outbox = Outbox(session)
    [id_] = outbox.enqueue_all("spring", "ann", 3, {("a1", 1): "hash"})
    outbox.confirmed({id_: TASK})
    assert outbox.enqueue_all("spring", "ann", 3, {("a1", 1): "newer"}) == [id_]
    assert outbox.pending("spring") == [replace(INTENT, id=id_, payload_sha256="newer")]


KILLED = """
import os, signal, sys
from annotate.store import Outbox, open_store
store = open_store(sys.argv[1])
with store.session() as session:
    Outbox(session).sent({int(sys.argv[2]): None})
with store.session() as session:
    Outbox(session).drop(int(sys.argv[2]))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_kill_9_keeps_what_was_committed_and_nothing_else(store: Store, url: str) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        Campaigns(session).create(Campaign("spring", "1"))
        Annotators(session).ensure("ann")
        [id_] = Outbox(session).enqueue_all("spring", "ann", 3, {("a1", 1): "hash"})
    done = subprocess.run([sys.executable, "-c", KILLED, url, str(id_)], timeout=60, check=False)
    assert done.returncode == -9
    with store.session() as session:
        assert Outbox(session).pending("spring") == [replace(INTENT, id=id_, state="sent")]


def test_scores_are_kept_by_what_they_were_made_from(session: Session) -> None:
    scores = Scores(session)
    for body in ({"score": None}, {"score": 61, "reasons": ["„so\N{GRINNING FACE}“"]}):
        scores.put("a1", 1, None, "hash", "1", body)
        assert scores.get("a1", 1, None, "hash", "1") == scores.get("a1", 1, "", "hash", "1") == body
    for other in (("a1", 2, None, "hash", "1"), ("a1", 1, "spring", "hash", "1"), ("a1", 1, None, "x", "1")):
        assert scores.get(*other) is None


def test_the_adjudication_desk_is_none_of_those_that_label(session: Session) -> None:
    deciding = replace(DESK, annotator="ruth", project=4, purpose="adjudication")
    Annotators(session).ensure("ruth")
    Desks(session).add(DESK)
    assert Desks(session).adjudication("spring") is None
    Desks(session).add(deciding)
    assert Desks(session).adjudication("spring") == deciding
    assert Desks(session).of("spring") == [DESK]


def test_a_campaign_has_one_adjudication_desk(session: Session) -> None:
    for slug, project in (("ruth", 4), ("omar", 5)):
        Annotators(session).ensure(slug)
        desk = replace(DESK, annotator=slug, project=project, purpose="adjudication")
        with nullcontext() if slug == "ruth" else pytest.raises(IntegrityError):
            Desks(session).add(desk)


def test_estimates_are_kept_for_what_they_were_made_from(session: Session) -> None:
    estimates = Estimates(session)
    assert estimates.get("spring", "hash") is None
    for body in ({"rates": {}}, {"rates": {"genre": 1}}):
        estimates.put("spring", "hash", body)
        assert estimates.get("spring", "hash") == body
    assert estimates.get("spring", "other") is None
    estimates.put(None, "hash", {})
    assert estimates.get("", "hash") == {}
    estimates.put("spring", "other", {})
    assert estimates.get("spring", "hash") is None
