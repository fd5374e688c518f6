"""Several annotations of one article revision as one reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from annotate.consensus.choices import CANNOT, answers_of, voted
from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.rates import Rates
from annotate.consensus.sides import renumbered
from annotate.consensus.votes import FROM
from annotate.core import Annotation, Article, Link, Mark
from annotate.core.annotation import IMPORTS
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.scheme.check import fit
from annotate.scheme.infer import with_inferred

READING = "consensus"


def merge(
    annotations: Sequence[Annotation],
    article: Article,
    scheme: Scheme,
    verdict: Annotation | None = None,
    rates: Mapping[str, Rates] | None = None,
) -> Annotation:
    """The one reading that a score is made from.

    Cues and hedges that nobody linked are given the assertion they stand nearest to, so that a reading is
    the same whether its annotations came through Label Studio or were imported.

    A verdict stands above any vote: it is the reading. One annotation is the reading as it is. Of several,
    a cluster of marks is kept when at least half of the annotators (rounded up) made it, a link when at
    least half of those who marked both ends drew it (`same_claim`: more than half). Attributes and answers
    go by majority, or from four annotators on, where `rates` are given, by what is likeliest (Dawid and
    Skene); a tie takes the value that scores lower. Sides are compared by who stands together, not by their
    numbers. Defaults are filled in, for what is unset means the default. Whoever said that the article
    cannot be labelled has no vote on what it says, unless all said so. The order of `annotations` does not
    matter.

    Raises:
        UsageError: when a mark has a label that `scheme` has not.
    """
    _refuse_unknown([*annotations, *([verdict] if verdict else [])], article, scheme)
    voting = [with_inferred(one, article, scheme) for one in voters(annotations)]
    decided = verdict and with_inferred(verdict, article, scheme)
    alone = decided or (voting[0] if len(voting) == 1 else None)
    if alone:
        return _reading(
            article,
            scheme,
            [alone],
            origin="verdict" if verdict else READING,
            marks=tuple(voted(mark, [(alone.annotator, mark)], scheme, {}) for mark in alone.marks),
            links=alone.links,
            answers=alone.answers,
        )
    rates = rates if rates and len(voting) >= FROM else {}
    names = [one.annotator for one in voting]
    found = kept(voting)
    marks = {id_: _merged(id_, one, scheme, names, rates) for id_, one in found.items()}
    home = {(who, mark.id): id_ for id_, one in found.items() for who, mark in one.marks.items()}
    return _reading(
        article,
        scheme,
        voting,
        origin=READING,
        marks=tuple(marks.values()),
        links=tuple(_links(voting, marks, home, scheme)),
        answers=answers_of(voting, scheme, rates),
    )


def kept(voting: Sequence[Annotation]) -> dict[str, Cluster]:
    """What becomes a mark of the reading, by the id it gets: clusters that at least half have made."""
    enough = [one for one in renumbered(clusters(voting)) if 2 * len(one.marks) >= len(voting)]
    return {f"m{number}": one for number, one in enumerate(enough, 1)}


def _refuse_unknown(annotations: Sequence[Annotation], article: Article, scheme: Scheme) -> None:
    found = {mark.label for one in annotations for mark in one.marks} - scheme.label_by_name.keys()
    if found:
        raise UsageError(
            f"article {article.id!r} has marks that scheme {scheme.version} knows nothing of: "
            + ", ".join(sorted(found)),
            "put back the scheme that they were made with",
        )


def voters(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Those with a vote, in a fixed order: whoever could label the article, or all if nobody could."""
    ordered = sorted(annotations, key=lambda one: (one.annotator, one.campaign, one.id))
    return [one for one in ordered if not one.answers.get(CANNOT)] or ordered


def _reading(
    article: Article,
    scheme: Scheme,
    made_from: Sequence[Annotation],
    *,
    origin: str,
    marks: tuple[Mark, ...],
    links: tuple[Link, ...],
    answers: Mapping[str, str],
) -> Annotation:
    campaigns = {one.campaign for one in made_from}
    return Annotation(
        article=article.id,
        annotator=READING,
        marks=tuple(sorted(marks, key=_in_text)),
        links=tuple(sorted(links)),
        answers=_with_defaults(answers, scheme),
        article_revision=article.revision,
        text_sha256=article.sha256,
        campaign=campaigns.pop() if len(campaigns) == 1 else IMPORTS,
        scheme=scheme.version,
        origin=origin,
    )


def _in_text(mark: Mark) -> tuple[int, int, str, str]:
    """The order that an annotation's body has, so that a reading is the same after a round trip."""
    return (mark.span.start, -mark.span.end, mark.label, mark.id)


def _merged(
    id_: str, cluster: Cluster, scheme: Scheme, names: Sequence[str], rates: Mapping[str, Rates]
) -> Mark:
    bare = Mark(id_, cluster.chosen.label, cluster.chosen.span)
    return voted(bare, [(names[who], mark) for who, mark in cluster.marks.items()], scheme, rates)


def _links(
    voting: Sequence[Annotation],
    marks: Mapping[str, Mark],
    home: Mapping[tuple[int, str], str],
    scheme: Scheme,
) -> Iterator[Link]:
    holders: dict[str, set[int]] = defaultdict(set)
    for (who, _), id_ in home.items():
        holders[id_].add(who)
    drawn = Counter[tuple[str, str, str]]()
    by_hand: set[tuple[str, str, str]] = set()
    for who, annotation in enumerate(voting):
        mapped = {key: link for link in annotation.links if (key := _mapped(link, who, marks, home, scheme))}
        drawn.update(mapped.keys())
        by_hand.update(key for key, link in mapped.items() if link.origin != "inferred")
    for key, votes in sorted(drawn.items()):
        type_, start, end = key
        both = len(holders[start] & holders[end])
        if 2 * votes > both or (2 * votes == both and type_ != "same_claim"):
            yield Link(type_, start, end, None if key in by_hand else "inferred")


def _mapped(
    link: Link, who: int, marks: Mapping[str, Mark], home: Mapping[tuple[int, str], str], scheme: Scheme
) -> tuple[str, str, str] | None:
    """The link between merged marks that an annotator's link stands for, if both ends were kept."""
    start, end = home.get((who, link.from_id)), home.get((who, link.to_id))
    if start is None or end is None:
        return None
    fitted = fit(Link(link.type, start, end), marks[start], marks[end], scheme)
    return None if fitted is None else (fitted.type, fitted.from_id, fitted.to_id)


def _with_defaults(answers: Mapping[str, str], scheme: Scheme) -> dict[str, str]:
    defaults = {one.name: one.default for one in scheme.answers if one.default}
    return {**defaults, **answers}
