"""Sources cut into pieces: what one worker reads at once, and what is read again when it is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from typing import BinaryIO

from annotate.core.errors import LocalFileError, UsageError
from annotate.intake.decode import unreadable
from annotate.intake.readers import jsonl, warc
from annotate.intake.readers.base import Refusal
from annotate.intake.readers.find import known
from annotate.intake.readers.folder import files
from annotate.intake.warc.blocks import blocks

RECORDS = 500
"""Records in a piece: some seconds of work, a few megabytes."""


@dataclass(frozen=True)
class Piece:
    """Records of one file, or of several that hold one article each.

    Attributes:
        source: the file or folder, as it was named.
        size: of the file, or of the files together, in bytes: another size is another source.
        number: which piece of the source it is, from 0.
        before: how many records of the file stand before it.
        offset: where it begins, in bytes; in a WARC file, where the last record before it begins.
        records, bytes: how many it has.
        paths: the files, where each is one article; else empty.
    """

    source: str
    size: int
    number: int
    before: int
    offset: int
    records: int
    bytes: int
    paths: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Of its Parquet file: the same for the same source, wherever it is read."""
        known_by = sha256(f"{self.source}\n{self.size}\n{RECORDS}".encode()).hexdigest()[:8]
        stem = Path(self.source).name.partition(".")[0][:40] or "folder"
        return f"{stem}-{known_by}-{self.number:05}.parquet"


def spread(sources: Sequence[str]) -> tuple[list[str], list[Piece], list[Refusal]]:
    """The files that are to be cut, the pieces of what needs no cutting, and what no reader knows.

    Raises:
        UsageError: when a source is an address or standard input, which cannot be read again.
        LocalFileError: when there is no such file.
    """
    big, pieces, left = list[str](), list[Piece](), list[Refusal]()
    for source in dict.fromkeys(sources):
        path = _there(source)
        closed: list[OSError] = []
        found = sorted(files(source, closed)) if path.is_dir() else [path]
        left += [Refusal(str(error.filename), unreadable(error)) for error in closed]
        left += [Refusal(str(one), "no reader for it") for one in found if known(str(one)) is None]
        readable = [one for one in found if known(str(one)) is not None and one.is_file()]
        big += [str(one) for one in readable if many(str(one))]
        pieces += _grouped(source, [str(one) for one in readable if not many(str(one))])
    return big, pieces, left


def many(path: str) -> bool:
    """Whether a file holds many articles."""
    return jsonl.accepts(path) or warc.accepts(path)


def cut(source: str) -> list[Piece]:
    """The pieces of a file that holds many articles.

    Raises:
        LocalFileError: when it cannot be read.
    """
    try:
        size = Path(source).stat().st_size
        *starts, (records, _) = _starts(source)
    except OSError as error:
        raise LocalFileError(f"{source}: {unreadable(error)}") from error
    return [
        Piece(source, size, number, before, offset, after - before, end - offset)
        for number, ((before, offset), (after, end)) in enumerate(pairwise([*starts, (records, size)]))
    ]


def _starts(source: str) -> Iterator[tuple[int, int]]:
    """Records before each piece and its offset; last, of the end of the file."""
    number, offset = 0, 0
    with Path(source).open("rb") as file:
        ends = _record_starts(file) if warc.accepts(source) else _line_ends(file)
        yield number, offset
        while some := list(islice(ends, RECORDS)):
            number, offset = number + len(some), some[-1]
            yield number, offset


def _line_ends(file: BinaryIO) -> Iterator[int]:
    for _ in jsonl.lines(file):
        yield file.tell()


def _record_starts(file: BinaryIO) -> Iterator[int]:
    for block in blocks(file):
        yield block.offset


def _there(source: str) -> Path:
    if source == "-" or "://" in source:
        raise UsageError(f"{source}: bulk reads files and folders alone", "fetch it first")
    path = Path(source)
    if not path.exists():
        raise LocalFileError(f"{source}: there is no such file")
    return path


def _grouped(source: str, paths: Sequence[str]) -> Iterator[Piece]:
    sizes = [Path(path).stat().st_size for path in paths]
    for number, at in enumerate(range(0, len(paths), RECORDS)):
        some = tuple(paths[at : at + RECORDS])
        yield Piece(source, sum(sizes), number, at, 0, len(some), sum(sizes[at : at + RECORDS]), some)
