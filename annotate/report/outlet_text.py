"""An outlet's report for the terminal, and the sentences that its page shares."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.consensus.agreement.statistic import Statistic
from annotate.core.percent import percent
from annotate.report import words
from annotate.report.lines import fill
from annotate.report.outlet import IN_A_MONTH, LEAST, OutletReport, Piece

SHARE_NAMES = {
    "unnamed": "unnamed sources",
    "vague": "vague sources",
    "one_sided": "one-sided claims",
    "heard": "accused who were heard",
}
"""What each share is called."""

ABOUT = (
    "This describes the attribution printed in the articles that were read, and no others: unless those were "
    "drawn by chance, it says nothing about the outlet's other articles. It sets no outlet beside another."
)


def text(report: OutletReport) -> str:
    """The whole report, lines of at most 88 characters but for titles and ids; ends with a newline."""
    return "\n".join(_lines(report)) + "\n"


def summary(report: OutletReport) -> str:
    """The first sentence: how many of its articles were read, and how they score, or why that is not said."""
    read = f"{len(report.pieces)} of {len(report.pieces) + report.unread} articles read by people"
    if report.level is None:
        return (
            f"{read}, {report.scored} with a number. "
            f"A figure for the outlet needs {LEAST} of those; below that this is a list."
        )
    level = report.level
    return (
        f"{read}, {report.scored} with a number. Its articles lie about {level.value:.0f} of 100 "
        f"(90 % interval {level.low:.0f} to {level.high:.0f})."
    )


def method(report: OutletReport) -> str:
    """How the figure was made; empty where there is none."""
    level = report.level
    if level is None:
        return ""
    if level.outlets == 1:
        return f"The mean of {level.articles} articles; no other outlet was read to hold it against chance."
    return (
        f"The mean of {level.articles} articles is {level.mean:.0f}; it counts "
        f"{percent(level.weight)}, and the mean of all {level.outlets} outlets read, {level.corpus:.0f}, "
        "the rest, since few articles may differ by chance."
    )


def replies(report: OutletReport) -> str:
    """About how many of its articles the outlet was asked, and to how many reports it answered."""
    answered = sum(any(s.step == "received" for s in one.steps) for one in report.asked.values())
    if not report.asked:
        return "The outlet was asked about none of these reports."
    return f"Of these reports the outlet was asked about {len(report.asked)}, and answered {answered}."


def share(one: Statistic) -> str:
    """`12 % of 140 (8 to 17)`, a dash where there is nothing to have a share of."""
    if one.value is None:
        return "–"
    ends = "" if one.low is None or one.high is None else f" ({100 * one.low:.0f} to {100 * one.high:.0f})"
    return f"{percent(one.value)} of {one.n}{ends}"


def number(piece: Piece) -> str:
    """`54 (48–60)`, or a dash."""
    score = piece.score
    ends = "" if score.low is None else f" ({score.low}–{score.high})"
    return "–" if score.score is None else f"{score.score}{ends}"


def _lines(report: OutletReport) -> Iterator[str]:
    yield from (report.outlet, "", fill(summary(report)))
    if report.level:
        yield fill(method(report))
        yield from _shares(report)
        yield from _bands(report)
        yield from _months(report)
    yield from ("", fill(replies(report)), "", fill(ABOUT), "", "Articles")
    for one in report.pieces:
        day = f"{one.article.published:%Y-%m-%d}" if one.article.published else "no date"
        yield f"  {day:<11}{number(one):<13}{words.band(one.score):<20}{words.heading(one.article)}"
        yield f"  {'':<44}{one.article.id}"


def _shares(report: OutletReport) -> Iterator[str]:
    yield from ("", "Sourcing")
    for name, one in report.shares.items():
        yield f"  {SHARE_NAMES[name]:<26}{share(one)}"


def _bands(report: OutletReport) -> Iterator[str]:
    yield from ("", "Articles by band")
    for name, count in report.bands.items():
        yield f"  {name:<11}{count:>4}  {'█' * count if count <= 50 else '█' * 50 + ' …'}"


def _months(report: OutletReport) -> Iterator[str]:
    yield from ("", f"By month (a mean from {IN_A_MONTH} scored articles on)")
    for one in report.months:
        mean = "–" if one.mean is None else f"{one.mean:.0f}"
        yield f"  {one.month}  {one.articles:>3} read  {one.scored:>3} with a number  mean {mean}"
