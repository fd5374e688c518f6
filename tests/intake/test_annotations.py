"""Importing annotations: what is taken, what goes to quarantine with which reason, and trying that again."""

import json
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotate.core import Annotation, Article
from annotate.intake.annotations import Imported, import_file, retry_quarantined
from annotate.intake.canonical import canonicalise
from annotate.resources import shipped
from annotate.scheme import Checked, check, load_scheme
from annotate.store import Annotations, Articles, Campaigns, Quarantine, Quarantined, Store

SCHEME = load_scheme(shipped("config", "scheme.toml"))
TEXT = "Quay closed\n\n“We have no choice,” 😀 said Ms. Marsh."
MARSH = TEXT.index("Ms. Marsh")


def checked(annotation: Annotation, text: str) -> Checked:
    return check(annotation, text, SCHEME)


take = partial(import_file, check=checked, scheme=SCHEME.version)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def source(start: int = MARSH, of: str = TEXT, **more: Any) -> dict[str, Any]:
    end = min(start + 9, len(of))
    return {"id": "m1", "label": "SOURCE", "start": start, "end": end, "text": of[start:end], **more}


def line(**fields: Any) -> bytes:
    plain: dict[str, Any] = {"article": "quay", "annotator": "ruth", "marks": [source()], "links": []}
    return json.dumps(
        {name: value for name, value in {**plain, **fields}.items() if value is not ...}
    ).encode()


@pytest.fixture
def stocked(store: Store) -> Store:
    with store.session() as session:
        Articles(session).add(Article("quay", TEXT, title="Quay closed"), given=TEXT)
    return store


def counts(done: Imported) -> tuple[int, int, int, int, int]:
    return done.new, done.changed, done.unchanged, done.quarantined, done.dropped


def current(store: Store, article: str = "quay") -> list[Annotation]:
    with store.session() as session:
        return Annotations(session).current(article)


def reasons(store: Store) -> list[str]:
    with store.session() as session:
        return [one.reason for one in Quarantine(session).all()]


def test_the_key_is_article_campaign_and_annotator(stocked: Store) -> None:
    answered = line(answers={"genre": "news"})
    assert counts(take(stocked, [line(), b"\n", line()])) == (1, 0, 1, 0, 0)
    assert counts(take(stocked, [answered])) == (0, 1, 0, 0, 0)
    assert counts(take(stocked, [answered, line(annotator="omar"), line(campaign="spring")])) == (
        2,
        0,
        1,
        0,
        0,
    )
    found = [(one.campaign, one.annotator, one.revision, one.origin, one.scheme) for one in current(stocked)]
    assert sorted(found) == [
        ("imports", "omar", 1, "import", SCHEME.version),
        ("imports", "ruth", 2, "import", SCHEME.version),
        ("spring", "ruth", 1, "import", SCHEME.version),
    ]
    with stocked.session() as session:
        assert [(one.name, one.state) for one in Campaigns(session).all()] == [("spring", "closed")]


GIVEN = "\ufeff“We  have no choice,”\u00a0😀 said\u200b Ms. Marsh .\r\n"


def test_a_text_that_comes_along_is_added_and_its_offsets_carried_over(store: Store) -> None:
    at = GIVEN.index("Ms. Marsh")
    row = line(
        article_text=GIVEN,
        article_title="Quay closed",
        outlet="The Daily Example",
        text_sha256=digest(GIVEN),
        marks=[source(at, GIVEN)],
    )
    assert counts(take(store, [row])) == (1, 0, 0, 0, 0)
    with store.session() as session:
        article = Articles(session).get("quay")
        given = Articles(session).given("quay")
    assert article is not None
    assert (article.text, article.title) == (
        "Quay closed\n\n“We have no choice,” 😀 said Ms. Marsh .",
        "Quay closed",
    )
    assert (article.outlet, given.text) == ("The Daily Example", GIVEN)
    [annotation] = current(store)
    assert [mark.span.cut(article.text) for mark in annotation.marks] == ["Ms. Marsh"]
    assert annotation.text_sha256 == digest(article.text)


def test_another_text_of_a_known_article_is_a_new_revision(stocked: Store) -> None:
    other = TEXT + "\n\nIt will reopen."
    both = [line(), line(article_text=other, marks=[source()]), line(article_text=TEXT, annotator="omar")]
    assert counts(take(stocked, both)) == (3, 0, 0, 0, 0)
    with stocked.session() as session:
        newest = Articles(session).get("quay")
        first = Annotations(session).current("quay", article_revision=1)
    assert newest is not None
    assert (newest.revision, newest.text) == (2, other)
    assert {one.annotator for one in first} == {"ruth", "omar"}
    assert [one.annotator for one in current(stocked)] == ["ruth"]


def test_revisions_keep_their_numbers_in_whatever_order_they_come(store: Store) -> None:
    texts = {3: TEXT + " Third.", 1: TEXT, 2: TEXT + " Second."}
    rows = [line(article_revision=n, article_text=text) for n, text in texts.items()]
    assert counts(take(store, rows)) == (3, 0, 0, 0, 0)
    with store.session() as session:
        assert {n: Articles(session).text("quay", n) for n in texts} == texts
        newest = Articles(session).get("quay")
    assert newest is not None
    assert newest.revision == 3


BAD = [
    pytest.param(b"{", "not JSON", id="no JSON"),
    pytest.param(b"[]", "not a JSON object", id="no object"),
    pytest.param(b"\xff\xfe\x00", "", id="no text"),
    pytest.param(line(article=...), "article is missing", id="no article"),
    pytest.param(line(marks=...), "marks is missing", id="no marks"),
    pytest.param(line(article="quay 2"), "bad id", id="bad article id"),
    pytest.param(line(annotator="Ruth Roe"), "is not a slug", id="annotator is no slug"),
    pytest.param(line(article="other"), "is not known, and no article_text", id="unknown article"),
    pytest.param(line(text_sha256="0" * 64), "text_sha256 is of no text", id="another text"),
    pytest.param(line(article_text=TEXT, text_sha256="0" * 64), "not that of article_text", id="mismatch"),
    pytest.param(line(article_text=" "), "it is empty", id="empty text"),
    pytest.param(line(article_revision=7), "has no revision 7", id="unknown revision"),
    pytest.param(line(article_revision="x"), "not a whole number", id="revision is a word"),
    pytest.param(line(revision=-1), "not a whole number", id="negative revision"),
    pytest.param(line(state="open"), "none of current", id="unknown state"),
    pytest.param(line(origin="me"), "none of studio", id="unknown origin"),
    pytest.param(line(seconds="long"), "seconds is not a number", id="seconds is a word"),
    pytest.param(line(signed_in_as=5), "signed_in_as is not a text", id="signed in as a number"),
    pytest.param(line(seconds=10**400), "seconds is not a number", id="seconds beyond any number"),
    pytest.param(line(campaign="a\x1b[2J"), "cannot be printed", id="campaign that moves the cursor"),
    pytest.param(line(id="x" * 201), "longer than 200", id="an id that fits no index"),
    pytest.param(line(created_at="May"), "not an RFC 3339 time", id="bad time"),
    pytest.param(line(created_at="0001-01-01T00:00:00+14:00"), "not an RFC 3339 time", id="before all years"),
    pytest.param(line(campaign="a\x00"), "campaign holds U+0000", id="NUL"),
    pytest.param(line(id="\ud800"), "id holds U+D800", id="lone surrogate"),
    pytest.param(line(marks=[5]), "mark 0 is not an object", id="mark is a number"),
    pytest.param(line(marks=[source(label="WHO")]), "no label 'WHO'", id="unknown label"),
    pytest.param(line(marks=[source(origin="me")]), "origin 'me' is unknown", id="unknown mark origin"),
    pytest.param(
        line(marks=[source(confidence="high")]), "confidence is not a number", id="confidence is a word"
    ),
    pytest.param(
        line(marks=[source(confidence=10**400)]), "confidence is not a number", id="confidence beyond any"
    ),
    pytest.param(
        line(marks=[source()], links=[{"type": "via", "from": "m1", "to": "m1", "origin": 5}]),
        "origin 5 is unknown",
        id="unknown link origin",
    ),
    pytest.param(line(marks=[source(end=10_000, text=None)]), "ends at", id="outside the text"),
    pytest.param(line(marks=[source(MARSH - 1, text=None, end=MARSH)]), "only blanks", id="blanks"),
    pytest.param(
        line(marks=[source(text="Mr. Marsh")]), "covers 'Ms. Marsh', not 'Mr. Marsh'", id="other words"
    ),
    pytest.param(line(marks=[source(), source(3)]), "same id", id="two marks, one id"),
    pytest.param(
        line(article_text="a\u200bb", marks=[source(1, "a\u200bb", end=2, text=None)]),
        "covers nothing of the canonical text",
        id="a mark that vanishes",
    ),
]


@pytest.mark.parametrize(("row", "reason"), BAD)
def test_a_bad_line_goes_to_quarantine_and_the_rest_goes_on(stocked: Store, row: bytes, reason: str) -> None:
    done = take(stocked, [row + b"\n", line(annotator="omar")])
    assert counts(done) == (1, 0, 0, 1, 0)
    assert len(done.notes) == 1
    assert done.notes[0].startswith("line 1: quarantined: ")
    with stocked.session() as session:
        [kept] = Quarantine(session).all()
    assert (kept.source, kept.payload) == ("import", row)
    assert reason in kept.reason
    assert [one.annotator for one in current(stocked)] == ["omar"]


def test_one_bad_link_or_attribute_is_dropped_counted_and_shown(stocked: Store) -> None:
    row = line(
        marks=[source(attributes={"identity": "nobody", "standing": "side_1"})],
        links=[{"type": "attributed_to", "from": "m1", "to": "m9"}],
        answers={"weather": "fair", "genre": "news", "impression": "9" * 5000},
    )
    done = take(stocked, [row])
    assert counts(done) == (1, 0, 0, 0, 4)
    assert len(done.notes) == 4
    [annotation] = current(stocked)
    assert annotation.marks[0].attributes == {"standing": "side_1"}
    assert annotation.answers == {"genre": "news"}


def waiting(store: Store) -> list[Quarantined]:
    with store.session() as session:
        return Quarantine(session).all()


def test_quarantine_can_be_tried_again(store: Store) -> None:
    take(store, [line(), line(annotator="no slug")])
    assert counts(retry_quarantined(store, waiting(store), checked)) == (0, 0, 0, 2, 0)
    assert len(reasons(store)) == 2
    with store.session() as session:
        Articles(session).add(Article("quay", TEXT), given=TEXT)
    assert counts(retry_quarantined(store, waiting(store), checked)) == (1, 0, 0, 1, 0)
    assert [one.annotator for one in current(store)] == ["ruth"]
    assert reasons(store) == ["annotator 'no slug' is not a slug"]


EXTRA_FIELDS = (
    *("id", "article_revision", "text_sha256", "campaign", "signed_in_as", "scheme", "state", "revision"),
    *("created_at", "updated_at", "seconds", "origin", "answers", "article_text", "article_title", "outlet"),
)
JUNK = st.one_of(
    st.sampled_from(
        [..., None, True, -1, 2**63, 0.5, float("nan"), "", "\x00", "\ud800", "quay", TEXT, "studio"]
    ),
    st.lists(
        st.sampled_from([None, 1, "x", {}, {"id": "m1"}, source(), source(start=-1), source(id=[1])]),
        max_size=3,
    ),
    st.dictionaries(
        st.sampled_from(["genre", "note", "\x00"]), st.sampled_from(["news", "\x00", None, 3, []])
    ),
    st.text(max_size=3),
)
FIELDS = st.sampled_from([*json.loads(line()), *EXTRA_FIELDS])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(FIELDS, JUNK, max_size=3))
def test_no_line_stops_the_run(stocked: Store, fields: dict[str, Any]) -> None:
    done = take(stocked, [line(**fields)])
    assert done.new + done.changed + done.unchanged + done.quarantined == 1


@dataclass(frozen=True)
class Nothing:
    annotation: Annotation
    dropped: tuple[str, ...] = ()


def test_a_canonical_text_comes_along_unchanged(store: Store) -> None:
    assert canonicalise(TEXT).text == TEXT
    done = import_file(
        store, [line(article_text=TEXT, article_title="Quay closed")], lambda one, _: Nothing(one)
    )
    assert counts(done) == (1, 0, 0, 0, 0)
    with store.session() as session:
        article = Articles(session).get("quay")
    assert article is not None
    assert (article.text, article.title) == (TEXT, "Quay closed")
