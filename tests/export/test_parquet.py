"""Parquet, read back by pyarrow: the contract's objects from the rows alone, and features that fit them."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as files
import pytest
from hypothesis import example, given, settings

from annotate.core import Annotation, Mark, Span
from annotate.core.codec import rfc3339, to_json
from annotate.core.errors import UsageError
from annotate.export.writers import parquet
from annotate.export.writers.base import Item, Manner
from tests.support.exports import ARTICLE, HARD, NOON, SCHEME, SMALL, items, written

FILE = "data/train-00000-of-00001.parquet"
Row = dict[str, Any]


def read(some: Sequence[Item]) -> list[Row]:
    return list(table(written("parquet", some)[FILE]).to_pylist())


def table(content: bytes) -> arrow.Table:
    return files.read_table(arrow.BufferReader(content))


def contract(row: Row) -> Row:
    """The contract's object; who was signed in is not in the file."""
    own = (
        "id",
        "article",
        "article_revision",
        "text_sha256",
        "annotator",
        "scheme",
        "state",
        "revision",
        "origin",
    )
    answers = chosen(row["answers"])
    return {
        **{name: row[name] for name in own},
        "campaign": None if row["campaign"] == "imports" else row["campaign"],
        "signed_in_as": None,
        "seconds": row["seconds"],
        **{name: rfc3339(row[name]) for name in ("created_at", "updated_at")},
        "marks": [mark(one) for one in row["marks"]],
        "links": [{k: v for k, v in one.items() if v is not None} for one in row["links"]],
        "answers": {k: int(v) if k in ("confidence", "impression") else v for k, v in answers.items()},
    }


def mark(row: Row) -> Row:
    sure = {} if row["confidence"] is None else {"confidence": row["confidence"]}
    return {
        **{k: v for k, v in row.items() if k != "confidence"},
        "attributes": chosen(row["attributes"]),
        **sure,
    }


def chosen(record: Row) -> dict[str, str]:
    own = {name: value for name, value in record.items() if name != "other" and value is not None}
    return {**own, **json.loads(record["other"] or "{}")}


def expected(some: Sequence[Item]) -> list[Row]:
    return [{**to_json(item.annotation, item.article.text), "signed_in_as": None} for item in some]


@settings(max_examples=30, deadline=None)
@given(items())
@example(HARD)
def test_what_is_read_back_is_what_was_written(some: list[Item]) -> None:
    rows = read(some)
    assert [contract(row) for row in rows] == expected(some)
    assert [row["text"] for row in rows] == [item.article.text for item in some]


def test_a_row_has_all_that_is_known_of_its_article() -> None:
    row = read(list(SMALL))[1]
    names = (
        "article", "text_sha256", "text", "sentences", "title", "url", "outlet", "author", "published",
        "published_offset", "language",
    )  # fmt: skip
    assert {name: row[name] for name in names} == {
        "article": ARTICLE.id,
        "text_sha256": ARTICLE.sha256,
        "text": ARTICLE.text,
        "sentences": [{"start": 0, "end": 13}, {"start": 15, "end": 74}, {"start": 75, "end": 89}],
        "title": "Quay closed 😀",
        "url": "https://example.org/quay",
        "outlet": "The Daily Example",
        "author": "=Ina Holt",
        "published": NOON,
        "published_offset": 60,
        "language": "en",
    }
    assert (row["marks"], row["links"]) == ([], [])


def test_what_the_scheme_does_not_know_is_kept() -> None:
    odd = Mark("1", "TONE", Span(0, 4), {"tone": "dry", "other": "x", "kind": "fact"})
    made = Annotation(ARTICLE.id, "x", (odd,), answers={"mood": "calm"}, id="1", text_sha256=ARTICLE.sha256)
    item = Item(made, ARTICLE)
    assert [contract(row) for row in read([item])] == expected([item])


def test_the_declared_features_are_those_of_the_columns() -> None:
    """As `datasets` reads them: a list is a list, a mapping with a dtype a value, another a record."""
    schema = table(written("parquet", SMALL)[FILE]).schema
    features = json.loads(schema.metadata[b"huggingface"])["info"]["features"]
    assert {field.name: shape(field.type) for field in schema} == features


def shape(kind: arrow.DataType) -> object:
    if arrow.types.is_list(kind):
        return [shape(kind.value_type)]
    if arrow.types.is_struct(kind):
        return {field.name: shape(field.type) for field in kind}
    return {"dtype": {"double": "float64"}.get(str(kind), str(kind)), "_type": "Value"}


def test_rows_are_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    content = written("parquet", [*SMALL, *SMALL, SMALL[0]])[FILE]
    assert files.ParquetFile(arrow.BufferReader(content)).metadata.num_row_groups == 3
    assert table(content).num_rows == 5


def test_the_same_items_are_the_same_bytes() -> None:
    assert written("parquet", SMALL) == written("parquet", SMALL)


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match="parquet needs pyarrow") as refused:
        parquet.write_folder(SMALL, tmp_path, Manner(SCHEME))
    assert "annotate[datasets]" in str(refused.value.remedy)


def test_datasets_loads_the_folder_as_it_is_whole_and_streaming(tmp_path: Path) -> None:
    """In a process of its own: `datasets` asks for its folders and for being offline when it is imported."""
    (tmp_path / "out").mkdir()
    parquet.write_folder(HARD, tmp_path / "out", Manner(SCHEME))
    alone = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")}
    program = f"import {__name__} as test; test.loads({str(tmp_path / 'out')!r})"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, env=os.environ | alone, check=True, timeout=120)


def loads(folder: str) -> None:
    import datasets

    whole = datasets.load_dataset(folder, split="train")
    assert [contract(row) for row in whole] == expected(HARD)
    assert whole.features["marks"].feature["attributes"].keys() >= {"kind", "identity", "other"}
    assert list(datasets.load_dataset(folder, split="train", streaming=True)) == list(whole)
