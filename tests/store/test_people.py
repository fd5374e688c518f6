"""Annotators, campaigns, assignments."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from annotate.core.errors import UsageError
from annotate.store import Annotator, Annotators, Articles, Assignment, Campaign, Campaigns, Store
from tests.support.store import article


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        yield session


@pytest.mark.parametrize(
    ("calls", "known"),
    [
        ([("ann",)], Annotator("ann")),
        ([("ann", "a@example.org", "Ann")], Annotator("ann", "a@example.org", "Ann")),
        ([("ann", "a@example.org"), ("ann",)], Annotator("ann", "a@example.org")),
        ([("ann", "a@example.org"), ("ann", "b@example.org")], Annotator("ann", "b@example.org")),
        ([("ann", "a@example.org"), ("ann", None, "Ann")], Annotator("ann", "a@example.org", "Ann")),
    ],
)
def test_what_is_said_of_an_annotator_is_kept(
    session: Session, calls: list[tuple[str, ...]], known: Annotator
) -> None:
    answers = [Annotators(session).ensure(*call) for call in calls]
    assert answers[-1] == known
    assert Annotators(session).all() == [known]
    assert Annotators(session).get("ann") == known
    assert Annotators(session).get("ben") is None


def test_an_e_mail_is_one_annotators(session: Session) -> None:
    Annotators(session).ensure("ann", "same@example.org")
    with pytest.raises(UsageError, match="'ann'"):
        Annotators(session).ensure("ben", "same@example.org")


def test_a_campaign_is_created_once(session: Session) -> None:
    campaigns = Campaigns(session)
    made = campaigns.create(Campaign("spring", "1", "central", each=2))
    assert made.created_at is not None
    assert campaigns.create(Campaign("spring", "1", "central", each=2)) == made
    assert campaigns.get("spring") == made
    assert campaigns.all() == [made]


@pytest.mark.parametrize(
    "other",
    [
        Campaign("spring", "2"),
        Campaign("spring", "1", "central"),
        Campaign("spring", "1", each=2),
        Campaign("spring", "1", sensitive=True),
        Campaign("spring", "1", bare=0.5),
        Campaign("spring", "1", seed=7),
        Campaign("imports"),
    ],
)
def test_a_name_that_is_taken(session: Session, other: Campaign) -> None:
    Campaigns(session).create(Campaign("spring", "1"))
    with pytest.raises(UsageError, match=other.name):
        Campaigns(session).create(other)


def test_closing(session: Session) -> None:
    campaigns = Campaigns(session)
    campaigns.create(Campaign("spring", "1"))
    campaigns.close("spring")
    campaigns.close("spring")
    assert [one.state for one in campaigns.all()] == ["closed"]


@pytest.mark.parametrize("name", ["autumn", "imports"])
def test_what_cannot_be_closed(session: Session, name: str) -> None:
    with pytest.raises(UsageError, match=name):
        Campaigns(session).close(name)


def test_assignments(session: Session) -> None:
    campaigns = Campaigns(session)
    campaigns.create(Campaign("spring", "1"))
    for id_ in ("a1", "a2"):
        Articles(session).add(article(id_), given="")
    for slug in ("ann", "ben"):
        Annotators(session).ensure(slug)
    assert [campaigns.assign("spring", "a2", "ann"), campaigns.assign("spring", "a1", "ben")] == [True, True]
    assert campaigns.assign("spring", "a2", "ann") is False
    campaigns.set_states("spring", "ben", {"a1": "skipped"})
    expected = [Assignment("spring", "a1", "ben", "skipped"), Assignment("spring", "a2", "ann", "assigned")]
    assert campaigns.assignments("spring") == expected
    assert campaigns.assignments("spring", "ann") == expected[1:]
    assert campaigns.assignments("spring", articles=["a1"]) == expected[:1]
    assert campaigns.assignments("imports") == []
    with pytest.raises(UsageError, match="not assigned"):
        campaigns.set_states("spring", "ann", {"a1": "done"})
