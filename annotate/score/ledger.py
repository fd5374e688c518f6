"""What is shown beside the score and is no part of it: who is quoted how, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Ids = tuple[str, ...]
"""Ids of the reading's marks, in the order of the text; their number is the count that is shown."""


@dataclass(frozen=True)
class Central:
    """The claims the article rests on, each in exactly one of the three groups.

    Attributes:
        no_source: no source is given in the text.
        unnamed_only: all sources are unnamed or vague.
        named: at least one is named (a person, body, record, document, medium, or a metonym for a body),
            or the reporter saw it.
    """

    no_source: Ids
    unnamed_only: Ids
    named: Ids

    @property
    def total(self) -> int:
        return len(self.ids)

    @property
    def ids(self) -> Ids:
        """All of them, group by group."""
        return (*self.no_source, *self.unnamed_only, *self.named)


@dataclass(frozen=True)
class Speaker:
    """One source with all its mentions (`same_source`) and what is attributed to it.

    Attributes:
        name: the words of its fullest mention.
        identity, standing, reason: of the whole cluster; None where nobody chose. `reason` only for
            unnamed ones.
        mentions, assertions: ids.
    """

    name: str
    identity: str | None
    standing: str | None
    reason: str | None
    mentions: Ids
    assertions: Ids


@dataclass(frozen=True)
class Ledger:
    """Counts with the marks behind them.

    Attributes:
        central: the central claims by how they are sourced.
        speakers: every source, those with most assertions first.
        ghosts: attributions to nobody: vague holders, and cues of distance without a source ("reportedly",
            "have been linked to"); ids of the SOURCE or CUE marks.
        anonymous_with_reason, anonymous_without_reason: ids of unnamed SOURCE marks.
        unattributed_motives: ids of assertions about somebody's aim, wish or feeling without a source.
        hedges: type of hedge to ids of HEDGE marks.
        quoted_full, quoted_part, quoted_none: ids of attributed assertions by how much of them stands
            between quotation marks.
        figures_without_source: ids of assertions that hold a figure and have no source.
        headline: the answer to what the headline leaves out; None where nobody chose.
    """

    central: Central
    speakers: tuple[Speaker, ...]
    ghosts: Ids
    anonymous_with_reason: Ids
    anonymous_without_reason: Ids
    unattributed_motives: Ids
    hedges: Mapping[str, Ids]
    quoted_full: Ids
    quoted_part: Ids
    quoted_none: Ids
    figures_without_source: Ids
    headline: str | None
