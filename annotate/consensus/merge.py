"""Several annotations of one article revision as one reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from annotate.consensus.clusters import Cluster, clusters
from annotate.consensus.sides import renumbered
from annotate.consensus.ties import majority
from annotate.core import Annotation, Article, Link, Mark
from annotate.core.annotation import IMPORTS
from annotate.core.errors import UsageError
from annotate.scheme import Scheme
from annotate.scheme.check import fit
from annotate.scheme.infer import with_inferred

READING = "consensus"
CANNOT = "cannot_be_labelled"


def merge(
    annotations: Sequence[Annotation], article: Article, scheme: Scheme, verdict: Annotation | None = None
) -> Annotation:
    """The one reading that a score is made from.

    Cues and hedges that nobody linked are given the assertion they stand nearest to, so that a reading is
    the same whether its annotations came through Label Studio or were imported.

    A verdict stands above any vote: it is the reading. One annotation is the reading as it is. Of several,
    a cluster of marks is kept when at least half of the annotators (rounded up) made it, a link when at
    least half of those who marked both ends drew it (`same_claim`: more than half), attributes and answers
    go by majority, and a tie takes the value that scores lower. Sides are compared by who stands together,
    not by their numbers. Defaults are filled in, for what is unset means the default. Whoever said that the
    article cannot be labelled has no vote on what it says, unless all said so. The order of `annotations`
    does not matter.

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
            marks=tuple(_voted(mark, [mark], scheme) for mark in alone.marks),
            links=alone.links,
            answers=alone.answers,
        )
    kept = [one for one in renumbered(clusters(voting)) if 2 * len(one.marks) >= len(voting)]
    ids = [f"m{number}" for number, _ in enumerate(kept, 1)]
    marks = {id_: _merged(id_, one, scheme) for id_, one in zip(ids, kept, strict=True)}
    home = {
        (who, mark.id): id_ for id_, one in zip(ids, kept, strict=True) for who, mark in one.marks.items()
    }
    return _reading(
        article,
        scheme,
        voting,
        origin=READING,
        marks=tuple(marks.values()),
        links=tuple(_links(voting, marks, home, scheme)),
        answers=_answers(voting, scheme),
    )


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


def _merged(id_: str, cluster: Cluster, scheme: Scheme) -> Mark:
    bare = Mark(id_, cluster.chosen.label, cluster.chosen.span)
    return _voted(bare, list(cluster.marks.values()), scheme)


def _voted(mark: Mark, members: Sequence[Mark], scheme: Scheme) -> Mark:
    """`mark` with each attribute that applies as its members chose it, defaults filled in."""
    out = replace(mark, attributes={}, origin=None, confidence=None)
    for attribute in scheme.label_by_name[mark.label].attributes:
        votes = [vote for one in members if (vote := scheme.value(one, attribute.name))]
        if attribute.applies(out) and (votes or attribute.default):
            chosen = majority(attribute.name, votes) if votes else str(attribute.default)
            out = out.with_attributes(**{attribute.name: chosen})
    return out


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


def _answers(voting: Sequence[Annotation], scheme: Scheme) -> dict[str, str]:
    """Answers by majority, signs that half ticked.

    Words of one's own stay with their annotator, save why an article cannot be labelled, where all say so.
    """
    out = {}
    for answer in scheme.answers:
        votes = [vote for one in voting if (vote := one.answers.get(answer.name, answer.default))]
        if answer.control == "several":
            ticked = Counter(tick for vote in votes for tick in vote.split(","))
            votes = [",".join(t.name for t in answer.values if 2 * ticked[t.name] >= len(voting))]
        if answer.name == CANNOT and len(votes) == len(voting):
            out[CANNOT] = "; ".join(sorted(set(votes)))
        elif votes and votes[0] and answer.control != "text":
            out[answer.name] = majority(answer.name, votes)
    return out


def _with_defaults(answers: Mapping[str, str], scheme: Scheme) -> dict[str, str]:
    defaults = {one.name: one.default for one in scheme.answers if one.default}
    return {**defaults, **answers}
