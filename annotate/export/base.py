"""What a writer is and what it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from annotate.core import Annotation, Article


@dataclass(frozen=True)
class Item:
    """An annotation with the revision of the article that its spans refer to."""

    annotation: Annotation
    article: Article


@dataclass(frozen=True)
class Written:
    """How many annotations were written, and how many were not because their article's text was erased."""

    annotations: int
    erased: int


class Writer(Protocol):
    """One format: a module of this folder with this function. Its docstring says what it cannot carry."""

    def write(self, items: Iterable[Item], out: BinaryIO) -> None:
        """Writes the items as they come, in their order; the same items give the same bytes."""
        ...
