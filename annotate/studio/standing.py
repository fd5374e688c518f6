"""What stands of a desk, and what its assignments therefore are: done, skipped, or still to do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from annotate.store import Annotations, Campaigns, Desk, Known, Remote, Session, Tasks

Skips = Mapping[tuple[str, int], str | None]
"""The texts that were skipped, by article and revision, and what was said of it."""


def standing(session: Session, desk: Desk, articles: Collection[str] | None = None) -> Mapping[Remote, Known]:
    """What is stored from this desk's server and not withdrawn."""
    known = Annotations(session).remotes(desk.campaign, desk.annotator, articles)
    return {
        remote: one
        for remote, one in known.items()
        if remote.instance == desk.instance and one.state != "withdrawn"
    }


def set_states(
    session: Session,
    desk: Desk,
    articles: Collection[str] | None,
    standing: Collection[Remote],
    known: Mapping[Remote, Known],
    skipped: Skips,
) -> None:
    """An assignment is done once an annotation stands, else skipped where that is what was said.

    Of an article that was revised while the campaign ran, the newest text on the desk decides.
    """
    shown = Tasks(session).newest_shown(desk, articles)
    read = {(known[remote].article, known[remote].article_revision) for remote in standing}
    done = {article for article, revision in read if revision >= shown.get(article, 0)}
    left = {article: said for (article, at), said in skipped.items() if at >= shown.get(article, 0)}
    changed, reasons = {}, {}
    for one in Campaigns(session).assignments(desk.campaign, desk.annotator, articles):
        state = "done" if one.article in done else "skipped" if one.article in left else "assigned"
        if state != one.state:
            changed[one.article] = state
        if state == "skipped" and (state, left[one.article]) != (one.state, one.skipped_why):
            reasons[one.article] = left[one.article]
    Campaigns(session).set_states(desk.campaign, desk.annotator, changed)
    for article, said in reasons.items():
        Campaigns(session).set_why(desk.campaign, article, desk.annotator, said)
