"""Sources cut into pieces that can be read one by one, and give what the whole file gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.bulk.part import incoming
from annotate.bulk.pieces import RECORDS, cut, spread
from annotate.core.errors import LocalFileError, UsageError
from annotate.intake.readers.base import Incoming
from annotate.intake.readers.find import read
from tests.support.bulk import crawl, lines


def articles(found) -> list[tuple[str, str]]:
    return [(one.source, one.text) for one in found if isinstance(one, Incoming)]


@pytest.mark.parametrize("count", [1, RECORDS - 1, RECORDS, RECORDS + 1, 3 * RECORDS + 7])
def test_the_pieces_of_a_file_of_lines_are_the_file(tmp_path: Path, count: int) -> None:
    source = lines(tmp_path / "in.jsonl", count)
    pieces = cut(source)
    assert sum(piece.records for piece in pieces) == count
    assert sum(piece.bytes for piece in pieces) == Path(source).stat().st_size
    assert [one for piece in pieces for one in articles(incoming(piece))] == articles(read(source))


def test_the_pieces_of_a_crawl_are_the_crawl(tmp_path: Path) -> None:
    source = crawl(tmp_path / "in.warc.gz", RECORDS // 2 + 20)
    pieces = cut(source)
    assert [piece.records for piece in pieces] == [RECORDS, 40]
    found = [one for piece in pieces for one in articles(incoming(piece))]
    assert found == articles(read(source))
    assert len(found) == RECORDS // 2 + 18


def test_a_folder_is_its_files_large_ones_cut_and_small_ones_together(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 5)
    (tmp_path / "one.txt").write_text("It rained, the mayor said.", "utf-8")
    (tmp_path / "two.txt").write_text("It snowed, the mayor said.", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"")
    files, (piece,), (left,) = spread([str(tmp_path)])
    assert files == [source]
    assert piece.paths == (str(tmp_path / "one.txt"), str(tmp_path / "two.txt"))
    assert (left.source, left.reason) == (str(tmp_path / "picture.png"), "no reader for it")
    assert [text for _, text in articles(incoming(piece))] == [
        "It rained, the mayor said.",
        "It snowed, the mayor said.",
    ]


def test_the_same_file_has_the_same_names_and_a_longer_one_others(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    (piece,) = cut(source)
    assert piece.name == cut(source)[0].name
    lines(tmp_path / "in.jsonl", 4)
    assert piece.name != cut(source)[0].name


@pytest.mark.parametrize(
    ("source", "error"), [("-", UsageError), ("https://example.org/", UsageError), ("none", LocalFileError)]
)
def test_what_cannot_be_read_again_is_no_source(tmp_path: Path, source: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        spread([source if source != "none" else str(tmp_path / "none.jsonl")])
