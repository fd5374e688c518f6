"""What is to be frozen, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from annotate.releases.licences import Licence

Text = Literal["none", "quotes", "full"]

TABLES = ("articles", "annotations")


@dataclass(frozen=True)
class Choice:
    """A release as it is asked for.

    Attributes:
        name: in commands; the data set's title unless it has one.
        campaign: only this campaign's annotations; None is all.
        text: how much of the articles' words: `none`, `quotes` (the marked words), `full`; None is `quotes`,
            and `none` where one of the campaigns is sensitive.
        named: annotators by their slugs instead of pseudonyms.
        shares: the parts it is split into.
        seed: of the split.
        by: `outlet` keeps each outlet in one part, `echoes` the articles that make a central claim in nearly
            the same words; `time` lets the parts follow one another.
        after: the release that it follows: texts stay in their parts, and the version counts on.
        version: where it is not to be the suggested one.
        creator: who publishes it.
    """

    name: str
    licence: Licence
    campaign: str | None = None
    text: Text | None = None
    named: bool = False
    shares: Mapping[str, float] = field(
        default_factory=lambda: {"train": 0.8, "validation": 0.1, "test": 0.1}
    )
    seed: int = 0
    by: Literal["", "outlet", "time", "echoes"] = ""
    after: str = ""
    version: str | None = None
    title: str = ""
    creator: str = ""
