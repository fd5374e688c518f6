"""All that is known of a release once its tables are written: what its cards and its manifest say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotate.consensus.agreement import Shared, Statistic
from annotate.releases.census import Census
from annotate.releases.choice import Choice
from annotate.releases.diff import Diff
from annotate.releases.freeze import PRIVATE
from annotate.releases.groups import Grouped
from annotate.releases.leaks import Leaks


@dataclass(frozen=True)
class Facts:
    """A release in figures.

    Attributes:
        rules: what it was made by, as `made_by` says it.
        agreement: of the texts that two or more have read, or of a sample of them.
        since: what differs from the release before it; None where there is none.
        parts: part of the split to table to how many rows it has.
    """

    choice: Choice
    version: str
    census: Census
    grouped: Grouped
    leaks: Leaks
    agreement: Shared
    since: Diff | None
    rules: Mapping[str, Any]
    content_sha256: str
    parts: Mapping[str, Mapping[str, int]]

    @property
    def title(self) -> str:
        return self.choice.title or self.choice.name

    def to_json(self) -> dict[str, Any]:
        """What the manifest says."""
        choice = self.choice
        return {
            "name": choice.name,
            "version": self.version,
            "title": self.title,
            "creator": choice.creator or None,
            "licence": {"id": choice.licence.id, "url": choice.licence.url},
            "after": choice.after or None,
            "rules": self.rules,
            "content_sha256": self.content_sha256,
            "parts": self.parts,
            "written_with": {"pyarrow": _pyarrow_version()},
        }


def published(alphas: Mapping[str, Statistic]) -> dict[str, Statistic]:
    """Agreement on what a release has, without the answers that are for the lead alone."""
    return {name: alpha for name, alpha in alphas.items() if name.partition(".")[0] not in PRIVATE}


def made_by(choice: Choice, census: Census, rubric: str) -> dict[str, Any]:
    """What a release was made by; two releases that differ in it cannot be compared number by number."""
    return {
        "scheme": sorted(census.schemes),
        "rubric": rubric,
        "campaign": choice.campaign,
        "text": choice.text,
        "annotators": "names" if choice.named else "pseudonyms",
        "split": {"shares": dict(choice.shares), "seed": choice.seed, "by": choice.by or None},
    }


def _pyarrow_version() -> str:
    from importlib.metadata import version

    return version("pyarrow")
