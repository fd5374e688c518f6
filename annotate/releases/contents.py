"""What a release says of each text, as far as it takes to compare two releases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotate.releases import dealing, tables
from annotate.releases.groups import Key

Row = Mapping[str, Any]

_OF_ANNOTATION = ("id", "annotator", "origin", "revision", "row_sha256", *tables.KEY)


@dataclass
class Text:
    """One text of one article in a release.

    Attributes:
        part: of the split.
        sha256: of its row in the table of articles.
        annotations: by id, as much as says who made it and what it is.
    """

    part: str
    sha256: str
    annotations: dict[str, Row] = field(default_factory=dict)


def texts(folder: Path) -> dict[Key, Text]:
    """Every text of a release; nothing of their words and marks is kept."""
    found: dict[Key, Text] = {}
    for part in dealing.parts(folder):
        for row in tables.read(folder / dealing.path_of("articles", part), (*tables.KEY, "row_sha256")):
            found[row["article"], row["article_revision"]] = Text(part, row["row_sha256"])
        for row in tables.read(folder / dealing.path_of("annotations", part), _OF_ANNOTATION):
            found[row["article"], row["article_revision"]].annotations[row["id"]] = row
    return found


def rows(folder: Path, wanted: Container[Key]) -> dict[Key, Row]:
    """The rows of the wanted texts in the table of articles."""
    return {
        (row["article"], row["article_revision"]): row
        for part in dealing.parts(folder)
        for row in tables.rows_of(folder / dealing.path_of("articles", part), wanted)
    }


def revisions(found: Mapping[Key, Text]) -> dict[str, list[int]]:
    """The revisions of each article, the newest last."""
    out: dict[str, list[int]] = defaultdict(list)
    for article, revision in sorted(found):
        out[article].append(revision)
    return out
