"""`annotate report site`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotate.cli.app import App
from annotate.cli.output import counted, say
from annotate.cli.report_campaign import campaign_report_of
from annotate.cli.report_corpus import corpus_report_of
from annotate.cli.report_echoes import echoing_of
from annotate.cli.report_outlet import outlet_reports_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from annotate.report.folder import Written
    from annotate.report.site import Site
    from annotate.score import Score
    from annotate.store import Campaign


@click.command("site")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--rubric", help="Version of the rubric; default: 1.")
@click.option("--sensitive", is_flag=True, help="Also what campaigns marked as sensitive have read.")
def command(folder: Path, rubric: str | None, sensitive: bool) -> None:
    """All reports as pages in FOLDER that lead to each other; begin with its index.html.

    Run again, it writes only the pages that say something else, and removes those that nothing leads to any
    more. A browser opens it from the disk; nothing is fetched from anywhere.
    """
    app = App()
    campaigns, aside = _campaigns(app, sensitive)
    scores = app.scores(None, None, rubric)
    shown = [one for one in scores if one.article not in aside]
    done = write_site(app, shown, folder, campaigns, rubric, aside)
    say(f"{counted(done.written, 'page')} written, {done.unchanged} as they were, {done.removed} removed")
    if len(shown) < len(scores):
        say(f"left out: {counted(len(scores) - len(shown), 'article')} of sensitive campaigns (--sensitive)")
    click.echo(folder / "index.html")


def write_site(
    app: App,
    scores: Sequence[Score],
    folder: Path,
    campaigns: Sequence[Campaign] = (),
    rubric: str | None = None,
    aside: Collection[str] = (),
) -> Written:
    """Brings the site in `folder` up to these scores and campaigns; the articles `aside` are not shown."""
    from annotate.cli.report import reports_of
    from annotate.report.folder import write
    from annotate.report.site import pages

    site = _site(app, scores, campaigns, aside, rubric)
    return write(pages(site, reports_of(app, scores), app.scheme), folder)


def _site(
    app: App,
    scores: Sequence[Score],
    campaigns: Sequence[Campaign],
    aside: Collection[str],
    rubric: str | None,
) -> Site:
    from annotate.campaigns.gold_results import standings
    from annotate.campaigns.revisions import revised
    from annotate.campaigns.work import work_done
    from annotate.consensus.work import measured
    from annotate.report.annotators import annotators_report
    from annotate.report.site import Site
    from annotate.store import Articles

    people = []
    for one in campaigns:
        done, scheme = work_done(app.store, app.scheme, one.name)
        gold = standings(app.store, app.scheme, one.name)
        people.append(annotators_report(one.name, measured(done, scheme), gold))
    reports = [campaign_report_of(app, one.name, rubric) for one in campaigns]
    corpus = corpus_report_of(app, scores, aside)
    rules = (app.scheme, app.rubric(rubric), app.disagreement())
    with app.store.session(read_only=True) as session:
        several = [id_ for id_ in Articles(session).revised() if id_ not in aside]
    compared = revised(app.store, *rules, several, app.detector().detect) if several else {}
    return Site(
        corpus,
        tuple(one for one in reports if one.states or one.rows),
        tuple(one for one in people if one.work),
        tuple(outlet_reports_of(app, scores, corpus.outlets, rubric)),
        echoing_of(app, scores),
        {id_: found for id_, found in compared.items() if found},
    )


def _campaigns(app: App, sensitive: bool) -> tuple[list[Campaign], set[str]]:
    """The campaigns that are shown, and the articles that one which is not has."""
    from annotate.core.annotation import IMPORTS
    from annotate.store import Campaigns

    with app.store.session(read_only=True) as session:
        stored = Campaigns(session)
        every = [one for one in (*stored.all(), stored.get(IMPORTS)) if one is not None]
        hidden = [one for one in every if one.sensitive and not sensitive]
        aside = {mine.article for one in hidden for mine in stored.assignments(one.name)}
    return [one for one in every if one not in hidden], aside
