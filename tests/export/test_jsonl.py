"""JSON Lines out: the contract's shape, and what an import of it into an empty database exports again."""

import io
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotate.core import Annotation, Article, Link, Mark, Span
from annotate.core.errors import LocalFileError, UsageError
from annotate.export import Manner, Wanted, Written, write
from annotate.intake.annotations import import_file
from annotate.intake.sentences import split
from annotate.resources import shipped
from annotate.scheme import check, load_scheme
from annotate.store import Annotations, Articles, Campaign, Campaigns, Remote, Store, open_store

SCHEME = load_scheme(shipped("config", "scheme.toml"))
NOON = datetime(2025, 3, 4, 12, 0, 0, 250_000, UTC)
QUAY = "Quay closed 👩\u200d👩\u200d👧\n\n“We have no choice,” said Rosa Marsh 😀, an aide to the mayor."


def words(text: str, said: str) -> Span:
    return Span(text.index(said), text.index(said) + len(said))


FULL = Annotation(
    article="quay",
    annotator="ruth",
    campaign="spring",
    scheme=SCHEME.version,
    origin="studio",
    signed_in_as="ruth@example.org",
    seconds=81.25,
    created_at=NOON,
    updated_at=NOON,
    marks=(
        Mark("m1", "SOURCE", words(QUAY, "Rosa Marsh 😀"), {"identity": "named_person"}, "manual"),
        Mark("m2", "SOURCE", words(QUAY, "the mayor"), {"standing": "side_1"}, "prediction-changed"),
        Mark(
            "m3", "ASSERTION", words(QUAY, "“We have no choice,” said Rosa Marsh 😀"), {"weight": "central"}
        ),
        Mark("m4", "CUE", words(QUAY, "said"), {}, "prediction", 0.75),
    ),
    links=(Link("attributed_to", "m3", "m1"), Link("cued_by", "m3", "m4", "inferred")),
    answers={"genre": "news", "confidence": "3", "note": "“sure” — 😀\nand so on"},
)
SECOND = QUAY + "\n\nIt will reopen."


def later(annotation: Annotation, **changes: object) -> Annotation:
    return Annotation(**{**vars_of(annotation), "updated_at": NOON + timedelta(hours=1), **changes})


def vars_of(annotation: Annotation) -> dict[str, object]:
    return {name: getattr(annotation, name) for name in Annotation.__dataclass_fields__}


@pytest.fixture
def full(store: Store) -> Store:
    """Every kind of annotation there is: changed, superseded, withdrawn, verdicts, empty, of old texts."""
    with store.session() as session:
        articles, annotations = Articles(session), Annotations(session)
        for text in (QUAY, SECOND):
            title = QUAY.partition("\n\n")[0]
            articles.add(Article("quay", text, split(text), title, outlet="The Daily Example"), given=text)
        articles.add(Article("gone", "It is gone."), given="It is gone.")
        Campaigns(session).create(Campaign("spring", SCHEME.version))
        remote = Remote("one", 7, NOON)
        annotations.save(FULL, remote)
        annotations.save(later(FULL, answers={"genre": "analysis"}), remote)
        annotations.save(later(FULL, marks=(), links=(), answers={}), Remote("one", 8, NOON))
        annotations.save(later(FULL, annotator="omar", article_revision=2))
        annotations.save(later(FULL, annotator="lead", origin="verdict", answers={}))
        annotations.save(Annotation("quay", "omar", created_at=NOON))
        withdrawn = annotations.save(Annotation("gone", "ruth", answers={"genre": "news"}, created_at=NOON))
        annotations.withdraw(withdrawn.id)
        articles.remove("gone")
    return store


@pytest.fixture
def empty(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'empty.sqlite')}")
    yield opened
    opened.dispose()


def exported(store: Store, **options: object) -> bytes:
    out = io.BytesIO()
    write("jsonl", store, out, Manner(SCHEME), Wanted(**options))
    return out.getvalue()


@pytest.mark.parametrize("history", [False, True])
def test_an_export_into_an_empty_database_exports_the_same_again(
    full: Store, empty: Store, history: bool
) -> None:
    first = exported(full, history=history)
    done = import_file(empty, io.BytesIO(first), lambda annotation, text: check(annotation, text, SCHEME))
    assert (done.quarantined, done.dropped, done.unchanged) == (0, 0, 0)
    assert exported(empty, history=history) == first
    assert first.count(b"\n") == (7 if history else 4)


def test_importing_it_again_changes_nothing(full: Store) -> None:
    first = exported(full, history=True)
    done = import_file(full, io.BytesIO(first), lambda annotation, text: check(annotation, text, SCHEME))
    assert (done.new, done.quarantined) == (0, 0)
    assert exported(full, history=True) == first


def test_a_line_is_the_contract_object(full: Store) -> None:
    rows = [json.loads(line) for line in exported(full, history=True).splitlines()]
    assert [(row["id"], row["revision"]) for row in rows] == sorted(
        (row["id"], row["revision"]) for row in rows
    )
    [row] = [
        row
        for row in rows
        if row["signed_in_as"]
        and row["answers"].get("note")
        and row["revision"] == 1
        and row["annotator"] == "ruth"
    ]
    assert {name: row[name] for name in row if name not in ("id", "text_sha256", "marks")} == {
        "article": "quay",
        "article_revision": 1,
        "campaign": "spring",
        "annotator": "ruth",
        "signed_in_as": "ruth@example.org",
        "scheme": SCHEME.version,
        "state": "superseded",
        "revision": 1,
        "created_at": "2025-03-04T12:00:00.250000Z",
        "updated_at": "2025-03-04T12:00:00.250000Z",
        "seconds": 81.25,
        "origin": "studio",
        "links": [
            {"type": "attributed_to", "from": "m3", "to": "m1"},
            {"type": "cued_by", "from": "m3", "to": "m4", "origin": "inferred"},
        ],
        "answers": {"confidence": 3, "genre": "news", "note": "“sure” — 😀\nand so on"},
        "article_text": QUAY,
        "article_title": "Quay closed 👩\u200d👩\u200d👧",
        "outlet": "The Daily Example",
    }
    marks = {mark["id"]: mark for mark in row["marks"]}
    assert marks["m1"]["text"] == "Rosa Marsh 😀"
    assert marks["m3"]["origin"] is None
    assert all(mark["text"] == QUAY[mark["start"] : mark["end"]] for mark in row["marks"])


def test_one_campaign_alone(full: Store) -> None:
    rows = [json.loads(line) for line in exported(full, campaign="spring").splitlines()]
    assert {row["campaign"] for row in rows} == {"spring"}
    rows = [json.loads(line) for line in exported(full, campaign="imports").splitlines()]
    assert {row["campaign"] for row in rows} == {None}


@pytest.mark.parametrize(
    ("options", "annotators"),
    [
        ({}, ["lead", "omar", "omar", "ruth"]),
        ({"annotators": frozenset({"omar"})}, ["omar", "omar"]),
        ({"annotators": frozenset({"omar", "lead"}), "campaign": "spring"}, ["lead", "omar"]),
        ({"origins": frozenset({"verdict"})}, ["lead"]),
        ({"origins": frozenset({"studio", "verdict"})}, ["lead", "omar", "ruth"]),
        ({"campaign": "spring", "since": NOON + timedelta(hours=1)}, ["lead", "omar", "ruth"]),
        ({"campaign": "spring", "since": NOON + timedelta(hours=1, seconds=1)}, []),
    ],
)
def test_what_is_asked_for_is_written(full: Store, options: dict[str, object], annotators: list[str]) -> None:
    rows = [json.loads(line) for line in exported(full, **options).splitlines()]
    assert sorted(row["annotator"] for row in rows) == annotators


def test_one_label_comes_with_the_links_between_its_marks(full: Store) -> None:
    asked = frozenset({"ASSERTION", "SOURCE"})
    rows = [json.loads(line) for line in exported(full, labels=asked).splitlines()]
    assert len(rows) == 4
    (omar,) = [row for row in rows if row["annotator"] == "omar" and row["campaign"]]
    assert {mark["label"] for mark in omar["marks"]} == asked
    assert omar["links"] == [{"type": "attributed_to", "from": "m3", "to": "m1"}]


def test_an_erased_text_is_left_out_and_counted(full: Store) -> None:
    with full.session() as session:
        Articles(session).erase_text("gone")
    assert write("jsonl", full, io.BytesIO(), Manner(SCHEME), Wanted(history=True)) == Written(
        annotations=6, erased=1
    )
    assert b"gone" not in exported(full, history=True)


def test_a_file_appears_when_it_is_complete(full: Store, tmp_path: Path) -> None:
    out = tmp_path / "out" / "a.jsonl"
    with pytest.raises(LocalFileError, match="cannot be written"):
        write("jsonl", full, out, Manner(SCHEME))
    out.parent.mkdir()
    out.write_text("old")
    assert write("jsonl", full, out, Manner(SCHEME)) == Written(annotations=4, erased=0)
    assert out.read_bytes() == exported(full)
    assert list(out.parent.iterdir()) == [out]


def test_a_folder_appears_when_it_is_complete_and_takes_no_place(full: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write("csv", full, out, Manner(SCHEME)) == Written(annotations=4, erased=0)
    assert "It cannot carry" in (out / "README.md").read_text("utf-8")
    assert list(tmp_path.glob(".*part")) == []
    with pytest.raises(UsageError, match="is there already"):
        write("csv", full, out, Manner(SCHEME))
    with pytest.raises(UsageError, match="folder of files"):
        write("csv", full, io.BytesIO(), Manner(SCHEME))
    with pytest.raises(LocalFileError, match="cannot be written"):
        write("csv", full, tmp_path / "nowhere" / "out", Manner(SCHEME))


def test_unknown_names_are_said(store: Store) -> None:
    with pytest.raises(UsageError, match="no format 'base'"):
        write("base", store, io.BytesIO(), Manner(SCHEME))
    with pytest.raises(UsageError, match="no campaign 'x'"):
        write("jsonl", store, io.BytesIO(), Manner(SCHEME), Wanted(campaign="x"))
    with pytest.raises(UsageError, match="no annotator 'nobody'"):
        write("jsonl", store, io.BytesIO(), Manner(SCHEME), Wanted(annotators=frozenset({"nobody"})))
    with pytest.raises(UsageError, match="no label 'TONE'"):
        write("jsonl", store, io.BytesIO(), Manner(SCHEME), Wanted(labels=frozenset({"TONE"})))
