"""Whatever is annotated comes back with the same content, and its rows can be made from it at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotate.core import Annotation, Link, Mark, Span
from annotate.core.codec import content_sha256
from annotate.store import Annotations, Articles, Store, models, projection
from tests.support.store import annotation, article

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8)
SPANS = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))
ATTRIBUTES = st.dictionaries(st.sampled_from(projection.ATTRIBUTES) | WORDS, WORDS, max_size=4)
MARKS = st.builds(
    Mark,
    id=WORDS,
    label=st.sampled_from(["SOURCE", "ASSERTION", "EMOJI 😀"]),
    span=SPANS,
    attributes=ATTRIBUTES,
    origin=st.sampled_from([None, "manual", "prediction"]),
    confidence=st.none() | st.floats(0, 1),
)


@st.composite
def readings(draw: st.DrawFn) -> Annotation:
    """Any annotation that the store may be given."""
    marks = draw(st.lists(MARKS, unique_by=lambda mark: mark.id, max_size=5))
    ids = [mark.id for mark in marks] or [""]
    end = st.sampled_from(ids)
    link = st.builds(
        Link, st.sampled_from(["via", "same_claim"]), end, end, st.sampled_from([None, "inferred"])
    )
    links = draw(
        st.lists(link, unique_by=lambda one: (one.type, one.from_id, one.to_id), max_size=4 * bool(marks))
    )
    answers = draw(st.dictionaries(WORDS, WORDS, max_size=3))
    return annotation(article(), marks=tuple(marks), links=tuple(links), answers=answers)


ON_BOTH = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ON_BOTH
@given(said=readings())
def test_the_content_comes_back(store: Store, said: Annotation) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        Annotations(session).save(said)
        (back,) = Annotations(session).current("a1")
    assert content_sha256(back) == content_sha256(said)
    assert dict(back.by_id) == dict(said.by_id)
    assert sorted(back.links, key=str) == sorted(said.links, key=str)


@ON_BOTH
@given(said=st.lists(readings(), min_size=1, max_size=4))
def test_rows_are_what_a_rebuild_makes(store: Store, said: Sequence[Annotation]) -> None:
    """After any sequence of contents, of two annotators, one withdrawn at the end."""
    with store.session() as session:
        Articles(session).add(article(), given="")
        for number, one in enumerate(said):
            saved = Annotations(session).save(replace(one, annotator="ann" if number % 2 else "ben"))
        if len(said) > 2:
            Annotations(session).withdraw(saved.id)
        rows = _rows(session)
        session.execute(delete(models.LinkRow))
        projection.rebuild(session)
        assert _rows(session) == rows
        assert len(rows[0]) == sum(len(one.marks) for one in Annotations(session).all())


def test_what_the_score_reads_is_a_column_and_a_teams_own_is_not(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        Annotations(session).save(annotation(article()))
        rows = {row.mark_id: row for row in session.scalars(select(models.MarkRow))}
        assert (rows["s"].identity, rows["s"].attributes) == ("unnamed_described", {"desk": "foreign"})
        assert (rows["a"].weight, rows["a"].kind, rows["a"].origin) == ("central", None, "manual")
        assert [row.type for row in session.scalars(select(models.LinkRow))] == ["attributed_to"]


def test_what_no_longer_stands_has_no_rows(store: Store) -> None:
    with store.session() as session:
        Articles(session).add(article(), given="")
        saved = Annotations(session).save(annotation(article()))
        Annotations(session).withdraw(saved.id)
        assert _rows(session) == ([], [])


def _rows(session: Session) -> tuple[list[Any], ...]:
    tables = (models.MarkRow.__table__, models.LinkRow.__table__)
    return tuple(sorted(map(str, session.execute(select(table)))) for table in tables)
