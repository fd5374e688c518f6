"""What is erased or forgotten is in no table any more, and the log says that it was."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotate.core import Annotation
from annotate.store import (
    Annotations,
    Annotator,
    Annotators,
    Articles,
    Campaign,
    Campaigns,
    Cursor,
    Cursors,
    Desk,
    Desks,
    Outbox,
    Quarantine,
    Scores,
    Store,
    Takedowns,
    Task,
    Tasks,
)
from annotate.store.base import Base
from annotate.store.types import now
from tests.support.store import annotation, article

WORDS = "The zinc works leaks into the harbour, a foreman said."
MORE = "The zinc works no longer leaks, a foreman said later."
EMAIL = "Zenobia@example.org"


def everything(session: Session) -> str:
    """All that any table holds, bytes as text, JSON without its escapes."""
    found = []
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            found += [one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in row]
    return "\n".join(found)


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        yield session


def work(session: Session, *, slug: str = "zenobia", email: str = EMAIL) -> Annotation:
    """An article of two revisions, and traces of one annotator wherever there can be some."""
    Annotators(session).ensure(slug, email, "Zenobia of P.")
    for text in (WORDS, MORE):
        Articles(session).add(article(text=text, title=text), given=f"{text}\r\n")
    Campaigns(session).create(Campaign("spring", "1"))
    Campaigns(session).assign("spring", "a1", slug)
    desk = Desk("spring", slug, "studio-1", 3, "http://127.0.0.1/3")
    Desks(session).add(desk)
    Cursors(session).set(desk, Cursor(now(), now()))
    [intent] = Outbox(session).enqueue_all("spring", slug, 3, {("a1", 1): "hash"})
    Outbox(session).confirmed({intent: Task("studio-1", 3, 5, now(), "spring", "a1", 1, slug)})
    Outbox(session).enqueue_all("spring", slug, 3, {("a1", 2): "hash"})
    made = annotation(
        article(text=WORDS), slug, campaign="spring", signed_in_as=email.lower(), origin="studio",
        answers={"genre": "news", "note": f"see: {WORDS}"},
    )  # fmt: skip
    Annotations(session).save(made)
    line = json.dumps({"article": "a1", "annotator": slug, "marks": [{"text": WORDS}], "by": f"{email}, 3"})
    Quarantine(session).add("import", f"covers {WORDS!r}", line.encode(), article="a1", annotator=slug)
    Scores(session).put("a1", 1, None, "hash", "1", {"readers": [slug], "quote": WORDS})
    return made


def test_an_erased_text_is_quoted_in_no_table(session: Session) -> None:
    work(session)
    unread = json.dumps({"article_text": f"{WORDS}\n", "note": 'a "😀"'}).encode()
    Quarantine(session).add("import", "no article", unread)
    Quarantine(session).add("import", "binary", b"\xff " + MORE.encode())
    Quarantine(session).add("import", "another", b'{"article_text": "Nothing of it."}')
    Articles(session).remove("a1", withdraw=True)
    Articles(session).erase_text("a1", free_answers=["note"])
    left = everything(session)
    assert "zinc" not in left
    assert "Nothing of it." in left
    (kept,) = Annotations(session).all(history=True)
    assert (dict(kept.answers), len(kept.marks), kept.state) == ({"genre": "news"}, 2, "withdrawn")
    assert [one.state for one in Quarantine(session).all(open_only=False)] == ["resolved"] * 3 + ["open"]


def test_the_log_of_takedowns_says_what_when_and_why(session: Session) -> None:
    made = work(session)
    (stored,) = Annotations(session).all()
    Articles(session).remove("a1", withdraw=True, reason="the publisher asked")
    Articles(session).erase_text("a1", reason="a court asked")
    Articles(session).erase_text("a1", reason="again")
    removed, erased = Takedowns(session).all()
    texts = tuple(sorted(article(text=text).sha256 for text in (WORDS, MORE)))
    assert (removed.action, removed.subject, removed.reason) == ("removed", "a1", "the publisher asked")
    assert (removed.texts, removed.annotations) == (texts, (stored.id,))
    assert (erased.action, erased.reason, erased.texts) == ("erased", "a court asked", texts)
    assert made.text_sha256 in erased.texts
    assert removed.created_at <= erased.created_at <= now()


def test_an_erased_article_that_comes_back_and_goes_is_logged_again(session: Session) -> None:
    for _ in range(2):
        Articles(session).add(article(), given="x")
        Articles(session).remove("a1")
        Articles(session).erase_text("a1")
    assert [one.action for one in Takedowns(session).all()] == ["removed", "erased"] * 2


def test_a_forgotten_name_is_in_no_table(session: Session) -> None:
    work(session)
    Annotators(session).ensure("ben", "ben@example.org")
    signed_in = json.dumps({"completed_by": {"email": EMAIL}, "note": "zinc"}).encode()
    Quarantine(session).add("studio", "bad", signed_in, annotator="ben")
    at_bens = annotation(article(text=WORDS), "ben", signed_in_as=EMAIL.lower())
    Annotations(session).save(at_bens)
    pseudonym = Annotators(session).forget("zenobia", reason="they asked")
    assert pseudonym is not None
    assert "zenobia" not in everything(session).lower()
    assert Annotators(session).get("zenobia") is None
    assert Annotators(session).get(pseudonym) == Annotator(pseudonym, forgotten=True)
    assert {(one.annotator, one.signed_in_as) for one in Annotations(session).all()} == {
        (pseudonym, pseudonym),
        ("ben", pseudonym),
    }
    assert [one.annotator for one in Campaigns(session).assignments("spring")] == [pseudonym]
    (desk,) = Desks(session).of("spring")
    assert (desk.annotator, desk.state) == (pseudonym, "closed")
    assert Cursors(session).get(desk) is not None
    assert [task.article for task in Tasks(session).of_desk(desk)] == ["a1"]
    (log,) = Takedowns(session).all()
    assert (log.action, log.subject, log.reason) == ("forgotten", pseudonym, "they asked")


def test_forgetting_again_does_nothing(session: Session) -> None:
    work(session)
    pseudonym = Annotators(session).forget("zenobia")
    assert pseudonym is not None
    before = everything(session)
    assert Annotators(session).forget(pseudonym) == pseudonym
    assert Annotators(session).forget("zenobia") is None
    assert everything(session) == before


def test_two_of_the_same_name_in_turn_are_two_pseudonyms(session: Session) -> None:
    """Nothing ties the second to the first: that is what forgetting means."""
    work(session)
    first = Annotators(session).forget("zenobia")
    Annotators(session).ensure("zenobia")
    second = Annotators(session).forget("zenobia")
    assert None not in (first, second)
    assert first != second


@pytest.mark.parametrize(
    ("payload", "kept"),
    [
        (
            b'{"annotator": "zenobia", "note": "zenobia said so"}',
            '{"annotator": "P", "note": "zenobia said so"}',
        ),
        (b'{"completed_by": {"email": "ZENOBIA@example.org"}}', '{"completed_by": {"email": "P"}}'),
        (b'{"created_username": " zenobia@example.org, 3"}', '{"created_username": "P"}'),
        (b"\xff zenobia", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_a_quarantined_payload_names_the_pseudonym(session: Session, payload: bytes, kept: str) -> None:
    """A name within a sentence stays: it may be a word. What cannot be read is blanked."""
    Annotators(session).ensure("zenobia", EMAIL)
    Quarantine(session).add("studio", "bad", payload, annotator="zenobia")
    pseudonym = Annotators(session).forget("zenobia")
    (row,) = Quarantine(session).all()
    assert row.annotator == pseudonym
    assert row.payload.decode() == kept.replace("P", str(pseudonym))
