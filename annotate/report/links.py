"""Where the pages of a site lie; a page on its own has no neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotate.report.elsewhere import Elsewhere


@dataclass(frozen=True)
class Links:
    """Addresses relative to the page that they stand on.

    Attributes:
        nav: name and address of what every page leads to, in that order.
        articles, outlets, campaigns, annotators: id or name to address; what is not in them is not linked
            (`annotators` by campaign).
        revisions: article to the page that compares its texts.
        echoes, outlet_echoes: article and outlet to the claims that others make too.
    """

    nav: tuple[tuple[str, str], ...] = ()
    articles: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    campaigns: Mapping[str, str] = field(default_factory=dict)
    annotators: Mapping[str, str] = field(default_factory=dict)
    revisions: Mapping[str, str] = field(default_factory=dict)
    echoes: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)
    outlet_echoes: Mapping[str, tuple[Elsewhere, ...]] = field(default_factory=dict)


NOWHERE = Links()
