"""Decompression that never makes more than it may."""

from __future__ import annotations

import zlib

from annotate.core.errors import Refused
from annotate.intake.decode import MAX_BYTES

_AUTO = 32 + zlib.MAX_WBITS
"""zlib's word for gzip or zlib, whichever the header says."""


class Inflating:
    """gzip and zlib as they come in, never more than `limit` bytes of content altogether."""

    def __init__(self, limit: int = MAX_BYTES) -> None:
        self._inflate = zlib.decompressobj(_AUTO)
        self._left = limit
        self._limit = limit

    def feed(self, data: bytes) -> bytes:
        """What `data` adds to the content.

        Raises:
            Refused: more than the limit, or no gzip.
        """
        try:
            content = self._inflate.decompress(data, self._left + 1)
        except zlib.error as error:
            raise Refused(f"its compression is broken: {error}") from error
        self._left -= len(content)
        if self._left < 0:
            raise Refused(f"decompressed it has more than {self._limit:,} bytes")
        return content

    @property
    def whole(self) -> bool:
        """Whether the end of the stream was seen."""
        return self._inflate.eof


def inflated(data: bytes) -> bytes:
    """The whole content of `data`.

    Raises:
        Refused: too much, broken, or cut off.
    """
    inflating = Inflating()
    content = inflating.feed(data)
    if not inflating.whole:
        raise Refused("its compression is broken: it is cut off")
    return content
