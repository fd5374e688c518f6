"""The annotators' report as one self-contained page, and its figures in words."""

from __future__ import annotations

from annotate.consensus.against import Tally
from annotate.consensus.agreement.statistic import Statistic
from annotate.consensus.agreement.words import topic
from annotate.consensus.work import Work
from annotate.core.pace import in_words
from annotate.core.percent import percent
from annotate.report.annotators import RULES, AnnotatorsReport
from annotate.report.charts import Figure, ranges
from annotate.report.html import page
from annotate.report.links import NOWHERE, Links
from annotate.scheme import Scheme


def html(report: AnnotatorsReport, scheme: Scheme, links: Links = NOWHERE) -> str:
    """The whole report as one HTML page."""
    return page(
        "annotators.html.j2",
        links=links,
        figures=[one for one in (_alike(report),) if one.rows],
        report=report,
        rules=RULES,
        topic=lambda name: topic(name, scheme),
        shown=shown,
        tally=tally,
        pace=pace,
        drift=drift,
        led=led,
    )


def share(part: float, whole: float) -> str:
    """`91 %`, or a dash where there is nothing to have a share of."""
    return percent(part / whole) if whole else "–"


def shown(one: Statistic | None) -> str:
    """`93 % (88 to 96)`; a dash where there is no value, no brackets where there is no interval."""
    if one is None or one.value is None:
        return "–"
    ends = "" if one.low is None or one.high is None else f" ({100 * one.low:.0f} to {100 * one.high:.0f})"
    return percent(one.value) + ends


def tally(one: Tally) -> str:
    """The same of gold, with its n."""
    return "–" if one.accuracy is None else f"{percent(one.accuracy)} of {one.made // 2}"


def pace(one: Work) -> str:
    """The median article, or a dash."""
    return "–" if one.seconds is None else in_words(one.seconds)


def drift(one: Work) -> str:
    """`+3 points`, or a dash."""
    return "–" if one.course.drift is None else f"{100 * one.course.drift:+.0f} points"


def led(one: Work) -> str:
    """How far the annotator goes along with the machine, and how far with its mistakes."""
    marks = one.premarks
    if not marks.shown:
        return "No pre-marks are known of."
    said = f"{share(marks.untouched, marks.shown)} of {marks.shown} pre-marks left as they were"
    if not marks.right + marks.wrong:
        return f"{said}."
    return (
        f"{said}: {share(marks.kept_right, marks.right)} of the {marks.right} that were right, "
        f"{share(marks.kept_wrong, marks.wrong)} of the {marks.wrong} that were not."
    )


def _alike(report: AnnotatorsReport) -> Figure:
    found = [(one.annotator, one.alike) for one in report.work if one.alike.value is not None]
    rows = [(name, _percent(one.low), _percent(one.value), _percent(one.high)) for name, one in found]
    said = (
        "Of all that was decided, what each decided as the verdict or the others did; the band covers 90 %."
    )
    return ranges("How alike", said, ("Annotator", "From", "Alike, %", "To"), rows)


def _percent(part: float | None) -> float | None:
    return None if part is None else round(100 * part)
