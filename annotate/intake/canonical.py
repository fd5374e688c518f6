"""The one text that every span refers to, and the way back to the text that was given.

NFC; a newline ends a paragraph, unless the text is hard-wrapped, where only a blank line does; paragraphs
stand apart by a blank line; a run of blanks is one space; no control and no zero-width characters
(clean.py says which of those stay nevertheless, and why). Text that was decoded wrongly on its way is put
right, and a space that got lost between two sentences put back (repair.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from annotate.core import Span
from annotate.intake.clean import NOWHERE, attaches, clean
from annotate.intake.paragraphs import paragraphs

Run = tuple[int, int, int]
"""(canonical start, given start, length): canonical[c + i] came from given[g + i] for i < length."""


@dataclass(frozen=True)
class Canonical:
    """A canonical text, and where each of its characters stood in the text that was given.

    Characters without a place there, such as those of a title put in front, are in no run. A space stands
    for the first of the blanks it replaces, a composed character for the first of its parts.
    """

    text: str
    offset_map: tuple[Run, ...]
    given: str

    def to_given(self, span: Span) -> Span:
        """The stretch of the given text that `span` of the canonical text came from.

        Raises:
            ValueError: when no character of `span` came from the given text.
        """
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        if first > last:
            raise ValueError(f"nothing at {span.start}-{span.end} came from the given text")
        c, g, _ = self.offset_map[first]
        start = g + max(0, span.start - c)
        c, g, length = self.offset_map[last]
        return Span(start, self._whole(g + min(length, span.end - c)))

    def to_canonical(self, span: Span) -> Span | None:
        """The stretch of the canonical text that came from `span`; None where all of it vanished."""
        first = bisect_right(self._given_ends, span.start)
        last = bisect_left(self._given_starts, span.end) - 1
        if first > last:
            return None
        c, g, _ = self.offset_map[first]
        start = c + max(0, span.start - g)
        c, g, length = self.offset_map[last]
        return Span(start, c + min(length, span.end - g))

    def behind(self, paragraph: str) -> Canonical:
        """The same behind a canonical `paragraph` that the given text does not have."""
        by = len(paragraph) + 2
        moved = tuple((c + by, g, length) for c, g, length in self.offset_map)
        return Canonical(f"{paragraph}\n\n{self.text}", moved, self.given)

    def _whole(self, end: int) -> int:
        """`end` moved behind the later parts of a composed character, which are in no run."""
        after = bisect_left(self._given_starts, end)
        limit = self._given_starts[after] if after < len(self._given_starts) else len(self.given)
        while end < limit and attaches(self.given[end]):
            end += 1
        return end

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [c for c, _, _ in self.offset_map]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [c + length for c, _, length in self.offset_map]

    @cached_property
    def _given_starts(self) -> Sequence[int]:
        return [g for _, g, _ in self.offset_map]

    @cached_property
    def _given_ends(self) -> Sequence[int]:
        return [g + length for _, g, length in self.offset_map]


def canonicalise(given: str) -> Canonical:
    """The canonical text of `given`; of a canonical text it is the text itself. Takes linear time."""
    text: list[str] = []
    runs: list[Run] = []
    length = 0
    for paragraph in paragraphs(given):
        gap = "\n\n"
        for start, end in paragraph:
            line, places = clean(given[start:end])
            if length:
                text.append(gap)
                length += len(gap)
            runs += ((c + length, g + start, n) for c, g, n in _runs(places))
            text.append(line)
            length += len(line)
            gap = " "
    whole = "".join(text)
    return Canonical(whole, tuple(_merged(_with_breaks(runs, whole, given))), given)


def _runs(places: Sequence[int]) -> Iterable[Run]:
    if isinstance(places, range):
        return [(0, 0, len(places))]
    return _merged((c, g, 1) for c, g in enumerate(places) if g != NOWHERE)


def _with_breaks(runs: list[Run], text: str, given: str) -> Iterator[Run]:
    """`runs`, and between them the line breaks that stand at the same distance in the given text."""
    yield from runs[:1]
    for (c, g, length), after in pairwise(runs):
        kept, was = text[c + length : after[0]], given[g + length : after[1]]
        if kept and (kept == was or (kept, was) == (" ", "\n")):
            yield (c + length, g + length, len(kept))
        yield after


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for c, g, length in runs:
        if last is not None and last[0] + last[2] == c and last[1] + last[2] == g:
            last = (last[0], last[1], last[2] + length)
            continue
        if last is not None:
            yield last
        last = (c, g, length)
    if last is not None:
        yield last
