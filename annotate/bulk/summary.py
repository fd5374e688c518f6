"""What a folder of parts holds, read from the parts themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotate.bulk.part import NO_PAGE, told
from annotate.bulk.pieces import Piece
from annotate.intake.readers.base import Refusal


@dataclass(frozen=True)
class Summary:
    """What the folder holds of these sources.

    Attributes:
        made, kept: pieces read in this run, and such as were there.
        others: Parquet files in the folder that are of none of these sources as they are now.
        reasons: why records are no rows, and how many; `first` is one record for each.
    """

    made: int
    kept: int
    others: int
    records: int
    articles: int
    words: int
    reasons: Counter[str]
    first: dict[str, str]

    @property
    def missed(self) -> int:
        """Records that somebody might miss: not those of a crawl that hold no page."""
        return sum(times for reason, times in self.reasons.items() if not reason.startswith(NO_PAGE))


def summary(out: Path, made: Sequence[Piece], kept: Sequence[Piece], left: Sequence[Refusal]) -> Summary:
    """Of pieces whose parts lie in `out`, and of what became no piece."""
    names = {piece.name for piece in (*made, *kept)}
    each = [told(out / name) for name in sorted(names)]
    refused = [*(one for said in each for one in said.refused), *((one.source, one.reason) for one in left)]
    return Summary(
        made=len(made),
        kept=len(kept),
        others=sum(path.name not in names for path in out.glob("*.parquet")),
        records=sum(said.records for said in each),
        articles=sum(said.articles for said in each),
        words=sum(said.words for said in each),
        reasons=Counter(reason for _, reason in refused),
        first={reason: source for source, reason in reversed(refused)},
    )
