"""What each kind of source gives, and what is refused with which reason while the rest goes on."""

import codecs
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotate.core.codec import as_stated
from annotate.core.errors import UsageError
from annotate.intake.readers import html, jsonl, read, stdin
from annotate.intake.readers.base import Incoming, Means, Refusal, one

FRONT = """+++
id = "quay"
title = "Quay closed"
outlet = "The Daily Example"
author = "J. Doe"
published = 2024-05-01T10:00:00+02:00
url = "https://example.org/quay"
language = "en"
tags = ["unknown"]
+++

The quay is closed.
"""

BYTES = [
    pytest.param("Ça va.".encode(), "Ça va.", id="UTF-8"),
    pytest.param(codecs.BOM_UTF8 + b"Well.", "Well.", id="UTF-8 with its mark"),
    pytest.param("Ça va.".encode("utf-16"), "Ça va.", id="UTF-16"),
    pytest.param(codecs.BOM_UTF16_BE + "Ça va.".encode("utf-16-be"), "Ça va.", id="UTF-16, big-endian"),
    pytest.param("Ça va.".encode("utf-32"), "Ça va.", id="UTF-32"),
    pytest.param(b'+++\r\nid = "a"\r\n+++\r\nText.\r\n', "Text.\r\n", id="front matter with CRLF"),
    pytest.param(b"+++ is no front matter", "+++ is no front matter", id="plus signs"),
    pytest.param("Ça va.".encode("cp1252"), "it is not UTF-8 (byte 0): convert it first", id="cp1252"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "it is binary, not text", id="NUL"),
    pytest.param(b"\x01\x02\x03 text", "it is binary, not text", id="controls"),
    pytest.param(b"%PDF-1.4 all ASCII", "it is binary, not text", id="PDF"),
    pytest.param(b"+++\nid = 'a'\n", "its front matter has no closing +++", id="open front matter"),
    pytest.param(b"+++\nid = \n+++\n", "its front matter is not TOML", id="front matter that is not TOML"),
    pytest.param(b"+++\ntitle = 5\n+++\nA.", "title is not a text", id="a title that is a number"),
    pytest.param(
        b"+++\npublished = 'May'\n+++\nA.", "published: 'May' is not an RFC 3339 time", id="bad date"
    ),
]


@pytest.mark.parametrize(("data", "expected"), BYTES)
def test_a_text_file(data: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    [item] = read(str(path))
    assert item.source == str(path)
    found = item.text if isinstance(item, Incoming) else item.reason
    assert found.startswith(expected)


def test_front_matter_says_what_an_article_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FRONT)
    assert list(read(str(path))) == [
        Incoming(
            source=str(path),
            text="\nThe quay is closed.\n",
            id="quay",
            path=path,
            title="Quay closed",
            url="https://example.org/quay",
            outlet="The Daily Example",
            author="J. Doe",
            published=datetime(2024, 5, 1, 8, tzinfo=UTC),
            language="en",
        )
    ]


def test_a_toml_date_is_midnight_utc(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("+++\npublished = 2024-05-01\n+++\nA.")
    [item] = read(str(path))
    assert isinstance(item, Incoming)
    assert item.published == datetime(2024, 5, 1, tzinfo=UTC)


LINES = [
    (b'{"id": "a", "text": "One.", "outlet": "O", "published": "2024-05-01", "extra": 1}', "One."),
    (b"", None),
    (b'{"id": "b"}', "text is missing or not a text"),
    (b'{"id": 5, "text": "Two."}', "id is not a text"),
    (b"[1]", "not a JSON object"),
    (b'{"id": "c", "text": ', "not JSON: Expecting value"),
    (b'{"id": "c", "text": "\xff"}', "it is not UTF-8 (byte 21)"),
    (b"[" * 100_000, "not JSON: "),
    (b'{"text": "Three."}', "Three."),
]


def test_what_is_said_about_an_article_cannot_move_the_cursor_of_who_reads_it(tmp_path: Path) -> None:
    fields = {
        "text": "It rained.",
        "outlet": "\x1b[2JThe\u200b  Example",
        "author": "Ada\nLee",
        "language": "\x07",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(fields))
    [article] = read(str(tmp_path / "a.jsonl"))
    assert isinstance(article, Incoming)
    assert (article.outlet, article.author, article.language) == ("[2JThe Example", "Ada Lee", None)


def test_json_lines_go_on_after_a_bad_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(line for line, _ in LINES))
    found = list(read(str(path)))
    expected = [(n, what) for n, (_, what) in enumerate(LINES, 1) if what is not None]
    assert [item.source for item in found] == [f"{path}:{n}" for n, _ in expected]
    for item, (_, what) in zip(found, expected, strict=True):
        assert (item.text if isinstance(item, Incoming) else item.reason).startswith(what)


def test_a_line_that_is_too_long_is_refused_and_the_next_one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_BYTES", 40)
    rows = io.BytesIO(b'{"text": "' + b"a" * 100 + b'"}\n{"text": "b"}\n')
    one, other = jsonl.rows("x", jsonl.lines(rows))
    assert one == Refusal("x:1", "the line has more than 40 bytes")
    assert isinstance(other, Incoming)


def test_whatever_a_reader_stumbles_over_costs_one_document_alone() -> None:
    def broken() -> Incoming:
        raise RecursionError("too deep")

    assert list(one(broken, "a.html")) == [Refusal("a.html", "broken: RecursionError: too deep")]


STREAMS = [
    pytest.param(b"Some words.\nMore.\n", ["Some words.\nMore.\n"], id="text"),
    pytest.param(b'\n {"text": "One."}\n{"text": "Two."}', ["One.", "Two."], id="JSON Lines"),
    pytest.param(
        b'{"text": oops\n{"text": "Two."}', ["not JSON", "Two."], id="JSON Lines from a bad line on"
    ),
    pytest.param(b"{not json} is how it began", ["{not json} is how it began"], id="text that looks like it"),
    pytest.param(
        b"\n<!doctype html><title>Quay</title><p>The quay stays closed until the spring, a clerk said.</p>",
        ["The quay stays closed"],
        id="a page",
    ),
    pytest.param(b"PK\x03\x04 word/document.xml", ["it is no Word document"], id="a Word document"),
    pytest.param(b"", [""], id="nothing"),
    pytest.param(b"a\x00b", ["it is binary"], id="binary"),
]


@pytest.mark.parametrize(("data", "expected"), STREAMS)
def test_standard_input(data: bytes, expected: list[str]) -> None:
    found = list(stdin.parse("-", io.BytesIO(data), Means()))
    words = [item.text if isinstance(item, Incoming) else item.reason for item in found]
    assert len(words) == len(expected)
    assert all(word.startswith(start) for word, start in zip(words, expected, strict=True))


def test_a_folder_is_read_in_order_and_says_what_it_skipped(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/y.jsonl",
        "c.odt",
        "a/d.ODT",
        "e.rtf",
        "README",
        ".hidden/x.txt",
        ".x.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "x"}')
    *items, skipped = read(str(tmp_path))
    assert [Path(item.source).relative_to(tmp_path).as_posix() for item in items] == [
        "b.txt",
        "a/y.jsonl:1",
        "a/z.txt",
    ]
    assert skipped == Refusal(str(tmp_path), "skipped 2 .odt, 1 .rtf, 1 without a suffix: no reader for them")


def test_missing_and_unreadable_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to("link.jsonl")
    assert list(read(str(tmp_path / "none.txt"))) == [
        Refusal(str(tmp_path / "none.txt"), "there is no such file")
    ]
    [loop] = read(str(tmp_path / "link.jsonl"))
    assert isinstance(loop, Refusal)
    assert loop.reason.startswith("cannot be read: ")


def test_a_source_without_anything_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n\n")
    (tmp_path / "folder").mkdir()
    assert [*read(str(tmp_path / "a.jsonl")), *read(str(tmp_path / "folder"))] == [
        Refusal(str(tmp_path / "a.jsonl"), "it is empty"),
        Refusal(str(tmp_path / "folder"), "there is no file in it"),
    ]


def test_a_named_pipe_among_the_files_of_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [item.reason for item in read(str(tmp_path)) if isinstance(item, Refusal)] == [
        "it is no plain file"
    ]


def test_an_address_is_fetched_only_by_who_may() -> None:
    with pytest.raises(UsageError, match="not fetched here"):
        read("https://example.org/a")


PAGE = """<!doctype html><html lang="en"><head><title>Quay closed | The Daily Example</title>
<link rel="canonical" href="https://example.org/quay">
<meta property="og:site_name" content="The Daily Example"><meta property="og:title" content="Quay closed">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-05-01T10:00:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Quay closed</h1>
<p>The harbour authority said on Monday that the northern quay would stay closed until the spring.</p>
<p>“We have no choice,” its director, Rosa Marsh, told reporters at the harbour. “The repairs turned out to be
more costly than our engineers had expected.”</p>
<p>Two shipping companies said that they had not been told of the decision.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_saved_page(tmp_path: Path) -> None:
    path = tmp_path / "quay.html"
    path.write_text(PAGE)
    [item] = read(str(path))
    assert isinstance(item, Incoming)
    assert item.title == "Quay closed"
    assert (item.url, item.outlet, item.author) == (
        "https://example.org/quay",
        "The Daily Example",
        "Jane Doe",
    )
    assert as_stated(item.published) == "2024-05-01T10:00:00+02:00"
    assert "“We have no choice,”" in item.text
    assert "Home" not in item.text


@pytest.mark.parametrize("data", [b"", b"<html><body></body></html>", b"\x00\x01binary"])
def test_a_page_without_an_article_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    [item] = read(str(path))
    assert isinstance(item, Refusal)


def test_without_its_extra_html_says_which_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(UsageError, match="web") as caught:
        html.read("a.html", Means())
    assert "annotate[web]" in (caught.value.remedy or "")
