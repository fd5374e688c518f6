"""CSV, read back by Python's own reader: every field of the contract is there again, to the character."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas
import pytest
from hypothesis import example, given, settings

from annotate.core import Annotation
from annotate.core.codec import to_json
from annotate.export.writers.base import Item, Manner
from annotate.export.writers.csv import write_folder
from tests.support.exports import ARTICLE, HARD, OMAR, RUTH, SCHEME, SMALL, items, written

Rows = list[dict[str, str]]


def tables(files: Mapping[str, bytes], encoding: str = "utf-8") -> dict[str, Rows]:
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(content.decode(encoding), newline="")))
        for name, content in files.items()
        if name.endswith(".csv")
    }


def contract(read: dict[str, Rows]) -> list[dict[str, object]]:
    """The contract's objects, from the rows alone."""
    return [annotation(row, read) for row in read["annotations"]]


def annotation(row: dict[str, str], read: dict[str, Rows]) -> dict[str, object]:
    own = {name: [one for one in read[name] if key(one) == key(row)] for name in ("marks", "links")}
    answers = spread(row, "answer")
    return {
        **{name: row[name] for name in ("article", "text_sha256", "annotator", "scheme", "state", "origin")},
        **{name: row[name] or None for name in ("signed_in_as", "created_at", "updated_at")},
        "id": row["annotation"],
        "revision": int(row["annotation_revision"]),
        "article_revision": int(row["article_revision"]),
        "campaign": None if row["campaign"] == "imports" else row["campaign"],
        "seconds": float(row["seconds"]) if row["seconds"] else None,
        "marks": [mark(one) for one in own["marks"]],
        "links": [link(one) for one in own["links"]],
        "answers": {k: int(v) if k in ("confidence", "impression") else v for k, v in answers.items()},
    }


def key(row: dict[str, str]) -> tuple[str, str]:
    return row["annotation"], row["annotation_revision"]


def mark(row: dict[str, str]) -> dict[str, object]:
    made = {
        "id": row["mark"],
        "label": row["label"],
        "start": int(row["start"]),
        "end": int(row["end"]),
        "text": row["text"],
        "origin": row["origin"] or None,
        "attributes": spread(row, "attribute"),
    }
    return made | ({"confidence": float(row["confidence"])} if row["confidence"] else {})


def link(row: dict[str, str]) -> dict[str, str]:
    return {k: row[k] for k in ("type", "from", "to")} | ({"origin": row["origin"]} if row["origin"] else {})


def spread(row: dict[str, str], kind: str) -> dict[str, str]:
    own = {k.removeprefix(f"{kind}_"): v for k, v in row.items() if k.startswith(f"{kind}_") and v}
    own.pop("revision", None)
    return own | json.loads(row[f"other_{kind}s"] or "{}")


def expected(some: Iterable[Item]) -> list[dict[str, object]]:
    return [to_json(item.annotation, item.article.text) for item in some]


@settings(max_examples=50, deadline=None)
@given(items())
@example(HARD)
def test_what_is_read_back_is_what_was_written(some: list[Item]) -> None:
    read = tables(written("csv", some))
    assert contract(read) == expected(some)
    assert {row["article"]: row["text"] for row in read["articles"]} == {
        item.article.id: item.article.text for item in some
    }


def test_all_that_is_known_of_an_article_is_a_row() -> None:
    (row,) = tables(written("csv", SMALL))["articles"]
    assert row == {
        "article": ARTICLE.id,
        "article_revision": "1",
        "text_sha256": ARTICLE.sha256,
        "title": "Quay closed 😀",
        "url": "https://example.org/quay",
        "outlet": "The Daily Example",
        "author": "=Ina Holt",
        "published": "2025-03-04T12:00:00Z",
        "published_offset": "60",
        "language": "en",
        "text": ARTICLE.text,
    }


def test_what_the_scheme_does_not_know_is_kept() -> None:
    odd = RUTH.marks[0].with_attributes(tone="=dry")
    item = Item(type(RUTH)("a", "ada", (odd,), answers={"mood": "calm"}), ARTICLE)
    assert contract(tables(written("csv", [item]))) == expected([item])


@pytest.mark.parametrize(
    ("note", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("one;=1", "one;'=1"),
        ("＝1", "'＝1"),
        ("it = 1", "it = 1"),
        ("“=1”", "“=1”"),
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused_on_request(note: str, cell: str) -> None:
    item = Item(type(OMAR)("a", "ada", answers={"note": note}), ARTICLE)
    exact = tables(written("csv", [item]))["annotations"]
    defused = written("csv", [item], Manner(SCHEME, spreadsheet=True))
    assert exact[0]["answer_note"] == note
    assert tables(defused, "utf-8-sig")["annotations"][0]["answer_note"] == cell
    assert defused["annotations.csv"].startswith(b"\xef\xbb\xbf")


def test_every_row_has_every_column(tmp_path: Path) -> None:
    write_folder(SMALL, tmp_path, Manner(SCHEME))
    for file in tmp_path.glob("*.csv"):
        with file.open(newline="", encoding="utf-8") as opened:
            assert len({len(row) for row in csv.reader(opened)}) == 1


NASTY = ("=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "it = 1")


def in_a_workbook(folder: Path) -> list[str]:
    """What a spreadsheet holds as a formula once it has read annotations.csv and saved it."""
    read = pandas.read_csv(folder / "annotations.csv", dtype=str, keep_default_na=False)
    read.to_excel(folder / "annotations.xlsx", index=False)
    sheet = openpyxl.load_workbook(folder / "annotations.xlsx").active
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("spreadsheet", "run"), [(False, ["=HYPERLINK(1)", "=cmd|' /C calc'!A0"]), (True, [])]
)
def test_a_spreadsheet_runs_nothing_of_a_defused_file(
    spreadsheet: bool, run: list[str], tmp_path: Path
) -> None:
    some = [
        Item(Annotation("a", "x", answers={"note": note}, id=f"{n}"), ARTICLE) for n, note in enumerate(NASTY)
    ]
    write_folder(some, tmp_path, Manner(SCHEME, spreadsheet=spreadsheet))
    assert in_a_workbook(tmp_path) == run


@pytest.mark.parametrize("spreadsheet", [False, True])
def test_frictionless_finds_nothing_wrong_and_would(spreadsheet: bool, tmp_path: Path) -> None:
    consensus = replace(
        RUTH, origin="consensus", annotator="consensus", id="c", created_at=None, updated_at=None
    )
    write_folder([*HARD, Item(consensus, ARTICLE)], tmp_path, Manner(SCHEME, spreadsheet=spreadsheet))
    done = validated(tmp_path)
    assert done.returncode == 0, done.stdout
    marks = tmp_path / "marks.csv"
    marks.write_text(marks.read_text("utf-8").replace(RUTH.id, "nobody", 1), "utf-8")
    done = validated(tmp_path)
    assert (done.returncode, "foreign-key" in done.stdout) == (1, True)


def validated(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "frictionless", "validate", str(folder / "datapackage.json")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
