"""A run over sources: what is not there yet is given to workers, and written as it comes back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotate.bulk.executors import executor, is_lost
from annotate.bulk.machine import Recipe
from annotate.bulk.part import lost, part, told
from annotate.bulk.pieces import Piece, cut, spread
from annotate.bulk.summary import Summary, summary
from annotate.core.errors import LocalFileError, UsageError
from annotate.export.target import new_file
from annotate.intake.readers.base import Refusal

AHEAD = 2
"""Pieces given out for each that is being read, so that no worker waits."""
TRIES = 2
"""How often a piece is read alone after a worker was lost, before it is the piece that is given up."""
GIVEN_UP = f"given up: the process that read it ended {TRIES} times"


@dataclass(frozen=True)
class Progress:
    """How far a run is: the share of all bytes that is done, and of these what was there before."""

    share: float
    before: float
    articles: int
    words: int


@dataclass
class _Run:
    """What is to be done, under way and done."""

    out: Path
    recipe: Recipe
    total: int
    tell: Callable[[Progress], None]
    files: deque[str]
    waiting: deque[Piece]
    cutting: dict[Future[Any], str] = field(default_factory=dict)
    reading: dict[Future[Any], Piece] = field(default_factory=dict)
    made: list[Piece] = field(default_factory=list)
    kept: list[Piece] = field(default_factory=list)
    left: list[Refusal] = field(default_factory=list)
    articles: int = 0
    words: int = 0

    @property
    def unfinished(self) -> bool:
        return bool(self.files or self.waiting or self.cutting or self.reading)

    def keep(self, piece: Piece, data: bytes) -> None:
        """Writes a part, whole or not at all."""
        path = self.out / piece.name
        with new_file(path) as file:
            file.write(data)
        said = told(path)
        self.made.append(piece)
        self.articles, self.words = self.articles + said.articles, self.words + said.words
        kept, made = (sum(one.bytes for one in some) / self.total for some in (self.kept, self.made))
        self.tell(Progress(kept + made, kept, self.articles, self.words))

    def is_there(self, piece: Piece) -> bool:
        """Whether the part is there already.

        Raises:
            UsageError: when it was made by another recipe.
        """
        path = self.out / piece.name
        if not path.exists():
            return False
        if told(path).recipe != self.recipe.sha256:
            raise UsageError(
                f"{path} was read with another model, other word lists or another version",
                "name another --out, or remove that folder",
            )
        return True


def run(
    sources: Sequence[str],
    out: Path,
    recipe: Recipe,
    *,
    workers: int,
    scheduler: str | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Reads the sources into `out`, a Parquet file a piece; what is there already is left as it is.

    The files are the same, byte for byte, for any number of workers, in whatever order they finish.

    Raises:
        UsageError: a source or a part that does not belong here, or no scheduler.
        LocalFileError: when a source is not there, or `out` cannot be written.
    """
    files, whole, left = spread(sources)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LocalFileError(f"{out} cannot be made: {error.strerror}") from error
    total = sum(Path(one).stat().st_size for one in files) + sum(one.bytes for one in whole)
    state = _Run(out, recipe, total, tell, deque(files), deque(whole), left=left)
    while state.unfinished:
        try:
            with executor(workers, scheduler) as (pool, at_once):
                _work(state, pool, at_once)
        except BrokenExecutor:
            _recover(state)
    return summary(state.out, state.made, state.kept, state.left)


def _work(state: _Run, pool: Executor, at_once: int) -> None:
    while state.unfinished:
        _give_out(state, pool, at_once)
        under_way: list[Future[Any]] = [*state.cutting, *state.reading]
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            _take(state, future)


def _give_out(state: _Run, pool: Executor, at_once: int) -> None:
    """Cuts the next file while there is little to read, and hands out what is to be read."""
    while state.files and len(state.cutting) < at_once and len(state.waiting) < AHEAD * at_once:
        state.cutting[pool.submit(cut, state.files[0])] = state.files[0]
        state.files.popleft()
    while state.waiting and len(state.reading) < AHEAD * at_once:
        piece = state.waiting[0]
        if state.is_there(piece):
            state.kept.append(piece)
        else:
            state.reading[pool.submit(part, piece, state.recipe)] = piece
        state.waiting.popleft()


def _take(state: _Run, future: Future[Any]) -> None:
    """What a worker gave back; it stays under way while its worker is lost with it."""
    if future in state.cutting:
        try:
            pieces = future.result()
            state.waiting.extend(pieces)
            state.left += [] if pieces else [Refusal(state.cutting[future], "it is empty")]
        except LocalFileError as error:
            state.left.append(Refusal(state.cutting[future], str(error)))
        del state.cutting[future]
    else:
        piece = state.reading[future]
        state.keep(piece, _made(future, piece, state.recipe))
        del state.reading[future]


def _made(future: Future[bytes], piece: Piece, recipe: Recipe) -> bytes:
    try:
        made: bytes = future.result()
    except Exception as error:
        if not is_lost(error):
            raise
        made = lost(piece, recipe, GIVEN_UP)
    return made


def _recover(state: _Run) -> None:
    """A process was lost, and nobody knows with which piece: each that was under way is read alone."""
    state.files.extendleft(state.cutting.values())
    under_way = list(state.reading.values())
    state.cutting.clear()
    state.reading.clear()
    for piece in under_way:
        state.keep(piece, _alone(piece, state.recipe))


def _alone(piece: Piece, recipe: Recipe) -> bytes:
    for _ in range(TRIES):
        try:
            with executor(1) as (pool, _):
                return pool.submit(part, piece, recipe).result()
        except BrokenExecutor:
            continue
    return lost(piece, recipe, GIVEN_UP)
