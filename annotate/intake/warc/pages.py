"""The web pages of a WARC file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from annotate.core.codec import parse_time
from annotate.core.errors import Refused, UsageError
from annotate.intake.document import media_type
from annotate.intake.inflate import inflated
from annotate.intake.warc.blocks import Block, blocks

HTML = frozenset({"text/html", "application/xhtml+xml"})
_ANSWERS = frozenset({"response", "resource"})


@dataclass(frozen=True)
class Page:
    """A page that a crawler was given.

    Attributes:
        number: the record's place in the file, from 1; with `offset`, where it starts, a run can go on.
        url, date: what was asked for, and when.
        data: its bytes, decompressed; `charset` is what the server said of them.
    """

    number: int
    offset: int
    url: str
    date: datetime | None
    data: bytes
    media: str = "text/html"
    charset: str | None = None


@dataclass(frozen=True)
class Left:
    """A record that holds no page: `broken`, or an answer of another kind, and why."""

    number: int
    offset: int
    reason: str
    broken: bool = True


def pages(path: Path, after: tuple[int, int] = (0, 0)) -> Iterator[Page | Left]:
    """The pages of a WARC or WARC.GZ, and what of it was left out; requests and the like are in neither.

    A broken record is one `Left`; the next one is found behind it.

    Args:
        after: `number` and `offset` of a record that was seen before: neither it nor those before it are
            given again.

    Raises:
        UsageError: when the extra `warc` is not installed; at the call.
        OSError: when the file cannot be read; with the first page.
    """
    _warcio()
    return _pages(path, *after)


def _pages(path: Path, after: int, offset: int) -> Iterator[Page | Left]:
    with path.open("rb") as file:
        for number, block in enumerate(blocks(file, offset), max(after, 1)):
            if number > after and (found := _page(number, block)) is not None:
                yield found


def _page(number: int, block: Block) -> Page | Left | None:
    if block.broken:
        return Left(number, block.offset, block.broken)
    try:
        record = next(_warcio().ArchiveIterator(BytesIO(block.data)))
        return _answer(number, block.offset, record) if record.rec_type in _ANSWERS else None
    except Refused as error:
        return Left(number, block.offset, str(error))
    except Exception as error:  # warcio has no base of what it raises; a record is as hostile as a page
        return Left(number, block.offset, f"it cannot be read: {type(error).__name__}: {error}")


def _answer(number: int, offset: int, record: Any) -> Page | Left:  # noqa: ANN401 - theirs has no types
    headers, http = record.rec_headers, record.http_headers
    status = http.get_statuscode() if http else "200"
    media, charset = media_type(
        http.get_header("Content-Type") if http else headers.get_header("Content-Type")
    )
    if status != "200":
        return Left(number, offset, f"status {status}", broken=False)
    if media not in HTML:
        return Left(number, offset, media or "no media type", broken=False)
    url, date = headers.get_header("WARC-Target-URI"), parse_time(headers.get_header("WARC-Date"))
    if not url:
        raise Refused("it does not say of which address it is")
    return Page(number, offset, url, date, _content(record), media, charset)


def _content(record: Any) -> bytes:  # noqa: ANN401
    from warcio.bufferedreaders import ChunkedDataReader

    http, data = record.http_headers, record.raw_stream.read()
    if http and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        data = ChunkedDataReader(BytesIO(data), raise_exceptions=True).read()
    packed = (http.get_header("Content-Encoding") or "identity").lower() if http else "identity"
    if packed in ("gzip", "x-gzip", "deflate"):
        return inflated(data)
    if packed != "identity":
        raise Refused(f"it is compressed with {packed}")
    return bytes(data)


def _warcio() -> Any:  # noqa: ANN401 - a module without types
    try:
        from warcio import archiveiterator
    except ImportError as error:
        raise UsageError(
            "reading WARC needs the extra `warc`, which is not installed",
            "install it with: pip install 'annotate[warc]'",
        ) from error
    return archiveiterator
