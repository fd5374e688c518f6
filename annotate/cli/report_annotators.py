"""`annotate report annotators`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import Forms, plain_table, report_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotate.consensus.agreement import Statistic
    from annotate.report.annotators import AnnotatorsReport
    from annotate.scheme import Scheme


@click.command("annotators")
@click.argument("campaign")
@click.option("--pseudonyms", is_flag=True, help="Give each annotator a made-up name, the same each time.")
@report_options
def command(campaign: str, pseudonyms: bool) -> Forms:
    """How much each annotator of CAMPAIGN has read, how fast and how hard it was, and how far they agree.

    Agreement is with the verdict on an article, else with what all the others make of it. A pace stands
    beside the length of the articles and the marks there were to make; timers above three times the
    annotator's median are left out. Whoever has fewer than five articles to compare is shown as such.
    """
    from annotate.campaigns.gold_results import standings
    from annotate.campaigns.work import work_done
    from annotate.consensus.work import measured
    from annotate.report.annotators import annotators_report, as_csv, as_json
    from annotate.report.annotators_page import html

    app = App()
    done, scheme = work_done(app.store, app.scheme, campaign)
    gold = standings(app.store, app.scheme, campaign)
    report = annotators_report(campaign, measured(done, scheme), gold, hidden=pseudonyms)
    return Forms(
        text=lambda: text(report, scheme),
        json=lambda: as_json(report),
        html=lambda: html(report, scheme),
        csv=lambda: as_csv(report),
    )


def text(report: AnnotatorsReport, scheme: Scheme) -> str:
    """The report as plain tables; ends with a newline."""
    from annotate.report.annotators import RULES

    if not report.work:
        return "nobody has read an article yet\n"
    tables = (_pace(report), _agreement(report), _topics(report, scheme))
    lines = (_machine(report), _never(report, scheme))
    rules = "\n".join(f"{name}: {rule}" for name, rule in RULES.items())
    return "\n\n".join(part for part in (*tables, *lines, rules) if part) + "\n"


def _pace(report: AnnotatorsReport) -> str:
    from annotate.report.annotators_page import pace

    figures = ("Articles", "Words", "Marks there", "Time an article", "Marks an hour", "Timers left out")
    return plain_table(
        ("Annotator", *figures),
        [
            (
                one.annotator,
                one.articles,
                f"{one.words:.0f}",
                "–" if one.marks_there is None else f"{one.marks_there:.0f}",
                pace(one),
                "–" if one.marks_an_hour is None else f"{one.marks_an_hour:.0f}",
                one.inflated,
            )
            for one in report.work
        ],
        right=figures,
    )


def _agreement(report: AnnotatorsReport) -> str:
    from annotate.report.annotators_page import drift, shown, tally

    return plain_table(
        ("Annotator", "Compared", "Alike", "n", "Hidden gold", "Later half", ""),
        [
            (
                one.annotator,
                one.compared,
                shown(one.alike),
                one.alike.n,
                tally(report.hidden(one.annotator)),
                drift(one),
                "few articles" if one.few else "",
            )
            for one in report.work
        ],
        right=("Compared", "n"),
    )


def _topics(report: AnnotatorsReport, scheme: Scheme) -> str:
    from annotate.consensus.agreement.words import topic
    from annotate.report.annotators_page import shown

    return plain_table(
        ("Alike, by what was decided", *(one.annotator for one in report.work)),
        [
            (topic(name, scheme), *(_cell(one.by_topic.get(name), shown) for one in report.work))
            for name in report.topics
        ],
    )


def _cell(one: Statistic | None, shown: Callable[[Statistic], str]) -> str:
    return "–" if one is None or one.value is None else f"{shown(one)}, n {one.n}"


def _machine(report: AnnotatorsReport) -> str:
    from annotate.report.annotators_page import led

    return "\n".join(f"{one.annotator}: {led(one)}" for one in report.work)


def _never(report: AnnotatorsReport, scheme: Scheme) -> str:
    from annotate.consensus.agreement.words import topic

    return "\n".join(
        f"{one.annotator} never chose: {'; '.join(topic(name, scheme) for name in one.never_used)}"
        for one in report.work
        if one.never_used
    )
