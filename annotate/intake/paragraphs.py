"""Where the paragraphs of a given text are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from annotate.intake.clean import bare

Line = tuple[int, int]
"""Start and end of a line in the given text, without its line break."""

_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")
_CLOSED = re.compile(r"""[.!?…:。！？]['"’”»)\]]*$""")
_WRAPPED = range(50, 101)
"""Characters of a line that somebody broke to fit a width."""


def paragraphs(given: str) -> Iterator[list[Line]]:
    """The lines of each paragraph: one, unless the text is hard-wrapped, where only a blank line ends one."""
    lines = list(_lines(given))
    seen = [bare(given[start:end]) for start, end in lines]
    wrapped = is_wrapped(seen)
    paragraph: list[Line] = []
    for line, visible in zip(lines, seen, strict=True):
        if visible:
            paragraph.append(line)
        if paragraph and not (visible and wrapped):
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether most lines have 50 to 100 characters and no closing punctuation.

    The last line of a block says nothing, since a wrapped paragraph ends there too, unless it is longer than
    any wrapped line. One such line alone is a headline.
    """
    telling = [
        line
        for line, after in zip_longest(lines, lines[1:], fillvalue="")
        if line and (after or len(line) > max(_WRAPPED))
    ]
    broken = sum(len(line) in _WRAPPED and not _CLOSED.search(line) for line in telling)
    return broken > 1 and 2 * broken > len(telling)


def _lines(given: str) -> Iterator[Line]:
    start = 0
    for match in _BREAK.finditer(given):
        yield (start, match.start())
        start = match.end()
    yield (start, len(given))
