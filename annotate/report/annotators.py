"""The annotators of a campaign, each beside the difficulty of what they had to read.

It is written to be fair: no figure of pace without what there was to do, none of agreement without its n, and
whoever has read little is shown as such. Nothing here is a mark for anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from annotate.consensus.against import Tally
from annotate.consensus.agreement.statistic import Statistic
from annotate.consensus.gold import Standing
from annotate.consensus.work import Work
from annotate.core.pace import INFLATED, LEAST
from annotate.core.pseudonym import pseudonyms
from annotate.report.rows import written

DIGITS = 4

RULES = {
    "alike": "F1 of everything decided, against the verdict on the article, else against what all the others "
    "make of it together (of two annotators both have the same figure, then); articles that nobody else has "
    "read are left out",
    "pace": f"the median article; a timer above {INFLATED} times the annotator's median ran on while nobody "
    f"worked and is left out; below {LEAST} timers nothing is said",
    "words and marks": "of the median article: its length, and the marks that the verdict or the others have",
    "pre-marks": "what the machine marked beforehand and the annotator left as it was; right and wrong by "
    "what the marks are held against",
    "course": "how alike the later half of the articles is, less the earlier half",
    "few": "fewer than five articles to compare: take the figures as a hint",
}
"""How to read each figure, in words, for whoever is shown it."""


@dataclass(frozen=True)
class AnnotatorsReport:
    """Everybody who has read something in a campaign; `gold` by annotator, where any was served."""

    campaign: str
    work: tuple[Work, ...]
    gold: Mapping[str, Standing]

    @property
    def topics(self) -> tuple[str, ...]:
        """What anybody decided, in the order of the first who did."""
        return tuple(dict.fromkeys(topic for one in self.work for topic in one.by_topic))

    def hidden(self, annotator: str) -> Tally:
        """The decisions on gold that was served among the other work."""
        return self.gold[annotator].of("hidden") if annotator in self.gold else Tally()


def annotators_report(
    campaign: str, work: Sequence[Work], gold: Sequence[Standing], *, hidden: bool = False
) -> AnnotatorsReport:
    """The report; with `hidden` each name is a pseudonym, the same one each time."""
    slugs = {one.annotator for one in work} | {one.annotator for one in gold}
    names = pseudonyms(slugs, campaign) if hidden else {slug: slug for slug in slugs}
    renamed = [replace(one, annotator=names[one.annotator]) for one in work]
    return AnnotatorsReport(
        campaign,
        tuple(sorted(renamed, key=lambda one: one.annotator)),
        {names[one.annotator]: replace(one, annotator=names[one.annotator]) for one in gold},
    )


def as_json(report: AnnotatorsReport) -> dict[str, Any]:
    """One object; shares are from 0 to 1, what is not known is null."""
    return {
        "campaign": report.campaign,
        "annotators": [_annotator(one, report) for one in report.work],
        "rules": RULES,
    }


def _annotator(one: Work, report: AnnotatorsReport) -> dict[str, Any]:
    gold = report.gold.get(one.annotator)
    return {
        "annotator": one.annotator,
        "few": one.few,
        "articles": one.articles,
        "compared": one.compared,
        "marks": one.marks,
        "difficulty": {"words": one.words, "marks": one.marks_there},
        "pace": {
            "seconds": _rounded(one.seconds),
            "marks_an_hour": _rounded(one.marks_an_hour),
            "timed": one.timed,
            "inflated": one.inflated,
        },
        "alike": _statistic(one.alike),
        "by_topic": {topic: _statistic(statistic) for topic, statistic in one.by_topic.items()},
        "gold": {
            "hidden": _tally(gold.of("hidden") if gold else Tally()),
            "qualification": _tally(gold.of("qualification") if gold else Tally()),
            "drift": _rounded(gold.drift) if gold else None,
        },
        "premarks": {
            **asdict(one.premarks),
            "untouched_share": _share(one.premarks.untouched, one.premarks.shown),
            "kept_right_share": _share(one.premarks.kept_right, one.premarks.right),
            "kept_wrong_share": _share(one.premarks.kept_wrong, one.premarks.wrong),
        },
        "never_used": list(one.never_used),
        "course": {
            "early": _statistic(one.course.early),
            "late": _statistic(one.course.late),
            "drift": _rounded(one.course.drift),
        },
    }


def as_csv(report: AnnotatorsReport) -> str:
    """A row an annotator; a cell that a spreadsheet would run as a formula has a quote mark before it."""
    return written(_rows(report))


def _rows(report: AnnotatorsReport) -> Iterator[list[object]]:
    """A header, then a row an annotator."""
    objects = as_json(report)["annotators"]
    topics = report.topics
    nested = ("difficulty", "pace", "premarks")
    head = [f"{part}_{name}" for part in nested for name in (objects[0][part] if objects else ())]
    yield [
        *("annotator", "few", "articles", "compared", "marks", "alike", "alike_low", "alike_high", "alike_n"),
        *head,
        *("gold_hidden", "gold_hidden_n", "drift", "never_used"),
        *(column for topic in topics for column in (f"alike_{topic}", f"alike_{topic}_n")),
    ]
    for one in objects:
        of_topics = [one["by_topic"].get(topic, {"value": None, "n": 0}) for topic in topics]
        yield [
            *(one[name] for name in ("annotator", "few", "articles", "compared", "marks")),
            *(one["alike"][name] for name in ("value", "low", "high", "n")),
            *(value for part in nested for value in one[part].values()),
            *(one["gold"]["hidden"]["accuracy"], one["gold"]["hidden"]["n"], one["course"]["drift"]),
            " ".join(one["never_used"]),
            *(cell for topic in of_topics for cell in (topic["value"], topic["n"])),
        ]


def _statistic(one: Statistic) -> dict[str, Any]:
    return {name: _rounded(value) for name, value in asdict(one).items()}


def _tally(one: Tally) -> dict[str, Any]:
    return {"accuracy": _rounded(one.accuracy), "n": one.made}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, DIGITS) if whole else None


def _rounded(value: float | None) -> float | None:
    return round(value, DIGITS) if isinstance(value, float) else value
