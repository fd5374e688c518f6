"""Whatever shape an annotation arrives in, the sweep goes on and the annotation is stored or kept aside."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.consensus import merge
from annotate.scheme.results import results
from annotate.store import (
    Annotations,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Desk,
    Desks,
    Quarantine,
    Session,
    Store,
)
from annotate.studio.retry import retry
from annotate.studio.swept import Swept
from annotate.studio.take import Taken
from annotate.studio.take import take as take_page
from annotate.studio.taking import Taking
from annotate.studio.tasks import data
from tests.support.bench import TEXT, article, region
from tests.support.scheme import mark, reading, the_scheme

DESK = Desk("spring", "ada", "studio-1", 3, "http://127.0.0.1/3")
TAKING = Taking(DESK, the_scheme(), None, {})


def take(session: Session, task: dict[str, Any], taking: Taking) -> Taken:
    (taken,) = take_page(session, [task], taking)
    return taken


READ = reading(
    mark("s", "SOURCE", "Mayor Ada Lee", TEXT, identity="named_person"),
    mark("a", "ASSERTION", "it may rain", TEXT, kind="prediction"),
    genre="news",
)


def relation(one: str, other: str, *labels: str) -> dict[str, Any]:
    found = {"type": "relation", "from_id": one, "to_id": other, "direction": "right"}
    return {**found, "labels": list(labels)} if labels else found


def at(start: Any, end: Any) -> dict[str, Any]:
    return {**region("s", "SOURCE", "Mayor"), "value": {"start": start, "end": end, "labels": ["SOURCE"]}}


GOOD: dict[str, Any] = {
    "id": 1,
    "created_at": "2026-01-01T00:00:00.000001Z",
    "updated_at": "2026-01-01T00:00:00.000001Z",
    "completed_by": 1,
    "lead_time": 3.5,
    "was_cancelled": False,
    "result": [*results(READ, TEXT, the_scheme()), relation("a", "s")],
}
NASTY = (
    *(-1, 0, 2**31, 2**63, 10**400, -(2**64), 1e308, float("nan"), float("inf"), True, None),
    *("", "\x00", "\ud83d", "\udc00x", "SOURCE", "label", "relation", "both", "0001-01-01T00:00:00+23:59"),
    *("9999-12-31T23:59:59-23:59", "x" * 300, "\u202e", [], {}, [[]], {"labels": ["SOURCE", "CUE"]}),
)
nasty = st.sampled_from(NASTY) | st.text(max_size=5) | st.integers()
anything = st.recursive(
    nasty, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=9), some, max_size=3)
)
BOUNDED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every part of a JSON value."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield from places(child, (*path, step))


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A good annotation with up to three parts of it replaced, or no annotation at all."""
    payload: Any = [copy.deepcopy(GOOD)]
    for _ in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from([one for one in places(payload) if one]))
        parent = payload
        for step in way:
            parent = parent[step]
        parent[last] = copy.deepcopy(draw(anything))  # what is drawn may be one of `NASTY` itself
    return payload[0]


def task(*annotations: Any) -> dict[str, Any]:
    return {
        "id": 9,
        "created_at": "2026-01-01T00:00:00.000000Z",
        "data": data(article("a")),
        "annotations": list(annotations),
    }


@pytest.fixture
def desk(store: Store) -> Store:
    with store.session() as session:
        Articles(session).add(article("a"), given=TEXT)
        Campaigns(session).create(Campaign("spring", "1"))
        Annotators(session).ensure("ada")
        Desks(session).add(DESK)
    return store


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"id": 2**63}, "no number"),
        ({"id": -(2**70)}, "no number"),
        ({"id": True}, "no number"),
        ({"id": "1"}, "no number"),
        ({"created_at": "9999-12-31T23:59:59-23:59"}, "no creation time"),
        ({"updated_at": {"a": 1}}, "not an RFC 3339 time"),
        ({"result": {}}, "result is not a list"),
        ({"result": [7]}, "result 0 is not an object"),
        ({"result": [region("\ud800", "SOURCE", "Mayor")]}, "cannot be an id"),
        ({"result": [region("s", "WITCH", "Mayor")]}, "no label 'WITCH'"),
        ({"result": [region("s", "\x00", "Mayor")]}, "not exactly one label"),
        ({"result": [{**region("s", "SOURCE", "Mayor"), "value": {"start": -5, "end": 2}}]}, "region 0"),
        ({"result": [at(-5, 2)]}, "needs 0 <= start < end"),
        ({"result": [at(0, 10**30)]}, "the text ends at"),
        ({"result": [at(3.0, 4)]}, "not whole numbers"),
        ({"result": [at(10, 12)]}, "covers only blanks"),
    ],
)
def test_what_cannot_be_taken_is_kept_with_its_reason(desk: Store, said: Any, reason: str) -> None:
    payload = {**GOOD, **said}
    with desk.session() as session:
        assert take(session, task(payload), TAKING).swept.quarantined == 1
        (kept,) = Quarantine(session).all()
    assert reason in kept.reason
    assert json.loads(kept.payload) == payload


def test_what_is_tried_again_is_taken_once_the_reason_is_gone(desk: Store) -> None:
    scheme = the_scheme()
    narrower = replace(scheme, labels=tuple(one for one in scheme.labels if one.name != "SOURCE"))
    with desk.session() as session:
        assert take(session, task(GOOD), replace(TAKING, scheme=narrower)).swept.quarantined == 1
        waiting = Quarantine(session).all()
    assert retry(desk, waiting, narrower, {}).quarantined == 1
    assert retry(desk, waiting, scheme, {1: "ada@example.org"}) == Swept(new=1)
    with desk.session() as session:
        (stored,) = Annotations(session).current("a")
        assert (stored.signed_in_as, len(stored.marks)) == ("ada@example.org", 2)
        assert Quarantine(session).all() == []


def test_what_was_about_an_unknown_task_waits_for_a_full_sync(desk: Store) -> None:
    with desk.session() as session:
        take(session, {**task(GOOD), "data": None}, TAKING)
        waiting = Quarantine(session).all()
    (note,) = retry(desk, waiting, the_scheme(), {}).notes
    assert "a full sync looks at it again" in note


def is_skip(one: Any) -> bool:
    return isinstance(one, dict) and one.get("was_cancelled") is True


@BOUNDED
@given(payloads=st.lists(spoilt(), min_size=1, max_size=3))
def test_nothing_crashes_a_sweep_and_nothing_vanishes(desk: Store, payloads: list[Any]) -> None:
    readings = [one for one in payloads if not is_skip(one)]
    with desk.session() as session:
        taken = take(session, task(*payloads), TAKING).swept
        kept = {one.payload for one in Quarantine(session).all(open_only=False)}
    assert taken.new + taken.changed + taken.unchanged + taken.quarantined == len(readings)
    aside = [one for one in readings if json.dumps(one).encode() in kept]
    assert len(aside) >= taken.quarantined


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"data": None}, "shows no article of ours"),
        ({"data": {"article_id": 3}}, "shows no article of ours"),
        ({"created_at": None}, "no creation time"),
        ({"created_at": 7}, "not an RFC 3339 time"),
        ({"data": {**data(article("a")), "article_id": "\x00"}}, "shows no article of ours"),
        ({"data": {**data(article("a")), "article_revision": 2**70}}, "shows no article of ours"),
        ({"data": {**data(article("a")), "article_revision": 7}}, "there is none here"),
        ({"data": {**data(article("a")), "text": "\ud800"}}, "not the one that was loaded"),
    ],
)
def test_what_lies_on_a_hostile_task_is_kept_aside(desk: Store, said: Any, reason: str) -> None:
    with desk.session() as session:
        assert take(session, {**task(GOOD), **said}, TAKING).swept.quarantined == 1
        (kept,) = Quarantine(session).all()
    assert reason in kept.reason
    assert json.loads(kept.payload) == GOOD


@pytest.mark.parametrize("label", ["same_claim", "responds_to", "via"])
def test_cycles_of_links_are_read_and_merged(desk: Store, label: str) -> None:
    kind = "SOURCE" if label == "via" else "ASSERTION"
    ring = [
        region(f"r{n}", kind, word) for n, word in enumerate(["Rain", "Mayor", "said", "rain", "Critics"])
    ]
    size = len(ring)
    links = [relation(f"r{n}", f"r{(n + 1) % size}", label) for n in range(size)]
    with desk.session() as session:
        take(session, task({**GOOD, "result": [*ring, *links, relation("r0", "r0", label)]}), TAKING)
        (stored,) = Annotations(session).current("a")
        found = Articles(session).get("a")
    assert len(stored.linked(label)) == size
    assert found is not None
    assert merge([stored], found, the_scheme()).marks


def test_ten_megabytes_are_taken_in_seconds(desk: Store) -> None:
    payload = {
        **GOOD,
        "result": [region(f"r{n}", "SOURCE", "Mayor Ada Lee", TEXT, note="x" * 900) for n in range(10_000)],
    }
    assert len(json.dumps(payload)) > 10_000_000
    started = time.monotonic()
    with desk.session() as session:
        swept = take(session, task(payload), TAKING).swept
    assert (swept.new, swept.dropped) == (1, 9_999)
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("depth", [100, 400, 900])
def test_what_is_nested_deeply_is_kept_aside(desk: Store, depth: int) -> None:
    deep: Any = "x"
    for _ in range(depth):
        deep = {"result": deep}
    with desk.session() as session:
        assert take(session, task({**GOOD, "result": deep}), TAKING).swept.quarantined == 1
        (kept,) = Quarantine(session).all()
    assert kept.payload.count(b'"result"') == depth + 1
