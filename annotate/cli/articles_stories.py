"""`annotate articles stories`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from annotate.cli.app import App
from annotate.cli.output import counted, emit, emit_table, format_option, say
from annotate.core.percent import percent

if TYPE_CHECKING:
    from annotate.intake.alike import Story


@click.command("stories")
@format_option
def command(format_: str) -> None:
    """List articles that are one story: wire copy in several outlets, versions, rewrites.

    Articles are alike from 40 % of their runs of three words shared, all runs of both counted, and one story
    where they are alike directly or through others. Each stays an article of its own. Those stored before
    there was an index are looked at first.
    """
    from annotate.intake.alike import catch_up, stories
    from annotate.store import Articles

    app = App()
    with app.writing("articles stories"):
        if caught_up := catch_up(app.store):
            say(f"{counted(caught_up, 'article')} compared with all others for the first time")
    with app.store.session(read_only=True) as session:
        found = stories(session)
        known = Articles(session).newest([id_ for story in found for id_ in story.articles])
    outlets = [sorted({known[id_].outlet or "" for id_ in story.articles} - {""}) for story in found]

    def text() -> None:
        rows = (
            (
                one.articles[0],
                len(one.articles),
                ", ".join(of),
                percent(one.least),
                " ".join(one.articles[1:]),
            )
            for one, of in zip(found, outlets, strict=True)
        )
        columns = ("First", "Articles", "Outlets", "At least alike", "Others")
        emit_table(columns, rows, right=("Articles", "At least alike"))

    emit(format_, [_as_json(story, of) for story, of in zip(found, outlets, strict=True)], text)


def _as_json(story: Story, outlets: list[str]) -> dict[str, Any]:
    return {"articles": story.articles, "outlets": outlets, "least_similarity": round(story.least, 2)}
