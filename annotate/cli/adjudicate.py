"""`annotate adjudicate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.load import told
from annotate.cli.output import counted, emit, emit_table, format_option, minute, say

if TYPE_CHECKING:
    from annotate.campaigns.verdicts import Case
    from annotate.store import Desk
    from annotate.studio.load import Loaded


@click.command("adjudicate", short_help="Decide what annotators differ on.")
@click.argument("campaign")
@click.option("--all", "all_", is_flag=True, help="Also articles that nobody differs on.")
@click.option(
    "--by",
    metavar="SLUG[=EMAIL]",
    help="Who decides: somebody who does not label in CAMPAIGN; default: adjudicator.",
)
@click.option("--pseudonyms", is_flag=True, help="Keep the annotators' names from whoever decides.")
@click.option("--dry-run", is_flag=True, help="Say what is open and decided, and write nothing.")
@format_option
def command(campaign: str, all_: bool, by: str | None, pseudonyms: bool, dry_run: bool, format_: str) -> int:
    """Send what the annotators of CAMPAIGN differ on to an adjudication desk, and say what is decided.

    The desk is a Label Studio project of its own. Its page starts from the merged reading; the tabs above it
    show each annotator's, side by side with Compare All. What is disputed comes first, then what
    touches central claims. `annotate sync` brings the verdicts back. A verdict stands above all votes, also
    above later ones, but never for another text than the one it was made on. What counts is what the last
    sync brought.
    """
    from annotate.campaigns.verdicts import cases

    app, code = App(), 0
    if not dry_run:
        code = told([_opened(app, campaign, all_, by, pseudonyms)])
    found = cases(app.store, app.scheme, campaign)
    desk = _desk(app, campaign)
    shown = [case for case in found if all_ or case.state != "agreed" or case.earlier]
    counts = {state: sum(case.state == state for case in found) for state in ("open", "decided", "agreed")}
    data: dict[str, Any] = {
        "campaign": campaign,
        "adjudicator": desk and desk.annotator,
        "project": desk and desk.project,
        "url": desk and desk.url,
        **counts,
        "articles": [case.to_json() for case in shown],
    }
    emit(format_, data, lambda: _table(shown))
    for case in shown:
        _remarks(case)
    say(", ".join(f"{number} {state}" for state, number in counts.items()))
    if alone := sum(case.state == "agreed" and len(case.readings) == 1 for case in found):
        say(f"{alone} of the agreed read by one annotator alone: there is nothing to compare yet")
    if desk:
        say(f"decide at {desk.url}")
    return code


def _opened(app: App, campaign: str, all_: bool, by: str | None, pseudonyms: bool) -> Loaded:
    from annotate.campaigns.adjudicate import Asked, adjudicate
    from annotate.campaigns.people import parse_annotator
    from annotate.cli.connection import connection

    asked = Asked(parse_annotator(by) if by else None, all_, pseudonyms)
    guidelines = app.config("guidelines.md").read_text("utf-8")
    with app.writing("adjudicate"):
        to = connection(app, campaign)
        return adjudicate(
            app.store, to.studio, app.scheme, guidelines, app.disagreement(), campaign, asked,
            credentials_file=to.credentials, say=say,
        )  # fmt: skip


def _desk(app: App, campaign: str) -> Desk | None:
    from annotate.store import Desks

    with app.store.session(read_only=True) as session:
        return Desks(session).adjudication(campaign)


def _table(shown: Sequence[Case]) -> None:
    counts = ("Disputed", "Central", "Differences")
    emit_table(
        ("Article", "State", *counts, "Annotators", "Decided by", "When", "Why"),
        [
            (
                case.article.id,
                case.state,
                len(case.disputed),
                len(case.contest.central),
                case.contest.differences,
                ", ".join(one.annotator for one in case.readings),
                case.verdict and (case.verdict.signed_in_as or case.verdict.by),
                case.verdict and minute(case.verdict.at),
                case.verdict and case.verdict.reason,
            )
            for case in shown
        ],
        right=counts,
    )


def _remarks(case: Case) -> None:
    if case.disputed:
        again = "; its task is on the desk: submit it again" if case.verdict else ""
        say(f"{case.article.id}: {counted(len(case.disputed), 'mark')} disputed{again}")
    if case.verdict and case.verdict.newer:
        say(f"{case.article.id}: {counted(case.verdict.newer, 'reading')} newer than the verdict; it stands")
    if case.earlier:
        old, new = case.earlier.article_revision, case.article.revision
        say(f"{case.article.id}: a verdict on revision {old} is not applied to revision {new}")
