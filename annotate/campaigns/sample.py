"""Which articles come into a campaign, and with what chance."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from annotate.core.errors import UsageError
from annotate.store import Frame


def sample(articles: Sequence[str], size: int | None, lot: str) -> list[str]:
    """`size` of the articles, drawn without replacement, each with the same chance; all where it is None.

    The same articles and lot give the same sample.

    Raises:
        UsageError: when there are fewer.
    """
    if size is None:
        return list(articles)
    if size > len(articles):
        raise UsageError(f"a sample of {size}, of {len(articles)} articles")
    return sorted(sorted(articles, key=lambda id_: sha256(f"{lot}\n{id_}".encode()).digest())[:size])


def frame(of: Sequence[str], taken: Sequence[str], *, outlet: str | None, named: bool) -> Frame:
    """What `taken` was drawn from: `of`, which is all articles, an outlet's, or was `named` by hand.

    What was named by hand and not drawn from came in by no chance that anybody could state.
    """
    name = "named" if named else f"outlet {outlet}" if outlet else "all"
    by_hand = named and len(taken) == len(of)
    return Frame(name, len(of), None if by_hand or not of else len(taken) / len(of))
