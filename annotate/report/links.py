"""Where the pages of a site lie; a page on its own has no neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Links:
    """Addresses relative to the page that they stand on.

    Attributes:
        nav: name and address of what every page leads to, in that order.
        articles, outlets, campaigns, annotators: id or name to address; what is not in them is not linked
            (`annotators` by campaign).
    """

    nav: tuple[tuple[str, str], ...] = ()
    articles: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    campaigns: Mapping[str, str] = field(default_factory=dict)
    annotators: Mapping[str, str] = field(default_factory=dict)


NOWHERE = Links()
