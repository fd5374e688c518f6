"""Crawls: their pages, and that a broken record costs itself alone."""

import gzip
import io
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.core.errors import UsageError
from annotate.intake.readers import read
from annotate.intake.readers.base import Incoming, Refusal
from annotate.intake.warc import Left, Page, pages
from annotate.intake.warc.blocks import blocks
from tests.support.crawl import STORY, record, warc

REQUEST = gzip.compress(
    warc("request", "https://example.org/", b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")
)


def written(tmp_path: Path, records: Sequence[bytes], *, gzipped: bool = True) -> Path:
    path = tmp_path / ("a.warc.gz" if gzipped else "a.warc")
    path.write_bytes(b"".join(one if gzipped else gzip.decompress(one) for one in records))
    return path


@pytest.mark.parametrize("gzipped", [True, False])
def test_the_pages_of_a_crawl(tmp_path: Path, gzipped: bool) -> None:
    path = written(tmp_path, [REQUEST, record(1), record(2)], gzipped=gzipped)
    one, two = pages(path)
    assert isinstance(one, Page)
    assert (one.number, one.url) == (2, "https://example.org/quay/1")
    assert one.date == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert (one.data, one.charset) == (STORY.format(n=1).encode(), "UTF-8")
    assert list(pages(path, after=(one.number, one.offset))) == [two]


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_broken_record_costs_itself_alone(tmp_path: Path, gzipped: bool) -> None:
    parts = [record(n) for n in range(1, 6)]
    if not gzipped:
        parts = [gzip.decompress(one) for one in parts]
    middle = len(parts[1]) // 2
    parts[1] = parts[1][:middle] + b"\x00" * 40 + parts[1][middle + 40 :] if gzipped else parts[1][:middle]
    parts[3] = b"WARC/9 what is this\r\n\r\n" + parts[3][9:] if not gzipped else parts[3][:100]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(parts))
    found = list(pages(path))
    assert [item.url[-1] if isinstance(item, Page) else item.broken for item in found] == [
        "1",
        True,
        "3",
        True,
        "5",
    ]


@pytest.mark.parametrize("lost", [1, 200])
@pytest.mark.parametrize("gzipped", [True, False])
def test_a_file_that_did_not_come_whole_has_what_came(tmp_path: Path, gzipped: bool, lost: int) -> None:
    parts = [record(n) if gzipped else gzip.decompress(record(n)) for n in (1, 2, 3)]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(parts)[: -lost - 4])
    *came, left = pages(path)
    assert [isinstance(one, Page) for one in came] == [True, True]
    assert isinstance(left, Left)
    assert (left.number, left.reason) == (3, "it is cut off: the file may not have come whole")


ANSWERS = [
    pytest.param({"status": "404 Not Found"}, "status 404", False, id="an error page"),
    pytest.param({"headers": {"Content-Encoding": "br"}}, "it is compressed with br", True, id="Brotli"),
    pytest.param(
        {"headers": {"Content-Encoding": "gzip"}, "body": gzip.compress(b"a" * 17_000_000)},
        "decompressed it has more than 16,000,000 bytes", True, id="a bomb",
    ),
    pytest.param({"body": b"a" * 17_000_000}, "it has more than 16,000,000 bytes", True, id="too large"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "reason", "broken"), ANSWERS)
def test_what_is_left_out_says_why(tmp_path: Path, answer: dict, reason: str, broken: bool) -> None:
    left, page = pages(written(tmp_path, [record(1, **answer), record(2)]))
    assert (left.reason, left.broken) == (reason, broken)
    assert isinstance(page, Page)


def test_a_page_that_came_in_gzipped_chunks(tmp_path: Path) -> None:
    packed = gzip.compress(STORY.format(n=1).encode())
    body = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    headers = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    [page] = pages(written(tmp_path, [record(1, headers=headers, body=body)]))
    assert isinstance(page, Page)
    assert page.data == STORY.format(n=1).encode()


def test_a_file_in_one_gzip_member_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(gzip.decompress(record(1)) + gzip.decompress(record(2))))
    [left] = pages(path)
    assert isinstance(left, Left)
    assert "warcio recompress" in left.reason


WHOLE = b"".join(record(n) for n in (1, 2, 3))


@example(at=0, junk=b"\0")
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=60))
def test_whatever_happens_to_a_file_reading_it_comes_to_its_end(at: int, junk: bytes) -> None:
    damaged = WHOLE[:at] + junk + WHOLE[at + len(junk) :]
    offsets = [block.offset for block in blocks(io.BytesIO(damaged))]
    assert offsets == sorted(set(offsets))
    whole = [block for block in blocks(io.BytesIO(damaged)) if not block.broken]
    assert len(whole) >= 1  # the damage touches two records at most


def test_articles_of_a_crawl(tmp_path: Path) -> None:
    path = written(
        tmp_path, [record(1), record(2, status="404 Not Found"), record(3, body=b"<p></p>"), record(4)]
    )
    found = list(read(str(path)))
    assert [item.source.removeprefix(str(path)) for item in found] == [":1", ":3", ":4", ""]
    assert [type(item) for item in found] == [Incoming, Refusal, Incoming, Refusal]
    assert isinstance(found[0], Incoming)
    assert (found[0].url, found[0].title) == ("https://example.org/quay/1", "Quay 1 closed")
    assert isinstance(found[3], Refusal)
    assert found[3].reason == "left out 1 of status 404: no pages"


def test_without_its_extra_it_says_which_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "warcio", None)
    with pytest.raises(UsageError, match="warc"):
        pages(tmp_path / "a.warc")
