"""Several sources, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from annotate.intake.readers import address, find
from annotate.intake.readers.base import Incoming, Means, Refusal


def read_each(sources: Sequence[str], means: Means) -> Iterator[Incoming | Refusal]:
    """The articles of all sources, in their order; addresses that stand together are fetched together.

    Raises:
        UsageError: as `find.read`; at the call.
    """
    means.expect(len(sources) - sources.count("-"))
    parts: list[Iterator[Incoming | Refusal]] = []
    for are_addresses, some in groupby(sources, address.accepts):
        if are_addresses:
            parts.append(address.read_each(list(some), means))
        else:
            parts += [find.read(source, means.instead_of_one()) for source in some]
    return chain(*parts)
