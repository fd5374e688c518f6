"""What agreement is reported as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.consensus.agreement.statistic import Statistic
from annotate.core import Annotation, Article


@dataclass(frozen=True)
class Read:
    """One article and what its annotators made of it: one annotation each, of this revision."""

    article: Article
    readings: tuple[Annotation, ...]


@dataclass(frozen=True)
class Shared:
    """How far annotators agree on a group of articles, all pairs taken together.

    Attributes:
        articles: that at least two have read.
        by_label: label to `exact_f1`, `overlap_f1`, `iou50_f1`; n counts the marks of both.
        alpha_u: label to alpha for unitizing; n counts marks.
        links_f1: over all types of link that people draw; n counts the links of both.
        links: the same by type.
        alpha: `LABEL.attribute` or the name of an answer to nominal alpha; n counts the marks (or articles)
            that at least two gave a value.
        alpha_ordinal: the same for those whose values have an order.
        alpha_values: each value against all others; n counts the choices of that value.
    """

    articles: int
    by_label: Mapping[str, Mapping[str, Statistic]]
    alpha_u: Mapping[str, Statistic]
    links_f1: Statistic
    links: Mapping[str, Statistic]
    alpha: Mapping[str, Statistic]
    alpha_ordinal: Mapping[str, Statistic]
    alpha_values: Mapping[str, Mapping[str, Statistic]]


@dataclass(frozen=True)
class Pair(Shared):
    """Two annotators, by slug; `a` comes before `b`."""

    a: str
    b: str


@dataclass(frozen=True)
class Agreement:
    """How far the annotators of one campaign agree, over the articles that at least two of them read.

    Attributes:
        overall: all articles.
        by_article: article to what its annotators share; one article has no interval.
        by_month: `2026-03` to the articles whose last reading came then.
        nested: label to marks left out of alpha_u since they lie inside another of their label.
    """

    annotators: tuple[str, ...]
    articles: int
    overall: Shared
    pairs: tuple[Pair, ...]
    by_article: Mapping[str, Shared]
    by_month: Mapping[str, Shared]
    nested: Mapping[str, int]
