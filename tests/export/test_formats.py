"""What holds of every format, and the files of one small article as people read them (golden/)."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.core import Annotation, Mark, Span
from annotate.export import about, formats
from annotate.export.writers.base import FileWriter, Item, Manner, loss
from annotate.export.writing import writer_of
from tests.support.exports import ARTICLE, BINARY, SCHEME, SMALL, golden, written

READABLE = [format_ for format_ in formats() if format_ not in BINARY]


@pytest.mark.parametrize("format_", READABLE)
def test_a_small_article_is_written_as_the_golden_file_has_it(format_: str) -> None:
    assert written(format_, SMALL) == golden(format_)


@pytest.mark.parametrize("format_", formats())
def test_a_format_says_what_it_cannot_carry(format_: str) -> None:
    assert about(format_).split("\n\n")[-1].startswith("It cannot carry ")
    assert loss(about(format_)).endswith(".")


@pytest.mark.parametrize("format_", formats())
def test_nothing_to_write_is_written(format_: str) -> None:
    assert all(isinstance(content, bytes) for content in written(format_, []).values())


@pytest.mark.parametrize("seed", ["1", "2"])
def test_no_order_of_hashing_shows_in_the_bytes(seed: str) -> None:
    """Sets and dicts keyed by strings come in another order with another seed."""
    program = (
        "from tests.support.exports import *\n"
        "assert all(written(name, SMALL) == golden(name) for name in formats() if name not in BINARY)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, check=True, timeout=120)


@pytest.mark.parametrize(
    ("format_", "span", "what"),
    [("brat", Span(12, 14), "a line break at the edge of a mark"), ("conll", Span(13, 15), "no token")],
)
def test_what_does_not_fit_is_counted(format_: str, span: Span, what: str, tmp_path: Path) -> None:
    annotation = Annotation(ARTICLE.id, "x", (Mark("1", "CUE", span), Mark("2", "CUE", Span(0, 4))), id="1")
    writer, some = writer_of(format_), [Item(annotation, ARTICLE)]
    if isinstance(writer, FileWriter):
        left_out = writer.write(some, io.BytesIO(), Manner(SCHEME))
    else:
        left_out = writer.write_folder(some, tmp_path, Manner(SCHEME))
    ((said, times),) = left_out.items()
    assert what in said
    assert times == 1


def test_a_format_is_a_file_or_a_folder() -> None:
    kinds = {name: isinstance(writer_of(name), FileWriter) for name in formats()}
    assert {name for name, is_file in kinds.items() if not is_file} == {"csv", "brat", "parquet"} & set(kinds)
