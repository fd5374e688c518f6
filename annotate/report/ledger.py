"""The ledger as rows: what is shown beside the score and is no part of it."""

from __future__ import annotations

from annotate.score import Ledger


def rows(ledger: Ledger) -> list[tuple[str, int]]:
    """What was counted, in words, and how often."""
    hedges = [(f"hedges of {kind}", len(ids)) for kind, ids in sorted(ledger.hedges.items())]
    return [
        ("distinct sources", len(ledger.speakers)),
        ("attributions to nobody in particular", len(ledger.ghosts)),
        ("unnamed sources with a reason printed", len(ledger.anonymous_with_reason)),
        ("unnamed sources without a reason", len(ledger.anonymous_without_reason)),
        ("motives stated without a source", len(ledger.unattributed_motives)),
        ("attributed claims quoted in full", len(ledger.quoted_full)),
        ("attributed claims quoted in part", len(ledger.quoted_part)),
        ("attributed claims without a quotation", len(ledger.quoted_none)),
        ("figures without a source", len(ledger.figures_without_source)),
        *hedges,
    ]
