"""How many annotators each article still needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotate.scheme import Scheme
from annotate.score import Disagreement, Rubric, Score
from annotate.score.needs import needs
from annotate.store import Articles, Store


def needed(
    store: Store,
    scheme: Scheme,
    rubric: Rubric,
    table: Disagreement,
    scores: Iterable[Score],
    width: int,
) -> Mapping[str, int | None]:
    """Article to the fewest further annotators for an interval of at most `width` points; see `score.needs`.

    Args:
        table: the one that the intervals of `scores` are drawn from.
    """
    out: dict[str, int | None] = {}
    for one in scores:
        with store.session(read_only=True) as session:
            article = Articles(session).get(one.article, one.article_revision)
        if article is not None:
            out[one.article] = needs(one, article, scheme, rubric, table, width)
    return out
