"""JSON Lines out: the contract's shape, and what an import of it into an empty database exports again."""

import io
import json
from pathlib import Path

import pytest

from annotate.core.errors import LocalFileError, UsageError
from annotate.export import Manner, Wanted, Written, write
from annotate.intake.annotations import import_file
from annotate.scheme import check
from annotate.store import Articles, Store
from tests.support.exports import ARTICLE, SCHEME, exported


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
            {"type": "attributed_to", "from": "m1", "to": "m3"},
            {"type": "cued_by", "from": "m1", "to": "m2", "origin": "inferred"},
            {"type": "via", "from": "m4", "to": "m3"},
        ],
        "answers": {
            "confidence": 3,
            "genre": "news",
            "note": "sure — 😀\nand so on",
            "signs": "no_byline,no_date",
        },
        "article_text": ARTICLE.text,
        "article_title": "Quay closed 😀",
        "outlet": "The Daily Example",
    }
    marks = {mark["id"]: mark for mark in row["marks"]}
    assert marks["m3"]["text"] == "Rosa Marsh, an aide to the mayor"
    assert marks["m1"]["origin"] is None
    assert all(mark["text"] == ARTICLE.text[mark["start"] : mark["end"]] for mark in row["marks"])


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


def test_an_unknown_format_is_said(store: Store) -> None:
    with pytest.raises(UsageError, match="no format 'base'"):
        write("base", store, io.BytesIO(), Manner(SCHEME))
