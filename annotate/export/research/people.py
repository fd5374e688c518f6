"""Who the annotators are, as far as they agreed and as far as nobody can be picked out by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from annotate.export.research.model import Asked, Table
from annotate.store import Annotations, Campaigns, Covariates

Said = Mapping[str, str]


def k_anonymous(people: Mapping[str, Said], k: int) -> dict[str, Said]:
    """What may be said of each: all of it where at least `k` share all of it, else nothing.

    Sweeney, "k-anonymity: a model for protecting privacy" (2002): every combination that is given out occurs
    at least k times. Whole records are withheld and no value is made coarser: the bins are the lead's.
    """
    alike = Counter(frozenset(said.items()) for said in people.values())
    return {who: said if alike[frozenset(said.items())] >= k else {} for who, said in people.items()}


def annotators(asked: Asked) -> Table:
    """Everybody who is to read or has read; `withheld` where fewer than k share what they agreed to."""
    agreed = Covariates(asked.session).all()
    people = {who: agreed[who] for who in _everybody(asked) if who in agreed}
    said = k_anonymous(people, asked.k)
    columns = sorted(set(chain.from_iterable(people.values())))
    rows = (
        (asked.name(who), *(said.get(who, {}).get(name) for name in columns), who in people and not said[who])
        for who in sorted(_everybody(asked), key=asked.name)
    )
    return Table("annotators", ("annotator", *columns, "withheld"), rows)


def _everybody(asked: Asked) -> set[str]:
    name = asked.campaign.name
    reading = {one.annotator for one in Annotations(asked.session).heads(name)}
    return reading | {one.annotator for one in Campaigns(asked.session).assignments(name)}
