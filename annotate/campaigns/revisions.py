"""What changed in the sourcing of an article between its texts, as people or the machine read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from annotate.campaigns.estimates import estimated
from annotate.campaigns.rescore import Rules, score_of
from annotate.core import Annotation, Article
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.score import Disagreement, Rubric, Score, score
from annotate.score.echoes import said_in
from annotate.score.revisions import Revised, answered, changes
from annotate.store import Articles, Store


def revised(
    store: Store,
    scheme: Scheme,
    rubric: Rubric,
    disagreement: Disagreement,
    ids: Sequence[str],
    detect: Callable[[Article], Annotation],
) -> Mapping[str, list[Revised]]:
    """Of each of these articles from each of its texts to the next, the first one first.

    Two texts are compared as people read them where people have read both, else as the machine reads both:
    a person's reading beside a machine's would differ where the text does not.

    Raises:
        UsageError: when there is no such article.
    """
    known = estimated(store, scheme, disagreement, None)
    rules = Rules(scheme, rubric, known.disagreement, known.rates)

    def by_machine(article: Article) -> Score:
        return score(detect(article), article, scheme, rubric, disagreement, readers=())

    return {id_: _revised(store, rules, id_, by_machine) for id_ in ids}


def _revised(store: Store, rules: Rules, id_: str, by_machine: Callable[[Article], Score]) -> list[Revised]:
    with store.session(read_only=True) as session:
        history = Articles(session).history(id_)
    if not history:
        raise UsageError(f"there is no article {id_!r}", "see: annotate articles list")
    read = {article.revision: score_of(store, article, rules) for article, _ in history}
    out = []
    for (old, _), (new, at) in pairwise(history):
        before, after = read[old.revision], read[new.revision]
        if before is None or after is None:
            before, after = by_machine(old), by_machine(new)
        central = frozenset(after.ledger.central.ids), frozenset(before.ledger.central.ids)
        found = changes(said_in(before, old), said_in(after, new), *central)
        people = () if after.reading.origin == "machine" else answered(before.reading, after.reading)
        out.append(Revised(old, new, at, before, after, found, people))
    return out
